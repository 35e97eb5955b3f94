"""
Which period each claim is of.

A reporting period comes from the clause or sentence, else it holds on from an earlier sentence; an
as-of date holds to the end of its paragraph only. A year that the text leaves out is that of the period
in force, of the publication, or of the base compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.forms import last_year_of, months_of, resolve, year_of
from extractors.governing import Mention, day_of, is_earlier, own_mention
from extractors.mentions import Claim, Line, Period
from extractors.sentences import Sentence, sentences_of, stamped, year_told

# How far a figure of the title may be from that of the body: "hơn 200 ngàn" for 211.834, "13,7" for 13,72.
ROUNDED = {"=": Decimal("0.01"), "~": Decimal("0.05")}
ROUNDED_OFF = Decimal("0.1")
YEAR, MONTH = 4, 7  # characters


@dataclass(slots=True)
class Timeline:
    """The period in force as a document is read on."""

    published: str | None
    year: int | None  # of the report, as its text tells it
    by_base: bool = False  # only a base told the year
    reporting: str | None = None
    target: str | None = None
    held: tuple[str | None] | None = None  # to the end of the paragraph: an as-of date, a now, a span of years
    former: tuple[str | None] | None = None  # held in the paragraph before, until this one has a figure
    before: str | None = None  # of the last figure told as one of before: "après +0,3 % au dernier trimestre 2018"
    paragraph: int = -1

    def form(self, period: Period, context: str | None = None) -> str | None:
        """The form of a period where it stands; `context` is the one in force in its own sentence."""
        report = str(self.year) if self.year else None
        if period.name == "last_year" and period.year is None:
            return str(int(self.published[:4]) - 1) if self.published else report
        context = context or self.reporting or report
        return resolve(period, report if period.shift in (0, 1) else context, self.published)

    def in_force(self, claim: Claim) -> str | None:
        """What an earlier sentence gives a claim."""
        if claim.status == "target" and self.target:
            return self.target
        return self.held[0] if self.held else self.reporting

    def earlier(self, form: str | None) -> bool:
        """Whether a form is of a year before that of the report."""
        year = last_year_of(form)
        return year is not None and self.year is not None and year < self.year

    def later(self, form: str | None) -> bool:
        """Whether a form is of a year after that of the report."""
        year = year_of(form)
        return year is not None and self.year is not None and year > self.year


def periods_of(
    lines: Sequence[Line], claims: Sequence[Claim], published: str | None
) -> tuple[list[str | None], list[list[str | None]]]:
    """For each claim its period, and the base period of each of its comparisons, as forms of the guide."""
    sentences = sentences_of(lines, claims)
    published = published or stamped(sentences)
    timeline = Timeline(published, *year_told(sentences, published))
    found: list[str | None] = [None] * len(claims)
    unset: set[int] = set()
    spans: dict[int, Period] = {}
    for sentence in sentences:
        _enter(timeline, sentence)
        anchors = frozenset(claims[number].anchor for number in sentence.claims)
        for number, bases in zip(sentence.claims, sentence.bases, strict=True):
            own = _own(sentence, claims[number], bases, anchors, timeline)
            if own is not None and _is_from_to(own, claims[number]):
                spans[number], own = own, _end_of(own)
            form = _form(own, sentence, claims[number], bases, timeline) if own else None
            if is_earlier(sentence.line, claims[number]):
                timeline.before = form = form or timeline.before
            found[number] = form if own or form else timeline.in_force(claims[number])
            if own is None and found[number] is None and timeline.held is None:
                unset.add(number)
        _advance(timeline, sentence, [claims[number] for number in sentence.claims])
    _fill(found, unset, claims, timeline)
    against: list[list[str | None]] = [[] for _ in claims]
    for sentence in sentences:
        for number, bases in zip(sentence.claims, sentence.bases, strict=True):
            start = _start_of(spans[number]) if number in spans else None
            told = [base if base != day_of(sentence.line, claims[number]) else None for base in bases]
            against[number] = [_base_form(base or start, found[number], timeline) for base in told]
    return found, against


def _enter(timeline: Timeline, sentence: Sentence) -> None:
    """
    What holds no longer where a paragraph begins.

    One that begins with a part of what the paragraph before told carries its as-of date on: "Parmi eux, …".
    """
    if sentence.line.paragraph != timeline.paragraph:
        timeline.paragraph, timeline.before = sentence.line.paragraph, None
        timeline.former, timeline.held = timeline.held, None
    if sentence.claims and timeline.former is not None:
        items = sentence.line.items
        first = next((i for i, item in enumerate(items) if item.quantity), len(items))
        timeline.held = timeline.former if any(item.cue("parent") for item in items[:first]) else timeline.held
        timeline.former = None


def _own(
    sentence: Sentence, claim: Claim, bases: Sequence[Period | None], anchors: frozenset[int], timeline: Timeline
) -> Period | None:
    """The period that the claim's own sentence gives it."""
    if claim.period is not None:
        return claim.period
    mentions = [m for m in sentence.mentions if not _is_of_another(m, claim, timeline)]
    until = next((base for base in bases if base and base.year_to and base.name == "year"), None)
    if until is not None:
        return replace(until, kind="reporting", year=until.year_to)
    day = day_of(sentence.line, claim)
    mention = own_mention(sentence.line, claim, mentions, anchors)
    return day or (mention.period if mention else None)


