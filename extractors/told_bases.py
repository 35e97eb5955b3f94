"""
Base periods that stand apart from their comparison.

"giảm 47 vụ (18,1%) so với cùng kỳ", "contre 98 personnes en 2018", "đều tăng so với cùng kỳ, đó là: …".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.governing import BEHIND_REACH, is_beside, is_compared, leads, trails
from extractors.mentions import Against, Item, Line, Period
from extractors.places import CLOSING, OPENING, STOPS

OVERALL = frozenset({"since", "over_year", "over_years", "previous_month", "previous_quarter", "previous_half"})


def base_of(line: Line, comparison: Against) -> Period | None:
    """The base period of a comparison: as linked, or told behind it or behind the number compared with."""
    if comparison.base != "prior":
        return comparison.base_period
    near = _right_behind(line.items, comparison.end) if comparison.relation == "ratio" else None
    if near is not None and near.kind in ("reporting", "base") and not near.when:
        return _first_year(line, comparison, near)
    if comparison.base_period is not None:
        return _first_year(line, comparison, comparison.base_period)
    if comparison.base_value is not None:
        for _, end in reversed(comparison.numbers):
            period = _behind(line.items, end)
            if period is not None:
                return period
    if comparison.relation == "ratio":
        behind = _behind(line.items, comparison.end)
        return None if behind is not None and behind.when and behind.kind != "base" else behind
    return (
        _between(line.items, comparison.start)
        or _since(line.items, comparison)
        or _against_behind(line.items, comparison.end)
    )


def _between(items: Sequence[Item], start: int) -> Period | None:
    """ "cao hơn năm 2016 1,7%": the base between the change and its number."""
    i = next((n for n, item in enumerate(items) if item.start >= start), 0)
    return items[i - 1].period if i > 1 and is_beside(items, i - 1) else None


def _first_year(line: Line, comparison: Against, base: Period) -> Period:
    """ "diminuent de 35 % entre 2018 et 2019": compared with the first year; "so với nhiệm kỳ 2010 - 2015" with all."""
    here = (n for n, item in enumerate(line.items) if item.period is not None and item.start == base.start)
    i = next(here, 0)  # a list may take its base from the sentence before
    named = any(item.is_word or item.cue("base") for item in line.items[:i] if item.start >= comparison.end)
    from_to = base.name == "years" and i > 0 and not (named or is_compared(line.items, i, multiples=False))
    return replace(base, name="year", kind="base") if from_to else base


def _right_behind(items: Sequence[Item], end: int) -> Period | None:
    """ "gấp đôi năm 2023", "le double de 2023": nothing but a weightless word between."""
    following = [item for item in items if item.start >= end][:2]
    if following and following[0].period is None and following[0].cue("filler", "from") is None:
        return None
    return next((item.period for item in following if item.period), None)


def _behind(items: Sequence[Item], end: int) -> Period | None:
    """The period that stands behind offset `end`, with nothing but words between."""
    following = [item for item in items if item.end > end]
    for item in following[: BEHIND_REACH + 1]:
        if item.period is not None:
            return item.period if item.period.kind in ("reporting", "as_of", "base") else None
        if item.start >= end and (item.quantity or item.key in STOPS or item.key == "," or item.key in CLOSING):
            return None
    return None


def _since(items: Sequence[Item], comparison: Against) -> Period | None:
    """ "en hausse de 5,2 % depuis le début de l'année": what a change is said since is its base."""
    following = [item for item in items if item.start >= comparison.end][:1]
    period = following[0].period if following else None
    if period is not None and period.name == "since" and period.kind == "base":
        return period
    if period is None or period.name != "to_date" or comparison.magnitude is None:
        return None
    return replace(period, name="start", kind="base")


def _against_behind(items: Sequence[Item], end: int) -> Period | None:
    """ "giảm 47 vụ (18,1%) so với cùng kỳ": the base behind a bracket."""
    depth = 0 if not any(item.start < end and item.key in OPENING for item in items) else 1
    against = False
    for item in items:
        if item.start < end:
            continue
        if item.key in OPENING:
            depth = 1
        elif item.key in CLOSING:
            depth = 0
        elif depth:
            continue
        elif item.cue("against") or _names_a_level(item):
            against = True
        elif item.period is not None and (against or item.period.kind == "base"):
            return item.period if item.period.kind in ("reporting", "as_of", "base") else None
        elif not against and item.cue("supplement", "filler"):
            continue
        elif not against or item.quantity or item.key in STOPS or item.key == ",":
            return None
    return None


def _names_a_level(item: Item) -> bool:
    """ "8 000 euros sous son niveau de fin 2022"."""
    cue = item.cue("supplement")
    return cue is not None and cue.base == "prior"


def said_base(line: Line) -> Period | None:
    """The base that a sentence sets for all its changes: "Sur un an, …", "… đều tăng so với cùng kỳ: …"."""
    for i, item in enumerate(line.items):
        period = item.period
        if period is None or period.kind in ("date", "duration", "now"):
            continue
        if is_compared(line.items, i) and not trails(line.items, i):
            return period
        if period.kind == "base" and period.name in OVERALL and leads(line.items, i):
            return period
    return None


def heads_a_list(line: Line) -> bool:
    """Whether its base is said of a change without a number: "đều tăng so với cùng kỳ năm trước"."""
    for i, item in enumerate(line.items):
        if item.quantity:
            return False
        if item.period and is_compared(line.items, i):
            return any(before.cue("change") for before in line.items[:i])
    return False
