"""
Lint the data: patterns/ through its own loader, corpus/ here. Every finding names file, line and cure.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patterns import loader
from patterns.loader import known_unit
from patterns.pack import Unit
from pipeline.corpus import ARTICLES, EXAMPLES, language_folders, read_example
from pipeline.gold import DOCUMENT_KEYS, GoldError, GoldObservation, hint, known_keys, resolve_observation

# Units of comparisons that are no units of values.
COMPARISON_UNITS = ("%", "pp", "times")
PUBLISHED = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Count:
    """How much a language's corpus holds."""

    lang: str
    articles: int
    examples: int
    negatives: int
    known_failures: int
    observations: int
    sectors: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What gold may name: languages and units."""

    languages: Collection[str]
    units: Mapping[str, Unit]


def check_patterns(folder: Path | None) -> list[str]:
    """Findings in the pattern data, as file:line: message; `folder` None is the data that is installed."""
    return loader.check(folder) if folder else loader.check()


def vocabulary(folder: Path | None) -> Vocabulary:
    """The languages and units of the pattern data (PatternError when they cannot be read)."""
    arguments = (folder,) if folder else ()
    return Vocabulary(loader.languages(*arguments), loader.load_units(*arguments))


def check_corpus(corpus: Path, known: Vocabulary) -> tuple[list[Finding], list[Count]]:
    """Findings in the corpus and what it holds."""
    findings: list[Finding] = []
    counts: list[Count] = []
    seen: dict[str, str] = {}
    folders = language_folders(corpus)
    if not folders:
        findings.append(
            Finding(str(corpus), 1, "no language folder here; make corpus/<code>/ or name it with --corpus")
        )
    for folder in folders:
        if folder.name not in known.languages:
            problem = f"no patterns for the language {folder.name!r}; {hint(folder.name, known.languages)}"
            findings.append(Finding(str(folder), 1, problem))
        gold, examples = list(article_golds(folder, known, seen, findings)), []
        if (folder / EXAMPLES).exists():
            examples = list(checked_examples(folder / EXAMPLES, known, seen, findings))
        else:
            findings.append(Finding(str(folder / EXAMPLES), 1, "missing; every rule needs a sentence"))
        counts.append(count(folder.name, gold, examples))
    return sorted(findings), counts


def count(lang: str, gold: list[dict[str, Any]], examples: list[dict[str, Any]]) -> Count:
    """What one language's corpus holds."""
    sources = [*gold, *examples]
    return Count(
        lang=lang,
        articles=len(gold),
        examples=len(examples),
        negatives=sum(not one.get("observations") for one in examples),
        known_failures=sum("known_failure" in one for one in examples),
        observations=sum(len(one.get("observations", ())) for one in sources),
        sectors=len({one["sector"] for one in sources if one.get("sector")}),
    )


def count_line(one: Count) -> str:
    """The same in words."""
    return (
        f"{one.lang}: {one.articles} reports, {one.examples} sentences ({one.negatives} that must escape, "
        f"{one.known_failures} known failures), {one.observations} observations, {one.sectors} sectors"
    )


def article_golds(
    folder: Path, known: Vocabulary, seen: dict[str, str], findings: list[Finding]
) -> Iterator[dict[str, Any]]:
    """The readable gold files of one language; what is wrong goes to `findings`."""
    home = folder / ARTICLES
    for body in sorted(home.glob("*.txt")):
        if not body.with_suffix(".json").exists():
            findings.append(Finding(str(body), 1, f"has no gold; write {body.stem}.json beside it"))
    for path in sorted(home.glob("*.json")):
        raw_text = path.read_text(encoding="utf-8")
        try:
            raw = json.loads(raw_text)
            text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        except json.JSONDecodeError as error:
            findings.append(Finding(str(path), error.lineno, f"no JSON: {error.msg}"))
        except FileNotFoundError:
            findings.append(Finding(str(path), 1, f"has no text; write {path.stem}.txt beside it"))
        except UnicodeDecodeError:
            findings.append(Finding(str(path.with_suffix(".txt")), 1, "is not UTF-8; save it as UTF-8"))
        else:
            place = observation_lines(raw_text).__getitem__
            findings += check_article(path, raw, seen)
            findings += check_observations(str(path), raw.get("observations", []), text, known, place)
            yield raw


def check_article(path: Path, raw: dict[str, Any], seen: dict[str, str]) -> Iterator[Finding]:
    """What is wrong with the head of a gold file."""
    try:
        known_keys(raw, DOCUMENT_KEYS, "the document")
    except GoldError as error:
        yield Finding(str(path), 1, str(error))
    for key in ("doc_id", "lang", "observations"):
        if key not in raw:
            yield Finding(str(path), 1, f"key {key!r} is missing")
    if raw.get("doc_id") != path.stem:
        yield Finding(str(path), 1, f"doc_id {raw.get('doc_id')!r} is not the file's name; write {path.stem!r}")
    if raw.get("lang") != path.parent.parent.name:
        yield Finding(str(path), 1, f"lang {raw.get('lang')!r} is not the folder's; write {path.parent.parent.name!r}")
    yield from check_identity(str(path), 1, raw.get("doc_id"), raw.get("published"), seen)


