"""The benchmark measures what runs: its stages are those of run.py, and it leaves them as they were."""

from __future__ import annotations

from conftest import SENTENCE

from benchmarks.__main__ import RIVALS, STAGES, stopwatches
from patterns import languages, load_pack
from pipeline import run
from pipeline.record import Report


def test_every_stage_is_timed_and_put_back():
    """A renamed stage would be measured as free."""
    before = {stage: getattr(run, stage) for stage in STAGES}
    with stopwatches() as spent:
        run.process(Report("one", SENTENCE))
    assert set(STAGES) == {stage for stage, seconds in spent.items() if seconds > 0}
    assert before == {stage: getattr(run, stage) for stage in STAGES}


def test_every_language_has_something_to_be_measured_against():
    """By its tokeniser."""
    assert {load_pack(code).tokenizer.split(":")[0] for code in languages()} <= set(RIVALS)
