"""
Score observations against gold, as the annotation guide defines it.

Found and gold observations are paired one to one by overlap of their anchors. Detection counts
the pairs; a core tuple has value, unit, indicator and comparisons right; a full tuple has modifier,
status, period and the comparisons' modifiers and base periods right too. Incidental gold, and what
is paired with it, is left out on both sides.

Found observations are mappings in the form of observations.jsonl (`record.plain` makes them).
Everything is counted a document, so that any set of documents can be summed.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.gold import GoldComparison, GoldDocument, GoldObservation, Span

Found = Mapping[str, Any]
Predictions = Mapping[str, Sequence[Found]]

SLOTS = ("value", "unit", "indicator", "comparisons", "modifier", "status", "period")
CORE = ("value", "unit", "indicator", "comparisons")
LEVELS = ("detection", "core", "full")

# Two names of an indicator agree from this token F1 on (annotation guide, "Scoring").
SAME_NAME = 0.5
# A third is written 33.3333 in gold.
VALUE_TOLERANCE = 5e-5

WORD = re.compile(r"\w+")
MONTHS = re.compile(r"(\d{4})-(\d\d)/\1-(\d\d)")
# n months that have a name of their own.
NAMED_MONTHS = {
    ("01", "12"): "", ("01", "06"): "-S1", ("07", "12"): "-S2",
    ("01", "03"): "-Q1", ("04", "06"): "-Q2", ("07", "09"): "-Q3", ("10", "12"): "-Q4",
}  # fmt: skip


class PredictionError(ValueError):
    """A predictions file that is no observations.jsonl; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Gold and found observations of one document, paired."""

    pairs: tuple[tuple[GoldObservation, Found], ...]
    missed: tuple[GoldObservation, ...]
    spurious: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One observation that is not right in full."""

    doc_id: str
    span: Span | None
    wrong: tuple[str, ...]  # slots; or "missed", "spurious"
    gold: GoldObservation | None = None
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A found observation that counts, with what is wrong in it: slots, or "spurious"; nothing when right in full."""

    found: Found
    wrong: tuple[str, ...]

    @property
    def is_core(self) -> bool:
        """Whether its core tuple is right."""
        return not {*CORE, "spurious"} & {*self.wrong}


@dataclass(frozen=True, slots=True)
class Marks:
    """The counts of one document: what any report of scores is summed from."""

    doc_id: str
    lang: str
    counts: Counter[str]
    mistakes: tuple[Mistake, ...]
    judged: tuple[Judged, ...] = ()


def same_number(a: float | None, b: float | None) -> bool:
    """Whether two numbers are the same to the accuracy at which gold is written; None is only None."""
    if a is None or b is None:
        return a is b
    return math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=VALUE_TOLERANCE)


def same_period(period: str | None) -> str | None:
    """One form for periods that have two: 2023-01/2023-06 is 2023-S1, 2023-01/2023-12 is 2023."""
    match = MONTHS.fullmatch(period or "")
    name = NAMED_MONTHS.get((match[2], match[3])) if match else None
    return period if match is None or name is None else match[1] + name


def token_f1(a: str | None, b: str | None) -> float:
    """How much of their words two phrases share, 0 to 1, without regard to case and order."""
    bags = [Counter(WORD.findall(unicodedata.normalize("NFC", one or "").casefold())) for one in (a, b)]
    shared = (bags[0] & bags[1]).total()
    return 2 * shared / (bags[0].total() + bags[1].total()) if shared else 0.0


def found_span(found: Found) -> Span | None:
    """The anchor of a found observation: its value's place, else its first placed comparison's."""
    if found.get("value") is not None and found.get("value_start") is not None:
        return found["value_start"], found["value_end"]
    for comparison in found.get("comparisons") or ():
        if comparison.get("start") is not None:
            return comparison["start"], comparison["end"]
    return None


def align(gold: Sequence[GoldObservation], found: Sequence[Found]) -> Alignment:
    """Pair one to one, the longest overlap of anchors first, then the nearest start."""
    candidates = []
    for i, wanted in enumerate(gold):
        for j, one in enumerate(found):
            span = found_span(one)
            overlap = min(wanted.end, span[1]) - max(wanted.start, span[0]) if span else 0
            if span and overlap > 0:
                candidates.append((-overlap, abs(span[0] - wanted.start), i, j))
    partner: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in partner and j not in partner.values():
            partner[i] = j
    taken = set(partner.values())
    return Alignment(
        pairs=tuple((gold[i], found[j]) for i, j in partner.items()),
        missed=tuple(one for i, one in enumerate(gold) if i not in partner),
        spurious=tuple(one for j, one in enumerate(found) if j not in taken),
    )


def comparison_key(comparison: GoldComparison | Found, *, full: bool = False) -> tuple[Any, ...]:
    """What must be equal in two comparisons: the core's four fields, or all that are scored."""
    field: Any = partial(getattr, comparison) if isinstance(comparison, GoldComparison) else comparison.get
    magnitude, base_value = field("magnitude"), field("base_value")
    unit = None if magnitude is None else field("unit")
    key = (field("relation"), thousandth(magnitude), unit, field("base"))
    if not full:
        return key
    return (*key, field("modifier", "="), same_period(field("base_period")), thousandth(base_value))


