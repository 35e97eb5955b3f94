"""What is said of those counted: "597 personnes *ont été blessées*", "un habitant sur quatre *a plus de 65 ans*"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import phrase_end
from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS, HEADS, content, spans_of
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.places import CLOSING, OPENING, Place
from extractors.subjects import subject_phrase
from patterns.pack import Pack

VERBAL = ("verb", "auxiliary", "copula", "clitic", "exist", "measure", "share", "support")
Spans = tuple[tuple[int, int], ...]


def is_generic(quantity: Quantity, pack: Pack) -> bool:
    """Whether the counted noun says nothing alone: "personnes", "unités"."""
    return quantity.noun and quantity.unit_text.casefold() in pack.generic_nouns


def predicate(place: Place, *, any_word: bool = False, begin: int | None = None) -> Spans:
    """The spans of the verb phrase behind the number, or behind the bracket there; empty where none begins."""
    items, pack = place.items, place.pack
    begin = place.index + 1 if begin is None else begin
    begin = _behind_aside(items, begin + (begin < len(items) and items[begin].key in CLOSING), pack)
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
    return item.is_word or item.cue("place", "rate", "change", "status", "verb") is not None


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
    noun = _noun_of(quantity)
    said = predicate(place)
    if said:
        return Phrase((noun, *said), "right")
    done = _verb_before(place)
    if done:
        return Phrase((done, noun), "both")
    return Phrase((noun,), "right") if _opens(place) else None


def _verb_before(place: Place) -> tuple[int, int] | None:
    """The verb right before the number: "a *interpellé* 145 personnes", "*vacciner* 600 personnes"."""
    i = place.lead("before", "filler")
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
    quantity, before = place.quantity, last_counted(walk, line)
    if before is None or quantity.unit not in (None, before.unit) or quantity.noun or not _opens(place):
        return None
    aged = _band_behind(place)
    if aged is not None:
        return Phrase((_noun_of(before), aged), "both")
    begin = place.index + 1
    others = begin + 1 < len(place.items) and place.items[begin].key in place.pack.forenouns  # "et 35 autres ont été"
    said = predicate(place, begin=begin + 1 if others else None, any_word=_qualifies(place))
    return Phrase((_noun_of(before), *said), "both") if said else None


def _band_behind(place: Place) -> tuple[int, int] | None:
    """ "dont 61 000 *de moins de 14 ans*": the band that says which ones."""
    band = place.items[place.index + 1 : place.index + 3]
    told = len(band) > 1 and band[0].cue("before", "definition") and band[1].key == "#"
    return (band[0].start, band[1].end) if told else None


def _qualifies(place: Place) -> bool:
    """Whether a participle with its complement says which ones: "dont cinq *liés au trafic*"."""
    word, behind = place.following, place.index + 2
    led = behind < len(place.items) and place.items[behind].cue("opener", "place") is not None
    return led and word is not None and word.is_word and word.key.endswith(place.pack.participle_endings)


def last_counted(walk: Walk, line: Line) -> Quantity | None:
    """The last count of the paragraph that has a noun: what a bare number goes on counting."""
    for draft in reversed(walk.drafts):
        if draft.line.paragraph != line.paragraph:
            return None
        if draft.quantity is not None and draft.quantity.noun:
            return draft.quantity
    return None


def _noun_of(quantity: Quantity) -> tuple[int, int]:
    return quantity.stop - len(quantity.unit_text), quantity.stop


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
    between = [item for item in place.gap if item.start >= left.end]
    return bool(place.pack.determiners) and any(item.cue("auxiliary") for item in between)


def of_stuff(place: Place) -> bool:
    """ "856 millions de dollars de poissons", "1,8 tonne de cocaïne": what the amount is of stands behind."""
    behind = place.following
    amount = not (place.quantity.noun or place.quantity.is_share or place.quantity.unit in (None, "pp", "times"))
    return amount and behind is not None and behind.key in place.pack.partitives


def of_group(place: Place) -> bool:
    """ "59 % des Français": the group that a share is of stands right behind it."""
    behind = place.following
    return place.quantity.is_share and behind is not None and behind.key in place.pack.articles


def beside_place(walk: Walk, place: Place, phrase: Phrase | None, opened: int) -> Phrase | None:
    """
    What a number in brackets at item `opened` is of, where the words before it are no more than a part of its name.

    "relevés en Alsace (820)": the place; "la moitié des communes (52 %) sont équipées": the group without its verb.
    """
    items, pack = place.items, place.pack
    if phrase is None or not pack.determiners:
        return None
    begin = next((i for i, item in enumerate(items) if item.start == phrase.start), 0)
    if place.quantity.is_share and _most(place, opened):
        return Phrase((*phrase.parts, *predicate(place, any_word=True)), "both")
    lead = begin - 1
    while lead > place.left and items[lead].key in pack.articles:
        lead -= 1
    where = lead >= place.left and items[lead].cue("place") is not None and items[lead].key not in pack.articles
    if not where or not items[begin].upper:
        return None
    before = walk.last()
    if before is not None and before.line.items is items and before.indicator is not None:
        return Phrase(before.indicator.parts, "carried")
    return subject_phrase(items, lead, pack)


def fraction_again(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "Plus de la moitié des villages (52,4 %) sont classés": both shares are of the villages that are classed."""
    before = walk.last(line, level=True)
    if before is None or before.quantity is None or before.index != place.left - 1 or not before.quantity.fraction:
        return None
    said = predicate(place, any_word=True) if place.quantity.is_share and before.indicator else ()
    if not said or before.indicator is None:
        return None
    before.indicator = Phrase((*before.indicator.parts, *said), "both")
    return before.indicator


def _most(place: Place, opened: int) -> bool:
    """Whether the words before the bracket say how many: "la moitié des", "la plupart des", "presque toutes"."""
    before = place.earlier
    said = (item.key.rpartition(" ")[2] for item in place.items[place.left : opened])
    return (before is not None and before.fraction) or any(key in place.pack.quantifiers for key in said)
