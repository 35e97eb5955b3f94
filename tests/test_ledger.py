"""The ledger: every number of a text has a row that says what became of it."""

from __future__ import annotations

import re
import time

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corpus import articles
from pipeline.ledger import Owner, Owners
from pipeline.record import LEDGER_KINDS, LedgerEntry, Report
from pipeline.run import process

DIGITS = re.compile(r"\d")
MOST_UNEXPLAINED = 0.01  # of the numbers of the corpus


def ledger(text: str) -> tuple[LedgerEntry, ...]:
    return process(Report("text", text)).ledger


def kinds(text: str) -> list[tuple[str, str]]:
    return [(entry.text, entry.kind) for entry in ledger(text)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Năm 2023, toàn tỉnh có 66 cơ sở giáo dục nghề nghiệp.", [("2023", "period"), ("66", "observation")]),
        ("Ngày 28/12/2023, Sở đã tổng kết công tác của ngành.", [("28", "date"), ("12", "date"), ("2023", "date")]),
        ("Theo Nghị quyết số 24/2021/QH15 của Quốc hội.", [("24", "law"), ("2021", "law"), ("15", "law")]),
        ("Đội nhà đã thắng đội khách 2-0 trên sân.", [("2", "incidental"), ("0", "incidental")]),
        ("Sau 2 năm triển khai, mô hình được nhân rộng ra nhiều nơi.", [("2", "duration")]),
        ("Dịp này, 15 tập thể được tặng bằng khen.", [("15", "incidental")]),
        ("Lao động từ 18 đến 35 tuổi được tham gia.", [("18", "definition"), ("35", "definition")]),
        ("Người vi phạm bị phạt từ 30 đến 40 triệu đồng theo quy định.", [("30", "definition"), ("40", "definition")]),
        ("2. Chăn nuôi của tỉnh tiếp tục được phát triển.", [("2", "list mark")]),
        ("Đường dây nóng của Sở: 0252.382.0114.", [("0252.382.0114", "phone")]),
        ("Le sommet du G20 a évoqué les suites du Covid-19.", [("20", "name"), ("19", "name")]),
        ("Le guichet se trouve au 27, rue Nguyen Hue, au 3e étage.", [("27", "name"), ("3", "ordinal")]),
        ("La réunion a commencé à 8h30 ou 9 h 45.", [("8", "time"), ("30", "time"), ("9", "time"), ("45", "time")]),
        ("Jean Morel, 47 ans, est à la tête de la ferme.", [("47", "definition")]),
        ("La ligne est ouverte 24 heures sur 24 pour tous.", [("24", "time"), ("24", "time")]),
        ("Le délai moyen est de 60 jours pour la région.", [("60", "observation")]),
        ("La province a recruté vingt stagiaires.", [("vingt", "observation")]),
        ("Photo 3/7 : vue du port et de la ville.", [("3", "furniture"), ("7", "furniture")]),
    ],
)  # fmt: skip
def test_a_number_is_accounted_for(text: str, rows: list[tuple[str, str]]):
    """Each row names the number as it stands in the text and what it is."""
    assert kinds(text) == rows


def test_a_row_of_an_observation_names_it():
    """Value and magnitude lead back to the same observation."""
    outcome = process(Report("text", "Năm 2023, tỉnh có 54 phiên giao dịch, tăng 5% so với năm 2022."))
    named = {entry.text: entry.observation_id for entry in outcome.ledger if entry.kind == "observation"}
    assert named == {"54": outcome.observations[0].id, "5": outcome.observations[0].id}


def test_the_corpus_leaves_almost_nothing_unexplained():
    """Every digit of every report has one row, of a known kind, at its place; few are unexplained."""
    unexplained = total = 0
    reports = articles(ROOT / "corpus")
    assert len(reports) >= 10
    for document in reports:
        entries = ledger(document.text)
        covered = {place for entry in entries for place in range(entry.start, entry.end)}
        assert {m.start() for m in DIGITS.finditer(document.text)} <= covered
        assert all(document.text[e.start : e.end] == e.text and e.kind in LEDGER_KINDS for e in entries)
        unexplained += sum(entry.kind == "unexplained" for entry in entries)
        total += len(entries)
    assert unexplained <= MOST_UNEXPLAINED * total


@given(st.text(alphabet="0123456789 .,/%-\nđồngườitấnăm", max_size=80))
@settings(deadline=None, max_examples=60)
def test_any_text_is_accounted_for_once(text: str):
    """No digit without a row and none with two, whatever the text."""
    rows = ledger("Tổng số lao động của toàn tỉnh trong năm. " + text)
    entries = [entry for entry in rows if DIGITS.search(entry.text)]
    places = [place for entry in entries for place in range(entry.start, entry.end)]
    assert len(places) == len(set(places))


def test_an_owner_is_found_among_many_in_no_time():
    """A long table has thousands of numbers: looking up each must not look at all."""
    owners = Owners([Owner(i, i + 3, "name") for i in range(0, 200_000, 5)])
    begun = time.perf_counter()
    found = [owners.at(place) for place in range(0, 200_000, 5)]
    assert time.perf_counter() - begun < 2
    assert all(found)
    assert owners.at(3) is None


def test_a_long_owner_reaches_over_short_ones():
    """A place behind a short owner still belongs to the long one around it."""
    owners = Owners([Owner(0, 20, "observation"), Owner(5, 7, "observation")])
    assert [bool(owners.at(place)) for place in (6, 10, 19, 20)] == [True, True, True, False]