def thousandth(number: float | None) -> float | None:
    """A number as comparisons are compared: to three decimals."""
    return None if number is None else round(float(number), 3)


def same_comparisons(gold: Sequence[GoldComparison], found: Sequence[Found], *, full: bool = False) -> bool:
    """Whether two lists hold the same comparisons, in any order."""
    wanted = Counter(comparison_key(one, full=full) for one in gold)
    return wanted == Counter(comparison_key(one, full=full) for one in found)


def judge(gold: GoldObservation, found: Found) -> dict[str, bool]:
    """Which slots of a pair agree; `comparisons_full` counts for the full tuple only."""
    comparisons = found.get("comparisons") or ()
    names = (gold.indicator, *gold.indicator_also)
    valueless = gold.value is None
    return {
        "value": same_number(gold.value, found.get("value")) and same_number(gold.value_high, found.get("value_high")),
        "unit": valueless or gold.unit == found.get("unit"),
        "indicator": max(token_f1(name, found.get("indicator")) for name in names) >= SAME_NAME,
        "comparisons": same_comparisons(gold.comparisons, comparisons),
        "comparisons_full": same_comparisons(gold.comparisons, comparisons, full=True),
        "modifier": valueless or gold.modifier == found.get("modifier", "="),
        "status": gold.status == found.get("status"),
        "period": same_period(gold.period) == same_period(found.get("period")),
    }


def mark(document: GoldDocument, found: Sequence[Found]) -> Marks:
    """Count one document."""
    aligned = align(document.observations, found)
    counts: Counter[str] = Counter(documents=1)
    mistakes: list[Mistake] = []
    judged: list[Judged] = []
    for gold, one in aligned.pairs:
        if gold.incidental:
            continue
        verdict = judge(gold, one)
        counts += count_pair(gold, one, verdict)
        wrong = tuple(slot for slot, right in verdict.items() if not right)
        judged.append(Judged(one, wrong))
        if wrong:
            mistakes.append(Mistake(document.doc_id, (gold.start, gold.end), wrong, gold, one))
    for gold in aligned.missed:
        if not gold.incidental:
            counts += Counter(gold=1) + comparison_counts("gold", gold.comparisons)
            mistakes.append(Mistake(document.doc_id, (gold.start, gold.end), ("missed",), gold))
    for one in aligned.spurious:
        counts += Counter(predicted=1) + comparison_counts("predicted", one.get("comparisons") or ())
        mistakes.append(Mistake(document.doc_id, found_span(one), ("spurious",), None, one))
        judged.append(Judged(one, ("spurious",)))
    return Marks(document.doc_id, document.lang, counts, tuple(mistakes), tuple(judged))


