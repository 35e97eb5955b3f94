"""
Which period each claim is of.

A reporting period comes from the clause or sentence, else it holds on from an earlier sentence; an
as-of date holds to the end of its paragraph only. A year that the text leaves out is that of the period
in force, of the publication, or of the base compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.mentions import Claim, Item, Line, Period
from extractors.forms import resolve, shifted, year_of

SETTING = ("reporting", "as_of", "now")


@dataclass(slots=True)
class Timeline:
    """The period in force as a document is read on."""

    published: str | None
    year: int | None
    reporting: str | None = None
    as_of: str | None = None
    paragraph: int = -1

    def form(self, period: Period) -> str | None:
        """The form of a period where it stands."""
        context = self.reporting or (str(self.year) if self.year else None)
        return resolve(period, context, self.published)


def periods_of(
    lines: Sequence[Line], claims: Sequence[Claim], published: str | None
) -> tuple[list[str | None], list[list[str | None]]]:
    """For each claim its period, and the base period of each of its comparisons, as forms of the guide."""
    bases = {c.base_period.start for claim in claims for c in claim.comparisons if c.base_period}
    timeline = Timeline(published, _year_told(lines, bases) or year_of(published))
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_line.setdefault(claim.line.start, []).append(number)
    found: list[str | None] = [None] * len(claims)
    against: list[list[str | None]] = [[] for _ in claims]
    for line in lines:
        if line.paragraph != timeline.paragraph:
            timeline.paragraph, timeline.as_of = line.paragraph, None
        setting = _setting(line, bases)
        for number in by_line.get(line.start, []):
            claim = claims[number]
            own = claim.period or _own(line, claim, setting)
            form = timeline.form(own) if own else timeline.as_of or timeline.reporting
            found[number] = form
            against[number] = [_base_form(c.base_period, form, timeline) for c in claim.comparisons]
        _advance(timeline, line, setting, used=line.start in by_line)
    return found, against


def _setting(line: Line, bases: set[int]) -> list[tuple[int, Period]]:
    """The periods of a line that can set one: not what is compared with."""
    return [
        (i, item.period)
        for i, item in enumerate(line.items)
        if item.period and item.period.kind in SETTING and item.start not in bases and not _after_against(line.items, i)
    ]


def _after_against(items: Sequence[Item], i: int) -> bool:
    for j in range(i - 1, max(-1, i - 5), -1):
        if items[j].cue("against"):
            return True
        if items[j].quantity or items[j].key in (",", ";", ".", "("):
            return False
    return False


def _own(line: Line, claim: Claim, setting: Sequence[tuple[int, Period]]) -> Period | None:
    """The period that the claim's own sentence gives it: the last one before it, else one behind it."""
    anchor = claim.anchor
    before = [period for _, period in setting if period.start < anchor]
    if before:
        return before[-1]
    after = [(i, period) for i, period in setting if period.start > anchor]
    for i, period in after:
        if any(item.quantity and item.start > anchor and item.end < period.start for item in line.items[:i]):
            return None
        return period
    return None


def _base_form(period: Period | None, form: str | None, timeline: Timeline) -> str | None:
    if period is None:
        return None
    context = form or timeline.reporting or (str(timeline.year) if timeline.year else None)
    if period.kind == "base" and period.name == "same" and form is None and period.year is None:
        return shifted(context, -1) if context else None
    return resolve(period, context, timeline.published)


def _advance(timeline: Timeline, line: Line, setting: Sequence[tuple[int, Period]], *, used: bool) -> None:
    for i, period in setting:
        form = timeline.form(period)
        if form is None:
            continue
        if period.kind == "reporting":
            if timeline.reporting is None or used or _leads(line.items, i):
                timeline.reporting, timeline.as_of = form, None
        elif used or _leads(line.items, i):
            timeline.as_of = form


def _leads(items: Sequence[Item], i: int) -> bool:
    """Whether only weightless items stand between the start of the sentence and item `i`."""
    return not any(item.is_word or item.quantity for item in items[:i])


def _year_told(lines: Iterable[Line], bases: set[int]) -> int | None:
    """The year of the first period that names one, else the year after the first base that does."""
    base_year: int | None = None
    dated: int | None = None
    for line in lines:
        for item in line.items:
            period = item.period
            if period is None or period.year is None:
                continue
            if period.kind == "base" or item.start in bases:
                base_year = base_year or period.year + 1
            elif period.kind in ("reporting", "as_of") and period.name != "years":
                return period.year
            else:
                dated = dated or period.year
    return base_year or dated
