"""The phrase notation: what a phrase stands for, where it matches, and what is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.phrases import SLOTS, PhraseError, Phrases, expand, split_pieces

NUMBER_WORDS = {"three": 3, "vingt": 20}
MONTHS: Mapping[str, Mapping[str, int]] = {"month": {"march": 3}, "monthname": {"march": 3}}


def matched(notation: str, text: str, slot_words: Mapping[str, Mapping[str, int]] | None = None) -> str | None:
    """The part of `text` that the phrase takes, wherever it begins; None where it does not match."""
    found = taken([notation], text, slot_words)
    return found[0] if found else None


def taken(notations: list[str], text: str, slot_words: Mapping[str, Mapping[str, int]] | None = None) -> list[str]:
    """What any of the phrases takes, from left to right."""
    phrases: Phrases[str] = Phrases(slot_words)
    for notation in notations:
        phrases.add(notation, notation)
    pieces = split_pieces(text, 0, len(text), NUMBER_WORDS)
    found, i = [], 0
    while i < len(pieces):
        match = phrases.longest(pieces, i)
        if match is not None:
            found.append(text[pieces[match.first].start : pieces[match.last - 1].end])
        i = match.last if match is not None else i + 1
    return found


@pytest.mark.parametrize(
    ("variants", "notation"),
    [
        (["so với"], "so với"),
        (["năm trước", "năm ngoái"], "năm (trước|ngoái)"),
        (["năm", "năm trước"], "năm [trước]"),
        (["năm", "năm trước", "năm ngoái"], "năm [trước|ngoái]"),
        (["quý", "quý trước", "quý trước đó"], "quý [trước [đó]]"),
        (["a c", "a d", "b c", "b d"], "(a|b) (c|d)"),
        (["a b", "c"], "a b|c"),
        (["de le plan"], "DE   le\tPlan"),
        (["tháng {n} năm {year}"], "tháng {n} năm {year}"),
        (["a"], "(a|a|[a])"),
    ],
)
def test_a_phrase_stands_for_all_its_variants(variants: list[str], notation: str):
    """[x] with and without, (x|y) one of them, nested as one likes, each once; case and spacing do not count."""
    assert sorted(variants) == sorted(" ".join(keys) for keys in expand(notation))


def test_a_phrase_is_the_same_in_both_normal_forms():
    """Data typed in NFD means what it means in NFC."""
    assert expand("kế hoạch") == expand(unicodedata.normalize("NFD", "kế hoạch"))


@pytest.mark.parametrize(
    ("notation", "problem"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("[ ]", "is empty"),
        ("năm (trước|ngoái", "'(' is not closed"),
        ("năm [trước", "'[' is not closed"),
        ("năm (trước]", "'(' is not closed"),
        ("năm trước)", "unbalanced ')'"),
        ("năm] trước", "unbalanced ']'"),
        ("tháng {moon}", "slot {moon} is unknown; known: n, month"),
        (" ".join(["[a|b|c|d|e|f|g]"] * 5), "more than 4096 variants"),
    ],
)
def test_a_phrase_against_the_notation_is_refused(notation: str, problem: str):
    """The error says which bracket or slot is wrong."""
    with pytest.raises(PhraseError) as caught:
        expand(notation)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("part", "notation", "text"),
    [
        ("so với", "so với", "tăng 5% so với năm trước"),
        ("So Với", "so với", "So Với năm trước"),
        ("so  với", "so với", "so  với năm trước"),
        ("SO\nvới", "so với", "SO\nvới"),
        (None, "làm", "việclàm"),
        (None, "an", "plan"),
        (None, "plan", "plans"),
        ("plan", "plan", "(plan)"),
        ("d'un", "de un", "la fin d'un plan"),
        ("d’un", "de un", "la fin d’un plan"),
        ("d'un", "d'un", "la fin d'un plan"),
        ("de un", "d'un", "la fin de un plan"),
        ("qu'en", "que en", "plus qu'en 2018"),
        ("lorsqu'en", "lorsque en", "lorsqu'en 2018"),
        ("l'année", "le année", "de l'année"),
        (None, "aujourd hui", "aujourd'hui"),
        ("aujourd’hui", "aujourd'hui", "aujourd’hui"),
        ("%", "%", "12,5% des cas"),
        ("-", "-", "a - b"),
        (None, "5", "15"),
        (None, "5", "5,5"),
        ("11/2023", "11/2023", "tháng 11/2023"),
    ],
)
def test_a_phrase_matches_whole_words_only(part: str | None, notation: str, text: str):
    """Never a part of a word or number; case, line ends and elision do not count."""
    assert part == matched(notation, text)


@pytest.mark.parametrize(
    ("parts", "notations", "text"),
    [
        (["kế hoạch năm"], ["kế hoạch", "kế hoạch năm"], "vượt kế hoạch năm"),
        (["kế hoạch"], ["kế hoạch", "kế hoạch năm tới"], "vượt kế hoạch năm nay"),
        (["a b", "c"], ["a", "b", "c", "a b", "b c"], "a b c"),
        (["par rapport à"], ["par", "par rapport", "par rapport [à|au]"], "en hausse par rapport à 2018"),
        ([], ["a b"], "a. b"),
        ([], ["a b"], "a, b"),
    ],
)
def test_the_longest_phrase_wins(parts: list[str], notations: list[str], text: str):
    """In whatever order the rows stand; no mark is stepped over."""
    assert parts == taken(notations, text)
    assert parts == taken(notations[::-1], text)


@pytest.mark.parametrize(
    ("slots", "notation", "text"),
    [
        ({"n": 9}, "{n} tháng", "9 tháng"),
        ({"n": 9}, "{n} tháng", "09 tháng"),
        ({"n": 3}, "{n} months", "three months"),
        (None, "{n} tháng", "13 tháng"),
        (None, "{n} tháng", "0 tháng"),
        (None, "{n} tháng", "009 tháng"),
        (None, "{n} tháng", "1,5 tháng"),
        ({"year": 2023}, "năm {year}", "năm 2023"),
        (None, "năm {year}", "năm 1899"),
        (None, "năm {year}", "năm 12023"),
        (None, "năm {year}", "năm 2.023"),
        ({"quarter": 4}, "quý {quarter}", "quý 4"),
        (None, "quý {quarter}", "quý 5"),
        (None, "quý {quarter}", "quý 04"),
        ({"half": 2}, "nửa {half}", "nửa 2"),
        ({"day": 31}, "ngày {day}", "ngày 31"),
        (None, "ngày {day}", "ngày 32"),
        ({"day": 5, "day.to": 9}, "du {day} au {day.to}", "du 5 au 9"),
        ({"month": 11, "year": 2023}, "tháng {month}/{year}", "tháng 11/2023"),
        ({"month": 3, "year": 2024}, "{month} {year}", "march 2024"),
        ({"monthname": 3}, "{monthname}", "March"),
        (None, "{monthname}", "3"),
        ({"date": 22_05_2017}, "ngày {date}", "ngày 22.5.2017"),
        ({"date": 22_05_0000}, "ngày {date}", "ngày 22.5"),
        (None, "ngày {date}", "ngày 22.13"),
        (None, "ngày {date}", "ngày 32.1"),
        ({"monthyear": 10_2016}, "tháng {monthyear}", "tháng 10.2016"),
        (None, "tháng {monthyear}", "tháng 13.2016"),
        ({"count": 120}, "{count} ans", "120 ans"),
        (None, "{count} ans", "1200 ans"),
    ],
)
def test_a_slot_takes_a_number_that_fits_it(slots: dict[str, int] | None, notation: str, text: str):
    """Whole numbers within bounds, number words, names of months; the values are kept."""
    phrases: Phrases[None] = Phrases(MONTHS)
    phrases.add(notation, None)
    match = phrases.longest(split_pieces(text, 0, len(text), NUMBER_WORDS), 0)
    assert slots == (dict(match.slots) if match else None)


def test_between_equals_the_phrase_with_fewer_slots_wins():
    """ "tháng 5" as a phrase of its own says more than "tháng {n}"."""
    phrases: Phrases[str] = Phrases()
    phrases.add("tháng {n}", "slot")
    phrases.add("tháng 5", "word")
    pieces = split_pieces("tháng 5", 0, 7, {})
    match = phrases.longest(pieces, 0)
    assert match is not None
    assert ("word",) == match.payloads


def test_rows_with_the_same_phrase_are_all_told():
    """One phrase may be several cues; their rows come in the order of the data."""
    phrases: Phrases[str] = Phrases()
    for row in ("one", "two"):
        phrases.add("de", row)
    match = phrases.longest(split_pieces("d'eau", 0, 5, {}), 0)
    assert match is not None
    assert ("one", "two") == match.payloads


def test_a_match_ends_where_it_is_told_to():
    """`stop` is a piece that no phrase may reach beyond; a shorter phrase takes its place."""
    phrases: Phrases[str] = Phrases()
    for notation in ("a", "a b", "a b c"):
        phrases.add(notation, notation)
    pieces = split_pieces("a b c", 0, 5, {})
    ends = [match.last for stop in (None, 3, 2, 1) if (match := phrases.longest(pieces, 0, stop))]
    assert [3, 3, 2, 1] == ends
    assert phrases.longest(pieces, 0, 0) is None
    assert phrases.longest(pieces, 3) is None


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["tăng", "5", "%"], "Tăng 5%"),
        (["62.850", "người"], "62.850 người"),
        (["12,5", "."], "12,5."),
        (["11", "/", "2023"], "11/2023"),
        (["17", "605"], "17 605"),
        (["km²"], "km²"),
        (["u23"], "U23"),
        (["5", "g"], "5G"),
        (["de", "eau"], "d'eau"),
        (["jusque", "à"], "jusqu’à"),
        (["a", "'", "b"], "a'b"),
        (["_", "x"], "_x"),
        ([], " \n "),
    ],
)
def test_a_text_falls_into_words_numbers_and_marks(keys: list[str], text: str):
    """A number keeps its separators; an elided word is the whole word; a mark stands alone."""
    assert keys == [piece.key for piece in split_pieces(text, 0, len(text), {})]


def test_a_piece_has_the_value_of_its_number_or_word():
    """Whole numbers and number words have one; decimals and words have none."""
    pieces = split_pieces("09 12,5 three fish", 0, 18, NUMBER_WORDS)
    assert [9, None, 3, None] == [piece.value for piece in pieces]
    assert [True, True, False, False] == [piece.is_number for piece in pieces]


@given(st.text(max_size=60), st.data())
def test_the_pieces_are_the_text(text: str, data: st.DataObject):
    """In order, inside the span asked for, without overlap; only white space lies between them."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for piece in split_pieces(text, start, end, {}):
        assert at <= piece.start < piece.end <= end
        assert not text[at : piece.start].strip()
        at = piece.end
    assert not text[at:end].strip()


@given(st.lists(st.sampled_from(["năm", "trước", "plan", "été", "đạt", "kế", "{year}", "{n}"]), min_size=1, max_size=4))
def test_a_phrase_finds_itself(keys: list[str]):
    """Filled with any number that fits, a phrase of plain words and slots matches all of its own text."""
    text = " ".join(str(SLOTS[key[1:-1]][1]) if key.startswith("{") else key for key in keys)
    assert text == matched(" ".join(keys), text)