def _form(
    own: Period, sentence: Sentence, claim: Claim, bases: Sequence[Period | None], timeline: Timeline
) -> str | None:
    """
    The form of a claim's own period.

    "cùng kỳ" is the same of the last period before it that is none such itself; "passé de 8,1 % au premier
    trimestre 2020 à 7,3 % au deuxième" is told its year by the level it started from.
    """
    before = [m for m in sentence.mentions if m.period.kind in ("reporting", "as_of") and m.period.start < claim.anchor]
    last = [m for m in before if m.bracket is None]
    start = next((resolve(base, None, None) for base in bases if base and base.year and base.kind == "reporting"), None)
    if (
        start
        and len(start) > YEAR
        and own.year is None
        and own.kind == "reporting"
        and own.name in ("quarter", "month")
    ):
        form = timeline.form(own, start)
        return form if form and form > start else timeline.form(own, str(int(start[:YEAR]) + 1))
    return timeline.form(own, timeline.form(last[-1].period) if last else None)


def _is_of_another(mention: Mention, claim: Claim, timeline: Timeline) -> bool:
    """An earlier year told behind a figure before this one: "687 en 2018, puis 541 …"."""
    if mention.planned and claim.status != "target":
        return True
    told = mention.trailing and mention.period.start < claim.anchor
    return (told or mention.beside) and timeline.earlier(timeline.form(mention.period))


def _is_from_to(period: Period, claim: Claim) -> bool:
    """ "diminuent de 35 % (-3 358 tonnes) entre 2018 et 2019": a change from the first year to the second."""
    if period.name != "years" and not (period.name == "months" and period.year and period.year_to):
        return False
    passage = any(c.base == "prior" and c.base_value is not None and c.base_period is None for c in claim.comparisons)
    return passage if claim.quantity else period.start > claim.anchor or period.name == "months"


def _start_of(period: Period) -> Period:
    return (
        replace(period, name="year") if period.name == "years" else replace(period, name="month", args=period.args[:1])
    )


def _end_of(period: Period) -> Period:
    first = replace(period, year=period.year_to)
    return replace(first, name="year") if period.name == "years" else replace(first, name="month", args=period.args[1:])


def _base_form(period: Period | None, form: str | None, timeline: Timeline) -> str | None:
    if period is None:
        return None
    context = form or timeline.reporting or (str(timeline.year) if timeline.year else None)
    if period.name == "held":
        period = replace(period, name="same", shift=-1)
    base = resolve(period, context, timeline.published)
    ahead = base and form and not base.startswith(form) and base > form.rpartition("/")[2]
    if base and ahead and period.year is None and period.shift is None and period.kind != "base":
        return resolve(replace(period, year=int(base[:4]) - 1), context, None)
    return base


