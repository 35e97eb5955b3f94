"""Reads the `[[money]]` tables of a language: names of money that several countries use, and their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from patterns.pack import SharedMoney, Unit, UnitPhrase
from patterns.phrases import split_pieces
from patterns.tables import PatternError, decimal, near

KEYS = frozenset({"words", "unit", "places", "scale", "least", "scaled"})


def read_money(tables: Sequence[Mapping[str, Any]], name: str, known: Mapping[str, Unit]) -> tuple[SharedMoney, ...]:
    """The tables in the order of the file, which decides where two have as many mentions. Raises PatternError."""
    return tuple(_row(table, f"{name}: money {number}", known) for number, table in enumerate(tables, 1))


def _row(table: Mapping[str, Any], where: str, known: Mapping[str, Unit]) -> SharedMoney:
    if set(table) - KEYS or not {"words", "unit", "places"} <= set(table):
        raise PatternError(
            f"{where}: needs words, unit and places, allows scale, least and scaled; found {sorted(table)}"
        )
    unit = table["unit"]
    if unit not in known or known[unit].measures != "money":
        raise PatternError(f"{where}: unit {unit!r} is no money of units.toml{near(unit, known)}")
    phrase = UnitPhrase(unit, noun=False, where=where, scale=decimal(where, str(table.get("scale", 1))))
    return SharedMoney(_keys(table["words"]), _keys(table["places"]), phrase, table.get("least", 1),
                       scaled=table.get("scaled", False))  # fmt: skip


def _keys(words: Sequence[str]) -> frozenset[str]:
    """The words as the matcher sees them: "M$" is two pieces."""
    folded = (unicodedata.normalize("NFC", word).casefold() for word in words)
    return frozenset(" ".join(piece.key for piece in split_pieces(word, 0, len(word), {})) for word in folded)
