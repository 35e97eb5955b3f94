"""
From records to flat rows and pandas tables: the columns of every file that `write` makes.

Numbers are exact text (`exact`), never binary floats, so that a CSV loses nothing; a reader
who wants floats asks pandas for them. Lists are joined with "; ".
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipeline.record import Comparison, LedgerEntry, Observation, Outcome, plain

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

OBSERVATION_COLUMNS: tuple[str, ...] = tuple(f.name for f in dataclasses.fields(Observation))
LEDGER_COLUMNS: tuple[str, ...] = tuple(f.name for f in dataclasses.fields(LedgerEntry))
TUPLE_COLUMNS: tuple[str, ...] = (
    "doc_id", "lang", "indicator", "value", "value_high", "modifier", "unit", "period", "status", "area",
    "relation", "magnitude", "comparison_modifier", "comparison_unit", "base", "base_period", "base_value",
    "indicator_id", "confidence", "flags", "sentence", "observation_id", "parent_id", "start", "end",
)  # fmt: skip
DOCUMENT_COLUMNS: tuple[str, ...] = (
    "doc_id", "source", "lang", "title", "published", "url", "encoding", "characters", "sha256",
    "observations", "numbers", "unexplained", "rejects", "flags",
)  # fmt: skip


def exact(number: Decimal | None) -> str | None:
    """A number in full, without exponent or idle zeros: Decimal("6.50") -> "6.5", Decimal("5E+9") -> "5000000000"."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def joined(items: Sequence[str]) -> str:
    """Several words in one cell."""
    return "; ".join(items)


def observation_row(observation: Observation) -> Row:
    """One line of observations.csv; its comparisons stand in one cell, as JSON."""
    row = {name: getattr(observation, name) for name in OBSERVATION_COLUMNS}
    return row | {
        "value": exact(observation.value),
        "value_high": exact(observation.value_high),
        "comparisons": json.dumps(plain(observation.comparisons), ensure_ascii=False),
        "flags": joined(observation.flags),
        "because": joined(observation.because),
    }


def tuple_rows(observation: Observation) -> list[Row]:
    """The lines of tuples.csv: one for each comparison, one alone where there is none."""
    shared = {name: getattr(observation, name) for name in TUPLE_COLUMNS if name in OBSERVATION_COLUMNS}
    shared |= {
        "value": exact(observation.value),
        "value_high": exact(observation.value_high),
        "flags": joined(observation.flags),
        "observation_id": observation.id,
    }
    shared["start"], shared["end"] = observation.anchor or (None, None)
    comparisons: tuple[Comparison | None, ...] = observation.comparisons or (None,)
    return [shared | comparison_cells(comparison) for comparison in comparisons]


def comparison_cells(comparison: Comparison | None) -> Row:
    """A comparison's part of a line of tuples.csv."""
    if comparison is None:
        return {}
    return {
        "relation": comparison.relation,
        "magnitude": exact(comparison.magnitude),
        "comparison_modifier": comparison.modifier,
        "comparison_unit": comparison.unit,
        "base": comparison.base,
        "base_period": comparison.base_period,
        "base_value": exact(comparison.base_value),
    }


def ledger_row(entry: LedgerEntry) -> Row:
    """One line of ledger.csv."""
    return {name: getattr(entry, name) for name in LEDGER_COLUMNS} | {"because": joined(entry.because)}


def document_row(outcome: Outcome) -> Row:
    """One line of documents.csv. A source that could not be read has a line too, with no characters."""
    report = outcome.report
    return {
        "doc_id": report.doc_id,
        "source": report.source,
        "lang": outcome.lang,
        "title": report.title,
        "published": report.published,
        "url": report.url,
        "encoding": report.encoding,
        "characters": len(report.text),
        "sha256": hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "observations": len(outcome.observations),
        "numbers": len(outcome.ledger),
        "unexplained": sum(entry.kind == "unexplained" for entry in outcome.ledger),
        "rejects": len(outcome.rejects),
        "flags": joined((*report.flags, *outcome.flags)),
    }


def frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A table with exactly these columns, in this order, and every cell as it is given."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)


def observation_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """
    Observations as a pandas table for analysis: numbers as floats, lists as lists.

    Exact numbers are in the `Observation`s themselves and in the files of `write`.
    """
    rows = []
    for observation in observations:
        row = {name: getattr(observation, name) for name in OBSERVATION_COLUMNS}
        rows.append(row | {name: plain(row[name]) for name in ("comparisons", "flags", "because")})
    table = frame(rows, OBSERVATION_COLUMNS)
    for name in ("value", "value_high", "confidence"):
        table[name] = table[name].astype("float64")
    return table
