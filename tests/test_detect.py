"""The language of documents and of their paragraphs."""

from __future__ import annotations

import json
import time
import unicodedata
from contextlib import suppress

import pytest
from conftest import SHARED

from patterns import languages
from pipeline.clean import clean
from pipeline.detect import detect
from pipeline.record import Rejected

CODES = languages()
TEXTS = SHARED / "gold" / "dev" / "texts"

VI = "Năm 2023, toàn tỉnh tạo việc làm mới cho 62.850 lao động, vượt 8,36% kế hoạch năm.\n"
VI_MORE = "Tỷ lệ thất nghiệp thành thị của tỉnh giảm xuống còn 2,8% so với cùng kỳ.\n"
FR = "En 2023, la province a créé 62 850 emplois, soit 8,36 % de plus que le plan annuel.\n"
FR_MORE = "Le taux de chômage dans les villes est tombé à 2,8 % au cours de la même période.\n"


def unaccented(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def read(text: str) -> list[tuple[str, str]]:
    """Each block's language and text."""
    return [(block.lang, text[block.start : block.end]) for block in detect(text, CODES)]


ONE_LANGUAGE = [
    ("vi", VI + VI_MORE),
    ("fr", FR + FR_MORE),
    ("vi", "Tao viec lam moi cho 62.850 lao dong, vuot 8,36% ke hoach nam"),
    ("vi", unaccented(VI + VI_MORE)),
    ("fr", unaccented(FR + FR_MORE)),
    ("vi", (VI + VI_MORE).upper()),
    ("fr", (FR + FR_MORE).upper()),
    ("vi", "GDP tăng 5,73%"),
    ("vi", "Doanh thu: 5 tỷ đồng"),
    ("vi", "tạo việc làm mới"),
    ("vi", "Xuất khẩu thuỷ sản tăng 6%"),
    ("fr", "Le chômage recule de 5 %"),
    ("fr", "Production de riz : 3 millions de tonnes"),
    ("fr", "Français " + FR + "Français\n" + FR_MORE),
    ("fr", FR + "Dao Hang-Minh Quang\n" + FR_MORE + "Thùy Linh\n"),
    ("fr", FR + "Nguyễn Văn Thắng, Trần Thị Hồng, Đỗ Bình, Phạm Hữu Lộc, Võ Thị Ánh\n" + FR_MORE),
    ("fr", "À Thừa Thiên-Huế, Đắk Lắk et Bà Rịa-Vũng Tàu, le taux est tombé à 2,8 % de la population active.\n"),
    ("vi", "\n\n" + VI + "\n\n12,5 %\n\n"),
    ("vi", "Source\nComment (0)\n" + VI + "Like Share\n"),
]


@pytest.mark.parametrize(("lang", "text"), ONE_LANGUAGE)
def test_a_text_in_one_language_is_one_block(lang, text):
    """Accents or none, capitals, headlines, names and page furniture: one language, all of the text."""
    assert read(text) == [(lang, text)]


def test_a_quotation_in_the_other_language_is_its_own_block():
    """A French paragraph on a Vietnamese page, and the other way round."""
    assert read(VI + FR + VI_MORE) == [("vi", VI), ("fr", FR), ("vi", VI_MORE)]
    assert read(FR + FR_MORE + VI) == [("fr", FR + FR_MORE), ("vi", VI)]
    assert read(FR + VI) == [("fr", FR), ("vi", VI)]


def test_a_line_that_cannot_tell_goes_with_the_lines_around_it():
    """Digits inside a quotation belong to it; between two languages, to the document's."""
    text = VI + VI_MORE + FR + "12,5 %\n" + FR_MORE + "7,5 %\n" + VI + VI_MORE
    assert read(text) == [
        ("vi", VI + VI_MORE),
        ("fr", FR + "12,5 %\n" + FR_MORE),
        ("vi", "7,5 %\n" + VI + VI_MORE),
    ]


def test_blocks_cover_the_text_and_say_how_certain_they_are():
    """No gap, no overlap; a plain case is nearly certain."""
    text = "\n" + VI + "\n\n" + FR * 2 + VI_MORE
    blocks = detect(text, CODES)
    assert [block.start for block in blocks] == [0, *(block.end for block in blocks)][:-1]
    assert blocks[-1].end == len(text)
    assert all(0.7 < block.certainty < 1 for block in blocks)


FOREIGN = {
    "en": "In 2023 the province created 62,850 new jobs, up 8.36% on the plan, and the rate in the towns fell to 2.8%.",
    "es": "En 2023 la provincia creó 62.850 nuevos empleos, un 8,36 % más de lo previsto en el plan del año, y la tasa "
    "de paro en las ciudades bajó al 2,8 %. El departamento señaló que el número de trabajadores se elevó.",
    "de": "Im Jahr 2023 schuf die Provinz 62.850 neue Arbeitsplätze, 8,36 % mehr als geplant, und die "
    "Arbeitslosenquote in den Städten sank auf 2,8 %, wie das Amt am Dienstag erklärte.",
    "it": "Nel 2023 la provincia ha creato 62.850 nuovi posti di lavoro, l'8,36 % in più rispetto al piano, e il tasso "
    "di disoccupazione nelle città è sceso al 2,8 %. Il numero dei lavoratori è cresciuto di un terzo.",
    "pt": "Em 2023, a província criou 62.850 novos empregos, mais 8,36 % do que o plano do ano, e a taxa de desemprego "
    "nas cidades desceu para 2,8 %. O número de trabalhadores enviados cresceu um terço.",
    "ca": "El 2023 la província va crear 62.850 llocs de treball nous, un 8,36 % més que el pla de l'any, i la taxa "
    "d'atur a les ciutats va baixar al 2,8 %. El nombre de treballadors ha crescut un terç.",
    "ro": "În 2023 provincia a creat 62.850 de locuri de muncă noi, cu 8,36 % peste planul anului, iar rata șomajului "
    "în orașe a scăzut la 2,8 %. Numărul lucrătorilor trimiși în străinătate a crescut cu o treime.",
    "nl": "In 2023 schiep de provincie 62.850 nieuwe banen, 8,36 % meer dan het plan, en de werkloosheid daalde.",
    "id": "Pada tahun 2023 provinsi ini menciptakan 62.850 lapangan kerja baru, naik 8,36% dari rencana tahunan.",
    "tl": "Noong 2023 ang lalawigan ay lumikha ng 62,850 bagong trabaho, mas mataas ng 8.36% kaysa sa plano ng taon.",
}


@pytest.mark.parametrize(("lang", "text"), FOREIGN.items(), ids=FOREIGN)
def test_a_report_in_another_language_is_refused_by_name(lang, text):
    """Also those nearest to ours; the message says what is read instead."""
    with pytest.raises(Rejected) as caught:
        detect(text, CODES)
    assert caught.value.stage == "detect"
    assert f"the report is in '{lang}'" in caught.value.reason
    assert all(code in caught.value.cure for code in CODES)


def test_names_do_not_make_a_text_vietnamese():
    """An English sentence full of Vietnamese names is English."""
    text = (
        "In 2023 Thừa Thiên-Huế, Đắk Lắk and Bà Rịa-Vũng Tàu created 62,850 new jobs, said Nguyễn Văn Thắng of the "
        "Bình Thuận people's committee, while the rate in Sóc Trăng and Kiên Giang fell to 2.8% of the workforce."
    )
    with pytest.raises(Rejected, match="'en'"):
        detect(text, CODES)


@pytest.mark.parametrize("text", ["12,5 %", "", " \n \n", "GDP 5,73%", "1.\n2.\n3.\n", "§§ — ***", "日本 5%"])
def test_a_text_that_cannot_tell_is_refused(text):
    """Digits, marks and abbreviations: the language is unknown, and nothing crashes."""
    with pytest.raises(Rejected, match="language unknown"):
        detect(text, CODES)


def test_the_answer_is_the_same_every_time():
    """langdetect draws at random; seeded, it does not."""
    text = "Collectifs recompenses lors de la conference. Photo : H.LAN"
    answers = set()
    for _ in range(5):
        try:
            answers.add(detect(text, CODES))
        except Rejected as rejected:
            answers.add(rejected.reason)
    assert len(answers) == 1


@pytest.mark.parametrize("text", [VI * 12_000, "\n" * 500_000 + VI, "ă" * 1_000_000, "a1" * 300_000], ids=len)
def test_a_megabyte_takes_no_time(text):
    """One pass over the words; langdetect sees no more than a sample."""
    begun = time.process_time()
    with suppress(Rejected):
        detect(text, CODES)
    assert time.process_time() - begun < 5


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the development texts are not beside this checkout")
def test_every_development_report_is_in_its_language():
    """All of them, each as one block."""
    wrong = []
    for path in sorted(TEXTS.glob("*.txt")):
        gold = json.loads((TEXTS.parent / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        blocks = detect(clean(path.read_bytes().decode("utf-8")).text, CODES)
        if [block.lang for block in blocks] != [gold["lang"]]:
            wrong.append((path.stem, blocks))
    assert wrong == []
    assert len(list(TEXTS.glob("*.txt"))) > 50
