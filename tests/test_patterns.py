"""The data files: every malformed row stops with its place and a cure; a language is a folder; ours are clean."""

from __future__ import annotations

import csv
import itertools
import re
import shutil
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from extractors.lines import read_line
from patterns import PatternError, check, languages, load_pack, load_units, loader
from patterns.loader import known_unit
from patterns.pack import CUE_KINDS, MARKER_KINDS
from patterns.phrases import split_pieces

OURS = ROOT / "patterns"
DATA_FILES = sorted(path for code in languages() for path in (OURS / code).glob("*.*") if path.suffix != ".md")
CSV_DATA = [path for path in DATA_FILES if path.suffix == ".csv"]
TOML_DATA = [path for path in DATA_FILES if path.suffix == ".toml"]
CSV_FILES = sorted({path.stem for path in CSV_DATA})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files that a test may spoil."""
    copy = tmp_path / "patterns"
    shutil.copytree(OURS, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV file, without header and comments."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    return [row for row in rows if row and not row[0].startswith("#")][1:]


def name_of(path: Path) -> str:
    """A data file as the errors name it."""
    return f"{path.parent.name}/{path.name}"


def add_line(path: Path, line: str) -> int:
    """Add a line at the end of a file; its number."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    path.write_text(text + line + "\n", encoding="utf-8")
    return text.count("\n") + 1


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r} to spoil"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaint(folder: Path, code: str = "vi") -> str:
    """What loading a language says."""
    with pytest.raises(PatternError) as caught:
        load_pack(code, folder)
    return str(caught.value)


BAD_ROWS = [
    ("vi/units.csv", "thùng gỗ,VDN,noun,", "unit 'VDN' is unknown; did you mean 'VND'?"),
    ("vi/units.csv", "thùng gỗ,VDN/person,noun,", "unit 'VDN/person' is unknown"),
    ("vi/units.csv", "thùng gỗ,count,nuon,", "role 'nuon' is unknown; did you mean 'noun'?"),
    ("vi/units.csv", "thùng gỗ,count,noun,nghìn", "'nghìn' is no number; write it as 1000 or 0.5"),
    ("vi/units.csv", "thùng gỗ,count,noun", "3 fields where the header has 4; quote commas"),
    ("vi/units.csv", "thùng, gỗ,count,noun,", "5 fields where the header has 4; quote commas"),
    ("vi/units.csv", ",count,noun,", "the phrase is empty; fill it or remove the row"),
    ("vi/units.csv", "  ,count,noun,", "the phrase is empty; fill it or remove the row"),
    ("vi/units.csv", "[],count,noun,", "phrase '[]' is empty"),
    ("vi/units.csv", "(thùng|hòm gỗ,count,noun,", "'(' is not closed"),
    ("vi/units.csv", "thùng [gỗ,count,noun,", "'[' is not closed"),
    ("vi/units.csv", "thùng gỗ),count,noun,", "unbalanced ')' in phrase 'thùng gỗ)'"),
    ("vi/numbers.csv", "mươi mốt,hai,unit", "'hai' is no number; write it as 1000 or 0.5"),
    ("vi/numbers.csv", "mươi mốt,21,unitt", "kind 'unitt' is unknown; did you mean 'unit'?"),
    ("vi/numbers.csv", "mười,10,ten", "'mười' is there twice; remove one"),
    ("fr/numbers.csv", "dix,10,unit", "'dix' is there twice; remove one"),
    ("vi/comparisons.csv", "leo dốc,chnge,up,,", "kind 'chnge' is unknown; did you mean 'change'?"),
    ("vi/comparisons.csv", "leo dốc,change,upp,,", "relation 'upp' is unknown; did you mean 'up'?"),
    ("vi/comparisons.csv", "leo dốc,change,up,prir,", "base 'prir' is unknown; did you mean 'prior'?"),
    ("vi/comparisons.csv", "leo dốc,times,ratio,,hai", "'hai' is no number; write it as 1000 or 0.5"),
    ("vi/comparisons.csv", "leo dốc {moon},change,up,,", "slot {moon} is unknown; known: n, month"),
    ("fr/statuses.csv", "peut-être,status,estimat", "status 'estimat' is unknown; did you mean 'estimate'?"),
    ("fr/modifiers.csv", "grosso,before,≈", "modifier '≈' is unknown; known: <, <=, =, >, >=, ~"),
    ("fr/boundaries.csv", "grosso,hed", "kind 'hed' is unknown; did you mean 'head'?"),
    ("fr/boundaries.csv", "grosso,head,", "3 fields where the header has 2; quote commas"),
    ("fr/ledger.csv", "grosso,nmae", "kind 'nmae' is unknown; did you mean 'name'?"),
    ("fr/markers.csv", "grosso,gme", "kind 'gme' is unknown"),
]


