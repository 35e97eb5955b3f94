"""
Write the dataset: every file of a run, streamed document by document and put in place at the end.

    observations.jsonl  one observation a line, as `schema.json_schema` describes
    observations.csv    the same, flat; .parquet the same, typed
    tuples.csv          a row for each observation and comparison: the table people open first
    documents.csv       a row for each source, read or not
    ledger.csv          a row for each number of the texts, and what became of it
    rejects.jsonl       what could not be used, where, why, and the cure
    run.json            versions, counts, check sums; the only file with a time in it

The same outcomes give the same bytes in every file but run.json. Files are made in a folder of
their own inside the target and renamed at the end, run.json last: a run that dies leaves the files
of the run before it.
"""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pipeline.record import Outcome, plain
from pipeline.tables import (
    DOCUMENT_COLUMNS,
    LEDGER_COLUMNS,
    OBSERVATION_COLUMNS,
    TUPLE_COLUMNS,
    Row,
    document_row,
    frame,
    ledger_row,
    observation_row,
    tuple_rows,
)

CSV_COLUMNS: dict[str, tuple[str, ...]] = {
    "observations.csv": OBSERVATION_COLUMNS,
    "tuples.csv": TUPLE_COLUMNS,
    "documents.csv": DOCUMENT_COLUMNS,
    "ledger.csv": LEDGER_COLUMNS,
}
JSON_LINES = ("observations.jsonl", "rejects.jsonl")
PARQUET = "observations.parquet"
MANIFEST = "run.json"
FILES: tuple[str, ...] = (*JSON_LINES, *CSV_COLUMNS, PARQUET, MANIFEST)

# Rows held before they go to disk: a few MB, and Parquet row groups of a useful size.
ROWS_HELD = 5_000

CURES = {
    errno.ENOSPC: "the disk is full: free some space or choose another folder with --out",
    errno.EDQUOT: "the quota is used up: free some space or choose another folder with --out",
    errno.EACCES: "you may not write there: choose another folder with --out",
    errno.EPERM: "you may not write there: choose another folder with --out",
    errno.EROFS: "that disk is read-only: choose another folder with --out",
    errno.ENOTDIR: "a file stands where a folder is needed: choose another folder with --out",
    errno.EEXIST: "a file stands where a folder is needed: choose another folder with --out",
    errno.EISDIR: "a folder stands where a file is to be written: remove it or choose another folder with --out",
}


class WriteError(Exception):
    """The dataset could not be written; the message names the folder, the reason and the cure."""


