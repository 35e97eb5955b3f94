"""`bilan`: what each command prints where, and its exit codes. The engine is a stand-in (test_readme.py: the real)."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
import types

import pytest
from conftest import ROOT, SENTENCE

from patterns import PatternError, languages
from pipeline import cli
from pipeline.record import Outcome, Reject, Rejected, plain

CODE = languages()[0]


@pytest.fixture
def engine(monkeypatch, make_observation):
    """Stands in for run.process and find.explain: one observation a text, a reject where it says "???"."""

    def process(report):
        if "bug" in report.text:
            raise ZeroDivisionError("division by zero")
        if "???" in report.text:
            reject = Reject(report.doc_id, report.source, "detect", "language unknown", "send a longer text")
            return Outcome(report, None, rejects=(reject,))
        return Outcome(report, "vi", (make_observation(doc_id=report.doc_id),))

    def explain(text, lang=None, published=None):
        if "???" in text:
            raise Rejected("detect", "language unknown", "name it with --lang")
        mention = {"type": "number", "start": 41, "end": 47, "text": "62.850", "value": 62850, "value_high": None,
                   "unit": None, "period": None, "because": ["vi/language.toml"]}  # fmt: skip
        return {"lang": lang or "vi", "mentions": [mention], "observations": [plain(make_observation())]}

    for name, attributes in {"pipeline.run": {"process": process}, "pipeline.explain": {"explain": explain}}.items():
        module = types.ModuleType(name)
        vars(module).update(attributes)
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def bilan(monkeypatch, capsys):
    """Run a command in this process; returns exit code, standard output, standard error."""

    def run(*arguments: object, stdin: str | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bilan", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), encoding="utf-8"))
        with pytest.raises(SystemExit) as exit_:
            cli.main()
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture
def reports(tmp_path):
    """A folder with two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(SENTENCE, encoding="utf-8")
    return folder


def test_run_writes_the_dataset_and_counts_on_stderr(engine, bilan, reports, tmp_path):
    """Nothing on standard output unless it is asked for."""
    code, out, err = bilan("run", reports, "--out", tmp_path / "out")
    assert (0, "") == (code, out)
    for words in ("documents     2", "observations  2  (vi 2)", "rejects       0", str(tmp_path / "out")):
        assert words in err
    assert 2 == len((tmp_path / "out" / "observations.jsonl").read_text(encoding="utf-8").splitlines())
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert ([str(reports)], 64) == (manifest["sources"], len(manifest["patterns_sha256"]))


def test_run_can_show_some_tuples(engine, bilan, reports, tmp_path):
    """--show prints a table on standard output: data."""
    code, out, _ = bilan("run", reports, "--out", tmp_path / "out", "--show", 1)
    assert 0 == code
    assert "tạo việc làm mới  62 850 person  2023    up 5 % (prior 2022)  a:41-47" in out
    assert "b:41-47" not in out


def test_run_reads_standard_input(engine, bilan, tmp_path):
    """A dash is a source."""
    code, _, err = bilan("run", "-", "--out", tmp_path / "out", stdin=SENTENCE)
    assert 0 == code
    assert "documents     1" in err


def test_a_limit_is_a_limit(engine, bilan, reports, tmp_path):
    """--limit 1 reads one document."""
    _, _, err = bilan("run", reports, "--out", tmp_path / "out", "--limit", 1)
    assert "documents     1" in err


def test_a_dry_run_writes_nothing(engine, bilan, reports, tmp_path):
    """--dry-run counts and leaves no folder."""
    code, _, err = bilan("run", reports, "--out", tmp_path / "out", "--dry-run")
    assert 0 == code
    assert "dry run: nothing was written" in err
    assert not (tmp_path / "out").exists()


def test_rejects_give_exit_code_3_and_the_rest_goes_on(engine, bilan, reports, tmp_path):
    """A document that cannot be used is a row, and the others are in the dataset."""
    (reports / "c.txt").write_text("???", encoding="utf-8")
    code, _, err = bilan("run", reports, reports / "none.pdf", "--out", tmp_path / "out")
    assert 3 == code
    assert "rejects       2  (see rejects.jsonl)" in err
    assert "c: language unknown (send a longer text)" in err
    assert "none.pdf cannot be read" in err
    assert 2 == len((tmp_path / "out" / "observations.jsonl").read_text(encoding="utf-8").splitlines())


def test_nothing_to_read_gives_exit_code_4(engine, bilan, tmp_path):
    """A folder without a text, told with its name."""
    (tmp_path / "empty").mkdir()
    code, _, err = bilan("run", tmp_path / "empty", "--out", tmp_path / "out")
    assert 4 == code
    assert "empty: name .txt files, or folders that hold some" in err


@pytest.mark.parametrize(
    "arguments", [["run"], ["run", "x", "--limit", "0"], ["walk"], ["explain", "x", "--lang", "zz"]]
)
def test_wrong_usage_gives_exit_code_2(engine, bilan, arguments):
    """A command line that cannot be meant."""
    code, out, err = bilan(*arguments)
    assert (2, "") == (code, out)
    assert err