@pytest.mark.parametrize(("name", "row", "problem"), BAD_ROWS, ids=[f"{name}: {row}" for name, row, _ in BAD_ROWS])
def test_a_bad_row_is_named_by_file_and_line_with_its_cure(folder: Path, name: str, row: str, problem: str):
    """ "vi/units.csv:14: …", whatever the fault."""
    line = add_line(folder / name, row)
    told = complaint(folder, name.partition("/")[0])
    assert told.startswith(f"{name}:{line}: {problem}")


@pytest.mark.parametrize("line", [2, 5])
def test_the_line_is_that_of_the_file_in_the_middle_too(folder: Path, line: int):
    """Comments and blank lines count, as they do in an editor."""
    path = folder / "fr" / "units.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[line - 1 : line - 1] = ["# a comment", "", "barrique,litr,noun,"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert complaint(folder, "fr").startswith(f"fr/units.csv:{line + 2}: unit 'litr' is unknown")


@pytest.mark.parametrize("name", CSV_FILES)
def test_a_wrong_header_is_told_with_the_right_one(folder: Path, name: str):
    """The header is the file's own documentation."""
    path = folder / "vi" / f"{name}.csv"
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    replace_in(path, header, "x" + header)
    expected = f"vi/{name}.csv:1: the header must be {header}; found x{header}"
    assert expected == complaint(folder)


@pytest.mark.parametrize("name", [*(f"{one}.csv" for one in CSV_FILES), "periods.toml"])
def test_a_missing_file_is_told(folder: Path, name: str):
    """Every language needs every file."""
    (folder / "vi" / name).unlink()
    told = complaint(folder)
    assert told.startswith(f"vi/{name}: cannot be read (No such file or directory)")


def test_a_folder_without_language_toml_is_no_language(folder: Path):
    """It is not listed, and asking for it says which there are."""
    (folder / "vi" / "language.toml").unlink()
    assert "vi" not in languages(folder)
    assert "language 'vi' is unknown; known: fr" == complaint(folder)


@pytest.mark.parametrize("name", ["vi/language.toml", "vi/periods.toml", "units.toml"])
def test_a_toml_file_that_is_none_is_told_with_the_line(folder: Path, name: str):
    """The place is TOML's own."""
    line = add_line(folder / name, "[[rule]")
    told = complaint(folder)
    assert told.startswith(f"{name}: ")
    assert f"line {line}" in told


LANGUAGE_KEYS = [
    "name", "tokenizer", "abbreviations",
    "number.decimal", "number.space_groups", "number.no_group_after", "number.counts_bare",
    "detect.letters", "detect.words", "detect.plain_words", "range.bare",
    *(f"words.{key}" for key in ("articles", "links", "place_prepositions", "per", "one", "weak_numbers")),
]  # fmt: skip


@pytest.mark.parametrize("key", LANGUAGE_KEYS)
def test_a_missing_key_of_a_language_is_named(folder: Path, key: str):
    """A language that leaves something out does not load half."""
    name = key.rpartition(".")[2]
    path = folder / "vi" / "language.toml"
    text, count = re.subn(rf"^{name} = ", f"{name}_ = ", path.read_text(encoding="utf-8"), count=2, flags=re.MULTILINE)
    assert count >= 1
    path.write_text(text, encoding="utf-8")
    assert f"vi/language.toml: key '{name}' is missing; see another language's file" == complaint(folder)


@pytest.mark.parametrize("table", ["number", "detect", "words", "range"])
def test_a_missing_table_of_a_language_is_named(folder: Path, table: str):
    """So is a whole table."""
    replace_in(folder / "vi" / "language.toml", f"[{table}]", f"[x{table}]")
    if table == "range":
        replace_in(folder / "vi" / "language.toml", "[range.opened]", "[xrange.opened]")
    assert f"vi/language.toml: key '{table}' is missing; see another language's file" == complaint(folder)


BAD_RULES = [
    ('phrases = ["một mùa"]\nkind = "reporting"', "needs phrases, span and kind, allows year; found ['kind', "),
    ('span = "year"\nkind = "reporting"', "needs phrases, span and kind, allows year; found ['kind', 'span']"),
    ('phrases = ["một mùa"]\nspan = "year"\nkind = "reporting"\nyaer = -1', "allows year; found"),
    ('phrases = ["một mùa"]\nspan = "year"\nkind = "reportng"', "'reportng' is unknown; did you mean 'reporting'?"),
    ('phrases = ["một mùa {yaer}"]\nspan = "year"\nkind = "reporting"', "slot {yaer} is unknown"),
    ('phrases = ["một [mùa"]\nspan = "year"\nkind = "reporting"', "'[' is not closed"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "problem"), BAD_RULES)
