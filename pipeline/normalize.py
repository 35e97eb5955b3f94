"""The normalize stage: claims to observations, with offsets in the source text and periods in the guide's forms."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.mentions import Against, Claim, Line, Phrase
from pipeline.clean import CleanText
from pipeline.record import Comparison, Observation, Report, stable_id
from pipeline.timeline import periods_of

# The line that scraped pages carry above the title: " date 2023-12 Triển khai …".
_DATELINE = regex.compile(r"\A\W*date (\d{4}-\d{2}(?:-\d{2})?)\b")


def published_of(report: Report, text: str) -> str | None:
    """The date of publication: the report's own, else the one in the dateline."""
    if report.published:
        return report.published
    match = _DATELINE.match(text)
    return match.group(1) if match else None


def normalize(
    claims: Sequence[Claim], lines: Sequence[Line], report: Report, clean: CleanText, lang: str
) -> tuple[Observation, ...]:
    """
    The observations that the claims of one language make, in the order of the text.

    `report.published` is the date of publication as far as it is known (`published_of`).
    """
    published = report.published
    document = stable_id(report.doc_id, report.text)  # hashed once: a long text has thousands of observations
    periods, bases = periods_of(lines, claims, published)
    ids: dict[int, str] = {}
    found = []
    for claim, period, base_periods in zip(claims, periods, bases, strict=True):
        observation = _observation(claim, period, base_periods, report, clean, lang, document, ids)
        ids[claim.anchor] = observation.id
        found.append(observation)
    return tuple(sorted(found, key=lambda o: o.anchor or (0, 0)))


def _observation(
    claim: Claim,
    period: str | None,
    base_periods: Sequence[str | None],
    report: Report,
    clean: CleanText,
    lang: str,
    document: str,
    ids: dict[int, str],
) -> Observation:
    quantity = claim.quantity
    value_span = clean.source_span(quantity.start, quantity.end) if quantity else (None, None)
    indicator_span = clean.source_span(claim.indicator.start, claim.indicator.end)
    sentence = clean.source_span(claim.line.start, claim.line.end)
    comparisons = tuple(_comparison(c, p, report, clean) for c, p in zip(claim.comparisons, base_periods, strict=True))
    anchor = clean.source_span(claim.anchor, claim.anchor + 1)[0]
    return Observation(
        id=stable_id(document, anchor, "value" if quantity else "change"),
        doc_id=report.doc_id,
        lang=lang,
        indicator=phrase_text(claim.indicator, clean.text),
        indicator_start=indicator_span[0],
        indicator_end=indicator_span[1],
        indicator_id=None,
        value=quantity.value if quantity else None,
        value_high=quantity.high if quantity else None,
        modifier=quantity.modifier if quantity else "=",  # type: ignore[arg-type]
        value_text=report.text[value_span[0] : value_span[1]] if quantity else None,
        value_start=value_span[0],
        value_end=value_span[1],
        unit=(quantity.unit or "count") if quantity else None,
        unit_text=quantity.unit_text if quantity else None,
        status=claim.status,  # type: ignore[arg-type]
        period=period,
        area=clean.text[claim.area[0] : claim.area[1]] if claim.area else None,
        parent_id=ids.get(claim.parent) if claim.parent is not None else None,
        comparisons=comparisons,
        sentence=report.text[sentence[0] : sentence[1]],
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        confidence=1.0,
        flags=quantity.flags if quantity else (),
        because=claim.because,
    )


def _comparison(against: Against, base_period: str | None, report: Report, clean: CleanText) -> Comparison:
    start, end = clean.source_span(against.start, against.end)
    return Comparison(
        relation=against.relation,  # type: ignore[arg-type]
        magnitude=against.magnitude,
        modifier=against.modifier,  # type: ignore[arg-type]
        unit=against.unit,
        base=against.base,  # type: ignore[arg-type]
        base_period=base_period if against.base == "prior" else None,
        base_value=against.base_value,
        text=report.text[start:end],
        start=start,
        end=end,
    )


def phrase_text(phrase: Phrase, text: str) -> str:
    """The words of an indicator phrase, its parts joined by a space."""
    return " ".join(" ".join(text[start:end].split()) for start, end in phrase.parts)
