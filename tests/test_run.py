"""The chain: pure, in one process or another; and its promise that every quote stands in the source as it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import facts

from patterns import languages
from pipeline.clean import clean
from pipeline.record import LEDGER_KINDS, Observation, Outcome, Report, plain
from pipeline.run import process
from pipeline.schema import json_schema

VI = [
    "Năm 2021, toàn tỉnh tạo việc làm cho 21.500 người, vượt 7,5% kế hoạch năm và tăng 3,2% so với năm 2020.",
    "Tỷ lệ hộ nghèo giảm từ 4,4% xuống còn 2,93%; trong đó khu vực nông thôn là 3,6%.",
    "Thu nhập bình quân từ 6,5-7 triệu đồng/người/tháng, gấp 1,5 lần năm 2015.",
    "Đã giải ngân 1.234,5 tỷ đồng, đạt 81,7% dự toán (cùng kỳ 70%).",
    "Tính đến ngày 15/12/2021, có 18/20 chỉ tiêu đạt kế hoạch theo Quyết định số 1215/QĐ-UBND.",
    "Hoà Bình đón khoảng 1,2 triệu lượt khách, doanh thu 940 tỷ đồng, lần lượt tăng 12% và 15%.",
    "Trồng mới được 1 240 ha rừng, độ che phủ đạt 42,3%.",
]
FR = [
    "En 2019, la récolte de colza a atteint 41 200 tonnes, en hausse de 6,5 % par rapport à 2018.",
    "Le taux de chômage s'élevait à 7,4 % fin 2019, contre 8,1 % un an plus tôt.",
    "Près de 3 400 logements sociaux ont été livrés, soit 81,5 % de l'objectif, dont 1 200 à la campagne.",
    "Les prix ont augmenté de 0,5 % en mars et l’épargne a reculé de 40 millions d’euros.",
    "La ville a enregistré 3 105 naissances, 120 de plus qu'en 2017 (+4 %), d'après la loi n° 51 du 7 juin 1951.",
    "Entre 3 et 4 % des élèves étudient l'allemand ; un tiers étudie l'espagnol.",
]
TEXTS = st.sampled_from([VI, FR]).flatmap(
    lambda own: st.lists(st.sampled_from(own), min_size=1, max_size=4).map("\n".join)
)
EVERY_TEXT = "\n".join(VI) + "\n" + "\n".join(FR)

Form = Callable[[str], str]
# Forms that say the same: the tuples must be identical.
FORMS: dict[str, Form] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "soft hyphens": lambda text: re.sub(r"([^\W\d_]{2})(?=[^\W\d_]{2})", "\\1\u00ad", text),
    "joiners in numbers": lambda text: re.sub(r"(\d)(?=\d)", "\\1\u2060", text),
    "the Icelandic Ð": lambda text: text.replace("Đ", "Ð"),
}
VARIED = st.lists(st.sampled_from(sorted(FORMS)), max_size=4, unique=True)


def in_forms(text: str, names: list[str]) -> str:
    for name in names:
        text = FORMS[name](text)
    return text


def sense(observation: Observation) -> tuple[object, ...]:
    """What an observation says, without where it stands."""
    number = clean(observation.value_text).text if observation.value_text else None
    comparisons = tuple(replace(c, text=clean(c.text).text, start=None, end=None) for c in observation.comparisons)
    return (
        observation.lang, observation.indicator, observation.value, observation.value_high, observation.modifier,
        number, observation.unit, observation.unit_text, observation.status, observation.period,
        observation.parent_id is None, comparisons, clean(observation.sentence).text, observation.because,
    )  # fmt: skip


def check_quotes(source: str, outcome: Outcome) -> None:
    """Every quote is the text between its offsets."""
    for one in outcome.observations:
        if one.value is not None:
            assert source[one.value_start : one.value_end] == one.value_text
        assert source[one.sentence_start : one.sentence_end] == one.sentence
        quote = clean(source[one.indicator_start : one.indicator_end]).text.split()
        words = one.indicator.split()
        assert (words[0], words[-1]) == (quote[0], quote[-1])
        for comparison in one.comparisons:
            assert source[comparison.start : comparison.end] == comparison.text != ""
        anchor = one.anchor
        assert anchor is not None
        assert one.sentence_start <= anchor[0] < anchor[1] <= one.sentence_end
    for entry in outcome.ledger:
        assert source[entry.start : entry.end] == entry.text != ""


@settings(max_examples=120, deadline=None)
@given(TEXTS, VARIED)
@example(EVERY_TEXT, [])
@example(EVERY_TEXT, ["NFD", "soft hyphens", "no-break spaces", "CRLF"])
@example("\n".join(FR), ["joiners in numbers", "narrow no-break spaces"])
def test_every_quote_stands_in_the_source(text: str, forms: list[str]):
    """source[start:end] is the quote, for observations, comparisons, sentences and ledger, in any form of the text."""
    source = in_forms(text, forms)
    outcome = process(Report("x", source))
    assert outcome.observations
    check_quotes(source, outcome)


@settings(max_examples=120, deadline=None)
@given(TEXTS, VARIED.filter(bool))
@example("\n".join(VI), ["NFD"])
@example("\n".join(FR), ["NFD"])
@example("\n".join(VI), ["soft hyphens", "thin spaces", "CRLF", "the Icelandic Ð"])
@example("\n".join(FR), ["soft hyphens", "thin spaces", "CRLF", "zero-width spaces"])
def test_every_form_of_a_text_says_the_same(text: str, forms: list[str]):
    """Normal forms, kinds of space, line ends and what has no width change no tuple."""
    told = [sense(one) for one in process(Report("x", text)).observations]
    assert told == [sense(one) for one in process(Report("x", in_forms(text, forms))).observations]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
@example(EVERY_TEXT)
def test_every_number_is_accounted_for(text: str):
    """Each digit of the text is in one entry of the ledger, of a known kind; the observations it names are there."""
    outcome = process(Report("x", text))
    ids = [one.id for one in outcome.observations]
    assert len(set(ids)) == len(ids)
    assert {one.parent_id for one in outcome.observations} <= {None, *ids}
    seen: list[int] = []
    for entry in outcome.ledger:
        assert entry.kind in LEDGER_KINDS
        assert (entry.kind == "observation") == (entry.observation_id is not None)
        assert entry.observation_id is None or entry.observation_id in ids
        seen += [at for at in range(entry.start, entry.end) if text[at].isdigit()]
    assert [at for at, char in enumerate(text) if char.isdigit()] == sorted(seen)


@pytest.mark.parametrize(
    "text", [*VI, *FR], ids=[*(f"vi {n}" for n in range(len(VI))), *(f"fr {n}" for n in range(len(FR)))]
)
def test_an_observation_fits_the_schema(text: str):
    """What the chain makes can be written."""
    found = process(Report("x", text, published="2022-01")).observations
    assert found
    for one in found:
        jsonschema.validate(plain(one), json_schema(languages()))


def test_a_sentence_says_the_same_alone_and_after_another():
    """With its period in it, what comes before does not matter."""
    for code, own in (("vi", VI[0]), ("fr", FR[0])):
        before = "Lời nói đầu không có số liệu." if code == "vi" else "Le rapport ne comporte pas de carte."
        assert facts(code, own) == facts(code, f"{before}\n{own}") == facts(code, f"{before} {own}")


def test_the_chain_is_pure():
    """Twice the same text, twice the same outcome; other texts in between change nothing."""
    first = process(Report("x", EVERY_TEXT))
    process(Report("y", VI[1]))
    assert first == process(Report("x", EVERY_TEXT))


SCRIPT = """
import json, sys
from pipeline.record import Report, plain
from pipeline.run import process
print(json.dumps([plain(process(Report("x", text))) for text in json.load(sys.stdin)]))
"""


def test_a_fresh_process_gives_the_same_bytes():
    """Whatever the seed of its hashes and the language of the machine."""
    texts = [EVERY_TEXT, VI[0], FR[0], "12,5 %"]
    here = json.dumps([plain(process(Report("x", text))) for text in texts])
    for seed, locale in (("1", "C"), ("4242", "fr_FR.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONUTF8": "0"}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], input=json.dumps(texts), capture_output=True, text=True, check=True,
            cwd=ROOT, env=environment,
        )  # fmt: skip
        assert here == done.stdout.strip()


def test_a_rejected_document_is_a_row():
    """Stage, reason and cure; no observation, no language; the flags of reading are kept."""
    outcome = process(Report("x", "12,5 %", source="in/x.txt", flags=("decoded",)))
    ((reject,), ledger) = outcome.rejects, outcome.ledger
    assert ("x", "in/x.txt", "detect") == (reject.doc_id, reject.source, reject.stage)
    assert reject.reason
    assert reject.cure
    assert (None, (), (), ("decoded",)) == (outcome.lang, outcome.observations, ledger, outcome.flags)


def test_a_page_in_two_languages_is_read_in_both():
    """Each paragraph with its own language, the offsets of the whole page, in order; the page has the longer one's."""
    text = "\n".join([VI[0], VI[1], FR[0], VI[3]])
    outcome = process(Report("x", text))
    assert "vi" == outcome.lang
    spoken = [one.lang for one in outcome.observations]
    assert {"vi", "fr"} == set(spoken)
    french = [one for one in outcome.observations if one.lang == "fr"]
    assert [one.indicator for one in process(Report("x", FR[0])).observations] == [one.indicator for one in french]
    assert all(text.index(FR[0]) <= one.sentence_start < text.index(VI[3]) for one in french)
    anchors = [one.anchor for one in outcome.observations]
    assert sorted(anchors, key=lambda anchor: anchor or (0, 0)) == anchors
    check_quotes(text, outcome)


