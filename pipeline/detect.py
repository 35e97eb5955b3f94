"""
Which language each paragraph is in.

Letters of its own and function words tell a language; they stand in the language's data. `langdetect` is
asked at most once a document, where they do not suffice, and to name a language that we do not read:
alone it raises on "12,5 %", takes unaccented Vietnamese for Tagalog, and costs 2 ms a call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from patterns import load_detect, load_pack
from pipeline.record import Rejected

# Shares are of the words of a text. Measured 2025-11 on the 59 development reports and on texts in 12
# languages nearby: see tests/test_detect.py, which holds the margins.
CLEAR_SHARE = 0.38  # so many known words and no other language is asked about (Catalan: 0.36 are French)
LEAST_SHARE = 0.15  # fewer and the language is not ours
LEAD = 1.5  # the best language has this many times the words of the next
FUNCTION_SHARE = 0.06  # a text of NAMES_ONLY words or more with fewer function words is a list of names
NAMES_ONLY = 15
SWITCH_SHARE = 0.3  # a paragraph leaves the document's language only with these
SWITCH_WORDS = 3
NAMED_WORDS = 5  # fewer words and no foreign language is named
SURE = 0.9  # the least probability at which langdetect is believed
SAMPLE = 2_000  # characters that langdetect is shown

_WORD = regex.compile(r"\p{L}+")
_LINE = regex.compile(r"[^\n]*\n+|[^\n]+$")  # with the blank lines after it


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs in a row in one language: `text[start:end]`; `certainty` is 0 to 1."""

    start: int
    end: int
    lang: str
    certainty: float


@dataclass(slots=True)
class _Evidence:
    """What speaks for each language in some words."""

    words: int
    known: list[int]  # by language: words of it, or with a letter only it has
    function: list[int]  # by language: function words only; a list of names has none

    def share(self, index: int) -> float:
        return self.known[index] / self.words if self.words else 0.0

    def best(self) -> int:
        return max(range(len(self.known)), key=self.known.__getitem__)

    def next_to(self, index: int) -> int:
        """The most words that any other language has."""
        return max((count for at, count in enumerate(self.known) if at != index), default=0)

    def speaks(self, index: int, share: float) -> bool:
        """Whether the language has that share of the words, function words among them, and leads the others."""
        has_function_words = self.words < NAMES_ONLY or self.function[index] >= FUNCTION_SHARE * self.words
        leads = self.known[index] > 0 and self.known[index] >= LEAD * self.next_to(index)
        return has_function_words and leads and self.share(index) >= share

    def certainty(self, index: int) -> float:
        mine, others = self.known[index], self.next_to(index)
        return round(mine / (mine + others + 1), 3)


def detect(text: str, codes: tuple[str, ...]) -> tuple[Block, ...]:
    """
    The language of `text` (clean: NFC, "\\n" line ends), as blocks of whole lines that cover it.

    A line of digits, names or a caption goes with the lines around it. Raises `Rejected("detect", …)`
    when the text is in none of `codes`, naming the language where it can be told.
    """
    spans = [match.span() for match in _LINE.finditer(text)]
    lines = [_evidence(text[start:end], codes) for start, end in spans]
    main = _language_of(text, lines, codes)
    return _blocks(spans, lines, _settled([_of_line(line, main) for line in lines], main), codes)


def likeness(text: str, codes: tuple[str, ...]) -> float:
    """
    The share of function words of the likeliest of `codes` in `text`, 0 to 1; 0 with too few to tell.

    Letters do not count here: those of a text decoded wrongly may well be letters of one of the languages.
    """
    found = _evidence(text, codes)
    most = max(found.function)
    return most / found.words if most >= SWITCH_WORDS else 0.0


@lru_cache(maxsize=8)
def _vocabularies(codes: tuple[str, ...]) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """For each language its letters and its function words, with and without accents."""
    told = [load_detect(code) for code in codes]
    return tuple((frozenset(one.letters.casefold()), one.words | one.plain_words) for one in told)


