"""
python -m benchmarks.calibrate [TEXTS GOLD ...]

Fits the weights of `pipeline/confidence.toml` by logistic regression: the chance that an observation's
core tuple is right. Prints the reliability on documents left out of the fit (cross-validation), then
writes the weights fitted on all. Without folders it uses the reports of corpus/.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.confidence import features
from pipeline.gold import read_folder
from pipeline.record import Observation, Report, plain
from pipeline.run import process
from pipeline.score import CORE, align, judge

FOLDS = 10
RIDGE = 2.0  # strength of the pull towards zero: most features are rare
ROUNDS = 30
WEIGHTS = Path("pipeline/confidence.toml")


def main(folders: Sequence[str]) -> None:
    """Fit, report, write."""
    pairs = [(Path(a), Path(b)) for a, b in zip(folders[::2], folders[1::2], strict=True)] or [
        (path, path) for path in sorted(Path("corpus").glob("*/articles"))
    ]
    documents = [sample for texts, gold in pairs for sample in samples(texts, gold)]
    names = sorted(features(documents[0][0][0]))
    matrices = [
        (matrix([o for o, _ in doc], names), np.array([hit for _, hit in doc], float)) for doc in documents if doc
    ]
    held = cross_validated(matrices)
    report(*held)
    weights = fit(np.vstack([x for x, _ in matrices]), np.concatenate([y for _, y in matrices]))
    lines = [
        "# Weights of the confidence model, fitted by `python -m benchmarks.calibrate`. Do not edit by hand.",
        "[weights]",
    ]
    lines += [f"{name} = {value:.3f}" for name, value in zip(["bias", *names], weights, strict=True)]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS}: {len(names)} features over {sum(len(y) for _, y in matrices)} observations")


def samples(texts: Path, gold: Path) -> list[list[tuple[Observation, bool]]]:
    """For each document its observations, and whether each is right; incidental ones are left out."""
    found = []
    for document in read_folder(gold, texts):
        observations = process(Report(document.doc_id, document.text, published=document.published)).observations
        aligned = align(document.observations, [plain(o) for o in observations])
        right = {f["id"]: all(judge(g, f)[slot] for slot in CORE) for g, f in aligned.pairs if not g.incidental}
        right |= {f["id"]: False for f in aligned.spurious}
        found.append([(o, right[o.id]) for o in observations if o.id in right])
    return found


def matrix(observations: Sequence[Observation], names: Sequence[str]) -> np.ndarray:
    """A row an observation: 1 for the bias, then its features."""
    return np.array([[1.0, *(features(o)[name] for name in names)] for o in observations])


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of the ridge logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty @ weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights += np.linalg.solve(hessian, gradient)
    return weights


def cross_validated(documents: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Predicted probabilities of documents left out of the fit, and the truth."""
    predicted, truth = [], []
    for fold in range(FOLDS):
        inside = [d for n, d in enumerate(documents) if n % FOLDS != fold]
        outside = [d for n, d in enumerate(documents) if n % FOLDS == fold]
        weights = fit(np.vstack([x for x, _ in inside]), np.concatenate([y for _, y in inside]))
        predicted += [1 / (1 + np.exp(-x @ weights)) for x, _ in outside]
        truth += [y for _, y in outside]
    return np.concatenate(predicted), np.concatenate(truth)


def report(predicted: np.ndarray, truth: np.ndarray) -> None:
    """Reliability by tenths, expected calibration error, and how many errors the least sure fifth holds."""
    error = 0.0
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (predicted >= low) & (predicted < low + 0.1)
        if inside.any():
            said, was = predicted[inside].mean(), truth[inside].mean()
            error += inside.mean() * abs(said - was)
            print(f"{low:.1f}-{low + 0.1:.1f}  n={inside.sum():5}  said {said:.3f}  right {was:.3f}")
    doubtful = np.argsort(predicted)[: len(predicted) // 5]
    wrong = 1 - truth
    print(
        f"expected calibration error {error:.3f}; {wrong[doubtful].sum() / wrong.sum():.0%} of the errors in the least sure fifth"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
