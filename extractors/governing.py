"""
Which of the periods of a sentence its figures may be of, and which are only compared with.

"Năm 2023, tỉnh tạo việc làm cho 62.850 lao động, tăng 5% so với năm 2022": the first governs the sentence,
the second is a base. A year in a name ("kế hoạch năm 2024", "l'accord de 2016") is neither.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractors.mentions import Against, Claim, Item, Line, Period

SETTING = frozenset({"reporting", "as_of", "now"})
HARD = frozenset({".", ";", ":", "!", "?", "…"})
OPENING, CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
AGAINST_REACH = 8  # items between "so với" and its period: "so với mức bình quân chung của cả nước năm"
NAME_REACH = 10  # items between "chương trình" and the years it runs: "chương trình … giai đoạn 2021-2025"
BEHIND_REACH = 4  # items between a number compared with and its period: "contre 98 personnes en 2018"
BARE_YEAR = 4  # characters


@dataclass(frozen=True, slots=True)
class Mention:
    """
    A period that figures may be of.

    `leading`: it opens its sentence. `trailing`: it stands behind the figure that it is of.
    `bracket`: the offsets in which alone it holds. `weak`: it may be but part of a name.
    """

    period: Period
    leading: bool
    trailing: bool
    weak: bool
    bracket: tuple[int, int] | None


def governing(line: Line, bases: Set[int], *, title: bool = False) -> list[Mention]:
    """The periods of `line` that are no base, in order; `bases` holds the starts of those known to be one."""
    found = []
    for i, item in enumerate(line.items):
        period = item.period
        if period is None or item.start in bases:
            continue
        stands_alone = period.name == "last_year" and not title
        if period.kind not in SETTING and not stands_alone:
            continue
        leading = _leads(line.items, i)
        if _compared(line.items, i) or (_in_a_name(line.items, i) and not (leading or title)):
            continue
        weak = _bare_year(line.items, i) and not (leading or title)
        found.append(Mention(period, leading, _trails(line.items, i), weak, _bracket(line.items, i)))
    return found


def dates(line: Line) -> list[Period]:
    """The days that open the sentence."""
    return [
        item.period
        for i, item in enumerate(line.items)
        if item.period and item.period.kind == "date" and item.period.name == "day" and _leads(line.items, i)
    ]


def own_mention(line: Line, claim: Claim, mentions: Sequence[Mention], others: Set[int]) -> Mention | None:
    """The period that the sentence itself gives a claim; `others` are the anchors of all its claims."""
    anchor = claim.anchor
    inside = [m for m in mentions if m.bracket and m.bracket[0] <= anchor < m.bracket[1]]
    if inside:
        return inside[-1]
    free = [m for m in mentions if m.bracket is None and not m.weak]
    behind = next((m for m in free if m.period.start > anchor), None)
    if behind is not None and not _divided(line, anchor, behind.period.start, others, HARD | {","}):
        return behind
    before = [m for m in free if m.period.start < anchor]
    if before:
        return before[-1]
    if behind is not None and not _divided(line, anchor, behind.period.start, others, HARD):
        return behind
    return None


def _divided(line: Line, start: int, end: int, others: Set[int], marks: Set[str]) -> bool:
    return any(
        start < item.start < end and (item.key in marks or item.start in others or (item.quantity and item.start in others))
        for item in line.items
    )


def _leads(items: Sequence[Item], i: int) -> bool:
    """Whether only weightless items stand between the start of the sentence and item `i`."""
    return not any(item.is_word or item.quantity for item in items[:i])


def _trails(items: Sequence[Item], i: int) -> bool:
    for item in reversed(items[:i]):
        if item.key in HARD or item.key == ",":
            return False
        if item.quantity:
            return True
    return False


def _compared(items: Sequence[Item], i: int) -> bool:
    """Whether it is what something is compared with: "so với bình quân nhiệm kỳ 2015 - 2020", "gấp đôi năm 2023"."""
    for item in reversed(items[max(0, i - AGAINST_REACH) : i]):
        if item.cue("against"):
            return True
        times = item.cue("times")
        if (times is not None and times.magnitude is not None) or (item.quantity and item.quantity.unit == "times"):
            return True
        if item.quantity or item.key in HARD or item.key in OPENING or item.key == ",":
            return False
    return False


def _in_a_name(items: Sequence[Item], i: int) -> bool:
    """Whether the years are those of a plan, programme or law."""
    long = items[i].period is not None and items[i].period.name == "years"  # type: ignore[union-attr]
    for item in reversed(items[max(0, i - (NAME_REACH if long else 1)) : i]):
        base = item.cue("base")
        if item.cue("name", "law") or (base is not None and base.base == "plan"):
            return True
        if item.quantity or item.period or item.key in HARD or item.key == ",":
            return False
    return False


def _bare_year(items: Sequence[Item], i: int) -> bool:
    """ "l'accord de 2016": a year without "en", right behind a word."""
    before = items[i - 1] if i else None
    return before is not None and items[i].end - items[i].start == BARE_YEAR and before.key not in (",", ";", ":")


def _bracket(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    for item in reversed(items[:i]):
        if item.key in CLOSING:
            return None
        if item.key in OPENING:
            close = next((other.start for other in items[i:] if other.key in CLOSING), items[-1].end)
            return item.start, close
    return None


def base_of(line: Line, comparison: Against) -> Period | None:
    """The base period of a comparison: as linked, or told behind the number compared with."""
    if comparison.base != "prior" or comparison.base_period is not None:
        return comparison.base_period
    if comparison.base_value is not None:
        for _, end in reversed(comparison.numbers):
            period = _behind(line.items, end)
            if period is not None:
                return period
    if comparison.relation == "ratio":
        return _behind(line.items, comparison.end)
    return None


def _behind(items: Sequence[Item], end: int) -> Period | None:
    """The period that stands behind offset `end`, with nothing but words between."""
    following = [item for item in items if item.end > end]
    for item in following[: BEHIND_REACH + 1]:
        if item.period is not None:
            return item.period if item.period.kind in ("reporting", "as_of", "base") else None
        if item.start >= end and (item.quantity or item.key in HARD or item.key == "," or item.key in CLOSING):
            return None
    return None


def said_base(line: Line) -> Period | None:
    """The base that a sentence sets for all its changes: "Sur un an, …", "… đều tăng so với cùng kỳ: …"."""
    for i, item in enumerate(line.items):
        period = item.period
        if period is None or period.kind in ("date", "duration", "now"):
            continue
        if _compared(line.items, i) and not _trails(line.items, i):
            return period
        if period.kind == "base" and _leads(line.items, i):
            return period
    return None
