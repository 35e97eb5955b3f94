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

from extractors.forms import resolve, year_of
from extractors.governing import Mention, base_of, dates, governing, own_mention, said_base
from extractors.mentions import Against, Claim, Line, Period

# How far a figure of the title may be from that of the body: "hơn 200 ngàn" for 211.834, "13,7" for 13,72.
ROUNDED = {"=": Decimal("0.01"), "~": Decimal("0.05")}
ROUNDED_OFF = Decimal("0.1")


@dataclass(slots=True)
class Timeline:
    """The period in force as a document is read on."""

    published: str | None
    year: int | None  # of the report
    reporting: str | None = None
    target: str | None = None
    held: tuple[str | None] | None = None  # to the end of the paragraph: an as-of date, a now, an earlier year
    paragraph: int = 0

    def form(self, period: Period) -> str | None:
        """The form of a period where it stands."""
        context = self.reporting or (str(self.year) if self.year else None)
        return resolve(period, context, self.published)

    def in_force(self, claim: Claim) -> str | None:
        """What an earlier sentence gives a claim."""
        if claim.status == "target" and self.target:
            return self.target
        return self.held[0] if self.held else self.reporting

    def earlier(self, form: str | None) -> bool:
        """Whether a form is of a year before that of the report."""
        year = year_of(form)
        return year is not None and self.year is not None and year < self.year


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line with its claims, the base periods of their comparisons and the periods that may govern it."""

    line: Line
    claims: tuple[int, ...]
    bases: tuple[tuple[Period | None, ...], ...]
    mentions: tuple[Mention, ...]


def periods_of(
    lines: Sequence[Line], claims: Sequence[Claim], published: str | None
) -> tuple[list[str | None], list[list[str | None]]]:
    """For each claim its period, and the base period of each of its comparisons, as forms of the guide."""
    sentences = _sentences(lines, claims)
    timeline = Timeline(published, _year_told(sentences) or year_of(published))
    found: list[str | None] = [None] * len(claims)
    unset: set[int] = set()
    for sentence in sentences:
        if sentence.line.paragraph != timeline.paragraph:
            timeline.paragraph, timeline.held = sentence.line.paragraph, None
        anchors = frozenset(claims[number].anchor for number in sentence.claims)
        for number in sentence.claims:
            own = _own(sentence, claims[number], anchors, timeline)
            found[number] = timeline.form(own) if own else timeline.in_force(claims[number])
            if own is None and found[number] is None and timeline.held is None:
                unset.add(number)
        _advance(timeline, sentence, [claims[number] for number in sentence.claims])
    _fill(found, unset, claims, timeline, sentences)
    against: list[list[str | None]] = [[] for _ in claims]
    for sentence in sentences:
        for number, bases in zip(sentence.claims, sentence.bases, strict=True):
            against[number] = [_base_form(base, found[number], timeline) for base in bases]
    return found, against


def _sentences(lines: Sequence[Line], claims: Sequence[Claim]) -> list[Sentence]:
    by_line: dict[int, list[int]] = {}
    for number, claim in enumerate(claims):
        by_line.setdefault(claim.line.start, []).append(number)
    sentences: list[Sentence] = []
    carried: Period | None = None
    for line in lines:
        numbers = tuple(by_line.get(line.start, ()))
        shared = said_base(line) or (carried if _lists_on(line) else None)
        bases = tuple(tuple(_base(line, c, shared) for c in claims[number].comparisons) for number in numbers)
        starts = {base.start for row in bases for base in row if base}
        title = line.paragraph == lines[0].paragraph
        mentions = tuple(governing(line, starts, title=title))
        sentences.append(Sentence(line, numbers, bases, mentions))
        carried = shared or next((base for row in reversed(bases) for base in row if base), None)
    return sentences


def _lists_on(line: Line) -> bool:
    """Whether a sentence carries on the list of the one before: "Trong đó, …"."""
    return bool(line.items) and line.items[0].cue("parent") is not None


def _base(line: Line, comparison: Against, shared: Period | None) -> Period | None:
    base = base_of(line, comparison)
    if base is None and shared is not None and comparison.base == "prior" and comparison.magnitude is not None:
        return shared
    return base


def _own(sentence: Sentence, claim: Claim, anchors: frozenset[int], timeline: Timeline) -> Period | None:
    """The period that the claim's own sentence gives it."""
    if claim.period is not None:
        return claim.period
    mentions = [m for m in sentence.mentions if not _is_of_another(m, claim, timeline)]
    mention = own_mention(sentence.line, claim, mentions, anchors)
    return mention.period if mention else None


def _is_of_another(mention: Mention, claim: Claim, timeline: Timeline) -> bool:
    """An earlier year told behind a figure before this one: "687 en 2018, puis 541 …"."""
    return mention.trailing and mention.period.start < claim.anchor and timeline.earlier(timeline.form(mention.period))


def _base_form(period: Period | None, form: str | None, timeline: Timeline) -> str | None:
    if period is None:
        return None
    context = form or timeline.reporting or (str(timeline.year) if timeline.year else None)
    base = resolve(period, context, timeline.published)
    if base and form and period.year is None and period.shift is None and period.kind != "base" and base > form:
        return resolve(replace(period, year=int(base[:4]) - 1), context, None)
    return base


def _advance(timeline: Timeline, sentence: Sentence, claims: Sequence[Claim]) -> None:
    """What a sentence leaves in force."""
    for mention in sentence.mentions:
        if mention.bracket or mention.weak or mention.period.name == "last_year":
            continue
        if not (claims or mention.leading or timeline.reporting is None):
            continue
        form = timeline.form(mention.period)
        governed = [c for c in claims if c.anchor > mention.period.start] or claims
        if mention.period.kind == "now":
            timeline.held = (form,)
        elif form is None:
            continue
        elif governed and all(c.status == "target" for c in governed):
            timeline.target = form
        elif mention.period.kind == "as_of":
            timeline.held = (form,)
        elif timeline.earlier(form) and timeline.reporting is not None:
            timeline.held = timeline.held if mention.trailing else (form,)
        else:
            timeline.reporting, timeline.held = form, None


def _fill(
    found: list[str | None], unset: set[int], claims: Sequence[Claim], timeline: Timeline, sentences: Sequence[Sentence]
) -> None:
    """A title takes the period of the same figure in the body; a year told only by a base tells the year."""
    if timeline.reporting is None and timeline.year is not None and timeline.published is None:
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
        return (title.quantity.unit or "count") == (body.quantity.unit or "count") and _close(a, b, modifier)
    return any(
        c.magnitude is not None and d.magnitude is not None and c.unit == d.unit and c.relation == d.relation
        and _close(c.magnitude, d.magnitude, c.modifier)
        for c in title.comparisons for d in body.comparisons
    )  # fmt: skip


def _close(a: Decimal, b: Decimal, modifier: str) -> bool:
    return abs(a - b) <= abs(b) * ROUNDED.get(modifier, ROUNDED_OFF)


def _year_told(sentences: Sequence[Sentence]) -> int | None:
    """The year of the first period that names one, else the year after the first base that does."""
    for sentence in sentences:
        for mention in sentence.mentions:
            if mention.period.year and mention.period.name != "years" and not mention.weak:
                return mention.period.year
    bases = (
        item.period.year + 1
        for sentence in sentences
        for item in sentence.line.items
        if item.period and item.period.year and item.period.kind == "base"
    )
    told = (base.year + 1 for s in sentences for row in s.bases for base in row if base and base.year)
    dated = (day.year for sentence in sentences for day in dates(sentence.line) if day.year)
    return next(told, None) or next(bases, None) or next(dated, None)
