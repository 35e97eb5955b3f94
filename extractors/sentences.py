"""What each sentence of a document says of time: its periods, the bases of its comparisons, the year told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.forms import last_year_of, resolve, year_of
from extractors.governing import NEVER_OF, Mention, dates, governing, own_mention
from extractors.mentions import Claim, Line, Period
from extractors.told_bases import base_of, heads_a_list, said_base

DATED = frozenset({"month", "quarter", "half", "middle", "end", "day", "first", "quarter_end", "half_end"})
SPANS = frozenset({"same", "month", "quarter", "half", "first", "months", "quarter_end", "half_end", "day"})
HEAD = 8  # sentences in which a date of publication may stand
SHORT = 14  # items of a line that is but a date: "Cập nhật lúc 05:36, Thứ Bảy, 03/02/2018 (GMT+7)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line with its claims, the base periods of their comparisons and the periods that may govern it."""

    line: Line
    claims: tuple[int, ...]
    bases: tuple[tuple[Period | None, ...], ...]
    mentions: tuple[Mention, ...]
    owned: frozenset[int] = frozenset()  # the starts of the periods that its claims are of
    opening: int | None = None  # the start of that which its first claim is of
    ahead: bool = False  # a figure of it is a target or an estimate
    aims: bool = False  # a figure of it is a target


def sentences_of(lines: Sequence[Line], claims: Sequence[Claim]) -> list[Sentence]:
    """The lines of a document with what they say of time."""
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_line.setdefault(claim.line.start, []).append(number)
    sentences: list[Sentence] = []
    carried: Period | None = None
    heading: Period | None = None
    for before, line in zip((None, *lines), lines, strict=False):
        numbers = tuple(by_line.get(line.start, ()))
        said = said_base(line)
        if before is None or before.paragraph != line.paragraph or any(item.period for item in line.items):
            heading = said if heads_a_list(line) else None
        shared = said or heading or (carried if _lists_on(line) else None)
        apart = (base_of(line, c) for number in numbers for c in claims[number].comparisons if c.base_period is None)
        shared = shared or next((base for base in apart if base is not None), None)
        bases = tuple(_bases(line, claims[number], shared) for number in numbers)
        starts = {base.start for row in bases for base in row if base}
        title = line.paragraph == lines[0].paragraph
        anchors = frozenset(claims[number].anchor for number in numbers)
        mentions = tuple(_without_plans(line, governing(line, starts, anchors, title=title)))
        owned = frozenset(
            mention.period.start
            for number in numbers
            if (mention := own_mention(line, claims[number], mentions, anchors)) is not None
        )
        ahead = any(claims[number].status != "actual" for number in numbers)
        aims = any(claims[number].status == "target" for number in numbers)
        lead = own_mention(line, claims[numbers[0]], mentions, anchors) if numbers else None
        opening = lead.period.start if lead else None
        sentences.append(Sentence(line, numbers, bases, mentions, owned, opening, ahead, aims))
        carried = shared or next((base for row in reversed(bases) for base in row if base), None)
    return sentences