@lru_cache(maxsize=50_000)
def _speaks_for(word: str, codes: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The languages (as indices of `codes`) that know `word`, and those of which it is a function word."""
    vocabularies = _vocabularies(codes)
    function = tuple(at for at, (_, words) in enumerate(vocabularies) if word in words)
    lettered = (at for at, (letters, _) in enumerate(vocabularies) if not letters.isdisjoint(word))
    return tuple(sorted({*function, *lettered})), function


def _evidence(text: str, codes: tuple[str, ...]) -> _Evidence:
    words = _WORD.findall(text.casefold())
    found = _Evidence(len(words), [0] * len(codes), [0] * len(codes))
    for word in words:
        known, function = _speaks_for(word[:50], codes)
        for index in known:
            found.known[index] += 1
        for index in function:
            found.function[index] += 1
    return found


def _sum(parts: Sequence[_Evidence], codes: tuple[str, ...]) -> _Evidence:
    total = _Evidence(0, [0] * len(codes), [0] * len(codes))
    for part in parts:
        total.words += part.words
        for index in range(len(codes)):
            total.known[index] += part.known[index]
            total.function[index] += part.function[index]
    return total


def _language_of(text: str, lines: Sequence[_Evidence], codes: tuple[str, ...]) -> int:
    """The document's language as an index of `codes`; raises `Rejected`."""
    whole = _sum(lines, codes)
    best = whole.best()
    if whole.speaks(best, CLEAR_SHARE):
        return best
    if whole.known[best] < LEAD * whole.next_to(best) and (most := _most_lines(lines, whole)) is not None:
        return most
    named = _langdetect(text) if whole.words else None
    if named in codes and whole.share(codes.index(named)) >= min(LEAST_SHARE, whole.share(best)):
        return codes.index(named)
    if named is not None and named not in codes and whole.words >= NAMED_WORDS:
        raise Rejected("detect", f"the report is in '{named}', which is not read", _cure(codes))
    if whole.speaks(best, LEAST_SHARE):
        return best
    words = f"{whole.words} words" if whole.words != 1 else "1 word"
    raise Rejected("detect", f"language unknown: none of the languages has enough of its {words}", _cure(codes))


def _most_lines(lines: Sequence[_Evidence], whole: _Evidence) -> int | None:
    """The language of most words on a page in two languages, if its lines are clear one by one."""
    clear = [0] * len(whole.known)
    for line in lines:
        if line.words >= NAMED_WORDS and line.speaks(line.best(), CLEAR_SHARE):
            clear[line.best()] += line.words
    return clear.index(max(clear)) if sum(clear) * 2 >= whole.words else None


def _cure(codes: tuple[str, ...]) -> str:
    known = ", ".join(f"{load_pack(code).name} ({code})" for code in codes)
    return f"give it whole sentences in a language that is read: {known}; or leave it out"


def _langdetect(text: str) -> str | None:
    """What langdetect is sure of, the same on every call; `None` when it is sure of nothing."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    small = [word for word in _WORD.findall(text[: 4 * SAMPLE]) if word.islower()]  # names mislead it
    shown = " ".join(small) if len(small) >= NAMED_WORDS else text.casefold()
    try:
        first = detect_langs(shown[:SAMPLE])[0]
    except LangDetectException:
        return None
    return str(first.lang) if first.prob >= SURE else None


def _of_line(line: _Evidence, main: int) -> int | None:
    """The language of one line, the document's being `main`; `None` when the line cannot tell."""
    best = line.best()
    if best == main or line.known[main] == line.known[best]:
        return main if line.known[main] else None
    leaves = line.function[best] >= SWITCH_WORDS and line.share(best) >= SWITCH_SHARE
    if leaves and line.known[best] >= 2 * LEAD * line.known[main]:
        return best
    return main if line.known[main] else None


def _settled(told: Sequence[int | None], main: int) -> list[int]:
    """Lines that cannot tell take the language that stands on both sides of them, else the document's."""
    before: list[int] = []
    for one in told:
        before.append(one if one is not None else (before[-1] if before else main))
    after: list[int] = []
    for one in reversed(told):
        after.append(one if one is not None else (after[-1] if after else main))
    after.reverse()
    return [b if b == a else main for b, a in zip(before, after, strict=True)]


def _blocks(
    spans: Sequence[tuple[int, int]], lines: Sequence[_Evidence], told: Sequence[int], codes: tuple[str, ...]
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    first = 0
    for at in range(1, len(told) + 1):
        if at == len(told) or told[at] != told[first]:
            index = told[first]
            certainty = _sum(lines[first:at], codes).certainty(index)
            blocks.append(Block(spans[first][0], spans[at - 1][1], codes[index], certainty))
            first = at
    return tuple(blocks)
