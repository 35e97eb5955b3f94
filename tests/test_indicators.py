"""Indicator phrases: the words of the text that name what is measured, without a list of indicators."""

from __future__ import annotations

import pytest
from reading import observations

from pipeline.score import token_f1

RIGHT = 0.5  # the guide's measure of a right indicator

NAMES = [
    # the phrase before a verb of measure
    ("sản lượng điều", "vi", "Năm 2021, sản lượng điều đạt 48.200 tấn."),
    ("tỷ lệ thất nghiệp thành thị", "vi", "Tỷ lệ thất nghiệp thành thị là 2,8%."),
    ("tổng đàn trâu", "vi", "Tổng đàn trâu của tỉnh khoảng 42.100 con."),
    ("số tham gia bảo hiểm xã hội tự nguyện", "vi", "Số tham gia bảo hiểm xã hội tự nguyện là 8.412 người."),
    ("taux de vacance des logements", "fr", "Le taux de vacance des logements atteint 7,2 % dans le département."),
    ("nombre moyen d'enfants par femme", "fr", "Le nombre moyen d'enfants par femme s'établit à 1,8."),
    ("récolte de colza", "fr", "En 2019, la récolte de colza a atteint 41 200 tonnes."),
    ("superficie consacrée au tournesol", "fr", "La superficie consacrée au tournesol avoisine 21 400 hectares."),
    # the counted thing itself
    ("cơ sở giáo dục nghề nghiệp", "vi", "Hiện có 54 cơ sở giáo dục nghề nghiệp."),
    ("phiên giao dịch việc làm", "vi", "Tổ chức 46 phiên giao dịch việc làm."),
    ("giấy phép xây dựng", "vi", "Toàn ngành đã cấp mới 1.320 giấy phép xây dựng."),
    ("logements sociaux", "fr", "Près de 3 400 logements sociaux ont été construits en 2018."),
    ("médecins généralistes", "fr", "Le département compte 312 médecins généralistes."),
    ("entreprises artisanales", "fr", "Au total, 214 entreprises artisanales ont été aidées en 2018."),
    # the action, where the count is of an action
    ("tạo việc làm mới", "vi", "Năm 2022, toàn tỉnh tạo việc làm mới cho 24.500 lao động."),
    ("tuyển sinh và đào tạo nghề", "vi", "Tuyển sinh và đào tạo nghề cho 18.200 người."),
    ("khám chữa bệnh", "vi", "Khám chữa bệnh cho 214.000 lượt người."),
    ("création d'emplois", "fr", "Création d'emplois : 4 200 postes en 2018."),
    # verb and object around the number
    ("trồng mới rừng", "vi", "Trồng mới được 1.240 ha rừng."),
    ("tịch thu gỗ", "vi", "Tịch thu 136 m3 gỗ."),
    # what changes
    ("chỉ số sản xuất công nghiệp", "vi", "Theo báo cáo của Sở Công Thương, chỉ số sản xuất công nghiệp tăng 4,1%."),
    ("collecte de lait bio", "fr", "La collecte de lait bio a progressé de 12 % en 2018."),
    ("chiffre d'affaires des hôtels", "fr",
     "Selon la chambre de commerce, le chiffre d'affaires des hôtels a progressé de 4,1 % en 2018."),
    # the name before a colon
    ("sản lượng lúa", "vi", "Sản lượng lúa: 512.000 tấn."),
    ("blé", "fr", "- Blé : 41 200 tonnes."),
    # a period in its middle is no part of it
    ("tổng kim ngạch xuất khẩu", "vi", "Tổng kim ngạch xuất khẩu tháng 11/2021 của tỉnh đạt 410 triệu USD."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "code", "text"), NAMES, ids=[text for *_, text in NAMES])
def test_what_is_measured_is_named(name: str, code: str, text: str):
    """Right as the scorer judges it: half the words, in both directions."""
    (found,) = observations(code, text)
    assert token_f1(name, found.indicator) >= RIGHT, found.indicator


