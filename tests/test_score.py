"""The scorer: each rule of the guide on a small case, and every figure equal to the shared scorer's."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SHARED

from pipeline.baselines import nearest_words, no_comparisons, words_beside
from pipeline.gold import GoldDocument, GoldError, GoldObservation, locate, read_folder, resolve
from pipeline.score import (
    PredictionError,
    align,
    buckets,
    comparison_report,
    judge,
    mark_all,
    read_predictions,
    report,
    same_number,
    same_period,
    token_f1,
)

TEXT = "Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động, tăng 5% so với năm 2022; hộ nghèo giảm 0,5%."
GOLD = {
    "doc_id": "d",
    "lang": "vi",
    "observations": [
        {"at": "62.850", "value": 62850, "unit": "person", "indicator": "tạo việc làm mới", "period": "2023",
         "comparisons": [{"at": "5", "relation": "up", "magnitude": 5, "unit": "%", "base": "prior",
                          "base_period": "2022"}]},
        {"at": None, "indicator": "hộ nghèo", "period": "2023",
         "comparisons": [{"at": "0,5", "relation": "down", "magnitude": 0.5, "unit": "pp", "base": "prior"}]},
    ],
}  # fmt: skip


def as_found(gold: GoldObservation, doc_id: str) -> dict:
    """Gold in the form of observations.jsonl: the perfect prediction."""
    valued = gold.value is not None
    return {
        "doc_id": doc_id, "indicator": gold.indicator, "value": gold.value, "value_high": gold.value_high,
        "value_start": gold.start if valued else None, "value_end": gold.end if valued else None,
        "modifier": gold.modifier, "unit": gold.unit, "status": gold.status, "period": gold.period,
        "comparisons": [
            {"relation": c.relation, "magnitude": c.magnitude, "modifier": c.modifier, "unit": c.unit, "base": c.base,
             "base_period": c.base_period, "base_value": c.base_value,
             "start": c.span and c.span[0], "end": c.span and c.span[1]}
            for c in gold.comparisons
        ],
    }  # fmt: skip


def perfect(documents) -> dict[str, list[dict]]:
    return {one.doc_id: [as_found(gold, one.doc_id) for gold in one.observations] for one in documents}


@pytest.fixture
def document() -> GoldDocument:
    return resolve(GOLD, TEXT)


def test_perfect_predictions_score_one(document):
    """Gold against itself is right in everything."""
    marks = mark_all([document], perfect([document]))
    whole = report(marks)["vi"]
    assert [1.0, 1.0, 1.0] == [whole[level]["f1"] for level in ("detection", "core", "full")]
    assert {1.0} == set(whole["slots"].values())
    assert () == marks[0].mistakes


def test_nothing_found_scores_nothing(document):
    """No prediction: recall 0, and every gold observation is a miss."""
    marks = mark_all([document], {})
    assert (0.0, 2) == (report(marks)["all"]["core"]["f1"], report(marks)["all"]["core"]["gold"])
    assert [("missed",), ("missed",)] == [one.wrong for one in marks[0].mistakes]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"value": 62851}, {"value"}),
        ({"value": 62850.00001}, set()),
        ({"value_high": 70000}, {"value"}),
        ({"unit": "count"}, {"unit"}),
        ({"indicator": "việc làm mới"}, set()),
        ({"indicator": "toàn tỉnh"}, {"indicator"}),
        ({"comparisons": []}, {"comparisons", "comparisons_full"}),
        ({"modifier": "~"}, {"modifier"}),
        ({"status": "target"}, {"status"}),
        ({"period": "2023-01/2023-12"}, set()),
        ({"period": None}, {"period"}),
    ],
)
def test_each_slot_is_judged_on_its_own(document, changes, wrong):
    """A wrong slot is wrong, and no other is."""
    gold = document.observations[0]
    verdict = judge(gold, as_found(gold, "d") | changes)
    assert wrong == {slot for slot, right in verdict.items() if not right}


@pytest.mark.parametrize(
    ("changes", "core", "full"),
    [
        ({"relation": "down"}, False, False),
        ({"magnitude": 5.0004}, True, True),
        ({"magnitude": 5.01}, False, False),
        ({"unit": "pp"}, False, False),
        ({"base": "plan"}, False, False),
        ({"base_period": "2021"}, True, False),
        ({"modifier": "~"}, True, False),
        ({"base_value": 3}, True, False),
    ],
)
def test_comparisons_have_a_core_and_the_rest(document, changes, core, full):
    """Relation, magnitude, unit and base make the core; modifier, base period and base value the full tuple."""
    gold = document.observations[0]
    found = as_found(gold, "d")
    found["comparisons"] = [found["comparisons"][0] | changes]
    verdict = judge(gold, found)
    assert (core, full) == (verdict["comparisons"], verdict["comparisons_full"])


def test_a_unit_without_a_magnitude_does_not_count(document):
    """ "vượt kế hoạch" has no magnitude, so whatever unit is given is not compared."""
    text = "Thu ngân sách đạt 7 tỷ đồng, vượt kế hoạch."
    raw = {"at": "7", "value": 7e9, "unit": "VND", "indicator": "Thu ngân sách",
           "comparisons": [{"relation": "up", "base": "plan"}]}  # fmt: skip
    (gold,) = resolve({"doc_id": "d", "lang": "vi", "observations": [raw]}, text).observations
    found = as_found(gold, "d")
    found["comparisons"][0]["unit"] = "%"
    assert judge(gold, found)["comparisons_full"]


def test_pairs_are_one_to_one_and_prefer_the_longer_overlap(document):
    """Two predictions on one anchor: one is paired, the other is spurious."""
    gold = document.observations[0]
    short = as_found(gold, "d") | {"value_end": gold.start + 2}
    exact = as_found(gold, "d")
    aligned = align(document.observations, [short, exact])
    assert exact is aligned.pairs[0][1]
    assert (short,) == aligned.spurious
    assert 1 == len(aligned.missed)


def test_incidental_gold_is_ignored_both_ways(document):
    """An incidental count found or not found changes nothing."""
    raw = {**GOLD, "observations": [GOLD["observations"][0] | {"incidental": True}, GOLD["observations"][1]]}
    with_incidental = resolve(raw, TEXT)
    everything = perfect([document])
    without = {"d": [one for one in everything["d"] if one["value"] is None]}
    for predictions in (everything, without):
        whole = report(mark_all([with_incidental], predictions))["all"]
        assert (1, 1, 1.0) == (whole["core"]["gold"], whole["core"]["predicted"], whole["full"]["f1"])


def test_numbers_periods_and_names_agree_as_the_guide_says():
    """The three kinds of equality."""
    assert same_number(33.3333, 100 / 3)
    assert not same_number(None, 0)
    assert same_number(None, None)
    assert "2023-S1" == same_period("2023-01/2023-06")
    assert "2023" == same_period("2023-01/2023-12")
    assert "2023-01/2023-09" == same_period("2023-01/2023-09")
    assert "2022-01/2023-06" == same_period("2022-01/2023-06")
    assert 1.0 == token_f1("Tỷ lệ thất nghiệp", "tỷ lệ THẤT nghiệp")
    assert 0.0 == token_f1("", "gì")


def test_comparisons_are_scored_by_relation_and_base(document):
    """A lost comparison lowers its own relation and base, and no other."""
    found = perfect([document])
    found["d"][0]["comparisons"] = []
    kinds = comparison_report(buckets(mark_all([document], found))["all"])
    assert (0.5, 0.0, 1.0) == (kinds["all"]["r"], kinds["up"]["r"], kinds["down"]["r"])
    assert (1, 2) == (kinds["base prior"]["hit"], kinds["base prior"]["gold"])
    assert "all" == next(iter(kinds))


def test_the_baseline_without_comparisons_loses_what_is_only_a_comparison(document):
    """One observation has a value and stays; the other is nothing without its comparison."""
    lazy = no_comparisons(perfect([document]))
    assert [62850] == [one["value"] for one in lazy["d"]]
    assert 0.0 == report(mark_all([document], lazy))["all"]["core"]["f1"]


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [("cho 62.850 lao động, tăng", "62.850", "lao động"), ("tỷ lệ đạt 69,5%.", "69,5", "tỷ lệ đạt"), ("12", "12", "")],
)
def test_the_nearest_words_are_after_the_number_or_before_it(text, at, words):
    """The laziest indicator there is."""
    start, end = locate(text, at)
    assert words == words_beside({"value": 1, "value_start": start, "value_end": end, "comparisons": []}, text)


def test_predictions_for_other_documents_are_left_out(document):
    """The gold folder says which documents count."""
    found = perfect([document]) | {"other": [as_found(document.observations[0], "other")]}
    assert 1.0 == report(mark_all([document], found))["all"]["detection"]["p"]
    assert {"d"} == set(nearest_words(found, {"d": TEXT}))


def test_predictions_are_read_a_line_each(tmp_path):
    """A text with a Unicode line separator is still one line; a broken line is named."""
    one = {"doc_id": "d", "sentence": "a\u2028b"}
    path = tmp_path / "observations.jsonl"
    path.write_text(json.dumps(one, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert {"d": [one]} == read_predictions(path) == read_predictions(tmp_path)
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(PredictionError, match=r"observations.jsonl:1: "):
        read_predictions(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": "62.851"}, "'62.851' does not stand in the text"),
        ({"nth": 2}, "stands 1 times"),
        ({"modifer": "~"}, "did you mean 'modifier'"),
        ({"status": "actuel"}, "did you mean 'actual'"),
        ({"period": "năm 2023"}, "is no period"),
        ({"value": None}, "'at' is given but no value"),
        ({"comparisons": [{"relation": "up", "magnitude": 5, "base": "prior"}]}, "needs 'at'"),
        ({"parent": {"at": "99"}}, "'99' does not stand"),
    ],
)
def test_gold_that_contradicts_the_text_is_refused(change, message):
    """Each error says what is wrong and how to mend it."""
    raw = {**GOLD, "observations": [GOLD["observations"][0] | change]}
    with pytest.raises(GoldError, match=message):
        resolve(raw, TEXT)


def test_two_observations_cannot_share_an_anchor():
    """The second of two equal numbers needs its nth."""
    raw = {**GOLD, "observations": [GOLD["observations"][0], GOLD["observations"][0]]}
    with pytest.raises(GoldError, match="observations 1 and 2 share one anchor"):
        resolve(raw, TEXT)


def folders() -> list[tuple[Path, Path]]:
    """Every place with gold: our corpus, and the real reports where a checkout has them."""
    own = [(path, path) for path in sorted((ROOT / "corpus").glob("*/articles"))]
    real = [(SHARED / "gold/dev/gold", SHARED / "gold/dev/texts")] if SHARED.exists() else []
    return own + real


def spoiled(documents, seed: int) -> dict[str, list[dict]]:
    """Gold as a bad extractor would find it: every kind of mistake, some observations lost, some invented."""
    chance = random.Random(seed)
    found: dict[str, list[dict]] = {}
    for document in documents:
        rows = []
        for gold in document.observations:
            one = as_found(gold, document.doc_id)
            if chance.random() < 0.15:
                continue
            for slot, other in (("value", 7.5), ("unit", "ha"), ("indicator", "khác hẳn"), ("modifier", ">"),
                                ("status", "target"), ("period", "1999"), ("value_high", 9.0)):  # fmt: skip
                if chance.random() < 0.1 and not (slot == "value" and one["value"] is None):
                    one[slot] = other
            for comparison in one["comparisons"]:
                for slot, other in (("relation", "flat"), ("base", "total"), ("unit", "ha"), ("base_period", "1998"),
                                    ("magnitude", 1.25), ("base_value", 3.0), ("modifier", "<")):  # fmt: skip
                    if chance.random() < 0.1:
                        comparison[slot] = other
            if chance.random() < 0.1:
                one["comparisons"] = one["comparisons"][1:]
            rows.append(one)
            if chance.random() < 0.1:
                rows.append(one | {"value_start": gold.start + 1, "value_end": gold.end + 3, "value": 3})
        chance.shuffle(rows)
        found[document.doc_id] = rows
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("folder", folders(), ids=lambda pair: pair[0].parent.name)
def test_every_figure_is_the_shared_scorers(folder, seed, monkeypatch):
    """On spoiled gold, P/R/F1, slots and mistakes are those of the shared score.py (where a checkout has it)."""
    documents = read_folder(*folder)
    assert documents
    found = perfect(documents) if seed == 0 else spoiled(documents, seed)
    marks = mark_all(documents, found)
    ours = report(marks)
    assert (1.0 == ours["all"]["full"]["f1"]) == (seed == 0)
    if not SHARED.exists():
        return
    theirs_module = load_shared(monkeypatch)
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder[0].glob("*.json"))]
    resolved = [
        sys.modules["resolve"].resolve(gold, (folder[1] / f"{gold['doc_id']}.txt").read_bytes().decode("utf-8"))
        for gold in golds
    ]
    theirs, errors = theirs_module.score(resolved, found)
    assert theirs == ours
    flat = [(one.doc_id, one.wrong) for document in marks for one in document.mistakes]
    assert [(one["doc_id"], tuple(one["wrong"])) for one in errors] == flat


def load_shared(monkeypatch):
    """The shared scorer as a module."""
    monkeypatch.syspath_prepend(str(SHARED / "gold"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
