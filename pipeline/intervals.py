"""
How far a score may be trusted: 95 % intervals by resampling the documents.

The observations of one report are alike, so it is documents that are drawn, with replacement, and not
observations. The counts of the drawn documents are summed and scored again, a thousand times, from a
fixed seed: the same marks give the same interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.score import LEVELS, SLOTS, Marks, prf

Numbers = npt.NDArray[np.float64]

RESAMPLES = 1000
SEED = 20231128
PERCENTILES = (2.5, 97.5)

# For each measure the counters of what is right, what was found and what stands in the gold.
MEASURES: Mapping[str, tuple[str, str, str]] = {
    **{name: (name, "predicted", "gold") for name in (*LEVELS, *SLOTS)},
    "single comparisons": ("comparison:hit:all", "comparison:predicted:all", "comparison:gold:all"),
}


def measures(marks: Sequence[Marks]) -> dict[str, dict[str, Any]]:
    """
    P, R and F1 of every level and slot over some documents, each F1 with its 95 % interval.

    A slot is right when its observation was found and the slot agrees: P is of all found, R of all
    in the gold. `over_found` is the share among the found ones that stand in the gold. `interval` holds
    the two ends for `p`, `r`, `f1` and `over_found`.
    """
    columns = sorted({counter for counters in MEASURES.values() for counter in counters})
    table = np.array([[one.counts[counter] for counter in columns] for one in marks], np.float64)
    whole = dict(zip(columns, (int(n) for n in table.sum(axis=0)), strict=True)) if marks else dict.fromkeys(columns, 0)
    drawn = dict(zip(columns, resampled(table).T, strict=True)) if marks else {}
    found: dict[str, dict[str, Any]] = {}
    for name, counters in MEASURES.items():
        found[name] = prf(*(whole[counter] for counter in counters))
        if name in SLOTS:
            found[name]["over_found"] = round(whole[name] / whole["detection"], 4) if whole["detection"] else 0.0
        if marks:
            found[name]["interval"] = interval_of(*(drawn[counter] for counter in counters))
            if name in SLOTS:
                found[name]["interval"]["over_found"] = ends(ratio(drawn[name], drawn["detection"]))
    return found


def measures_by_language(marks: Sequence[Marks]) -> dict[str, dict[str, dict[str, Any]]]:
    """`measures` of all documents and of each language."""
    by_language = {lang: [one for one in marks if one.lang == lang] for lang in sorted({one.lang for one in marks})}
    return {bucket: measures(part) for bucket, part in {"all": marks, **by_language}.items()}


def resampled(table: Numbers) -> Numbers:
    """The sums of RESAMPLES draws of as many rows as there are, with replacement: one row a draw."""
    rows = len(table)
    times = np.random.default_rng(SEED).multinomial(rows, np.full(rows, 1 / rows), size=RESAMPLES)
    return times @ table


def interval_of(hit: Numbers, predicted: Numbers, gold: Numbers) -> dict[str, list[float]]:
    """The 95 % intervals of P, R and F1, one draw an element."""
    p, r = ratio(hit, predicted), ratio(hit, gold)
    return {"p": ends(p), "r": ends(r), "f1": ends(ratio(2 * p * r, p + r))}


def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """`part` in `whole`, 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def ends(draws: Numbers) -> list[float]:
    """The two ends of the interval, to four decimals."""
    return [round(float(end), 4) for end in np.percentile(draws, PERCENTILES)]
