"""Scores and mistakes as `bilan score` prints them."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from pipeline.evaluation import Evaluation, Fault, faults
from pipeline.gold import GoldObservation
from pipeline.intervals import measures_by_language
from pipeline.reliability import Reliability, by_language
from pipeline.score import SLOTS, Found, Marks, Mistake, buckets, comparison_key, comparison_report, report
from pipeline.show import console

LEVEL_TITLES = ("detection", "core", "full")
CULPRITS_SHOWN = 4  # data rows beside each kind of mistake


def score_table(marks: Sequence[Marks], *, by_document: bool = False) -> Table:
    """P/R/F1 of the three levels and the accuracy of each slot, by language."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", overflow="fold")
    for title in ("docs", "gold", *(f"{level}\nP / R / F1" for level in LEVEL_TITLES), *SLOTS):
        table.add_column(title, justify="right", no_wrap=True)
    whole = report(marks)
    for bucket in bucket_names(marks, by_document=by_document):
        one = whole[bucket]
        levels = [f"{one[level]['p']:.3f} {one[level]['r']:.3f} {one[level]['f1']:.3f}" for level in LEVEL_TITLES]
        slots = [f"{one['slots'][slot]:.3f}" for slot in SLOTS]
        table.add_row(bucket, str(one["documents"]), str(one["core"]["gold"]), *levels, *slots)
    return table


def bucket_names(marks: Sequence[Marks], *, by_document: bool = False) -> list[str]:
    """Rows of a score table: all, the languages, perhaps the documents."""
    names = ["all", *sorted({one.lang for one in marks})]
    return names + [one.doc_id for one in marks] if by_document else names


def measure_table(marks: Sequence[Marks]) -> Table:
    """P/R/F1 of levels and slots by language, each F1 with its 95 % interval; then the share over what was found."""
    title = "by measure: P / R / F1 [95 % interval of F1 over documents], and the share right over what was found"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    whole = measures_by_language(marks)
    for bucket in whole:
        table.add_column(f"{bucket}\nP / R / F1 [95 %]", justify="right", no_wrap=True)
        table.add_column("\nover found", justify="right", no_wrap=True)
    for name in whole["all"]:
        cells: list[str] = []
        for one in (found[name] for found in whole.values()):
            low, high = one["interval"]["f1"]
            cells.append(f"{one['p']:.3f} {one['r']:.3f} {one['f1']:.3f} [{low:.3f}, {high:.3f}]")
            cells.append(f"{one['over_found']:.3f}" if "over_found" in one else "")
        table.add_row(name, *cells)
    return table


def reliability_table(found: Mapping[str, Reliability]) -> Table:
    """Confidence said against tuples right, by tenths; then the calibration error and where the wrong ones lie."""
    title = "confidence: what was said against what was right (core tuple)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for bucket in found:
        table.add_column(f"{bucket}\nn / said / right", justify="right", no_wrap=True)
    rows = {bucket: {one.low: one for one in whole.tenths} for bucket, whole in found.items()}
    for low in sorted({one.low for whole in found.values() for one in whole.tenths}):
        cells = [row.get(low) for row in rows.values()]
        told = (f"{one.n:4}  {one.said:.3f}  {one.right:.3f}" if one else "-" for one in cells)
        table.add_row(f"{low:.1f}-{low + 0.1:.1f}", *told)
    table.add_row("expected calibration error", *(f"{one.error:.3f}" for one in found.values()))
    fifths = (f"{one.wrong_in_fifth:.0%} of {one.wrong}" for one in found.values())
    table.add_row("wrong ones in the least confident fifth", *fifths)
    return table


def fault_table(found: Sequence[Fault]) -> Table:
    """Mistakes by slot, with the data rows that fired in most of them and in how many observations they fired."""
    title = "errors by slot, and the data rows that fired in most of them (errors / observations they fired in)"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    table.add_column("errors", justify="right")
    table.add_column("rows", overflow="fold")
    for fault in found:
        rows = (f"{one.row} ({one.mistakes}/{one.fired})" for one in fault.culprits[:CULPRITS_SHOWN])
        table.add_row(fault.name, str(fault.mistakes), Text("  ".join(rows)))
    return table


