"""
Bilan: from Vietnamese and French reports to indicator-value-unit-comparison tuples.

    >>> import pipeline
    >>> pipeline.extract("Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động.")   # doctest: +SKIP
    (Observation(indicator='tạo việc làm mới', value=Decimal('62850'), unit='person', ...),)
    >>> pipeline.extract_frame(["reports/"])                                            # doctest: +SKIP

Importing this package loads nothing heavy; the first extraction does.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.record import Observation

__all__ = ["extract", "extract_frame"]


def extract(text: str, published: str | None = None, *, doc_id: str = "text") -> tuple[Observation, ...]:
    """
    The observations of one text, in its order.

    `published` is an ISO date or month ("2024-01"): it tells the year of "quý III" or "à ce jour".
    A text in no language that Bilan knows has none; `pipeline.run.process` tells the reason.
    """
    from pipeline.record import Report
    from pipeline.run import process

    return process(Report(doc_id, text, published=published)).observations


def extract_frame(sources: str | Path | Iterable[str | Path]) -> pd.DataFrame:
    """The observations of files and folders as a pandas DataFrame, one row each (columns: `Observation`'s fields)."""
    from pipeline.stream import outcomes
    from pipeline.tables import observation_frame

    chosen = [sources] if isinstance(sources, (str, Path)) else list(sources)
    return observation_frame(one for outcome in outcomes(chosen) for one in outcome.observations)
