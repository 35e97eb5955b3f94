"""The normalize stage: observations as the record has them, with offsets in the source text."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from reading import observations

from extractors.mentions import Phrase
from pipeline.normalize import phrase_text, published_of
from pipeline.record import Report
from pipeline.run import process

VI = "Năm 2021, sản lượng điều đạt khoảng 48,2 nghìn tấn, tăng 6,5% so với năm 2020."


def test_an_observation_has_every_field():
    """Value in the unit, the number as written, the unit's words without the multiplier."""
    (found,) = observations("vi", VI)
    assert ("sản lượng điều", Decimal(48200), "~", "t", "tấn", "48,2") == (
        found.indicator, found.value, found.modifier, found.unit, found.unit_text, found.value_text
    )  # fmt: skip
    assert ("vi", "text", "actual", "2021", None, None) == (
        found.lang, found.doc_id, found.status, found.period, found.area, found.parent_id
    )  # fmt: skip
    assert (VI, 0, len(VI)) == (found.sentence, found.sentence_start, found.sentence_end)
    assert found.because


def test_a_statement_without_a_level_has_no_value_fields():
    """`value`, its text and place, `unit` and `unit_text` are null; the change anchors it."""
    text = "Nông nghiệp tăng 3,88%."
    (found,) = observations("vi", text)
    empty = (found.value, found.value_high, found.value_text, found.value_start, found.value_end, found.unit)
    assert (None,) * 6 == empty
    assert found.unit_text is None
    assert found.anchor == (text.index("3,88"), text.index("3,88") + 4)


def test_a_thing_without_a_unit_of_its_own_is_counted():
    """`count` is the unit of any other counted thing."""
    (found,) = observations("vi", "Hiện có 54 cơ sở giáo dục nghề nghiệp.")
    assert "count" == found.unit


def test_a_range_keeps_both_ends():
    """`value` the lower, `value_high` the upper."""
    (found,) = observations("vi", "Thu nhập bình quân từ 6,5-7 triệu đồng/người/tháng.")
    assert (Decimal(6_500_000), Decimal(7_000_000), "VND/person/month") == (found.value, found.value_high, found.unit)


def test_offsets_are_those_of_the_source():
    """In decomposed text with no-break spaces the quotes are decomposed, with no-break spaces."""
    source = unicodedata.normalize("NFD", VI).replace(" ", "\u00a0")
    (found,) = observations("vi", source)
    assert "48,2" == source[found.value_start : found.value_end]
    quote = source[found.indicator_start : found.indicator_end]
    assert unicodedata.normalize("NFD", "sản\u00a0lượng\u00a0điều") == quote
    assert "sản lượng điều" == found.indicator
    assert source == found.sentence


@pytest.mark.parametrize(
    ("parts", "text"), [("tịch thu gỗ", "tịch thu 136 m3 gỗ lậu"), ("tịch thu gỗ", "tịch  thu\n136 m3 gỗ lậu")]
)
def test_the_parts_of_a_name_are_joined_by_one_space(parts: str, text: str):
    """Whatever stands between them, and between their words."""
    end, start = text.index("136") - 1, text.index("gỗ")
    assert parts == phrase_text(Phrase(((0, end), (start, start + 2)), "both"), text)


def test_ids_are_those_of_place_and_text():
    """The same on every run; other where document, text or place differ; each its own."""
    text = "Lúa đạt 400 tấn. Ngô đạt 300 tấn, khoai đạt 300 tấn."
    ids = [one.id for one in process(Report("one", text)).observations]
    assert ids == [one.id for one in process(Report("one", text, source="elsewhere", published="2024-01")).observations]
    other = [one.id for one in process(Report("two", text)).observations]
    longer = [one.id for one in process(Report("one", text + " ")).observations]
    assert 9 == len({*ids, *other, *longer})


def test_observations_come_in_the_order_of_the_text():
    """By their anchor."""
    text = "Tôm tăng 5,2%, đạt 31.500 tấn; cá giảm 1,4%.\nMuối đạt 400 tấn (tăng 3%), trong đó muối sạch 30 tấn."
    anchors = [one.anchor for one in observations("vi", text)]
    assert len(anchors) >= 4
    assert sorted(anchors, key=lambda anchor: anchor or (0, 0)) == anchors


@pytest.mark.parametrize(
    ("expected", "published", "text"),
    [
        ("2024-01", "2024-01", "Lúa tăng 5%."),
        ("2024-01", "2024-01", " date 2023-12 Lúa tăng 5%."),
        ("2023-12", None, " date 2023-12 Lúa tăng 5%."),
        ("2023-12-05", None, "date 2023-12-05 Lúa tăng 5%."),
        (None, None, "Lúa tăng 5% date 2023-12"),
        (None, None, "Lúa tăng 5%."),
    ],
)
def test_the_date_of_publication_is_the_reports_own_else_that_of_the_dateline(
    expected: str | None, published: str | None, text: str
):
    """A date elsewhere in the text is none."""
    assert expected == published_of(Report("x", text, published=published), text)


def test_the_date_of_publication_tells_the_year():
    """A bare "9 tháng đầu năm" takes its year from there; without it the period is null."""
    text = "9 tháng đầu năm, sản lượng điều đạt 48.200 tấn."
    assert ["2021-01/2021-09"] == [one.period for one in observations("vi", text, "2021-10")]
    assert [None] == [one.period for one in observations("vi", text)]