def check_identity(file: str, line: int, name: object, published: object, seen: dict[str, str]) -> Iterator[Finding]:
    """An id used twice, a date of publication that is none."""
    twin = seen.setdefault(str(name), f"{file}:{line}")
    if twin != f"{file}:{line}":
        yield Finding(file, line, f"id {name!r} is used at {twin} too; choose another")
    if published is not None and not PUBLISHED.fullmatch(str(published)):
        yield Finding(file, line, f"published {published!r} is no date; write 2024-01 or 2024-01-15")


def checked_examples(
    path: Path, known: Vocabulary, seen: dict[str, str], findings: list[Finding]
) -> Iterator[dict[str, Any]]:
    """The readable sentences of one language; what is wrong goes to `findings`."""
    source = path.read_text(encoding="utf-8")
    try:
        raws = tomllib.loads(source).get("example", [])
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        findings.append(Finding(str(path), int(line[1]) if line else 1, f"no TOML: {error}"))
        return
    lines = source.split("\n")
    heads = [number for number, line in enumerate(lines, 1) if line.strip() == "[[example]]"]
    heads = heads if len(heads) == len(raws) else [1] * len(raws)
    for raw, head in zip(raws, heads, strict=True):
        findings += check_example(str(path), raw, head, known, lines)
        findings += check_identity(str(path), head, raw.get("id"), raw.get("published"), seen)
        twin = seen.setdefault("text " + str(raw.get("text")), f"{path}:{head}")
        if twin != f"{path}:{head}":
            findings.append(Finding(str(path), head, f"the sentence stands at {twin} too; remove one"))
        yield raw


def check_example(file: str, raw: dict[str, Any], head: int, known: Vocabulary, lines: list[str]) -> list[Finding]:
    """What is wrong with one sentence: its observations by line, else the example as a whole."""

    def place(number: int) -> int:
        at = raw["observations"][number].get("at") or ""
        inside = (line for line in range(head, len(lines)) if f'at = "{at}"' in lines[line])
        return next(inside, head - 1) + 1

    observations, text = raw.get("observations"), raw.get("text")
    if isinstance(observations, list) and isinstance(text, str):
        found = list(check_observations(file, observations, text, known, place))
        if found:
            return found
    try:
        read_example(raw, "")
    except GoldError as error:
        return [Finding(file, head, str(error))]
    return []


def check_observations(
    file: str, raws: list[Any], text: str, known: Vocabulary, place: Callable[[int], int]
) -> Iterator[Finding]:
    """What is wrong with the observations of one text; `place` tells the line of the n-th, from 0."""
    anchors: Counter[tuple[int, int]] = Counter()
    parents: list[tuple[int, tuple[int, int]]] = []
    for number, raw in enumerate(raws):
        try:
            one = resolve_observation(raw, text)
        except GoldError as error:
            yield Finding(file, place(number), str(error))
            continue
        except (KeyError, TypeError, AttributeError) as error:
            yield Finding(file, place(number), f"key {error} is missing or of the wrong kind")
            continue
        anchors[one.start, one.end] += 1
        if anchors[one.start, one.end] > 1:
            yield Finding(file, place(number), f"{raw.get('at')!r} is the anchor of two observations; set 'nth'")
        if one.parent:
            parents.append((number, one.parent))
        for problem in observation_problems(one, known):
            yield Finding(file, place(number), problem)
    for number, parent in parents:
        if parent not in anchors:
            yield Finding(file, place(number), "the parent is no observation's anchor; name the whole's 'at' and 'nth'")


def observation_problems(one: GoldObservation, known: Vocabulary) -> Iterator[str]:
    """What the guide forbids in one observation that has its place."""
    if not one.indicator.strip():
        yield "the indicator is empty; name what is measured"
    if one.value is not None and one.unit is None:
        yield "a value needs a unit; 'count' where nothing else fits"
    if one.value_high is not None and one.value is not None and one.value_high <= one.value:
        yield f"value_high {one.value_high} is not above value {one.value}; the lower end comes first"
    yield from unit_problems(one.unit, known)
    for comparison in one.comparisons:
        if comparison.unit not in COMPARISON_UNITS:
            yield from unit_problems(comparison.unit, known)
        if comparison.magnitude is not None and comparison.unit is None:
            yield "a comparison with a magnitude needs a unit: %, pp, times or that of the difference"
        if comparison.base_period and comparison.base != "prior":
            yield f"base_period belongs to base 'prior', not {comparison.base!r}; leave it out"


def unit_problems(unit: str | None, known: Vocabulary) -> Iterator[str]:
    """A unit, or a part of a ratio of units, that units.toml has not."""
    if unit and not known_unit(unit, known.units):
        strange = next((part for part in unit.split("/") if not known_unit(part, known.units)), unit)
        yield f"unit {unit!r}: {strange!r} is unknown; {hint(strange, known.units)}"


def observation_lines(source: str) -> list[int]:
    """The line on which each element of a gold file's "observations" begins."""
    key = re.search(r'"observations"\s*:\s*\[', source)
    decoder, at = json.JSONDecoder(), key.end() if key else len(source)
    lines: list[int] = []
    while True:
        while at < len(source) and source[at] in " \t\r\n,":
            at += 1
        if at >= len(source) or source[at] == "]":
            return lines
        lines.append(source.count("\n", 0, at) + 1)
        _, at = decoder.raw_decode(source, at)
