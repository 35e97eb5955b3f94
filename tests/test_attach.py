"""Which level a comparison belongs to: the one before it, one named again, or none."""

from __future__ import annotations

import pytest
from reading import facts, observations

BELONGS = [
    # to the level it follows, not to the one before that
    (["48200 t", "21400 t: up 3.1 % prior"], "vi",
     "Sản lượng điều năm 2021 đạt 48.200 tấn, sản lượng tiêu đạt 21.400 tấn, tăng 3,1%."),
    (["231 person: down 4.1 % prior", "3105 person: up 2.2 % prior"], "fr",
     "Le nombre de tués s'établit à 231, en baisse de 4,1 %, et celui des blessés à 3 105, en hausse de 2,2 %."),
    (["145 person: down 8 person prior 2020", "208 person: up 3 person prior 2020"], "vi",
     "Năm 2021, tai nạn làm chết 145 người, giảm 8 người so với năm 2020; bị thương 208 người, tăng 3 người."),
    # to the level that follows it
    (["31500 t: up 5.2 % prior 2019"], "vi", "Sản lượng tôm năm 2020 tăng 5,2% so với năm 2019, đạt 31.500 tấn."),
    (["31500 t: up 5.2 % prior"], "fr", "La production de lait a augmenté de 5,2 % en 2019 pour atteindre 31 500 t."),
    (["310000 person: down 42 % prior"], "fr", "La fréquentation a chuté de 42 % en 2020, à 310 000 visiteurs."),
    (["62.4 %: up 1.3 pp prior"], "fr", "Le taux d'occupation a gagné 1,3 point à 62,4 %."),
    # several on one level, in the order of the text
    (["48200 t: up 6.5 % prior 2020, ratio 101.2 % plan"], "vi",
     "Năm 2021, sản lượng điều đạt 48.200 tấn, tăng 6,5% so với năm 2020 và bằng 101,2% kế hoạch."),
    (["3105 person: up 120 person prior 2017, up 4 % prior 2017"], "fr",
     "La ville a enregistré 3 105 naissances en 2018, soit 120 de plus qu'en 2017 (+4 %)."),
    # to the n-th level, where the words say so
    (["1200000 person: up 12 % prior 2020", "940000000000 VND: up 15 % prior 2020"], "vi",
     "Năm 2021, toàn tỉnh đón 1,2 triệu lượt khách, doanh thu du lịch đạt 940 tỷ đồng, lần lượt tăng 12% và 15% "
     "so với năm 2020."),
    # to none: each thing has its own change
    (["-: up 2.1 % prior", "-: up 4.4 % prior"], "vi", "Trồng trọt tăng 2,1%, chăn nuôi tăng 4,4%."),
    (["-: down 3.4 % prior", "-: up 1.2 % prior"], "fr",
     "Les exportations reculent de 3,4 %, tandis que les importations progressent de 1,2 %."),
    # to the level of the sentence before, taken up again
    (["41200 t: up 3 % prior"], "fr", "La récolte atteint 41 200 tonnes. C'est une hausse de 3 % sur un an."),
    # a difference has the unit of its level, where it names none
    (["62000000 VND/person/year: up 5000000 VND/person/year prior 2020"], "vi",
     "Thu nhập bình quân đạt 62 triệu đồng/người/năm, tăng 5 triệu đồng so với năm 2020."),
    (["8400 person: down 310 person prior 2019-04"], "fr",
     "En mai 2019, le musée a accueilli 8 400 visiteurs, soit 310 de moins que le mois précédent."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "code", "text"), BELONGS, ids=[text for *_, text in BELONGS])
def test_a_comparison_belongs_where_the_text_puts_it(told: list[str], code: str, text: str):
    """Every observation of the text, with what is said of it and nothing else."""
    assert told == facts(code, text)


NAMED = [
    (["Trồng trọt", "chăn nuôi", "thủy sản"], "vi", "Trồng trọt tăng 2,1%, chăn nuôi tăng 4,4%, thủy sản tăng 6,3%."),
    (["exportations", "importations"], "fr",
     "Les exportations reculent de 3,4 %, tandis que les importations progressent de 1,2 %."),
    (["ventes"], "fr", "Une hausse de 12 % des ventes par rapport à 2018 a été enregistrée."),
]  # fmt: skip


@pytest.mark.parametrize(("indicators", "code", "text"), NAMED, ids=[text for *_, text in NAMED])
def test_a_change_without_a_level_names_what_changes(indicators: list[str], code: str, text: str):
    """One observation for each, with `value: null`."""
    found = observations(code, text)
    assert indicators == [one.indicator for one in found]
    assert [None] * len(indicators) == [one.value for one in found]


def test_a_direction_is_not_said_twice():
    """ "giảm còn … (giảm 0,5%)": the numbered comparison says what the bare verb says."""
    (found,) = facts("vi", "Tỷ lệ hộ nghèo năm 2021 giảm còn 1,86% (giảm 0,5% so với năm 2020).")
    assert "1.86 %: down 0.5 pp prior 2020" == found


def test_a_plan_in_brackets_is_a_base_value():
    """A planned level without a verb belongs to the level before it."""
    (found,) = observations("vi", "Giá trị xuất khẩu đạt 28,4 triệu USD (kế hoạch 31,5 triệu USD).")
    assert [("plan", 31_500_000)] == [(c.base, c.base_value) for c in found.comparisons]


def test_a_comparison_keeps_the_place_of_its_number():
    """Its text is the number, where the text has one; of a bare word, the word."""
    text = "Thu ngân sách đạt 6.150 tỷ đồng, tăng 6,5%, vượt kế hoạch."
    (found,) = observations("vi", text)
    assert ["6,5", "vượt"] == [text[c.start : c.end] for c in found.comparisons]
    assert ["6,5", "vượt"] == [c.text for c in found.comparisons]
