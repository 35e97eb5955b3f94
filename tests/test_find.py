"""The find stage: one line a sentence, its mentions at their places in the document."""

from __future__ import annotations

import pytest
from reading import lines_of

from patterns import languages, load_pack
from pipeline.find import find
from pipeline.segment import segment, sentences

TEXT = "Kết quả năm 2021\nSản lượng điều đạt 48.200 tấn. Sản lượng tiêu giảm.\n\nDoanh thu đạt 12 tỷ đồng, tăng 5%."


def test_a_line_is_a_sentence_of_the_document():
    """The same spans that `sentences` finds, in order."""
    spans = [(line.start, line.end) for line in lines_of("vi", TEXT)]
    assert list(sentences(TEXT, load_pack("vi"))) == [
        (start, start + len(TEXT[start:end].rstrip())) for start, end in spans if TEXT[start:end].strip()
    ]


def test_mentions_stand_where_the_document_has_them():
    """Offsets are the document's, in every line."""
    lines = lines_of("vi", TEXT)
    quantities = [item.quantity for line in lines for item in line.items if item.quantity]
    assert ["48.200", "12", "5"] == [TEXT[quantity.start : quantity.end] for quantity in quantities]
    assert [" tấn", " tỷ đồng", "%"] == [TEXT[quantity.end : quantity.stop] for quantity in quantities]
    assert all(line.start <= item.start < item.end <= line.end for line in lines for item in line.items)


def test_a_sentence_without_numbers_may_set_the_period():
    """The heading has no quantity, and its year."""
    heading = lines_of("vi", TEXT)[0]
    assert ["năm 2021"] == [TEXT[item.start : item.end] for item in heading.items if item.period]
    assert not [item for item in heading.items if item.quantity]


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("text", ["", "\n", "\n\n\n"])
def test_a_text_without_words_has_no_mentions(code: str, text: str):
    """And no exception."""
    pack = load_pack(code)
    assert not [item for line in find(segment(text, pack), pack) for item in line.items]


def test_the_rows_that_fired_are_told():
    """Every cue and every unit names its row."""
    cues = [cue.where for line in lines_of("vi", TEXT) for item in line.items for cue in item.cues]
    rows = [
        row for line in lines_of("vi", TEXT) for item in line.items if item.quantity for row in item.quantity.because
    ]
    assert cues
    assert rows
    assert all(row.partition("/")[0] == "vi" for row in cues + rows)
