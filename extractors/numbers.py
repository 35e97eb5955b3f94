"""
Numbers: digits with separators, multipliers, number words, fractions — with all their readings.

"62.850" is 62850 in the languages here and "6.93" may be 6.93 or 693: a number keeps its readings
until its unit and neighbours choose (`quantities.py`). "825 tỷ 776 triệu" is one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

import regex

from extractors.mentions import Number
from extractors.spelled import THOUSAND, words_at
from patterns.pack import Pack
from patterns.phrases import Piece

_GROUPED = regex.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_GROUPED_DECIMAL = regex.compile(r"\d{1,3}(?:([.,])\d{3})+(?!\1)[.,]\d+")
_DECIMAL = regex.compile(r"\d+[.,]\d+")
SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-"}
BRACKETS = "(["  # "(- 3,7 %)": elsewhere a spaced dash is a dash
OPENING = BRACKETS + '«"“:;/'
MAX_DIGITS = 30  # longer runs are codes, not results


def read_digits(text: str, decimal: str) -> tuple[Decimal, ...]:
    """
    Every reading of a run of digits, the usual one first; empty when it is no number.

    `decimal` is the language's decimal mark. A single group of three is ambiguous: with the other
    mark it is usually a thousand ("62.850"), with the decimal mark usually a decimal ("80,887").

    >>> read_digits("62.850", ",")
    (Decimal('62850'), Decimal('62.850'))
    """
    if len(text) > MAX_DIGITS:
        return ()
    if text.isdigit():
        return (Decimal(text),)
    if _GROUPED.fullmatch(text):
        mark = "." if "." in text else ","
        grouped = Decimal(text.replace(mark, ""))
        if text.count(mark) > 1:
            return (grouped,)
        fraction = Decimal(text.replace(mark, "."))
        if text.startswith("0"):
            return (fraction,)
        return (fraction, grouped) if mark == decimal else (grouped, fraction)
    if _GROUPED_DECIMAL.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        digits = text[:last].replace(".", "").replace(",", "")
        return (Decimal(f"{digits}.{text[last + 1 :]}"),)
    if _DECIMAL.fullmatch(text):
        return (Decimal(text.replace(",", ".")),)
    return ()


def find_numbers(text: str, pieces: Sequence[Piece], taken: Sequence[bool], pack: Pack) -> list[Number]:
    """The numbers among `pieces` that are not `taken` by a period, in order."""
    found: list[Number] = []
    fractions = set(pack.fractions.heads(pieces))
    after = 0
    for i, piece in enumerate(pieces):
        if i < after or taken[i] or not (piece.is_number or piece.key in pack.numbers or i in fractions):
            continue
        number = _number_at(text, pieces, i, taken, pack)
        if number is not None:
            found.append(number)
            after = number.last
    return found


def _number_at(text: str, pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> Number | None:
    fraction = pack.fractions.longest(pieces, i)
    if fraction is not None:
        word = fraction.payloads[0]
        end = pieces[fraction.last - 1].end
        scale, last, rows = _scale_at(pieces, fraction.last, taken, pack)
        if scale > 1:  # "nửa triệu"
            part = (word.value / 100,)
            return Number(pieces[i].start, end, i, last, part, scale, in_words=True, because=(word.where, *rows))
        return Number(pieces[i].start, end, i, fraction.last, (word.value,), fraction=True, because=(word.where,))
    if pieces[i].is_number:
        return _digits_at(text, pieces, i, taken, pack)
    if pieces[i].key in pack.numbers:
        return words_at(pieces, i, taken, pack)
    return None


def _digits_at(text: str, pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> Number | None:
    last = _space_groups(text, pieces, i, taken, pack)
    written = "".join(piece.key for piece in pieces[i:last])
    readings = read_digits(written, pack.decimal)
    if not readings:
        return None
    number = Number(
        pieces[i].start, pieces[last - 1].end, i, last, readings, sign=_sign(text, pieces, i, pack), because=()
    )
    return _with_scale(pieces, number, taken, pack)


def _space_groups(text: str, pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> int:
    """The piece after "17 605" or "64 .000" that begins at `i`; `i + 1` when no group follows."""
    last = i + 1
    if not pack.space_groups or len(pieces[i].key) > 3 or not pieces[i].key.isdigit():
        return last
    if i and pieces[i - 1].key in pack.no_group_after:
        return last
    while last < len(pieces) and not taken[last] and pieces[last].start == pieces[last - 1].end + 1:
        key = pieces[last].key
        if pieces[last].is_number and regex.match(r"\d{3}(?!\d)(?!\.\d)", key) and text[pieces[last].start - 1] == " ":
            last += 1
            if not key.isdigit():
                break
        elif (
            key == "."
            and last + 1 < len(pieces)
            and regex.fullmatch(r"\d{3}", pieces[last + 1].key)
            and (pieces[last + 1].start == pieces[last].end)
        ):
            return last + 2
        else:
            break
    return last


def _sign(text: str, pieces: Sequence[Piece], i: int, pack: Pack) -> str:
    """The sign written right before the number, where it is none of a range, a date or a compound."""
    if not i or pieces[i - 1].key not in SIGNS:
        return ""
    gap = pieces[i].start - pieces[i - 1].end
    before = text[pieces[i - 1].start - 1] if pieces[i - 1].start else " "
    if gap == 0:
        return SIGNS[pieces[i - 1].key] if before.isspace() or before in OPENING else ""
    listed = i > 1 and (pieces[i - 2].key == ";" or _says_again(pieces, i - 2, pack))  # "(- 49 % ; - 34,8 % …)"
    spaced = pieces[i - 1].key == "+" or before in BRACKETS or listed
    return SIGNS[pieces[i - 1].key] if gap == 1 and spaced and not before.isalnum() else ""


def _says_again(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """Whether "soit" and the like stands at piece `i`: "soit – 0,2 an"."""
    match = pack.cues.longest(pieces, i)
    return match is not None and match.last == i + 1 and any(cue.kind == "equals" for cue in match.payloads)


def _with_scale(pieces: Sequence[Piece], number: Number, taken: Sequence[bool], pack: Pack) -> Number:
    scale, last, because = _scale_at(pieces, number.last, taken, pack)
    if last == number.last:
        half = _lower_part(pieces, last, taken, scale, pack) if number.readings[0] == int(number.readings[0]) else None
        if half is None or half[1] >= 1:
            return number
        return replace(number, added=half[1], last=half[2], because=half[3])  # "8 et demi %"
    added = Decimal(0)
    tail = _lower_part(pieces, last, taken, scale, pack)
    if tail is not None:
        scale, added, last, rows = tail
        because = because + rows
    return Number(
        number.start, number.end, number.first, last, number.readings, scale, added, number.sign, because=because
    )


def _scale_at(
    pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack
) -> tuple[Decimal, int, tuple[str, ...]]:
    """The product of the multiplier words from piece `i` on: "nghìn tỷ" is 10**12."""
    scale, rows = Decimal(1), cast(tuple[str, ...], ())
    while i < len(pieces) and not taken[i]:
        word = pack.numbers.get(pieces[i].key)
        if (
            word is None
            or word.kind not in ("scale", "hundred", "group", "about")
            or _begins_longer_word(pieces, i, pack)
        ):
            break
        scale *= word.value
        rows = (*rows, word.where)
        i += 1
    return scale, i, rows


def _begins_longer_word(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """Whether "tỷ" is the first half of "tỷ lệ": a cue that begins here is longer than the word."""
    match = pack.cues.longest(pieces, i)
    return match is not None and match.last > i + 1


def _lower_part(
    pieces: Sequence[Piece], i: int, taken: Sequence[bool], scale: Decimal, pack: Pack
) -> tuple[Decimal, Decimal, int, tuple[str, ...]] | None:
    """Scale, part to add, end and rows: "825 tỷ | 776 triệu", "3 milliards | et demi", "12 nghìn | 400 tỷ"; or None."""
    if i + 1 < len(pieces) and not taken[i] and pieces[i].is_number and pieces[i].start - pieces[i - 1].end <= 1:
        readings = read_digits(pieces[i].key, pack.decimal)
        lower, last, rows = _scale_at(pieces, i + 1, taken, pack)
        if readings and Decimal(1) < lower < scale and readings[0] * lower < scale:
            return scale, readings[0] * lower, last, rows
        if readings and scale == THOUSAND < lower and readings[0] < THOUSAND:
            return scale * lower, readings[0] * lower, last, rows
    skip = 1 if i < len(pieces) and _is_link(pieces[i], pack) else 0
    if i + skip < len(pieces):
        word = pack.numbers.get(pieces[i + skip].key)
        if word is not None and word.kind == "half":
            return scale, word.value * scale, i + skip + 1, (word.where,)
    return None


def _is_link(piece: Piece, pack: Pack) -> bool:
    word = pack.numbers.get(piece.key)
    return word is not None and word.kind == "link"
