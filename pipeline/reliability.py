"""
Whether `confidence` means what it says: of the observations said to be right with 0.8, are 80 % right?

Right is the core tuple. A spurious observation is wrong, one paired with incidental gold is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.score import Marks

Said = tuple[float, bool]  # the confidence of an observation, and whether its core tuple is right

TENTHS = 10
DOUBTFUL = 5  # the least confident fifth


@dataclass(frozen=True, slots=True)
class Tenth:
    """The observations whose confidence lies from `low` to `low` + 0.1: how many, the mean said, the share right."""

    low: float
    n: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """
    How a set of confidences held.

    `error` is the expected calibration error: how far said and right lie apart, over all tenths.
    `wrong_in_fifth` is the share of all wrong tuples that lies in the least confident fifth.
    """

    n: int
    tenths: tuple[Tenth, ...]
    error: float
    wrong: int
    wrong_in_fifth: float


def reliability(said: Iterable[Said]) -> Reliability:
    """
    The reliability of some confidences.

    >>> reliability([(0.9, True), (0.9, True), (0.1, False), (0.1, False)]).error
    0.1
    """
    ranked = sorted(said, key=lambda one: one[0])
    tenths = tuple(tenth(number, ranked) for number in range(TENTHS))
    error = sum(one.n * abs(one.said - one.right) for one in tenths) / len(ranked) if ranked else 0.0
    wrong = [not right for _, right in ranked]
    doubtful = sum(wrong[: len(wrong) // DOUBTFUL])
    share = doubtful / sum(wrong) if any(wrong) else 0.0
    return Reliability(len(ranked), tuple(one for one in tenths if one.n), round(error, 4), sum(wrong), round(share, 4))


def tenth(number: int, said: Sequence[Said]) -> Tenth:
    """The n-th tenth, from 0; 1.0 belongs to the last."""
    inside = [one for one in said if min(TENTHS - 1, int(one[0] * TENTHS + 1e-9)) == number]
    n = len(inside)
    mean = round(sum(confidence for confidence, _ in inside) / n, 4) if n else 0.0
    return Tenth(number / TENTHS, n, mean, round(sum(right for _, right in inside) / n, 4) if n else 0.0)


def said_in(marks: Iterable[Marks]) -> list[Said]:
    """The confidences of what was found, with the verdict; found observations that state none are left out."""
    judged = [one for document in marks for one in document.judged]
    return [(float(one.found["confidence"]), one.is_core) for one in judged if one.found.get("confidence") is not None]


def by_language(marks: Sequence[Marks]) -> dict[str, Reliability]:
    """The reliability over all documents and over each language; empty where nothing states a confidence."""
    if not said_in(marks):
        return {}
    languages = sorted({one.lang for one in marks})
    parts = {lang: [one for one in marks if one.lang == lang] for lang in languages}
    return {bucket: reliability(said_in(part)) for bucket, part in {"all": list(marks), **parts}.items()}