def test_an_unwritable_place_is_told_without_a_traceback(engine, bilan, reports, tmp_path):
    """Exit 1, one line, with the cure."""
    (tmp_path / "out").write_text("mine")
    code, _, err = bilan("run", reports, "--out", tmp_path / "out")
    assert 1 == code
    assert "choose another folder with --out" in err
    assert "Traceback" not in err


def test_a_bug_is_told_in_one_line_and_its_traceback_kept(engine, bilan, reports, tmp_path):
    """Exit 1; the traceback is in a file that the message names."""
    (reports / "a.txt").write_text("a bug", encoding="utf-8")
    code, _, err = bilan("run", reports, "--out", tmp_path / "out")
    assert 1 == code
    assert "internal error: ZeroDivisionError: division by zero" in err
    assert "Traceback" not in err.replace("The traceback is in", "")
    kept = err.split("The traceback is in ")[1].split(";")[0]
    with open(kept, encoding="utf-8") as file:  # noqa: PTH123
        assert "ZeroDivisionError" in file.read()


def test_a_malformed_data_row_stops_the_program_at_the_start(engine, bilan, reports, tmp_path, monkeypatch):
    """Exit 2 with file, line and cure, before anything is read or written."""

    def broken():
        raise PatternError("xx/units.csv:14: unit 'VDN' is unknown; did you mean 'VND'?")

    monkeypatch.setattr("pipeline.stream.load_packs", broken)
    code, _, err = bilan("run", reports, "--out", tmp_path / "out")
    assert (2, "bilan: xx/units.csv:14: unit 'VDN' is unknown; did you mean 'VND'?\n") == (code, err)
    assert not (tmp_path / "out").exists()


def test_an_interrupt_gives_exit_code_130(engine, bilan, reports, tmp_path, monkeypatch):
    """Ctrl-C leaves no half dataset."""

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.stream.outcomes", interrupted)
    code, *_ = bilan("run", reports, "--out", tmp_path / "out")
    assert 130 == code
    assert not list(tmp_path.glob("out/*"))


def test_explain_prints_tables_for_people(engine, bilan):
    """Mentions with their data rows, observations with their fields."""
    code, out, _ = bilan("explain", SENTENCE)
    assert 0 == code
    for words in (SENTENCE[:40], "vi/language.toml", "tạo việc làm mới", "jobs_created", "vi/comparisons.csv:3"):
        assert words in out


def test_explain_prints_one_object_for_programs(engine, bilan):
    """--json: one line with lang, mentions and observations."""
    code, out, _ = bilan("explain", SENTENCE, "--json", "--lang", CODE)
    assert 0 == code
    answer = json.loads(out)
    assert {"lang", "mentions", "observations"} == set(answer)
    assert CODE == answer["lang"]
    assert {"type", "start", "end", "text", "value", "value_high", "unit", "period", "because"} == set(
        answer["mentions"][0]
    )


def test_explain_answers_each_line_of_standard_input(engine, bilan):
    """One object a line, in order, a text that cannot be used too; exit 3 when there was one."""
    code, out, err = bilan("explain", stdin=f"{SENTENCE}\n???\n{SENTENCE}\r\n")
    answers = [json.loads(line) for line in out.split("\n") if line]
    assert [1, 0, 1] == [len(one["observations"]) for one in answers]
    assert 3 == code
    assert "language unknown; name it with --lang" in err


def test_explain_tells_why_a_text_cannot_be_used(engine, bilan):
    """Exit 3 and the reason, no empty tables."""
    code, out, err = bilan("explain", "???")
    assert (3, "") == (code, out)
    assert "language unknown; name it with --lang" in err


@pytest.fixture
def scored(tmp_path):
    """Gold, text and a perfect prediction of one document."""
    observation = {"at": "62.850", "value": 62850, "unit": "person", "indicator": "tạo việc làm mới", "period": "2023"}
    gold = {"doc_id": "one", "lang": "vi", "observations": [observation]}
    (tmp_path / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "one.txt").write_text(SENTENCE, encoding="utf-8")
    return tmp_path


def test_score_prints_tables(bilan, scored, make_observation):
    """Levels, slots, comparisons, baselines; with --errors the mistakes and their data rows."""
    predictions = scored / "observations.jsonl"
    predictions.write_text(json.dumps(plain(make_observation())) + "\n", encoding="utf-8")
    code, out, _ = bilan("score", predictions, scored, scored, "--errors", 1, "--by-doc")
    assert 0 == code
    for words in ("detection", "no comparison ever", "nearest words", "base prior", "wrong: comparisons",
                  "because vi/comparisons.csv:3", "\none ", "1 mistakes; most frequent", "[0.000, 0.000]",
                  "expected calibration error", "errors by slot", "vi/comparisons.csv:3 (1/1)"):  # fmt: skip
        assert words in out


