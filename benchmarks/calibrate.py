"""
python -m benchmarks.calibrate [--check] [TEXTS GOLD ...]

Fits the weights of `pipeline/confidence.toml` by logistic regression: the chance that an observation's
core tuple is right. Prints the reliability on documents left out of the fit (cross-validation), then
writes the weights fitted on all; with --check it writes nothing. Without folders it uses the reports of corpus/.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.confidence import features
from pipeline.gold import GoldDocument, read_folder
from pipeline.record import Observation, Report, plain
from pipeline.reliability import Reliability, Said, reliability
from pipeline.run import process
from pipeline.score import mark

FOLDS = 10
RIDGE = 2.0  # strength of the pull towards zero: most features are rare
ROUNDS = 30
WEIGHTS = Path("pipeline/confidence.toml")

Sample = tuple[Observation, bool]  # an observation, and whether its core tuple is right


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the confidence model on gold.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="TEXTS GOLD", help="pairs of folders")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    if len(options.folders) % 2:
        parser.error("folders come in pairs: the texts, then their gold")
    pairs = list(zip(options.folders[::2], options.folders[1::2], strict=True))
    pairs = pairs or [(path, path) for path in sorted(Path("corpus").glob("*/articles"))]
    golds = [document for texts, gold in pairs for document in read_folder(gold, texts)]
    documents = [found for found in map(samples, golds) if found]
    names = sorted({name for found in documents for one, _ in found for name in features(one)})
    matrices = [matrix(found, names) for found in documents]
    held = reliability(cross_validated(matrices))
    print("\n".join(lines_of(held)))
    if not options.check:
        weights = fit(*stacked(matrices))
        WEIGHTS.write_text(text_of(names, weights, held), encoding="utf-8")
        print(f"wrote {WEIGHTS}: {len(names)} features over {held.n} observations of {len(matrices)} documents")


def samples(document: GoldDocument) -> list[Sample]:
    """The observations found in a document, and whether each is right; incidental ones are left out."""
    observations = process(Report(document.doc_id, document.text, published=document.published)).observations
    right = {one.found["id"]: one.is_core for one in mark(document, plain(observations)).judged}
    return [(one, right[one.id]) for one in observations if one.id in right]


def matrix(found: Sequence[Sample], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """A row an observation, 1 for the bias and then its features; and which are right."""
    rows = [[1.0, *(features(one).get(name, 0.0) for name in names)] for one, _ in found]
    return np.array(rows), np.array([right for _, right in found], float)


def stacked(documents: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """The rows of several documents as one matrix."""
    return np.vstack([x for x, _ in documents]), np.concatenate([y for _, y in documents])


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the ridge logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(ROUNDS):
        p = chance(x, weights)
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights += np.linalg.solve(hessian, gradient)
    return weights


def chance(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The probability that each row is right."""
    return 1 / (1 + np.exp(-x @ weights))


def cross_validated(documents: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[Said]:
    """Predicted probabilities of documents left out of the fit, and the truth."""
    said: list[Said] = []
    for fold in range(min(FOLDS, len(documents))):
        weights = fit(*stacked([one for n, one in enumerate(documents) if n % FOLDS != fold]))
        x, y = stacked([one for n, one in enumerate(documents) if n % FOLDS == fold])
        said += zip(chance(x, weights).tolist(), (y > 0).tolist(), strict=True)
    return said


def lines_of(held: Reliability) -> list[str]:
    """Reliability by tenths, expected calibration error, and how many errors the least sure fifth holds."""
    tenths = [
        f"{one.low:.1f}-{one.low + 0.1:.1f}  n={one.n:5}  said {one.said:.3f}  right {one.right:.3f}"
        for one in held.tenths
    ]
    share = f"{held.wrong_in_fifth:.0%} of the {held.wrong} errors in the least sure fifth"
    return [*tenths, f"expected calibration error {held.error:.3f} on documents left out; {share}"]


def text_of(names: Sequence[str], weights: np.ndarray, held: Reliability) -> str:
    """The content of confidence.toml."""
    error = f"calibration error {held.error:.3f} on documents left out"
    head = [
        "# Weights of the confidence model, fitted by `python -m benchmarks.calibrate`. Do not edit by hand.",
        f"# {held.n} observations, {held.wrong} of them wrong; {error}",
        "[weights]",
    ]
    named = zip(["bias", *names], weights, strict=True)
    return "\n".join([*head, *(f"{name} = {value:.3f}" for name, value in named)]) + "\n"


if __name__ == "__main__":
    main()
