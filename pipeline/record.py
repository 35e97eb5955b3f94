"""
The schema of everything Bilan writes: Report in, Observation, LedgerEntry and Reject out.

This is the one place where a field is named. The JSON Schema (`json_schema`), the tables of
`write.py` and the README's list of columns derive from the dataclasses below. What each field
means stands in its `doc` metadata, in the words of the annotation guide.

Offsets count Unicode code points of the decoded source text, before any cleaning; `end` is
exclusive. Numbers are `Decimal`: a GDP in đồng is past 2**53.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, get_args

Modifier = Literal["=", "~", ">", ">=", "<", "<="]
Status = Literal["actual", "estimate", "target"]
Relation = Literal["up", "down", "flat", "ratio", "of"]
Base = Literal["prior", "plan", "total", "other"]

MODIFIERS: tuple[str, ...] = get_args(Modifier)
STATUSES: tuple[str, ...] = get_args(Status)
RELATIONS: tuple[str, ...] = get_args(Relation)
BASES: tuple[str, ...] = get_args(Base)

# What a number of the text is when it is no part of an observation.
LEDGER_KINDS: tuple[str, ...] = (
    "observation",  # value, magnitude, base value or plan value of an observation
    "date",
    "period",
    "time",  # a clock time
    "duration",  # "sau 2 năm", "en deux mois"
    "ordinal",
    "law",  # number of a law, decision, document
    "name",  # "Quốc lộ 1A", "Covid-19", "G20"
    "list mark",
    "phone",
    "definition",  # a threshold, an age band, a class of size
    "furniture",  # of the web page: "Comment (0)"
    "incidental",  # attendees, awards, tasks
    "undecided",  # two readings, and nothing decides between them: a reject row says which
    "unexplained",
)


def _doc(text: str, **kwargs: Any) -> Any:
    return field(metadata={"doc": text}, **kwargs)


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it was read: decoded, otherwise untouched."""

    doc_id: str
    text: str
    source: str = ""  # path, "-" for standard input, or a caller's own name
    published: str | None = None  # ISO date or month
    title: str | None = None
    url: str | None = None
    encoding: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a value stands against an earlier one, a plan, a total or another."""

    relation: Relation = _doc("up, down, flat, ratio (share or multiple of the base) or of (x out of y)")
    magnitude: Decimal | None = _doc(
        "the number, multipliers applied; null where only a direction or a base value is said"
    )
    modifier: Modifier = _doc("= ~ > >= < <=, of the magnitude")
    unit: str | None = _doc("%, pp, times, or the unit of an absolute difference")
    base: Base = _doc("prior (an earlier period), plan, total or other (another place or group)")
    base_period: str | None = _doc("the period compared with, for prior")
    base_value: Decimal | None = _doc("the level compared with, where it is said")
    text: str = _doc("the words that say the comparison")
    start: int | None = _doc("where the magnitude stands; without one, the words that say the comparison")
    end: int | None = _doc("end of the same, exclusive")


@dataclass(frozen=True, slots=True)
class Observation:
    """One statement that a named thing was measured, changed, or stands so against a plan or total."""

    id: str = _doc("the same for the same statement of the same document text on every run and machine")
    doc_id: str = _doc("for a file its name without suffix")
    lang: str = _doc("language of the paragraph")
    indicator: str = _doc("the shortest full phrase of the text that names what is measured")
    indicator_start: int | None = _doc("where that phrase stands")
    indicator_end: int | None = _doc("its end, exclusive")
    indicator_id: str | None = _doc("key in the indicator registry; null when the registry has none")
    value: Decimal | None = _doc("the number in the unit, multipliers applied; null when only a comparison is stated")
    value_high: Decimal | None = _doc("upper end of a range")
    modifier: Modifier = _doc("= as said, ~ about, > over, >= at least, < under, <= at most")
    value_text: str | None = _doc("the number as it stands in the text")
    value_start: int | None = _doc("where the number stands")
    value_end: int | None = _doc("its end, exclusive")
    unit: str | None = _doc("canonical unit")
    unit_text: str | None = _doc("the unit as it stands in the text, without multiplier")
    status: Status = _doc("actual, estimate or target")
    period: str | None = _doc("what the value covers: 2023, 2023-S1, 2023-Q3, 2023-09, 2023-01/2023-09, 2023-12-28")
    area: str | None = _doc("the place the value holds for, where it is not the report's own")
    parent_id: str | None = _doc("id of the observation that this one is a part of")
    comparisons: tuple[Comparison, ...] = _doc("in the order of the text")
    sentence: str = _doc("the sentence it was read from")
    sentence_start: int = _doc("where that sentence stands")
    sentence_end: int = _doc("its end, exclusive")
    confidence: float = _doc("0 to 1")
    flags: tuple[str, ...] = _doc("names of the checks that this observation fails")
    because: tuple[str, ...] = _doc("the data rows that fired, as file:line of patterns/", default=())

    @property
    def anchor(self) -> tuple[int, int] | None:
        """The place that identifies the observation: its value's, else its first placed comparison's."""
        if self.value_start is not None and self.value_end is not None:
            return self.value_start, self.value_end
        for comparison in self.comparisons:
            if comparison.start is not None and comparison.end is not None:
                return comparison.start, comparison.end
        return None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One number of a document and what became of it."""

    doc_id: str
    start: int
    end: int
    text: str
    kind: str  # one of LEDGER_KINDS
    observation_id: str | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A document, or a number in one, that could not be used: named, never dropped."""

    doc_id: str
    source: str
    stage: str
    reason: str
    cure: str = ""
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that became of one report."""

    report: Report
    lang: str | None
    observations: tuple[Observation, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    rejects: tuple[Reject, ...] = ()
    flags: tuple[str, ...] = ()


class Rejected(Exception):
    """Raised by a stage that cannot use a document; `run.process` turns it into a `Reject` row."""

    def __init__(self, stage: str, reason: str, cure: str = "") -> None:
        super().__init__(stage, reason, cure)
        self.stage, self.reason, self.cure = stage, reason, cure


def stable_id(*parts: object) -> str:
    """Sixteen hex digits that depend on nothing but `parts`."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain(value: Any) -> Any:
    """`value` as JSON types: dataclasses to dicts, tuples to lists, Decimals to the shortest exact number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value
