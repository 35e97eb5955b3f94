"""
Which of the periods of a sentence its figures may be of, and which are only compared with.

"Năm 2023, tỉnh tạo việc làm cho 62.850 lao động, tăng 5% so với năm 2022": the first governs the sentence,
the second is a base. A year in a name ("kế hoạch năm 2024", "l'accord de 2016") is neither.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractors.mentions import Claim, Item, Line, Period
from extractors.places import CLOSING, OPENING, STOPS
from extractors.year_names import in_a_law, in_a_name

SETTING = frozenset({"reporting", "as_of", "now"})
AGAINST_REACH = 8  # items between "so với" and its period: "so với mức bình quân chung của cả nước năm"
BEHIND_REACH = 4  # items between a number compared with and its period: "contre 98 personnes en 2018"
OVER = frozenset({"over_year", "over_years"})
BESIDE = frozenset({"year", "half", "quarter", "month"})  # right behind a figure they are its own: "à 56 % en mars"
SIGNS = frozenset({"+", "-", "−", "–"})
NEVER_OF = OVER | frozenset({"since"})  # nothing is ever of these: "en dix ans", "depuis 2013"
BARE_YEAR = 4  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A period that figures may be of.

    `leading`: it opens its sentence. `trailing`: it stands behind the figure that it is of.
    `closing`: it ends its sentence. `bracket`: the offsets in which alone it holds. `weak`: it may be but part
    of a name. `beside`: right behind a verb of change, so an earlier year may be what is compared with.
    `past`: it stands with an earlier figure, and holds for that alone: "+0,3 % en juillet, après +0,7 % en juin".
    """

    period: Period
    leading: bool
    trailing: bool
    closing: bool
    weak: bool
    beside: bool
    past: bool
    bracket: tuple[int, int] | None
    planned: bool = False  # of what is yet to be done, named beside what was


def governing(line: Line, bases: Set[int], anchors: Set[int], *, title: bool = False) -> list[Mention]:
    """
    The periods of `line` that are no base, in order.

    `bases` holds the starts of those known to be one, `anchors` those of the figures reported.
    """
    found = []
    for i, item in enumerate(line.items):
        period = item.period
        if period is None or item.start in bases:
            continue
        leading = leads(line.items, i)
        if period.kind not in SETTING and not _stands_alone(line.items, i):
            continue
        if (
            is_compared(line.items, i)
            or _earlier_level(line.items, i, anchors)
            or in_a_law(line.items, i)
            or (in_a_name(line.items, i) and not (leading or title))
        ):
            continue
        weak = _bare_year(line.items, i) and not (leading or title)
        trailing, closing = trails(line.items, i), _closes(line.items, i)
        beside = is_beside(line.items, i)
        past = _past(line.items, i)
        scope = _bracket(line.items, i) if period.kind in SETTING else _clause(line.items, i)
        found.append(Mention(period, leading, trailing, closing, weak, beside, past, scope))
    return found


def _stands_alone(items: Sequence[Item], i: int) -> bool:
    """ "; cùng kỳ năm 2021 tăng 1,3%", "l'année dernière, 3,7 millions de …": an earlier period that is no base."""
    period = items[i].period
    if period is None or period.kind != "base" or period.name in NEVER_OF or period.name.startswith("previous"):
        return False
    opens = leads(items, i) or items[i - 1].key in STOPS or items[i - 1].key == "," or bool(items[i - 1].cue("cut"))
    return period.name == "last_year" or opens


def _clause(items: Sequence[Item], i: int) -> tuple[int, int]:
    """From the earlier period to the next stop or comma behind its first figure; a year before holds no longer."""
    start = items[i].start
    if trails(items, i) and items[i - 1].key != ",":
        figure = next((item.start for item in reversed(items[:i]) if item.quantity), start)
        start = figure
    seen = False
    for item in items[i + 1 :]:
        seen = seen or item.quantity is not None
        if item.key in STOPS or item.key in CLOSING or (seen and item.key == ","):
            return start, item.start
    return start, items[-1].end + 1


