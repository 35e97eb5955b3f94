"""
Quantities: a number, its modifier before or after it, its unit, and what "x/y" and ranges say.

The reading of an ambiguous number is chosen here: a counted thing is whole, a share stays under its
hundred, otherwise the usual reading holds; what had to be chosen is flagged `number_reading_chosen`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.mentions import Number, Quantity
from patterns.pack import Cue, Pack, UnitPhrase
from patterns.phrases import Match, Phrases, Piece

PER = frozenset({"/"})
RANGE_MARKS = frozenset({"-", "–", "—"})
MODIFIER_AFTER_REACH = 8  # pieces: "15.500 ha rừng trồng mới tập trung trở lên"
MAX_PER = 3  # "đồng/người/năm"


def find_quantities(text: str, pieces: Sequence[Piece], numbers: Sequence[Number], pack: Pack) -> list[Quantity]:
    """A quantity for every number, in order; ranges and "18/20" are joined into one."""
    raw = [_with_unit(text, pieces, number, pack) for number in numbers]
    joined: list[Quantity] = []
    i = 0
    while i < len(raw):
        quantity, used = _join(pieces, raw, numbers, i, pack)
        joined.append(_modified(pieces, quantity, pack))
        i += used
    return joined


def _with_unit(text: str, pieces: Sequence[Piece], number: Number, pack: Pack) -> Quantity:
    if number.fraction:
        return Quantity(
            number.start,
            number.end,
            number.end,
            number.first,
            number.last,
            number.value(),
            None,
            "=",
            "%",
            "",
            noun=False,
            fraction=True,
            in_words=True,
            because=number.because,
        )
    unit, unit_text, last, noun, scale, rows = _unit_at(text, pieces, number.last, pack)
    reading = _choose(number, unit)
    value = number.value(reading) * scale
    flags = ("number_reading_chosen",) if reading else ()
    return Quantity(
        number.start,
        number.end,
        pieces[last - 1].end,
        number.first,
        last,
        value,
        None,
        "=",
        unit,
        unit_text,
        noun=noun,
        sign=number.sign,
        in_words=number.in_words,
        flags=flags,
        because=number.because + rows,
    )


def _unit_at(
    text: str, pieces: Sequence[Piece], i: int, pack: Pack
) -> tuple[str | None, str, int, bool, Decimal, tuple[str, ...]]:
    """Unit, its words, the piece after it, whether it is the counted thing, its scale, rows."""
    skip = i + 1 if i < len(pieces) and pieces[i].key in ("de", "d") else i
    if skip > i and skip < len(pieces) and pieces[skip].key == "'":
        skip += 1
    match = _unit_match(pieces, skip, pack.units)
    before = ""
    if match is None and i and pieces[i - 1].is_number:
        before = _sign_before(pieces, i - 1)
    if match is None:
        return (before or None), before, i, False, Decimal(1), ()
    phrase = match.payloads[0]
    unit, last = phrase.unit, match.last
    for _ in range(MAX_PER):
        per = _per(pieces, last, phrase, pack)
        if per is None:
            break
        unit, last = f"{unit}/{per.payloads[0].unit}", per.last
    unit_text = text[pieces[match.first].start : pieces[last - 1].end]
    return unit, unit_text, last, phrase.noun and "/" not in unit, phrase.scale, (phrase.where,)


def _unit_match(pieces: Sequence[Piece], i: int, units: Phrases[UnitPhrase]) -> Match[UnitPhrase] | None:
    return units.longest(pieces, i) if i < len(pieces) else None


def _sign_before(pieces: Sequence[Piece], i: int) -> str:
    """The currency written before its number: "$25"."""
    return {"$": "USD", "€": "EUR", "£": "GBP"}.get(pieces[i - 1].key, "") if i else ""


def _per(pieces: Sequence[Piece], i: int, phrase: UnitPhrase, pack: Pack) -> Match[UnitPhrase] | None:
    """The unit after "/" or "par"; after money also "le mètre carré"."""
    if i >= len(pieces):
        return None
    if pieces[i].key in PER or pieces[i].key in pack.per_words:
        skip = i + 1
        if skip < len(pieces) and pieces[skip].key in pack.one_words:
            skip += 1
        return pack.units.longest(pieces, skip)
    if pieces[i].key in pack.articles and phrase.unit.isupper():
        match = pack.units.longest(pieces, i + 1)
        if match and pack.known_units[match.payloads[0].unit.partition("/")[0]].measures in ("area", "volume"):
            return match
    return None


def _choose(number: Number, unit: str | None) -> int:
    """The reading that the unit supports: a whole number for counted things, otherwise the usual one."""
    if len(number.readings) < 2:
        return 0
    counted = unit is None or unit in ("count", "person", "household")
    for index, reading in enumerate(number.readings):
        if counted and number.scale == 1 and reading != reading.to_integral_value():
            continue
        if unit in ("%", "pp") and reading > 1000:
            continue
        return index
    return 0


def _join(
    pieces: Sequence[Piece], raw: Sequence[Quantity], numbers: Sequence[Number], i: int, pack: Pack
) -> tuple[Quantity, int]:
    """The quantity at `i`, joined with the next number where the two are a range or "x/y"."""
    one = raw[i]
    if i + 1 >= len(raw):
        return one, 1
    two = raw[i + 1]
    between = [piece.key for piece in pieces[one.last : numbers[i + 1].first]]
    if between == ["/"] and one.unit is None and one.stop + 1 == two.start and one.value < two.value:
        return _out_of(one, two), 2
    if len(between) > 1 and _cue_of(pieces, one.last + 1, "before", pack):
        between = between[:1]
    if len(between) != 1 or one.unit not in (None, two.unit) or two.unit is None and one.sign:
        return one, 1
    marks = between[0] in RANGE_MARKS and pieces[one.last].end - pieces[one.last].start == 1
    if not (marks or _opens_range(pieces, one, between[0], pack)):
        return one, 1
    scale = numbers[i + 1].scale / numbers[i].scale if numbers[i].scale == 1 else Decimal(1)
    low = one.value * scale
    if one.unit is None and two.unit is not None:
        unit_scale = two.value / numbers[i + 1].value() if numbers[i + 1].value() else Decimal(1)
        low *= unit_scale if two.value != numbers[i + 1].value() else 1
    if not low < abs(two.value):
        return one, 1
    return replace(two, start=one.start, end=one.end, first=one.first, value=low, high=abs(two.value), sign=one.sign,
                   flags=one.flags + two.flags, because=one.because + two.because), 2  # fmt: skip


def _out_of(one: Quantity, two: Quantity) -> Quantity:
    return replace(
        two, start=one.start, end=one.end, first=one.first, value=one.value, of=two.value,
        of_span=(two.start, two.end), because=one.because + two.because,
    )  # fmt: skip


def _opens_range(pieces: Sequence[Piece], one: Quantity, word: str, pack: Pack) -> bool:
    """Whether `word` joins a range: alone after a bare number, else only behind its opening word."""
    if word in pack.range_bare and one.unit is None:
        return True
    return one.first > 0 and pieces[one.first - 1].key in pack.range_opened.get(word, ())


def _modified(pieces: Sequence[Piece], quantity: Quantity, pack: Pack) -> Quantity:
    cue = _modifier_before(pieces, quantity.first, pack) or _modifier_after(pieces, quantity.last, pack)
    if cue is None:
        return quantity
    return replace(quantity, modifier=cue.modifier or "=", because=(*quantity.because, cue.where))


def _modifier_before(pieces: Sequence[Piece], i: int, pack: Pack) -> Cue | None:
    """The modifier that ends right before piece `i`, the longest phrase first."""
    end = i - 1 if i and pieces[i - 1].key in ("+", "-", "−", "$", "€") else i
    for length in range(4, 0, -1):
        if end - length < 0:
            continue
        match = pack.cues.longest(pieces, end - length)
        if match is not None and match.last == end:
            cue = next((cue for cue in match.payloads if cue.kind == "before"), None)
            if cue is not None:
                return cue
    return None


def _modifier_after(pieces: Sequence[Piece], i: int, pack: Pack) -> Cue | None:
    """The modifier after the counted thing: "15.500 ha rừng trở lên", within its clause."""
    for j in range(i, min(i + MODIFIER_AFTER_REACH, len(pieces))):
        if pieces[j].key in (",", ";", ".", ":", "(", ")") or pieces[j].is_number:
            return None
        cue = _cue_of(pieces, j, "after", pack)
        if cue is not None:
            return cue
    return None


def _cue_of(pieces: Sequence[Piece], i: int, kind: str, pack: Pack) -> Cue | None:
    match = pack.cues.longest(pieces, i)
    return next((cue for cue in match.payloads if cue.kind == kind), None) if match else None
