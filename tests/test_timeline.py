"""Which period each figure of a small report is of, and which its changes are against."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.record import Observation, Report
from pipeline.run import process


def found(text: str, published: str | None = None) -> dict[Decimal, Observation]:
    """The observations of a text by their value, or the magnitude of their first comparison."""
    told = process(Report("report", text, published=published)).observations
    return {o.value if o.value is not None else o.comparisons[0].magnitude or Decimal(0): o for o in told}


def period(text: str, figure: str, published: str | None = None) -> str | None:
    return found(text, published)[Decimal(figure)].period


def base(text: str, figure: str, published: str | None = None) -> str | None:
    """The base period of the first change of a figure against an earlier period."""
    observation = found(text, published)[Decimal(figure)]
    return next(c.base_period for c in observation.comparisons if c.base == "prior")


PERIODS = [
    # a reporting period holds on
    ("Năm 2021, tỉnh trồng mới 450 ha rừng. Ngành kiểm lâm xử lý 36 vụ vi phạm.", "36", None, "2021"),
    ("En 2021, la ville a planté 450 arbres. Les jardiniers ont traité 36 parcs.", "36", None, "2021"),
    ("Năm 2021, tỉnh trồng mới 450 ha rừng.\n\nNgành kiểm lâm xử lý 36 vụ vi phạm.", "36", None, "2021"),
    # what is compared with sets none
    ("Năm 2021, tỉnh trồng mới 450 ha rừng, tăng 5% so với năm 2018. Xử lý 36 vụ vi phạm.", "36", None, "2021"),
    ("Năm 2021, sản lượng đạt 450 tấn, gấp đôi năm 2018. Cả tỉnh có 36 hợp tác xã.", "36", None, "2021"),
    ("En 2021, 450 arbres ont été plantés, contre 410 en 2018. La ville compte 36 parcs.", "36", None, "2021"),
    # nor do the years of names, laws and prices
    ("Năm 2021, tỉnh trồng mới 450 ha rừng. Theo Luật Lâm nghiệp năm 2017, xử lý 36 vụ vi phạm.", "36", None, "2021"),
    ("Năm 2021, giá trị sản xuất (giá so sánh 2010) đạt 450 tỷ đồng. Xử lý 36 vụ vi phạm.", "36", None, "2021"),
    # an as-of date holds to the end of its paragraph
    ("Năm 2021, trồng mới 450 ha rừng.\n\nĐến ngày 30/9/2021, thu 36 tấn. Bán 12 tấn.", "12", None, "2021-09-30"),
    ("Năm 2021, trồng mới 450 ha rừng.\n\nĐến ngày 30/9/2021, thu 36 tấn.\n\nBán 12 tấn.", "12", None, "2021"),
    ("En 2021, 450 arbres ont été plantés.\n\nFin juin 2021, on comptait 36 parcs.\n\nOn emploie 12 jardiniers.", "12",
     None, "2021"),
    ("En 2021, 450 arbres ont été plantés. D'ici à 2030, la ville vise 900 arbres. Elle compte 36 parcs.", "36", None,
     "2021"),
    # now is the month of publication, or unknown
    ("Năm 2021, trồng mới 450 ha rừng. Hiện nay, tỉnh có 36 hợp tác xã.", "36", "2022-01-15", "2022-01"),
    ("Năm 2021, trồng mới 450 ha rừng. Hiện nay, tỉnh có 36 hợp tác xã.", "36", None, None),
    ("En 2021, 450 arbres ont été plantés. À ce jour, la ville compte 36 parcs.", "36", "2022-01", "2022-01"),
    # the year left out
    ("Năm 2021, trồng mới 450 ha rừng. Quý III, xử lý 36 vụ vi phạm.", "36", None, "2021-Q3"),
    ("Trong 9 tháng, tỉnh trồng mới 450 ha rừng.", "450", "2021-10", "2021-01/2021-09"),
    ("En décembre, 450 arbres ont été plantés.", "450", "2022-01-09", "2021-12"),
    ("Tháng 8, tỉnh có 450 ca mắc, tăng 5% so với cùng kỳ năm 2020.", "450", None, "2021-08"),
    # an earlier year told beside the one reported
    ("Năm 2021, tỉnh có 450 ca mắc (năm 2020 có 390 ca mắc). Toàn tỉnh có 36 trạm y tế.", "390", None, "2020"),
    ("Năm 2021, tỉnh có 450 ca mắc (năm 2020 có 390 ca mắc). Toàn tỉnh có 36 trạm y tế.", "36", None, "2021"),
    ("En 2021, le chômage a reculé de 3 %, après +2 % en 2020. Le taux d'emploi atteint 68 %.", "68", None, "2021"),
    ("En 2021, le chômage a reculé de 3 %, après +2 % en 2020. Le taux d'emploi atteint 68 %.", "2", None, "2020"),
    ("Le bilan de 2021 est tombé. L'an dernier, 450 arbres ont été plantés.", "450", "2022-02", "2021"),
    # a day is that of an event, unless it stands behind the figure
    ("Năm 2021, trồng mới 450 ha rừng. Ngày 15/12, Sở tổ chức hội nghị. Xử lý 36 vụ vi phạm.", "36", None, "2021"),
    ("En août 2021, 450 lits étaient occupés. Le taux atteignait 64 % le 15 juillet.", "64", None, "2021-07-15"),
    # plans and targets
    ("Sở tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022. Tỉnh trồng mới 450 ha rừng.", "450", None, "2021"),
    ("Sơ kết 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2021. Trồng mới 450 ha rừng.", "450", None,
     "2021-01/2021-06"),
    ("Năm 2021, trồng mới 450 ha rừng.\n\nNăm 2022, phấn đấu trồng mới 500 ha rừng. Phấn đấu thu 36 tấn.", "36",
     None, "2022"),
    ("Năm 2021, trồng mới 450 ha rừng. Phấn đấu đến năm 2025 trồng 600 ha rừng. Xử lý 36 vụ vi phạm.", "36", None,
     "2021"),
    # a change from one year to another is of the second
    ("Entre 2018 et 2021, le taux de scolarisation est passé de 91 % à 95 %.", "95", None, "2021"),
    # a title takes the period of the same figure
    ("Tỉnh trồng mới 450 ha rừng\n\nNăm 2021, tỉnh trồng mới 450 ha rừng.", "450", None, "2021"),
    # nothing sets it
    ("Tỉnh trồng mới 450 ha rừng.", "450", None, None),
    ("La ville a planté 450 arbres au deuxième trimestre.", "450", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "published", "expected"), PERIODS)
def test_the_period_of_a_figure(text: str, figure: str, published: str | None, expected: str | None):
    """The clause or sentence tells it, else it holds on from before, as far as its kind allows."""
    assert period(text, figure, published) == expected


BASES = [
    # the same span a year earlier
    ("9 tháng đầu năm 2021, tỉnh có 450 ca mắc, tăng 5% so với cùng kỳ.", "450", "2020-01/2020-09"),
    ("Au premier trimestre 2021, 450 arbres ont été plantés, en hausse de 5 % sur un an.", "450", "2020-Q1"),
    ("Fin juin 2021, la ville comptait 450 parcs, 12 de plus qu'un an plus tôt.", "450", "2020-06"),
    # a year by name stays that year
    ("Quý I/2021, tỉnh có 450 ca mắc, tăng 5% so với quý I/2019.", "450", "2019-Q1"),
    # the month, quarter, day before
    ("Tháng 1/2021, tỉnh có 450 ca mắc, tăng 5% so với tháng trước.", "450", "2020-12"),
    ("Au premier trimestre 2021, l'emploi atteint 450 postes, en hausse de 5 % sur le trimestre.", "450", "2020-Q4"),
    # the end and the start of a year
    ("Đến hết tháng 6/2021, dư nợ đạt 450 đồng, tăng 5% so với cuối năm 2020.", "450", "2020-12"),
    ("Năm 2021, tỉnh có 450 hợp tác xã, tăng 71 hợp tác xã so với đầu nhiệm kỳ (năm 2015).", "450", "2015"),
    # told behind the level compared with, or behind a bracket
    ("En 2021, 450 arbres ont été plantés, contre 410 en 2018.", "450", "2018"),
    ("Năm 2021, xử lý 450 vụ vi phạm, giảm 50 vụ (10%) so với năm 2019.", "450", "2019"),
    ("Năm 2021, sản lượng đạt 450 tấn, gấp 3 lần năm 2015.", "450", "2015"),
    ("En juillet 2021, l'indice progresse de 5 %. Sur un an, il recule de 3 %.", "3", "2020-07"),
    # said once for a list
    ("9 tháng năm 2021, các ngành đều tăng so với cùng kỳ năm trước, đó là: dệt may tăng 5%; da giày tăng 3%.", "3",
     "2020-01/2020-09"),
    # none said
    ("Năm 2021, tỉnh có 450 ca mắc, tăng 5%.", "450", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "expected"), BASES)
def test_the_base_period_of_a_change(text: str, figure: str, expected: str | None):
    """The base said with the change, apart from it, or once for the sentence."""
    assert base(text, figure) == expected


def test_the_first_of_two_years_is_the_base():
    """ "Entre 2018 et 2021" says both the period and what it is compared with."""
    assert base("Entre 2018 et 2021, le taux de scolarisation est passé de 91 % à 95 %.", "95") == "2018"


def test_no_period_is_later_than_it_can_be():
    """A date that does not exist is none."""
    assert period("Ngày 31/2/2021, tỉnh trồng mới 450 ha rừng.", "450") is None