def dates(line: Line) -> list[Period]:
    """The days that open the sentence."""
    return [
        item.period
        for i, item in enumerate(line.items)
        if item.period and item.period.kind == "date" and item.period.name == "day" and leads(line.items, i)
    ]


def own_mention(line: Line, claim: Claim, mentions: Sequence[Mention], others: Set[int]) -> Mention | None:
    """The period that the sentence itself gives a claim; `others` are the anchors of all its claims."""
    anchor = claim.anchor
    inside = [m for m in mentions if m.bracket and m.bracket[0] <= anchor < m.bracket[1]]
    if inside:
        return inside[-1]
    free = [m for m in mentions if m.bracket is None and not m.weak]
    later = (m for m in free if m.period.start > anchor and (not m.past or _told_as_past(line.items, anchor)))
    behind = next(later, None)
    before = next((m for m in reversed(free) if m.period.start < anchor and _reaches(line, m, anchor)), None)
    beside = before is not None and not before.trailing and not _marked(line, before.period.start, anchor)
    if behind is not None and not beside and not _divided(line, anchor, behind.period.start, others, STOPS | {","}):
        return behind
    if before is not None:
        return before
    if behind is not None and not _divided(
        line, anchor, behind.period.start, set() if behind.closing else others, STOPS
    ):
        return behind
    return None


def _reaches(line: Line, mention: Mention, anchor: int) -> bool:
    return not mention.past or not _marked(line, mention.period.start, anchor)


def day_of(line: Line, claim: Claim) -> Period | None:
    """ "64 % le 15 juillet", "92,8% (năm 2019)": what stands right behind a figure is said of the figure."""
    end = claim.quantity.stop if claim.quantity else claim.comparisons[0].end
    after = next((item for item in line.items if item.start >= end), None)
    period = after.period if after else None
    if period is not None and period.kind == "date" and period.name == "day":
        return period
    if period is not None and period.name.startswith("previous") and is_earlier(line, claim):
        return period
    if period is not None and claim.quantity and period.kind == "reporting" and period.name in BESIDE:
        return period if period.end - period.start > BARE_YEAR else None
    behind = [item for item in line.items if item.start >= end][:3]
    if period is not None and _in_brackets(line, claim, period):
        return period
    bracket = len(behind) == 3 and behind[0].key in OPENING and behind[2].key in CLOSING
    period = behind[1].period if bracket else None
    return period if period is not None and period.kind == "reporting" else None


def _told_as_past(items: Sequence[Item], anchor: int) -> bool:
    """Whether the figure at `anchor` is itself one of before: "après une baisse de 0,4 % au premier"."""
    for item in reversed([item for item in items if item.start < anchor]):
        if item.key in STOPS or item.key == ",":
            return False
        if item.cue("earlier", "versus"):
            return True
    return False


def _in_brackets(line: Line, claim: Claim, period: Period) -> bool:
    """ "(+0,54 % un an auparavant)": an earlier change of its own, with nothing else in its bracket."""
    if period.kind != "base" or period.name in OVER or claim.quantity is not None:
        return False
    before = next((item for item in reversed(line.items) if item.end <= claim.anchor and item.key not in SIGNS), None)
    after = next((item for item in line.items if item.start >= period.end), None)
    return before is not None and before.key in OPENING and after is not None and after.key in CLOSING


def is_earlier(line: Line, claim: Claim) -> bool:
    """Whether a figure is one of before: "après -3,1 % au trimestre précédent"."""
    before = [item for item in line.items if item.start < claim.anchor][-2:]
    return any(item.cue("versus", "earlier") for item in before)


def _marked(line: Line, start: int, end: int) -> bool:
    """Whether a mark or a figure stands between two offsets."""
    return any(
        start < item.start < end and (item.quantity or item.key in STOPS or item.key == ",") for item in line.items
    )


