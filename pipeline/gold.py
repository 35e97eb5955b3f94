"""
Gold files: what a careful reader found in a report, with offsets in place of strings.

A gold file names each number by the string that stands in the text (`at`) and by which of its
occurrences is meant (`nth`). `resolve` finds the places and refuses what contradicts the text or
the annotation guide; a GoldError says what, where and how to mend it.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.record import BASES, MODIFIERS, RELATIONS, STATUSES

Span = tuple[int, int]
Raw = Mapping[str, Any]

# A day, month, quarter, half or year, or two of them; "2021/2025" are years.
PERIOD = re.compile(r"\d{4}(-S[12]|-Q[1-4]|-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")

DOCUMENT_KEYS = frozenset({"doc_id", "lang", "published", "observations", "sector", "title"})
PLACE_KEYS = frozenset({"at", "nth"})


class GoldError(ValueError):
    """Gold that contradicts its text or the guide."""


@dataclass(frozen=True, slots=True)
class GoldComparison:
    """A comparison as the gold states it; `stated` are the keys that were written out."""

    relation: str
    magnitude: float | None
    modifier: str
    unit: str | None
    base: str
    base_period: str | None
    base_value: float | None
    span: Span | None
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldObservation:
    """An observation as the gold states it, at its place in the text."""

    start: int
    end: int
    indicator: str
    indicator_also: tuple[str, ...]
    value: float | None
    value_high: float | None
    modifier: str
    unit: str | None
    unit_text: str
    status: str
    period: str | None
    area: str | None
    incidental: bool
    parent: Span | None
    comparisons: tuple[GoldComparison, ...]
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One report with its text and everything that is to be found in it."""

    doc_id: str
    lang: str
    text: str
    published: str | None = None
    sector: str | None = None
    observations: tuple[GoldObservation, ...] = field(default=())


# What a file may say of each: the fields, with a place in words instead of offsets.
OBSERVATION_KEYS = PLACE_KEYS | frozenset(GoldObservation.__slots__) - {"start", "end", "stated"}
COMPARISON_KEYS = PLACE_KEYS | frozenset(GoldComparison.__slots__) - {"span", "stated"}


def locate(text: str, at: str, nth: int = 1) -> Span:
    """
    The place of the nth `at` that stands in the text as a number (or word) of its own.

    >>> locate("1.250 ca, 250 ca", "250")
    (10, 13)
    """
    quoted = re.escape(at)
    if any(letter.isdigit() for letter in at):
        pattern = rf"(?<!\d)(?<!\d[.,]){quoted}(?!\d)(?![.,]\d)"
    else:
        pattern = rf"(?<!\w){quoted}(?!\w)"
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        raise GoldError(f"{at!r} does not stand in the text as a number of its own; copy it from there")
    if not 1 <= nth <= len(places):
        raise GoldError(f"{at!r} stands {len(places)} times in the text, so nth cannot be {nth}")
    return places[nth - 1]


def one_of(value: str, allowed: Collection[str], what: str) -> str:
    """`value`, if it is allowed."""
    if value not in allowed:
        raise GoldError(f"{what} {value!r} is unknown; {hint(value, allowed)}")
    return value


