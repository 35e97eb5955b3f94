"""How the tests of the engine read a sentence of a known language, and say in short what was found."""

from __future__ import annotations

from decimal import Decimal

from extractors.lines import read_line
from extractors.mentions import Line
from patterns import load_pack
from pipeline.clean import clean
from pipeline.detect import Block
from pipeline.find import find
from pipeline.record import Comparison, Observation, Outcome, Report
from pipeline.run import process_blocks
from pipeline.segment import segment


def outcome_of(code: str, text: str, published: str | None = None) -> Outcome:
    """All that becomes of a text in the language `code`."""
    cleaned = clean(text)
    return process_blocks(
        Report("text", text, published=published), cleaned, (Block(0, len(cleaned.text), code, 1.0),)
    )  # fmt: skip


def observations(code: str, text: str, published: str | None = None) -> tuple[Observation, ...]:
    """The observations of a text in the language `code`."""
    return outcome_of(code, text, published).observations


def facts(code: str, text: str, published: str | None = None) -> list[str]:
    """Each observation in short: "62850 person: up 5 % prior 2022, ratio 90 % plan"."""
    return [fact(one) for one in observations(code, text, published)]


def fact(observation: Observation) -> str:
    """Value and unit, or "-" without a level; then the comparisons."""
    value = "-"
    if observation.value is not None:
        high = f"..{number(observation.value_high)}" if observation.value_high is not None else ""
        value = f"{number(observation.value)}{high} {observation.unit}"
    told = ", ".join(against(comparison) for comparison in observation.comparisons)
    return f"{value}: {told}" if told else value


def against(comparison: Comparison) -> str:
    """Relation, magnitude, unit, base, base period and base value, what is not said left out."""
    parts = [comparison.relation]
    if comparison.magnitude is not None:
        parts += [number(comparison.magnitude), comparison.unit or "?"]
    parts.append(comparison.base)
    if comparison.base_period:
        parts.append(comparison.base_period)
    if comparison.base_value is not None:
        parts.append(f"from {number(comparison.base_value)}")
    return " ".join(parts)


def number(value: Decimal) -> str:
    """A number in full, without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def line_of(code: str, text: str) -> Line:
    """The items of a text that is one sentence, without word segmentation."""
    cleaned = clean(text).text
    return read_line(cleaned, 0, len(cleaned), 0, load_pack(code))


def lines_of(code: str, text: str) -> tuple[Line, ...]:
    """The lines of a text as the chain finds them."""
    pack = load_pack(code)
    return find(segment(clean(text).text, pack), pack)
