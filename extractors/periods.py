"""
Finds the names of periods and dates. `forms.py` turns them into the forms of the guide.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from extractors.mentions import Period
from patterns.pack import Pack, PeriodRule
from patterns.phrases import Match, Piece

COMPARED_REACH = 12  # pieces between "plus" and "que": "plus de voitures ont été vendues qu'en 2019"
RECORD_REACH = 8  # pieces between "plus" and "depuis": "la plus forte hausse mensuelle des prix depuis 2013"
YEARS = (1900, 2100)
SHORTEST_ORDINAL = 4  # letters; "quý II" has none


def find_periods(
    pieces: Sequence[Piece], pack: Pack, inside: Set[int] = frozenset()
) -> tuple[list[Period], list[bool]]:
    """The periods among `pieces`, in order, and which pieces they take."""
    taken = [False] * len(pieces)
    found: list[Period] = []
    after = 0
    for i in sorted({*pack.periods.heads(pieces), *pack.period_leads.heads(pieces)}):
        match = _longest(pieces, i, pack) if i >= after else None
        if match is None or _is_no_period(pieces, match, pack, inside):
            continue
        period = _period(pieces, match)
        period = replace(period, when=True) if _tells_when(pieces, match, pack) else period
        found.append(replace(period, kind="duration") if _of_a_record(pieces, period, i, pack) else period)
        for j in range(match.first, match.last):
            taken[j] = True
        after = match.last
    return _with_bracketed_year(pieces, _joined(pieces, found)), taken


def _longest(pieces: Sequence[Piece], i: int, pack: Pack, *, based: bool = True) -> Match[PeriodRule] | None:
    """
    The longest period at piece `i`, with what may stand before one: "au cours des | neuf premiers mois".

    `based`: what stands before it may make it a base; not so behind a preposition, which is a comparison's own.
    """
    match = pack.periods.longest(pieces, i)
    lead = pack.period_leads.longest(pieces, i)
    if lead is None:
        return match
    role = lead.payloads[0]
    if role == "compared" and not _is_compared(pieces, i, pack):
        return match
    base = role in ("base", "compared")
    if base and not based:
        return match
    led = _longest(pieces, lead.last, pack, based=base)
    if led is None or (match is not None and led.last <= match.last):
        return match
    rule = led.payloads[0]
    if base:
        told = rule.kind in ("reporting", "as_of", "base")
        return led._replace(first=i, payloads=(replace(rule, kind="base"),)) if told else match
    year_alone = led.last == led.first + 1 and pieces[led.first].is_number
    return match if year_alone and role == "weak" else led._replace(first=i)


def _tells_when(pieces: Sequence[Piece], match: Match[PeriodRule], pack: Pack) -> bool:
    """Whether a preposition of time leads it: "en 2019", "au premier semestre"; not "du premier semestre"."""
    lead = pack.period_leads.longest(pieces, match.first, match.last)
    return lead is not None and not lead.payloads[0]


def _is_compared(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """Whether a lead at piece `i` compares: "plus élevé qu'en 2019"; "a dit qu'en 2019" does not."""
    return any(piece.key in pack.comparatives for piece in pieces[max(0, i - COMPARED_REACH) : i])


def _of_a_record(pieces: Sequence[Piece], period: Period, i: int, pack: Pack) -> bool:
    """Whether it says since when there was none such: "la plus forte hausse depuis 2013"."""
    if period.name not in ("since", "over_years"):
        return False
    return any(pack.superlatives.longest(pieces, j, i) is not None for j in range(max(0, i - RECORD_REACH), i))


def _is_no_period(pieces: Sequence[Piece], match: Match[PeriodRule], pack: Pack, inside: Set[int]) -> bool:
    if _is_a_count(pieces, match, pack) or _in_a_word(pieces, match, inside) or _in_a_comparative(pieces, match, pack):
        return True
    return _in_a_number(pieces, match) or _has_a_noun(pieces, match)


def _has_a_noun(pieces: Sequence[Piece], match: Match[PeriodRule]) -> bool:
    """Whether an ordinal at its end is that of a noun: "au premier rang" is no quarter, "0,2 % au premier" is."""
    last = pieces[match.last - 1]
    ordinal = set(match.slots) == {"quartername"} and match.last - match.first == 2 and not last.is_number
    if not ordinal or pieces[match.first].value is not None or len(last.key) < SHORTEST_ORDINAL:
        return False
    return match.last < len(pieces) and pieces[match.last].key[:1].isalnum()


def _in_a_number(pieces: Sequence[Piece], match: Match[PeriodRule]) -> bool:
    """Whether it is a part of the number of a law or document: "10/2020/NĐ-CP"."""
    if not pieces[match.last - 1].is_number or match.last + 1 >= len(pieces):
        return False
    last, tie, after = pieces[match.last - 1 : match.last + 2]
    if not last.end == tie.start == after.start - 1:
        return False
    number = (
        tie.key == "-" and after.key.isdigit() and len(after.key) > 2 and not YEARS[0] <= int(after.key) <= YEARS[1]
    )
    return tie.key == "/" or number  # "n° 2017-1431", but "2018-2019"


def _in_a_word(pieces: Sequence[Piece], match: Match[PeriodRule], inside: Set[int]) -> bool:
    """Whether a period of one word is but a part of a longer one: "hiện" in "phát hiện"."""
    one = match.last == match.first + 1 and not pieces[match.first].is_number
    return one and (pieces[match.first].start in inside or pieces[match.first].end in inside)


def _in_a_comparative(pieces: Sequence[Piece], match: Match[PeriodRule], pack: Pack) -> bool:
    """Whether its first word ends the comparative before it: "nhiều hơn | một năm trước đó"."""
    span = match.first and match.payloads[0].kind == "duration"
    before = pack.cues.longest(pieces, match.first - 1) if span else None
    return before is not None and before.last > match.first and any(cue.kind == "change" for cue in before.payloads)


def _is_a_count(pieces: Sequence[Piece], match: Match[PeriodRule], pack: Pack) -> bool:
    """A year by itself that counts something ("2036 personnes"), or one that goes on ("2019.5")."""
    if match.last - match.first > 1:
        return False
    if not pieces[match.first].is_number:
        return bool(match.slots) and match.first > 0  # a month opens a sentence, else "mars" may be many things
    if match.last >= len(pieces):
        return False
    after = pieces[match.last]
    if pack.units.longest(pieces, match.last) is not None:
        return True
    known = after.key in pack.articles or after.key in pack.links or pack.cues.longest(pieces, match.last) is not None
    return after.key[:1].isalpha() and not known


def _period(pieces: Sequence[Piece], match: Match[PeriodRule]) -> Period:
    rule = match.payloads[0]
    slots = {name.replace("name", ""): value for name, value in match.slots.items()}
    if "date" in slots:
        day_month, year = divmod(slots.pop("date"), 10_000)
        slots |= {"day": day_month // 100, "month": day_month % 100} | ({"year": year} if year else {})
    if "monthyear" in slots:
        slots["month"], slots["year"] = divmod(slots.pop("monthyear"), 10_000)
    name, *rest = rule.span.split()
    if name == "previous":
        name, rest = rule.span.replace(" ", "_"), []
    args = tuple(slots[token[1:-1]] if token.startswith("{") else int(token) for token in rest)
    if name == "days" and not rest:
        month_to = slots.get("month.to") or slots.get("month") or 0
        args = (slots["day"], slots.get("month") or month_to, slots["day.to"], month_to)
    return Period(
        pieces[match.first].start, pieces[match.last - 1].end, rule.kind, name, args,
        slots.get("year"), slots.get("year.to"), rule.year, (rule.where,),
    )  # fmt: skip


def _with_bracketed_year(pieces: Sequence[Piece], found: Sequence[Period]) -> list[Period]:
    """
    What a bracket tells of the period before it.

    "so với đầu nhiệm kỳ (năm 2020)" is the year of a base, "sau 2 năm (2004-2005)" which years they are.
    """
    told: list[Period] = []
    for period in found:
        base = told[-1] if told else None
        year = base is not None and base.kind == "base" and base.year is None and period.name == "year" and period.year
        years = base is not None and (base.kind == "duration" or base.name == "over_years") and period.name == "years"
        if base is not None and (year or years):
            between = [piece.key for piece in pieces if base.end <= piece.start < period.start]
            if between == ["("]:
                told[-1] = (
                    replace(period, start=base.start) if years else replace(base, end=period.end, year=period.year)
                )
                continue
        told.append(period)
    return told


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