def test_a_text_without_results_has_none():
    """No observation, and no reject either: there is nothing wrong with it."""
    outcome = process(Report("x", "Hội nghị đã diễn ra trong không khí vui vẻ và đoàn kết của toàn thể đại biểu."))
    assert ("vi", (), ()) == (outcome.lang, outcome.observations, outcome.rejects)


TWO_MARKS = "Le taux est de 31,7 % contre 12,5 %. Le reste fait 18.5 % et 20.4 %. "


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("La production de riz a atteint 1.234 tonnes.", None),  # nothing decides
        ("La production a atteint 1.234 milliards de dongs.", None),
        ("Le district compte 3.500 habitants.", 3500),  # a counted thing is whole
        ("La production a atteint 1.234 tonnes, contre 980 tonnes en 2018 et 1150 tonnes en 2019.", 1234),
        ("La récolte a atteint 1.234.567 tonnes et la pêche 1.234 tonnes.", 1234),  # thousands show which is which
    ],
)
def test_a_number_that_nothing_decides_is_a_reject_never_a_guess(statement, value):
    """In a report that writes decimals with a point and with a comma."""
    text = TWO_MARKS + statement
    outcome = process(Report("d", text))
    at = max(text.rfind("1.234 "), text.rfind("3.500 "))
    rejected = [(row.start, row.text) for row in outcome.rejects]
    values = [o.value for o in outcome.observations if o.value_start == at]
    entry = next(entry for entry in outcome.ledger if entry.start == at)
    if value is None:
        assert rejected == [(at, "1.234")]
        assert not values
        assert entry.kind == "undecided"
    else:
        assert not rejected
        assert values == [value]
