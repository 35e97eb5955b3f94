"""The files of a run: content, determinism, atomicity, and what a disk may refuse."""

from __future__ import annotations

import csv
import errno
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest
from conftest import SENTENCE

from patterns import languages
from pipeline import write as writer
from pipeline.record import Outcome, Reject, Report
from pipeline.schema import json_schema
from pipeline.tables import OBSERVATION_COLUMNS, TUPLE_COLUMNS, exact, observation_frame
from pipeline.write import FILES, WriteError, write

DATA_FILES = [name for name in FILES if name != "run.json"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_a_run_leaves_exactly_the_promised_files(tmp_path, make_outcome):
    """Every file is there, nothing else is."""
    write([make_outcome()], tmp_path / "new" / "out", manifest={})
    assert sorted(FILES) == sorted(path.name for path in (tmp_path / "new" / "out").iterdir())


def test_observations_are_lines_that_fit_the_schema(tmp_path, make_outcome):
    """observations.jsonl is what the contract describes."""
    write([make_outcome("a"), make_outcome("b")], tmp_path, manifest={})
    found = lines(tmp_path / "observations.jsonl")
    assert ["a", "b"] == [one["doc_id"] for one in found]
    for one in found:
        jsonschema.validate(one, json_schema(languages()))


def test_tuples_has_a_row_for_each_comparison(tmp_path, make_outcome, make_observation, make_comparison):
    """Two comparisons give two rows, none gives one."""
    two = make_observation(comparisons=(make_comparison(), make_comparison(base="plan", magnitude=Decimal("8.36"))))
    none = make_observation(id="f" * 16, comparisons=())
    write([make_outcome(observations=(two, none))], tmp_path, manifest={})
    table = rows(tmp_path / "tuples.csv")
    assert list(TUPLE_COLUMNS) == list(table[0])
    assert [("prior", "5"), ("plan", "8.36"), ("", "")] == [(row["base"], row["magnitude"]) for row in table]
    assert ["62850", "62850", "62850"] == [row["value"] for row in table]


def test_csv_numbers_are_exact(tmp_path, make_outcome, make_observation):
    """No binary float touches a number on its way into a CSV."""
    big = make_observation(value=Decimal(11511868600000001), value_high=Decimal("0.10"))
    write([make_outcome(observations=(big,))], tmp_path, manifest={})
    for name in ("observations.csv", "tuples.csv"):
        (row,) = rows(tmp_path / name)
        assert ("11511868600000001", "0.1") == (row["value"], row["value_high"])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("6.50", "6.5"),
        ("5E+9", "5000000000"),
        ("100", "100"),
        ("0.000001", "0.000001"),
        ("-3.10", "-3.1"),
        (None, None),
    ],
)
def test_exact_writes_numbers_in_full(number, text):
    """No exponent, no idle zeros, no lost ones."""
    assert text == exact(None if number is None else Decimal(number))


def test_parquet_has_doubles_and_exact_text(tmp_path, make_outcome, make_observation, make_comparison):
    """A number is at hand as a double and in full as text; lists are lists."""
    one = make_observation(value=Decimal(11511868600000001), comparisons=(make_comparison(magnitude=Decimal("0.6")),))
    write([make_outcome(observations=(one,))], tmp_path, manifest={})
    (row,) = pq.read_table(tmp_path / "observations.parquet").to_pylist()
    assert ("11511868600000001", 11511868600000001.0) == (row["value_exact"], row["value"])
    assert (0.6, "0.6") == (row["comparisons"][0]["magnitude"], row["comparisons"][0]["magnitude_exact"])
    assert ["vi/comparisons.csv:3"] == row["because"]
    assert set(OBSERVATION_COLUMNS) <= set(row)


def test_an_absurd_number_breaks_no_file(tmp_path, make_outcome, make_observation):
    """Forty digits in a broken document cost the other documents nothing."""
    absurd = make_observation(value=Decimal("1" * 40), comparisons=())
    write([make_outcome(observations=(absurd,))], tmp_path, manifest={})
    assert "1" * 40 == rows(tmp_path / "tuples.csv")[0]["value"]
    assert ["1" * 40] == pq.read_table(tmp_path / "observations.parquet")["value_exact"].to_pylist()


def test_a_run_without_observations_still_makes_readable_tables(tmp_path, make_outcome):
    """Headers and an empty Parquet file; an unread source has its line in documents.csv."""
    unread = Outcome(
        Report("x", "", source="x.bin"), None, rejects=(Reject("x", "x.bin", "read", "binary", "send text"),)
    )
    summary = write([unread], tmp_path, manifest={})
    assert list(OBSERVATION_COLUMNS) == list(pd.read_csv(tmp_path / "observations.csv").columns)
    assert 0 == pq.read_table(tmp_path / "observations.parquet").num_rows
    assert [("x", "0", "1")] == [(r["doc_id"], r["characters"], r["rejects"]) for r in rows(tmp_path / "documents.csv")]
    assert (1, 0, 1) == (summary.documents, summary.read, summary.rejects)


