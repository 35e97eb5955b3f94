"""Counts of those that something belongs to, and what is measured of them: "thu nhập của 1.200 hộ đạt 62 triệu"."""

from __future__ import annotations

from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.places import Place, Role

VERB_REACH = 3  # items between a verb of measure and its number


def owns(place: Place, index: int) -> int | None:
    """The item "of" right before the count at `index`, in a language whose nouns have no determiners."""
    i = index - 1
    while i > 0 and place.items[i].cue("before"):
        i -= 1
    link = place.items[i] if i > 0 else None
    owned = link is not None and link.key in place.pack.links and not link.cues
    return i if owned and not place.pack.determiners else None


def measured_of(place: Place) -> Phrase | None:
    """What a level is of, where a count of its owners parts the two: "tỷ lệ … của 26 khu công nghiệp ở mức 66,8%"."""
    if not place.left or place.quantity.noun:
        return None
    link = owns(place, place.left - 1)
    gap = place.gap
    if link is None or any(item.key in HARD_MARKS or item.key == "," for item in gap):
        return None
    near = [item for item in gap[-VERB_REACH:] if item.cue("measure", "attain", "reach")]
    return left_phrase(place.items, 0, link, place.pack) if near else None


def owner_of(walk: Walk, place: Place, opened: Draft) -> Phrase | None:
    """ "chỉ số giá của 10 nhóm hàng tăng 0,5%": what changes is what the counted things have."""
    if opened.quantity is None or opened.index != place.left - 1 or not opened.quantity.noun:
        return None
    link = owns(place, opened.index)
    return left_phrase(place.items, 0, link, walk.pack) if link is not None else None


def told_before(walk: Walk, line: Line, place: Place, role: Role, cue_index: int) -> Draft | None:
    """The level of the sentence before that "So với tháng trước tăng 9 vụ." goes on with: it has no subject."""
    before = walk.last()
    if place.left or place.pack.determiners or before is None or before.line.paragraph != line.paragraph:
        return None
    gap = place.items[:cue_index]
    silent = all(_sets_base(item) or item.cue("filler", "before", "status") for item in gap)
    alone = sum(item.quantity is not None for item in place.items) == 1  # of several, each is told for itself
    if not gap or not silent or not alone or not any(item.cue("against") or item.period for item in gap):
        return None
    levels = [draft for draft in walk.of_line(before.line) if draft.quantity is not None]
    if role.unit in ("%", "pp", "times"):
        return levels[0] if len(levels) == 1 and not levels[0].comparisons else None
    noun = place.quantity.unit_text.casefold()
    alike = (d for d in levels if d.quantity and d.quantity.noun and d.quantity.unit_text.casefold().startswith(noun))
    return next(alike, None) if noun and place.quantity.noun else None


def _sets_base(item: Item) -> bool:
    """Whether the item only says what is compared with: "So với kế hoạch,"; a total may be what changes."""
    cue = item.cue("base")
    base = cue is not None and cue.base in ("plan", "prior")
    return item.period is not None or item.key == "," or item.cue("against") is not None or base
