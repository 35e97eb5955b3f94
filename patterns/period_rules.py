"""Reads periods.toml: how a language names periods, and what may stand before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from patterns.pack import PeriodRule
from patterns.phrases import Phrases
from patterns.tables import PatternError, add_phrase, one_of

PERIOD_KINDS = ("reporting", "as_of", "now", "base", "date", "duration")
# The forms of a period that extractors/forms.py knows; their arguments follow.
SPANS = frozenset(
    {"year", "until", "years", "half", "half_end", "quarter", "quarter_end", "month", "month_now", "months", "middle"}
    | {"first", "last", "day", "days", "same", "over_year", "last_year", "previous", "to_date", "start", "end", "now"}
    | {"none", "closed", "held", "since", "to_now", "ago", "over_years", "current", "last_month", "week_now"}
)


def read_periods(
    table: Mapping[str, Any], lines: Sequence[int], code: str, slot_words: dict[str, dict[str, int]]
) -> Phrases[PeriodRule]:
    """The rules of periods.toml; `lines` are those at which they begin."""
    phrases: Phrases[PeriodRule] = Phrases(slot_words)
    for line, rule in zip(lines, table.get("rule", []), strict=True):
        where = f"{code}/periods.toml:{line}"
        unknown = set(rule) - {"phrases", "span", "kind", "year"}
        if unknown or not {"phrases", "span", "kind"} <= set(rule):
            raise PatternError(f"{where}: needs phrases, span and kind, allows year; found {sorted(rule)}")
        kind = one_of(where, "kind", rule["kind"], PERIOD_KINDS)
        one_of(where, "span", str(rule["span"]).split(" ")[0], SPANS)
        if not isinstance(rule["phrases"], list):
            raise PatternError(f"{where}: phrases must be a list: [{rule['phrases']!r}]")
        for phrase in period_phrases(table, rule):
            told = f"{where} ({phrase!r})"
            variants = add_phrase(phrases, told, phrase, PeriodRule(rule["span"], kind, where, rule.get("year")))
            _check_slots(told, str(rule["span"]), variants)
    return phrases


def read_leads(table: Mapping[str, Any], name: str) -> Phrases[str]:
    """What may stand before a period and belongs to it: "au cours du", "trong"."""
    leads: Phrases[str] = Phrases()
    for key in ("leads", "weak_leads", "base_leads", "compared_leads"):
        for phrase in table.get(key, ()):
            add_phrase(leads, f"{name} ({key}, {phrase!r})", phrase, key.removesuffix("leads").rstrip("_"))
    return leads


def read_list(table: Mapping[str, Any], name: str, key: str) -> Phrases[bool]:
    """A plain list of phrases at the head of periods.toml."""
    phrases: Phrases[bool] = Phrases()
    for phrase in table.get(key, ()):
        add_phrase(phrases, f"{name} ({key}, {phrase!r})", phrase, True)
    return phrases


def period_phrases(table: Mapping[str, Any], rule: Mapping[str, Any]) -> list[str]:
    """The phrases of a rule of periods.toml, the names of its `[sets]` replaced: "<jour> {day}"."""
    sets = {f"<{name}>": str(words) for name, words in table.get("sets", {}).items()}
    phrases = []
    for phrase in map(str, rule["phrases"]):
        while (name := next((name for name in sets if name in phrase), None)) is not None:
            phrase = phrase.replace(name, sets[name])
        phrases.append(phrase)
    return phrases


def _check_slots(where: str, span: str, variants: Iterable[tuple[str, ...]]) -> None:
    """Every wording of a phrase must fill the slots of its span."""
    needed = {token[1:-1] for token in span.split() if token.startswith("{")}
    for keys in variants if needed else ():
        filled = {key[1:-1].replace("name", "") for key in keys if key.startswith("{")}
        filled |= {"day", "month"} if "date" in filled else {"month"} if "monthyear" in filled else set()
        if not needed <= filled:
            missing = ", ".join(sorted(needed - filled))
            raise PatternError(f"{where}: span {span!r} needs {missing}, which {' '.join(keys)!r} does not have")
