"""What names a number that is the object of a verb: what is sold, employed, invested."""

from __future__ import annotations

from extractors.drafts import Walk
from extractors.ellipsis import qualifier_behind
from extractors.indicators import HEADS
from extractors.mentions import Line, Phrase
from extractors.names import begins_with, is_owner
from extractors.places import Place
from extractors.predicates import Spans
from extractors.subjects import is_where, subject_of
from extractors.verbs import object_verb

LONGEST_DOER = 4  # words of a subject that is told with its verb


def done_or_object(
    walk: Walk, line: Line, place: Place, first: int, right: Phrase | None, *, counted: bool, qualified: bool
) -> Phrase | None:
    """What a verb tells of its number: of things counted the object, else what is done."""
    if counted and (right is not None or not place.quantity.scaled):  # but "et récupéré 387 milliards"
        return object_of(walk, place, first, right, qualified=qualified)
    return done_with(walk, line, place, first, right)


def object_of(walk: Walk, place: Place, first: int, right: Phrase | None, *, qualified: bool) -> Phrase | None:
    """ "a vendu 3 000 voitures neuves": the object; where it says little, with its verb: "emploie 300 personnes"."""
    if not walk.pack.determiners or right is None:
        return None
    verb = object_verb(place.items, first, place.index, walk.pack)
    if verb is None:
        return right if len(right.parts) > 1 and place.quantity.noun else None  # "17 605 personnes ont été formées"
    item = place.items[verb]
    subject = subject_of(place.items, first, verb, walk.pack)
    if (item.cue("measure") and not qualified) or (subject is not None and begins_with(place.items, subject, *HEADS)):
        return None
    walk.consumed = max(walk.consumed, right.end)
    names = item.cue("object") is not None and not qualified and place.quantity.noun
    return Phrase(((item.start, item.end), *right.parts), "both") if names else right


def done_with(walk: Walk, line: Line, place: Place, first: int, right: Phrase | None) -> Phrase | None:
    """ "a investi 3 milliards d'euros", "a exporté pour 9 millions de fleurs": what is done, and with what."""
    near = place.index
    while near > first and place.items[near - 1].cue("before", "worth"):
        near -= 1
    verb = object_verb(place.items, first, near, place.pack) if place.pack.determiners else None
    if verb is None or place.items[verb].cue("object") is None or place.quantity.is_share:
        return None
    item = place.items[verb]
    if _has_noun(place, verb, near):
        return None
    whither = qualifier_behind(place.items, place.index, place.pack) if right is None else None
    if whither is not None and is_where(place.items, Phrase((whither,), "right"), place.pack):
        whither = None
    doer = _doer(walk, line, place, first, verb) if right is None else ()
    return Phrase((*doer, (item.start, item.end), *(right.parts if right else (whither,) if whither else ())), "both")


def _doer(walk: Walk, line: Line, place: Place, first: int, verb: int) -> Spans:
    """ "La filière nucléaire a livré 49 TWh": the short name of a thing that does, and of no body that acts."""
    subject = subject_of(place.items, first, verb, place.pack)
    if subject is None or len(subject.parts) > 1 or is_owner(walk, line, subject):
        return ()
    words = [item for item in place.items if subject.start <= item.start < subject.end and item.key[:1].isalpha()]
    return subject.parts if len(words) <= LONGEST_DOER else ()


def _has_noun(place: Place, verb: int, last: int) -> bool:
    """Whether the object of the verb stands before its amount: "dégage ainsi un excédent de 14 milliards"."""
    for i in range(verb + 1, last - 1):
        noun = place.items[i + 1].is_word or place.items[i + 1].cue(*HEADS)
        if place.items[i].key in place.pack.determiners and noun:
            return place.items[i - 1].key.rpartition(" ")[2] not in place.pack.linkers
    return False
