"""
How sure we are of an observation: the probability that its core tuple is right.

A logistic model over what can be seen of the observation itself. Its weights stand in `confidence.toml`;
`python -m benchmarks.calibrate` fits them on gold and reports how well they hold on documents left out.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
import re
import tomllib
from collections.abc import Mapping

from pipeline.record import Observation

LEAST, MOST = 0.02, 0.99  # never certain either way
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@functools.lru_cache
def weights() -> Mapping[str, float]:
    """The fitted weight of each feature, and `bias`."""
    text = importlib.resources.files("pipeline").joinpath("confidence.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def features(observation: Observation) -> dict[str, float]:
    """What speaks for or against an observation: 1.0 where it holds, 0.0 where not."""
    return {name: float(value) for name, value in _found(observation).items()}


def _found(observation: Observation) -> dict[str, bool]:
    anchor = observation.anchor or (observation.sentence_start, observation.sentence_end)
    words = len(observation.indicator.split())
    numbers = _numbers_in(observation.sentence)
    start = observation.indicator_start if observation.indicator_start is not None else anchor[0]
    gap = anchor[0] - (observation.indicator_end or anchor[0])
    numbered = [c for c in observation.comparisons if c.magnitude is not None]
    return {
        "carried_from_before": start < observation.sentence_start,
        "carried_in_sentence": start >= observation.sentence_start and gap > FAR,
        "right_of_value": start >= anchor[0],
        "one_word": words == 1,
        "long_name": words > LONG_NAME,
        "names_in_it": any(word[:1].isupper() for word in observation.indicator.split()[1:]),
        "no_value": observation.value is None,
        "percent": observation.unit == "%",
        "counted": observation.unit in ("count", "person", "household"),
        "no_comparison": not observation.comparisons,
        "two_comparisons": len(observation.comparisons) > 1,
        "direction_only": any(c.magnitude is None for c in observation.comparisons),
        "share_of_total": any(c.base == "total" for c in numbered),
        "of_other": any(c.base == "other" for c in observation.comparisons),
        "no_base_period": any(c.base == "prior" and c.base_period is None for c in numbered),
        "some_numbers": SOME_NUMBERS < numbers <= MANY_NUMBERS,
        "many_numbers": numbers > MANY_NUMBERS,
        "long_sentence": len(observation.sentence) > LONG_SENTENCE,
        "reading_chosen": "number_reading_chosen" in observation.flags,
        "period_unknown": observation.period is None,
        "part": observation.parent_id is not None,
        "not_actual": observation.status != "actual",
        f"written_in_{observation.lang}": True,
    }


@functools.lru_cache(maxsize=64)
def _numbers_in(sentence: str) -> int:
    return len(_NUMBER.findall(sentence))


FAR = 60  # characters between indicator and value: another clause
LONG_NAME = 12  # words
SOME_NUMBERS, MANY_NUMBERS = 4, 9  # in one sentence
LONG_SENTENCE = 350  # characters


def confidence(observation: Observation) -> float:
    """A probability, rounded to three places."""
    known = weights()
    total = known["bias"] + sum([known.get(name, 0.0) for name, value in _found(observation).items() if value])
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-total)))), 3)