def hint(word: object, known: Collection[str]) -> str:
    """The likely cure of a mistyped word."""
    close = difflib.get_close_matches(str(word), list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"


def period(value: str | None, what: str) -> str | None:
    """`value`, if it has the form of a period."""
    if value is not None and not PERIOD.fullmatch(value):
        raise GoldError(f"{what} {value!r} is no period; write 2023, 2023-S1, 2023-Q3, 2023-09 or 2023-01/2023-09")
    return value


def known_keys(raw: Raw, known: Collection[str], what: str) -> None:
    """Refuse a mistyped key: it would silently check nothing."""
    for key in raw:
        if key not in known:
            raise GoldError(f"{what} has an unknown key {key!r}; {hint(key, known)}")


def resolve_comparison(raw: Raw, text: str) -> GoldComparison:
    """A comparison of the gold with its place."""
    known_keys(raw, COMPARISON_KEYS, "a comparison")
    span = locate(text, raw["at"], raw.get("nth", 1)) if raw.get("at") else None
    magnitude = raw.get("magnitude")
    if magnitude is not None and span is None:
        raise GoldError("a comparison with a magnitude needs 'at', the magnitude as it stands in the text")
    return GoldComparison(
        relation=one_of(raw["relation"], RELATIONS, "relation"),
        magnitude=magnitude,
        modifier=one_of(raw.get("modifier", "="), MODIFIERS, "modifier"),
        unit=raw.get("unit"),
        base=one_of(raw["base"], BASES, "base"),
        base_period=period(raw.get("base_period"), "base_period"),
        base_value=raw.get("base_value"),
        span=span,
        stated=frozenset(raw),
    )


def anchor(raw: Raw, comparisons: Sequence[GoldComparison], text: str) -> Span:
    """The place that identifies an observation: its value's, else its first placed comparison's."""
    if raw.get("at"):
        if raw.get("value") is None:
            raise GoldError("'at' is given but no value; give both, or neither for a comparison alone")
        return locate(text, raw["at"], raw.get("nth", 1))
    if raw.get("value") is not None:
        raise GoldError("a value needs 'at', the number as it stands in the text")
    placed = [comparison.span for comparison in comparisons if comparison.span]
    if not placed:
        raise GoldError("neither a value nor a comparison with 'at': nothing says where it stands")
    return placed[0]


def resolve_observation(raw: Raw, text: str) -> GoldObservation:
    """An observation of the gold with its place and its comparisons."""
    known_keys(raw, OBSERVATION_KEYS, "an observation")
    comparisons = tuple(resolve_comparison(one, text) for one in raw.get("comparisons", []))
    start, end = anchor(raw, comparisons, text)
    parent = raw.get("parent")
    if parent:
        known_keys(parent, PLACE_KEYS, "a parent")
    return GoldObservation(
        start=start,
        end=end,
        indicator=raw["indicator"],
        indicator_also=tuple(raw.get("indicator_also", ())),
        value=raw.get("value"),
        value_high=raw.get("value_high"),
        modifier=one_of(raw.get("modifier", "="), MODIFIERS, "modifier"),
        unit=raw.get("unit"),
        unit_text=raw.get("unit_text", ""),
        status=one_of(raw.get("status", "actual"), STATUSES, "status"),
        period=period(raw.get("period"), "period"),
        area=raw.get("area"),
        incidental=bool(raw.get("incidental", False)),
        parent=locate(text, parent["at"], parent.get("nth", 1)) if parent else None,
        comparisons=comparisons,
        stated=frozenset(raw),
    )


def resolve_all(raws: Sequence[Raw], text: str) -> tuple[GoldObservation, ...]:
    """All observations of a text, by place; GoldError names the first that is wrong by its number."""
    found: list[GoldObservation] = []
    numbers: dict[Span, int] = {}
    for number, raw in enumerate(raws, 1):
        try:
            one = resolve_observation(raw, text)
        except GoldError as error:
            raise GoldError(f"observation {number} ({raw.get('at')!r}): {error}") from error
        except (KeyError, TypeError, AttributeError) as error:
            raise GoldError(f"observation {number}: key {error} is missing or of the wrong kind") from error
        twin = numbers.setdefault((one.start, one.end), number)
        if twin != number:
            raise GoldError(f"observations {twin} and {number} share one anchor; set 'nth' of one of them")
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def resolve(raw: Raw, text: str) -> GoldDocument:
    """A gold file's content as a document."""
    try:
        known_keys(raw, DOCUMENT_KEYS, "the document")
        return GoldDocument(
            doc_id=raw["doc_id"],
            lang=raw["lang"],
            text=text,
            published=raw.get("published"),
            sector=raw.get("sector"),
            observations=resolve_all(raw["observations"], text),
        )
    except KeyError as error:
        raise GoldError(f"{raw.get('doc_id')}: the document has no {error}") from error
    except GoldError as error:
        raise GoldError(f"{raw.get('doc_id')}: {error}") from error


def read_folder(gold: Path, texts: Path) -> tuple[GoldDocument, ...]:
    """Every gold/*.json with texts/<doc_id>.txt, by file name. GoldError names the file."""
    return tuple(read_document(path, texts) for path in sorted(gold.glob("*.json")))


def read_document(path: Path, texts: Path) -> GoldDocument:
    """One gold file with its text, decoded as UTF-8 and otherwise left alone: offsets count its characters."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        text_path = texts / f"{raw['doc_id']}.txt"
        return resolve(raw, text_path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise GoldError(f"{path}: {error.filename} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: no gold file: {error!r}") from error
    except GoldError as error:
        raise GoldError(f"{path}: {error}") from error
