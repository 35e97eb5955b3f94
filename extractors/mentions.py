"""
What the finders find, as frozen data: numbers, quantities, periods, comparisons, claims.

All offsets are in the clean text; `end` is exclusive. `because` names the data rows that fired.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from patterns.pack import Cue

Markers = dict[tuple[int, int], tuple[str, bool] | None]  # by part of a sentence: its status, and whether that holds on


@dataclass(frozen=True, slots=True)
class Number:
    """
    A number as written, with every reading it allows; `readings[0]` is the usual one.

    `first` and `last` (exclusive) are its pieces. `fraction`: it is a share in percent, by words.
    """

    start: int
    end: int
    first: int
    last: int
    readings: tuple[Decimal, ...]
    scale: Decimal = Decimal(1)
    added: Decimal = Decimal(0)  # the lower part of "825 tỷ 776 triệu"
    sign: str = ""
    fraction: bool = False
    in_words: bool = False
    about: bool = False  # "une cinquantaine"
    because: tuple[str, ...] = ()

    def value(self, reading: int = 0) -> Decimal:
        """The value of a reading, multipliers and sign applied."""
        value = self.readings[reading] * self.scale + self.added
        return -value if self.sign == "-" else value


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A number with its unit: "khoảng 62.850 lao động".

    `start`–`end` is the number as written, `stop` the end of number, multiplier and unit. `unit` is None
    where none is said. `noun`: the unit is the counted thing itself. `of` is the whole in "18/20".
    """

    start: int
    end: int
    stop: int
    first: int
    last: int
    value: Decimal
    high: Decimal | None
    modifier: str
    unit: str | None
    unit_text: str
    noun: bool
    sign: str = ""
    of: Decimal | None = None
    of_span: tuple[int, int] | None = None
    fraction: bool = False
    in_words: bool = False
    scaled: bool = False  # with a multiplier: "203 600 milliards"
    multiplier: Decimal = Decimal(1)  # that multiplier
    flags: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether it is in percent."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Period:
    """
    A name of a period: which span of which year, and what it is good for.

    `name` and `args` are the span form ("first", (9,)); `year` is None where the text leaves it to
    the context; `shift` counts years from the year in force ("năm trước": -1).
    """

    start: int
    end: int
    kind: str
    name: str
    args: tuple[int, ...] = ()
    year: int | None = None
    year_to: int | None = None
    shift: int | None = None
    because: tuple[str, ...] = ()
    when: bool = False  # led by a preposition of time: "en 2019", "trong năm 2019" is never "of 2019"


@cache
def by_kind(cues: tuple[Cue, ...]) -> Mapping[str, Cue]:
    """The first cue of each kind; there are as many rows of cues as the packs have phrases."""
    return {cue.kind: cue for cue in reversed(cues)}


class Item(NamedTuple):
    """One step along a sentence: a quantity, a period, a cue, a word or a mark."""

    start: int
    end: int
    key: str = ""
    quantity: Quantity | None = None
    period: Period | None = None
    cues: tuple[Cue, ...] = ()
    upper: bool = False  # begins with a capital
    known: Mapping[str, Cue] = {}  # `cues` by kind, the first of each: `cue` is asked a hundred times a sentence

    def cue(self, *kinds: str) -> Cue | None:
        """Its cue of one of the kinds, the first named first."""
        known = self.known
        if known:
            for kind in kinds:
                if kind in known:
                    return known[kind]
        return None

    def cued(self, cues: tuple[Cue, ...]) -> Item:
        """The same with these cues."""
        return self._replace(cues=cues, known=by_kind(cues))

    @property
    def is_word(self) -> bool:
        """A plain word: neither mention nor cue nor mark."""
        return not (self.quantity or self.period or self.cues) and self.key[:1].isalpha()


@dataclass(frozen=True, slots=True)
class Stray:
    """A number that is in no quantity: `kind` is one of record.LEDGER_KINDS."""

    start: int
    end: int
    kind: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as a row of items, with the numbers that are something else."""

    start: int
    end: int
    paragraph: int
    items: tuple[Item, ...]
    strays: tuple[Stray, ...] = ()
    status: str = "actual"  # what the heading of its list says


@dataclass(frozen=True, slots=True)
class Against:
    """A comparison before its periods are resolved."""

    relation: str
    magnitude: Decimal | None
    modifier: str
    unit: str | None
    base: str
    base_period: Period | None
    base_value: Decimal | None
    start: int
    end: int
    numbers: tuple[tuple[int, int], ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of text that names an indicator; `parts` where it stands in two places."""

    parts: tuple[tuple[int, int], ...]
    how: str  # "left", "right", "both", "carried"

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class Claim:
    """The spans that belong together: one observation to be."""

    line: Line
    quantity: Quantity | None
    indicator: Phrase
    comparisons: tuple[Against, ...]
    status: str
    period: Period | None
    parent: int | None = None  # start of the parent's anchor
    area: tuple[int, int] | None = None
    incidental: bool = False
    because: tuple[str, ...] = field(default=())

    @property
    def anchor(self) -> int:
        """Where it stands: its number, else its first comparison."""
        return self.quantity.start if self.quantity else self.comparisons[0].start
