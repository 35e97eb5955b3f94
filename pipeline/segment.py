"""
Sentences and tokens of clean text, as spans; `doc_of` makes a spaCy `Doc` of them, whose text is the text, always.

Sentences are found by characters, so that "62.850", "TP. HCM" and "M. Dupont" hold together; only those
with a number are worth the tokeniser's time. Offsets count the characters of the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.tokenise import TOKENISERS, Span, forget_words, shared_vocab, token_spans, word_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from patterns.pack import Pack

__all__ = ["LONGEST_SENTENCE", "TOKENISERS", "Segmented", "doc_of", "segment", "sentences"]

LONGEST_SENTENCE = 2_000  # characters; the tokenisers take quadratic time beyond
BEFORE = 30  # characters looked at before a full stop; no abbreviation is longer

# A line end, or a stop with the quotes and brackets that close after it. "62.850" and "v.v" are passed over.
_STOP = regex.compile(r"""\n|(?P<stop>[.!?…]++)(?![\p{Ll}\p{N}])(?P<close>(?:[ ]?[»”]|["'’)\]])*+)""")
_NEXT = regex.compile(r"""(?P<space>[ ]*+)(?:[«“"‘'(\[•*+–—-][ ]?)*+(?P<char>[^\n])?(?P<after>[^\n])?""")
_LIST_MARK = regex.compile(r"[-–•*+]?[ ]?\(?(?:[0-9]{1,3}(?:\.[0-9]{1,2})*|[IVXivx]{1,5}|\p{L})")
_GROUPS = regex.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*")
_GROUP_OF_THREE = regex.compile(r"[0-9]{3}(?![0-9])")
_DIGIT = regex.compile(r"\p{N}")
# Dates and years are read by character alone: a sentence whose digits are all in them needs no tokens.
_DATE = re.compile(r"(?<![\d.,/])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d)(?![\d/%]|[.,]\d)")
_WORD = regex.compile(r"\p{L}+")
# Where a sentence that is too long is cut, best first: after a semicolon, after a comma, at white space that is
# not inside a number ("2 639"), after anything but a digit.
_CUTS = tuple(regex.compile(pattern) for pattern in (r";\s", r",\s", r"(?<![0-9])\s|\s(?![0-9])", r"[^0-9]"))
_MARKS = regex.compile(r"[\p{P}\p{S}]+")
_ROMAN = frozenset("IVX")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text in sentences, and the tokens of each as offsets into it."""

    text: str
    sentences: tuple[Span, ...]
    tokens: tuple[Sequence[Span], ...]


def sentences(text: str, pack: Pack) -> tuple[Span, ...]:
    """
    Where the sentences of `text` stand, white space around them left out.

    A line end always ends a sentence, a semicolon never. None is longer than `LONGEST_SENTENCE`.

    "Đạt 62.850 lao động. TP. HCM tăng 5%." has two.
    """
    spans: list[Span] = []
    start = 0
    for match in _STOP.finditer(text):
        if match["stop"] is None or _ends(text, start, match, pack):
            spans += _trimmed_and_cut(text, start, match.end())
            start = match.end()
    spans += _trimmed_and_cut(text, start, len(text))
    return tuple(spans)


def segment(text: str, pack: Pack, *, every: bool = False) -> Segmented:
    """
    The sentences of `text` and their tokens.

    Sentences without a digit or a number word are split at white space only, unless `every`. Lone surrogates,
    which `clean` removes, become U+FFFD.
    """
    forget_words()
    text = _SURROGATE.sub("\ufffd", text)
    spans = sentences(text, pack)
    tokens = []
    for start, end in spans:
        sentence = text[start:end]
        told = every or _has_number(sentence, pack)
        tokens.append(token_spans(sentence, pack) if told else word_spans(sentence))
    return Segmented(text, spans, tuple(tokens))


def doc_of(segmented: Segmented) -> Doc:
    """
    The same as a spaCy `Doc`: `doc.text` is the text, its sentences start where ours do.

    White space before the first sentence belongs to it.
    """
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    text, at = segmented.text, 0
    for index, ((start, _), spans) in enumerate(zip(segmented.sentences, segmented.tokens, strict=True)):
        for number, (a, b) in enumerate(spans):
            _add_gap(text[at : start + a], words, spaces, starts)
            starts.append(not words or (number == 0 and index > 0))
            words.append(text[start + a : start + b])
            spaces.append(False)
            at = start + b
    _add_gap(text[at:], words, spaces, starts)
    return Doc(shared_vocab(), words=words, spaces=spaces, sent_starts=starts or None)


def _add_gap(gap: str, words: list[str], spaces: list[bool], starts: list[bool | int | None]) -> None:
    """The white space between two tokens: one space belongs to the token before, more is a token of its own."""
    if words and gap.startswith(" "):
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        starts.append(not words)
        words.append(gap)
        spaces.append(False)


def _has_number(sentence: str, pack: Pack) -> bool:
    if _DIGIT.search(_DATE.sub("", sentence)):
        return True
    return any(word in pack.number_words for word in _WORD.findall(sentence.casefold()))


def _trimmed_and_cut(text: str, start: int, end: int) -> Iterator[Span]:
    """`text[start:end]` without the white space around it, in parts that are not too long; none if it is empty."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end:
        while text[start].isspace():
            start += 1
        cut = end if end - start <= LONGEST_SENTENCE else _cut(text, start)
        stop = cut
        while text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut


def _cut(text: str, start: int) -> int:
    """Where the first part of a sentence that is too long ends: in the second half of what it may hold."""
    window = text[start : start + LONGEST_SENTENCE + 1]  # one more, to see what follows
    for pattern in _CUTS:
        ends: list[int] = [match.end() for match in pattern.finditer(window, LONGEST_SENTENCE // 2)]
        while ends and ends[-1] > LONGEST_SENTENCE:
            ends.pop()
        if ends:
            return start + ends[-1]
    return start + LONGEST_SENTENCE


def _ends(text: str, start: int, match: regex.Match[str], pack: Pack) -> bool:
    """Whether the stop of `match` ends the sentence that began at `start`."""
    after = _NEXT.match(text, match.end())
    char = after["char"] if after else None
    if char is None:
        return True
    begins = char.isupper() or not (char.isalpha() or char.isdigit())
    single = match["stop"] == "."
    before = text[max(start, match.start() - BEFORE) : match.start()]
    is_mark = match.start() - start <= BEFORE and _LIST_MARK.fullmatch(text[start : match.start()].strip())
    if single and (is_mark or _holds(before, after, pack)):
        return False
    if not after["space"]:
        return char.isupper() and (bool(match["close"]) or _is_glued(before, after["after"]))
    if char.isdigit():
        return "…" not in match["stop"] and ".." not in match["stop"]
    return begins and char not in ",;:)%/"


def _is_glued(before: str, following: str | None) -> bool:
    """A stop without a space after it: "giá trị.Ngoài ra" and "năm 2023.Ngoài ra", but not "T.Ư" or "UBND.HCM"."""
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    if word[-1:].isalpha() and (len(word) < 2 or word[-2:].isupper()):
        return False
    return following is None or following.islower() or word[-1:].islower()


def _holds(before: str, after: regex.Match[str], pack: Pack) -> bool:
    """Whether a full stop between `before` and `after` belongs to a number, an abbreviation or an initial."""
    parts = before.split()
    if not parts or before[-1].isspace():
        return False
    word = _MARKS.split(parts[-1])[-1]
    if _GROUPS.fullmatch(parts[-1]):
        return bool(_GROUP_OF_THREE.match(after.string, after.end("space")))
    next_word = _WORD.match(after.string, after.start("char"))
    sense = next_word is not None and next_word[0].casefold() in pack.detect.words
    if word.casefold() in pack.abbreviations:
        is_unit = len(word) == 1 and len(parts) > 1 and parts[-2][-1].isdigit()  # "un mur de 5 m."
        return not (word.islower() and (sense or is_unit))
    if len(word) != 1 or not word.isupper():
        return False
    return not sense and (word not in _ROMAN or parts[-1] != word)