@dataclass(slots=True)
class Summary:
    """What a run made, for its closing words and for run.json."""

    documents: int = 0
    read: int = 0  # documents that had a text
    observations: Counter[str] = field(default_factory=Counter)  # by language
    comparisons: int = 0
    numbers: int = 0
    unexplained: int = 0
    rejects: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one document."""
        self.documents += 1
        self.read += not (outcome.rejects and outcome.rejects[0].stage == "read")
        self.observations.update(one.lang for one in outcome.observations)
        self.comparisons += sum(len(one.comparisons) for one in outcome.observations)
        self.numbers += len(outcome.ledger)
        self.unexplained += sum(entry.kind == "unexplained" for entry in outcome.ledger)
        self.rejects += len(outcome.rejects)

    def counts(self) -> dict[str, Any]:
        """The counts as JSON."""
        return {
            "documents": self.documents,
            "observations": self.observations.total(),
            "observations_by_language": dict(sorted(self.observations.items())),
            "comparisons": self.comparisons,
            "numbers": self.numbers,
            "unexplained": self.unexplained,
            "rejects": self.rejects,
        }


def write(outcomes: Iterable[Outcome], folder: Path, *, manifest: Mapping[str, Any]) -> Summary:
    """
    Write the dataset of `outcomes` into `folder` and return the counts.

    `manifest` goes into run.json as it is. Raises WriteError when the disk refuses; whatever stood
    in the folder before is then untouched. An exception of `outcomes` itself passes through, likewise.
    """
    summary = Summary()
    with unfinished(folder) as workshop:
        with Dataset(workshop) as dataset:
            for outcome in outcomes:
                summary.add(outcome)
                with disk(folder):
                    dataset.add(outcome)
            with disk(folder):
                dataset.flush()
        with disk(folder):
            run = {**manifest, "counts": summary.counts(), "files": checksums(workshop)}
            text = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
            (workshop / MANIFEST).write_bytes(text.encode("utf-8", "backslashreplace"))
            for name in FILES:  # run.json is the last
                (workshop / name).replace(folder / name)
    return summary


class Dataset:
    """The open files of a run. Rows are held and go to disk by the thousand."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet

        from pipeline.parquet import arrow_row, arrow_schema

        self._folder, self._arrow_row = folder, arrow_row
        self._held: dict[str, list[Row]] = {name: [] for name in (*CSV_COLUMNS, PARQUET)}
        self._files: dict[str, IO[str]] = {}
        self._fresh = set(CSV_COLUMNS)  # tables whose header is still to be written
        with disk(folder.parent), ExitStack() as stack:
            for name in (*JSON_LINES, *CSV_COLUMNS):
                # A lone surrogate, which no UTF-8 file can hold, is written as \udXXX.
                handle = (folder / name).open("w", encoding="utf-8", errors="backslashreplace", newline="")
                self._files[name] = stack.enter_context(handle)
            self._schema = arrow_schema()
            writer = pyarrow.parquet.ParquetWriter(folder / PARQUET, self._schema, compression="zstd")
            self._parquet = stack.enter_context(writer)
            self._open = stack.pop_all()

    def __enter__(self) -> Dataset:
        return self

    def __exit__(self, *error: object) -> None:
        with disk(self._folder.parent):  # closing writes what is buffered, and the Parquet footer
            self._open.close()

    def add(self, outcome: Outcome) -> None:
        """Take in all rows of one document."""
        for observation in outcome.observations:
            self._line("observations.jsonl", observation)
            self._held["observations.csv"].append(observation_row(observation))
            self._held["tuples.csv"] += tuple_rows(observation)
            self._held[PARQUET].append(self._arrow_row(observation))
        for reject in outcome.rejects:
            self._line("rejects.jsonl", reject)
        self._held["documents.csv"].append(document_row(outcome))
        self._held["ledger.csv"] += map(ledger_row, outcome.ledger)
        if max(map(len, self._held.values())) >= ROWS_HELD:
            self.flush()

    def _line(self, name: str, record: object) -> None:
        self._files[name].write(json.dumps(plain(record), ensure_ascii=False) + "\n")

    def flush(self) -> None:
        """Send the held rows to disk; the first time, the header lines too."""
        import pyarrow

        for name, columns in CSV_COLUMNS.items():
            table = frame(self._held[name], columns)
            table.to_csv(self._files[name], index=False, header=name in self._fresh, lineterminator="\n")
            self._fresh.discard(name)
        if self._held[PARQUET]:
            observations = frame(self._held[PARQUET], self._schema.names)
            arrow = pyarrow.Table.from_pandas(observations, schema=self._schema, preserve_index=False)
            self._parquet.write_table(arrow)
        for rows in self._held.values():
            rows.clear()
        for handle in self._files.values():
            handle.flush()


def checksums(folder: Path) -> dict[str, Any]:
    """Size and SHA-256 of each data file."""
    found = {}
    for name in FILES:
        if name != MANIFEST:
            with (folder / name).open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
            found[name] = {"bytes": (folder / name).stat().st_size, "sha256": digest}
    return found


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A folder inside `folder` (so on the same disk) for files in the making; gone at the end, come what may."""
    with disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield workshop
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into a WriteError that names the folder and the cure."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        cure = CURES.get(error.errno or 0, "check the folder, or choose another one with --out")
        raise WriteError(f"cannot write to {folder}: {reason} ({cure})") from error
