"""What the words around a change name: the measure behind it, a level before it, its place in a list."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import right_phrase
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS, left_phrase
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.places import Place, Role

SAME_THING = 0.5  # share of the shorter name's words that two names of one thing have in common


def named_behind(walk: Walk, place: Place, role: Role) -> Phrase | None:
    """What the words behind a change name: "giảm 42,9% số vụ", "giảm 15 người chết"."""
    quantity = place.quantity
    if role.relation not in ("up", "down") or quantity.unit == "times":
        return None
    if _is_object_behind(place, role):
        return right_phrase(place.items, place.index, None, walk.pack)[0]
    behind, items = place.index + 1, place.items
    while behind < len(items) and items[behind].key in walk.pack.articles:
        behind += 1
    used = set(role.base.items) if role.base else set()
    headed = behind < len(items) and behind not in used and items[behind].cue(*HEADS) is not None
    owned = place.index + 1 < behind < len(items) and _may_change(items[behind])
    blocked = behind in used or behind >= len(items) or items[behind].cue("base", "against", "about", "and") is not None
    blocked = blocked and not (owned and behind not in used)
    leads = behind < len(items) and items[behind].cue("place", "opener") is not None
    cut = behind < len(items) and items[behind].cue("cut") is not None and not place.pack.determiners
    if not quantity.noun and not headed and (blocked or leads or cut):
        return None
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun else None
    phrase, qualified = right_phrase(items, place.index, unit_start, walk.pack)
    return phrase if qualified or quantity.noun else None


def _is_object_behind(place: Place, role: Role) -> bool:
    """ "a fait baisser de 20,9 % le prix du poisson": what a verb changes stands behind its number."""
    items, cue = place.items, role.cue_index
    behind = items[place.index + 1 : place.index + 3]
    if cue is None or cue >= place.index or not place.pack.determiners or place.quantity.noun or len(behind) < 2:
        return False
    noun = cue > 0 and items[cue - 1].key.rpartition(" ")[2] in (*place.pack.articles, *place.pack.forenouns)
    led = items[cue + 1 : place.index]
    by = any(item.cue("from") for item in led) and not any(item.is_word or item.quantity for item in led)
    direct = behind[0].key in place.pack.determiners and not behind[0].period and not behind[0].cue("base", "pronoun")
    thing = behind[1].is_word or behind[1].cue(*HEADS) is not None
    return by and direct and thing and not noun and not behind[1].period


def is_owned_behind(place: Place, role: Role, cue_index: int) -> bool:
    """Whether what changes stands behind the number: "une hausse de 15,1 % des saisies", "a réduit de 5 % le prix"."""
    if _is_object_behind(place, role):
        return True
    behind = place.following
    noun = cue_index and place.items[cue_index - 1].key in place.pack.articles
    return bool(noun) and behind is not None and behind.key in place.pack.articles and not place.quantity.noun


def _may_change(item: Item) -> bool:
    """Whether a total is what changes rather than a base: "une hausse de 5 % du marché"."""
    cue = item.cue("base")
    return cue is not None and cue.base == "total" and item.cue("against", "about") is None


def measure_behind(place: Place, role: Role) -> Phrase | None:
    """The measure that a change is about: "tăng 9% về lượng", "tăng 15,8% về số doanh nghiệp"."""
    begin, items = place.index + 1, place.items
    if role.relation not in ("up", "down", "ratio") or begin >= len(items) or not items[begin].cue("about"):
        return None
    end = begin + 1
    while end < len(items) and not (
        items[end].quantity or items[end].period or items[end].key in HARD_MARKS or items[end].key == ","
        or items[end].cue("against", "and", "change", "cut")
    ):  # fmt: skip
        end += 1
    return Phrase(((items[begin].start, items[end - 1].end),), "right")


def planned_measure(place: Place, role: Role) -> Phrase | None:
    """ "hoàn thành 50% kế hoạch doanh thu và 55% kế hoạch lợi nhuận": the measure that the plan is of."""
    if role.base is None or role.base.kind != "plan" or not role.base.items or place.pack.determiners:
        return None
    first = max(role.base.items) + 1
    if first <= place.index or first >= len(place.items) or place.items[first].cue(*HEADS) is None:
        return None
    if place.items[first].cue("filler", "opener"):
        return None
    end = first + 1
    while end < len(place.items) and place.items[end].is_word:
        end += 1
    return Phrase(((place.items[first].start, place.items[end - 1].end),), "right")


def level_of(walk: Walk, place: Place, line: Line, measure: Phrase) -> Draft | None:
    """The level of the sentence that a measure behind a change names: that in money, that by name, or the amount."""
    begin = next((i for i in range(place.index - 1, -1, -1) if place.items[i].key == ";"), 0)
    levels = [draft for draft in walk.of_line(line) if draft.quantity is not None]
    levels = [draft for draft in levels if draft.index > begin] or levels
    within = [item for item in line.items if measure.start <= item.start < measure.end]
    money = [draft for draft in levels if _in_money(draft.quantity, walk)]
    if any(item.cue("worth") for item in within):
        return money[-1] if money else None
    amounts = [draft for draft in levels if not any(draft is one for one in money)]
    return named_again(walk, amounts, measure) or (amounts[-1] if amounts else None)


def _in_money(quantity: Quantity | None, walk: Walk) -> bool:
    if quantity is None or quantity.unit is None:
        return False
    known = walk.pack.known_units.get(quantity.unit.partition("/")[0])
    return known is not None and known.measures == "money"


def last_said(walk: Walk) -> Draft | None:
    """What "this figure" is: the latest level, but none that is told by the way: "… 7.651 căn từ 21 dự án"."""
    latest = walk.last()
    for draft in reversed(walk.of_line(latest.line) if latest else []):
        near = draft.index - 1
        while near > 0 and draft.line.items[near].cue("before"):
            near -= 1
        item = draft.line.items[near] if near >= 0 else None
        if item is None or item.cue("from", "place") is None or item.cue("reach", "measure"):
            return draft
    return latest


def other_thing(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number counts something else than the level of the draft."""
    if draft.quantity is None:
        return True
    return (quantity.noun and quantity.unit != draft.quantity.unit) or quantity.is_share


