"""
Clauses that an aside with a number interrupts, or that it opens: their subject stands before it, or behind.

For languages that begin their noun phrases with determiners.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.indicators import HARD_MARKS, HEADS
from extractors.mentions import Item, Phrase, Quantity
from extractors.places import OPENING, Place
from extractors.subjects import subject_of, subject_phrase
from patterns.pack import Pack

CLOSES = frozenset({",", ")"})
OPENS = frozenset({",", "("})
MOVES = ("support", "move")
LIGHT = ("before", "filler", "from")


def resumed_subject(place: Place, last: int, *, level: bool) -> Phrase | None:
    """ "La masse salariale, gonflée par l'arrivée de huit joueurs, s'est alourdie de": the subject before the aside."""
    items, left, pack = place.items, place.left, place.pack
    if not pack.determiners or not left:
        return None
    kinds = ("measure", "share", *MOVES) if level else MOVES
    closed = (i for i in range(left, last) if items[i].key in CLOSES and _begins_verb(items, i + 1, last, pack, kinds))
    close = next(closed, None)
    if close is None or any(items[i].key in HARD_MARKS for i in range(left, close)):
        return None
    verb = next(
        (i for i in range(close + 1, last) if not items[i].cue("clitic", "auxiliary", "copula", "filler")), last
    )
    if any(item.is_word or item.key in HARD_MARKS or item.cue(*HEADS) for item in items[verb + 1 : place.index]):
        return None  # with an object of its own: "…, ont affiché un taux d'occupation de 63,5 %"
    opened = next((i for i in range(left - 1, 0, -1) if items[i].key in OPENS), None)
    return _subject_before(items, opened, pack) if opened is not None else None


def apposed_level(place: Place) -> Phrase | None:
    """ "Les mises en chantier, au nombre de 8 900, accusent …", "Le solde, de 71 900 personnes, est …": the subject."""
    items, comma = place.items, place.index - 1
    while comma > place.left and items[comma].cue(*LIGHT):
        comma -= 1
    behind = place.index + 1
    closed = comma < place.index - 1 and behind < len(items) and items[behind].key == ","
    if (
        not closed
        or items[comma].key != ","
        or not _begins_verb(items, behind + 1, len(items), place.pack, ("measure", "share", *MOVES))
    ):
        return None
    return _subject_before(items, comma, place.pack) if place.pack.determiners else None


def _subject_before(items: Sequence[Item], mark: int, pack: Pack) -> Phrase | None:
    """The noun phrase that ends before the mark at `mark`."""
    if any(items[i].quantity for i in range(max(0, mark - 1), mark)):
        return None
    begin = next((i + 1 for i in range(mark - 1, -1, -1) if items[i].key in HARD_MARKS or items[i].quantity), 0)
    return subject_of(items, begin, mark, pack)


def _begins_verb(items: Sequence[Item], i: int, last: int, pack: Pack, kinds: Sequence[str]) -> bool:
    """Whether a verb begins at item `i`: the clause goes on there with no subject of its own."""
    while i < last and items[i].cue("filler") and not items[i].cue("clitic", "equals", "measure", "and"):
        if items[i].key in pack.articles:
            return False
        i += 1
    if i >= last or items[i].key in OPENING or items[i].cue("equals", "filler", *HEADS):
        return False
    item = items[i]
    finite = any(cue.kind == "verb" and cue.form == "finite" for cue in item.cues)
    if i + 1 < last and items[i + 1].key in pack.relatives:
        return False  # "lui qui culmine …"
    told = item.cue(*kinds) and not item.cue("opener", "place", "from")
    return finite or item.cue("clitic", "auxiliary", "copula") is not None or (bool(told) and " " not in item.key)


def fronted_level(place: Place) -> Phrase | None:
    """ "Avec 63,9 tonnes, le cannabis …", "redescendu de 4,2 à 3,3 %, le taux …": the subject behind the comma."""
    items = place.items
    begin = next((i + 1 for i in range(place.index - 1, -1, -1) if items[i].key in HARD_MARKS), 0)
    lead = [item for item in items[begin : place.index] if not (item.period or item.cue("before") or item.key == ",")]
    alone = len(lead) == 1 and begin == 0 and _leads_level(lead[0], place.quantity)
    moved = (
        bool(lead) and lead[0].cue("change") is not None and all(x.quantity or x.cue("from", "reach") for x in lead[1:])
    )
    if not place.pack.determiners or not (alone or moved):
        return None
    comma = next((i for i in range(place.index + 1, len(items)) if items[i].key == "," or items[i].quantity), None)
    if comma is None or items[comma].quantity or comma + 1 >= len(items):
        return None
    if items[comma + 1].key not in place.pack.determiners:
        return None
    return subject_phrase(items[comma + 1 :], len(items) - comma - 1, place.pack)


def _leads_level(item: Item, quantity: Quantity) -> bool:
    """Whether a word opens a sentence with its level: "Avec 63,9 tonnes, …", "À 7,1 %, …"."""
    at = item.cue("reach", "place") is not None or (item.upper and item.cue("auxiliary") is not None)
    return bool(item.cue("opener") and item.cue("and")) or (at and quantity.is_share)
