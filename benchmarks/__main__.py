"""
python -m benchmarks [FOLDER ...] [--repeat N]

Prints processor time per KB of text: the whole pipeline, each stage, and word segmentation
(`underthesea.word_tokenize`) or a spaCy model (`fr_core_news_sm`) on the same text in the same
process, as ratios. Then the cold start of `bilan run` on one file, and peak memory.

Without a folder it reads the reports of corpus/. Needs `make bench` (the spaCy model is no part
of Bilan). The best of N rounds counts: on a shared machine the others measure the neighbours.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from patterns import load_pack
from pipeline import run
from pipeline.record import Report

STAGES = ("clean", "detect", "segment", "find", "link", "normalize", "ledger", "validate")
# By tokeniser of the language: what is run on the same text, and how dear ours may be beside it.
RIVALS = {"underthesea": ("underthesea.word_tokenize", 1.5), "spacy": ("fr_core_news_sm", 0.5)}
COLD_START_SECONDS = 5.0
PEAK_MB = 600.0
KB = 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Time and memory of the pipeline.")
    parser.add_argument("folders", nargs="*", type=Path, default=[Path("corpus")])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    texts = sorted(path for folder in options.folders for path in folder.rglob("*.txt"))
    if not texts:
        parser.error(f"no .txt files in {', '.join(map(str, options.folders))}")
    for lang, reports in sorted(grouped(texts).items()):
        by_language(lang, reports, options.repeat)
    cold(texts[0])
    memory(options.folders)


def grouped(texts: list[Path]) -> dict[str, list[Report]]:
    """Reports by their language."""
    reports: dict[str, list[Report]] = defaultdict(list)
    for path in texts:
        report = Report(path.stem, path.read_bytes().decode("utf-8"))
        lang = run.process(report).lang
        if lang:
            reports[lang].append(report)
    return reports


def by_language(lang: str, reports: list[Report], repeat: int) -> None:
    """One language's table."""
    tokeniser = load_pack(lang).tokenizer.split(":")[0]
    name, aim = RIVALS[tokeniser]
    rival = rival_of(tokeniser)
    size = sum(len(report.text.encode("utf-8")) for report in reports) / KB
    whole, other, stages = float("inf"), float("inf"), dict.fromkeys(STAGES, float("inf"))
    for _ in range(repeat + 1):  # the first round warms up and is the slowest
        with stopwatches() as spent:
            whole = min(whole, cpu(lambda: [run.process(report) for report in reports]))
        stages = {stage: min(stages[stage], spent[stage]) for stage in STAGES}
        other = min(other, cpu(lambda: [rival(report.text) for report in reports]))
    table = Table(title=f"{lang}: {len(reports)} reports, {size:.0f} KB", title_justify="left", box=None)
    table.add_column("")
    table.add_column("ms/KB", justify="right")
    table.add_column(f"of {name}", justify="right")
    for title, seconds in [
        ("whole pipeline", whole),
        *((f"  {stage}", stages[stage]) for stage in STAGES),
        (name, other),
    ]:
        table.add_row(title, f"{1000 * seconds / size:.3f}", f"{seconds / other:.2f}")
    page = Console(highlight=False)
    page.print(table)
    told(page, f"whole pipeline / {name}", whole / other, aim, "")


def rival_of(tokeniser: str) -> Callable[[str], Any]:
    """What a user would run instead, loaded and warm."""
    if tokeniser == "underthesea":
        import underthesea

        return lambda text: underthesea.word_tokenize(text)
    import spacy

    return spacy.load("fr_core_news_sm")


@contextmanager
def stopwatches() -> Iterator[dict[str, float]]:
    """Processor time spent in each stage of run.py while this is open."""
    spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)
    originals = {stage: getattr(run, stage) for stage in STAGES}

    def timed(stage: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            began = time.process_time()
            try:
                return originals[stage](*arguments, **options)
            finally:
                spent[stage] += time.process_time() - began

        return call

    for stage in STAGES:
        setattr(run, stage, timed(stage))
    try:
        yield spent
    finally:
        for stage, original in originals.items():
            setattr(run, stage, original)


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def cold(text: Path) -> None:
    """Seconds from the command to its end, for one report: the second of two, when the disk's cache is warm."""
    seconds, _ = min(command([str(text)]) for _ in range(2))
    told(Console(highlight=False), "cold start of `bilan run` on one file, s", seconds, COLD_START_SECONDS, "s")


def memory(folders: list[Path]) -> None:
    """Peak memory of a run over everything."""
    _, peak = command([str(folder) for folder in folders])
    told(Console(highlight=False), "peak memory of `bilan run`, MB", peak, PEAK_MB, "MB")


MEASURE = """
import resource, sys
sys.argv = ["bilan", "run", *sys.argv[1:]]
from pipeline.cli import main
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def command(sources: list[str]) -> tuple[float, float]:
    """Wall seconds and peak MB of one `bilan run` in a process of its own."""
    with tempfile.TemporaryDirectory() as out:
        began = time.monotonic()
        arguments = [sys.executable, "-c", MEASURE, *sources, "--out", out]
        done = subprocess.run(arguments, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - began
    if done.returncode not in (0, 3):
        raise SystemExit(f"bilan run failed:\n{done.stderr}")
    peak = int(done.stderr.split()[-1])
    return seconds, peak / KB if sys.platform != "darwin" else peak / KB / KB


def told(page: Console, title: str, found: float, aim: float, unit: str) -> None:
    """Print one figure beside its aim."""
    verdict = "good" if found <= aim else "MISSED"
    page.print(f"{title}: {found:.2f} {unit}".rstrip() + f"  (aim: at most {aim:g}; {verdict})\n")


if __name__ == "__main__":
    main()