def named_again(walk: Walk, drafts: Sequence[Draft], phrase: Phrase) -> Draft | None:
    """The level among `drafts` that the phrase names best, the latest of two: "giảm 5 người chết"."""
    words = set(walk.words(phrase))
    best: tuple[float, Draft] | None = None
    for draft in reversed(drafts):
        if draft.quantity is None or not words:
            continue
        known = set(walk.words(draft.indicator)) | set(draft.quantity.unit_text.casefold().split())
        share = len(words & known) / min(len(words), len(known))
        if share >= SAME_THING and (best is None or share > best[0]):
            best = share, draft
    return best[1] if best else None


def respective(walk: Walk, line: Line, place: Place) -> Draft | None:
    """ "… en hausse respectivement de 7,1 % et de 11,3 %": the n-th change is of the n-th level before."""
    run = _run(place)[1] or _bare_run(place)
    levels = [draft for draft in walk.of_line(line) if draft.quantity is not None and run and draft.index < run[0]]
    alike = [draft for draft in levels if draft.quantity and draft.quantity.unit == place.quantity.unit]
    levels = alike if len(alike) >= len(run) else levels
    if place.index not in run or not 1 < len(run) <= len(levels):
        return None
    return levels[-len(run) :][run.index(place.index)]


def _run(place: Place) -> tuple[int | None, list[int]]:
    """Where "respectively" stands before the place, and the quantities of one unit that it announces."""
    told = next((i for i in range(place.index - 1, -1, -1) if "respectively" in place.items[i].known), None)
    if told is None or any(place.items[i].key in (";", ".") for i in range(told, place.index)):
        return None, []
    found = [(i, item.quantity) for i, item in enumerate(place.items) if i > told and item.quantity]
    return told, [i for i, quantity in found if quantity.unit == place.quantity.unit]


def _bare_run(place: Place) -> list[int]:
    """ "612 chuyến bay, 103.000 hành khách (giảm 5% và 3,8%)": as many changes as levels, and nothing between them."""
    items, first, last = place.items, place.index, place.index
    while first > 1 and items[first - 1].cue("and") and _alike(items[first - 2], place.quantity):
        first -= 2
    while last + 2 < len(items) and items[last + 1].cue("and") and _alike(items[last + 2], place.quantity):
        last += 2
    closed = last + 1 == len(items) or items[last + 1].key in (",", ";", ".", ")")
    before = [item.quantity for item in items[:first] if item.quantity]
    run = list(range(first, last + 1, 2))
    levels = [role.kind for role in place.before[: len(before)]] == ["level"] * len(run)
    units = {quantity.unit for quantity in before}
    return run if closed and levels and len(run) > 1 and len(units) == len(run) and "%" not in units else []


def _alike(item: Item, quantity: Quantity) -> bool:
    return item.quantity is not None and item.quantity.unit == quantity.unit and quantity.is_share


def respective_name(walk: Walk, place: Place) -> Phrase | None:
    """ "thu nội địa và thu xuất nhập khẩu đạt lần lượt 105% và 92% dự toán": the n-th number is of the n-th name."""
    told, run = _run(place)
    if told is None or place.index not in run or len(run) < 2 or any(place.items[i].quantity for i in range(told)):
        return None
    whole = left_phrase(place.items, 0, told, walk.pack)
    if whole is None:
        return None
    names: list[list[Item]] = [[]]
    for item in place.items[:told]:
        if not whole.start <= item.start < whole.end:
            continue
        if item.key == "," or item.cue("and"):
            names.append([])
        else:
            names[-1].append(item)
    if len(names) != len(run) or not all(names):
        return None
    name = names[run.index(place.index)]
    return Phrase(((name[0].start, name[-1].end),), "left")
