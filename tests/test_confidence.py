"""Confidence: a probability, from weights that all name a feature, that holds on our own reports."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from conftest import ROOT

from benchmarks import calibrate
from patterns import languages
from pipeline import gate
from pipeline.confidence import LEAST, MOST, confidence, features, weights
from pipeline.reliability import by_language, reliability

CALIBRATION_ERROR = 0.08  # at most, on corpus/; the weights are fitted on more than that
DOUBTS = {
    "indicator_start": None, "indicator_end": None, "indicator": "x", "value": None, "value_start": None,
    "value_end": None, "period": None, "parent_id": "p", "status": "target", "sentence": "7 " * 400,
    "flags": ("number_reading_chosen",),
}  # fmt: skip


@pytest.fixture(scope="module")
def found():
    """What is found in our own reports, judged."""
    return gate.measure(ROOT / "corpus")


def test_confidence_lies_between_0_and_1(make_observation, make_comparison):
    """Whatever speaks for or against an observation."""
    sure, unsure = make_observation(), make_observation(**DOUBTS, comparisons=(make_comparison(magnitude=None),) * 2)
    assert 0 < LEAST <= confidence(unsure) < confidence(sure) <= MOST < 1


def test_confidence_of_what_is_found_lies_between_0_and_1(found):
    """Every one of them states it."""
    said = [one.found["confidence"] for document in found for one in document.judged]
    assert len(said) > 500
    assert 0 < min(said) < max(said) < 1


@pytest.mark.parametrize("code", languages())
def test_every_feature_has_a_weight(make_observation, code):
    """A feature without one says nothing: fit them again."""
    assert set(features(make_observation(lang=code))) <= set(weights())


def test_every_weight_names_a_feature(make_observation):
    """A weight without one is left over from an older model."""
    known = {name for code in languages() for name in features(make_observation(lang=code))}
    assert {"bias"} == set(weights()) - known


def test_features_are_0_or_1(make_observation):
    """So that a weight is what the feature is worth."""
    assert {0.0, 1.0} == set(features(make_observation()).values()) | set(features(make_observation(**DOUBTS)).values())


def test_confidence_holds_on_our_own_reports(found):
    """What is said to be right nine times in ten is, nearly."""
    whole = by_language(found)["all"]
    assert whole.n > 500
    assert whole.error < CALIBRATION_ERROR


def test_the_fit_finds_what_it_was_made_from():
    """Logistic regression gives back the weights of the coin that was thrown, and its own confidences hold."""
    chance = np.random.default_rng(1)
    x = np.column_stack([np.ones(8000), chance.integers(0, 2, (8000, 2))])
    true = np.array([0.5, 1.5, -2.0])
    y = (chance.random(8000) < calibrate.chance(x, true)).astype(float)
    fitted = calibrate.fit(x, y)
    assert np.abs(fitted - true).max() < 0.2
    assert reliability(zip(calibrate.chance(x, fitted).tolist(), (y > 0).tolist(), strict=True)).error < 0.02


def test_documents_left_out_are_told_of_once_each():
    """Cross-validation says something of every observation, also with fewer documents than folds."""
    documents = [(np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([1.0, 0.0])) for _ in range(3)]
    said = calibrate.cross_validated(documents)
    assert 6 == len(said)
    assert 3 == sum(right for _, right in said)


def test_calibrating_writes_weights_that_can_be_read(tmp_path, monkeypatch, make_observation, capsys):
    """All features, a line each; --check writes nothing."""
    samples = [[(make_observation(value=Decimal(n)), n % 2 == 0) for n in range(6)] for _ in range(4)]
    monkeypatch.setattr(calibrate, "read_folder", lambda gold, texts: range(4))
    monkeypatch.setattr(calibrate, "samples", samples.__getitem__)
    monkeypatch.setattr(calibrate, "WEIGHTS", tmp_path / "confidence.toml")
    calibrate.main(["--check", str(tmp_path), str(tmp_path)])
    assert not (tmp_path / "confidence.toml").exists()
    assert "expected calibration error" in capsys.readouterr().out
    calibrate.main([str(tmp_path), str(tmp_path)])
    written = (tmp_path / "confidence.toml").read_text(encoding="utf-8")
    assert {"bias", *features(make_observation())} == {line.split(" = ")[0] for line in written.splitlines()[3:]}
    with pytest.raises(SystemExit):
        calibrate.main([str(tmp_path)])
