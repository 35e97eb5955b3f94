"""The validate stage: what is doubtful is flagged, nothing is dropped."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.record import Observation
from pipeline.validate import validate

Make = Callable[..., Observation]


@pytest.mark.parametrize(
    ("flagged", "changes"),
    [
        (False, {"unit": "%", "value": Decimal("99.5")}),
        (False, {"unit": "%", "value": Decimal(-3)}),
        (True, {"unit": "%", "value": Decimal(62850)}),
        (True, {"unit": "%", "value": Decimal(-250)}),
        (False, {"unit": "person", "value": Decimal(62850)}),
        (False, {"unit": None, "value": None, "value_text": None, "value_start": None, "value_end": None}),
    ],
)
def test_a_share_that_cannot_be_is_flagged(make_observation: Make, flagged: bool, changes: dict[str, object]):
    """In percent only; counts may be as large as they are."""
    (found,) = validate([make_observation(**changes)])
    assert flagged == ("percent_implausible" in found.flags)


def test_an_unknown_period_is_flagged(make_observation: Make):
    """And a known one is not."""
    known, unknown = validate([make_observation(), make_observation(period=None)])
    assert "period_unknown" not in known.flags
    assert "period_unknown" in unknown.flags


def test_flags_of_earlier_stages_stay_and_none_is_there_twice(make_observation: Make):
    """First those that came with it."""
    (found,) = validate([make_observation(period=None, flags=("number_chosen", "period_unknown"))])
    assert ("number_chosen", "period_unknown") == found.flags[:2]
    assert len(set(found.flags)) == len(found.flags)


def test_nothing_is_dropped_or_moved_or_changed(make_observation: Make):
    """Only flags and confidence are the stage's own; a second pass changes nothing."""
    given = [make_observation(id=name, period=None, unit="%") for name in "cab"] + [make_observation(id="d")]
    found = validate(given)
    own = ("flags", "confidence")
    for before, after in zip(given, found, strict=True):
        assert all(getattr(before, name) == getattr(after, name) for name in before.__slots__ if name not in own)
    assert found == validate(found)
    assert () == validate([])


def test_confidence_is_said_anew(make_observation: Make):
    """Between 0 and 1, whatever was there before."""
    sure, unsure = validate([make_observation(confidence=1.0), make_observation(confidence=0.0)])
    assert 0 < sure.confidence == unsure.confidence < 1
