"""Scores and mistakes as `bilan score` prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from pipeline.gold import GoldObservation
from pipeline.score import SLOTS, Found, Marks, Mistake, buckets, comparison_key, comparison_report, report
from pipeline.show import console

LEVEL_TITLES = ("detection", "core", "full")


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


def scores_json(marks: Sequence[Marks], baselines: Mapping[str, Sequence[Marks]], errors: int) -> dict[str, Any]:
    """Everything `bilan score` knows, for programs; `errors` 0 means all."""
    mistakes = [one for document in marks for one in document.mistakes]
    return {
        "report": report(marks),
        "comparisons": {bucket: comparison_report(counts) for bucket, counts in buckets(marks).items()},
        "baselines": {title: report(others) for title, others in baselines.items()},
        "mistakes": dict(mistake_families(mistakes)),
        "errors": [mistake_json(one) for one in mistakes[: errors or None]],
    }


def print_scores(
    marks: Sequence[Marks],
    baselines: Mapping[str, Sequence[Marks]],
    texts: Mapping[str, str],
    *,
    errors: int = 0,
    by_document: bool = False,
) -> None:
    """Everything `bilan score` knows, for people."""
    page = console()
    for table in (
        score_table(marks, by_document=by_document),
        comparison_table(marks),
        baseline_table(marks, baselines),
    ):
        page.print(table)
        page.print()
    mistakes = [one for document in marks for one in document.mistakes]
    for one in mistakes[:errors]:
        for line in mistake_lines(one, texts[one.doc_id]):
            page.print(line, soft_wrap=True)
    if errors and mistakes:
        families = ", ".join(f"{name} {n}" for name, n in mistake_families(mistakes)[:5])
        page.print(Text(f"{len(mistakes)} mistakes; most frequent: {families}"), soft_wrap=True)
