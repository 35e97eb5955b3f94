"""Every sentence of corpus/*/examples.toml: exactly its observations, nothing else."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from conftest import ROOT

from patterns import languages
from pipeline.corpus import examples, faults, read_example
from pipeline.gold import GoldError

EXAMPLES = examples(ROOT / "corpus")
AT_LEAST = 120  # sentences a language
ESCAPES_AT_LEAST = 15  # of them, those in which nothing is to be found


@pytest.mark.parametrize("code", languages())
def test_there_are_sentences_enough(code):
    """A suite that finds no sentences passes nothing."""
    own = [one for one in EXAMPLES if one.lang == code]
    assert len(own) >= AT_LEAST
    assert sum(not one.observations for one in own) >= ESCAPES_AT_LEAST
    assert max(Counter(one.id for one in own).values()) == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.id)
def test_example(example):
    """The sentence gives what it says; a known failure still fails."""
    from pipeline.run import process

    told = faults(example, process(example.report).observations)
    if example.known_failure:
        assert told, f"{example.id} passes now: remove its known_failure"
    else:
        assert [] == told, f"{example.id}: {example.text}"


SENTENCE = "Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động, tăng 5% so với năm 2022."
RAW = {
    "id": "x",
    "text": SENTENCE,
    "observations": [
        {"at": "62.850", "indicator": "tạo việc làm mới", "value": 62850, "unit": "person", "period": "2023",
         "modifier": "=", "status": "actual",
         "comparisons": [{"at": "5", "relation": "up", "magnitude": 5, "unit": "%", "base": "prior",
                          "base_period": "2022", "modifier": "="}]},
    ],
}  # fmt: skip


def test_the_right_answer_has_no_faults(make_observation):
    """What conftest's observation says is what the sentence says."""
    assert [] == faults(read_example(RAW, "vi"), [make_observation()])


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": Decimal(62851)}, "value is 62851"),
        ({"unit": "count"}, "unit is 'count'"),
        ({"indicator": "toàn tỉnh"}, "indicator is 'toàn tỉnh'"),
        ({"comparisons": ()}, "comparisons is []"),
        ({"period": "2022"}, "period is '2022', not '2023'"),
        ({"status": "target"}, "status is 'target', not 'actual'"),
        ({"modifier": "~"}, "modifier is '~', not '='"),
        ({"lang": "xx"}, "lang is 'xx'"),
    ],
)
def test_a_wrong_answer_is_told_by_its_field(make_observation, changes, fault):
    """Core slots always, other fields where the example states them."""
    told = faults(read_example(RAW, "vi"), [make_observation(**changes)])
    assert 1 == len(told)
    assert fault in told[0]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"base_period": "2021"}, "base_period is '2021', not '2022'"),
        ({"modifier": ">"}, "a comparison's modifier is '>'"),
    ],
)
def test_a_comparisons_stated_fields_are_judged(make_observation, make_comparison, changes, fault):
    """Beyond the core, what the example writes out."""
    told = faults(read_example(RAW, "vi"), [make_observation(comparisons=(make_comparison(**changes),))])
    assert 1 == len(told)
    assert fault in told[0]


def test_what_the_example_leaves_open_is_not_judged(make_observation):
    """An example without a period does not care for it."""
    raw = {**RAW, "observations": [{k: v for k, v in RAW["observations"][0].items() if k != "period"}]}
    assert [] == faults(read_example(raw, "vi"), [make_observation(period="1999")])


def test_missed_and_invented_observations_are_told(make_observation):
    """One for one, and nothing else."""
    assert ["missed: tạo việc làm mới | 62850 person"] == faults(read_example(RAW, "vi"), [])
    extra = make_observation(value=Decimal(2023), value_start=4, value_end=8)
    assert ["nothing to be found here: tạo việc làm mới | 2023"] == faults(
        read_example(RAW, "vi"), [make_observation(), extra]
    )


def test_incidental_observations_may_be_found_or_not(make_observation):
    """Neither required nor wrong."""
    raw = {**RAW, "observations": [RAW["observations"][0] | {"incidental": True}]}
    example = read_example(raw, "vi")
    assert [] == faults(example, []) == faults(example, [make_observation(unit="count")])


def test_a_parent_is_judged_by_its_place(make_observation):
    """parent = {at, nth} is the anchor of the found parent."""
    text = "Tạo việc làm cho 62.850 lao động, trong đó nữ 30.000 lao động."
    raw = {"id": "x", "text": text, "observations": [
        {"at": "62.850", "indicator": "Tạo việc làm", "value": 62850, "unit": "person"},
        {"at": "30.000", "indicator": "nữ", "value": 30000, "unit": "person", "parent": {"at": "62.850"}},
    ]}  # fmt: skip
    example = read_example(raw, "vi")
    whole = make_observation(id="w", indicator="Tạo việc làm", value_start=17, value_end=23, comparisons=())
    part = make_observation(id="p", indicator="nữ", value=Decimal(30000), value_start=46, value_end=52, comparisons=())
    changed = make_observation(**{f: getattr(part, f) for f in part.__slots__} | {"parent_id": "w"})
    assert [] == faults(example, [whole, changed])
    assert ["nữ | 30000 person: parent is None, not the observation at (17, 23)"] == faults(example, [whole, part])


def test_a_negative_example_says_why():
    """An empty list without a reason is refused."""
    with pytest.raises(GoldError, match="'why' must say"):
        read_example({"id": "x", "text": "Quốc lộ 5.", "observations": []}, "vi")
