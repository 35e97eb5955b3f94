"""Row coverage: which data rows some sentences touch, by file and line."""

from __future__ import annotations

import csv
import shutil
import tomllib
from dataclasses import replace

import pytest
from conftest import ROOT

from patterns import languages, load_pack
from patterns.loader import FOLDER
from patterns.period_rules import period_phrases
from pipeline.coverage import coverage, coverage_line, covered, fits, rows, untouched_lines

CODE = "vi"


def touched(*texts: str) -> dict[str, set[int]]:
    """The lines of each file of CODE that some texts touch."""
    found: dict[str, set[int]] = {}
    for where in covered(CODE, texts).fired:
        name, _, place = where.partition(":")
        found.setdefault(name.partition("/")[2], set()).add(int(place))
    return found


def line_of(name: str, phrase: str) -> int:
    """Where a phrase stands in a file of CODE, alone or as one of the alternatives of its row."""
    lines = (FOLDER / CODE / name).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if phrase in line.partition(",")[0].strip("()").split("|"))


@pytest.mark.parametrize("code", languages())
def test_every_row_is_listed_at_its_line(code):
    """The phrase of a row stands in the line that the row names; a rule of periods begins there."""
    found = list(rows(code))
    assert len({row.where for row in found}) == len(found) > 100
    files = {path.name for path in (FOLDER / code).glob("*.csv")} | {"periods.toml"}
    known = {row.file.partition("/")[2] for row in found}
    assert known <= files
    assert files - known <= {"paradigms.csv", "verbs.csv"}  # a language may have one form a verb
    for row in found:
        line = (FOLDER / row.file).read_text(encoding="utf-8").splitlines()[row.line - 1]
        assert (
            line == "[[rule]]" if row.file.endswith(".toml") else next(csv.reader([line]))[0].strip() == row.phrases[0]
        )


@pytest.mark.parametrize("code", languages())
def test_every_rule_of_the_periods_is_a_row(code):
    """As many rows as the reader of the data sees."""
    table = tomllib.loads((FOLDER / code / "periods.toml").read_text(encoding="utf-8"))
    assert [tuple(period_phrases(table, rule)) for rule in table["rule"]] == [
        row.phrases for row in rows(code) if row.file.endswith(".toml")
    ]


def test_what_fires_on_the_corpus_is_a_known_row():
    """No row goes by a name that the list does not have; a good part of them fires."""
    covers = coverage(ROOT / "corpus")
    assert set(languages()) == set(covers)
    for one in covers.values():
        assert one.fired <= {row.where for row in one.rows}
        assert len(one.untouched) < len(one.rows) / 2


def test_a_sentence_touches_its_rows_and_no_other():
    """Unit, multiplier, cue: each by its line; nothing is heard of what is not said."""
    found = touched("Thu ngân sách đạt 7 tỷ đồng, tăng 5%.")
    assert line_of("units.csv", "%") in found["units.csv"]
    assert line_of("numbers.csv", "tỷ") in found["numbers.csv"]
    assert line_of("comparisons.csv", "tăng") in found["comparisons.csv"]
    assert line_of("units.csv", "tấn") not in found["units.csv"]
    assert "periods.toml" not in found


def test_a_unit_needs_its_number():
    """The word alone, with nothing counted in it, leaves its row untouched."""
    assert "units.csv" not in touched("Hội nghị bàn về tấn và tạ.")


def test_a_denominator_and_a_joining_word_are_touched():
    """What stands inside a quantity has fired, though it is no quantity of its own."""
    found = touched("Năng suất đạt 7 tạ/ha.", "Có hai trăm lẻ năm hộ.")
    assert {line_of("units.csv", "tạ"), line_of("units.csv", "ha")} <= found["units.csv"]
    assert line_of("numbers.csv", "lẻ") in found["numbers.csv"]


def test_a_marker_of_the_whole_sentence_is_heard():
    """What is looked for anywhere in the sentence leaves no cue: to be heard is enough."""
    assert line_of("markers.csv", "thời gian") in touched("Thời gian chờ khám bình quân là 38 phút.")["markers.csv"]


def test_a_period_touches_its_rule():
    """One of the rules, and it has the words."""
    (rule,) = touched("Năm 2023, thu đạt 7 tỷ đồng.")["periods.toml"]
    assert any(
        "năm" in phrase for row in rows(CODE) if row.where == f"{CODE}/periods.toml:{rule}" for phrase in row.phrases
    )


@pytest.fixture
def patterns(tmp_path):
    """A copy of the data with one more row at the end of a file."""
    folder = tmp_path / "patterns"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with (folder / CODE / "units.csv").open("a", encoding="utf-8") as file:
        file.write("(zzzunit|zzz unit),count,noun,\n")
    return folder


def test_a_new_row_is_untouched_until_a_sentence_has_it(patterns):
    """It is told by file and line, and goes away with its sentence; its other wording stays unheard."""
    number = len((patterns / CODE / "units.csv").read_text(encoding="utf-8").splitlines())
    before, after = (covered(CODE, texts, patterns) for texts in ([], ["Có 5 zzz unit."]))
    other = replace(before, rows=tuple(row for row in before.rows if row.where in after.fired and row.line != number))
    assert len(before.rows) == len(before.untouched) == len(list(rows(CODE, patterns)))
    (gone,) = set(untouched_lines([before])) - set(untouched_lines([after])) - set(untouched_lines([other]))
    assert gone.startswith(
        f"{CODE}/units.csv:{number}: no sentence of the corpus needs '(zzzunit|zzz unit)'; write one"
    )
    row = next(row for row in after.rows if row.line == number and row.file.endswith("units.csv"))
    assert (("zzzunit",),) == after.unheard(row)
    assert f"{len(after.untouched)} of {len(after.rows)} data rows untouched" in coverage_line(after)


def test_listening_changes_nothing():
    """The pack that is in use notes nothing, and finds the same."""
    pack = load_pack(CODE)
    covered(CODE, ["Thu 7 tỷ đồng."])
    assert pack is load_pack(CODE)
    assert type(pack.units).__name__ == "Phrases"


def test_a_slot_takes_any_word():
    """A wording with a slot is heard in the words that filled it."""
    assert fits(("năm", "{year}"), ("năm", "2023"))
    assert not fits(("năm", "{year}"), ("tháng", "2023"))
    assert not fits(("năm", "{year}"), ("năm",))
