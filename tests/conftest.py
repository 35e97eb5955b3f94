"""What tests share: records made by hand, no network, and the flag that lets golden files change."""

from __future__ import annotations

import socket
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.record import Comparison, LedgerEntry, Observation, Outcome, Reject, Report

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

SENTENCE = "Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động, tăng 5% so với năm 2022."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of Bilan may use the network while it runs."""

    def refuse(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            raise AssertionError(f"a test reached for the network: {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def at_root(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory that commands are given in."""
    monkeypatch.chdir(ROOT)
    return ROOT


@pytest.fixture(scope="session")
def make_comparison() -> Callable[..., Comparison]:
    """A comparison with every field filled; keyword arguments change some."""

    def make(**changes: Any) -> Comparison:
        fields: dict[str, Any] = {
            "relation": "up", "magnitude": Decimal(5), "modifier": "=", "unit": "%", "base": "prior",
            "base_period": "2022", "base_value": None, "text": "tăng 5% so với năm 2022", "start": 63, "end": 64,
        }  # fmt: skip
        return Comparison(**(fields | changes))

    return make


@pytest.fixture(scope="session")
def make_observation(make_comparison: Callable[..., Comparison]) -> Callable[..., Observation]:
    """An observation of SENTENCE with every field filled; keyword arguments change some."""

    def make(**changes: Any) -> Observation:
        fields: dict[str, Any] = {
            "id": "0123456789abcdef", "doc_id": "one", "lang": "vi", "indicator": "tạo việc làm mới",
            "indicator_start": 20, "indicator_end": 36, "indicator_id": "jobs_created", "value": Decimal(62850),
            "value_high": None, "modifier": "=", "value_text": "62.850", "value_start": 41, "value_end": 47,
            "unit": "person", "unit_text": "lao động", "status": "actual", "period": "2023", "area": None,
            "parent_id": None, "comparisons": (make_comparison(),), "sentence": SENTENCE, "sentence_start": 0,
            "sentence_end": len(SENTENCE), "confidence": 0.9, "flags": (), "because": ("vi/comparisons.csv:3",),
        }  # fmt: skip
        return Observation(**(fields | changes))

    return make


@pytest.fixture(scope="session")
def make_outcome(make_observation: Callable[..., Observation]) -> Callable[..., Outcome]:
    """A document with one observation, two ledger entries and one reject."""

    def make(doc_id: str = "one", **changes: Any) -> Outcome:
        observation = make_observation(doc_id=doc_id)
        fields: dict[str, Any] = {
            "report": Report(doc_id, SENTENCE, source=f"{doc_id}.txt", published="2024-01"),
            "lang": "vi",
            "observations": (observation,),
            "ledger": (
                LedgerEntry(doc_id, 4, 8, "2023", "period"),
                LedgerEntry(doc_id, 41, 47, "62.850", "observation", observation.id),
                LedgerEntry(doc_id, 77, 81, "2022", "unexplained"),
            ),
            "rejects": (Reject(doc_id, f"{doc_id}.txt", "normalize", "ambiguous number: 6.93", "write 6,93", 3, 7),),
        }
        return Outcome(**(fields | changes))

    return make
