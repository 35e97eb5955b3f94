"""What a number is in its sentence: a level, or a part of a comparison, and what is said with it."""

from __future__ import annotations

import pytest
from reading import facts, line_of, observations

from extractors.comparisons import find_role
from extractors.places import Place, Role
from patterns import load_pack


def roles(code: str, text: str) -> list[str]:
    """The role of each quantity of a sentence, in order."""
    items = line_of(code, text).items
    at = [i for i, item in enumerate(items) if item.quantity]
    found: tuple[Role, ...] = ()
    for n, index in enumerate(at):
        left, right = at[n - 1] + 1 if n else 0, at[n + 1] if n + 1 < len(at) else len(items)
        found = (*found, find_role(Place(items, index, left, right, load_pack(code), found)))
    return [role.kind for role in found]


ROLES = [
    ("level", "vi", "Sản lượng điều đạt 48.200 tấn"),
    ("level comparison", "vi", "Sản lượng điều đạt 48.200 tấn, tăng 6,5%"),
    ("comparison level", "vi", "Sản lượng tôm tăng 5,2%, đạt 31.500 tấn"),
    ("from level", "vi", "Tỷ lệ thất nghiệp giảm từ 3,4% xuống 2,9%"),
    ("comparison comparison", "vi", "Số vụ cháy giảm 47 vụ (18,1%)"),
    ("level", "vi", "Tốc độ tăng trưởng GRDP đạt 7,2%"),
    ("level", "fr", "La récolte atteint 41 200 tonnes"),
    ("level comparison", "fr", "La récolte atteint 41 200 tonnes, en hausse de 6,5 %"),
    ("level base_value", "fr", "Le taux s'élève à 7,4 % en 2019, contre 8,1 % en 2018"),
    ("from level", "fr", "Le taux de pauvreté est passé de 14,2 % à 13,6 %"),
    ("comparison comparison", "fr", "Le nombre d'accidents a reculé de 47 (-18,1 %)"),
    ("level", "fr", "La croissance du secteur s'est établie à 2,4 %"),
]


@pytest.mark.parametrize(("expected", "code", "text"), ROLES, ids=[text for *_, text in ROLES])
def test_a_quantity_has_one_role(expected: str, code: str, text: str):
    """Each quantity of a sentence, in order."""
    assert expected.split() == roles(code, text)


SAID = [
    # rise, fall, multiples
    ("-: up 3.88 % prior", "vi", "Nông nghiệp tăng 3,88%."),
    ("-: down 21 % prior", "vi", "Số vụ đình công giảm 21%."),
    ("-: up 200 t prior", "vi", "Sản lượng muối tăng 200 tấn."),
    ("-: ratio 2.4 times prior 2021", "vi", "Doanh thu du lịch năm 2022 gấp 2,4 lần năm 2021."),
    ("-: ratio 1.5 times prior 2020", "vi", "Sản lượng cá tra năm 2021 tăng 1,5 lần so với năm 2020."),
    ("-: ratio 1.5 times prior 2020", "vi", "Sản lượng cá tra năm 2021 tăng gấp 1,5 lần so với năm 2020."),
    ("1250000000000 VND: ratio 2 times prior 2021", "vi",
     "Doanh thu du lịch năm 2022 đạt 1.250 tỷ đồng, gấp đôi năm 2021."),
    ("-: up 40000000 EUR prior", "fr", "Les recettes ont bondi de 40 millions d'euros."),
    ("-: down 3.9 % prior", "fr", "L'activité hôtelière est en recul de 3,9 %."),
    ("-: ratio 3 times prior", "fr", "Le chiffre d'affaires a été multiplié par 3."),
    ("-: up 12 % prior 2018", "fr", "Une hausse de 12 % des ventes par rapport à 2018 a été enregistrée."),
    # standstill
    ("12300000000000 VND: flat prior", "vi", "Huy động vốn tháng 6 đạt 12.300 tỷ đồng, không đổi so với tháng trước."),
    # signs and brackets
    ("3420000000000 VND: up 8.4 % prior", "vi", "Tổng mức bán lẻ tháng 3/2021 đạt 3.420 tỷ đồng (+8,4%)."),
    ("213 count: down 18.1 % prior", "vi", "Năm 2020 xảy ra 213 vụ cháy (giảm 18,1%)."),
    ("-: down 47 count prior 2019, down 18.1 % prior 2019", "vi",
     "Số vụ cháy năm 2020 giảm 47 vụ (18,1%) so với năm 2019."),
    ("2140 count: up 8.4 % prior", "fr", "Les ventes de tracteurs ont atteint 2 140 unités (+8,4 %) en 2018."),
    ("-: down 47 count prior, down 18.1 % prior", "fr", "Le nombre d'accidents a reculé de 47 (-18,1 %) en 2018."),
    # from one level to another
    ("2.9 %: down prior from 3.4", "vi", "Tỷ lệ thất nghiệp năm 2021 giảm từ 3,4% xuống 2,9%."),
    ("45.3 q/ha: up prior 2018 from 42.1", "vi", "Năng suất ngô tăng từ 42,1 tạ/ha năm 2018 lên 45,3 tạ/ha năm 2019."),
    ("13.6 %: down prior 2017 from 14.2", "fr",
     "Le taux de pauvreté est passé de 14,2 % en 2017 à 13,6 % en 2018."),
    ("7.4 %: down prior 2018 from 8.1", "fr", "Le taux de chômage s'élevait à 7,4 % en 2019, contre 8,1 % en 2018."),
    ("98000000 EUR: down prior 2018 from 112000000", "fr",
     "Les impayés s'élevaient à 98 millions d'euros en 2019, contre 112 millions un an auparavant."),
    ("1300000 person: up prior 2018-07 from 1100000", "vi",
     "Khách quốc tế tháng 7/2019 tăng lên 1,3 triệu lượt người (cùng kỳ 1,1 triệu)."),
    # x out of y
    ("18 count: of 20 count total", "vi", "Có 18/20 chỉ tiêu đạt yêu cầu."),
    ("9420 person: of 9560 person total", "vi", "Có 9.420 thí sinh dự thi trên tổng số 9.560 thí sinh đăng ký."),
    ("18 count: of 20 count total", "fr", "En 2019, 18 communes sur 20 ont été raccordées."),
    # levels that sound like changes
    ("7.2 %", "vi", "Tốc độ tăng trưởng GRDP năm 2019 đạt 7,2%."),
    ("2.4 %", "fr", "La croissance du secteur s'est établie à 2,4 % en 2018."),
    ("81.7 %", "vi", "Tỷ lệ giải ngân đạt 81,7%."),
    ("2.6 pp", "vi", "Khu vực dịch vụ đóng góp 2,6 điểm phần trăm vào mức tăng chung."),
    ("33.3333 %", "fr", "Un tiers des exploitations vendent en circuit court."),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "code", "text"), SAID, ids=[f"{fact} | {text}" for fact, _, text in SAID])
