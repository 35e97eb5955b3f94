"""
Tokens of one sentence, as character spans, by the tokeniser that a language's data names.

Libraries are imported when first needed. What a tokeniser gives is laid back onto the characters of the
sentence; where it changed them, the sentence's words by white space are taken instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.vocab import Vocab

    from patterns.pack import Pack

Span = tuple[int, int]
Tokeniser = Callable[[str], list[str]]

# No word of a report is longer; longer runs ('"a."' 25,000 times) take the tokenisers minutes.
LONGEST_WORD = 100
# spaCy keeps every distinct word it has met; a long run starts afresh after so many (about 60 MB).
MOST_LEXEMES = 200_000

_WORD = re.compile(r"\S+")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def word_spans(sentence: str) -> list[Span]:
    """The runs between white space."""
    return [match.span() for match in _WORD.finditer(sentence)]


def token_spans(sentence: str, pack: Pack) -> list[Span]:
    """The tokens of `sentence` as offsets into it; they cover all of it but white space."""
    tokeniser = _load(pack.tokenizer, pack.abbreviations)
    spans: list[Span] = []
    for start, end, is_long in _stretches(sentence):
        stretch = sentence[start:end]
        is_plain = is_long or not any(map(str.isalpha, stretch))  # 50,000 loose brackets take 5 s
        found = None if is_plain else _aligned(stretch, tokeniser(stretch))
        spans += [(start + a, start + b) for a, b in (word_spans(stretch) if found is None else found)]
    return spans


@lru_cache(maxsize=1)
def shared_vocab() -> Vocab:
    """The vocabulary of spaCy's tokenisers and of all Docs."""
    from spacy.vocab import Vocab

    return Vocab()


def forget_words() -> None:
    """Begin the vocabulary anew if it holds too many words; to be called between documents."""
    if shared_vocab.cache_info().currsize and len(shared_vocab()) > MOST_LEXEMES:
        _load.cache_clear()
        shared_vocab.cache_clear()


def _stretches(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """`sentence` in parts, each with whether it is one overlong word."""
    at = 0
    for match in _LONG.finditer(sentence):
        if at < match.start():
            yield at, match.start(), False
        yield match.start(), match.end(), True
        at = match.end()
    if at < len(sentence):
        yield at, len(sentence), False


def _aligned(text: str, tokens: list[str]) -> list[Span] | None:
    """Where the tokens stand in `text`, if they are all of it but white space, in order."""
    spans: list[Span] = []
    at = 0
    for token in map(str.strip, tokens):
        start = _word_at(text, at)
        whole = text.startswith(token, start)  # nearly always: a word, or words with one space between them
        at = start + len(token) if whole else _behind(text, start, token.split())
        if at < 0:
            return None
        if token:
            spans.append((start, at))
    return spans if not text[at:].strip() else None


def _word_at(text: str, at: int) -> int:
    """Where the white space at `at` ends."""
    while text[at : at + 1].isspace():
        at += 1
    return at


def _behind(text: str, at: int, words: Sequence[str]) -> int:
    """Where `words` end that stand at `at` with white space between them; -1 if they do not."""
    for word in words:
        at = _word_at(text, at)
        if not text.startswith(word, at):
            return -1
        at += len(word)
    return at


@lru_cache(maxsize=16)
def _load(name: str, abbreviations: frozenset[str]) -> Tokeniser:
    """The tokeniser of `name` ("underthesea", "spacy:<code>")."""
    prefix, _, rest = name.partition(":")
    if prefix not in TOKENISERS:
        known = ", ".join(sorted(TOKENISERS))
        raise ValueError(f"there is no tokenizer '{name}' (language.toml): use one of {known}")
    return TOKENISERS[prefix](rest, abbreviations)


def _underthesea(_code: str, _abbreviations: frozenset[str]) -> Tokeniser:
    from pipeline.crf import segmenter

    return segmenter()


def _spacy(code: str, abbreviations: frozenset[str]) -> Tokeniser:
    """
    spaCy's tokenizer with the punctuation rules of one language.

    `spacy.blank` would import all of the language, for French a pattern of hyphenated words that takes 4 s
    to compile, and match every word against the pattern of web addresses. Our abbreviations stand in for
    its exceptions.
    """
    from spacy.symbols import ORTH  # type: ignore[import-not-found]  # compiled, without stubs
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    rules = _punctuation(code)
    forms = {form + "." for word in abbreviations for form in (word, word.capitalize(), word.upper())}
    tokenizer = Tokenizer(
        shared_vocab(),
        rules={form: [{ORTH: form}] for form in sorted(forms)},
        prefix_search=compile_prefix_regex(rules.TOKENIZER_PREFIXES).search,
        suffix_search=compile_suffix_regex(rules.TOKENIZER_SUFFIXES).search,
        infix_finditer=compile_infix_regex(rules.TOKENIZER_INFIXES).finditer,
    )
    return lambda sentence: [token.text for token in tokenizer(sentence)]


def _punctuation(code: str) -> ModuleType:
    """`spacy.lang.<code>.punctuation` without the package around it; spaCy's common rules where it has none."""
    import spacy.lang
    import spacy.lang.punctuation

    folders = [str(Path(folder, code)) for folder in spacy.lang.__path__]
    spec = PathFinder.find_spec(f"spacy.lang.{code}.punctuation", folders)
    if spec is None or spec.loader is None:
        return spacy.lang.punctuation
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module if hasattr(module, "TOKENIZER_PREFIXES") else spacy.lang.punctuation


TOKENISERS: Mapping[str, Callable[[str, frozenset[str]], Tokeniser]] = {"underthesea": _underthesea, "spacy": _spacy}
