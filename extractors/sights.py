"""A quantity in its sentence, seen before it is known whether it is a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.mentions import Quantity
from patterns.pack import Pack
from patterns.phrases import Match, Piece

Told = tuple[str, str] | None  # kind of the ledger, and the data row that told it
CUE_REACH = 5  # words of the longest marker that stands before a number


class Sight(NamedTuple):
    """
    A quantity in its sentence.

    `marks` are the marker kinds of the sentence with the pieces they stand at; `marked` by kind every marker of
    the sentence that may stand beside a number, by the piece it begins at.
    """

    text: str
    pieces: Sequence[Piece]
    quantities: Sequence[Quantity]
    at: int
    marks: dict[str, Match[str]]
    marked: dict[str, dict[int, Match[str]]]
    pack: Pack

    @property
    def quantity(self) -> Quantity:
        return self.quantities[self.at]

    def before(self, kind: str) -> Match[str] | None:
        """The marker that ends right before the number."""
        return self.ending(kind, self.quantity.first)

    def ending(self, kind: str, at: int) -> Match[str] | None:
        """The marker whose last piece is the one before `at`."""
        marked = self.marked[kind]
        found = (marked[begin] for begin in range(max(0, at - CUE_REACH), at) if begin in marked)
        return next((match for match in found if match.last == at), None)

    def after(self, kind: str) -> Match[str] | None:
        """The marker right behind the number, or behind its unit."""
        quantity = self.quantity
        marked = self.marked[kind]
        behind = range(quantity.first + 1, min(quantity.last, len(self.pieces) - 1) + 1)
        return next((marked[begin] for begin in behind if begin in marked), None)

    def key(self, i: int) -> str:
        """The piece at `i`, "" outside the sentence."""
        return self.pieces[i].key if 0 <= i < len(self.pieces) else ""
