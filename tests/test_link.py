"""From the mentions of a document to its observations: ellipsis, parts, status, lists, what escapes."""

from __future__ import annotations

import pytest
from reading import facts, lines_of, observations

from extractors.link import link
from patterns import languages, load_pack

ELLIPSIS = [
    ("Tỷ lệ che phủ rừng", "vi", "Tỷ lệ che phủ rừng năm 2019 là 42,3%, năm 2020 là 43,1%."),
    ("taux de réussite", "fr", "Le taux de réussite était de 88,1 % en 2018 et de 89,4 % en 2019."),
    ("taux de chômage", "fr", "Le taux de chômage est de 8,2 %. Ce taux recule de 0,3 point sur un an."),
    ("Tỷ lệ thất nghiệp", "vi", "Tỷ lệ thất nghiệp là 2,1%. Tỷ lệ này giảm 0,3 điểm phần trăm so với năm 2020."),
]


@pytest.mark.parametrize(("indicator", "code", "text"), ELLIPSIS, ids=[text for *_, text in ELLIPSIS])
def test_what_a_clause_leaves_out_is_that_of_the_clause_before(indicator: str, code: str, text: str):
    """Two observations with one indicator."""
    assert [indicator] * 2 == [one.indicator for one in observations(code, text)]


PARTS = [
    ([None, 0], "vi", "Tạo việc làm cho 24.500 lao động, trong đó lao động nữ 11.200 người."),
    ([None, 0, 0], "vi", "Có 1.240 dự án, trong đó 310 dự án FDI và 930 dự án trong nước."),
    ([None, 0], "vi", "Số học sinh là 215.000 em. Trong đó, tiểu học 98.000 em."),
    ([None, 0, None], "vi", "Sản lượng lúa đạt 512.000 tấn, trong đó lúa đông xuân 210.000 tấn.\nRau đạt 1.400 ha."),
    ([None, 0], "fr", "La commune compte 1 240 exploitations, dont 310 en agriculture biologique."),
    ([None, None], "fr", "Le département compte 312 écoles et 41 collèges."),
    ([None, None], "vi", "Sản lượng điều đạt 48.200 tấn, sản lượng tiêu đạt 21.400 tấn."),
]  # fmt: skip


@pytest.mark.parametrize(("parents", "code", "text"), PARTS, ids=[text for *_, text in PARTS])
def test_a_part_knows_its_whole(parents: list[int | None], code: str, text: str):
    """ "trong đó", "dont": the parent is the whole before it; it ends with the paragraph."""
    found = observations(code, text)
    assert [None if n is None else found[n].id for n in parents] == [one.parent_id for one in found]


STATUSES = [
    ("actual", "vi", "Tạo việc làm cho 24.500 lao động."),
    ("estimate", "vi", "Kim ngạch xuất khẩu tháng 11/2021 ước đạt 410 triệu USD."),
    ("target", "vi", "Phấn đấu năm 2025, tỷ lệ lao động qua đào tạo đạt 75%."),
    ("target", "vi", "Mục tiêu năm 2022: tạo việc làm cho 20.000 người."),
    ("target", "fr", "La région vise à créer 12 000 emplois d'ici à 2025."),
    ("estimate", "fr", "Le déficit devrait atteindre 3,1 milliards d'euros."),
    ("actual", "fr", "Le déficit a atteint 3,1 milliards d'euros."),
]


@pytest.mark.parametrize(("status", "code", "text"), STATUSES, ids=[text for *_, text in STATUSES])
def test_a_value_is_actual_estimated_or_a_target(status: str, code: str, text: str):
    """As the sentence says."""
    assert [status] == [one.status for one in observations(code, text)]


