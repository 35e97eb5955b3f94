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
from extractors.readings import CHOSEN, UNDECIDED, by_neighbours, choose, is_undecided
from extractors.units import unit_at
from patterns.pack import Cue, Pack
from patterns.phrases import Piece

RANGE_MARKS = frozenset({"-", "–", "—"})
PASSAGE_REACH = 10  # pieces: "relever le taux de travailleurs formés de 61 à 63 %"
PARTS = {("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60}  # "62 ans et 1 mois"
SCALES = (1_000_000_000, 1_000_000, 1_000)  # multipliers that the ends of a range in words may share
ALIKE = 50  # times: members of one list differ by no more
NEAR = 3  # pieces between a unit and its modifier
MODIFIER_STOPS = frozenset(",;.:()")
MODIFIER_AFTER_REACH = 8  # pieces: "15.500 ha rừng trồng mới tập trung trở lên"


def find_quantities(text: str, pieces: Sequence[Piece], numbers: Sequence[Number], pack: Pack) -> list[Quantity]:
    """A quantity for every number, in order; ranges and "18/20" are joined into one."""
    raw: list[Quantity] = []
    kept: list[Number] = []
    for number in numbers:
        if raw and number.first < raw[-1].last:
            continue  # the 1.000 of "bác sĩ/1.000 dân"
        raw.append(_with_unit(text, pieces, number, pack))
        kept.append(number)
    return _joined_up(pieces, by_neighbours(raw, kept), kept, pack)


def _joined_up(
    pieces: Sequence[Piece], raw: Sequence[Quantity], numbers: Sequence[Number], pack: Pack
) -> list[Quantity]:
    joined: list[Quantity] = []
    i = 0
    while i < len(raw):
        quantity, used = _join(pieces, raw, numbers, i, pack)
        joined.append(_modified(pieces, quantity, pack))
        i += used
    for i in range(len(joined) - 2, -1, -1):
        joined[i] = _sharing_rate(pieces, joined[i], joined[i + 1], pack)
        joined[i] = _sharing_unit(pieces, joined[i], joined[i + 1], pack)
    return joined


def _sharing_unit(pieces: Sequence[Piece], one: Quantity, two: Quantity, pack: Pack) -> Quantity:
    """ "respectivement 15 et 31 %", "21 et 34 millions d'euros": the first has unit and multiplier of the second."""
    between = pieces[one.last : two.first]
    if one.unit is not None or one.in_words or one.scaled or one.of is not None or two.unit is None or two.noun:
        return one
    if len(between) != 1 or between[0].key not in pack.links or not pack.determiners or two.high is not None:
        return one
    if "/" in two.unit or pack.known_units[two.unit].measures == "time" or two.in_words:
        return one
    scale = two.multiplier
    if not two.value or not 1 <= abs(one.value * scale / two.value) * ALIKE <= ALIKE**2:
        return one
    return replace(one, value=one.value * scale, unit=two.unit, scaled=two.scaled, multiplier=scale)


def _sharing_rate(pieces: Sequence[Piece], one: Quantity, two: Quantity, pack: Pack) -> Quantity:
    """ "51 arrivées et 34 départs pour 1 000 habitants": what both are counted by."""
    per = (two.unit or "").partition("/")[2]
    between = pieces[one.last : two.first]
    if not per[:1].isdigit() or not one.noun or len(between) != 1 or between[0].key not in pack.links:
        return one
    return replace(one, unit=f"{one.unit}/{per}", noun=False)


def _with_unit(text: str, pieces: Sequence[Piece], number: Number, pack: Pack) -> Quantity:
    part = unit_at(text, pieces, number.first, number.last, pack) if number.fraction else None
    if part is not None and part.unit == "pp" and pieces[number.last].key in pack.partitives:
        value, stop = number.value() * part.scale / 100, pieces[part.last - 1].end  # "un quart de point"
        return Quantity(number.start, number.end, stop, number.first, part.last, value, None, "=", part.unit, part.text,
                        noun=False, in_words=True, because=number.because + part.because)  # fmt: skip
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
    unit = unit_at(text, pieces, number.first, number.last, pack)
    if unit.unit == "pp" and number.scale > 1:
        unit = unit._replace(unit="count", noun=True)  # "13 millions de points ont été retirés"
    if unit.unit == "times" and number.scale > 1:
        unit = unit._replace(unit="count")  # "ont flashé 20 millions de fois"
    half = _half_behind(pieces, unit.last, pack) if unit.unit is not None and not unit.noun else 0
    reading = choose(number, unit.unit)
    value = (number.value(reading) + (Decimal("0.5") if half else 0)) * unit.scale
    by_habit = pack.decimal_by_habit and len(number.readings) > 1
    flags = (UNDECIDED,) if is_undecided(number, unit.unit, pack) else (CHOSEN,) if reading or by_habit else ()
    return Quantity(
        number.start, number.end, pieces[unit.last + half - 1].end, number.first, unit.last + half, value, None,
        "~" if number.about else "=", unit.unit, unit.text, noun=unit.noun, sign=number.sign,
        in_words=number.in_words,
        scaled=number.scale > 1, multiplier=number.scale * unit.scale, flags=flags,
        because=number.because + unit.because,
    )  # fmt: skip


def _half_behind(pieces: Sequence[Piece], i: int, pack: Pack) -> int:
    """How many pieces from `i` on say "and a half": "deux fois *et demie*", "8 points *et demi*"."""
    if i + 1 >= len(pieces) or pieces[i].key not in pack.links:
        return 0
    word = pack.numbers.get(pieces[i + 1].key)
    return 2 if word is not None and word.kind == "half" else 0


def _join(
    pieces: Sequence[Piece], raw: Sequence[Quantity], numbers: Sequence[Number], i: int, pack: Pack
) -> tuple[Quantity, int]:
    """The quantity at `i`, joined with the next number where the two are a range or "x/y"."""
    one = raw[i]
    if i + 1 >= len(raw):
        return one, 1
    two = raw[i + 1]
    between = [piece.key for piece in pieces[one.last : numbers[i + 1].first]]
    if between == ["/"] and one.unit is None and one.stop + 1 == two.start and _within(one, two):
        return _out_of(one, two), 2
    parts = PARTS.get((one.unit or "", two.unit or ""))
    if parts and len(between) == 1 and between[0] in pack.links and abs(two.value) < parts and not two.sign:
        return _added(one, two, parts), 2
    hedge = _modifier_before(pieces, numbers[i + 1].first, pack) if len(between) > 1 else None
    if hedge is not None and _cue_of(pieces, one.last + 1, "before", pack):
        between = between[:1]  # "từ 35 đến gần 45"
    if _leads_to_whole(between, pack) and one.unit is None and two.unit != "%" and _within(one, two) and not one.scaled:
        return _out_of(one, two), 2
    if len(between) != 1 or one.unit not in (None, two.unit) or (two.unit is None and one.sign):
        return one, 1
    if between[0] in pack.range_bare and one.unit is None and _leads_from(pieces, one.first, pack):
        return _sharing_scale(one, two, numbers[i], numbers[i + 1]), 1
    marks = between[0] in RANGE_MARKS and pieces[one.last].end - pieces[one.last].start == 1
    if not (marks or _opens_range(pieces, one, between[0], pack)):
        return one, 1
    low = _lower_end(one, two, numbers[i], numbers[i + 1])
    if low is None:
        return one, 1
    modifier = hedge.modifier or "=" if hedge else two.modifier
    return replace(two, start=one.start, end=one.end, first=one.first, value=low, high=abs(two.value), sign=one.sign,
                   modifier=modifier, flags=one.flags + two.flags, because=one.because + two.because), 2  # fmt: skip


def _added(one: Quantity, two: Quantity, parts: int) -> Quantity:
    """ "62 ans et 1 mois" is 62.0833 years."""
    value = (one.value + two.value / parts).quantize(Decimal("0.0001"))
    return replace(one, stop=two.stop, last=two.last, value=value, because=one.because + two.because)


def _sharing_scale(one: Quantity, two: Quantity, low: Number, high: Number) -> Quantity:
    """ "ramené de 4,2 à 3,8 millions d'euros": the first level has multiplier and unit of the second."""
    plain = high.readings[0] * (-1 if high.sign == "-" else 1)
    alone = low.scale != 1 or high.added or not plain
    scale = Decimal(1) if alone else abs(two.value / plain)
    return replace(one, value=one.value * scale, unit=two.unit, scaled=one.scaled or scale > 1)


def _leads_to_whole(between: Sequence[str], pack: Pack) -> bool:
    """Whether the words lead from a part to its whole: "28 *des* 30 académies", "120 *de ses* 310 salariés"."""
    if len(between) == 1:
        return between[0] in pack.out_of_bare
    own = len(between) == 2 and between[0] in pack.partitives
    return own and between[1] in pack.determiners and between[1] not in pack.one_words


def _within(one: Quantity, two: Quantity) -> bool:
    return one.value < two.value or (one.value == two.value and two.noun)


def _lower_end(one: Quantity, two: Quantity, low: Number, high: Number) -> Decimal | None:
    """The lower end, with the multiplier of the upper end where it has none: "6 - 9 triệu", "600.000-1 triệu"."""
    if low.scale != 1 or one.unit is not None:
        return one.value if one.value < abs(two.value) else None
    plain = high.readings[0] * (-1 if high.sign == "-" else 1)
    shared = one.value * (abs(two.value / plain) if plain and not high.added else high.scale)
    if high.in_words and low.in_words:  # "d'un à trois millions"
        shared = one.value * next((scale for scale in SCALES if two.value % scale == 0), 1)
    return next((value for value in (shared, one.value) if value < abs(two.value)), None)


def _out_of(one: Quantity, two: Quantity) -> Quantity:
    return replace(
        two, start=one.start, end=one.end, first=one.first, value=one.value, of=two.value,
        of_span=(two.start, two.end), because=one.because + two.because,
    )  # fmt: skip


def _opens_range(pieces: Sequence[Piece], one: Quantity, word: str, pack: Pack) -> bool:
    """Whether `word` joins a range: alone after a bare number, else only behind its opening word."""
    if _leads_from(pieces, one.first, pack):
        return False
    if word in pack.range_bare and one.unit is None:
        return True
    return one.first > 0 and pieces[one.first - 1].key in pack.range_opened.get(word, ())


def _leads_from(pieces: Sequence[Piece], first: int, pack: Pack) -> bool:
    """Whether a verb of passage makes the two ends levels: "passé de 210 000 à 315 000 VND"."""
    for j in range(first - 1, max(-1, first - PASSAGE_REACH), -1):
        if not pieces[j].key[:1].isalpha():
            return False
        if _cue_of(pieces, j, "passage", pack) or _cue_of(pieces, j, "move", pack):
            return True
    return False


def _modified(pieces: Sequence[Piece], quantity: Quantity, pack: Pack) -> Quantity:
    cue = _modifier_before(pieces, quantity.first, pack)
    if cue is None and quantity.fraction and pieces[quantity.first].key in pack.articles:
        cue = _modifier_before(pieces, quantity.first + 1, pack)  # "plus *des* deux tiers"
    cue = cue or _modifier_after(pieces, quantity.first, quantity.last, pack)
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
    adverb = _cue_of(pieces, end - 1, "filler", pack) if end > 1 and pieces[end - 1].key not in pack.articles else None
    passed = adverb is not None and pack.determiners and end == i
    return _modifier_before(pieces, end - 1, pack) if passed and _leads_on(pieces, end - 2, pack) else None


def _leads_on(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """Whether a verb that is a modifier stands at piece `i`: "dépasse *désormais* 22 milliards"."""
    cue = _cue_of(pieces, i, "before", pack)
    return cue is not None and pieces[i].key[:1].isalpha() and pieces[i].key not in pack.linkers


def _modifier_after(pieces: Sequence[Piece], first: int, i: int, pack: Pack) -> Cue | None:
    """
    The modifier after the counted thing: "15.500 ha trở lên", "52 communes rurales ou plus".

    Farther off, only where a word before the number opens it: "từ 15.500 ha rừng trồng mới tập trung trở lên".
    """
    opened = first > 0 and any(pieces[first - 1].key in openers for openers in pack.range_opened.values())
    for j in range(i, min(i + (MODIFIER_AFTER_REACH if opened else NEAR), len(pieces))):
        match = pack.cues.longest(pieces, j)
        cue = next((cue for cue in match.payloads if cue.kind == "after"), None) if match else None
        if match is not None and cue is not None:
            follows = pieces[match.last] if match.last < len(pieces) else None
            leads = follows is not None and (follows.is_number or follows.key in pack.numbers)
            return None if leads else cue  # "60 arbitres, au moins 150 médailles": it belongs to the next
        if pieces[j].key in MODIFIER_STOPS or pieces[j].is_number or pieces[j].key in pack.links:
            return None
    return None


def _cue_of(pieces: Sequence[Piece], i: int, kind: str, pack: Pack) -> Cue | None:
    match = pack.cues.longest(pieces, i)
    return next((cue for cue in match.payloads if cue.kind == kind), None) if match else None