def test_a_sentence_says_one_thing(fact: str, code: str, text: str):
    """Value, unit and comparisons, as the guide writes them down."""
    assert [fact] == facts(code, text)


POINTS = [
    # a change of a share is in points
    ("pp", "vi", "Tỷ lệ hộ nghèo còn 2,1%, giảm 0,4% so với năm 2020."),
    ("pp", "vi", "Tỷ trọng công nghiệp tăng 2% so với năm 2019."),
    ("pp", "fr", "Le taux de chômage atteint 8,2 %, en baisse de 0,4 % par rapport à 2017."),
    ("pp", "fr", "Le taux d'occupation a gagné 1,3 point."),
    # but not against a plan, not of prices, not of counts
    ("%", "vi", "Tỷ lệ hộ nghèo đạt 2,1%, vượt 0,4% kế hoạch."),
    ("%", "vi", "Chỉ số giá tiêu dùng tháng 4/2021 tăng 0,5% so với tháng trước."),
    ("%", "vi", "Số hộ nghèo giảm 9,5% so với năm 2020."),
    ("%", "fr", "Les prix ont augmenté de 0,5 % par rapport à mars 2018."),
]


@pytest.mark.parametrize(("unit", "code", "text"), POINTS, ids=[text for *_, text in POINTS])
def test_a_change_in_percent_of_a_share_is_in_points(unit: str, code: str, text: str):
    """Against an earlier period; a plan keeps the unit as written."""
    (found,) = observations(code, text)
    assert [unit] == [comparison.unit for comparison in found.comparisons]


MODIFIED = [
    ("~", "vi", "Sản lượng lúa tăng khoảng 5% so với năm 2019."),
    (">", "vi", "Sản lượng lúa tăng hơn 5% so với năm 2019."),
    ("<", "vi", "Sản lượng lúa giảm chưa đến 5% so với năm 2019."),
    ("~", "fr", "La production a progressé de près de 5 % par rapport à 2019."),
    (">", "fr", "La production a progressé de plus de 5 % par rapport à 2019."),
    ("=", "fr", "La production a progressé de 5 % par rapport à 2019."),
]


@pytest.mark.parametrize(("modifier", "code", "text"), MODIFIED, ids=[text for *_, text in MODIFIED])
def test_a_magnitude_has_its_own_modifier(modifier: str, code: str, text: str):
    """The word before the number is of the number."""
    (found,) = observations(code, text)
    assert [modifier] == [comparison.modifier for comparison in found.comparisons]


def test_a_magnitude_has_no_sign():
    """The relation says the direction."""
    (found,) = observations("fr", "Les ventes de tracteurs ont atteint 2 140 unités (-8,4 %) en 2018.")
    assert [("down", 8.4)] == [(c.relation, float(c.magnitude or 0)) for c in found.comparisons]
