"""How far estimate and target reach: every case is a sentence with the status of each of its values."""

from __future__ import annotations

import pytest

from extractors.mentions import Line
from extractors.scopes import status_of, under_headings
from patterns import languages, load_pack
from patterns.pack import Pack
from pipeline.find import find
from pipeline.segment import segment


def lines_of(text: str, pack: Pack) -> tuple[Line, ...]:
    return find(segment(text, pack), pack)


def statuses(text: str, pack: Pack) -> list[str]:
    """The first letter of the status of every quantity of a text, in order."""
    return [
        status_of(line.items, i, pack, inherited=line.status)[0]
        for line in lines_of(text, pack)
        for i, item in enumerate(line.items)
        if item.quantity
    ]


def reading(text: str) -> Pack:
    """The pack of the language that the text is in: the one that knows more of its words."""
    words = set(text.casefold().replace(",", " ").split())
    return max(map(load_pack, languages()), key=lambda pack: len(words & pack.detect.words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a marker holds in its sentence, over parts without a verb
        ("Tổng chi của tỉnh ước 9.975 tỷ đồng, trong đó chi đầu tư 3.310 tỷ đồng, chi khác 5.218 tỷ đồng.", "eee"),
        ("Doanh thu của ngành ước đạt 3.126 tỷ đồng; nộp ngân sách 141 tỷ đồng.", "ee"),
        ("Tổng thu ước đạt 781 tỷ đồng; tính chung 6 tháng đạt 4.705 tỷ đồng, khoản khác 512 tỷ đồng.", "eaa"),
        ("Khối lượng gạo ước đạt 538 nghìn tấn với giá trị đạt 245 triệu USD.", "ee"),
        ("Rau ước đạt 100 triệu USD và quả đạt 353 triệu USD trong tháng.", "ea"),
        ("Tổng thu đạt 500 tỷ đồng và ước cả năm 900 tỷ đồng.", "ae"),
        # a target holds to the end
        ("Năm 2025, tỉnh phấn đấu trồng 500 ha rừng; sản lượng đạt 900 tấn; có 12 xã đạt chuẩn.", "ttt"),
        ("Chỉ tiêu của năm là 80.000 người.", "t"),
        ("Dự toán năm 2021, tổng thu 6.283 tỷ đồng, trong đó thu nội địa 4.958 tỷ đồng.", "tt"),
        ("Tỷ lệ xử lý của tỉnh đạt 97%, vượt 1% so với mục tiêu; ở nông thôn đạt 86,4%.", "aaa"),
        ("Các mặt hàng hướng tới thị trường xuất khẩu đạt 4.730 triệu USD trong năm.", "a"),
        ("Les recettes de la ville sont estimées à 90 190 milliards de dongs.", "e"),
        ("La production est estimée à 641 000 tonnes, dont 243 000 tonnes de crevettes.", "ee"),
        ("Le chiffre est estimé à 3 150 milliards de dongs, et 196 produits sont en vente dans le pays.", "ea"),
        ("Les agriculteurs récolteront 45 000 hectares de riz dans la province.", "e"),
        ("La production de vin chuterait de 29 % dans le pays.", "e"),
        ("En 2024, 85 postes seront créés dans le département, dont 60 à Toulon.", "ee"),
        ("La région avec 753 988 recrutements prévus est la première.", "e"),
        ("La ville a dépensé 28 410 dongs, soit 92,4 % des prévisions, dont 15 930 pour la santé.", "aaa"),
        ("La province vise à créer 20 000 emplois et à former 15 000 personnes.", "tt"),
        ("Le Service s'efforcera de planter 9 000 ha, de réduire le nombre de 10 % et de collecter 15 tonnes.", "ttt"),
        ("L'objectif pour l'ensemble de l'année est de 4,05 millions de tonnes.", "t"),
        ("La part a atteint 34,2 %, dépassant l'objectif de 0,7 % ; celle des familles s'est élevée à 26 %.", "aaa"),
        ("D'ici à 2027, l'agence veut ouvrir 60 maisons de santé dans la région.", "t"),
        ("Les personnes qui souhaitent travailler sont 63 000 dans le pays.", "a"),
    ],
)  # fmt: skip
def test_a_marker_holds_as_far_as_the_guide_says(text: str, expected: str):
    """a: actual, e: estimate, t: target."""
    assert "".join(statuses(text, reading(text))) == expected


def test_a_heading_holds_over_its_list():
    """Until a line that is no item of the list."""
    text = "Năm 2025, tỉnh phấn đấu:\n- Trồng mới 500 ha rừng;\n- Có 12 xã đạt chuẩn.\nToàn tỉnh hiện có 30 xã."
    assert statuses(text, reading(text)) == ["t", "t", "a"]


def test_a_heading_with_a_figure_of_its_own_is_no_heading():
    """Nor is a line that only ends with a colon."""
    for first in ("Năm 2024, tỉnh phấn đấu trồng 500 ha, gồm:", "Kết quả của năm như sau:"):
        text = f"{first}\n- Có 12 xã đạt chuẩn."
        assert statuses(text, reading(text))[-1] == "a"


def test_lines_without_lists_are_left_alone():
    """Nothing to inherit, nothing changed."""
    pack = load_pack(languages()[0])
    lines = lines_of("Une ligne.\nUne autre ligne.", pack)
    assert under_headings(lines, "Une ligne.\nUne autre ligne.") == lines
