"""
Numbers in words: "hai mươi lăm", "quatre-vingt-dix-sept", "trois milliards et demi", "une cinquantaine".

What each word does stands in `numbers.csv`: a `unit` fills the empty place, `group` multiplies the units
before it by ten, `hundred` multiplies what is below the thousands, `scale` all that is smaller, `half` adds
half of the last word, `about` multiplies and makes the number approximate, `link` only joins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.mentions import Number
from patterns.pack import NumberWord, Pack
from patterns.phrases import Piece

THOUSAND = Decimal(1000)
AFTER_LINK = (1, 11)  # "vingt et un", "soixante et onze"; "dix et deux" are two numbers
SCORE = Decimal(20)  # "quatre-vingt": four twenties


@dataclass(slots=True)
class _Sum:
    """A number while its words are read: what is above the thousands, what is below, and the last multiplier."""

    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    last_scale: Decimal = Decimal(1)
    about: bool = False
    rows: list[str] = field(default_factory=list)

    def fits(self, word: NumberWord) -> bool:
        """Whether `word` can go on a number that has begun."""
        low = self.current % 100
        if word.kind == "unit":
            free = low == 0 or (low % 10 == 0 and word.value < SCORE)
            return self.last_scale != 0 and (free or (low == 4 and word.value == SCORE))
        if word.kind == "zero":
            return False
        if word.kind == "ten":
            return low == 0
        if word.kind == "group":
            return 0 < low < 10
        if word.kind in ("hundred", "about"):
            return 0 < self.current < 100
        return self.current > 0 or self.total > 0

    def add(self, word: NumberWord) -> None:
        """Let `word` do its work; it must fit."""
        self.rows.append(word.where)
        if word.kind in ("unit", "ten", "zero"):
            score = self.current % 100 == 4 and word.value == SCORE
            self.current = self.current + 76 if score else self.current + word.value
            self.last_scale = Decimal(1)
        elif word.kind == "group":
            self.current += (self.current % 10) * (word.value - 1)
        elif word.kind == "hundred":
            self.current = (self.current or Decimal(1)) * word.value
            self.last_scale = word.value
        elif word.kind == "half":
            self.current += word.value * self.last_scale
        else:
            self._multiply(word.value)
            self.about = self.about or word.kind == "about"

    def _multiply(self, value: Decimal) -> None:
        if value < THOUSAND:
            self.current *= value
        elif self.total and value <= self.total:
            self.total, self.current = self.total + (self.current or Decimal(1)) * value, Decimal(0)
        else:
            self.total, self.current = (self.total + self.current or Decimal(1)) * value, Decimal(0)
        self.last_scale = value


def words_at(pieces: Sequence[Piece], i: int, taken: Sequence[bool], pack: Pack) -> Number | None:
    """The number in words that begins at piece `i`; None when none does."""
    first = pack.numbers[pieces[i].key]
    summed, j = _begin(pieces, i, first, pack)
    if summed is None:
        return None
    last = j
    while j < len(pieces) and not taken[j]:
        word = pack.numbers.get(pieces[j].key)
        if word is None or word.kind == "link":
            j = _joined(pieces, j, summed, pack)
            if j < 0:
                break
            continue
        if _is_empty_hundred(pieces, j, summed, pack):
            summed.rows.append(word.where)
            j = last = j + 2
            continue
        if _halves(pieces, j, summed, pack):
            summed.current = Decimal(0)
        elif not summed.fits(word):
            break
        summed.add(word)
        j += 1
        last = j
    value = summed.total + summed.current
    return Number(
        pieces[i].start, pieces[last - 1].end, i, last, (value,), in_words=True, about=summed.about,
        because=tuple(summed.rows),
    )  # fmt: skip


def _begin(pieces: Sequence[Piece], i: int, first: NumberWord, pack: Pack) -> tuple[_Sum | None, int]:
    """The sum after its first word, and the piece after that; None when no number begins with it."""
    weak = pieces[i].key in pack.weak_numbers
    begins = first.kind in ("unit", "ten") or (first.kind == "zero" and not weak)
    begins = begins or (not weak and (first.kind == "hundred" or (first.kind == "scale" and first.value == THOUSAND)))
    summed = _Sum()
    if begins:
        summed.add(first)
        return summed, i + 1
    if first.kind == "half" and _halves(pieces, i, summed, pack):
        summed.add(first)
        return summed, i + 1
    return None, i


def _is_empty_hundred(pieces: Sequence[Piece], i: int, summed: _Sum, pack: Pack) -> bool:
    """ "một nghìn không trăm linh tám": the hundreds that a number in thousands has none of."""
    if not summed.total or summed.current or pack.numbers[pieces[i].key].kind != "zero" or i + 1 >= len(pieces):
        return False
    return pack.numbers.get(pieces[i + 1].key, _NONE).kind == "hundred"


def _halves(pieces: Sequence[Piece], i: int, summed: _Sum, pack: Pack) -> bool:
    """Whether a half begins here that its multiplier follows: "un demi-million", "demi-douzaine"."""
    if pack.numbers[pieces[i].key].kind != "half" or summed.total or summed.current > 1:
        return False
    if i and pack.numbers.get(pieces[i - 1].key, _NONE).kind == "link":
        return False
    skip = 2 if i + 1 < len(pieces) and pieces[i + 1].key == "-" else 1
    after = pack.numbers.get(pieces[i + skip].key, _NONE) if i + skip < len(pieces) else _NONE
    return after.kind in ("scale", "about")


def _joined(pieces: Sequence[Piece], i: int, summed: _Sum, pack: Pack) -> int:
    """The number word after the hyphens, link or article at piece `i`; -1 when the number ends before it."""
    j, link = i, False
    while j < len(pieces) and (pieces[j].key == "-" or pack.numbers.get(pieces[j].key, _NONE).kind == "link"):
        link = link or pieces[j].key != "-"
        j += 1
    if j == i and summed.about and pieces[i].key in pack.partitives:
        after = pack.numbers.get(pieces[i + 1].key, _NONE) if i + 1 < len(pieces) else _NONE
        return i + 1 if after.kind in ("scale", "about") and after.value >= THOUSAND else -1
    word = pack.numbers.get(pieces[j].key, _NONE) if i < j < len(pieces) else _NONE
    if word.kind == "half":
        return j
    if not word.kind or not summed.fits(word) or (link and summed.current % 100 and word.value not in AFTER_LINK):
        return -1
    return j


_NONE = NumberWord(Decimal(0), "", "")