SEVERAL = [
    (["sản lượng điều", "sản lượng tiêu"], "vi", "Sản lượng điều đạt 48.200 tấn, sản lượng tiêu đạt 21.400 tấn."),
    (["nuôi trồng", "khai thác"], "vi", "Nuôi trồng đạt 21.400 tấn, khai thác đạt 18.100 tấn."),
    (["đàn bò", "đàn lợn"], "vi", "Đàn bò có 152.000 con, tăng 2,1%; đàn lợn có 310.000 con, giảm 4,4%."),
    (["tịch thu gỗ", "xe máy"], "vi", "Tịch thu 136 m3 gỗ và 24 xe máy."),
    (["naissances", "décès"], "fr", "La ville a enregistré 3 105 naissances et 2 840 décès."),
]


@pytest.mark.parametrize(("names", "code", "text"), SEVERAL, ids=[text for *_, text in SEVERAL])
def test_siblings_are_told_apart(names: list[str], code: str, text: str):
    """Each value has the name of its own clause."""
    found = observations(code, text)
    assert len(names) == len(found)
    assert all(token_f1(name, one.indicator) >= RIGHT for name, one in zip(names, found, strict=True))


# Words that belong to the value, the change, the period or the place, and to no indicator.
STRANGE = {
    "vi": ["khoảng", "hơn", "đạt", "tăng", "giảm", "năm", "tấn", "kế", "nghìn", "%", "so"],
    "fr": ["environ", "près", "atteint", "augmenté", "hausse", "tonnes", "millions", "%", "en"],
}
WHOLE = [
    ("vi", "Năm 2021, sản lượng điều đạt khoảng 48,2 nghìn tấn, tăng 6,5% so với năm 2020."),
    ("vi", "Sản lượng tôm năm 2020 tăng hơn 5,2%, đạt 103% kế hoạch."),
    ("vi", "Trong tháng 5/2022, số ca mắc sốt xuất huyết là 214 ca, giảm 31 ca so với tháng trước."),
    ("fr", "En 2019, la récolte de colza a atteint près de 41 200 tonnes, en hausse de 6,5 % par rapport à 2018."),
    ("fr", "La production de lait a augmenté de 5,2 % en 2019 pour atteindre environ 3,1 millions de tonnes."),
]


@pytest.mark.parametrize(("code", "text"), WHOLE, ids=[text for _, text in WHOLE])
def test_a_name_is_without_number_modifier_verb_of_change_and_period(code: str, text: str):
    """The shortest full phrase, and nothing of what is said about it."""
    for found in observations(code, text):
        words = found.indicator.casefold().replace("'", " ").split()
        assert words
        assert not set(STRANGE[code]) & set(words)
        assert not any(char.isdigit() for char in found.indicator)


@pytest.mark.parametrize(("code", "text"), [(code, text) for _, code, text in NAMES], ids=[text for *_, text in NAMES])
def test_a_name_stands_in_its_text(code: str, text: str):
    """Its first and last words are at the offsets given, whole words all."""
    (found,) = observations(code, text)
    words = found.indicator.split()
    quote = text[found.indicator_start : found.indicator_end]
    assert quote.split()[0] == words[0]
    assert quote.split()[-1] == words[-1]
    assert found.indicator_start is not None
    assert found.indicator_end is not None
    assert not text[: found.indicator_start][-1:].isalnum()
    assert not text[found.indicator_end :][:1].isalnum()


def test_a_name_needs_no_list():
    """Invented things are named from the shape of their clause."""
    (one,) = observations("fr", "La production de brouzoufles a atteint 3 200 tonnes.")
    assert "production de brouzoufles" == one.indicator
    (two,) = observations("vi", "Tỷ lệ xyzt đạt 3,5%.")
    assert "tỷ lệ xyzt" == two.indicator.casefold()
