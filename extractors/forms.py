"""
Turns the name of a period into its form of the guide: "9 tháng đầu năm 2023" → `2023-01/2023-09`.

A period often leaves its year, or more, to the context; `resolve` puts the two together.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from extractors.mentions import Period

MONTHS_OF = {"S1": (1, 6), "S2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
RELATIVE = frozenset(
    {"same", "over_year", "last_year", "previous_month", "previous_quarter", "previous_half", "previous_day", "to_date"}
    | {"held", "ago", "over_years", "to_now", "current", "last_month"}
)
# What a report of its time can only look back on; "6 tháng cuối năm" may lie ahead.
PAST = frozenset({"half", "quarter", "quarter_end", "half_end", "month", "months", "first", "day", "days", "closed"})
BACK = frozenset({"ago", "over_years", "to_now", "current", "last_month"})
DAY = 10  # characters
BARE_YEAR = 4
HALF_YEAR = 6  # months
_SPAN = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")


def year_of(form: str | None) -> int | None:
    """The first year of a form: `2023-01/2023-09` → 2023."""
    return int(form[:4]) if form and form[:4].isdigit() else None


def last_year_of(form: str | None) -> int | None:
    """The last year of a form: `2023-12-15/2024-06-14` → 2024."""
    return year_of(form.rpartition("/")[2]) if form else None


def months_of(form: str) -> tuple[int, int] | None:
    """The first and last month of a form, counted from year 0; None for spans of years and of days."""
    year = int(form[:4])
    span = _SPAN.fullmatch(form)
    if span is not None:
        return year * 12 + int(span[2]) - 1, int(span[3]) * 12 + int(span[4]) - 1
    if "/" in form:
        return None
    if len(form) == 4:
        return year * 12, year * 12 + 11
    first, last = MONTHS_OF[form[5:]] if form[5:] in MONTHS_OF else (int(form[5:7]), int(form[5:7]))
    return year * 12 + first - 1, year * 12 + last - 1


def resolve(period: Period, context: str | None, published: str | None) -> str | None:
    """
    The form of `period`; `context` is the period in force, `published` the date of publication.

    None where no part of the text tells the year.
    """
    if period.name == "now":
        return published[:7] if published else None
    if period.name == "month_now":
        return published[:7] if published else context if context and len(context) == 7 else None
    if period.name == "none":
        return None
    if period.name == "week_now":
        return context if context and len(context) == 2 * DAY + 1 else None
    if period.name in RELATIVE:
        return _relative(period, context, published)
    named = period.year or period.year_to
    if named is not None:
        return _absolute(period, named)
    if period.shift == 0:
        known = year_of(published) or year_of(context)
        return _absolute(period, known) if known else None
    known = last_year_of(context)
    if known is None:
        return _before(period, published) if published else None
    form = _absolute(period, known + (period.shift or 0))
    return _before(period, published) if published and form and _far_ahead(period, form, published) else form


def _far_ahead(period: Period, form: str, published: str) -> bool:
    """Whether it lies nearer a year before: "au 30 novembre" of a report of January is of the autumn before."""
    if len(published) == BARE_YEAR or period.name not in PAST or period.shift:
        return False
    begins, now = months_of(form.partition("/")[0][:7]), months_of(published[:7])
    return begins is not None and now is not None and begins[0] - now[0] > HALF_YEAR


def _before(period: Period, published: str) -> str | None:
    """The latest such period that has begun by the date of publication."""
    year = int(published[:4])
    form = _absolute(period, year + (period.shift or 0))
    if form is None or period.name not in PAST:
        return form
    begins = form.rpartition("/")[2] if period.name == "first" else form.partition("/")[0]
    begins = f"{begins[:5]}{MONTHS_OF[begins[5:]][0]:02}" if begins[5:] in MONTHS_OF else begins
    length = min(len(begins), len(published))
    return _absolute(period, year - 1) if begins[:length] > published[:length] else form


PARTS = {"half": "S", "quarter": "Q"}
MONTHS_IN = {"quarter_end": 3, "half_end": 6, "month": 1}  # to the end of the n-th
FIXED_MONTHS = {"start": 1, "middle": 6, "end": 12}


def _absolute(period: Period, year: int) -> str | None:
    name, args = period.name, period.args
    if name in ("year", "until", "since"):
        return str(year)
    if name in PARTS:
        return f"{year}-{PARTS[name]}{args[0]}"
    if name in MONTHS_IN:
        return f"{year}-{args[0] * MONTHS_IN[name]:02}"
    if name in FIXED_MONTHS:
        return f"{year}-{FIXED_MONTHS[name]:02}"
    return _longer(period, year)


def _longer(period: Period, year: int) -> str | None:
    args = period.args
    match period.name:
        case "years":
            return f"{year}/{period.year_to}" if period.year_to else str(year)
        case "months":
            return _month_span(period, year)
        case "first":
            return str(year) if args[0] == 12 else f"{year}-01/{year}-{args[0]:02}" if args[0] > 1 else f"{year}-01"
        case "last":
            return f"{year}-{13 - args[0]:02}/{year}-12"
        case "closed":
            length, month = args
            return _closed(length, month, year)
        case "day":
            day, month = args
            return f"{year}-{month:02}-{day:02}" if day <= calendar.monthrange(year, month)[1] else None
        case "days":
            return _day_span(period, year)
    return None


def _closed(length: int, month: int, year: int) -> str:
    """So many months up to the end of one: "le semestre clos fin mars 2021"."""
    last = year * 12 + month - 1
    first = last - length + 1
    if length == 12 and month == 12:
        return str(year)
    part = next((name for name, months in MONTHS_OF.items() if months == (first % 12 + 1, month)), None)
    return f"{year}-{part}" if part and length in (3, 6) else f"{_month(first)}/{_month(last)}"


def _month_span(period: Period, year: int) -> str:
    first, last = period.args
    if first == last:
        return f"{year}-{first:02}"
    year_to = period.year_to or (year + 1 if first > last and period.year is not None else year)
    if first > last and year_to == year:
        year -= 1
    return f"{year}-{first:02}/{year_to}-{last:02}"


def _day_span(period: Period, year: int) -> str:
    day, month, day_to, month_to = period.args
    year_to = period.year_to or year
    day_to = min(day_to, calendar.monthrange(year_to, month_to)[1])
    if period.year is None and period.year_to:
        year -= 1 if (month, day) > (month_to, day_to) else 0
    elif period.year_to is None and (month, day) > (month_to, day_to):
        year_to = year + 1
    return f"{year}-{month:02}-{day:02}/{year_to}-{month_to:02}-{day_to:02}"


def _relative(period: Period, context: str | None, published: str | None) -> str | None:
    if period.name == "to_date":
        return _to_date(period, context, published)
    if period.name == "held":
        return context
    known = year_of(context) or year_of(published)
    if period.name in BACK:
        return _back(period, known, context, published)
    if context is None and published and len(published) >= 7 and period.name == "previous_month":
        context = published[:7]
    if context is None or known is None:
        return str(period.year) if period.year else str(known - 1) if known and period.name == "last_year" else None
    if period.name in ("same", "over_year", "last_year"):
        back = period.year - known if period.year else -1
        if "/" in context and len(context) == 9 and not period.year:
            back = -max(1, int(context[5:]) - known)  # the school year, the term of office before
        return shifted(context, back)
    return _previous(period.name, context)


def _back(period: Period, known: int | None, context: str | None, published: str | None) -> str | None:
    """The spans that are told from the one in force, or from the publication."""
    if period.name == "current":
        return _current(context, period.args[0])
    if period.name == "last_month":
        whole = published and len(published) > BARE_YEAR
        last = months_of(published[:7]) if published and whole else None
        return _month(last[0] - 1) if last else _current(context, 1)
    if known is None:
        return None
    if period.name == "to_now" and period.year:
        latest = year_of(published) or known
        return f"{period.year}/{latest}" if latest > period.year else str(period.year)
    return str(known - period.args[0])


def _current(context: str | None, length: int) -> str | None:
    """The month or quarter at the end of the span in force: "trong tháng" after "9 tháng đầu năm"."""
    months = months_of(context[:7] if context and len(context) == DAY else context) if context else None
    if months is None or not context or len(context) == BARE_YEAR:
        return None
    year, month = divmod(months[1], 12)
    return _month(months[1]) if length == 1 else f"{year}-Q{month // 3 + 1}"


def _to_date(period: Period, context: str | None, published: str | None) -> str | None:
    """ "từ đầu năm": to the month in force, else to that of publication, else the year."""
    year = period.year or year_of(context) or year_of(published)
    if context and year_of(context) == year and (context[5:].startswith("01/") or len(context) == 7):
        end = context.rpartition("/")[2][5:7]
        return f"{year}-01/{year}-{end}" if end.isdigit() and end != "01" else context
    if published and len(published) >= 7 and year_of(published) == year and context in (None, str(year)):
        return f"{year}-01/{published[:7]}" if published[5:7] != "01" else published[:7]
    return str(year) if year else None


def _previous(name: str, context: str) -> str | None:
    """The month, quarter or half before the one in force; before a month, the month as many months earlier."""
    if name == "previous_day":
        return str(date.fromisoformat(context) - timedelta(days=1)) if len(context) == DAY else None
    months = months_of(context)
    if months is None:
        return None
    last = months[1]
    if name == "previous_month":
        return _month(last - 1) if len(context) > 4 else None
    length = 3 if name == "previous_quarter" else 6
    if context[5:] in MONTHS_OF and months[1] - months[0] == length - 1:
        end = months[0] - 1
        return f"{end // 12}-{'Q' if length == 3 else 'S'}{end % 12 // length + 1}"
    return _month(last - length) if months[0] == last else None


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


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
