"""
Which data rows the corpus touches: every rule arrives with a sentence that needs it.

The mentions of every example and report of corpus/ are found, and the rows that fired in them noted. A row
that fires in none of them may be wrong, or unneeded, and nobody would see it. `corpus/floors.toml` pins how
many such rows a language may have: `make floors` lets that number only fall.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from extractors.link import link
from extractors.mentions import Line, Quantity
from patterns import loader
from patterns.pack import Pack
from patterns.period_rules import period_phrases
from patterns.phrases import Match, Phrases, Piece, expand, split_pieces
from patterns.tables import table_lines
from pipeline.clean import clean
from pipeline.corpus import CORPUS, articles, examples
from pipeline.find import find
from pipeline.segment import segment

PERIODS = "periods.toml"
MARKERS = "markers.csv"
PARADIGMS = "paradigms.csv"
LANGUAGE = "language.toml"
PHRASE_SHOWN = 60  # characters of a row's first phrase in a message

T = TypeVar("T")
Keys = tuple[str, ...]  # a phrase as the matcher sees it
Heard = dict[str, set[Keys]]  # row -> the words that it was heard in


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: a line of a CSV file, or a rule of periods.toml; `where` is how the engine names it."""

    where: str
    file: str
    line: int
    phrases: tuple[str, ...]

    @property
    def alternatives(self) -> tuple[Keys, ...]:
        """Every sequence of words that it stands for."""
        return tuple(dict.fromkeys(keys for phrase in self.phrases for keys in expand(phrase)))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of one language, and what of them the corpus touches."""

    lang: str
    rows: tuple[Row, ...]
    fired: frozenset[str]
    heard: Mapping[str, frozenset[Keys]]

    @property
    def untouched(self) -> tuple[Row, ...]:
        """The rows that no sentence of the corpus needs."""
        return tuple(row for row in self.rows if row.where not in self.fired)

    def unheard(self, row: Row) -> tuple[Keys, ...]:
        """The alternatives of a row that stand in no sentence of the corpus."""
        heard = self.heard.get(row.where, frozenset())
        return tuple(keys for keys in row.alternatives if not any(fits(keys, one) for one in heard))


def coverage(corpus: Path = CORPUS, folder: Path = loader.FOLDER) -> dict[str, Coverage]:
    """What of each language's data the corpus touches, by code. GoldError or PatternError where one cannot be read."""
    texts = [(one.lang, one.text) for one in examples(corpus)] + [(one.lang, one.text) for one in articles(corpus)]
    return {
        code: covered(code, [text for lang, text in texts if lang == code], folder) for code in loader.languages(folder)
    }


def covered(code: str, texts: Iterable[str], folder: Path = loader.FOLDER) -> Coverage:
    """What of one language's data some texts touch."""
    heard: Heard = defaultdict(set)
    pack = listening(loader.load_pack(code, folder), heard)
    told: Heard = defaultdict(set)
    pack = replace(pack, collectives=Listener(pack.collectives, told))
    fired: set[str] = set()
    for text in texts:
        cleaned = clean(text).text
        lines = find(segment(cleaned, pack), pack)
        link(lines, cleaned, pack)  # some rows are only asked for there
        for line in lines:
            fired.update(fired_in(line, cleaned, pack))
    known = tuple(rows(code, folder))
    # A marker that speaks for a number, a noun that tells a number's unit from afar leave no trace: heard is enough.
    fired |= {row.where for row in known if row.file == f"{code}/{MARKERS}" and row.where in heard} | set(told)
    heard |= told
    fired = {where for where in fired if not where.startswith(f"{code}/{LANGUAGE}")}  # tables, not rows of wordings
    return Coverage(code, known, frozenset(fired), {where: frozenset(keys) for where, keys in heard.items()})


def fired_in(line: Line, text: str, pack: Pack) -> Iterator[str]:
    """The rows that fired in one sentence."""
    for item in line.items:
        yield from (cue.where for cue in item.cues if cue.where)
        yield from item.period.because if item.period else ()
        if item.quantity:
            yield from item.quantity.because
            yield from own_words(item.quantity, text, pack)
    for stray in line.strays:
        yield from stray.because


