"""The same fact said again: in another unit, by another word."""

from __future__ import annotations

from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS
from extractors.mentions import Period, Phrase
from extractors.places import OPENING, Place
from extractors.subjects import change_verb

CLAUSAL = ("change", "measure", "share", "move", "passage", "exist", "and")


def apposed(place: Place, subject: Phrase) -> bool:
    """ ", une part en recul de 1,1 point", ", un total en hausse de 37 %": another word for the level before."""
    i = next((n for n, item in enumerate(place.items) if item.start >= subject.start), 0)
    article = i - 1 if i and place.items[i - 1].key in place.pack.one_words else i
    told = place.items[article].key in place.pack.one_words and place.items[article - 1].key == ","
    between = [item for item in place.items[place.left : article - 1] if item.cue("filler") is None]
    verbs = any(item.cue(*CLAUSAL) or item.key in HARD_MARKS for item in between)
    return told and bool(place.pack.determiners) and not verbs


def restated(place: Place) -> bool:
    """ ", soit 82 900 de moins", ", soit 3,6 % de l'ensemble": said of the level before, whatever stands between."""
    near = place.lead("before", but="equals")
    led = place.items[near].cue("equals") is not None and place.items[near].cue("again") is None
    marked = near > place.left and place.items[near - 1].key in (",", *OPENING)
    return led and marked and bool(place.pack.determiners)


def same_again(opened: Draft | None, place: Place) -> Draft | None:
    """ "recule de 0,1 %, soit 2 200 emplois de moins", "(-2 650 emplois)": the same change in numbers."""
    before, unit = place.previous, place.quantity.unit
    if opened is None or before is None or before.kind != "comparison" or not opened.comparisons:
        return None
    gap = [item for item in place.gap if item.key != "," and not item.cue("before")]
    gap = gap if len(gap) < 2 or not restated(place) else gap[-1:]
    again = len(gap) == 1 and ((gap[0].key in OPENING and place.quantity.sign) or gap[0].cue("equals"))
    shares = (opened.comparisons[-1].unit in ("%", "pp"), unit in ("%", "pp"))
    return opened if again and shares[0] != shares[1] and unit != "times" else None


def verb_again(place: Place, cue_index: int) -> bool:
    """ "66 % (-0,1 point), et il diminue pour les jeunes (-0,3 point)": another verb of change before a bracket."""
    if not place.quantity.sign or place.items[place.index - 1].key not in OPENING:
        return False
    return change_verb(place.items, place.left, cue_index - 1, place.pack) is not None


def own_period(place: Place) -> Period | None:
    """ "(cùng kỳ năm 2016 tăng 19,5%)", "(cùng kỳ chiếm 11,5%)": what this change or share is of, not its base."""
    gap = place.gap
    opened = next((n for n in range(len(gap) - 1, -1, -1) if gap[n].key in OPENING), None)
    if opened is None or opened + 1 >= len(gap) or any(item.cue("against") for item in gap[opened:]):
        return None
    period = gap[opened + 1].period
    if period is None or not any(item.cue("change", "share", "attain") for item in gap[opened + 2 :]):
        return None
    return period if period.kind in ("base", "reporting", "as_of") else None


def bracketed_period(place: Place) -> Period | None:
    """ "17 dự án (cùng kỳ 21 dự án)": what an earlier level in a bracket is of."""
    gap = [item for item in place.gap if not item.cue("before")]
    period = gap[-1].period if len(gap) > 1 and gap[-2].key in OPENING else None
    return period if period is not None and period.kind == "base" else None


def goes_on(walk: Walk, opened: Draft | None, place: Place, cue_index: int) -> Draft | None:
    """ "đạt 99,5% kế hoạch; tăng 225 tỷ đồng", "; so với tháng 12 tăng 4%": another change of the same thing."""
    gap = place.items[place.left : cue_index]
    mark = max((n for n, item in enumerate(gap) if item.key == ";"), default=len(gap))
    rest = gap[mark + 1 :]
    based = all(item.cue("against", "filler") or item.period or item.key == "," for item in rest)
    led = not rest or any(item.cue("against") for item in rest)
    if opened is None or place.pack.determiners or mark == len(gap) or not (based and led):
        return None
    if rest or opened.quantity is not None:
        parts = opened.indicator.parts if opened.indicator else ()
        return next(d for d in walk.of_line(opened.line) if d is opened or (d.indicator and d.indicator.parts == parts))
    return None


def beside_count(place: Place, cue_index: int) -> bool:
    """ "80.000 khách đến tham quan, nghỉ dưỡng (tăng 33%)": a bracket behind the words of a count is said of it."""
    counted, gap = place.earlier, place.items[place.left : cue_index]
    if place.pack.determiners or counted is None or not counted.noun or place.quantity.noun:
        return False
    if not gap or gap[-1].key not in OPENING:
        return False
    level = place.previous is not None and place.previous.kind == "level"
    return level and not any(item.key in HARD_MARKS or item.cue(*HEADS, "parent") for item in gap[:-1])
