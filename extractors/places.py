"""A quantity among the items of its sentence, and what it may be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.mentions import Item, Period, Quantity
from patterns.pack import Cue, Pack

STOPS = frozenset({".", ";", ":", "!", "?", "…"})
OPENING = frozenset({"(", "["})
CLOSING = frozenset({")", "]"})
PASSED = ("base", "filler", "qualifier", "before", "status", "against", "about", "from", "respectively")
BASE_REACH = 9  # items after a magnitude in which its base is looked for
ATTAIN_REACH = 5  # items between "đạt 91,6%" and the plan it is a share of


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a comparison as said: its kind, its period, the items that say it."""

    kind: str
    period: Period | None
    items: tuple[int, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """
    What the quantity at `index` is: `level`, `comparison`, `base_value` or `from`.

    `cue_index` is the item that makes it a comparison, `base` what it is compared with.
    """

    kind: str
    relation: str | None = None
    unit: str | None = None
    base: Base | None = None
    cue_index: int | None = None
    fresh: bool = False  # said of something else than the level before it
    inverse: bool = False  # "dix fois moins": one part in so many
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity among its items: `left` begins after the quantity before, `right` ends before the next one."""

    items: Sequence[Item]
    index: int
    left: int
    right: int
    pack: Pack
    before: tuple[Role, ...] = ()  # of the quantities before, in the same sentence
    carried: Role | None = None  # of the last quantity of the sentence before, where this one carries its list on

    @property
    def previous(self) -> Role | None:
        """The role of the quantity before, in the same sentence."""
        return self.before[-1] if self.before else None

    @property
    def quantity(self) -> Quantity:
        found = self.items[self.index].quantity
        assert found is not None
        return found

    @property
    def gap(self) -> Sequence[Item]:
        """The items between the quantity before and this one."""
        return self.items[self.left : self.index]

    @property
    def earlier(self) -> Quantity | None:
        """The quantity before, in the same sentence."""
        return self.items[self.left - 1].quantity if self.left else None

    @property
    def following(self) -> Item | None:
        """The item right behind the quantity."""
        return self.items[self.index + 1] if self.index + 1 < len(self.items) else None

    def ends_item(self) -> bool:
        """Whether the item of a bracket or list ends right behind the quantity: "(168 000)", "(31,7 ; 4,2)"."""
        return self.following is not None and self.following.key in (*CLOSING, ",", ";")

    def lead(self, *kinds: str, but: str = "") -> int:
        """The index of the item that leads the quantity: the first to the left no cue of `kinds`, or one of `but`."""
        near = self.index - 1
        while near > self.left and self.items[near].cue(*kinds) and not self.items[near].cue(but):
            near -= 1
        return near

    def near(self, *kinds: str, words: int = 0) -> tuple[int, Cue] | None:
        """The closest cue of `kinds` to the left with at most so many plain words between, marks excluded."""
        for i in range(self.index - 1, self.left - 1, -1):
            item = self.items[i]
            cue = item.cue(*kinds)
            if cue is not None:
                return i, cue
            if item.key in self.pack.than and i == self.index - 1 - self._fillers():
                continue  # "ne représente plus que 4 %"
            if item.quantity or item.key in STOPS or item.key in OPENING or item.key in CLOSING:
                return None
            if item.period or item.cue(*PASSED):
                continue
            if (
                item.key == ","
                and i == self.index - 1 - self._fillers()
                and (i < self.index - 1 or self._may_be_apposed())
            ):
                continue
            if item.is_word and item.key not in self.pack.articles:
                words -= 1
            elif item.key == "," or item.cues:
                return None
            if words < 0:
                return None
        return None

    def _may_be_apposed(self) -> bool:
        """ "rơi sâu nhất, 23,6%": right behind a comma only a measured amount goes on with the verb before it."""
        return not self.pack.determiners and self.quantity.unit is not None and not self.quantity.noun

    def _fillers(self) -> int:
        """How many items right before the quantity carry no weight: "en net recul, de 44 %"."""
        count = 0
        for i in range(self.index - 1, self.left - 1, -1):
            if not (self.items[i].cue("filler", "before", "respectively") or self.items[i].key in self.pack.articles):
                break
            count += 1
        return count

    def after(self, reach: int = BASE_REACH) -> list[int]:
        """The items right of the quantity in its clause: up to a stop, a bracket's end or the next quantity."""
        found = []
        for i in range(self.index + 1, min(self.right, self.index + 1 + reach)):
            item = self.items[i]
            if item.key in STOPS or item.key in CLOSING or item.quantity:
                break
            if item.key in OPENING and not (i + 1 < len(self.items) and self.items[i + 1].period):
                break
            found.append(i)
        return found
