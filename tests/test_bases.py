"""What a change is compared with: an earlier period, a plan, a total, another place or group."""

from __future__ import annotations

import pytest
from reading import against, observations

# The comparisons of the only observation of a sentence, in the order of the text.
SAID = [
    # an earlier period, by its name or told from the period of the value
    ("up 6.5 % prior 2020", "vi", "Năm 2021, sản lượng điều đạt 48.200 tấn, tăng 6,5% so với năm 2020."),
    ("down 12 % prior 2021-Q2", "vi", "Quý II/2022, toàn tỉnh có 512 doanh nghiệp mới, giảm 12% so với cùng kỳ."),
    ("up 8 % prior 2020-01/2020-09", "vi", "9 tháng đầu năm 2021, sản lượng mủ cao su tăng 8% so với cùng kỳ."),
    ("down 31 count prior 2022-04", "vi", "Trong tháng 5/2022 có 214 ca mắc, giảm 31 ca so với tháng trước."),
    ("down 1.2 pp prior 2021-12", "vi", "Cuối năm 2022, tỷ lệ hộ nghèo còn 3,15%, giảm 1,2% so với cuối năm 2021."),
    ("up 9 % prior 2018", "vi", "So với năm 2018, doanh thu vận tải năm 2019 tăng 9%."),
    ("up 6.5 % prior 2018", "fr", "En 2019, la récolte de colza est en hausse de 6,5 % par rapport à 2018."),
    ("down 12 % prior 2021-Q2", "fr",
     "Au deuxième trimestre 2022, 512 sociétés ont été créées, 12 % de moins qu'un an plus tôt."),
    ("down 310 person prior 2019-04", "fr", "En mai 2019, 8 400 visiteurs, soit 310 de moins que le mois précédent."),
    ("up 3 % prior 2017", "fr", "Par rapport à 2017, les ventes de 2018 ont progressé de 3 %."),
    # a plan
    ("ratio 98.2 % plan", "vi", "Diện tích lúa hè thu đạt 35.400 ha, bằng 98,2% kế hoạch."),
    ("ratio 81.5 % plan", "vi", "Thu ngân sách 9 tháng đầu năm 2021 đạt 6.150 tỷ đồng, đạt 81,5% dự toán."),
    ("up 4.5 % plan", "vi", "Thu ngân sách năm 2021 đạt 6.150 tỷ đồng, vượt 4,5% dự toán."),
    ("ratio 105 % plan", "vi", "Diện tích trồng rừng bằng 105% kế hoạch."),
    ("up plan", "vi", "Năm 2022, kim ngạch xuất khẩu đạt 640 triệu USD, vượt kế hoạch."),
    ("ratio 81.5 % plan", "fr", "Les recettes de 2021 ont atteint 6,1 milliards d'euros, soit 81,5 % du plan annuel."),
    ("up 4.5 % plan", "fr", "En 2021, 4 300 logements ont été livrés, dépassant de 4,5 % l'objectif annuel."),
    # a total
    ("ratio 41.3 % total", "vi", "Công nghiệp chế biến chiếm 41,3% tổng giá trị sản xuất."),
    ("ratio 41.3 % total", "fr", "Les exportations représentent 41,3 % du total."),
    # another place or group
    ("up 3.2 % other", "vi", "Thu nhập năm 2022 đạt 48,5 triệu đồng, cao hơn bình quân cả nước 3,2%."),
    ("up 3.2 % other", "fr", "Le revenu a atteint 21 400 euros en 2018, 3,2 % de plus que la moyenne nationale."),
    # none said
    ("up 3.88 % prior", "vi", "Nông nghiệp tăng 3,88%."),
    ("down 3.9 % prior", "fr", "L'activité hôtelière recule de 3,9 %."),
    # two, each with its own
    ("up 8.36 % plan; up 5 % prior 2020-12", "vi",
     "Năm 2021, số lao động được đào tạo vượt 8,36% kế hoạch năm và 5% so với cuối năm 2020."),
    ("up 7.5 % plan; up 3.2 % prior 2020", "vi",
     "Năm 2021, tạo việc làm cho 21.500 người, vượt 7,5% kế hoạch năm và tăng 3,2% so với năm 2020."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "code", "text"), SAID, ids=[f"{code}: {told}" for told, code, _ in SAID])
def test_a_base_is_read_where_it_is_said(told: str, code: str, text: str):
    """After the number, before the verb, between verb and number; only `prior` has a period."""
    (found,) = observations(code, text)
    assert told == "; ".join(against(comparison) for comparison in found.comparisons)


SHARED = [
    (["2020"] * 3, "vi", "Năm 2021, trồng trọt tăng 2,1%, chăn nuôi tăng 4,4%, thủy sản tăng 6,3% so với năm 2020."),
    (["2020"] * 2, "vi",
     "Năm 2021, đàn bò có 152.000 con, tăng 2,1% so với năm 2020; đàn lợn có 310.000 con, giảm 4,4%."),
    (["2017"] * 2, "fr", "En 2018, le fret recule de 3,2 % et le trafic augmente de 1,4 % par rapport à 2017."),
]  # fmt: skip


@pytest.mark.parametrize(("periods", "code", "text"), SHARED, ids=[text for *_, text in SHARED])
def test_a_base_said_once_holds_for_every_change_of_its_sentence(periods: list[str], code: str, text: str):
    """Before it and after it."""
    assert periods == [c.base_period for one in observations(code, text) for c in one.comparisons]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("vi", "Năm 2021, trồng trọt tăng 2,1% so với năm 2020. Chăn nuôi tăng 4,4%."),
        ("fr", "En 2018, le fret recule de 3,2 % par rapport à 2017. Le trafic augmente de 1,4 %."),
    ],
)
def test_a_base_does_not_reach_into_the_next_sentence(code: str, text: str):
    """The second change has a base, and no period of it."""
    first, second = observations(code, text)
    assert first.comparisons[0].base_period is not None
    assert ("prior", None) == (second.comparisons[0].base, second.comparisons[0].base_period)


def test_a_base_other_than_an_earlier_period_has_no_period():
    """ "vượt 7,5% kế hoạch năm 2021" is said of a plan, not of 2021."""
    (found,) = observations("vi", "Năm 2021, tạo việc làm cho 21.500 người, vượt 7,5% kế hoạch năm 2021.")
    assert [("plan", None)] == [(c.base, c.base_period) for c in found.comparisons]
