"""A set of predictions held against gold: the marks, the trivial baselines beside them, the errors by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.baselines import nearest_words, no_comparisons
from pipeline.gold import GoldDocument, read_folder
from pipeline.score import SLOTS, Marks, Mistake, Predictions, mark_all, read_predictions

# What a mistake is filed under, the gravest first.
FAULTS = ("missed", "spurious", *SLOTS[:4], "comparisons_full", *SLOTS[4:])


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that `bilan score` reports on."""

    documents: tuple[GoldDocument, ...]
    marks: tuple[Marks, ...]
    baselines: Mapping[str, tuple[Marks, ...]]

    @property
    def texts(self) -> dict[str, str]:
        """The source texts by doc_id."""
        return {one.doc_id: one.text for one in self.documents}

    @property
    def mistakes(self) -> list[Mistake]:
        """Every mistake, in the order of documents and text."""
        return [mistake for one in self.marks for mistake in sorted(one.mistakes, key=lambda one: one.span or (0, 0))]


@dataclass(frozen=True, slots=True)
class Culprit:
    """A data row among the mistakes of one kind: in how many of them it fired, and in how many observations at all."""

    row: str
    mistakes: int
    fired: int


@dataclass(frozen=True, slots=True)
class Fault:
    """The mistakes in one slot (or the missed, or the spurious), with the rows that fired most among them."""

    name: str
    mistakes: int
    culprits: tuple[Culprit, ...]


def evaluate(documents: Sequence[GoldDocument], found: Predictions) -> Evaluation:
    """Predictions held against the gold of `documents`."""
    texts = {one.doc_id: one.text for one in documents}
    baselines = {
        "no comparison ever": mark_all(documents, no_comparisons(found)),
        "nearest words as indicator": mark_all(documents, nearest_words(found, texts)),
    }
    return Evaluation(tuple(documents), mark_all(documents, found), baselines)


def read_evaluation(predictions: Path, gold: Path, texts: Path) -> Evaluation:
    """The same from files; GoldError or PredictionError names the one that cannot be used."""
    documents = read_folder(gold, texts)
    return evaluate(documents, read_predictions(predictions) if documents else {})


def faults(marks: Sequence[Marks]) -> list[Fault]:
    """The mistakes by slot; `comparisons_full` are those whose comparisons are right in their core only."""
    fired = Counter(row for document in marks for one in document.judged for row in rows_of(one.found))
    told: list[Fault] = []
    for name in FAULTS:
        guilty = [one for document in marks for one in document.mistakes if name in filed_under(one)]
        among = Counter(row for one in guilty if one.found for row in rows_of(one.found))
        ranked = sorted(among.items(), key=lambda item: (-item[1], -item[1] / fired[item[0]], item[0]))
        told.append(Fault(name, len(guilty), tuple(Culprit(row, n, fired[row]) for row, n in ranked)))
    return [one for one in told if one.mistakes]


def filed_under(mistake: Mistake) -> Iterator[str]:
    """The slots that a mistake counts for: wrong comparisons are not filed twice."""
    for name in mistake.wrong:
        if name != "comparisons_full" or "comparisons" not in mistake.wrong:
            yield name


def rows_of(found: Mapping[str, object]) -> tuple[str, ...]:
    """The data rows that fired for a found observation, each once."""
    rows = found.get("because")
    return tuple(dict.fromkeys(str(row) for row in rows)) if isinstance(rows, (list, tuple)) else ()
