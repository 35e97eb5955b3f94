"""The validate stage: checks that an observation can fail, as named flags; never silence, never a drop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.confidence import confidence
from pipeline.record import Observation

MOST_PERCENT = Decimal(1000)


def validate(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The same observations with the flags of the checks that they fail, and how sure we are of them."""
    return tuple(replace(o, flags=_flags(o), confidence=confidence(o)) for o in observations)


def _flags(observation: Observation) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*observation.flags, *_failed(observation))))


def _failed(observation: Observation) -> list[str]:
    flags = []
    if observation.unit == "%" and observation.value is not None and not -100 <= observation.value <= MOST_PERCENT:
        flags.append("percent_implausible")
    if observation.period is None:
        flags.append("period_unknown")
    if observation.indicator_start is not None and observation.indicator_start < observation.sentence_start:
        flags.append("indicator_carried")
    return flags
