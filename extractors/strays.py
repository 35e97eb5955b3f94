"""What a number is when it measures nothing: part of a name, a law, a telephone, an ordinal, a time."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.mentions import Stray
from patterns.pack import Pack
from patterns.phrases import Piece

STRAY_CUES = {
    "name": "name",
    "law": "law",
    "ordinal": "ordinal",
    "phone": "phone",
    "age": "definition",
    "duration": "duration",
    "furniture": "furniture",
}
CUE_LENGTH = 4  # words of the longest cue that stands before such a number
_PHONE = regex.compile(r"(?<![\d.,] ?)(?:\+84|0)\d{0,3}(?:[ .\-]?\d{2,4}){2,4}")
_CLOCK = regex.compile(r"\d{1,2} ?(?:h|giờ|heures?)\d{0,2}\b|\d{1,2}:\d{2}")
_CODE = regex.compile(r"\d+/\d{4}/[\p{L}\d\-]+|\d+/[\p{Lu}Đ]{2,}[\p{L}\-]*|\d+-[\p{Lu}Đ]{2,}/[\p{L}]+")


def find_strays(text: str, pieces: Sequence[Piece], taken: list[bool], pack: Pack) -> list[Stray]:
    """The numbers among `pieces` that measure nothing; marks their pieces as taken."""
    found: list[Stray] = []
    for i, piece in enumerate(pieces):
        if taken[i] or not piece.is_number:
            continue
        stray = _written_so(text, piece) or _glued(text, pieces, i, pack) or _announced(pieces, i, pack)
        if stray is None:
            continue
        found.append(stray)
        for j in range(i, len(pieces)):
            if pieces[j].start >= stray.end:
                break
            taken[j] = True
    return found


def _written_so(text: str, piece: Piece) -> Stray | None:
    """A telephone number, the number of a law, a clock time: told by their form."""
    for pattern, kind in ((_CODE, "law"), (_PHONE, "phone")):
        match = pattern.match(text, piece.start)
        if match and (kind != "phone" or sum(c.isdigit() for c in match.group()) >= 9):
            return Stray(piece.start, match.end(), kind)
    match = _CLOCK.match(text, piece.start)
    if match and (":" in match.group() or match.group()[-1].isdigit()):
        return Stray(piece.start, match.end(), "time")
    return None


def _glued(text: str, pieces: Sequence[Piece], i: int, pack: Pack) -> Stray | None:
    """ "1A", "Covid-19", "6e": letters right beside the digits, other than a unit."""
    piece = pieces[i]
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if after and after.start == piece.end and after.key[:1].isalpha():
        written = text[after.start : after.end]
        if after.key in pack.ordinal_endings and piece.key.isdigit():
            return Stray(piece.start, after.end, "ordinal")
        if (len(written) == 1 and written.isupper()) or pack.units.longest(pieces, i + 1) is None:
            return None if after.key in pack.numbers else Stray(piece.start, after.end, "name")
    if i and piece.start and text[piece.start - 1].isalpha():
        return Stray(pieces[i - 1].start, piece.end, "name")
    if i > 1 and pieces[i - 1].key == "-" and pieces[i - 1].end == piece.start == pieces[i - 2].end + 1:
        if pieces[i - 2].key[:1].isalpha():
            return Stray(pieces[i - 2].start, piece.end, "name")
    return None


def _announced(pieces: Sequence[Piece], i: int, pack: Pack) -> Stray | None:
    """The number after a word that says what it is: "Nghị quyết số 61", "article 5"."""
    bracket = 1 if i and pieces[i - 1].key == "(" else 0
    for length in range(min(CUE_LENGTH, i), 0, -1):
        match = pack.cues.longest(pieces, i - length)
        if match is None or match.last not in (i, i - bracket):
            continue
        for cue in match.payloads:
            if bracket and match.last < i and cue.kind != "furniture":
                continue
            if cue.kind in STRAY_CUES:
                if cue.kind == "name" and pack.units.longest(pieces, i + 1) is not None:
                    continue
                return Stray(pieces[i].start, pieces[i].end, STRAY_CUES[cue.kind], (cue.where,))
        if match.last == i:
            return None  # a longer phrase leads to the number: "franchi le seuil de"
    return None
