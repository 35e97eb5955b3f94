"""
`bilan`: run, explain, score, check.

Data goes to standard output, progress and messages to standard error. Exit codes: 0 clean, 1 internal
error, 2 usage (a malformed data row too), 3 finished with rejects or findings, 4 nothing to read,
130 interrupted. Whatever is slow to import is imported inside the command that needs it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from pipeline.record import Observation, Outcome, Reject
    from pipeline.write import Summary


class Exit(IntEnum):
    """What the exit codes mean."""

    CLEAN = 0
    INTERNAL = 1
    USAGE = 2
    REJECTS = 3
    NOTHING = 4
    INTERRUPTED = 130


REJECTS_KEPT = 6  # of a run, to be told at its end: one more than `show.REJECTS_TOLD`, so that it can say "…"

app = typer.Typer(
    help="Read reports; write indicator-value-unit-comparison tuples, each proven by its place in the text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """The console script: run a command and turn whatever happens into an exit code and a short message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # names of files and texts are Unicode, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
        sys.exit(Exit.CLEAN)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(Exit.CLEAN)
    except KeyboardInterrupt:
        say("interrupted; what stood in the output folder before is untouched")
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the outermost boundary: a user sees no raw traceback
        sys.exit(failure(error))


def failure(error: Exception) -> Exit:
    """Tell an error to the user; a traceback only of what is our fault, and only into a file."""
    from patterns import PatternError
    from pipeline.gold import GoldError
    from pipeline.score import PredictionError
    from pipeline.write import WriteError

    if isinstance(error, (PatternError, GoldError, PredictionError)):
        say(str(error))
        return Exit.USAGE
    if isinstance(error, WriteError):
        say(str(error))
        return Exit.INTERNAL
    with tempfile.NamedTemporaryFile("w", prefix="bilan-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    say(f"internal error: {type(error).__name__}: {error}\nThe traceback is in {file.name}; please report it.")
    return Exit.INTERNAL


def say(message: str) -> None:
    """A message for people."""
    typer.echo(f"bilan: {message}", err=True)


def stop(message: str, code: Exit = Exit.USAGE) -> NoReturn:
    """End the command with a message."""
    say(message)
    raise typer.Exit(code)


@app.command()
def run(
    sources: Annotated[list[str], typer.Argument(help="Text files, folders, or - for standard input.")],
    out: Annotated[Path, typer.Option(help="Folder for the dataset.")] = Path("outputs"),
    limit: Annotated[int | None, typer.Option(min=1, help="Stop after this many documents.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, write nothing.")] = False,
    show: Annotated[int, typer.Option(min=0, help="Print this many tuples of each language.")] = 0,
) -> None:
    """Read reports and write the dataset: observations, tuples, documents, ledger, rejects."""
    from pipeline.show import console, reject_lines, run_summary, tuple_table
    from pipeline.stream import load_packs, outcomes

    load_packs()
    sample: dict[str, list[Observation]] = {}
    rejects: list[Reject] = []
    stream = kept(progress(outcomes(sources, limit=limit)), sample, show, rejects)
    summary = count(stream) if dry_run else written(stream, out, sources)
    if show:
        console().print(tuple_table(one for lang in sorted(sample) for one in sample[lang]))
    for line in [*run_summary(summary.counts(), None if dry_run else out), *reject_lines(rejects)]:
        typer.echo(line, err=True)
    if not summary.read:
        stop(f"nothing to read in {', '.join(sources)}: name .txt files, or folders that hold some", Exit.NOTHING)
    if summary.rejects:
        raise typer.Exit(Exit.REJECTS)


def kept(
    stream: Iterable[Outcome], sample: dict[str, list[Observation]], wanted: int, rejects: list[Reject]
) -> Iterator[Outcome]:
    """
    Pass outcomes on and keep what the closing words show.

    Up to `wanted` observations of each language, those with comparisons first, and the first rejects.
    """
    for outcome in stream:
        rejects += outcome.rejects[: REJECTS_KEPT - len(rejects)]
        for one in outcome.observations if wanted else ():
            rows = sample.setdefault(one.lang, [])
            rows.append(one)
            rows.sort(key=lambda row: not (row.comparisons and row.value is not None))
            del rows[wanted:]
        yield outcome


def progress(stream: Iterable[Outcome]) -> Iterator[Outcome]:
    """Pass outcomes on, with a bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from stream
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from pipeline.show import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for outcome in stream:
            bar.update(task, advance=1, description=outcome.report.doc_id[:40])
            yield outcome


def written(stream: Iterable[Outcome], out: Path, sources: list[str]) -> Summary:
    """Write the dataset; its summary."""
    from pipeline.manifest import manifest
    from pipeline.write import write

    return write(stream, out, manifest=manifest(sources))


def count(stream: Iterable[Outcome]) -> Summary:
    """The summary of a dry run."""
    from pipeline.write import Summary

    summary = Summary()
    for outcome in stream:
        summary.add(outcome)
    return summary


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(help="A text; without one, or for -, one text a line on stdin.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language code, instead of detection.")] = None,
    published: Annotated[str | None, typer.Option(help="Date or month of publication: 2024-01.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a text.")] = False,
) -> None:
    """Show what is found in a text, and which data rows fired."""
    from patterns import languages
    from pipeline.show import console, explain_tables
    from pipeline.stream import load_packs

    if lang is not None and lang not in languages():
        stop(f"--lang {lang!r} is unknown; known: {', '.join(languages())}")
    load_packs()
    if text is not None and text != "-":
        answer = explained(text, lang, published)
        if as_json:
            typer.echo(json.dumps(answer, ensure_ascii=False))
        elif "error" not in answer:
            for part in explain_tables(answer, text):
                console().print(part)
    else:
        if text is None and sys.stdin.isatty():
            stop("give a text, or texts on standard input, one a line")
        answer = {}
        for line in sys.stdin.buffer:
            one = explained(line.decode("utf-8", "replace").rstrip("\r\n"), lang, published)
            answer = one if "error" in one else answer
            typer.echo(json.dumps(one, ensure_ascii=False))
    if "error" in answer:
        say(answer["error"])
        raise typer.Exit(Exit.REJECTS)


def explained(text: str, lang: str | None, published: str | None) -> dict[str, Any]:
    """`find.explain`, where a text that cannot be used is an answer with an "error" too."""
    from pipeline.explain import explain as find
    from pipeline.record import Rejected

    try:
        return find(text, lang=lang, published=published)
    except Rejected as reject:
        error = f"{reject.reason}; {reject.cure}" if reject.cure else reject.reason
        return {"lang": None, "mentions": [], "observations": [], "error": error}


@app.command()
def score(
    predictions: Annotated[Path, typer.Argument(help="observations.jsonl, or a run's folder.", exists=True)],
    gold: Annotated[Path, typer.Argument(help="Folder of gold files.", exists=True, file_okay=False)],
    texts: Annotated[Path, typer.Argument(help="Folder of the texts.", exists=True, file_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="All figures as one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the mistakes to this file, as a page.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Print the first N mistakes.")] = 0,
    by_doc: Annotated[bool, typer.Option("--by-doc", help="A row for each document too.")] = False,
) -> None:
    """Score found observations against gold: intervals, baselines, calibration, errors by slot."""
    from pipeline.evaluation import read_evaluation
    from pipeline.score_page import write_page
    from pipeline.show_scores import print_scores, scores_json

    evaluation = read_evaluation(predictions, gold, texts)
    if not evaluation.documents:
        stop(f"no gold files (*.json) in {gold}", Exit.NOTHING)
    if html is not None and not html.parent.is_dir():
        stop(f"--html {html}: there is no folder {html.parent}; make it first")
    if html is not None:
        write_page(html, evaluation)
    if as_json:
        typer.echo(json.dumps(scores_json(evaluation, errors), ensure_ascii=False))
    else:
        print_scores(evaluation, errors=errors, by_document=by_doc)


@app.command()
def check(
    patterns: Annotated[Path | None, typer.Option(help="Pattern data, instead of the installed.", exists=True)] = None,
    corpus: Annotated[Path, typer.Option(help="Folder of the corpus.")] = Path("corpus"),
) -> None:
    """Lint the pattern data and the corpus, and list the data rows that no sentence of the corpus touches."""
    from patterns.loader import FOLDER
    from pipeline.check import check_corpus, check_patterns, count_line, vocabulary
    from pipeline.coverage import coverage, coverage_line, untouched_lines
    from pipeline.gate import above, ceilings

    findings = [str(one) for one in check_patterns(patterns)]
    told: list[str] = []
    if not findings:  # the corpus is judged by the units of sound data
        found, counts = check_corpus(corpus, vocabulary(patterns))
        findings, told = [str(one) for one in found], [count_line(one) for one in counts]
    if not findings:  # and the rows by the sentences of a sound corpus
        covers = coverage(corpus, patterns or FOLDER)
        told += [coverage_line(one) for one in covers.values()]
        for line in untouched_lines(covers.values()):
            typer.echo(line)
        findings = above(ceilings(corpus), {code: len(one.untouched) for code, one in covers.items()})
    for line in findings:
        typer.echo(line)
    for line in told:
        typer.echo(line, err=True)
    if findings:
        say(f"{len(findings)} findings")
        raise typer.Exit(Exit.REJECTS)
