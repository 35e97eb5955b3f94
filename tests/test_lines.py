"""A sentence as a row of items: what is a quantity, a period, a cue, a stray number or a word, in order."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import line_of, lines_of

from extractors.lines import read_line
from extractors.mentions import Item, Line
from patterns import languages, load_pack
from pipeline.clean import clean


def kind(item: Item) -> str:
    """What an item is, in a letter: Quantity, Period, Cue, # for a number that is something else, word, mark."""
    if item.quantity:
        return "Q"
    if item.period:
        return "P"
    if item.key == "#":
        return "#"
    return "c" if item.cues else "w" if item.is_word else "."


def shape(line: Line) -> str:
    return "".join(kind(item) for item in line.items)


SHAPES = [
    ("Pc", "vi", "Năm 2021 tăng"),
    ("Q", "vi", "62.850 lao động"),
    ("Q", "vi", "1,58 triệu tấn"),
    ("Q", "vi", "6,5-7%"),
    ("cQ", "vi", "tăng 5%"),
    ("Q", "fr", "2,5 millions de tonnes"),
    ("QP", "fr", "62 850 tonnes en 2021"),
    ("#", "vi", "1215/QĐ-TTg"),
    ("w.w", "fr", "eau, gaz"),
    ("", "fr", " "),
]


@pytest.mark.parametrize(("expected", "code", "text"), SHAPES, ids=[text for *_, text in SHAPES])
def test_a_sentence_is_a_row_of_items(expected: str, code: str, text: str):
    """A quantity takes its multiplier and unit; a period is no number."""
    assert expected == shape(line_of(code, text))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("vi", "Ngày 15/12/2021, theo Quyết định số 1215/QĐ-TTg, xe chạy trên Quốc lộ 14."),
        ("fr", "Le 15 décembre 2021, l'article 14 de la loi n° 992 fermait la route nationale 7."),
    ],
)
def test_a_date_or_name_is_no_quantity(code: str, text: str):
    """Its digits are in a period or a stray, whose kind the ledger tells."""
    line = line_of(code, text)
    values = [int(item.quantity.value) for item in line.items if item.quantity]
    assert not {15, 12, 2021, 1215, 14, 992, 7} & set(values)


@pytest.mark.parametrize("code", languages())
def test_an_item_keeps_its_place(code: str):
    """Offsets are those of the whole text, though only a part of it is read."""
    text = "Xxxx. 62.850 km, 5 % ; yyyy"
    line = read_line(text, 6, 20, 3, load_pack(code))
    assert (6, 20, 3) == (line.start, line.end, line.paragraph)
    assert ["62.850 km", ",", "5 %"] == [text[item.start : item.end] for item in line.items]


def test_no_cue_begins_or_ends_inside_a_token():
    """ "làm" in "việc làm" is no verb; the same letters alone are."""
    text = "tìm việc tăng"
    pack = load_pack("vi")
    start = text.index("tăng")
    free = read_line(text, 0, len(text), 0, pack)
    assert any(item.cues and item.start == start for item in free.items)
    glued = read_line(text, 0, len(text), 0, pack, frozenset({start - 1, start}))
    assert not any(item.cues and item.start == start for item in glued.items)


@pytest.mark.parametrize(
    ("values", "code", "text"),
    [
        ([2], "fr", "deux tonnes"),
        ([25], "fr", "vingt-cinq communes"),
        ([], "fr", "les deux communes"),
        ([], "fr", "un maire"),
        ([20], "vi", "hai mươi hộ"),
        ([], "vi", "không ai"),
        ([], "vi", "hai bên"),
    ],
)
def test_a_number_in_words_must_count_something(values: list[int], code: str, text: str):
    """Behind an article it is a reference, before no noun a word."""
    assert values == [item.quantity.value for item in line_of(code, text).items if item.quantity]


def test_find_gives_each_sentence_its_paragraph():
    """Lines are counted by line ends; sentences of one line share its number."""
    lines = lines_of("vi", "Lúa tăng 5%.\nNgô tăng 2%. Mía giảm 3%.\n\nTôm đạt 400 tấn.")
    numbers = [line.paragraph for line in lines]
    assert sorted(numbers) == numbers
    assert 3 == len(set(numbers))
    assert numbers[1] == numbers[2]


WORDS = ["tăng", "5%", "62.850", "lao động", "so với", "năm 2022", "12/2021", "quý III", "(", ")", ",", ";", "hơn"]
WORDS += ["hausse de", "2 639,1", "millions d'euros", "en 2019", "contre", "18/20", "-3,1 %", "n° 12", "+", "vingt"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=14), st.sampled_from(languages()))
def test_the_items_are_the_sentence(words: list[str], code: str):
    """In order, without overlap, inside it; every letter and digit is in an item, a number's sign may not be."""
    text = clean(" ".join(words)).text.replace("\n", " ")
    line = read_line(text, 0, len(text), 0, load_pack(code))
    at = 0
    for item in line.items:
        assert at <= item.start < item.end <= len(text)
        assert not [char for char in text[at : item.start] if unicodedata.category(char)[0] in "LN"]
        at = item.end
    assert not [char for char in text[at:] if unicodedata.category(char)[0] in "LN"]
    assert all(a.start < b.start for a, b in pairwise(line.strays))