def comparison_table(marks: Sequence[Marks]) -> Table:
    """How well single comparisons are found: all, by relation, by base; then by language."""
    table = Table(title="comparisons", title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    sums, names = buckets(marks), bucket_names(marks)
    for bucket in names:
        table.add_column(f"{bucket}\nP / R / F1 (gold)", justify="right", no_wrap=True)
    reports = {bucket: comparison_report(sums[bucket]) for bucket in names}
    for kind in reports["all"]:
        cells = [reports[bucket].get(kind) for bucket in names]
        table.add_row(kind, *(f"{c['p']:.3f} {c['r']:.3f} {c['f1']:.3f} ({c['gold']})" if c else "-" for c in cells))
    return table


def baseline_table(ours: Sequence[Marks], others: Mapping[str, Sequence[Marks]]) -> Table:
    """Our F1 beside that of the trivial ways."""
    table = Table(title="beside trivial baselines", title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    names = bucket_names(ours)
    for bucket in names:
        table.add_column(f"{bucket}\ncore F1 / full F1", justify="right", no_wrap=True)
    for title, marks in {"bilan": ours, **others}.items():
        whole = report(marks)
        cells = [f"{whole[bucket]['core']['f1']:.3f} / {whole[bucket]['full']['f1']:.3f}" for bucket in names]
        table.add_row(title, *cells)
    return table


def mistake_families(mistakes: Iterable[Mistake]) -> list[tuple[str, int]]:
    """How often each combination of wrong slots occurs, the most frequent first."""
    families = Counter(" + ".join(one.wrong) for one in mistakes)
    return sorted(families.items(), key=lambda item: (-item[1], item[0]))


def mistake_lines(mistake: Mistake, text: str) -> list[Text]:
    """One mistake for a reader: place, wrong slots, the words around, gold, found, data rows."""
    start, end = mistake.span or (0, 0)
    around = text[max(0, start - 60) : end + 60].replace("\n", " ")
    head = f"{mistake.doc_id}:{start}-{end}  wrong: {', '.join(mistake.wrong)}"
    lines = [Text(head, style="bold"), Text(f"  text    …{around}…")]
    if mistake.gold:
        lines.append(Text(f"  gold    {gold_line(mistake.gold)}"))
    if mistake.found:
        lines.append(Text(f"  found   {found_line(mistake.found)}"))
        lines.append(Text(f"  because {' '.join(mistake.found.get('because') or ()) or '-'}"))
    return lines


def gold_line(gold: GoldObservation) -> str:
    """Gold in one line, fields in the order of `found_line`."""
    comparisons = [comparison_key(one, full=True) for one in gold.comparisons]
    return line_of(gold.indicator, gold.value, gold.value_high, gold.modifier, gold.unit, gold.status, gold.period,
                   comparisons)  # fmt: skip


def found_line(found: Found) -> str:
    """A found observation in one line."""
    comparisons = [comparison_key(one, full=True) for one in found.get("comparisons") or ()]
    names = ("indicator", "value", "value_high", "modifier", "unit", "status", "period")
    return line_of(*(found.get(name) for name in names), comparisons)


def line_of(*cells: Any) -> str:
    """Cells in one line."""
    return " | ".join("-" if cell is None else str(cell) for cell in cells)


def mistake_json(mistake: Mistake) -> dict[str, Any]:
    """A mistake as JSON."""
    gold = {name: getattr(mistake.gold, name) for name in GoldObservation.__slots__} if mistake.gold else None
    if gold is not None:
        gold.pop("stated")
        gold["comparisons"] = [
            {name: getattr(one, name) for name in type(one).__slots__ if name != "stated"}
            for one in gold["comparisons"]
        ]
    return {
        "doc_id": mistake.doc_id,
        "at": list(mistake.span) if mistake.span else None,
        "wrong": list(mistake.wrong),
        "gold": gold,
        "predicted": mistake.found,
    }


def scores_json(evaluation: Evaluation, errors: int) -> dict[str, Any]:
    """Everything `bilan score` knows, for programs; `errors` 0 means all."""
    marks, mistakes = evaluation.marks, evaluation.mistakes
    return {
        "report": report(marks),
        "measures": measures_by_language(marks),
        "comparisons": {bucket: comparison_report(counts) for bucket, counts in buckets(marks).items()},
        "baselines": {title: report(others) for title, others in evaluation.baselines.items()},
        "reliability": {bucket: dataclasses.asdict(one) for bucket, one in by_language(marks).items()},
        "faults": [dataclasses.asdict(one) for one in faults(marks)],
        "mistakes": dict(mistake_families(mistakes)),
        "errors": [mistake_json(one) for one in mistakes[: errors or None]],
    }


def print_scores(evaluation: Evaluation, *, errors: int = 0, by_document: bool = False) -> None:
    """Everything `bilan score` knows, for people."""
    page, marks, mistakes = console(), evaluation.marks, evaluation.mistakes
    tables = [
        score_table(marks, by_document=by_document),
        measure_table(marks),
        comparison_table(marks),
        baseline_table(marks, evaluation.baselines),
    ]
    confidences = by_language(marks)
    tables += [reliability_table(confidences)] if confidences else []
    tables += [fault_table(faults(marks))] if mistakes else []
    for table in tables:
        page.print(table)
        page.print()
    for one in mistakes[:errors]:
        for line in mistake_lines(one, evaluation.texts[one.doc_id]):
            page.print(line, soft_wrap=True)
    if errors and mistakes:
        families = ", ".join(f"{name} {n}" for name, n in mistake_families(mistakes)[:5])
        page.print(Text(f"{len(mistakes)} mistakes; most frequent: {families}"), soft_wrap=True)