def test_score_prints_one_object_for_programs(bilan, scored, make_observation):
    """--json has all figures and all mistakes."""
    predictions = scored / "observations.jsonl"
    predictions.write_text(json.dumps(plain(make_observation(comparisons=()))) + "\n", encoding="utf-8")
    code, out, _ = bilan("score", predictions, scored, scored, "--json")
    answer = json.loads(out)
    assert 0 == code
    parts = {"report", "measures", "comparisons", "baselines", "reliability", "faults", "mistakes", "errors"}
    assert parts == set(answer)
    assert [1.0, 1.0] == answer["measures"]["vi"]["full"]["interval"]["f1"]
    assert 1.0 == answer["report"]["vi"]["full"]["f1"]
    assert [] == answer["errors"]


def test_score_writes_the_page_of_mistakes(bilan, scored, make_observation):
    """--html names a file; the tables are printed all the same."""
    predictions, page = scored / "observations.jsonl", scored / "mistakes.html"
    predictions.write_text(json.dumps(plain(make_observation())) + "\n", encoding="utf-8")
    code, out, _ = bilan("score", predictions, scored, scored, "--html", page)
    assert (0, True) == (code, "detection" in out)
    assert "<article" in page.read_text(encoding="utf-8")
    assert 2 == bilan("score", predictions, scored, scored, "--html", scored / "nowhere" / "page.html")[0]


def test_score_without_gold_says_so(bilan, tmp_path, scored):
    """Exit 4 for a folder without gold, 2 for a path that is not there or a file that is no prediction."""
    (tmp_path / "empty").mkdir()
    assert 4 == bilan("score", scored / "one.txt", tmp_path / "empty", scored)[0]
    assert 2 == bilan("score", scored / "none", scored, scored)[0]
    code, _, err = bilan("score", scored / "one.txt", scored, scored)
    assert 2 == code
    assert "one.txt:1: no observation" in err


def test_check_lists_findings_and_exits_3(bilan, tmp_path):
    """Findings on standard output, the count on standard error."""
    code, out, err = bilan("check", "--corpus", tmp_path)
    assert 3 == code
    assert f"{tmp_path}:1: no language folder here" in out
    assert "1 findings" in err


@pytest.fixture
def sentence(tmp_path):
    """A corpus of one sentence."""
    (tmp_path / CODE).mkdir()
    text = '[[example]]\nid = "x"\ntext = "7 %"\nwhy = "no indicator"\nobservations = []\n'
    (tmp_path / CODE / "examples.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_check_lists_the_rows_that_nothing_touches(bilan, sentence):
    """By file and line, with the share on standard error; they are no fault until there are more than pinned."""
    code, out, err = bilan("check", "--corpus", sentence)
    assert 0 == code
    assert re.search(rf"(?m)^{CODE}/numbers\.csv:\d+: no sentence of the corpus needs ", out)
    assert f"{CODE}/periods.toml:" in out
    assert re.search(rf"(?m)^{CODE}: (\d+) of (\d+) data rows untouched \(9\d\.\d%\)", err)
    (sentence / "floors.toml").write_text(f"[untouched_rows]\n{CODE} = 3\n", encoding="utf-8")
    code, out, err = bilan("check", "--corpus", sentence)
    assert 3 == code
    assert "data rows without a sentence, the ceiling is 3" in out
    assert "1 findings" in err


def test_check_of_other_patterns(bilan, tmp_path):
    """--patterns DIR lints that folder: an empty one has no languages, so no corpus fits it."""
    (tmp_path / "units.toml").write_text("[[unit]]\nid = 1\n", encoding="utf-8")
    code, out, _ = bilan("check", "--patterns", tmp_path)
    assert 3 == code
    assert "units.toml: unit 1" in out


def test_help_is_quick_and_names_the_commands():
    """`bilan --help` within 0.4 s of processor time: heavy imports stay inside the commands."""
    code = "import resource, sys; sys.argv[0] = 'bilan'; from pipeline.cli import main\n"
    code += "try: main()\nfinally:\n  t = resource.getrusage(resource.RUSAGE_SELF); print(t.ru_utime + t.ru_stime)\n"
    code += "  print(sorted({'spacy', 'pandas', 'underthesea', 'pyarrow', 'numpy'} & set(sys.modules)))"
    times = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code, "--help"], capture_output=True, text=True, cwd=ROOT, check=True
        )
        times.append(float(done.stdout.splitlines()[-2]))
        assert "[]" == done.stdout.splitlines()[-1]
    for command in ("run", "explain", "score", "check"):
        assert f" {command} " in done.stdout
    assert min(times) <= 0.4


def test_a_closed_pipe_is_no_error(reports):
    """`bilan … | head -1` ends quietly."""
    command = f"{sys.executable} -m pipeline check --corpus {reports} | true"
    started = time.monotonic()
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr
    assert time.monotonic() - started < 60
