"""Claims in the making: where they stand, what they leave to the next sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from reading import line_of

from extractors.drafts import Draft, Walk
from extractors.mentions import Against, Line, Phrase, Quantity
from patterns import load_pack

TEXT = "Tỷ lệ nghèo đạt 5%, giá tăng 3%"


def phrase(words: str) -> Phrase:
    start = TEXT.index(words)
    return Phrase(((start, start + len(words)),), "left")


@pytest.fixture
def line() -> Line:
    return line_of("vi", TEXT)


@pytest.fixture
def quantities(line: Line) -> list[Quantity]:
    return [item.quantity for item in line.items if item.quantity]


@pytest.fixture
def walk(line: Line, quantities: list[Quantity]) -> Walk:
    """Two drafts of one line: a level, and a change without one."""
    level = Draft(line, 0, quantities[0], phrase("Tỷ lệ nghèo"))
    at = quantities[1]
    change = Against("up", Decimal(3), "=", "%", "prior", None, None, at.start, at.end)
    return Walk(TEXT, load_pack("vi"), [level, Draft(line, 1, None, phrase("giá"), [change])])


def test_a_draft_stands_where_its_number_stands(walk: Walk, quantities: list[Quantity]):
    """Its value's, else its first comparison's."""
    assert [quantity.start for quantity in quantities] == [draft.anchor for draft in walk.drafts]


def test_the_head_of_its_name_tells_what_kind_of_measure_it_is(walk: Walk, line: Line):
    """A rate, a price, or neither."""
    for draft in walk.drafts:
        draft.named(line.items)
    assert [(True, False), (False, True)] == [(draft.is_rate, draft.is_price) for draft in walk.drafts]


def test_a_claim_has_the_parents_place_and_each_row_once(walk: Walk):
    """`because` keeps the order in which the rows fired."""
    whole, part = walk.drafts
    part.parent = whole
    part.because += ["b:2", "a:1", "b:2"]
    assert (whole.anchor, ("b:2", "a:1")) == (part.claim().parent, part.claim().because)
    assert whole.claim().parent is None


def test_the_last_draft_may_be_asked_for_with_a_level(walk: Walk, line: Line):
    """Of any line or of this one."""
    level, change = walk.drafts
    other = line_of("vi", "Lúa tăng 2%")
    assert walk.last() is change
    assert walk.last(level=True) is level
    assert walk.last(line, level=True) is level
    assert walk.last(other) is None
    assert [level, change] == walk.of_line(line)
    assert [] == walk.of_line(other)


def test_an_ellipsis_takes_the_name_before_it(walk: Walk, line: Line):
    """In its own line the nearest; in the next, what the line before was about."""
    level, change = walk.drafts
    assert level.indicator is not None
    assert change.indicator is not None
    here, there = walk.carried(line), walk.carried(line_of("vi", "Lúa tăng 2%"))
    assert here is not None
    assert there is not None
    assert (change.indicator.parts, "carried") == (here.parts, here.how)
    assert level.indicator.parts == there.parts
    assert Walk(TEXT, walk.pack).carried(line) is None


def test_the_words_of_a_name_are_casefolded(walk: Walk):
    """ "Tỷ lệ" and "tỷ lệ" are the same words."""
    assert ["tỷ", "lệ", "nghèo"] == walk.words(walk.drafts[0].indicator)
    assert [] == walk.words(None)
