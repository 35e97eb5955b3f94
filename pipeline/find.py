"""The find stage: every mention of a document, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.lines import read_line
from extractors.mentions import Line
from extractors.money import with_money
from extractors.readings import with_habit
from extractors.scopes import under_headings
from patterns.pack import Pack
from pipeline.segment import Segmented
from pipeline.tokenise import Span

_SPACE = re.compile(r"\s+")


def find(segmented: Segmented, pack: Pack) -> tuple[Line, ...]:
    """
    The lines of a document: its sentences as rows of items.

    Sentences without a digit or number word have no quantities, but may set the period.
    """
    text = segmented.text
    pack = with_money(with_habit(pack, text), text)
    lines: list[Line] = []
    paragraph, after = 0, 0
    for (start, end), tokens in zip(segmented.sentences, segmented.tokens, strict=True):
        paragraph += text.count("\n", after, start)
        after = start
        lines.append(read_line(text, start, end, paragraph, pack, _inside(text, start, end, tokens)))
    return under_headings(lines, text)


def _inside(text: str, start: int, end: int, tokens: Sequence[Span]) -> frozenset[int]:
    """The offsets inside tokens of more than one word, at the edges of those words."""
    begins = {start + begin for begin, _ in tokens}
    spaces = [match.span() for match in _SPACE.finditer(text, start, end) if match.end() not in begins]
    return frozenset([edge for span in spaces for edge in span])