def _divided(line: Line, start: int, end: int, others: Set[int], marks: Set[str]) -> bool:
    return any(
        start < item.start < end
        and (item.key in marks or item.start in others or (item.quantity and item.start in others))
        for item in line.items
    )


def is_beside(items: Sequence[Item], i: int) -> bool:
    """ "cao hơn năm 2016 1,7%": behind a change that is by its sense one against something earlier."""
    cue = items[i - 1].cue("change") if i else None
    return cue is not None and cue.base in ("prior", "other")


def leads(items: Sequence[Item], i: int) -> bool:
    """Whether only weightless items stand between the start of the sentence and item `i`."""
    return not any(item.is_word or item.quantity or item.cue("change", "earlier", "against") for item in items[:i])


def _closes(items: Sequence[Item], i: int) -> bool:
    return not any(item.is_word or item.quantity or item.cues for item in items[i + 1 :])


def trails(items: Sequence[Item], i: int) -> bool:
    """Whether it stands behind a figure in its clause."""
    for item in reversed(items[:i]):
        if item.key in STOPS | OPENING or item.key == ",":
            return False
        if item.quantity:
            return True
    return False


def is_compared(items: Sequence[Item], i: int, *, multiples: bool = True) -> bool:
    """Whether it is what something is compared with: "so với bình quân nhiệm kỳ 2015 - 2020", "gấp đôi năm 2023"."""
    period = items[i].period
    multiples = multiples and not (period is not None and period.when)  # "ont doublé en 2023"
    if i and items[i - 1].cue("supplement") and items[i - 1].cue("before"):
        return True  # "19 % en deçà de 2019"
    if multiples and _equalled(items, i):
        return True
    for item in reversed(items[max(0, i - AGAINST_REACH) : i]):
        if item.cue("against"):
            return True
        times = item.cue("times") if multiples else None
        if (times is not None and times.magnitude is not None) or (
            multiples and item.quantity and item.quantity.unit == "times"
        ):
            return True
        if item.quantity or item.key in STOPS or item.key in OPENING or item.key == ",":
            return False
    return False


def _equalled(items: Sequence[Item], i: int) -> bool:
    """ "mới bằng một nửa quý I/2022", "ít hơn tháng 4": right behind a share of it, or behind a comparative."""
    near = items[i - 1] if i else None
    cue = near.cue("change") if near is not None else None
    if near is None or near.quantity is None or not near.quantity.is_share:
        return cue is not None and cue.base == "other"
    led = next((item for item in reversed(items[: i - 1]) if not item.cue("before")), None)
    return led is not None and led.cue("equal") is not None


def _earlier_level(items: Sequence[Item], i: int, anchors: Set[int]) -> bool:
    """Whether it is of a level compared with: "contre 46,9 millions en 2020"."""
    level = next((n for n in range(i - 1, max(-1, i - BEHIND_REACH - 1), -1) if items[n].quantity), None)
    if level is None or items[level].start in anchors:
        return False
    if any(item.key in STOPS or item.key == "," for item in items[level:i]):
        return False
    return any(item.cue("versus") for item in items[max(0, level - 2) : level])


def _past(items: Sequence[Item], i: int) -> bool:
    """Whether "après" or the like stands before it in its clause."""
    for item in reversed(items[:i]):
        if item.key in STOPS or item.key == "," or item.key in OPENING:
            return False
        if item.cue("earlier"):
            return True
    return False


def _bare_year(items: Sequence[Item], i: int) -> bool:
    """ "l'accord de 2016": a year without "en", right behind a word."""
    before, period = items[i - 1] if i else None, items[i].period
    bare = period is not None and period.name == "year" and items[i].end - items[i].start == BARE_YEAR
    return bare and before is not None and before.key not in (",", ";", ":")


def _bracket(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    for item in reversed(items[:i]):
        if item.key in CLOSING:
            return None
        if item.key in OPENING:
            close = next((other.start for other in items[i:] if other.key in CLOSING), items[-1].end)
            return item.start, close
    return None
