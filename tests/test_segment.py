"""Sentences by characters, tokens by the language's tokeniser, and a Doc that is the text."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

import pytest
from conftest import ROOT

from patterns import load_pack
from pipeline import tokenise
from pipeline.segment import LONGEST_SENTENCE, TOKENISERS, doc_of, segment, sentences

VI, FR = load_pack("vi"), load_pack("fr")

# The sentences of each text stand between bars.
VIETNAMESE = [
    "Đạt 62.850 lao động.|Ngoài ra, tăng 18.5%.",
    "9 tháng đầu năm 2023 đạt 5 tỷ.|TP. HCM tăng 5%.|Tp.Rạch Giá giảm 3%.",
    "Theo TS. Nguyễn Văn An và PGS.TS. Trần Bình, đạt 5%.|Hết.",
    "Huy động 64 .000 người, khoảng 64. 000 tỷ.|Năm 2016.|500 lao động.",
    "Tăng 15%..|Trong đó có 5 xã…|Ngoài ra, còn 3 huyện...|Hết.",
    "Đạt bao nhiêu?|Rất nhiều!|Tốt.",
    "Ông nói: “Đạt 5%.”|Trong khi đó (tăng 7%.)|Còn lại giảm.",
    "Tăng giá trị.|Ngoài ra tăng 15%.|Năm 2017.|Tỉnh đạt 5%.",
    "Lúa đạt 5 tấn; ngô đạt 3 tấn; sắn đạt 2 tấn.",
    "Kết quả:|- Lúa: 5 tấn;|+ Ngô: 3 tấn.|• Sắn: 2 tấn",
    "1. Kết quả đạt được|2. Lúa đạt 5 tấn.|a) Ngô đạt 3 tấn.|II. Phương hướng",
    "Thu trong quý I.|Tổng chi đạt 5 tỷ.",
    "Phòng, chống viêm gan B.|Trong năm, có 5 ca.",
    "Cuộc sống ấm no.|Trong năm 2017, đạt 5 tỷ v.v.|Tỉnh đã hỗ trợ.",
    "Ban Chỉ đạo T.Ư họp với UBND.HCM ngày 26.9.2018.|Hết.",
    "Xem www.thongke.gov.vn và văn bản số 5/NQ.CP ngày 5/6.|Hết.",
    "Lương 5,5 triệu đồng.|62.850 người có việc làm.",
]
FRENCH = [
    "M. Dupont a vendu 62.850 lots.|Mme. Durand, 18,5 %.|Fin.",
    "« C'est 18,5 %. »|Les ventes ont baissé.",
    "« Ah ! » dit-il.|Vraiment ?|Oui !",
    "M. Le Pen et J. Chirac, en 52 av. J.-C. déjà.|Fin.",
    "Les ventes, les achats, etc.|Les autres.|Un mur de 5 m.|Les autres.",
    "Voir p. 12 et l'art. 5 du code (chap. 3).|Fin.",
    "Il hésite… puis dit 5 %.|Elle aussi...|Fin.",
    "Le riz : 3 t ; le maïs : 2 t.|- le blé : 5 t ;|- l'orge : 4 t.",
    "2 639,1 Md€ en 2018.|572.440 coupures.",
    "Vitamine C.|Les ventes montent.",
]


@pytest.mark.parametrize("marked", VIETNAMESE)
def test_vietnamese_sentences(marked):
    """Ends of sentences, and stops that end none."""
    check(marked, VI)


@pytest.mark.parametrize("marked", FRENCH)
def test_french_sentences(marked):
    """Ends of sentences, and stops that end none."""
    check(marked, FR)


def check(marked, pack):
    parts = marked.split("|")
    text = "".join(_joined(parts))
    assert [text[start:end] for start, end in sentences(text, pack)] == parts


def _joined(parts):
    """The sentences as a text: list items, titles and what follows them on lines, the others after a space or none."""
    for index, part in enumerate(parts):
        yield part
        following = parts[index + 1] if index + 1 < len(parts) else ""
        if part[-1] not in ".!?…»”)" or following[:1] in "-+•" or part.startswith(("1.", "2.", "a)", "II.")):
            yield "\n"
        elif following and not part.endswith("giá trị.") and part != "Năm 2017.":
            yield " "


def test_a_line_end_ends_a_sentence_whatever_stands_there():
    """Also without a stop, also many of them; none is empty."""
    text = "\n\n Tiêu đề \n\nĐạt 5%\n  \nHết"
    assert [text[start:end] for start, end in sentences(text, VI)] == ["Tiêu đề", "Đạt 5%", "Hết"]


def test_a_sentence_that_is_too_long_is_cut_between_words():
    """At a semicolon first, then a comma, then white space, never inside a number."""
    for text in ("lúa 5 tấn; ngô 3 tấn, sắn " * 400, "tăng 2 639 và 17 605 tấn " * 400, "a b " * 3000):
        spans = sentences(text, VI)
        assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
        assert min(end - start for start, end in spans[:-1]) >= LONGEST_SENTENCE // 2 - 1
        for _, end in spans[:-1]:
            assert text[end - 1] == ";" or text[end].isspace()
            assert not (text[end - 1].isdigit() and text[end + 1].isdigit())
    first = sentences("lúa 5 tấn; ngô 3 tấn, sắn " * 400, VI)[0]
    assert ("lúa 5 tấn; ngô 3 tấn, sắn " * 400)[first[1] - 1] == ";"


def test_a_word_without_end_is_cut_too():
    """No white space to cut at: after a character that is no digit, else anywhere; all of it is there."""
    for text in ("tăng" * 5_000, "5" * 10_000):
        spans = sentences(text, VI)
        assert "".join(text[start:end] for start, end in spans) == text
        assert max(end - start for start, end in spans) <= LONGEST_SENTENCE


def test_vietnamese_words_are_segmented():
    """Words of several syllables are one token, spelled as they are written."""
    doc = doc_of(segment("Tỉnh hoà giải cho 62.850 lao động thất nghiệp.", VI))
    words = [token.text for token in doc]
    assert "lao động" in words
    assert "62.850" in words
    assert doc.text == "Tỉnh hoà giải cho 62.850 lao động thất nghiệp."


def test_french_words_are_tokenised():
    """Elisions and signs come off, abbreviations hold."""
    words = [token.text for token in doc_of(segment("L'emploi de M. Dupont, soit 12,5% (en 2019).", FR))]
    assert words == ["L'", "emploi", "de", "M.", "Dupont", ",", "soit", "12,5", "%", "(", "en", "2019", ")", "."]


def test_a_sentence_without_a_number_is_not_tokenised_unless_asked():
    """Tokenising is most of the time, and such sentences hold nothing."""
    text = "Lao động thất nghiệp giảm. Đạt 5 lao động."
    assert [token.text for token in doc_of(segment(text, VI))][:3] == ["Lao", "động", "thất"]
    assert "thất nghiệp" in [token.text for token in doc_of(segment(text, VI, every=True))]
    assert "lao động" in [token.text for token in doc_of(segment(text, VI))]


def test_a_number_in_words_counts_as_a_number():
    """The words that can begin one are data."""
    assert [token.text for token in doc_of(segment("Cent emplois, l'usine.", FR))][-3:] == ["l'", "usine", "."]


@pytest.mark.parametrize("pack", [VI, FR], ids=["vi", "fr"])
@pytest.mark.parametrize("text", ["", " ", "\n\n", "  Đạt 5%. \n\n  Hết\n ", "a  b\n5", "5\ud800%\udfff"])
def test_the_doc_is_the_text(pack, text):
    """White space before, between and after included; a lone surrogate is U+FFFD."""
    for every in (False, True):
        doc = doc_of(segment(text, pack, every=every))
        assert doc.text == text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
        assert len([sent for sent in doc.sents if sent.text.strip()]) == len(sentences(doc.text, pack))


def test_a_tokeniser_that_changes_the_text_is_not_believed(monkeypatch):
    """Then the sentence is split at white space, and the Doc still is the text."""
    pack = replace(VI, tokenizer="changing:")
    changing = {**TOKENISERS, "changing": lambda _code, _words: lambda text: text.upper().split()}
    monkeypatch.setattr(tokenise, "TOKENISERS", changing)
    tokenise._load.cache_clear()
    doc = doc_of(segment("Đạt 5 lao động.", pack))
    assert [token.text for token in doc] == ["Đạt", "5", "lao", "động."]


def test_an_unknown_tokeniser_is_named_with_those_there_are():
    """The cure stands in the message."""
    with pytest.raises(ValueError, match=r"no tokenizer 'nope'.*spacy"):
        segment("Đạt 5.", replace(VI, tokenizer="nope"))


def test_a_language_without_rules_of_its_own_has_those_of_all():
    """`spacy:xx`, as a new language may begin."""
    words = [token.text for token in doc_of(segment("Up 5%, (at last).", replace(FR, tokenizer="spacy:xx")))]
    assert words == ["Up", "5", "%", ",", "(", "at", "last", ")", "."]


HOSTILE = {
    "quoted initials": '"a."' * 25_000,
    "brackets": "(" * 200_000,
    "dots": "1." * 25_000,
    "dots and spaces": "1. " * 25_000,
    "one token": "x5" * 100_000,
    "stops": ". " * 50_000,
    "guillemets": "5 «" * 60_000,
    "lines": "\n" * 200_000,
    "spaces": "5" + " " * 1_000_000 + "5",
    "capitals": "A." * 50_000,
    "addresses": ("a1." * 33 + " ") * 300,
    "hyphens": ("w-" * 49 + "5 ") * 1_000,
    "piles": ("(" * 98 + "5 ") * 1_000,
    "surrogates": "\ud800 5 tăng\udfff " * 1_000,
    "controls": "\x00 5" * 1_000,
}


@pytest.mark.parametrize("pack", [VI, FR], ids=["vi", "fr"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(pack, text):
    """Inputs on which the libraries alone take minutes (notes, section 7)."""
    segment("Đạt 5.", pack)  # loads the tokeniser
    begun = time.process_time()
    doc = doc_of(segment(text, pack, every=True))
    assert time.process_time() - begun < 6
    assert len(doc.text) == len(text)


def test_the_vocabulary_does_not_grow_without_end(monkeypatch):
    """spaCy keeps every word it has met; after so many we begin anew."""
    monkeypatch.setattr(tokenise, "MOST_LEXEMES", 50)
    docs = [doc_of(segment(" ".join(f"mot{at}x{number}" for number in range(40)), FR)) for at in range(4)]
    assert len({id(doc.vocab) for doc in docs}) > 1
    assert doc_of(segment("L'emploi 5.", FR)).text == "L'emploi 5."


def test_loading_the_french_tokeniser_is_quick():
    """`spacy.blank` takes 4 s for it; ours is there before the language's package would be."""
    code = (
        "import spacy.tokens, sys, time; from patterns import load_pack; from pipeline.segment import segment\n"
        "pack = load_pack('fr'); begun = time.process_time(); segment('Soit 5 %.', pack)\n"
        "print(time.process_time() - begun, 'spacy.lang.fr' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, imported = done.stdout.split()
    assert imported == "False"
    assert float(seconds) < 1.5
