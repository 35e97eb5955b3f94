"""The linter: every kind of finding, at its file and line, with its cure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT

from patterns import languages
from pipeline.check import Finding, check_corpus, check_patterns, observation_lines, vocabulary

CODE = languages()[0]
TEXT = "Tạo việc làm mới cho 62.850 lao động, tăng 5%."
OBSERVATION = {
    "at": "62.850", "value": 62850, "unit": "person", "indicator": "tạo việc làm mới",
    "comparisons": [{"at": "5", "relation": "up", "magnitude": 5, "unit": "%", "base": "prior"}],
}  # fmt: skip
EXAMPLE = """# a comment
[[example]]
id = "one"
text = "Tạo việc làm mới cho 62.850 lao động."
observations = [
  {at = "62.850", indicator = "tạo việc làm mới", value = 62850, unit = "person"},
]

[[example]]
id = "two"
text = "Quốc lộ 5."
why = "the number of a road"
observations = []
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one sound report and two sound sentences."""
    home = tmp_path / CODE / "articles"
    home.mkdir(parents=True)
    (home / "report.txt").write_text(TEXT, encoding="utf-8")
    save(home / "report.json", gold())
    (tmp_path / CODE / "examples.toml").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def gold(**changes) -> dict:
    return {"doc_id": "report", "lang": CODE, "published": "2024-01", "observations": [OBSERVATION]} | changes


def save(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def problems(corpus: Path) -> list[tuple[str, int, str]]:
    found, _ = check_corpus(corpus, vocabulary(None))
    return [(Path(one.file).name, one.line, one.problem) for one in found]


def test_a_sound_corpus_has_no_findings(corpus):
    """Nothing to mend, and the counts are right."""
    found, (count,) = check_corpus(corpus, vocabulary(None))
    assert [] == found
    assert (1, 2, 1, 0, 2) == (
        count.articles,
        count.examples,
        count.negatives,
        count.known_failures,
        count.observations,
    )


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        ({"at": "62.851"}, 6, "'62.851' does not stand in the text as a number of its own"),
        ({"unit": "persn"}, 6, "unit 'persn': 'persn' is unknown; did you mean 'person'?"),
        ({"unit": "VDN/person"}, 6, "'VDN' is unknown; did you mean 'VND'?"),
        ({"unit": None}, 6, "a value needs a unit"),
        ({"value_high": 5}, 6, "value_high 5 is not above value 62850"),
        ({"indicator": " "}, 6, "the indicator is empty"),
        ({"modifier": "≈"}, 6, "modifier '≈' is unknown"),
        ({"comparison": []}, 6, "did you mean 'comparisons'"),
        ({"parent": {"at": "5"}}, 6, "the parent is no observation's anchor"),
    ],
)
def test_a_wrong_observation_is_named_with_its_line(corpus, change, line, problem):
    """The line is that of the observation in its file."""
    save(corpus / CODE / "articles" / "report.json", gold(observations=[OBSERVATION | change]))
    ((name, found, told),) = problems(corpus)
    assert ("report.json", line) == (name, found)
    assert problem in told


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"doc_id": "other"}, "doc_id 'other' is not the file's name; write 'report'"),
        ({"lang": "xx"}, f"lang 'xx' is not the folder's; write '{CODE}'"),
        ({"published": "hôm qua"}, "published 'hôm qua' is no date"),
        ({"observation": []}, "did you mean 'observations'"),
    ],
)
def test_a_wrong_head_is_named(corpus, change, problem):
    """Name, language, date and keys of a gold file."""
    save(corpus / CODE / "articles" / "report.json", gold(**change))
    ((name, _, told),) = problems(corpus)
    assert "report.json" == name
    assert problem in told


def test_two_observations_on_one_anchor_are_named(corpus):
    """The second needs its nth."""
    save(corpus / CODE / "articles" / "report.json", gold(observations=[OBSERVATION, OBSERVATION]))
    assert ["'62.850' is the anchor of two observations; set 'nth'"] == [told for *_, told in problems(corpus)]


def test_broken_files_are_named_at_the_place_of_the_break(corpus):
    """JSON, TOML and texts that are none."""
    home = corpus / CODE / "articles"
    (home / "report.json").write_text('{\n "doc_id": "report",\n oops', encoding="utf-8")
    (home / "lonely.txt").write_text("Không có.", encoding="utf-8")
    save(home / "orphan.json", gold(doc_id="orphan"))
    (corpus / CODE / "examples.toml").write_text('[[example]]\nid = "one"\ntext = \n', encoding="utf-8")
    found = {(name, line): told for name, line, told in problems(corpus)}
    assert found["report.json", 3].startswith("no JSON")
    assert found["examples.toml", 3].startswith("no TOML")
    assert found["lonely.txt", 1] == "has no gold; write lonely.json beside it"
    assert found["orphan.json", 1] == "has no text; write orphan.txt beside it"


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('why = "the number of a road"\n', "", 9, "observations is empty, so 'why' must say"),
        ('id = "two"', 'id = "one"', 9, "id 'one' is used at"),
        ('at = "62.850"', 'at = "62.851"', 6, "'62.851' does not stand in the text"),
        ('unit = "person"', 'unit = "persn"', 6, "did you mean 'person'"),
        ('text = "Quốc lộ 5."', 'txt = "Quốc lộ 5."', 9, "did you mean 'text'"),
        ('text = "Quốc lộ 5."', 'text = "Tạo việc làm mới cho 62.850 lao động."', 9, "the sentence stands at"),
        ('id = "two"', 'id = "two"\npublished = "2024"', 9, "published '2024' is no date"),
    ],
)
def test_a_wrong_sentence_is_named_with_its_line(corpus, old, new, line, problem):
    """The line is that of the observation, else of the [[example]]."""
    assert old in EXAMPLE
    (corpus / CODE / "examples.toml").write_text(EXAMPLE.replace(old, new), encoding="utf-8")
    told = [(found, told) for name, found, told in problems(corpus) if name == "examples.toml"]
    assert [line] == [found for found, _ in told]
    assert problem in told[0][1]


def test_a_folder_that_is_no_corpus_is_named(tmp_path):
    """An empty place is a finding, not a clean bill."""
    ((_, _, told),) = problems(tmp_path / "nowhere")
    assert "no language folder here" in told


def test_a_language_without_patterns_is_named(corpus):
    """A folder whose name no pattern data knows."""
    (corpus / CODE).rename(corpus / (CODE + "x"))
    assert any(
        f"no patterns for the language '{CODE}x'; did you mean '{CODE}'?" in told for *_, told in problems(corpus)
    )


def test_observation_lines_are_those_of_the_file():
    """One line for each element, however it is laid out."""
    assert [2, 3, 3] == observation_lines('{"observations": [\n {"a": [1]},\n {"b": 2}, {"c": 3}]}')
    assert [] == observation_lines("{}")


def test_a_finding_reads_as_file_line_problem():
    """The form that editors turn into a link."""
    assert "a/b.json:3: wrong" == str(Finding("a/b.json", 3, "wrong"))


def test_our_own_data_is_clean():
    """The patterns and the corpus of this repository have no findings."""
    assert [] == check_patterns(None)
    found, counts = check_corpus(ROOT / "corpus", vocabulary(None))
    assert [] == [str(one) for one in found]
    assert set(languages()) == {one.lang for one in counts}
