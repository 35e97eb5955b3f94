"""The Python API: `pipeline.extract` for one text, `pipeline.extract_frame` for files."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT

import pipeline
from pipeline.record import Observation, Report
from pipeline.run import process
from pipeline.tables import OBSERVATION_COLUMNS

VI = "Năm 2021, sản lượng điều đạt 48.200 tấn, tăng 6,5% so với năm 2020."
FR = "En 2019, la récolte de colza a atteint 41 200 tonnes, en hausse de 6,5 % par rapport à 2018."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports and one that cannot be read."""
    (tmp_path / "a.txt").write_text(VI, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"{FR}\n{FR}", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    return tmp_path


def test_extract_gives_the_observations_of_a_text():
    """What the chain gives, as a tuple of records."""
    found = pipeline.extract(VI)
    assert process(Report("text", VI)).observations == found
    (one,) = found
    assert isinstance(one, Observation)
    assert ("text", Decimal(48200), "t", "2021") == (one.doc_id, one.value, one.unit, one.period)


def test_the_date_of_publication_tells_the_year():
    """An ISO date or month."""
    text = "9 tháng đầu năm, sản lượng điều đạt 48.200 tấn."
    for published in ("2021-10", "2021-10-05"):
        assert ["2021-01/2021-09"] == [one.period for one in pipeline.extract(text, published)]
        assert ["2021-01/2021-09"] == [one.period for one in pipeline.extract(text, published=published)]
    assert [None] == [one.period for one in pipeline.extract(text)]


def test_the_name_of_the_document_is_the_callers():
    """It is in every row, and in the ids."""
    (one,), (other,) = pipeline.extract(VI, doc_id="one"), pipeline.extract(VI, doc_id="other")
    assert ("one", "other") == (one.doc_id, other.doc_id)
    assert one.id != other.id


@pytest.mark.parametrize("text", ["", "12,5 %", "In 2023 the province created 62,850 new jobs, up 8.36% on the plan."])
def test_a_text_that_is_not_read_has_no_observations(text: str):
    """No exception."""
    assert () == pipeline.extract(text)


def test_extract_frame_has_a_row_an_observation(folder: Path):
    """Of every file of a folder, in order; a file that cannot be read has none."""
    table = pipeline.extract_frame(folder)
    assert isinstance(table, pd.DataFrame)
    assert list(OBSERVATION_COLUMNS) == list(table.columns)
    assert ["a", "b", "b"] == list(table["doc_id"])
    assert ["vi", "fr", "fr"] == list(table["lang"])
    assert [48200.0, 41200.0, 41200.0] == list(table["value"])


def test_extract_frame_takes_one_source_or_many(folder: Path):
    """A path, a string, a list, any iterable."""
    one = pipeline.extract_frame(folder / "a.txt")
    pd.testing.assert_frame_equal(one, pipeline.extract_frame(str(folder / "a.txt")))
    pd.testing.assert_frame_equal(one, pipeline.extract_frame([folder / "a.txt"]))
    assert ["b", "b", "a"] == list(pipeline.extract_frame(iter([folder / "b.txt", folder / "a.txt"]))["doc_id"])


def test_a_frame_is_ready_for_analysis(folder: Path):
    """Numbers are floats, a missing one is NaN, comparisons are lists of plain dicts."""
    (folder / "d.txt").write_text("Nông nghiệp tăng 3,88%.", encoding="utf-8")
    table = pipeline.extract_frame(folder).set_index("doc_id")
    assert "float64" == str(table["value"].dtype) == str(table["confidence"].dtype)
    assert pd.isna(table.loc["d", "value"])
    (comparison,) = table.loc["a", "comparisons"]
    assert ("up", 6.5, "%", "prior", "2020") == tuple(
        comparison[key] for key in ("relation", "magnitude", "unit", "base", "base_period")
    )


def test_an_empty_frame_has_its_columns(folder: Path):
    """Nothing found is a table without rows."""
    table = pipeline.extract_frame(folder / "c.txt")
    assert (0, len(OBSERVATION_COLUMNS)) == table.shape


def test_importing_the_package_loads_nothing_heavy():
    """The first extraction does."""
    code = "import sys, pipeline; print(sorted({'spacy', 'pandas', 'underthesea', 'regex'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "[]" == done.stdout.strip()
