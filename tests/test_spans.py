"""The promise of the two coordinate systems, for any text: what is read can be found in the source."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from patterns import languages, load_pack
from pipeline.clean import CleanText, clean
from pipeline.segment import doc_of, segment, sentences

WORDS = ["tăng", "5%", "62.850", "lao động", "so với", "năm 2022", "M.", "TP.", "hausse", "à", "l'emploi", "2 639,1"]
WORDS += ["«", "»", "(", ")", "…", ". ", "! ", "; ", "- ", "hoà", "Đắk Lắk", "v.v.", '"', "Md€", "18/20", "😀", "한"]
ODD = ["\u00a0", "\u202f", "\u2009", "\u3000", "\t", " ", "\n", "\r\n", "\r", "\u2028", "\x85", "\x00", "\x1b"]
ODD += ["\u200b", "\u200d", "\u00ad", "\ufeff", "\u202e", "\u2066", "\ufe0f", "\ud800", "\udfff", "Ð", "ð", "ｅ", "²"]
ODD += ["\u0301", "\u0323", "\u031b", "\u0302", "\u212b", "\u1100", "\u1161", "\u11a8", "\u0344", "\u0958"]

PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from([unicodedata.normalize("NFD", word) for word in WORDS]),
    st.sampled_from(ODD),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
PACKS = [load_pack(code) for code in languages()]


def spans_of(cleaned: CleanText, data: st.DataObject) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(cleaned.text)))
    return start, data.draw(st.integers(start, len(cleaned.text)))


def whole_characters(cleaned: CleanText, start: int, end: int) -> tuple[int, int]:
    """The span widened until it cuts no combining sequence that was changed as a whole."""
    while 0 < start < end and cleaned.offsets[start] == cleaned.offsets[start - 1]:
        start -= 1
    while start < end < len(cleaned.text) and cleaned.offsets[end] == cleaned.offsets[end - 1]:
        end += 1
    return start, end


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
@example("q\u0302\u0323 5", None)
@example("e\u200b\u0301\r\n", None)
def test_the_source_of_any_span_cleans_to_that_span(source, data):
    """clean(source[start:end]) is the clean span, whatever stands in the text."""
    cleaned = clean(source)
    start, end = spans_of(cleaned, data) if data is not None else (0, len(cleaned.text))
    start, end = whole_characters(cleaned, start, end)
    source_start, source_end = cleaned.source_span(start, end)
    assert clean(source[source_start:source_end]).text == cleaned.text[start:end]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_cleaning_is_sound(source):
    """NFC, without anything invisible, unchanged by a second cleaning; the map never goes back."""
    cleaned = clean(source)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    assert clean(cleaned.text).text == cleaned.text
    assert len(cleaned.ends) == len(cleaned.text) == len(cleaned.offsets) - 1
    assert cleaned.offsets[-1] == len(source)
    assert all(a <= b for a, b in pairwise(cleaned.offsets))
    assert all(a < b for a, b in zip(cleaned.offsets, cleaned.ends, strict=False))
    cleaned.text.encode("utf-8")
    assert not set(cleaned.text) & set("\r\t\x00\u00a0\u200b\u00ad\ufeff\u202e")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_all_forms_of_a_text_clean_to_one(source):
    """NFC and NFD of a text are the same clean text."""
    assert clean(unicodedata.normalize("NFD", source)).text == clean(unicodedata.normalize("NFC", source)).text


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(PACKS), st.booleans())
def test_a_doc_has_the_text_and_the_sentences(source, pack, every):
    """For every tokeniser: doc.text == text, tokens cover it, sentences are those that `sentences` finds."""
    text = clean(source).text
    doc = doc_of(segment(text, pack, every=every))
    assert doc.text == text
    found = [(sent.start_char, sent.text) for sent in doc.sents if sent.text.strip()]
    trimmed = [(at + len(sent) - len(sent.lstrip()), at + len(sent.rstrip())) for at, sent in found]
    assert tuple(trimmed) == sentences(text, pack)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(PACKS))
def test_sentences_cover_the_text(source, pack):
    """In order, without overlap, each trimmed and not empty; only white space stands between them."""
    text = clean(source).text
    at = 0
    for start, end in sentences(text, pack):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert start < end
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip()
