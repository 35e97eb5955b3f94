"""Our decoding of underthesea's word segmenter against underthesea itself."""

from __future__ import annotations

import struct

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from pipeline import crf

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*/articles/*.txt"))]
ODD = [
    "",
    "a",
    "5",
    "Hà Nội",
    "12 Hà 5 Nội, ấA ǅ ß ﬁa ² ½ １",
    "v.v... ==> 3x4 -- 0912 345 678 a@b.vn https://vidu.vn/x ngày 26/9/2018 lúc 5:30",
    "việc-làm TP.HCM T.Ư GD-ĐT 1.234,5 tỷ",
]


def library(text: str) -> list[str]:
    return word_tokenize(text, use_token_normalize=False)


@pytest.mark.parametrize("text", TEXTS + ODD, ids=range(len(TEXTS + ODD)))
def test_words_are_the_librarys(text):
    """Of every report of corpus/, French ones too, and of odd texts."""
    for sentence in text.split("\n"):
        assert crf.segmenter()(sentence) == library(sentence)


SYLLABLES = sorted({syllable for text in TEXTS[-30:] for syllable in text.split()})


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12))
def test_words_are_the_librarys_in_any_order(syllables):
    """Runs that no report has, the same ones each time: in about 2 of 1,000 made of numbers alone two readings tie."""
    assert crf.segmenter()(" ".join(syllables)) == library(" ".join(syllables))


def test_forgetting_runs_changes_nothing(monkeypatch):
    """The memory of runs is bounded."""
    monkeypatch.setattr(crf, "MOST_RUNS", 5)
    text = TEXTS[-1]
    assert crf.segmenter()(text) == library(text)
    assert len(crf.segmenter()._triples) < len(text)
    crf.segmenter()("Đạt 5.")
    assert len(crf.segmenter()._triples) <= 5 + len(["Đạt", "5", "."])


def test_another_file_is_refused():
    """Another kind of model, and templates of another form, are named."""
    with pytest.raises(ValueError, match="pinned version"):
        crf.read_model(struct.pack("<4sI4s8I", b"CRF2", 0, b"FOMC", 100, *[0] * 7) + bytes(100))
    with pytest.raises(ValueError, match=r"T\[0\]\[1\]"):
        crf.Segmenter(str.split, {"T[0][1]": {}}, ((0.0, 0.0), (0.0, 0.0)), set())
