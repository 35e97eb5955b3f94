"""
The ledger: every number of a text and what became of it, so that recall can be audited without gold.

Each run of digits, and each number in words that an observation is made of, has one row: part of an
observation, or what it is instead, or `unexplained`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from extractors.mentions import Claim, Line
from pipeline.clean import CleanText
from pipeline.record import LedgerEntry, Observation, Report

PERIOD_KINDS = {"date": "date", "duration": "duration"}
_DIGITS = regex.compile(r"\d+(?:[.,]\d+)*")


class Owner(NamedTuple):
    """A stretch of clean text and what its numbers are."""

    start: int
    end: int
    kind: str
    observation_id: str | None = None
    because: tuple[str, ...] = ()
    number: int = 0  # the end of the number itself, without its unit


@dataclass(slots=True)
class Owners:
    """Owners that can be asked for the one at a place, in the time of a bisection."""

    spans: list[Owner]
    starts: list[int] = field(init=False)
    reach: list[int] = field(init=False)  # index of the span among those so far that ends last

    def __post_init__(self) -> None:
        self.spans.sort(key=lambda owner: (owner.start, -owner.end))
        self.starts = [owner.start for owner in self.spans]
        self.reach = []
        for i, owner in enumerate(self.spans):
            last = self.reach[-1] if self.reach else i
            self.reach.append(i if owner.end >= self.spans[last].end else last)

    def at(self, place: int) -> Owner | None:
        """The nearest owner that begins before or at `place` and reaches over it."""
        i = bisect.bisect_right(self.starts, place) - 1
        if i < 0:
            return None
        for owner in (self.spans[i], self.spans[self.reach[i]]):
            if place < owner.end:
                return owner
        return None


def ledger(
    observations: Sequence[Observation],
    claims: Sequence[Claim],
    lines: Sequence[Line],
    report: Report,
    clean: CleanText,
) -> tuple[LedgerEntry, ...]:
    """Every number of the text and what became of it, in the order of the text."""
    ids = {o.anchor[0]: o.id for o in observations if o.anchor}
    mine = list(_of_claims(claims, lines, ids, clean))
    ranked = (Owners(list(mine)), Owners(list(_of_strays(lines))), Owners(list(_of_periods(lines))))
    entries = [_entry(m.start(), m.end(), ranked, report, clean) for m in _DIGITS.finditer(clean.text)]
    entries += _in_words(mine, report, clean)
    return tuple(sorted(entries, key=lambda entry: entry.start))


def _of_claims(
    claims: Sequence[Claim], lines: Sequence[Line], ids: Mapping[int, str], clean: CleanText
) -> Iterator[Owner]:
    """The numbers of the claims; one that a quantity begins with reaches over its unit: "m2", "5 - 10%"."""
    stops = {item.quantity.start: item.quantity.stop for line in lines for item in line.items if item.quantity}
    for claim in claims:
        anchor = clean.source_span(claim.anchor, claim.anchor + 1)[0]
        spans = [(claim.quantity.start, claim.quantity.end)] if claim.quantity else []
        spans += [span for comparison in claim.comparisons for span in comparison.numbers]
        for start, end in spans:
            stop = max(end, stops.get(start, end))
            yield Owner(start, stop, "observation", ids.get(anchor), claim.because, end)


def _of_strays(lines: Sequence[Line]) -> Iterator[Owner]:
    return (Owner(s.start, s.end, s.kind, None, s.because) for line in lines for s in line.strays)


def _of_periods(lines: Sequence[Line]) -> Iterator[Owner]:
    for line in lines:
        for period in (item.period for item in line.items if item.period):
            kind = PERIOD_KINDS.get(period.kind, "period")
            yield Owner(period.start, period.end, kind, None, period.because)


def _entry(start: int, end: int, ranked: Iterable[Owners], report: Report, clean: CleanText) -> LedgerEntry:
    owner = next((found for owners in ranked if (found := owners.at(start))), None)
    if owner is None:
        inside_word = start > 0 and clean.text[start - 1].isalpha()  # "G20", "A350", "VTV1"
        owner = Owner(start, end, "name" if inside_word else "unexplained")
    return _row(start, end, owner, report, clean)


def _in_words(owners: Sequence[Owner], report: Report, clean: CleanText) -> list[LedgerEntry]:
    """The numbers of observations that hold no digit: "hai mươi học viên"."""
    worded = [owner for owner in owners if not _DIGITS.search(clean.text, owner.start, owner.number)]
    found = {(owner.start, owner.number): owner for owner in worded}
    return [_row(start, end, owner, report, clean) for (start, end), owner in found.items()]


def _row(start: int, end: int, owner: Owner, report: Report, clean: CleanText) -> LedgerEntry:
    first, last = clean.source_span(start, end)
    text = report.text[first:last]
    return LedgerEntry(report.doc_id, first, last, text, owner.kind, owner.observation_id, owner.because)
