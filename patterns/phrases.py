"""
The phrase notation of the data files and its matcher.

    so với cùng kỳ [năm (trước|ngoái)]      [optional]  (one|other)
    {n} tháng đầu năm {year}                {slot}: a number that fits it

A phrase is matched on *pieces* (words, numbers, single marks), so a match never begins or ends
inside a word; white space and case do not count. The longest phrase wins.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, NamedTuple, TypeVar

import regex

T = TypeVar("T")
NO_SLOTS: Mapping[str, int] = {}

# An elided word is the word: "d'" is "de", "qu'" is "que".
# A number with its separators is one piece; "11/2023" is three; a space groups digits only by threes.
# `re`, for this one pattern: every branch is told by its first character, and it is eight times as fast as
# `regex` here (49 KB of Vietnamese: 9 ms against 79 ms, measured 2026-11).
_NUMBER = r"[0-9]{1,3}(?:['’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*"  # "8'327'100", "62.850"
PIECE = re.compile(rf"({_NUMBER})|([^\W\d_][^\W_]*)(['’](?=[^\W\d_]|$))?|([^\s\w]|_)")
ELIDED = frozenset("ldnsjcmt")
_DOTTED = regex.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")
_DOTTED_MONTH = regex.compile(r"(0?[1-9]|1[0-2])\.((?:19|20)\d\d)")
_TOKEN = regex.compile(r"\{[a-z.]+\}|\[|\]|\(|\)|\||[^\s\[\](){}|]+")

# What a slot accepts, as (lowest, highest) of a whole number written in at most so many digits.
SLOTS: Mapping[str, tuple[int, int, int]] = {
    "n": (1, 12, 2),
    "month": (1, 12, 2),
    "month.to": (1, 12, 2),
    "monthname": (1, 0, 0),  # by its name only
    "monthname.to": (1, 0, 0),
    "quartername": (1, 0, 0),
    "day": (1, 31, 2),
    "day.to": (1, 31, 2),
    "quarter": (1, 4, 1),
    "quarter.to": (1, 4, 1),
    "half": (1, 2, 1),
    "year": (1900, 2100, 4),
    "year.to": (1900, 2100, 4),
    "count": (1, 999, 3),
    "date": (1_01_0000, 31_12_2100, 10),  # "22.5" or "22.5.2017", as one number
    "monthyear": (1_1900, 12_2100, 7),  # "10.2016", as one number
    "number": (0, 10**12, 12),
}


class PhraseError(ValueError):
    """A phrase that does not follow the notation."""


class Piece(NamedTuple):
    """A word, number or mark of the text; `value` for a whole number or a number word."""

    start: int
    end: int
    key: str  # casefolded
    value: int | None = None
    is_number: bool = False


def split_pieces(text: str, start: int, end: int, words: Mapping[str, int]) -> list[Piece]:
    """The pieces of `text[start:end]`; `words` gives number words their value."""
    pieces = []
    for match in PIECE.finditer(text, start, end):
        number, word, apostrophe, mark = match.groups()
        first, last = match.span()
        if number:
            number = number.replace("'", "").replace("’", "")  # "8'327'100"
            value = int(number) if number.isdigit() and len(number) <= 12 else None
            pieces.append(Piece(first, last, number, value, True))
        elif mark:
            pieces.append(Piece(first, last, "'" if mark == "’" else mark))
        else:
            key = word.casefold()
            if not apostrophe:
                pieces.append(Piece(first, last, key, words.get(key)))
            elif key in ELIDED or key.endswith("qu"):
                pieces.append(Piece(first, last, key + "e"))
            else:
                pieces += [Piece(first, last - 1, key, words.get(key)), Piece(last - 1, last, "'")]
    return pieces


def expand(notation: str) -> list[tuple[str, ...]]:
    """
    Every sequence of keys that a phrase stands for.

    >>> expand("so với [cùng kỳ] năm (trước|ngoái)")[0]
    ('so', 'với', 'cùng', 'kỳ', 'năm', 'trước')
    """
    tokens = _TOKEN.findall(unicodedata.normalize("NFC", notation).casefold())
    if "".join(tokens) != "".join(unicodedata.normalize("NFC", notation).casefold().split()):
        raise PhraseError(f"a slot of phrase {notation!r} is not closed")
    variants, rest = _alternatives(tokens, 0)
    if rest != len(tokens):
        raise PhraseError(f"unbalanced {tokens[rest]!r} in phrase {notation!r}")
    found = list(dict.fromkeys(v for v in variants if v))
    if not found:
        raise PhraseError(f"phrase {notation!r} is empty")
    return found


def _alternatives(tokens: Sequence[str], i: int) -> tuple[list[tuple[str, ...]], int]:
    branches: list[tuple[str, ...]] = []
    current: list[tuple[str, ...]] = [()]
    while i < len(tokens) and tokens[i] not in (")", "]"):
        if tokens[i] == "|":
            branches += current
            current, i = [()], i + 1
            continue
        options, i = _unit(tokens, i)
        current = [a + b for a, b in itertools.product(current, options)]
        if len(current) > 4096:
            raise PhraseError("a phrase with more than 4096 variants")
    return branches + current, i


def _unit(tokens: Sequence[str], i: int) -> tuple[list[tuple[str, ...]], int]:
    token = tokens[i]
    if token not in ("(", "["):
        return [_keys(token)], i + 1
    inner, j = _alternatives(tokens, i + 1)
    closing = ")" if token == "(" else "]"
    if j >= len(tokens) or tokens[j] != closing:
        raise PhraseError(f"{token!r} is not closed")
    return (inner if token == "(" else [(), *inner]), j + 1


@cache
def _keys(token: str) -> tuple[str, ...]:
    if token.startswith("{"):
        if token[1:-1] not in SLOTS:
            raise PhraseError(f"slot {token} is unknown; known: {', '.join(SLOTS)}")
        return (token,)
    return tuple(piece.key for piece in split_pieces(token, 0, len(token), {}))


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    slots: list[tuple[str, _Node[T]]] = field(default_factory=list)
    payloads: tuple[T, ...] = ()

    def child(self, key: str) -> _Node[T]:
        """The node behind a word, made where there is none."""
        found = self.children.get(key)
        if found is None:
            found = self.children[key] = _Node()
        return found


class Match(NamedTuple, Generic[T]):
    """Pieces `first` to `last` (exclusive) carry `payloads`; `slots` holds what the slots took."""

    first: int
    last: int
    payloads: tuple[T, ...]
    slots: Mapping[str, int]


class Phrases(Generic[T]):
    """A set of phrases, each with a payload, that finds the longest one at a piece."""

    def __init__(self, slot_words: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self._root: _Node[T] = _Node()
        self._words = slot_words or {}
        self._named = frozenset(word for words in self._words.values() for word in words)
        self.size = 0

    def add(self, notation: str, payload: T) -> Sequence[tuple[str, ...]]:
        """Add every variant of `notation` and return them as sequences of keys; raises PhraseError."""
        variants = expand(notation)
        for keys in variants:
            node = self._root
            for key in keys:
                if not key.startswith("{"):
                    node = node.child(key)
                    continue
                known = dict(node.slots)
                if key not in known:
                    known[key] = _Node()
                    node.slots.append((key, known[key]))
                node = known[key]
            node.payloads += (payload,)
            self.size += 1
        return variants

    def add_word(self, key: str, payload: T) -> None:
        """Add a single word that is no notation, casefolded: what `add` does, for the thousands of forms of verbs."""
        self._root.child(key).payloads += (payload,)
        self.size += 1

    def longest(self, pieces: Sequence[Piece], i: int, stop: int | None = None) -> Match[T] | None:
        """The longest phrase that begins at piece `i` and ends by `stop`; among equals the one with fewer slots."""
        # Most pieces begin no phrase, and most phrases have no slots: this is the innermost loop of the pipeline.
        node, last, end = self._root, i, len(pieces) if stop is None else stop
        best: Match[T] | None = None
        while not node.slots and last < end:
            child = node.children.get(pieces[last].key)
            if child is None:
                return best
            node, last = child, last + 1
            if node.payloads:
                best = Match(i, last, node.payloads, NO_SLOTS)
        return self._with_slots(pieces, i, node, last, end, best) if node.slots and last < end else best

    def _with_slots(
        self, pieces: Sequence[Piece], first: int, node: _Node[T], last: int, end: int, best: Match[T] | None
    ) -> Match[T] | None:
        """The longest match from `node` on, by hand rather than by recursion."""
        best_rank = (best.last, 0) if best else (first, 0)
        paths: list[tuple[int, _Node[T], Mapping[str, int]]] = [(last, node, NO_SLOTS)]
        while paths:
            last, node, slots = paths.pop()
            if node.payloads and (best is None or (last, -len(slots)) > best_rank):
                best, best_rank = Match(first, last, node.payloads, slots), (last, -len(slots))
            if last >= end:
                continue
            child = node.children.get(pieces[last].key)
            if child is not None:
                paths.append((last + 1, child, slots))
            for key, child in node.slots:
                value = self._take(key[1:-1], pieces[last])
                if value is not None:
                    paths.append((last + 1, child, {**slots, key[1:-1]: value}))
        return best

    def may_begin(self, words: Set[str]) -> bool:
        """Whether a phrase may begin with one of the keys in `words`."""
        return bool(self._root.slots) or not self._root.children.keys().isdisjoint(words)

    def heads(self, pieces: Sequence[Piece]) -> list[int]:
        """Where among `pieces` a phrase may begin."""
        children, named, slots = self._root.children, self._named, bool(self._root.slots)
        if not slots and children.keys().isdisjoint([piece.key for piece in pieces]):
            return []
        return [
            i
            for i, (_, _, key, value, is_number) in enumerate(pieces)
            if key in children or (slots and (value is not None or is_number or key in named))
        ]

    def first(self, pieces: Sequence[Piece]) -> Match[T] | None:
        """The first match in a row of pieces, the longest at its place; for phrases that begin with a word."""
        children = self._root.children
        for i, piece in enumerate(pieces):
            if piece.key in children and (match := self.longest(pieces, i)) is not None:
                return match
        return None

    def _take(self, slot: str, piece: Piece) -> int | None:
        word = self._words.get(slot.partition(".")[0], {}).get(piece.key)
        if word is not None:
            return word
        if slot == "date":
            return _dotted_date(piece.key) if piece.is_number else None
        if slot == "monthyear":
            return _dotted_month(piece.key) if piece.is_number else None
        low, high, digits = SLOTS[slot]
        if piece.value is None or not low <= piece.value <= high or (piece.is_number and len(piece.key) > digits):
            return None
        return piece.value


def _dotted_date(key: str) -> int | None:
    """ "22.5.2017" as day * 10**6 + month * 10**4 + year; the year is 0 where it is left out."""
    match = _DOTTED.fullmatch(key)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3] or 0)
    return day * 1_000_000 + month * 10_000 + year if 1 <= day <= 31 and 1 <= month <= 12 else None


def _dotted_month(key: str) -> int | None:
    """ "10.2016" as month * 10**4 + year."""
    match = _DOTTED_MONTH.fullmatch(key)
    return int(match[1]) * 10_000 + int(match[2]) if match else None
