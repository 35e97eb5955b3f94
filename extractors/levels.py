"""What names a level: the noun before its verb, beside its bracket or colon, or the counted thing behind it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import right_phrase
from extractors.doers import contributor, done_for
from extractors.drafts import Walk
from extractors.indicators import (
    HARD_MARKS,
    HEADS,
    VERBS,
    Shape,
    begins_with,
    choose,
    is_counted,
    is_name,
    left_phrase,
    subject_phrase,
)
from extractors.mentions import Item, Line, Phrase
from extractors.named import respective_name
from extractors.places import CLOSING, OPENING, Place
from extractors.subjects import subject_of
from patterns.pack import Pack

MEASURE_REACH = 4  # items between a verb of measure and its number: "đạt được khoảng trên"


def level_indicator(walk: Walk, line: Line, place: Place) -> Phrase | None:
    items, index, quantity = place.items, place.index, place.quantity
    first = first_free(walk, place)
    told = respective_name(walk, place) or contributor(walk, line, place) or done_for(place, first)
    if told is not None:
        return told
    counted = is_counted(quantity)
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    right, qualified = right_phrase(items, index, unit_start, walk.pack)
    beside = _beside_bracket(walk, place, first)
    if beside is not None:
        return beside
    left = _subject_measured(place, first, walk.pack)
    left = left or left_phrase(items, first, index, walk.pack, counted=counted and (qualified or right is None))
    left = left or _before_colon(walk, place, first, counted=counted and qualified)
    headed = left is not None and _headed(items, left)
    if left is not None and counted and right is not None and not headed and is_name(walk.text, left, line.start):
        left = None
    near = items[max(place.left, index - MEASURE_REACH) : index]
    measured = any(item.cue("measure") and not item.cue("exist", "filler", "from") for item in near)
    existing = any(item.cue("exist") and not item.cue("action") for item in near)
    if walk.from_level is not None and walk.from_phrase is not None and left is None:
        return walk.from_phrase
    if left is None and measured and not counted:
        left = subject_phrase(items, index, walk.pack) or walk.carried(line)
    shape = Shape(counted, qualified, headed, measured, existing, existing and bool(walk.pack.determiners))
    phrase = choose(left, right, quantity, shape)
    if phrase is not None and right is not None and phrase.end == right.end:
        walk.consumed = max(walk.consumed, right.end)
    return phrase or walk.carried(line)


def _subject_measured(place: Place, first: int, pack: Pack) -> Phrase | None:
    """The subject of the verb of measure before a level: "La part de …, qui …, s'établit à 5,2 %"."""
    for i in range(place.index - 1, first - 1, -1):
        item = place.items[i]
        if item.cue("measure") and not item.cue("exist", "filler", "from", "opener", "reach"):
            return subject_of(place.items, first, i, pack)
        if (item.cue(*VERBS) and not item.cue("filler", "from", "opener", "reach")) or item.key in HARD_MARKS:
            return None
    return None


def _beside_bracket(walk: Walk, place: Place, first: int) -> Phrase | None:
    """The noun that a level in brackets stands behind: "le Japon (3 910)", "le taux d'activité (68 %)"."""
    opened = place.index - 1
    while opened > first and place.items[opened].cue("before"):
        opened -= 1
    behind = place.items[place.index + 1 : place.index + 2]
    if opened <= first or place.items[opened].key not in OPENING:
        return None
    if not behind or behind[0].key not in (*CLOSING, ",", ";") or place.items[opened - 1].quantity:
        return None
    phrase = left_phrase(place.items, first, opened, walk.pack)
    named = phrase is not None and not walk.pack.determiners and is_name(walk.text, phrase, place.items[0].start)
    return None if named else phrase  # where no determiner tells nouns from places, a name is a place


def _before_colon(walk: Walk, place: Place, first: int, *, counted: bool) -> Phrase | None:
    """The name before a colon: "Cultures maraîchères : 28 650 ha"."""
    if counted or place.index <= first or place.items[place.index - 1].key != ":":
        return None
    return left_phrase(place.items, first, place.index - 1, walk.pack)


def first_free(walk: Walk, place: Place) -> int:
    """The first item that a phrase left of the place may begin with: none of the last counted thing."""
    i = place.left
    while i < place.index and place.items[i].start < walk.consumed:
        i += 1
    return i


def _headed(items: Sequence[Item], phrase: Phrase) -> bool:
    return any(begins_with(items, phrase, kind) for kind in HEADS)
