"""
Periods: finds the names of periods and dates, and turns them into the forms of the guide.

A period often leaves its year, or more, to the context; `resolve` puts the two together:
"9 tháng đầu năm" in a report of 2023 is `2023-01/2023-09`.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence, Set
from dataclasses import replace

from extractors.mentions import Period
from patterns.pack import Pack, PeriodRule
from patterns.phrases import Match, Piece

FIRST_YEAR, LAST_YEAR = 1900, 2100
CENTURY_MARKS = frozenset({"-", "–", "/", ".", ","})


def find_periods(
    pieces: Sequence[Piece], pack: Pack, inside: Set[int] = frozenset()
) -> tuple[list[Period], list[bool]]:
    """The periods among `pieces`, in order, and which pieces they take."""
    taken = [False] * len(pieces)
    found: list[Period] = []
    i = 0
    while i < len(pieces):
        match = pack.periods.longest(pieces, i)
        if match is None or _is_a_count(pieces, match, pack) or _in_a_word(pieces, match, inside):
            i += 1
            continue
        found.append(_period(pieces, match))
        for j in range(match.first, match.last):
            taken[j] = True
        i = match.last
    return _joined(pieces, found), taken


def _in_a_word(pieces: Sequence[Piece], match: Match[PeriodRule], inside: Set[int]) -> bool:
    """Whether a period of one word is but a part of a longer one: "hiện" in "phát hiện"."""
    one = match.last == match.first + 1 and not pieces[match.first].is_number
    return one and (pieces[match.first].start in inside or pieces[match.first].end in inside)


def _is_a_count(pieces: Sequence[Piece], match: Match[PeriodRule], pack: Pack) -> bool:
    """A year by itself that counts something ("2036 personnes"), or one that goes on ("2019.5")."""
    if match.last - match.first > 1 or match.last >= len(pieces):
        return match.last - match.first == 1 and not pieces[match.first].is_number and bool(match.slots)
    if not pieces[match.first].is_number:
        return bool(match.slots)
    after = pieces[match.last]
    if pack.units.longest(pieces, match.last) is not None:
        return True
    known = after.key in pack.articles or after.key in pack.links or pack.cues.longest(pieces, match.last) is not None
    return after.key[:1].isalpha() and not known


def _period(pieces: Sequence[Piece], match: Match[PeriodRule]) -> Period:
    rule = match.payloads[0]
    slots = {name.replace("monthname", "month"): value for name, value in match.slots.items()}
    if "date" in slots:
        day_month, year = divmod(slots.pop("date"), 10_000)
        slots |= {"day": day_month // 100, "month": day_month % 100} | ({"year": year} if year else {})
    name, *rest = rule.span.split()
    args = tuple(
        slots[token[1:-1]] if token.startswith("{") else int(token) for token in rest if token[-1] in "}0123456789"
    )
    if rule.span.startswith("previous"):
        name = rule.span.replace(" ", "_")
    if name == "days":
        month_to = slots.get("month.to") or slots.get("month") or 0
        args = (slots["day"], slots.get("month") or month_to, slots["day.to"], month_to)
    return Period(
        pieces[match.first].start, pieces[match.last - 1].end, rule.kind, name, args,
        slots.get("year"), slots.get("year.to"), rule.year, (rule.where,),
    )  # fmt: skip


def _joined(pieces: Sequence[Piece], found: list[Period]) -> list[Period]:
    """Two days with only a joining word between them are one span: "từ 15/12/2023 đến 14/6/2024"."""
    joined: list[Period] = []
    for period in found:
        last = joined[-1] if joined else None
        between = [p.key for p in pieces if last and last.end <= p.start and p.end <= period.start]
        if last and last.name == period.name == "day" and len(between) <= 1 and period.start - last.end <= 5:
            joined[-1] = replace(
                last, end=period.end, kind="reporting", name="days", args=(*last.args, *period.args),
                year=last.year, year_to=period.year, because=last.because + period.because,
            )  # fmt: skip
        else:
            joined.append(period)
    return joined


def year_of(form: str | None) -> int | None:
    """The first year of a form: `2023-01/2023-09` → 2023."""
    return int(form[:4]) if form and form[:4].isdigit() else None


def resolve(period: Period, context: str | None, published: str | None) -> str | None:
    """
    The form of `period`; `context` is the period in force, `published` the date of publication.

    None where no part of the text tells the year.
    """
    if period.name == "now":
        return published[:7] if published else None
    if period.name == "none":
        return None
    if period.name in ("same", "previous_month", "previous_quarter", "to_date", "start"):
        return _relative(period, context, published)
    year = period.year
    if year is None:
        known = year_of(context) or year_of(published)
        if known is None:
            return None
        year = known + (period.shift or 0)
    return _absolute(period, year)


def _absolute(period: Period, year: int) -> str | None:
    args = period.args
    if period.name == "year":
        return str(year)
    if period.name == "years":
        return f"{year}/{period.year_to}" if period.year_to else str(year)
    if period.name == "half":
        return f"{year}-S{args[0]}"
    if period.name == "quarter":
        return f"{year}-Q{args[0]}"
    if period.name == "quarter_end":
        return f"{year}-{args[0] * 3:02}"
    if period.name == "end":
        return f"{year}-12"
    if period.name == "month":
        return f"{year}-{args[0]:02}"
    if period.name == "months":
        return f"{year}-{args[0]:02}/{year}-{args[1]:02}"
    if period.name == "first":
        return str(year) if args[0] == 12 else f"{year}-01/{year}-{args[0]:02}" if args[0] > 1 else f"{year}-01"
    if period.name == "last":
        return f"{year}-{13 - args[0]:02}/{year}-12"
    if period.name == "day":
        return f"{year}-{args[1]:02}-{args[0]:02}"
    if period.name == "days":
        return _day_span(period, year)
    return None


def _day_span(period: Period, year: int) -> str:
    day, month, day_to, month_to = period.args
    year_to = period.year_to or year
    if period.year is None and period.year_to:
        year = period.year_to - (1 if (month, day) > (month_to, day_to) else 0)
    elif period.year_to is None and (month, day) > (month_to, day_to):
        year_to = year + 1
    return f"{year}-{month:02}-{day:02}/{year_to}-{month_to:02}-{day_to:02}"


def _relative(period: Period, context: str | None, published: str | None) -> str | None:
    if period.name == "start":
        year = period.year or year_of(context)
        return f"{year}-01" if year else None
    if period.name == "to_date":
        return context if context and "/" in context else str(period.year or year_of(context) or "") or None
    if context is None:
        return str(period.year) if period.year else None
    if period.name == "same":
        known = year_of(context)
        if known is None:
            return None
        return shifted(context, (period.year - known) if period.year else -1)
    return _previous(period.name, context)


def _previous(name: str, context: str) -> str | None:
    """The month or quarter before the one in force."""
    if name == "previous_month" and len(context) >= 7 and context[5:7].isdigit():
        last = context.rpartition("/")[2]
        year, month = int(last[:4]), int(last[5:7])
        return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"
    if name == "previous_quarter" and context[5:6] == "Q":
        year, quarter = int(context[:4]), int(context[6])
        return f"{year - 1}-Q4" if quarter == 1 else f"{year}-Q{quarter - 1}"
    return None


def shifted(form: str, years: int) -> str:
    """
    The same span so many years away.

    >>> shifted("2023-01/2023-09", -1)
    '2022-01/2022-09'
    """
    return "/".join(_shifted_date(part, years) for part in form.split("/"))


def _shifted_date(part: str, years: int) -> str:
    year = int(part[:4]) + years
    if part[4:] == "-02-29" and not calendar.isleap(year):
        return f"{year}-02-28"
    return f"{year}{part[4:]}"
