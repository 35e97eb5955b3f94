"""Names of places before a number: the area it holds for, and no part of what is measured."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Draft, Walk
from extractors.indicators import HEADS, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.names import is_name
from extractors.places import OPENING, Place

VERBS = ("exist", "action", "measure", "auxiliary", "change", "share", "attain", "filler", "before")


def named_area(place: Place, first: int) -> tuple[int, int] | None:
    """
    The items of the name that the number is told of, right before it, its bracket or its verb.

    "Hoàng Mai (253 ca)", "huyện Mộc Châu trồng mới 320 ha", "vùng Tây Nguyên có 276 doanh nghiệp".
    """
    items, end = place.items, place.index
    while end > first and (items[end - 1].key in OPENING or (items[end - 1].cue(*VERBS) and not _noun(items[end - 1]))):
        end -= 1
    begin = end
    while begin > first and items[begin - 1].is_word and items[begin - 1].upper and begin - 1 > 0:
        begin -= 1
    bare = end - begin
    if bare and begin > first and _noun(items[begin - 1]) and not items[begin - 1].cue("subject"):
        return begin - 1, end
    divided = begin == 0 or begin == first or not items[begin - 1].is_word
    return (begin, end) if divided and (bare > 1 or (bare and items[end].key in OPENING)) else None


def area_of(place: Place, first: int) -> tuple[int, int] | None:
    """The span of the place that a level holds for, where it stands right before the level or its verb."""
    span = named_area(place, first) if not place.pack.determiners else None
    if span is None or (span[0] > first and place.items[span[0] - 1].cue("subject")):
        return None  # "tỉnh Kiên Giang": most likely the report's own
    return place.items[span[0]].start, place.items[span[1] - 1].end


def _noun(item: Item) -> bool:
    return item.cue("place") is not None and not item.cue("filler", "opener")


def listed_name(walk: Walk, line: Line, place: Place, first: int, *, qualified: bool) -> Phrase | None:
    """What a number behind the name of a place is of, where its own words do not say: told before the name."""
    span = named_area(place, first)
    if span is None or qualified or any(_acts(item) for item in place.items[span[1] : place.index]):
        return None
    head = left_phrase(place.items, first, span[0], place.pack)
    if head is not None and (
        any(i.cue(*HEADS) for i in _within(place.items, head)[:1]) or not is_name(walk.text, head, line.start)
    ):
        return head
    before = walk.last(line)
    bracket = place.items[place.index - 1].key in OPENING
    if before is None:
        return _listed_behind_colon(place, span[0])
    if bracket and place.quantity.is_share and before.quantity is not None and not before.quantity.is_share:
        return _rate_before(walk)  # "9 đơn vị vượt 70%, dẫn đầu là quận Ninh Kiều (88,2%)"
    return walk.carried(line) if bracket or _alike(before, place) else None


def _acts(item: Item) -> bool:
    """Whether a verb names what is counted itself: "Công an TP Huế xử phạt 412 trường hợp"."""
    return item.cue("action") is not None and item.cue("exist", "measure", *HEADS) is None


def _listed_behind_colon(place: Place, first: int) -> Phrase | None:
    """ "Một số tỉnh có diện tích lúa tăng: Long An đạt 242,9 nghìn ha": what stands before the colon of a list."""
    colon = next((i for i in range(first - 1, 0, -1) if place.items[i].key == ":"), None)
    head = left_phrase(place.items, 0, colon, place.pack) if colon is not None else None
    return head if head is not None and any(i.cue(*HEADS) for i in _within(place.items, head)[:1]) else None


def _rate_before(walk: Walk) -> Phrase | None:
    """The latest rate that was told by its name."""
    known = next((draft for draft in reversed(walk.drafts) if draft.is_rate and draft.indicator is not None), None)
    return Phrase(known.indicator.parts, "carried") if known is not None and known.indicator is not None else None


def _alike(before: Draft, place: Place) -> bool:
    if before.quantity is None:
        return False
    bare = place.quantity.unit is None and before.quantity.unit not in ("%", "pp")
    return bare or before.quantity.unit == place.quantity.unit


def counted_again(walk: Walk, line: Line, place: Place, left: Phrase | None, *, qualified: bool) -> Phrase | None:
    """ "2.142 doanh nghiệp thành lập mới …; đồng bằng sông Hồng có 15.517 doanh nghiệp": the bare noun again."""
    before, noun = walk.last(line, level=True), place.quantity.unit_text.casefold()
    if before is None or before.quantity is None or qualified or not place.quantity.noun:
        return None
    if before.quantity.unit_text.casefold() == noun and _place_alone(place):
        return walk.carried(line)
    if before.quantity.unit_text.casefold() != noun or len(walk.words(before.indicator)) <= len(noun.split()):
        return None
    if left is not None and any(item.cue(*HEADS, "action") for item in _within(place.items, left)):
        return None
    verb = place.items[place.index - 1] if place.index > place.left else None
    exists = verb is not None and verb.cue("exist") is not None and verb.cue("action") is None
    kind = _kind_of_thing(walk, place) if exists else None
    if kind is not None:
        return kind
    if left is not None and not exists and not is_name(walk.text, left, line.start):
        return None
    return walk.carried(line) if not place.pack.determiners else None


def _place_alone(place: Place) -> bool:
    """ "…; Indonesia 1.020 vận động viên": nothing but a name between the mark that divides a list and the number."""
    gap = place.gap
    begin = max((n for n, item in enumerate(gap) if item.key in (",", ";")), default=None)
    names = gap[begin + 1 :] if begin is not None else ()
    return bool(names) and not place.pack.determiners and all(item.is_word and item.upper for item in names)


def _kind_of_thing(walk: Walk, place: Place) -> Phrase | None:
    """ "…; tiểu học có 109 trường": the subject of "there are", where it is a kind of thing and no place."""
    verb = place.index - 1
    begin = next((i for i in range(verb - 1, place.left - 1, -1) if place.items[i].key in (",", ";", ":", "(")), None)
    if begin is None or place.pack.determiners:
        return None
    words = place.items[begin + 1 : verb]
    plain = all(item.is_word or item.cue(*HEADS) for item in words)
    texts = [walk.text[item.start : item.end] for item in words]
    plain = plain and all(text.islower() or text.isupper() for text in texts)
    return Phrase(((words[0].start, words[-1].end),), "left") if words and plain else None


def _within(items: Sequence[Item], phrase: Phrase) -> list[Item]:
    return [item for item in items if phrase.start <= item.start < phrase.end]


def is_place_name(walk: Walk, line: Line, phrase: Phrase) -> bool:
    """Whether a subject is but the name of a place or body, in a language without determiners."""
    within = _within(line.items, phrase)
    headed = any(item.cue(*HEADS, "action") for item in within)
    acronym = len(phrase.parts) == 1 and walk.text[phrase.start : phrase.end].isupper()
    return not (walk.pack.determiners or headed or acronym) and is_name(walk.text, phrase, line.start)
