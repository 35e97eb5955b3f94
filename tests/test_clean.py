"""Clean text: what changes, what must not, and what the map to the source says of it."""

from __future__ import annotations

import time
import unicodedata

import pytest

from pipeline.clean import clean

CHANGES = [
    ("Tỷ lệ", "Tỷ lệ", "an NFC text stays"),
    (unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo"), "Tỷ lệ hộ nghèo", "NFD is composed"),
    ("e\u0302\u0323", "ệ", "marks in another order than Unicode's are composed"),
    ("h\u1ed9\u0323", "h\u1ed9\u0323", "a mark that cannot join stays"),
    ("e\u200b\u0301", "é", "an accent is joined over a zero-width space"),
    ("\u1112\u1161\u11ab", "한", "Hangul is composed"),
    ("\u212b", "Å", "a sign that Unicode equates with a letter is that letter"),
    ("\u0301a", "\u0301a", "a mark without a letter stays"),
    ("Ðồng ðô", "Đồng đô", "the Icelandic letters are the Vietnamese ones"),
    ("17\u00a0605\u202f000\u2009%", "17 605 000 %", "no-break and thin spaces are spaces"),
    ("a\u2007b\u3000c\td", "a b c d", "figure, ideographic and tabulator spaces too"),
    ("a  \u00a0b", "a   b", "spaces are not collapsed"),
    ("một\r\nhai\rba\nbốn", "một\nhai\nba\nbốn", "every line end is one"),
    ("a\u2028b\u2029c\x85d", "a\nb\nc\nd", "Unicode's line ends too"),
    ("\r\r\n\n", "\n\n\n", "empty lines are kept"),
    ("62\u200b.850\ufeff", "62.850", "zero-width characters go"),
    ("pro\u00advince", "province", "soft hyphens go"),
    ("\u202a5%\u202c \u20665%\u2069", "5% 5%", "bidi controls go"),
    ("a\x00b\x07c\x1bd\x9fe", "a b c d e", "controls are spaces"),
    ("a\ud800b\udfff", "a\ufffdb\ufffd", "lone surrogates are replaced"),
    ("km² 10³ ½ ﬁ ％１２", "km² 10³ ½ ﬁ ％１２", "nothing is ever made its compatible form"),
    ("", "", "nothing is nothing"),
]


@pytest.mark.parametrize(("source", "expected"), [case[:2] for case in CHANGES], ids=[case[2] for case in CHANGES])
def test_what_cleaning_changes(source, expected):
    """Each kind of character becomes what the rules say; cleaning again changes nothing more."""
    assert clean(source).text == expected
    assert clean(expected).text == expected


@pytest.mark.parametrize(
    ("source", "found", "quote"),
    [
        ("Đạt 17\u00a0605\u202f000 tấn", "17 605 000", "17\u00a0605\u202f000"),
        (unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo"), "hộ", unicodedata.normalize("NFD", "hộ")),
        ("tăng \u200b62\u200b.850\u200b %", "62.850", "62\u200b.850"),
        ("một\r\nhai", "hai", "hai"),
        ("một\r\nhai", "\n", "\r\n"),
        ("\ufeff\u00ad5 %", "5", "5"),
        ("e\u0302\u0323 5", "ệ", "e\u0302\u0323"),
    ],
)
def test_a_span_of_clean_text_is_found_in_the_source(source, found, quote):
    """The quote is exact: marks are in it, and nothing invisible before or after it."""
    cleaned = clean(source)
    at = cleaned.text.index(found)
    start, end = cleaned.source_span(at, at + len(found))
    assert source[start:end] == quote


def test_the_map_has_a_place_for_every_character_and_for_the_end():
    """`offsets` is one longer than the text and ends with the length of the source."""
    source = "một\r\nha\u0323i\u200b"
    cleaned = clean(source)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    assert cleaned.offsets[len(cleaned.text)] == len(source)
    assert cleaned.source_span(2, 2) == (2, 2)


def test_text_that_needs_nothing_gets_no_table():
    """Most texts are clean already: their map is a range."""
    cleaned = clean("Tạo việc làm mới cho 62.850 lao động.\n")
    assert isinstance(cleaned.offsets, range)
    assert cleaned.source_span(22, 28) == (22, 28)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 4), (2, 1)])
def test_a_span_outside_the_text_is_refused(start, end):
    """A wrong span is a bug of the caller, never a silent quote."""
    with pytest.raises(IndexError, match="no span"):
        clean("abc").source_span(start, end)


def test_a_pile_of_marks_takes_no_time():
    """CPython puts 200,000 marks on one letter in order in 46 s; no more than 30 are kept."""
    source = "a" + "\u0301\u0323" * 100_000 + "b 5"
    begun = time.process_time()
    cleaned = clean(source)
    assert time.process_time() - begun < 1
    assert len(cleaned.text) < 40
    assert cleaned.source_span(0, 1)[0] == 0
    assert cleaned.text.endswith("b 5")


def test_a_megabyte_takes_little_time():
    """1 MB decomposed, with no-break spaces and CRLF."""
    source = unicodedata.normalize("NFD", "Tỷ lệ hộ\u00a0nghèo còn 1,86%, giảm 0,5%.\r\n" * 25_000)
    begun = time.process_time()
    cleaned = clean(source)
    assert time.process_time() - begun < 8
    assert cleaned.text.count("\n") == 25_000