def own_words(quantity: Quantity, text: str, pack: Pack) -> Iterator[str]:
    """The rows of the words that a quantity is written in: what joins a number, what a unit is divided by."""
    pieces = split_pieces(text, quantity.start, quantity.end, {})
    yield from (pack.numbers[piece.key].where for piece in pieces if piece.key in pack.numbers)
    pieces = split_pieces(text, quantity.end, quantity.stop, {})
    i = 0
    while i < len(pieces):
        match = pack.units.longest(pieces, i)
        yield from (unit.where for unit in match.payloads) if match else ()
        i = match.last if match else i + 1


def listening(pack: Pack, heard: Heard) -> Pack:
    """The same pack, noting into `heard` every phrase that is found."""
    return replace(
        pack,
        units=Listener(pack.units, heard),
        cues=Listener(pack.cues, heard),
        markers={kind: Listener(phrases, heard) for kind, phrases in pack.markers.items()},
        periods=Listener(pack.periods, heard),
        fractions=Listener(pack.fractions, heard),
    )


class Listener(Phrases[T]):
    """Phrases that note what they find, by row."""

    def __init__(self, phrases: Phrases[T], heard: Heard) -> None:
        super().__init__()
        self._phrases, self._heard = phrases, heard

    def longest(self, pieces: Sequence[Piece], i: int, stop: int | None = None) -> Match[T] | None:
        """The same as of the phrases listened to."""
        match = self._phrases.longest(pieces, i, stop)
        if match is not None:
            keys = tuple(piece.key for piece in pieces[match.first : match.last])
            for payload in match.payloads:
                self._heard[payload if isinstance(payload, str) else getattr(payload, "where")].add(keys)  # noqa: B009
        return match

    def may_begin(self, words: Set[str]) -> bool:
        """The same as of the phrases listened to."""
        return self._phrases.may_begin(words)

    def heads(self, pieces: Sequence[Piece]) -> list[int]:
        """The same as of the phrases listened to."""
        return self._phrases.heads(pieces)

    def first(self, pieces: Sequence[Piece]) -> Match[T] | None:
        """The same as of the phrases listened to."""
        found = (self.longest(pieces, i) for i in range(len(pieces)))
        return next((match for match in found if match is not None), None)


def fits(keys: Keys, heard: Keys) -> bool:
    """Whether an alternative is what was heard; a slot takes any word."""
    return len(keys) == len(heard) and all(a == b or a.startswith("{") for a, b in zip(keys, heard, strict=True))


def rows(code: str, folder: Path = loader.FOLDER) -> Iterator[Row]:
    """Every data row of a language, by file and line."""
    for path in sorted((folder / code).glob("*.csv")):
        if path.name == PARADIGMS:
            continue  # endings are no phrases
        name = f"{code}/{path.name}"
        reader = csv.reader(path.read_text(encoding="utf-8").splitlines())
        lines = [(reader.line_num, row) for row in reader if row and not row[0].startswith("#")]
        yield from (Row(f"{name}:{number}", name, number, (row[0],)) for number, row in lines[1:])
    name, text = f"{code}/{PERIODS}", (folder / code / PERIODS).read_text(encoding="utf-8")
    places = table_lines(folder / code / PERIODS, name, "rule")
    table = tomllib.loads(text)
    for place, rule in zip(places, table.get("rule", ()), strict=True):
        yield Row(f"{name}:{place}", name, place, tuple(period_phrases(table, rule)))


def untouched_lines(covers: Iterable[Coverage]) -> Iterator[str]:
    """Each untouched row by file and line, with the cure."""
    for one in covers:
        for row in one.untouched:
            phrase = row.phrases[0] if len(row.phrases[0]) <= PHRASE_SHOWN else f"{row.phrases[0][:PHRASE_SHOWN]}…"
            yield f"{row}: no sentence of the corpus needs {phrase!r}; write one, or remove the row"


def coverage_line(one: Coverage) -> str:
    """How much of a language's data the corpus touches, in words; alternatives are those of the touched rows."""
    touched = [row for row in one.rows if row.where in one.fired]
    known = sum(len(row.alternatives) for row in touched)
    heard = known - sum(len(one.unheard(row)) for row in touched)
    share = len(one.untouched) / len(one.rows) if one.rows else 0.0
    return (
        f"{one.lang}: {len(one.untouched)} of {len(one.rows)} data rows untouched ({share:.1%}); "
        f"of the {known} wordings of the others {heard} are heard"
    )
