"""Claims in the making, and the state of the walk that makes them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.mentions import Against, Claim, Item, Line, Markers, Period, Phrase, Quantity
from extractors.places import Role
from patterns.pack import Pack


@dataclass(slots=True)
class Draft:
    """A claim in the making; `index` is the item of its anchor in its line."""

    line: Line
    index: int
    quantity: Quantity | None = None
    indicator: Phrase | None = None
    comparisons: list[Against] = field(default_factory=list)
    status: str = "actual"
    parent: Draft | None = None
    is_rate: bool = False
    is_price: bool = False
    area: tuple[int, int] | None = None
    period: Period | None = None  # its own, where the sentence's does not hold
    because: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """Where it stands in the text."""
        return self.quantity.start if self.quantity else self.comparisons[0].start

    def named(self, items: Sequence[Item]) -> None:
        """Note what kind of head the indicator has."""
        if self.indicator is None:
            return
        start = self.indicator.start
        first = next((item for item in items if item.start == start), None)
        self.is_rate = first is not None and first.cue("rate") is not None
        self.is_price = first is not None and first.cue("price") is not None

    def claim(self) -> Claim:
        """The finished claim; needs an indicator."""
        assert self.indicator is not None
        parent = self.parent.anchor if self.parent else None
        because = tuple(dict.fromkeys(self.because))
        return Claim(
            self.line, self.quantity, self.indicator, tuple(self.comparisons), self.status, self.period, parent,
            area=self.area, because=because,
        )  # fmt: skip


@dataclass(slots=True)
class Walk:
    """The drafts so far, and what one sentence leaves to the next."""

    text: str
    pack: Pack
    drafts: list[Draft] = field(default_factory=list)
    markers: Markers = field(default_factory=dict)  # of the sentence at hand
    from_level: tuple[Decimal, tuple[int, int]] | None = None
    from_unit: str | None = None
    from_phrase: Phrase | None = None  # what that level is of
    whole: Draft | None = None  # that the next count is a part of: "sur les 41 communes, 17 …"
    parent_open: Draft | None = None
    current: Draft | None = None  # the last one touched
    closing: Role | None = None  # of the last quantity of the sentence before
    topic: Phrase | None = None  # what a sentence without a figure said to change, until the next figure
    said: Phrase | None = None  # the subject of a sentence without a figure: what a pronoun of the next stands for
    money: str | None = None  # the unit of the text's first amount
    consumed: int = 0  # the end of the last counted noun phrase: the next phrase begins behind it

    def last(self, line: Line | None = None, *, level: bool = False) -> Draft | None:
        """The latest draft, of `line` where given, with a level where asked."""
        for draft in reversed(self.drafts):
            if line is not None and draft.line is not line:
                return None
            if not level or draft.quantity is not None:
                return draft
        return None

    def of_line(self, line: Line) -> list[Draft]:
        """The drafts of a line, in the order of the text."""
        found = list(itertools.takewhile(lambda draft: draft.line is line, reversed(self.drafts)))
        return found[::-1]

    def carried(self, line: Line) -> Phrase | None:
        """The indicator that an ellipsis takes from the draft before."""
        draft = self.last(line)
        if draft is None and self.topic is not None:
            return Phrase(self.topic.parts, "carried")
        draft = draft or self._topic()
        return Phrase(draft.indicator.parts, "carried") if draft and draft.indicator else None

    def _topic(self) -> Draft | None:
        """The first draft of the latest sentence that has one: what it was about."""
        latest = self.last()
        return next((draft for draft in self.drafts if latest and draft.line is latest.line), None)

    def words(self, phrase: Phrase | None) -> list[str]:
        """The words of a phrase, casefolded."""
        if phrase is None:
            return []
        return " ".join(self.text[start:end] for start, end in phrase.parts).casefold().split()