def _advance(timeline: Timeline, sentence: Sentence, claims: Sequence[Claim]) -> None:
    """What a sentence leaves in force."""
    first = timeline.reporting is None
    aims = not claims and any((cue := item.cue("status")) and cue.status == "target" for item in sentence.line.items)
    for mention in sentence.mentions:
        if mention.leading and mention.period.name == "none":
            timeline.held = (None,)
        if (mention.bracket and not (first and mention.side)) or mention.weak or mention.past:
            continue
        if claims and not (mention.leading or mention.period.start in sentence.owned):
            continue
        if not (claims or mention.leading or (mention.closing and _is_heading(sentence)) or first or aims):
            continue
        form = timeline.form(mention.period)
        earlier = timeline.earlier(form)
        governed = [c for c in claims if c.anchor > mention.period.start] or claims
        if mention.period.kind == "now":
            timeline.held = (form,) if claims or mention.leading else timeline.held
        elif form is None or (earlier and not first and (mention.trailing or mention.beside)):
            continue
        elif not first and mention.period.start != sentence.opening and _all_before(form, timeline.reporting):
            continue  # "…, cao hơn hẳn 1,17% của tháng 2": of a later figure, and before what is in force
        elif (
            mention.planned
            or _is_target(timeline, sentence, mention, form, governed)
            or (aims and timeline.later(form))
        ):
            timeline.target = form
            timeline.held = (form,) if aims and not mention.planned else timeline.held
        elif mention.period.kind != "as_of" and not first and (earlier or _looks_back(sentence, form, timeline)):
            continue
        elif mention.period.kind == "as_of" or (mention.period.name == "years" and not first):
            timeline.held = (form,)
        else:
            timeline.reporting, timeline.held = form, None


def _all_before(form: str, other: str | None) -> bool:
    months, others = months_of(form), months_of(other) if other else None
    return months is not None and others is not None and months[1] < others[0]


def _is_heading(sentence: Sentence) -> bool:
    """Whether it is a line without a stop at its end."""
    items = sentence.line.items
    return bool(items) and items[-1].key != "."


def _looks_back(sentence: Sentence, form: str, timeline: Timeline) -> bool:
    """Whether it is a month or quarter before that in force, told in passing: "en mai, il avait augmenté de 3 %"."""
    now = timeline.reporting
    back = now is not None and YEAR < len(form) == len(now) <= MONTH and form < now
    return back and any(item.cue("lookback") for item in sentence.line.items)


def _is_target(timeline: Timeline, sentence: Sentence, mention: Mention, form: str, governed: Sequence[Claim]) -> bool:
    """Whether a period is that of a target: its figures are, or it lies ahead and does not open the sentence."""
    if mention.period.name == "until" or (governed and all(claim.status == "target" for claim in governed)):
        return True
    begun = timeline.published is None or form[:4] <= timeline.published[:4]
    aims = any(other.period.name == "until" for other in sentence.mentions)
    told = mention.leading or (mention.trailing and not aims and any(claim.status == "actual" for claim in governed))
    return timeline.later(form) and not (told and begun)


def _fill(found: list[str | None], unset: set[int], claims: Sequence[Claim], timeline: Timeline) -> None:
    """A title takes the period of the same figure in the body; a year told only by a base tells the year."""
    if timeline.reporting is None and timeline.by_base and timeline.published is None:
        for number in unset:
            found[number] = str(timeline.year)
        return
    for number in unset:
        same = (j for j in range(number + 1, len(claims)) if j not in unset and _same_figure(claims[number], claims[j]))
        match = next(same, None)
        found[number] = found[match] if match is not None else None


def _same_figure(title: Claim, body: Claim) -> bool:
    if title.quantity and body.quantity:
        a, b, modifier = title.quantity.value, body.quantity.value, title.quantity.modifier
        return _measure(title) == _measure(body) and _close(a, b, modifier)
    return any(
        c.magnitude is not None and d.magnitude is not None and c.unit == d.unit and c.relation == d.relation
        and _close(c.magnitude, d.magnitude, c.modifier)
        for c in title.comparisons for d in body.comparisons
    )  # fmt: skip


def _measure(claim: Claim) -> str:
    """The unit of a level without what it is counted by: "VND/household/year" → "VND"."""
    unit = claim.quantity.unit if claim.quantity else None
    return (unit or "count").partition("/")[0]


def _close(a: Decimal, b: Decimal, modifier: str) -> bool:
    return abs(a - b) <= abs(b) * ROUNDED.get(modifier, ROUNDED_OFF)
