"""Reads the files that data rows stand in, and says what is wrong with one: file, line, word, cure."""

from __future__ import annotations

import csv
import difflib
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from patterns.phrases import PhraseError, Phrases


class PatternError(ValueError):
    """A data file that cannot be used; the message names file, line, word and cure."""


def rows(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """
    The rows of a CSV file as (place, fields by column), comments and the header left out.

    `name` is how errors call the file: "vi/units.csv". Raises PatternError.
    """
    reader = csv.reader(_text(path, name).splitlines(), strict=True)
    header: list[str] | None = None
    try:
        for row in reader:
            where = f"{name}:{reader.line_num}"
            if not row or row[0].startswith("#"):
                continue
            if header is None:
                header = row
                if tuple(header) != columns:
                    raise PatternError(f"{where}: the header must be {','.join(columns)}; found {','.join(header)}")
                continue
            yield where, _fields(where, row, columns)
    except csv.Error as error:
        raise PatternError(f"{name}:{reader.line_num}: {error}; look for a quote that is not closed") from error
    if header is None:
        raise PatternError(f"{name}:1: the header is missing; it must be {','.join(columns)}")


def _fields(where: str, row: list[str], columns: tuple[str, ...]) -> dict[str, str]:
    if len(row) != len(columns):
        raise PatternError(f"{where}: {len(row)} fields where the header has {len(columns)}; quote commas")
    fields = [unicodedata.normalize("NFC", value.strip()) for value in row]
    if not fields[0]:
        raise PatternError(f"{where}: the phrase is empty; fill it or remove the row")
    return dict(zip(columns, fields, strict=True))


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PatternError(f"{name}: cannot be read ({error.strerror}); every language needs this file") from error
    except UnicodeDecodeError as error:
        raise PatternError(f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """A TOML file as a dict; raises PatternError."""
    try:
        return tomllib.loads(_text(path, name))
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"{name}: {error}") from error


def table_lines(path: Path, name: str, table: str) -> list[int]:
    """The lines at which the `[[table]]`s of a TOML file begin, for errors and for `because`."""
    lines = _text(path, name).splitlines()
    return [number for number, line in enumerate(lines, 1) if line.startswith(f"[[{table}]]")]


def decimal(where: str, text: str) -> Decimal:
    """`text` as a finite number; raises PatternError."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise PatternError(f"{where}: {text!r} is no number; write it as 1000 or 0.5")
    return number


def one_of(where: str, column: str, value: str, allowed: Collection[str]) -> str:
    """`value`, which must be one of `allowed`; raises PatternError with the nearest."""
    if value not in allowed:
        raise PatternError(f"{where}: {column} {value!r} is unknown{near(value, allowed)}")
    return value


def near(word: str, known: Collection[str]) -> str:
    """The likely cure: the known word nearest to `word`, else some of the known ones."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(known)[:12])}"


def add_phrase(phrases: Phrases[Any], where: str, notation: str, payload: object) -> Sequence[tuple[str, ...]]:
    """Add a phrase and return its variants; what is wrong with it is told by its place."""
    try:
        return phrases.add(notation, payload)
    except PhraseError as error:
        raise PatternError(f"{where}: {error}") from error
