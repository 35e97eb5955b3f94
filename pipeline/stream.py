"""From sources to outcomes, one document at a time: reading and processing joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.record import Outcome, Reject, Report


def outcomes(sources: Iterable[str | Path], *, limit: int | None = None) -> Iterator[Outcome]:
    """Read and process one document after the other; a source that cannot be read is an outcome too."""
    from pipeline.read import read_reports
    from pipeline.run import process

    for item in read_reports(sources, limit=limit):
        yield unread(item) if isinstance(item, Reject) else process(item)


def unread(reject: Reject) -> Outcome:
    """The outcome of a source that never became a report."""
    return Outcome(Report(reject.doc_id, "", source=reject.source), None, rejects=(reject,))


def load_packs() -> None:
    """Load every language's data now, so that a malformed row stops the program before any work (PatternError)."""
    from patterns import languages, load_pack

    for code in languages():
        load_pack(code)
