"""The unit of a number that has none beside it: of the level before, of money told, of the thing that is named."""

from __future__ import annotations

from dataclasses import replace

from extractors.drafts import Walk
from extractors.indicators import left_phrase
from extractors.levels import first_free
from extractors.mentions import Line, Phrase, Quantity
from extractors.places import Place
from extractors.units import NO_RATIO, counted_at
from patterns.phrases import split_pieces

LARGE = 1_000_000_000  # so many are counted in money, not in things: "l'encours des prêts atteint 203 milliards"
VERBAL = ("auxiliary", "measure", "share", "opener", "place", "exist", "change", "from")


def with_unit(walk: Walk, line: Line, place: Place) -> Quantity:
    """The quantity; one without unit and noun takes the unit of the level before ("dont 1 400 seront exportés")."""
    quantity = place.quantity
    if quantity.unit is not None:
        return quantity
    before = walk.last(line, level=True)
    told = before.quantity.unit if before is not None and before.quantity is not None else None
    after = place.items[place.index + 1] if place.index + 1 < len(place.items) else None
    noun = _noun_follows(place)
    if quantity.scaled and not (noun and after is not None and after.key in walk.pack.articles):
        return replace(quantity, unit=_of_scaled(walk, place, told))
    if noun and not (after is not None and after.key in walk.pack.partitives):
        return quantity
    unit = _unit_named(walk, place)
    part = any(
        item.cue("parent", "and") or item.key in (",", ";", ":") for item in place.items[place.left : place.index]
    )
    if unit is None and part and told is not None and before is not None and before.quantity is not None:
        unit = told if before.quantity.noun or told in LIVING else None
    return replace(quantity, unit=unit) if unit else quantity


LIVING = ("person", "household")  # units that are handed on down a list: "4 520 personnes, le Japon (3 910), …"


def _noun_follows(place: Place) -> bool:
    """Whether a word that may be a counted noun, known or not, stands right behind the number."""
    after = place.items[place.index + 1] if place.index + 1 < len(place.items) else None
    return after is not None and after.key[:1].isalpha() and after.cue(*VERBAL) is None


def unit_from(walk: Walk, place: Place, quantity: Quantity | None, phrase: Phrase | None) -> Quantity | None:
    """The quantity, with the unit that its indicator names where it has none: "ils étaient 297 500"."""
    if quantity is None or quantity.unit is not None or phrase is None or phrase.how == "right" or _noun_follows(place):
        return quantity
    return replace(quantity, unit=unit_of(walk, phrase))


def unit_of(walk: Walk, phrase: Phrase | None) -> str | None:
    """The counted thing that a phrase names: "nombre de blessés hospitalisés" counts people."""
    for start, end in phrase.parts if phrase is not None else ():
        pieces = split_pieces(walk.text, start, end, {})
        for i in range(len(pieces)):
            match = counted_at(pieces, i, walk.pack)
            if match is not None and match.payloads[0].noun:
                return match.payloads[0].unit
    return None


def _of_scaled(walk: Walk, place: Place, told: str | None) -> str | None:
    """The unit of "203 600 milliards": of the level before, of living things by name, of money told; else as named."""
    if told is not None and walk.pack.known_units[told.partition("/")[0]].measures not in NO_RATIO:
        return told
    named = _unit_named(walk, place)
    money = next((d.quantity.unit for d in reversed(walk.drafts) if d.quantity and _has_scale_unit(d.quantity)), None)
    if money is not None and (named is None or (named == "count" and place.quantity.value >= LARGE)):
        return money
    return named


def _has_scale_unit(quantity: Quantity) -> bool:
    """Whether its unit is one that a multiplier alone recalls: money above all."""
    return quantity.scaled and quantity.unit is not None and not quantity.noun


def _unit_named(walk: Walk, place: Place) -> str | None:
    """The unit in the indicator itself: "số người có việc làm là 53,36 triệu" counts people."""
    return unit_of(walk, left_phrase(place.items, first_free(walk, place), place.index, walk.pack))
