"""
The unit of a number: "đồng/người/năm", "dongs le kilo", "quintaux à l'hectare", "bác sĩ/10.000 dân", "$25".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.money import unit_phrase
from patterns.pack import Pack, UnitPhrase
from patterns.phrases import Match, Piece

PER = frozenset({"/"})
MAX_PER = 3  # "đồng/người/năm"
NO_RATIO = ("share", "share difference", "multiple", "index")  # what nothing is counted by
GOODS = ("mass", "area", "volume", "energy")  # what a price is for: "euros la tonne"
FORENOUNS = 3  # adjectives before a counted noun
GOODS_WORDS = 4  # "kilos de déchets ménagers par habitant"
PARTICIPLES = 2  # between a unit and "par": "kilos collectés et triés par habitant" goes too far
SHORTEST_STEM = 3  # letters before an ending: "liens" and "fleurs" have none
LONGEST_ENDING = 7
ROUND = (100, 1_000, 10_000, 100_000, 1_000_000)  # "pour 1 000 habitants", "/100.000 dân"


class ReadUnit(NamedTuple):
    """
    A unit as read; `unit` is None where none is said.

    `last` is the piece after it, `noun` whether it is the counted thing itself, `scale` the multiplier
    that it holds ("M€").
    """

    unit: str | None
    text: str
    last: int
    noun: bool = False
    scale: Decimal = Decimal(1)
    because: tuple[str, ...] = ()


def unit_at(text: str, pieces: Sequence[Piece], first: int, last: int, pack: Pack) -> ReadUnit:
    """The unit of the number at pieces `first` to `last` (exclusive): behind it, else a currency before it."""
    begin = last
    if begin < len(pieces) and pieces[begin].key in pack.partitives:
        begin += 1
    scaled = last - first > 1 and not pieces[last - 1].is_number
    match = counted_at(pieces, begin, pack, scaled=scaled)
    if match is not None and begin > last and match.payloads[0].unit == "%":
        match = None  # "3 millions de PC"
    if match is None:
        rate = _bare_rate(pieces, last, pack)
        if rate is not None:
            return ReadUnit(f"count/{rate[0]}", text[pieces[last].start : pieces[rate[1] - 1].end], rate[1])
        return _before(pieces, first, last, pack)
    phrase = match.payloads[0]
    unit, end = phrase.unit, match.last
    share = _measures(unit, pack) in NO_RATIO
    for n in range(MAX_PER):
        per = _per(pieces, end, phrase, pack, again="/" in unit)
        if per is None and n == 0:
            per = _per(pieces, _behind_participles(pieces, end, pack), phrase, pack, again=True)
        if per is None and n == 0 and not phrase.noun and not share:
            unit = _of_goods(pieces, end, phrase, pack)
        if per is None:
            break
        if share and pieces[end].key not in PER:
            break
        unit, end = unit if share else _per_unit(unit, per[0], pack), per[1]  # "6%/năm" is a rate in percent
    scaled = phrase.scale > 1 and match.last - match.first > 1
    words = pieces[match.last - 1 if scaled else match.first].start  # "M€": the multiplier is no part of the unit
    noun = phrase.noun and "/" not in unit
    return ReadUnit(unit, text[words : pieces[end - 1].end], end, noun, phrase.scale, (phrase.where,))


def counted_at(pieces: Sequence[Piece], begin: int, pack: Pack, *, scaled: bool = False) -> Match[UnitPhrase] | None:
    """The unit or counted noun at piece `begin`, the adjectives before it included: "nouveaux adhérents"."""
    noun = begin
    while noun < len(pieces) and noun - begin < FORENOUNS and pieces[noun].key in pack.forenouns:
        if pack.units.longest(pieces, noun) is not None:
            break  # "40 jeunes"
        noun += 1
    if noun >= len(pieces):
        return None
    match = unit_phrase(pieces, noun, pack, scaled=scaled) or _by_ending(pieces, noun, pack)
    if match is None or noun == begin:
        return match
    return match._replace(first=begin) if match.payloads[0].noun else None


def _by_ending(pieces: Sequence[Piece], i: int, pack: Pack) -> Match[UnitPhrase] | None:
    """ "1 200 assembleurs": a noun in no row, by its ending; none of a compound."""
    key = pieces[i].key
    for length in range(min(len(key) - SHORTEST_STEM, LONGEST_ENDING), 1, -1):
        phrase = pack.unit_endings.get(key[-length:])
        if phrase is not None:
            return Match(i, i + 1, (phrase,), {})
    return None


def _before(pieces: Sequence[Piece], first: int, last: int, pack: Pack) -> ReadUnit:
    """The currency written before its number: "$25"."""
    match = unit_phrase(pieces, first - 1, pack) if first and not pieces[first - 1].key[:1].isalpha() else None
    if match is None or match.last != first or _measures(match.payloads[0].unit, pack) != "money":
        return ReadUnit(None, "", last)
    return ReadUnit(match.payloads[0].unit, pieces[first - 1].key, last, because=(match.payloads[0].where,))


def _measures(unit: str, pack: Pack) -> str:
    return pack.known_units[unit.partition("/")[0]].measures


def _per(pieces: Sequence[Piece], i: int, phrase: UnitPhrase, pack: Pack, *, again: bool) -> tuple[str, int] | None:
    """The unit that the one before piece `i` is divided by, and the piece after it."""
    if i < len(pieces) and pieces[i].key in pack.rhythms:
        time = pack.rhythms[pieces[i].key]  # "2 340 euros mensuels"; but "2 000 tués annuels" are those of a year
        return None if phrase.noun and time == "year" else (time, i + 1)
    if i + 1 >= len(pieces):
        return None
    if again and pieces[i].key in pack.links and pieces[i + 1].key in pack.per_words:
        i += 1  # "par personne et par jour"
    key = pieces[i].key
    if key in PER or key in pack.per_words:
        one = i + 2 if pieces[i + 1].key in pack.one_words else i + 1
        return denominator(pieces, one, pack) or _per_round(pieces, i + 1, pack)
    if key in pack.rate_words:
        return _per_round(pieces, i + 1, pack)
    return None if again else _price_of(pieces, i, phrase, pack)


def _per_unit(unit: str, per: str, pack: Pack) -> str:
    """ "par an et par habitant" is per person and year: what is counted comes before the time."""
    head, _, last = unit.rpartition("/")
    if head and _measures(last, pack) == "time" and _measures(per.partition(" ")[2] or per, pack) != "time":
        return f"{head}/{per}/{last}"
    return f"{unit}/{per}"


def _bare_rate(pieces: Sequence[Piece], i: int, pack: Pack) -> tuple[str, int] | None:
    """ "15 000 par an", "310 pour 100 000 habitants": what is counted is said elsewhere."""
    if i < len(pieces) and pieces[i].key in pack.rate_words:
        return _per_round(pieces, i + 1, pack)
    if i >= len(pieces) or pieces[i].key not in pack.per_words:
        return None
    per = denominator(pieces, i + 1, pack)
    return per if per and _measures(per[0], pack) == "time" else None


def _behind_participles(pieces: Sequence[Piece], i: int, pack: Pack) -> int:
    """ "32 kilos *collectés* par habitant": the piece behind what is done with the things before "per"."""
    end = i
    while end < min(i + PARTICIPLES, len(pieces) - 1) and pieces[end].key.endswith(pack.participle_endings):
        end += 1
    return end if pack.participle_endings and pieces[min(end, len(pieces) - 1)].key in pack.per_words else len(pieces)


def _of_goods(pieces: Sequence[Piece], i: int, phrase: UnitPhrase, pack: Pack) -> str:
    """ "28 litres *de lait* par jour": the unit by what stands behind its goods, which are no part of it."""
    unit, begin = phrase.unit, i + 1
    if i >= len(pieces) or pieces[i].key not in pack.partitives:
        return unit
    while begin < min(i + 1 + GOODS_WORDS, len(pieces)) and pieces[begin].key[:1].isalpha():
        if pieces[begin].key in pack.per_words:
            per = _per(pieces, begin, phrase, pack, again=True)
            again = _per(pieces, per[1], phrase, pack, again=True) if per is not None else None
            unit = _per_unit(unit, per[0], pack) if per is not None else unit
            return _per_unit(unit, again[0], pack) if again is not None else unit
        begin += 1
    return unit


def denominator(pieces: Sequence[Piece], i: int, pack: Pack) -> tuple[str, int] | None:
    """The unit at piece `i` that another is divided by, and the piece after it."""
    match = pack.units.longest(pieces, i) if i < len(pieces) else None
    if match is None or _measures(match.payloads[0].unit, pack) in NO_RATIO:
        return None
    return match.payloads[0].unit, match.last


def _per_round(pieces: Sequence[Piece], i: int, pack: Pack) -> tuple[str, int] | None:
    """ "1.000 dân", "100 000 habitants", "vạn dân" as ("1000 person", piece after it)."""
    digits, j = "", i
    while j < len(pieces) and pieces[j].is_number and (j == i or pieces[j].start == pieces[j - 1].end + 1):
        digits += pieces[j].key.replace(".", "").replace(",", "")
        j += 1
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 7 else 1
    while j < len(pieces) and pieces[j].key in pack.numbers and pack.numbers[pieces[j].key].kind == "scale":
        number *= int(pack.numbers[pieces[j].key].value)
        j += 1
    per = denominator(pieces, j + 1 if j < len(pieces) and pieces[j].key in pack.partitives else j, pack)
    return (f"{number} {per[0]}", per[1]) if per and j > i and number in ROUND else None


def _price_of(pieces: Sequence[Piece], i: int, phrase: UnitPhrase, pack: Pack) -> tuple[str, int] | None:
    """ "dongs le kilo", "triệu đồng một người", "quintaux à l'hectare", "habitants au km²"."""
    lot = _per_round(pieces, i + 1, pack) if pieces[i].key in pack.determiners else None
    if lot is not None and _measures(phrase.unit, pack) == "money":
        return lot  # "450 euros les 1 000 litres"
    j = i + 1 if pieces[i].key in pack.place_prepositions else i
    while j < len(pieces) and pieces[j].key in pack.articles:
        j += 1
    if j == i or j >= len(pieces) or pieces[j - 1].key in pack.place_prepositions:
        return None
    per = denominator(pieces, j, pack)
    if per is None:
        return None
    head, measured = _measures(phrase.unit, pack), _measures(per[0], pack)
    one = pieces[j - 1].key in pack.one_words
    hourly = per[0] == "hour" and pieces[i].key in pack.partitives  # "14 euros de l'heure"
    by_piece = pieces[i].key not in pack.partitives and pieces[j].key in pack.sold_by  # "le baril"
    if head == "money" and (measured in GOODS or one or hourly or by_piece):
        return per
    if one and head == "people" and per[0] == "count":
        return per  # "45 em một lớp"
    return per if measured == "area" and head in ("mass", "people", "households", "volume") else None
