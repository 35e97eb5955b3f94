"""What a number is by its form or by the word before it, when it measures nothing: a law, a telephone, a name."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.mentions import Stray
from extractors.money import unit_phrase
from patterns.pack import Pack
from patterns.phrases import Piece, split_pieces

STRAY_CUES = {
    "name": "name",
    "law": "law",
    "ordinal": "ordinal",
    "phone": "phone",
    "age": "definition",
    "furniture": "furniture",
}
NAMING = ("name", "law", "ordinal", "phone")  # what a measured number is not, even behind such a word
CUE_LENGTH = 4  # words of the longest cue that stands before such a number
FELLOW_DIGITS = 3  # of the second number of "catégorie 1 et 2"
GROUP_DIGITS = 3  # between two separators of thousands
PHONE_DIGITS = 9  # at least
TIES = ("/", "-", "+", ":")  # "Photo 3/7", "ISSN 1234-5678", "Km 24+300", "ISO 9001:2015"
_PHONE = regex.compile(r"(?<![\d.,] ?)(?:\+84|0)\d{0,3}\)?(?:[ .\-]?\d{2,4}){2,4}")
_CLOCK = regex.compile(r"(?P<hour>\d{1,2}) ?(?P<word>\p{L}+) ?[0-5]\d(?!\d|[.,]\d)|\d{1,2}:[0-5]\d(?!\d)")
_CODE = regex.compile(r"\d+/\d{4}/[\p{L}\d\-]+|\d+/[\p{Lu}Đ]{2,}[\p{L}\-]*|\d+-[\p{Lu}Đ]{2,}/[\p{L}]+")
_VERSION = regex.compile(r"\d\.0(?!\d|[.,]\d)")  # "mô hình 4.0", "Industrie 4.0"
_VARIETY = regex.compile(r"(?<= \p{Lu}{2,3} )\d{3,5}(?= (?:\d|\p{Ll}))")  # of seed, of engine: "lúa IR 50404 tại ruộng"
_NOTE = regex.compile(r"(?<=[\p{L}\p{N}.,;:%»”\])]\[)\d{1,2}(?=\])")  # a footnote: "tăng cao[2]"
_THOUSANDS = regex.compile(r"\d{1,3}(?:\.\d{3})+")
_POSTCODE = regex.compile(r"(?<=, )\d{5}(?= \p{Lu})")


def find_strays(text: str, pieces: Sequence[Piece], taken: list[bool], pack: Pack) -> list[Stray]:
    """The numbers among `pieces` that measure nothing; marks their pieces as taken."""
    found: list[Stray] = []
    for i, piece in enumerate(pieces):
        if taken[i] or not piece.is_number:
            continue
        stray = (
            _written_so(text, pieces, i, taken, pack)
            or _glued(text, pieces, i, pack)
            or _announced(pieces, i, taken, pack)
        )
        if stray is None:
            continue
        found.append(stray)
        for j in range(i, len(pieces)):
            if pieces[j].start >= stray.end:
                break
            taken[j] = True
        found += _fellows(pieces, i, stray, taken, pack)
    return found


def _fellows(pieces: Sequence[Piece], i: int, stray: Stray, taken: list[bool], pack: Pack) -> list[Stray]:
    """The numbers that share its word: "catégorie 1 et 2", "lớp 10, 11 và 12", "articles 5 et 6"."""
    found: list[Stray] = []
    i = next((j for j in range(i, len(pieces)) if pieces[j].start >= stray.end), len(pieces))
    while stray.kind in ("name", "law") and i + 1 < len(pieces) and pieces[i + 1].key.isdigit() and not taken[i + 1]:
        joins = pieces[i].key in pack.links or pieces[i].key == ","
        if not joins or len(pieces[i + 1].key) > FELLOW_DIGITS or pack.units.longest(pieces, i + 2) is not None:
            break
        if i + 2 < len(pieces) and pieces[i + 2].key[:1].isalpha() and pack.cues.longest(pieces, i + 2) is None:
            break  # a noun follows: "phường 1, 25 dự án"
        found.append(Stray(pieces[i + 1].start, pieces[i + 1].end, stray.kind, stray.because))
        taken[i + 1] = True
        i += 2
    return found


def _written_so(text: str, pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> Stray | None:
    """A telephone number, the number of a law, a clock time, a version, a postcode: told by their form."""
    start = pieces[i].start
    code = _CODE.match(text, start)
    if code:
        return Stray(start, code.end(), "law")
    phone = _PHONE.match(text, start)
    if phone and sum(c.isdigit() for c in phone.group()) >= PHONE_DIGITS:
        return Stray(start, phone.end(), "phone")
    clock = _CLOCK.match(text, start)
    if clock and (clock["word"] is None or _is_hour(clock["word"], pack)):
        return Stray(start, clock.end(), "time")
    if _NOTE.match(text, start):
        return Stray(start, pieces[i].end, "list mark")
    if _VARIETY.match(text, start) and not _measures(pieces, i, taken, pack):
        return Stray(start, pieces[i].end, "name")
    if _POSTCODE.match(text, start) or (_VERSION.match(text, start) and not _measures(pieces, i, taken, pack)):
        return Stray(start, pieces[i].end, "name")
    return None


def _is_hour(word: str, pack: Pack) -> bool:
    unit = pack.units.longest(split_pieces(word, 0, len(word), {}), 0)
    return unit is not None and unit.payloads[0].unit == "hour"


def _glued(text: str, pieces: Sequence[Piece], i: int, pack: Pack) -> Stray | None:
    """ "1A", "Covid-19", "6e": letters right beside the digits, other than a unit."""
    piece = pieces[i]
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if after and after.start == piece.end and after.key[:1].isalpha():
        written = text[after.start : after.end]
        if after.key in pack.ordinal_endings and piece.key.isdigit():
            return Stray(piece.start, after.end, "ordinal")
        if (len(written) == 1 and written.isupper()) or unit_phrase(pieces, i + 1, pack) is None:
            return None if after.key in pack.numbers else Stray(piece.start, after.end, "name")
    if i and piece.start and text[piece.start - 1].isalpha():
        return Stray(pieces[i - 1].start, piece.end, "name")
    if i > 1 and pieces[i - 2].end + 1 == piece.start == pieces[i - 1].end and pieces[i - 1].key in (",", "."):
        named = pieces[i - 2].key  # "PM2,5", "v2.1"
        if named[:1].isalpha() and named[-1].isdigit():
            return Stray(pieces[i - 2].start, piece.end, "name")
    dotted = i > 1 and pieces[i - 1].key == "." and pieces[i - 1].end == piece.start and pieces[i - 2].key[:1].isalpha()
    if dotted and pieces[i - 2].end == pieces[i - 1].start and text[pieces[i - 2].start : pieces[i - 2].end].isupper():
        return Stray(pieces[i - 2].start, piece.end, "name")  # "Q.11", "P.3"
    hyphen = i > 1 and pieces[i - 1].key == "-" and pieces[i - 1].end == piece.start == pieces[i - 2].end + 1
    if hyphen and pieces[i - 2].key[:1].isalpha():
        return Stray(pieces[i - 2].start, piece.end, "name")
    return None


def _announced(pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> Stray | None:
    """The number after a word that says what it is: "Nghị quyết số 61", "article 5"."""
    bracket = 1 if i and pieces[i - 1].key == "(" else 0
    for length in range(min(CUE_LENGTH, i), 0, -1):
        match = pack.cues.longest(pieces, i - length)
        if taken[i - length] or match is None or match.last not in (i, i - bracket):
            continue  # "cùng kỳ 290 doanh nghiệp": a word that a period has taken announces nothing
        for cue in match.payloads:
            if cue.kind not in STRAY_CUES or (bracket and match.last < i and cue.kind != "furniture"):
                continue
            loose = cue.kind in ("name", "phone") or any(one.kind == "head" for one in match.payloads)
            if cue.kind in NAMING and _measures(pieces, i, taken, pack, loose=loose):
                continue
            return Stray(pieces[i].start, _end(pieces, i), STRAY_CUES[cue.kind], (cue.where,))
        if match.last == i and not any(cue.kind == "against" for cue in match.payloads):
            return None  # a longer phrase leads to the number: "franchi le seuil de"
    return None


def _measures(pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack, *, loose: bool = True) -> bool:
    """
    Whether the number counts or measures, whatever stands before it: "thiểu số 178.250 em", "cấp 1,2 triệu lít".

    Only behind a `loose` word does a counted noun say so: not in "Điều 249 Bộ luật", "đứng thứ 3 vùng".
    """
    if "," in pieces[i].key or (pack.determiners and _THOUSANDS.fullmatch(pieces[i].key)):
        return True
    grouped = pack.space_groups and i + 1 < len(pieces) and pieces[i + 1].start == pieces[i].end + 1
    if grouped and pieces[i + 1].key.isdigit() and len(pieces[i + 1].key) == GROUP_DIGITS:
        return True  # "Peugeot 190 000"
    if i + 1 >= len(pieces) or taken[i + 1]:
        return False
    word = pack.numbers.get(pieces[i + 1].key)
    if word is not None and word.kind in ("scale", "hundred"):
        return True
    unit = pack.units.longest(pieces, i + 1)
    if unit is None or (unit.payloads[0].noun and not loose):
        return False
    return pack.known_units[unit.payloads[0].unit.partition("/")[0]].measures != "time"


def _end(pieces: Sequence[Piece], i: int) -> int:
    """The end of the number with what is tied to it: "3/7", "1234-5678"."""
    while i + 2 < len(pieces) and pieces[i + 1].key in TIES and pieces[i + 2].is_number:
        if not pieces[i].end == pieces[i + 1].start == pieces[i + 2].start - 1:
            break
        i += 2
    return pieces[i].end