def _without_plans(line: Line, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "tổng kết công tác năm 2023, triển khai nhiệm vụ năm 2024": the later period is that of what is planned."""
    before: Mention | None = None
    for mention in mentions:
        ahead = mention.period.name == "last" and before is not None and before.period.name == "first"
        if (
            before is not None
            and before.period.year
            and mention.period.year
            and not (mention.leading or mention.trailing)
        ):
            one_more = mention.period.year == before.period.year + 1
            ahead = ahead or (one_more and mention.period.name == before.period.name == "year")
        between = (before.period.start, mention.period.start) if before is not None else (0, 0)
        ahead = ahead and not any(item.quantity and between[0] < item.start < between[1] for item in line.items)
        yield replace(mention, planned=True) if ahead else mention
        before = mention


def _lists_on(line: Line) -> bool:
    """Whether a sentence carries on the list of the one before: "Trong đó, …"."""
    return bool(line.items) and line.items[0].cue("parent") is not None


def _bases(line: Line, claim: Claim, shared: Period | None) -> tuple[Period | None, ...]:
    """
    The base periods of a claim's comparisons, as told or as the sentence sets it for all its changes.

    "un recul de 0,6 point, de 1,5 point sur un an": two changes in one unit have not the same base.
    """
    told = [base_of(line, comparison) for comparison in claim.comparisons]
    units = {c.unit for c, base in zip(claim.comparisons, told, strict=True) if base is not None and c.base == "prior"}
    return tuple(
        shared if base is None and c.base == "prior" and c.magnitude is not None and c.unit not in units else base
        for c, base in zip(claim.comparisons, told, strict=True)
    )


def stamped(sentences: Sequence[Sentence]) -> str | None:
    """The day of publication where a short line at the head of the text gives it: "Thứ Bảy, 03/02/2018, 05:36"."""
    for sentence in sentences[:HEAD]:
        items = sentence.line.items
        days = [item.period for item in items if item.period and item.period.kind == "date"]
        short = (
            len(items) <= SHORT and not sentence.claims and not any(item.cues and item.cue("change") for item in items)
        )
        if short and days and days[0].name == "day" and days[0].year:
            return resolve(days[0], None, None)
    return None


def year_told(sentences: Sequence[Sentence], published: str | None) -> tuple[int | None, bool]:
    """
    The year of the first sentence that names one, else the year after the first base that does, else that of a plan.

    With it, whether the base alone tells it: "tăng 5% so với cùng kỳ năm 2016" of a report without a date.
    """
    latest = year_of(published)
    told, aims = _named(sentences, latest)
    bases = [
        (p.name, p.year + 1) for p in _base_periods(sentences) if p.year and (latest is None or p.year == latest - 1)
    ]
    spans = [year for name, year in bases if name in SPANS]
    if aims and spans:
        return max(spans), False
    if told is not None:
        same = max((year for name, year in bases if name == "same"), default=told)
        return max(told, same, _dated(sentences, latest) or told), False
    if bases:
        last = max(bases, key=lambda base: base[1])
        return last[1], last[0] in ("same", "year")
    days = (day.year for sentence in sentences for day in dates(sentence.line) if day.year)
    return next(days, None) or next(_planned(sentences), None), False


def _named(sentences: Sequence[Sentence], latest: int | None) -> tuple[int | None, bool]:
    """The year of the first sentence that names one, no more than a year before the publication; if only ahead."""
    for sentence in sentences:
        named = [_last_year(m.period) for m in sentence.mentions if _tells(m, sentence)]
        years = [year for year in named if year and (latest is None or latest - 1 <= year <= latest)]
        if years:
            return max(years), sentence.aims
    return None, False


def _dated(sentences: Sequence[Sentence], latest: int | None) -> int | None:
    """The last year of which a month, quarter or date has a figure: no report is older than its figures."""
    years = [
        mention.period.year
        for sentence in sentences
        for mention in sentence.mentions
        if mention.period.year and _tells(mention, sentence) and mention.period.name in DATED and not sentence.ahead
    ]
    return max((year for year in years if latest is None or year <= latest), default=None)


def _planned(sentences: Sequence[Sentence]) -> Iterator[int]:
    """The years of plans: "đánh giá tình hình thực hiện kế hoạch năm 2005"."""
    for sentence in sentences:
        items = sentence.line.items
        for before, item in itertools.pairwise(items):
            plan = before.cue("base")
            if plan is not None and plan.base == "plan" and item.period and item.period.name == "year":
                yield from (item.period.year,) if item.period.year else ()


def _tells(mention: Mention, sentence: Sentence) -> bool:
    """Whether its year is that of the report: it opens the sentence or a figure is of it; the half-year ahead is."""
    if sentence.claims and not (mention.leading or mention.period.start in sentence.owned):
        return False
    ahead = mention.period.name == "until" or (mention.planned and mention.period.name != "last")
    return not (mention.weak or mention.beside or mention.past or ahead)


def _last_year(period: Period) -> int | None:
    """The year that a period names, the last one of a span of months, the first of a school year."""
    if period.name == "years":
        return period.year if period.year and period.year_to == period.year + 1 else None
    return last_year_of(resolve(period, None, None)) if period.year is not None else None


def _base_periods(sentences: Sequence[Sentence]) -> Iterator[Period]:
    for sentence in sentences:
        yield from (base for row in sentence.bases for base in row if base)
        yield from (
            i.period
            for i in sentence.line.items
            if i.period and i.period.kind == "base" and i.period.name not in NEVER_OF
        )
