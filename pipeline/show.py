"""What `bilan` prints for people: tables on standard output, closing words on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.record import Comparison, Observation, Reject
from pipeline.tables import exact

# Columns of a page that no terminal bounds: wide enough for a score table and a tuple.
PAGE = 160
REJECTS_TOLD = 5


def console(stream: IO[str] | None = None) -> Console:
    """A console on standard output, or on `stream`; of a fixed width where that is no terminal."""
    stream = stream or sys.stdout
    return Console(file=stream, width=None if stream.isatty() else PAGE, highlight=False, soft_wrap=False)


def number(value: Any) -> str:
    """A number as a table shows it: 62 850 has its thousands apart."""
    text = exact(value) if not isinstance(value, (int, float)) else f"{value}"
    if not text:
        return ""
    whole, point, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", " ") if whole.isdigit() else whole
    return sign + grouped + point + rest


def level(observation: Observation) -> str:
    """A value with modifier, range and unit: "~ 3-4 %"."""
    if observation.value is None:
        return "-"
    high = f"-{number(observation.value_high)}" if observation.value_high is not None else ""
    sign = "" if observation.modifier == "=" else f"{observation.modifier} "
    return f"{sign}{number(observation.value)}{high} {observation.unit or ''}".rstrip()


def said(comparison: Comparison) -> str:
    """A comparison in a few words: "up 5 % (prior 2022)"."""
    words: list[str] = [comparison.relation]
    if comparison.magnitude is not None:
        sign = "" if comparison.modifier == "=" else f"{comparison.modifier} "
        words.append(f"{sign}{number(comparison.magnitude)} {comparison.unit or ''}".rstrip())
    base = " ".join(part for part in (comparison.base, comparison.base_period) if part)
    if comparison.base_value is not None:
        base += f" {number(comparison.base_value)}"
    return f"{' '.join(words)} ({base})"


def tuple_table(observations: Iterable[Observation]) -> Table:
    """Observations as a short table, one row each."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("lang", "indicator", "value", "period", "comparisons", "place"):
        table.add_column(title, justify="right" if title == "value" else "left", no_wrap=title != "indicator")
    for one in observations:
        start, end = one.anchor or (one.sentence_start, one.sentence_end)
        comparisons = "\n".join(said(comparison) for comparison in one.comparisons)
        cells = (one.lang, one.indicator, level(one), one.period or "", comparisons, f"{one.doc_id}:{start}-{end}")
        table.add_row(*(Text(cell) for cell in cells))
    return table


def run_summary(counts: Mapping[str, Any], folder: Path | None) -> list[str]:
    """The closing words of a run."""
    by_language = ", ".join(f"{lang} {n}" for lang, n in counts["observations_by_language"].items())
    numbers, unexplained = counts["numbers"], counts["unexplained"]
    share = f" ({unexplained / numbers:.1%})" if numbers else ""
    lines = [
        f"documents     {counts['documents']}",
        f"observations  {counts['observations']}" + (f"  ({by_language})" if by_language else ""),
        f"numbers       {numbers}, unexplained {unexplained}{share}",
        f"rejects       {counts['rejects']}" + ("  (see rejects.jsonl)" if counts["rejects"] and folder else ""),
    ]
    if folder is None:
        return [*lines, "dry run: nothing was written"]
    return [*lines, f"files         {folder}/  (tuples.csv is the table to open first)"]


def reject_lines(rejects: Sequence[Reject]) -> list[str]:
    """The first rejects of a run, each with its reason and cure."""
    lines = []
    for one in rejects[:REJECTS_TOLD]:
        place = "" if one.stage == "read" else f"{one.doc_id}: "  # what cannot be read names its file itself
        lines.append(f"  {place}{one.reason}" + (f" ({one.cure})" if one.cure else ""))
    return lines + (["  …"] if len(rejects) > REJECTS_TOLD else [])


def explain_tables(answer: Mapping[str, Any], text: str) -> list[Table | Text]:
    """What `bilan explain` shows: the mentions with the data rows that fired, then the observations."""
    mentions = Table(title="mentions", title_justify="left", box=None, header_style="bold", pad_edge=False)
    for title in ("type", "place", "text", "value", "unit", "period", "because"):
        mentions.add_column(title, overflow="fold")
    for one in answer["mentions"]:
        value = number(one["value"]) if one.get("value") is not None else ""
        if one.get("value_high") is not None:
            value += f"-{number(one['value_high'])}"
        mentions.add_row(
            one["type"], f"{one['start']}-{one['end']}", escape(one["text"]), value, escape(one.get("unit") or ""),
            one.get("period") or "", escape(" ".join(one.get("because") or ())),
        )  # fmt: skip
    return [highlighted(text, answer["observations"]), mentions, observation_table(answer["observations"])]


def observation_table(observations: Sequence[Mapping[str, Any]]) -> Table:
    """Observations in their JSON form, one field a line: what a rule's author reads."""
    table = Table(title="observations", title_justify="left", box=None, header_style="bold", pad_edge=False)
    for title in ("#", "field", "found"):
        table.add_column(title, overflow="fold")
    fields = ("indicator", "indicator_id", "value", "value_high", "modifier", "unit", "status", "period", "area")
    for n, one in enumerate(observations, 1):
        for field in fields:
            if one.get(field) is not None or field == "value":
                table.add_row(str(n), field, escape(str(one.get(field))))
        for comparison in one["comparisons"]:
            cells = {
                key: value for key, value in comparison.items() if value is not None and key not in ("start", "end")
            }
            table.add_row(str(n), "comparison", escape(", ".join(f"{key} {value}" for key, value in cells.items())))
        for field in ("flags", "because"):
            if one.get(field):
                table.add_row(str(n), field, escape(" ".join(one[field])))
    return table


def highlighted(text: str, observations: Sequence[Mapping[str, Any]]) -> Text:
    """The text with values and comparisons underlined (on a terminal that can)."""
    shown = Text(text)
    for one in observations:
        if one.get("value_start") is not None:
            shown.stylize("bold underline", one["value_start"], one["value_end"])
        if one.get("indicator_start") is not None:
            shown.stylize("green", one["indicator_start"], one["indicator_end"])
        for comparison in one["comparisons"]:
            if comparison.get("start") is not None:
                shown.stylize("cyan underline", comparison["start"], comparison["end"])
    return shown
