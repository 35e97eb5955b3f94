"""The subject of a change: what stands before its verb, over asides, and no owner of what the number counts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Walk
from extractors.ellipsis import is_clause
from extractors.indicators import HARD_MARKS, HEADS, left_phrase
from extractors.joins import counts_of_owner
from extractors.mentions import Item, Line, Phrase
from extractors.names import begins_with
from extractors.places import OPENING, Place
from extractors.resumed import resumed_subject
from extractors.subjects import change_verb, growth_noun, subject_of, subject_of_attribute, subject_phrase

DIVIDERS = ("and", "parent", "cut", "conjunction")


def subject_changed(
    walk: Walk, line: Line, place: Place, cue_index: int, named: Phrase | None, *, after_division: bool
) -> Phrase | None:
    """The subject of a change; none where it but owns what the number counts: "La Suisse a gagné 90 000 habitants"."""
    subject = _new_subject(place, walk, cue_index, after_division=after_division)
    owner = subject is not None and named is not None and counts_of_owner(walk, line, place, subject)
    return None if owner else subject


def _new_subject(place: Place, walk: Walk, cue_index: int, *, after_division: bool) -> Phrase | None:
    """What stands between the last division of the gap and the cue, if it names something."""
    resumed = resumed_subject(place, cue_index + 1, level=False)
    if resumed is not None:
        return resumed
    main = _main_subject(place, cue_index)
    if main is not None:
        return main
    first, stop = place.left, cue_index
    while stop > first and (place.items[stop - 1].key in OPENING or place.items[stop - 1].cue("filler", "before")):
        stop -= 1
    if (
        stop > first
        and place.items[stop - 1].key == ":"
        and not place.quantity.noun
        and not is_clause(place.items[first : stop - 1])
    ):
        stop -= 1
    if after_division:
        bracket = stop < cue_index and place.items[stop].key in OPENING
        divided = next((i for i in range(place.left, stop) if divides(place.items[i], bracket=bracket)), None)
        first = divided + 1 if divided is not None else stop
    while first < stop and place.items[first].start < walk.consumed:
        first += 1
    if (
        after_division
        and first < stop
        and (place.items[first].cue("auxiliary", "copula") or _is_aside(place, first, stop))
    ):
        return None
    closed = any(item.key in OPENING for item in place.items[stop:cue_index])  # "recule le plus (-4 %)"
    verb = change_verb(place.items, first, stop, walk.pack) if closed else None
    if verb is not None:
        return subject_of(place.items, first, verb, walk.pack)
    told = growth_noun(place, first, stop) if stop < cue_index else None
    phrase = told or subject_of(place.items, first, stop, walk.pack) or left_phrase(place.items, first, stop, walk.pack)
    if phrase is None:
        return None
    phrase = subject_of_attribute(place.items, first, phrase, walk.pack) or phrase
    within = [item for item in place.items if phrase.start <= item.start < phrase.end]
    if _is_group(within) and not any(item.cue("against") for item in place.items[place.left : stop]):
        return phrase
    if not any(_may_change(item, place) for item in within):
        branch = within[-1].cue("exist") is not None and within[-1].cue("support") is None
        return phrase if branch or begins_with(place.items, phrase, *HEADS, "action") else None
    return phrase


def _main_subject(place: Place, cue_index: int) -> Phrase | None:
    """ "Seuls les bus font mieux, avec une hausse de 3 %", ", en enregistrant un repli": the subject."""
    items, adjunct = place.items, cue_index - 1
    while adjunct > place.left and (items[adjunct].key in place.pack.one_words or _is_light(items[adjunct])):
        adjunct -= 1
    gerund = any(cue.form == "gerund" for cue in items[adjunct].cues)
    adjunct -= gerund
    led = items[adjunct].cue("and", "place") is not None and items[adjunct].cue("opener") is not None
    comma = adjunct - 1
    if not place.pack.determiners or not led or comma <= place.left or items[comma].key != ",":
        return None
    begin = next((i + 1 for i in range(comma - 1, place.left - 1, -1) if items[i].key in HARD_MARKS), place.left)
    verb = any(item.cue("auxiliary", "copula", "verb", "support") for item in items[begin:comma])
    return subject_phrase(items[begin:], comma - begin, place.pack) if verb else None


def _is_light(item: Item) -> bool:
    return item.cue("filler", "before") is not None and item.cue("opener", "and") is None


def _is_aside(place: Place, first: int, stop: int) -> bool:
    """ "đạt 1,8 tỷ đồng, thuộc doanh nghiệp có vốn nước ngoài (FDI), giảm 3%": said by the way of the level before."""
    closed = stop > first and place.items[stop - 1].key == "," and place.items[first - 1].key == ","
    opener = place.items[first].cue("opener") is not None and not place.items[first].cue(*HEADS, "about", "reach")
    return closed and not place.pack.determiners and opener


def _is_group(within: Sequence[Item]) -> bool:
    return any((cue := item.cue("base")) is not None and cue.base == "other" for item in within)


def _may_change(item: Item, place: Place) -> bool:
    """Whether the item names a thing that may change: a word, or a whole that is none of a base here ("le PIB")."""
    cue = item.cue("base")
    whole = cue is not None and cue.base == "total" and bool(place.pack.determiners)
    return (item.is_word or whole) and item.cue("about") is None


def divides(item: Item, *, bracket: bool = False) -> bool:
    """Whether a new clause may begin behind the item; before a bracket "and" only joins words."""
    if bracket and item.cue("and") is not None:
        return False
    return item.key in HARD_MARKS or item.key == "," or item.cue(*DIVIDERS) is not None
