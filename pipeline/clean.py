"""
Clean text to work on, and the way back to the source.

`clean` gives NFC text in which every kind of space is a plain space, every line end is "\\n" and what
has no width is gone, together with the place in the source that each character came from. It never
uses NFKC, which would turn "km²" into "km2" and "10³" into "103". Offsets count Unicode code points.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex


@dataclass(frozen=True, slots=True)
class CleanText:
    """
    Clean text with its map to the source.

    `offsets[i]` is where the source of `text[i]` begins, `ends[i]` where it ends (exclusive);
    `offsets[len(text)]` is the length of the source. A letter that was composed covers its base and
    its marks; where a run of marks was put in another order, each of its characters covers the run.
    """

    text: str
    offsets: Sequence[int]
    ends: Sequence[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the source; nothing invisible before or after it is covered."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no span {start}:{end} in a text of {len(self.text)} characters")
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.ends[end - 1]


def _one_for_one() -> dict[int, str]:
    """Characters that stay one character: spaces, controls, line ends, crossed D, lone surrogates."""
    table = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
    table.update({code: " " for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs"})
    table.update({0x0A: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"})
    table.update({0xD0: "Đ", 0xF0: "đ"})  # the Icelandic letters, typed or converted for the Vietnamese ones
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    return {code: char for code, char in table.items() if chr(code) != char}


# Soft hyphen, grapheme joiner, Arabic letter mark, Mongolian vowel separator, zero-width spaces and joiners,
# bidi marks, embeddings and isolates, invisible operators, variation selectors, byte order mark.
_REMOVED = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_MAPPED = _one_for_one()
_SPECIAL = re.compile(f"[{_REMOVED}{''.join(map(chr, _MAPPED))}]")  # `re`: 8 ms a MB, `regex` takes 1.1 s
_SHRINKING = re.compile(f"[{_REMOVED}]+|\r\n")
_MARKS = r"\p{M}\u1161-\u1175\u11a8-\u11c2"  # may compose with the character before: marks, Hangul vowels and finals
_SEQUENCE = regex.compile(f"[^{_MARKS}]?[{_MARKS}]+")
# No script piles more marks on a letter (Unicode's stream-safe format); further ones are removed, for
# CPython takes 46 s to put 200,000 of them in order (measured 2025-11).
_MOST_MARKS = 30

_Edit = tuple[int, int, str]


def clean(text: str) -> CleanText:
    """
    `text` in NFC with plain spaces and line ends, and its map to the source.

    Spaces and controls become " " one for one and are not collapsed; "\\r\\n", "\\r", U+0085, U+2028 and
    U+2029 become "\\n"; zero-width characters, soft hyphens and bidi controls go; Ð and ð become Đ and đ;
    a lone surrogate becomes U+FFFD. Never fails.

    >>> clean("Đạt\u00a062.850\u200b người").text
    'Đạt 62.850 người'
    """
    length = len(text)
    result = CleanText(text, range(length + 1), range(1, length + 1))
    if _SPECIAL.search(text):
        mapped = text.translate(_MAPPED)  # one for one: the offsets hold
        result = _edited(CleanText(mapped, result.offsets, result.ends), _cuts(text))
    if not unicodedata.is_normalized("NFC", result.text):
        result = _edited(result, _compositions(result.text))
    return result


def _cuts(source: str) -> Iterator[_Edit]:
    """What is removed from the source, and "\\r\\n" made one."""
    for match in _SHRINKING.finditer(source):
        yield match.start(), match.end(), "\n" if match[0] == "\r\n" else ""


def _compositions(text: str) -> Iterator[_Edit]:
    """The combining sequences and single characters that NFC changes."""
    at = 0
    for match in _SEQUENCE.finditer(text):
        sequence = match[0]
        composed = unicodedata.normalize("NFC", sequence[: 1 + _MOST_MARKS])
        if composed != sequence:
            yield from _singles(text, at, match.start())
            yield match.start(), match.end(), composed
            at = match.end()
    yield from _singles(text, at, len(text))


def _singles(text: str, start: int, end: int) -> Iterator[_Edit]:
    """The characters of `text[start:end]`, in which no sequence changes, that do (the ångström sign)."""
    if not unicodedata.is_normalized("NFC", text[start:end]):
        for index in range(start, end):
            composed = unicodedata.normalize("NFC", text[index])
            if composed != text[index]:
                yield index, index + 1, composed


def _edited(given: CleanText, edits: Iterable[_Edit]) -> CleanText:
    """`given` with each `start:end` of its text replaced; what is put in stands for all that it replaces."""
    text, offsets, ends = given.text, given.offsets, given.ends
    pieces: list[str] = []
    new_offsets, new_ends, at = array("i"), array("i"), 0
    for start, end, replacement in edits:
        pieces += (text[at:start], replacement)
        new_offsets.extend(offsets[at:start])
        new_ends.extend(ends[at:start])
        for _ in replacement:
            new_offsets.append(offsets[start])
            new_ends.append(ends[end - 1])
        at = end
    if at == 0:
        return given
    pieces.append(text[at:])
    new_offsets.extend(offsets[at:])
    new_ends.extend(ends[at:])
    return CleanText("".join(pieces), new_offsets, new_ends)
