"""
Our own reports and sentences under corpus/: reading them, and judging an extractor's answer to a sentence.

corpus/<code>/articles/<id>.txt and .json are whole reports with gold; corpus/<code>/examples.toml
holds sentences, each with the observations it must give, or with `why` it must give none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.gold import GoldComparison, GoldDocument, GoldError, GoldObservation, known_keys, read_folder, resolve_all
from pipeline.record import Observation, Report, plain
from pipeline.score import Found, align, comparison_key, found_span, judge, same_number, same_period

CORPUS = Path("corpus")
EXAMPLES = "examples.toml"
ARTICLES = "articles"
EXAMPLE_KEYS = frozenset({"id", "text", "sector", "published", "why", "tests", "observations", "known_failure"})
CORE_SLOTS = ("value", "unit", "indicator", "comparisons")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence and what must be found in it."""

    id: str
    lang: str
    text: str
    published: str | None
    sector: str | None
    why: str | None
    known_failure: str | None
    observations: tuple[GoldObservation, ...]

    @property
    def report(self) -> Report:
        """The sentence as a document."""
        return Report(self.id, self.text, source=f"{self.lang}/{EXAMPLES}", published=self.published)


def language_folders(corpus: Path = CORPUS) -> tuple[Path, ...]:
    """The folders of corpus/, one a language."""
    return tuple(sorted(path for path in corpus.iterdir() if path.is_dir())) if corpus.is_dir() else ()


def articles(corpus: Path = CORPUS) -> tuple[GoldDocument, ...]:
    """Every report of the corpus with its gold."""
    folders = [folder / ARTICLES for folder in language_folders(corpus)]
    return tuple(document for folder in folders for document in read_folder(folder, folder))


def examples(corpus: Path = CORPUS) -> tuple[Example, ...]:
    """Every sentence of the corpus. GoldError names the example that cannot be used."""
    found: list[Example] = []
    for folder in language_folders(corpus):
        path = folder / EXAMPLES
        if path.exists():
            found += [read_example(raw, folder.name) for raw in raw_examples(path)]
    return tuple(found)


def raw_examples(path: Path) -> list[dict[str, Any]]:
    """The [[example]] tables of one file as they are."""
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8")).get("example", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: {error}") from error


def read_example(raw: Mapping[str, Any], lang: str) -> Example:
    """One [[example]] table, checked."""
    name = str(raw.get("id", "?"))
    try:
        known_keys(raw, EXAMPLE_KEYS, "the example")
        missing = [key for key in ("id", "text", "observations") if key not in raw]
        if missing:
            raise GoldError(f"key {missing[0]!r} is missing")
        if not raw["observations"] and not raw.get("why"):
            raise GoldError("observations is empty, so 'why' must say what must escape and why")
        return Example(
            id=name,
            lang=lang,
            text=raw["text"],
            published=raw.get("published"),
            sector=raw.get("sector"),
            why=raw.get("why"),
            known_failure=raw.get("known_failure"),
            observations=resolve_all(raw["observations"], raw["text"]),
        )
    except GoldError as error:
        raise GoldError(f"example {name}: {error}") from error


def faults(example: Example, observations: Iterable[Observation]) -> list[str]:
    """What is wrong with an answer to an example: nothing when it passes."""
    found: list[Found] = [plain(one) for one in observations]
    aligned = align(example.observations, found)
    told = [f"missed: {name(gold)}" for gold in aligned.missed if not gold.incidental]
    told += [f"nothing to be found here: {one['indicator']} | {one['value']}" for one in aligned.spurious]
    for gold, one in aligned.pairs:
        if not gold.incidental:
            told += [f"{name(gold)}: {fault}" for fault in pair_faults(example, gold, one, found)]
    return told


def name(gold: GoldObservation) -> str:
    """An observation of the gold in an error message."""
    return f"{gold.indicator} | {gold.value} {gold.unit or ''}".rstrip()


def pair_faults(example: Example, gold: GoldObservation, one: Found, found: Sequence[Found]) -> list[str]:
    """Wrong core slots, and wrong fields among those that the example states."""
    verdict = judge(gold, one)
    told = [f"{slot} is {shown(one, slot)}" for slot in CORE_SLOTS if not verdict[slot]]
    if one["lang"] != example.lang:
        told.append(f"lang is {one['lang']!r}, not {example.lang!r}")
    for field in ("modifier", "unit_text", "status", "area"):
        if field in gold.stated and getattr(gold, field) != one[field]:
            told.append(f"{field} is {one[field]!r}, not {getattr(gold, field)!r}")
    if "period" in gold.stated and same_period(gold.period) != same_period(one["period"]):
        told.append(f"period is {one['period']!r}, not {gold.period!r}")
    if "parent" in gold.stated and not is_parent(gold, one, found):
        told.append(f"parent is {one['parent_id']!r}, not the observation at {gold.parent}")
    if verdict["comparisons"]:
        told += comparison_faults(gold.comparisons, one["comparisons"])
    return told


def shown(one: Found, slot: str) -> str:
    """The found content of a slot in an error message."""
    if slot == "comparisons":
        return str([comparison_key(comparison) for comparison in one["comparisons"]])
    return repr(one[slot])


def is_parent(gold: GoldObservation, one: Found, found: Sequence[Found]) -> bool:
    """Whether the found parent stands where the gold's parent stands."""
    parent = next((other for other in found if other["id"] == one["parent_id"]), None)
    span = found_span(parent) if parent else None
    return bool(span and gold.parent and span[0] < gold.parent[1] and gold.parent[0] < span[1])


def comparison_faults(gold: Sequence[GoldComparison], found: Sequence[Found]) -> list[str]:
    """Wrong stated fields of comparisons that are right in their core; equals are taken in order."""
    told, left = [], list(found)
    for wanted in gold:
        one = next(other for other in left if comparison_key(other) == comparison_key(wanted))
        left.remove(one)
        if "modifier" in wanted.stated and one["modifier"] != wanted.modifier:
            told.append(f"a comparison's modifier is {one['modifier']!r}, not {wanted.modifier!r}")
        if "base_period" in wanted.stated and same_period(one["base_period"]) != same_period(wanted.base_period):
            told.append(f"a comparison's base_period is {one['base_period']!r}, not {wanted.base_period!r}")
        if "base_value" in wanted.stated and not same_number(wanted.base_value, one["base_value"]):
            told.append(f"a comparison's base_value is {one['base_value']!r}, not {wanted.base_value!r}")
    return told
