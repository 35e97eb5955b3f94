"""What `bilan explain` tells of a text: every mention at its place, with the data rows that fired."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from typing import Any

import pytest
from conftest import ROOT

from patterns import languages
from pipeline.explain import explain
from pipeline.record import Rejected, Report, plain
from pipeline.run import process

VI = "Năm 2021, sản lượng điều đạt khoảng 48,2 nghìn tấn, tăng 6,5% so với năm 2020."
FR = "En 2019, la récolte de colza a atteint 41 200 tonnes, en hausse de 6,5 % par rapport à 2018."
TEXTS = {
    "vi": VI,
    "fr": FR,
    "NFD": unicodedata.normalize("NFD", VI),
    "no-break": FR.replace(" ", "\u00a0"),
    "both": f"{VI}\n{FR}\n{VI}",
}
TYPES = ("number", "quantity", "period", "comparison", "indicator")
ROW = re.compile(r"([a-z]+/)?[a-z]+\.(csv:(?P<line>\d+)|toml(: (rule|unit) \d+)?.*)")


def of_type(answer: dict[str, Any], kind: str) -> list[str]:
    return [mention["text"] for mention in answer["mentions"] if mention["type"] == kind]


def test_every_type_of_mention_is_told():
    """In the words of the text."""
    answer = explain(VI)
    assert "vi" == answer["lang"]
    assert ["48,2", "6,5"] == of_type(answer, "number")
    assert ["48,2 nghìn tấn", "6,5%"] == of_type(answer, "quantity")
    assert ["Năm 2021", "năm 2020"] == of_type(answer, "period")
    assert {"tăng", "so với"} <= set(of_type(answer, "comparison"))
    assert ["sản lượng điều"] == of_type(answer, "indicator")


def test_numbers_units_and_periods_have_their_normal_form():
    """Values with multipliers applied, canonical units, the guide's periods."""
    mentions = {(one["type"], one["text"]): one for one in explain(VI)["mentions"]}
    assert 48200 == mentions["number", "48,2"]["value"]
    assert (48200, "t") == tuple(mentions["quantity", "48,2 nghìn tấn"][key] for key in ("value", "unit"))
    assert "2020" == mentions["period", "năm 2020"]["period"]
    assert mentions["indicator", "sản lượng điều"]["value"] is None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_mention_is_the_text_between_its_offsets(text: str):
    """Of the text as given, in whatever form; in order, none twice."""
    mentions = explain(text)["mentions"]
    assert set(TYPES) == {mention["type"] for mention in mentions}
    assert all(text[mention["start"] : mention["end"]] == mention["text"] for mention in mentions)
    places = [(mention["start"], mention["end"], mention["type"]) for mention in mentions]
    assert sorted(set(places)) == places


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_row_that_fired_is_a_row_of_the_data(text: str):
    """File and line exist, and no comment stands there."""
    answer = explain(text)
    told = [one["because"] for one in answer["mentions"] + answer["observations"]]
    rows = set(itertools.chain.from_iterable(told))
    assert rows
    for row in rows:
        match = ROW.fullmatch(row)
        assert match, row
        path = ROOT / "patterns" / row.partition(":")[0]
        lines = path.read_text(encoding="utf-8").split("\n")
        if match["line"]:
            assert lines[int(match["line"]) - 1].strip()
            assert not lines[int(match["line"]) - 1].startswith("#")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_observations_are_those_of_the_chain(text: str):
    """`explain` shows what a run would write, as plain JSON."""
    answer = explain(text, published="2022-03")
    expected = [plain(one) for one in process(Report("text", text, published="2022-03")).observations]
    assert expected == answer["observations"]
    assert answer == json.loads(json.dumps(answer))


def test_a_language_may_be_named():
    """A text too short to tell its language is read in the one that is given."""
    with pytest.raises(Rejected, match="language unknown"):
        explain("12,5 %")
    assert ["12,5"] == of_type(explain("12,5 %", lang="fr"), "number")
    assert {code: code for code in languages()} == {code: explain("12,5 %", lang=code)["lang"] for code in languages()}


def test_an_unknown_language_is_told_with_those_there_are():
    """A cure that can be followed."""
    with pytest.raises(Rejected) as caught:
        explain(VI, lang="xx")
    assert "'xx' is unknown" in caught.value.reason
    assert all(code in caught.value.cure for code in languages())


def test_the_date_of_publication_tells_the_year():
    """Of the periods that leave it out."""
    text = "Trong quý III, sản lượng điều đạt 48.200 tấn."
    (period,) = [one for one in explain(text, published="2021-10")["mentions"] if one["type"] == "period"]
    assert "2021-Q3" == period["period"]


def test_a_text_without_mentions_has_empty_lists():
    """No exception, no nulls."""
    answer = explain("Hội nghị đã diễn ra trong không khí vui vẻ của mọi người.", lang="vi")
    assert [] == answer["observations"]
    assert [] == of_type(answer, "number")
