"""Indicators that verbs tell: what is done for those counted, who contributes, which name a later verb goes on with."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS, content, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.places import Place


def done_for(place: Place, first: int) -> Phrase | None:
    """ "cấp thẻ bảo hiểm y tế cho 152.600 người": the action with its object, where those counted only receive it."""
    items, end = place.items, place.index
    while end > first and items[end - 1].cue("before", "filler") and not items[end - 1].cue("recipient"):
        end -= 1
    if end <= first or not items[end - 1].cue("recipient") or not (place.quantity.noun or place.quantity.unit is None):
        return None
    begin = end - 1
    while begin > first and not (
        items[begin - 1].quantity or items[begin - 1].period or items[begin - 1].key in HARD_MARKS
        or items[begin - 1].cue("auxiliary", "cut", "parent", "status")
    ):  # fmt: skip
        begin -= 1
    begin = _verb(items, begin, end - 1)
    named = [item for item in items[begin : end - 1] if content(item, place.pack) or item.cue("change")]
    if len(named) < 2 and not any(" " in item.key and item.cue("action") for item in named):
        return None
    return Phrase(((items[begin].start, items[end - 2].end),), "left")


def _verb(items: Sequence[Item], begin: int, end: int) -> int:
    """Where the action begins: at the first verb of the clause; at its beginning where none is known."""
    known = next((i for i in range(begin, end) if items[i].cue("action", "exist")), None)
    if known is not None:
        return known
    while begin < end and (items[begin].cue("subject", "and", "filler", "opener", "place") or items[begin].key == ","):
        begin += 1
    return begin


def contributor(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "khu vực dịch vụ tăng 6,2%, đóng góp 2,4 điểm phần trăm": what contributes."""
    near = place.near("contribute", words=1)
    if near is None or place.quantity.unit not in ("pp", "%", "index"):
        return None
    first = place.left
    if place.items[first].cue("opener", "place"):  # "Trong mức tăng chung, khu vực dịch vụ đóng góp …"
        commas = [i for i in range(first, near[0]) if place.items[i].key == ","]
        first = commas[0] + 1 if commas else first
    return left_phrase(place.items, first, near[0], place.pack) or walk.carried(line)


def has_rate_before(items: Sequence[Item], first: int, verb: int) -> bool:
    """Whether the subject of the verb at `verb` is a rate by name: "tỷ lệ nợ xấu chiếm 0,74%"."""
    for i in range(verb - 1, first - 1, -1):
        if items[i].quantity or items[i].key in HARD_MARKS:
            return False
        if items[i].cue("rate"):
            return not any(items[j].key == "," for j in range(i + 1, verb))
    return False
