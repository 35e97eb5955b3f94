"""The find stage: every mention of a document, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import regex
from spacy.attrs import LENGTH, SPACY  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc

from extractors.lines import read_line
from extractors.mentions import Line
from extractors.money import with_money
from extractors.readings import with_habit
from extractors.scopes import under_headings
from patterns.pack import Pack

_PARAGRAPH = regex.compile(r"\n")
_SPACE = regex.compile(r"(?<=\S)\s+(?=\S)")


def find(doc: Doc, pack: Pack, text: str | None = None) -> tuple[Line, ...]:
    """
    The lines of a document: its sentences as rows of items.

    Sentences without a digit or number word have no quantities, but may set the period. `text` is the Doc's, where
    it is at hand: spaCy joins it anew from the tokens each time it is asked.
    """
    text = doc.text if text is None else text
    pack = with_money(with_habit(pack, text), text)
    breaks = [match.start() for match in _PARAGRAPH.finditer(text)]
    edges = _inside(doc, text)
    lines, paragraph = [], 0
    for sent in doc.sents:
        start, end = _trimmed(text, sent.start_char, sent.end_char)
        while paragraph < len(breaks) and breaks[paragraph] < start:
            paragraph += 1
        inside = frozenset(edges[bisect_left(edges, start) : bisect_right(edges, end)])
        lines.append(read_line(text, start, end, paragraph, pack, inside))
    return under_headings(lines, text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space around it: a sentence is quoted as it is read."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _inside(doc: Doc, text: str) -> list[int]:
    """The offsets inside tokens of more than one word, at the edges of those words, in order."""
    lengths = doc.to_array(LENGTH)
    ends = set((lengths + doc.to_array(SPACY)).cumsum().tolist())  # past the space that belongs to the token
    spaces = [match for match in _SPACE.finditer(text) if match.end() not in ends and match.start() not in ends]
    return [edge for match in spaces for edge in match.span()]
