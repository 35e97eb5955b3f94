"""The floors: today's scores on corpus/ are not under corpus/floors.toml, and the file is of this corpus."""

from __future__ import annotations

import pytest
from conftest import ROOT

from patterns import languages
from pipeline import gate
from pipeline.corpus import articles
from pipeline.score import mark_all

CORPUS = ROOT / "corpus"
REPORTS_AT_LEAST = 12  # a language
ROWS = {"vi": 5}  # untouched ones, as the stand-in of coverage tells them


@pytest.fixture(scope="module")
def today():
    return gate.floors_of(gate.measure(CORPUS))


def test_there_are_reports_enough():
    """Floors over nothing hold nothing."""
    for code in languages():
        assert sum(one.lang == code for one in articles(CORPUS)) >= REPORTS_AT_LEAST


def test_the_floors_are_of_this_corpus():
    """A changed report or gold file needs its floors pinned again: make floors."""
    assert gate.fingerprint(CORPUS) == gate.read(CORPUS)[0]


def test_no_score_is_under_its_floor(today):
    """Detection, core and full F1 and the slots, by language."""
    _, floors = gate.read(CORPUS)
    assert set(languages()) == set(floors)
    assert {*gate.LEVELS, *gate.SLOT_FLOORS} == set(floors[languages()[0]])
    assert [] == gate.below(floors, today)


def test_no_language_has_more_untouched_rows_than_pinned():
    """A new data row comes with its sentence."""
    pinned = gate.ceilings(CORPUS)
    assert set(languages()) == set(pinned)
    assert [] == gate.above(pinned, gate.untouched(CORPUS))


def test_floors_are_cut_so_that_the_same_score_reaches_them(today):
    """Pinning and measuring again is no regression."""
    assert [] == gate.below(today, today)
    assert 0.999 == gate.cut(0.9999)
    assert 0.57 == gate.cut(0.57)


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A small corpus whose pipeline finds everything, until `found.clear()`."""
    home = tmp_path / "vi" / "articles"
    home.mkdir(parents=True)
    (home / "a.txt").write_text("Thu 7 tỷ đồng.", encoding="utf-8")
    gold = (
        '{"doc_id": "a", "lang": "vi", "observations": [{"at": "7", "value": 7e9, "unit": "VND", "indicator": "Thu"}]}'
    )
    (home / "a.json").write_text(gold, encoding="utf-8")
    one = {"indicator": "Thu", "value": 7e9, "value_start": 4, "value_end": 5, "unit": "VND", "status": "actual"}
    found = {"a": [one]}
    monkeypatch.setattr(gate, "find_all", lambda documents: found)
    monkeypatch.setattr(gate, "untouched", lambda folder: {"vi": ROWS["vi"]})
    monkeypatch.setitem(ROWS, "vi", 5)
    return tmp_path, found


def test_floors_rise_freely_and_fall_only_by_the_flag(corpus, capsys):
    """--update refuses to lower; --allow-regression does not."""
    folder, found = corpus
    run = lambda *flags: gate.main(["--corpus", str(folder), *flags])  # noqa: E731
    assert 1 == run()  # nothing pinned yet
    assert 0 == run("--update")
    assert 1.0 == gate.read(folder)[1]["vi"]["full"]
    assert 0 == run()
    found.clear()
    assert 1 == run()
    assert 1 == run("--update")
    assert 1.0 == gate.read(folder)[1]["vi"]["full"]
    assert "vi full: 0.000 is under the floor 1.000" in capsys.readouterr().err
    assert 0 == run("--update", "--allow-regression")
    assert 0.0 == gate.read(folder)[1]["vi"]["full"]


def test_ceilings_fall_freely_and_rise_only_by_the_flag(corpus, capsys):
    """One untouched row more fails; one fewer lowers the ceiling when it is pinned."""
    folder, _ = corpus
    run = lambda *flags: gate.main(["--corpus", str(folder), *flags])  # noqa: E731
    assert 0 == run("--update")
    assert {"vi": 5} == gate.ceilings(folder)
    assert {"vi"} == set(gate.read(folder)[1])
    ROWS["vi"] = 4
    assert 0 == run()
    assert 0 == run("--update")
    ROWS["vi"] = 5
    assert 1 == run()
    assert 1 == run("--update")
    assert {"vi": 4} == gate.ceilings(folder)
    assert "vi: 5 data rows without a sentence, the ceiling is 4" in capsys.readouterr().err
    assert 0 == run("--update", "--allow-regression")
    assert {"vi": 5} == gate.ceilings(folder)


def test_a_changed_corpus_trips_the_gate(corpus):
    """An easier report cannot lift the scores unseen."""
    folder, _ = corpus
    assert 0 == gate.main(["--corpus", str(folder), "--update"])
    before = gate.fingerprint(folder)
    (folder / "vi" / "articles" / "a.txt").write_text("Thu 7 tỷ đồng. ", encoding="utf-8")
    assert before != gate.fingerprint(folder)
    assert 1 == gate.main(["--corpus", str(folder)])


def test_the_measure_is_the_scorers(corpus):
    """The gate and `bilan score` count the same way."""
    folder, found = corpus
    assert gate.floors_of(gate.measure(folder)) == gate.floors_of(mark_all(articles(folder), found))
