"""Intervals, reliability and errors by slot: the figures of `bilan score` beyond the counts."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from pipeline.evaluation import evaluate, faults
from pipeline.gold import GoldDocument, resolve
from pipeline.intervals import MEASURES, measures, measures_by_language
from pipeline.reliability import by_language, reliability, said_in
from pipeline.score import CORE, SLOTS, Judged, Marks, mark_all, report

ROWS = ("vi/units.csv:2", "vi/comparisons.csv:3")


def document(name: str, lang: str, numbers: int) -> GoldDocument:
    """A report of so many sentences with one number each."""
    text = "\n".join(f"Thu {n} tỷ đồng." for n in range(1, numbers + 1))
    golds = [{"at": str(n), "value": n, "unit": "VND", "indicator": "Thu"} for n in range(1, numbers + 1)]
    return resolve({"doc_id": name, "lang": lang, "observations": golds}, text)


def found(one: GoldDocument, *wrong: int, **changes) -> list[dict]:
    """Everything found; the observations at the places `wrong` changed."""
    return [
        {"doc_id": one.doc_id, "indicator": gold.indicator, "value": gold.value, "value_start": gold.start,
         "value_end": gold.end, "unit": gold.unit, "status": "actual", "confidence": 0.9, "because": list(ROWS[:1])}
        | (changes if n in wrong else {})
        for n, gold in enumerate(one.observations)
    ]  # fmt: skip


@pytest.fixture
def marks() -> tuple[Marks, ...]:
    """Three reports: right, half wrong, wrong."""
    documents = [document("a", "vi", 4), document("b", "vi", 4), document("c", "fr", 4)]
    wrong = {"unit": "EUR", "confidence": 0.3, "because": list(ROWS)}
    places = {"a": (), "b": (0, 1), "c": (0, 1, 2, 3)}
    return mark_all(documents, {one.doc_id: found(one, *places[one.doc_id], **wrong) for one in documents})


def test_measures_are_those_of_the_report(marks):
    """The same hits as the score table, for every level and slot."""
    whole, known = measures_by_language(marks), report(marks)
    assert {"all", "vi", "fr"} == set(whole)
    for bucket, one in whole.items():
        assert set(MEASURES) == set(one)
        assert known[bucket]["core"] == {k: v for k, v in one["core"].items() if k != "interval"}
        assert known[bucket]["slots"] == {slot: one[slot]["over_found"] for slot in SLOTS}
    assert (0.5, 0.75, 0.0) == tuple(whole[bucket]["unit"]["f1"] for bucket in ("all", "vi", "fr"))


def test_an_interval_holds_the_score_and_is_the_same_again(marks):
    """Between 0 and 1, around the figure, from a fixed seed."""
    first, again = measures(marks), measures(marks)
    assert first == again
    for one in first.values():
        for name, (low, high) in one["interval"].items():
            assert 0.0 <= low <= one[name] <= high <= 1.0
    low, high = first["core"]["interval"]["f1"]
    assert low < 0.5 < high


def test_documents_are_drawn_and_not_observations(marks):
    """Two documents, one right and one wrong: a quarter of the draws hold only one of them."""
    pair = [marks[0], marks[2]]
    assert [0.0, 1.0] == measures(pair)["core"]["interval"]["f1"]
    assert [1.0, 1.0] == measures(marks[:1])["core"]["interval"]["f1"]


def test_an_interval_narrows_with_more_documents():
    """Sixteen times the documents, a quarter of the width."""
    chance = random.Random(7)
    counts = [Counter({"gold": 5, "predicted": 5, "core": chance.randint(0, 5)}) for _ in range(320)]
    many = [Marks(str(n), "vi", one, ()) for n, one in enumerate(counts)]
    widths = [high - low for low, high in (measures(part)["core"]["interval"]["f1"] for part in (many[:20], many))]
    assert widths[1] < widths[0] / 2.5


def test_nothing_to_score_is_no_error():
    """No document, no gold: zeros, and no interval over nothing."""
    assert {0.0} == {one["f1"] for one in measures([]).values()}
    empty = Marks("a", "vi", Counter(documents=1), ())
    assert [0.0, 0.0] == measures([empty])["core"]["interval"]["f1"]


def test_reliability_is_exact_on_a_small_case():
    """Four said 0.8, three right; two said 0.25, none right."""
    whole = reliability([(0.8, True), (0.8, True), (0.8, True), (0.8, False), (0.25, False), (0.25, False)])
    assert [(0.2, 2, 0.25, 0.0), (0.8, 4, 0.8, 0.75)] == [(one.low, one.n, one.said, one.right) for one in whole.tenths]
    assert round((4 * 0.05 + 2 * 0.25) / 6, 4) == whole.error
    assert (6, 3, 0.3333) == (whole.n, whole.wrong, whole.wrong_in_fifth)


def test_a_perfect_confidence_has_no_error():
    """Certain and right, or certain and wrong, with the wrong ones in the least confident fifth."""
    whole = reliability([(0.0, False), *[(1.0, True)] * 4])
    assert (0.0, 1.0) == (whole.error, whole.wrong_in_fifth)
    assert [0.0, 0.9] == [one.low for one in whole.tenths]
    assert 0 == reliability([]).n


@pytest.mark.parametrize("confidence", [0.1, 0.2, 0.3, 0.6, 0.7, 0.999, 1.0])
def test_a_confidence_falls_into_its_tenth(confidence):
    """A bound belongs to the tenth that it opens; 1.0 to the last."""
    (tenth,) = reliability([(confidence, True)]).tenths
    assert min(0.9, int(confidence * 1000) // 100 / 10) == tenth.low


def test_right_is_the_core_tuple_and_the_spurious_are_wrong(marks):
    """A wrong period is still right in its core; a wrong unit is not; what is in no gold is not."""
    assert Judged({}, ("period", "comparisons_full")).is_core
    assert not any(Judged({}, (slot,)).is_core for slot in (*CORE, "spurious"))
    assert Counter({(0.9, True): 6, (0.3, False): 6}) == Counter(said_in(marks))
    whole = by_language(marks)
    assert (12, 6, 4) == (whole["all"].n, whole["all"].wrong, whole["fr"].n)


def test_incidental_pairs_have_no_verdict():
    """What is paired with incidental gold is neither right nor wrong."""
    text = "Có 9 đại biểu."
    gold = {"at": "9", "value": 9, "unit": "person", "indicator": "đại biểu", "incidental": True}
    one = resolve({"doc_id": "a", "lang": "vi", "observations": [gold]}, text)
    assert [] == said_in(mark_all([one], {"a": found(one)}))
    assert {} == by_language(mark_all([one], {"a": found(one)}))


def test_errors_are_filed_by_slot_with_the_rows_that_fired(marks):
    """The row that fired in every wrong observation stands first, with how often it fired at all."""
    (unit,) = faults(marks)
    assert ("unit", 6) == (unit.name, unit.mistakes)
    assert [(ROWS[1], 6, 6), (ROWS[0], 6, 12)] == [(one.row, one.mistakes, one.fired) for one in unit.culprits]


def test_the_missed_have_no_rows_and_comparisons_are_filed_once():
    """Nothing fired for what was not found; wrong comparisons are no wrong details as well."""
    one = document("a", "vi", 2)
    extra = {"relation": "up", "magnitude": 5, "unit": "%", "base": "prior"}
    predictions = {"a": found(one, 0, comparisons=[extra])[:1]}
    told = {fault.name: fault for fault in faults(evaluate([one], predictions).marks)}
    assert {"missed", "comparisons"} == set(told)
    assert () == told["missed"].culprits