def count_pair(gold: GoldObservation, found: Found, verdict: Mapping[str, bool]) -> Counter[str]:
    """What one pair adds to the counts."""
    counts = Counter({"gold": 1, "predicted": 1, "detection": 1})
    counts.update(slot for slot in SLOTS if verdict[slot])
    counts["core"] = int(all(verdict[slot] for slot in CORE))
    counts["full"] = int(all(verdict.values()))
    comparisons = found.get("comparisons") or ()
    wanted, given = Counter(map(comparison_key, gold.comparisons)), Counter(map(comparison_key, comparisons))
    for key, hits in (wanted & given).items():
        counts += Counter(dict.fromkeys(comparison_names("hit", key), hits))
    return counts + comparison_counts("gold", gold.comparisons) + comparison_counts("predicted", comparisons)


def comparison_counts(side: str, comparisons: Iterable[GoldComparison | Found]) -> Counter[str]:
    """Comparisons of one side by relation and by base."""
    return Counter(name for one in comparisons for name in comparison_names(side, comparison_key(one)))


def comparison_names(side: str, key: tuple[Any, ...]) -> tuple[str, str, str]:
    """The counters that a comparison belongs to: all, its relation's, its base's."""
    return f"comparison:{side}:all", f"comparison:{side}:{key[0]}", f"comparison:{side}:base {key[3]}"


def mark_all(documents: Iterable[GoldDocument], predictions: Predictions) -> tuple[Marks, ...]:
    """Count every document; predictions for any other document are left out."""
    return tuple(mark(document, predictions.get(document.doc_id, ())) for document in documents)


def buckets(marks: Sequence[Marks]) -> dict[str, Counter[str]]:
    """The counts summed: "all", each language, each document."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for one in marks:
        for bucket in ("all", one.lang, one.doc_id):
            sums[bucket].update(one.counts)
    return dict(sums)


def prf(hit: int, predicted: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 to four decimals, with what they are made of."""
    p, r = (hit / predicted if predicted else 0.0), (hit / gold if gold else 0.0)
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "hit": hit, "predicted": predicted, "gold": gold}


def scores(counts: Counter[str]) -> dict[str, Any]:
    """The scores of one sum of counts."""
    paired = counts["detection"]
    return {
        "documents": counts["documents"],
        **{level: prf(counts[level], counts["predicted"], counts["gold"]) for level in LEVELS},
        "slots": {slot: round(counts[slot] / paired, 4) if paired else 0.0 for slot in SLOTS},
    }


def report(marks: Sequence[Marks]) -> dict[str, Any]:
    """Scores of every bucket: "all", each language, each document."""
    return {bucket: scores(counts) for bucket, counts in buckets(marks).items()}


def comparison_report(counts: Counter[str]) -> dict[str, dict[str, float]]:
    """P/R/F1 of single comparisons: all, by relation, by base (found where the observation is not are misses too)."""
    kinds = sorted({name.split(":", 2)[2] for name in counts if name.startswith("comparison:")}, key=comparison_order)
    sides = ("hit", "predicted", "gold")
    return {kind: prf(*(counts[f"comparison:{side}:{kind}"] for side in sides)) for kind in kinds}


def comparison_order(kind: str) -> tuple[bool, bool, str]:
    """All first, then relations, then bases."""
    return kind != "all", kind.startswith("base "), kind


def read_predictions(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The observations of an observations.jsonl by document; a run's folder will do for `path`."""
    path = path / "observations.jsonl" if path.is_dir() else path
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    # Not splitlines(): a text may hold U+2028 or U+0085, which end no line of JSON.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                one = json.loads(line)
                found[one["doc_id"]].append(one)
            except (ValueError, KeyError, TypeError) as error:
                raise PredictionError(f"{path}:{number}: no observation: {error!r}") from error
    return dict(found)