def test_a_bad_period_rule_is_named_by_its_line(folder: Path, rule: str, problem: str):
    """The line at which the rule begins, and the phrase."""
    path = folder / "vi" / "periods.toml"
    add_line(path, f"\n[[rule]]\n{rule}")
    lines = path.read_text(encoding="utf-8").splitlines()
    number = max(n for n, line in enumerate(lines, 1) if line == "[[rule]]")
    told = complaint(folder)
    assert told.startswith(f"vi/periods.toml:{number}")
    assert problem in told


BAD_UNITS = [
    ('id = "cord"', "needs id and measures, allows ucum and currency; found ['id']"),
    ('measures = "volume"', "needs id and measures"),
    ('id = "cord"\nmeasures = "volume"\nscale = 3', "allows ucum and currency; found ['id', 'measures', 'scale']"),
    ('id = "ha"\nmeasures = "area"', "id 'ha' is there twice; remove one"),
]


@pytest.mark.parametrize(("unit", "problem"), BAD_UNITS)
def test_a_bad_unit_is_named_by_its_number(folder: Path, unit: str, problem: str):
    """The units are counted too."""
    path = folder / "units.toml"
    number = len(load_units(OURS)) + 1
    add_line(path, f"\n[[unit]]\n{unit}")
    told = complaint(folder)
    assert told.startswith(f"units.toml: unit {number}: ")
    assert problem in told