def test_rejects_name_stage_reason_and_cure(tmp_path, make_outcome):
    """A reject is a line that a person can act on."""
    write([make_outcome()], tmp_path, manifest={})
    (reject,) = lines(tmp_path / "rejects.jsonl")
    assert ("normalize", "ambiguous number: 6.93", "write 6,93") == (reject["stage"], reject["reason"], reject["cure"])


def test_the_ledger_has_a_row_for_each_number(tmp_path, make_outcome):
    """Every number of the text, and the observation it is part of."""
    write([make_outcome()], tmp_path, manifest={})
    table = rows(tmp_path / "ledger.csv")
    assert ["period", "observation", "unexplained"] == [row["kind"] for row in table]
    assert "0123456789abcdef" == table[1]["observation_id"]
    assert all(SENTENCE[int(row["start"]) : int(row["end"])] == row["text"] for row in table)


def test_same_outcomes_same_bytes(tmp_path, make_outcome, monkeypatch):
    """Every file but run.json is the same, whatever the time, and however many rows are held at once."""
    documents = [make_outcome(f"doc-{n:02}") for n in range(7)]
    write(documents, tmp_path / "a", manifest={"started": "now"})
    write(documents, tmp_path / "b", manifest={"started": "later"})
    for name in DATA_FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    monkeypatch.setattr(writer, "ROWS_HELD", 2)
    write(documents, tmp_path / "c", manifest={})
    for name in DATA_FILES:
        if name.endswith(".csv"):
            assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "c" / name).read_bytes(), name


def test_the_manifest_keeps_counts_and_check_sums(tmp_path, make_outcome):
    """run.json says what was counted and what the files' bytes are."""
    write([make_outcome()], tmp_path, manifest={"version": "9"})
    run = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert "9" == run["version"]
    assert {"vi": 1} == run["counts"]["observations_by_language"]
    assert (3, 1, 1) == tuple(run["counts"][name] for name in ("numbers", "unexplained", "rejects"))
    assert sorted(DATA_FILES) == sorted(run["files"])
    assert run["files"]["ledger.csv"]["bytes"] == (tmp_path / "ledger.csv").stat().st_size


def test_a_lone_surrogate_is_written_in_valid_utf8(tmp_path, make_outcome, make_observation):
    """Text that no UTF-8 file can hold is spelled out; JSON reads it back as it was."""
    odd = make_observation(sentence="lương \ud800 tăng", comparisons=())
    write([make_outcome(observations=(odd,))], tmp_path, manifest={})
    assert "lương \ud800 tăng" == lines(tmp_path / "observations.jsonl")[0]["sentence"]
    for name in DATA_FILES:
        if not name.endswith(".parquet"):
            (tmp_path / name).read_bytes().decode("utf-8")


def test_a_run_that_fails_leaves_the_old_files_alone(tmp_path, make_outcome):
    """An exception half way changes nothing in the folder and leaves no rubbish."""
    write([make_outcome()], tmp_path, manifest={})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def broken():
        yield make_outcome("other")
        raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError):
        write(broken(), tmp_path, manifest={})
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_full_disk_is_told_with_its_cure(tmp_path, make_outcome, monkeypatch):
    """The message names the folder, the reason and what to do."""

    def full(self, outcome):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer.Dataset, "add", full)
    with pytest.raises(WriteError, match=r"out: No space left on device \(the disk is full: free some space"):
        write([make_outcome()], tmp_path / "out", manifest={})
    assert [] == list((tmp_path / "out").iterdir())


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path, make_outcome):
    """--out that names a file is no folder."""
    (tmp_path / "out").write_text("mine")
    with pytest.raises(WriteError, match="a file stands where a folder is needed"):
        write([make_outcome()], tmp_path / "out", manifest={})
    assert "mine" == (tmp_path / "out").read_text()


def test_the_data_frame_is_ready_for_analysis(make_observation):
    """Numbers are numbers, lists are lists, columns are the record's."""
    table = observation_frame([make_observation(), make_observation(value=None)])
    assert list(OBSERVATION_COLUMNS) == list(table.columns)
    assert 62850.0 == table["value"].sum()
    assert "up" == table["comparisons"][0][0]["relation"]
    assert 0 == len(observation_frame([]))