LISTS = [
    ([("Giải quyết việc làm", 12400), ("Đào tạo nghề", 4150), ("Xuất khẩu lao động", 310)], "vi",
     "Kết quả 6 tháng năm 2022:\n- Giải quyết việc làm: 12.400 người;\n- Đào tạo nghề: 4.150 người;\n"
     "- Xuất khẩu lao động: 310 người."),
    ([("Blé", 41200), ("Orge", 12400)], "fr", "Bilan 2018 :\n- Blé : 41 200 tonnes ;\n- Orge : 12 400 tonnes (+3 %)."),
]  # fmt: skip


@pytest.mark.parametrize(("items", "code", "text"), LISTS, ids=["vi", "fr"])
def test_each_item_of_a_list_is_its_own(items: list[tuple[str, int]], code: str, text: str):
    """The name before the colon, the period of the heading."""
    found = observations(code, text)
    assert items == [(one.indicator, one.value) for one in found]
    assert 1 == len({one.period for one in found})


ESCAPES = [
    ("vi", "Theo Quyết định số 1215/QĐ-TTg ngày 22/7/2011, xe chạy trên Quốc lộ 14 lúc 8 giờ 30."),
    ("vi", "Sau 2 năm, ông Bình, 54 tuổi, ở số nhà 12 đường Lê Lợi, đã nghỉ."),
    ("vi", "Điện thoại: 0236.3822.117."),
    ("fr", "La loi n° 2015-992 du 17 août 2015 a été votée à 14 h 30 sur la route nationale 7."),
    ("fr", "Deux ans plus tard, en 2019, le maire de 54 ans a été réélu."),
    ("fr", "Tél. : 01 42 18 30 07."),
    ("fr", "Le G20 a parlé du Covid-19."),
    ("fr", "Rien à signaler cette année."),
]


@pytest.mark.parametrize(("code", "text"), ESCAPES, ids=[text for _, text in ESCAPES])
def test_what_measures_nothing_escapes(code: str, text: str):
    """Dates, times, laws, roads, names, ages, telephones."""
    assert [] == facts(code, text)


@pytest.mark.parametrize("code", languages())
def test_nothing_comes_of_nothing(code: str):
    """No lines, no claims."""
    assert () == link((), "", load_pack(code))


def test_claims_come_in_the_order_of_the_text():
    """By the place of their anchor, whichever part of the sentence was read first."""
    text = "Tôm tăng 5,2%, đạt 31.500 tấn; cá giảm 1,4%. Muối đạt 400 tấn (tăng 3%).\nLúa tăng 2%."
    claims = link(lines_of("vi", text), text, load_pack("vi"))
    anchors = [claim.anchor for claim in claims]
    assert sorted(anchors) == anchors
    assert ["31.500", "1,4", "400", "2"] == [text[at:].split()[0].rstrip("%.;").removesuffix("%") for at in anchors]


def test_said_twice_is_noted_twice():
    """Title and body each have their observation."""
    text = "Tạo việc làm cho 24.500 lao động\nNăm 2021, toàn tỉnh tạo việc làm cho 24.500 lao động."
    found = observations("vi", text)
    assert [24500, 24500] == [one.value for one in found]
    assert 2 == len({one.id for one in found})


GUIDE_SAYS = [
    (["0.82 %"], "vi", "Tỷ lệ nợ quá hạn chiếm 0,82%."),
    (["12 %"], "fr", "La part de la vente directe représente 12 %."),
    (["1 person: of 5 person total"], "fr", "Un agriculteur sur cinq cultive du maïs."),
    (["-: up 7.98 % prior 2018"], "vi", "Ngành xây dựng có mức tăng 7,98% so với năm 2018."),
    (["2.1 %", "-: down 0.3 pp prior 2020"], "vi",
     "Tỷ lệ thất nghiệp là 2,1%. Tỷ lệ này giảm 0,3% so với năm 2020."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "code", "text"), GUIDE_SAYS, ids=[text for *_, text in GUIDE_SAYS])
def test_a_construction_of_the_guide_is_read(told: list[str], code: str, text: str):
    """Rates by name, one in five, a rise that a sector has, a rate taken up by a pronoun."""
    assert told == facts(code, text)