SPOILT = {
    "an unclosed quotation mark": lambda text: text + '"thùng gỗ,count,noun,\n',
    "words behind a quotation mark": lambda text: text + '"thùng" gỗ,count,noun,\n',
    "no header": lambda text: "# units\n",
    "an unclosed slot": lambda text: text + "thùng {n gỗ,count,noun,\n",
    "another encoding": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_is_no_table_is_told(folder: Path, spoil: Callable[[str], str | bytes]):
    """Not by a traceback, and not by silence."""
    path = folder / "vi" / "units.csv"
    content = spoil(path.read_text(encoding="utf-8"))
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    assert complaint(folder).startswith("vi/units.csv")


def test_an_unknown_language_is_told_with_the_nearest():
    """A slip of the finger is guessed."""
    with pytest.raises(PatternError, match=r"language 'vn' is unknown; did you mean 'vi'\?"):
        load_pack("vn")


def test_check_tells_the_complaint_of_every_language(folder: Path):
    """One broken language does not hide the other's fault."""
    first = add_line(folder / "vi" / "units.csv", "thùng gỗ,VDN,noun,")
    second = add_line(folder / "fr" / "boundaries.csv", "grosso,hed")
    assert [
        f"fr/boundaries.csv:{second}: kind 'hed' is unknown; did you mean 'head'?",
        f"vi/units.csv:{first}: unit 'VDN' is unknown; did you mean 'VND'?",
    ] == check(folder)


def test_one_broken_language_leaves_the_others_usable(folder: Path):
    """The other language loads as before."""
    add_line(folder / "vi" / "units.csv", "thùng gỗ,VDN,noun,")
    complaint(folder)
    assert "fr" == load_pack("fr", folder).code


def test_the_languages_are_the_folders_with_a_language_file(folder: Path):
    """Sorted; other folders and files are none."""
    (folder / "notes").mkdir()
    shutil.copytree(folder / "fr", folder / "aa")
    assert ("aa", *languages()) == languages(folder)
    assert list(languages()) == sorted(languages())


def test_a_third_language_is_a_folder_and_no_code(folder: Path):
    """A copied folder with one word changed reads a sentence with that word, under its own code."""
    shutil.copytree(folder / "fr", folder / "zz")
    replace_in(folder / "zz" / "units.csv", "tonne|tonnes", "tonne|tonnes|tonneau|tonneaux")
    assert [] == check(folder)
    text = "La récolte atteint 3 200 tonneaux."
    units = {}
    for code in ("fr", "zz"):
        pack = load_pack(code, folder)
        assert code == pack.code
        items = read_line(text, 0, len(text), 0, pack).items
        units[code] = [(item.quantity.value, item.quantity.unit) for item in items if item.quantity]
    assert {"fr": [(Decimal(3200), None)], "zz": [(Decimal(3200), "t")]} == units


def test_the_rows_that_fire_carry_the_coordinates_of_the_errors(folder: Path):
    """`because` and PatternError name a row in the same way."""
    line = add_line(folder / "vi" / "units.csv", "thùng gỗ,count,noun,")
    pack = load_pack("vi", folder)
    match = pack.units.longest(split_pieces("thùng gỗ", 0, 8, {}), 0)
    assert match is not None
    assert [f"vi/units.csv:{line}"] == [phrase.where for phrase in match.payloads]


@pytest.mark.parametrize(
    ("known", "unit"),
    [
        (True, "VND"), (True, "VND/person/year"), (True, "person/1000 person"), (True, "%"), (False, "VDN"),
        (False, "VND/"), (False, "/VND"), (False, "VND/persn"), (False, "1000"), (False, ""), (False, "x person"),
    ],
)  # fmt: skip
def test_a_unit_is_an_id_or_a_ratio_of_ids(known: bool, unit: str):
    """Ratios need no row of their own."""
    assert known == known_unit(unit, load_units())


def test_our_data_is_clean():
    """Nothing to mend, in each language."""
    assert {"fr", "vi"} <= set(languages())
    assert [] == check()


@pytest.mark.parametrize("code", languages())
def test_a_language_has_something_to_say_on_everything(code: str):
    """No table is empty, and words stand as the engine looks them up: casefolded."""
    pack = load_pack(code)
    for table in (pack.units, pack.cues, pack.periods, pack.fractions):
        assert table.size > 0
    assert set(MARKER_KINDS) == set(pack.markers)
    assert pack.name
    assert pack.decimal in (",", ".")
    assert len(pack.number_words) >= 10
    words = (getattr(pack, field.name) for field in fields(pack))
    for group in [group for group in words if isinstance(group, frozenset)]:
        assert [] == [word for word in group if word != word.casefold()]


def test_every_kind_of_cue_is_used_by_a_language():
    """A kind that no row has is a word the engine waits for in vain."""
    names = [name for name in CSV_FILES if name not in ("numbers", "units", "paradigms")]
    used = {row[1] for code in languages() for name in names for row in rows_of(OURS / code / f"{name}.csv")}
    assert {*CUE_KINDS, *MARKER_KINDS} - used == set()


def test_there_are_data_files_to_look_at():
    """The tests below look at something."""
    assert len(languages()) * (len(CSV_FILES) + 2) <= len(DATA_FILES)


@pytest.mark.parametrize("path", DATA_FILES, ids=name_of)
def test_a_data_file_is_tidy(path: Path):
    """UTF-8 in NFC, plain spaces, no blanks at line ends, a line end at the end."""
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    odd = {char for char in text if unicodedata.category(char) in ("Zs", "Cf", "Cc")}
    assert odd <= {" ", "\n"}
    assert [] == [number for number, line in enumerate(text.split("\n"), 1) if line != line.rstrip()]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("path", CSV_DATA, ids=name_of)
def test_no_row_is_there_twice(path: Path):
    """Nor a phrase twice with the same kind."""
    rows = rows_of(path)
    assert rows or path.stem in ("verbs", "paradigms")  # a language may have one form a verb
    assert [] == twice([tuple(row) for row in rows])
    kind = 2 if path.stem == "numbers" else 1
    assert [] == twice([(row[0].casefold(), row[kind]) for row in rows])


@pytest.mark.parametrize("path", TOML_DATA, ids=name_of)
def test_no_word_of_a_list_is_there_twice(path: Path):
    """Also none that differs by capitals only."""
    lists = list(word_lists(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert lists
    assert [] == list(itertools.chain.from_iterable(twice([word.casefold() for word in words]) for words in lists))


def twice(things: Sequence[Any]) -> list[Any]:
    return [thing for thing, count in Counter(things).items() if count > 1]


def word_lists(table: object) -> Iterator[list[str]]:
    """Every list of strings in a TOML file."""
    if isinstance(table, dict):
        table = list(table.values())
    if isinstance(table, list):
        if table and all(isinstance(one, str) for one in table):
            yield table
        else:
            for one in table:
                yield from word_lists(one)


def test_the_loader_knows_every_file_of_a_language():
    """A CSV that is in the folder and read by nobody would be a rule without effect."""
    read = {*loader.CUE_FILES, "numbers.csv", "units.csv", "markers.csv", "verbs.csv", "paradigms.csv"}
    for code in languages():
        assert read == {path.name for path in (OURS / code).glob("*.csv")}
