"""What is said of those counted: "597 personnes *ont été blessées*", "un habitant sur quatre *a plus de 65 ans*"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import phrase_end
from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS, HEADS, content, spans_of
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.places import CLOSING, OPENING, Place
from patterns.pack import Pack

VERBAL = ("verb", "auxiliary", "copula", "clitic", "exist", "measure", "share", "support")
Spans = tuple[tuple[int, int], ...]


def is_generic(quantity: Quantity, pack: Pack) -> bool:
    """Whether the counted noun says nothing alone: "personnes", "unités"."""
    return quantity.noun and quantity.unit_text.casefold() in pack.generic_nouns


def predicate(place: Place, *, any_word: bool = False) -> Spans:
    """The spans of the verb phrase behind the number, or behind the bracket there; empty where none begins."""
    items, begin, pack = place.items, place.index + 1, place.pack
    begin = _behind_aside(items, begin, pack)
    if begin >= len(items) or not (_is_verb(items, begin, pack) or (any_word and _may_begin(items[begin]))):
        return ()
    end = phrase_end(items, begin, pack, place.quantity)
    said = any(content(item, pack) or item.cue("object") for item in items[begin:end])
    return spans_of(items, begin, end) if said else ()


def _behind_aside(items: Sequence[Item], begin: int, pack: Pack) -> int:
    """Behind a bracket or ", soit 1,8 % de la population," where a verb follows it."""
    if begin < len(items) and items[begin].key in OPENING:
        return next((i + 1 for i in range(begin, len(items)) if items[i].key in CLOSING), len(items))
    if begin < len(items) and items[begin].key == ",":
        close = next((i for i in range(begin + 1, len(items)) if items[i].key in (",", *HARD_MARKS)), len(items))
        behind = close + 1
        if behind < len(items) and items[close].key == "," and _is_verb(items, behind, pack):
            return behind
    return begin


def _may_begin(item: Item) -> bool:
    return item.is_word or item.cue("place", "rate", "change") is not None


def _is_verb(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether the verb of those counted may begin here: a known one, or a word with the ending of many who act."""
    item, behind = items[i], items[i + 1 : i + 2]
    if item.cue("place") and behind and behind[0].cue("auxiliary"):
        return True  # "en ont bénéficié"
    if item.is_word:
        return item.key.endswith(pack.plural_verb_endings) if pack.plural_verb_endings else False
    preposition = item.cue("place", "opener", "from", *HEADS) is not None
    return not preposition and item.cue(*VERBAL) is not None


def predicated_group(place: Place, pack: Pack) -> Phrase | None:
    """ "9,3 millions de personnes étaient en situation de pauvreté", "on a interpellé 145 personnes"."""
    quantity = place.quantity
    if not is_generic(quantity, pack):
        return None
    noun = (quantity.stop - len(quantity.unit_text), quantity.stop)
    said = predicate(place)
    if said:
        return Phrase((noun, *said), "right")
    done = _verb_before(place)
    if done:
        return Phrase((done, noun), "both")
    return Phrase((noun,), "right") if _opens(place) else None


def _verb_before(place: Place) -> tuple[int, int] | None:
    """The verb right before the number: "a *interpellé* 145 personnes", "*vacciner* 600 personnes"."""
    i = place.index - 1
    while i > place.left and place.items[i].cue("before", "filler"):
        i -= 1
    if i < place.left:
        return None
    verb = place.items[i]
    known = verb.cue("exist", "action") is not None or (verb.cue("status") is not None and " " in verb.key)
    told = known and verb.cue("filler", "place", *HEADS) is None
    if told or (verb.is_word and i > place.left and place.items[i - 1].cue("auxiliary")):
        return verb.end - len(verb.key.rpartition(" ")[2]), verb.end
    return None


def follows_up(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "7 650 ménages …; 1 120 y sont retombés", "dont 31 relèvent de la ville": the noun before, the verb here."""
    quantity, before = place.quantity, walk.last(line, level=True)
    if quantity.unit not in (None, before.quantity.unit if before and before.quantity else None) or quantity.noun:
        return None
    if before is None or before.quantity is None or not before.quantity.noun or not _opens(place):
        return None
    said = predicate(place)
    if not said or before.indicator is None:
        return None
    noun = (before.quantity.stop - len(before.quantity.unit_text), before.quantity.stop)
    return Phrase((noun, *said), "both")


def _opens(place: Place) -> bool:
    """Whether the number begins its clause, behind a mark or "dont"."""
    i = place.index - 1
    while i >= place.left and (place.items[i].cue("before", "filler", "and", "cut") or place.items[i].period):
        if place.items[i].cue("equals"):
            return False
        i -= 1
    return i < place.left or place.items[i].key in (",", *HARD_MARKS) or place.items[i].cue("parent") is not None


def acts(place: Place, left: Phrase) -> bool:
    """Whether a verb parts the words from the number: "Les pompiers ont effectué 4,6 millions d'interventions"."""
    between = [item for item in place.items[place.left : place.index] if item.start >= left.end]
    return bool(place.pack.determiners) and any(item.cue("auxiliary") for item in between)


def of_stuff(place: Place) -> bool:
    """ "856 millions de dollars de poissons", "1,8 tonne de cocaïne": what the amount is of stands behind."""
    behind = place.items[place.index + 1 : place.index + 2]
    amount = not (place.quantity.noun or place.quantity.is_share or place.quantity.unit in (None, "pp", "times"))
    return amount and bool(behind) and behind[0].key in place.pack.partitives
