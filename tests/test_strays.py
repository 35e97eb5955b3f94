"""Numbers that measure nothing: each with its kind, and beside each family a sentence whose number is a result."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.lines import read_line
from extractors.mentions import Line
from patterns import languages, load_pack
from patterns.pack import Pack


def line_of(text: str) -> tuple[Line, str]:
    """The line of a sentence, read with the language that knows more of its words."""
    words = set(text.casefold().replace(",", " ").split())

    def known(pack: Pack) -> tuple[int, int]:
        return len(words & pack.detect.words), sum(letter in pack.detect.letters for letter in text.casefold())

    pack = max(map(load_pack, languages()), key=known)
    return read_line(text, 0, len(text), 0, pack), text


@pytest.mark.parametrize(
    ("text", "strays"),
    [
        # ages and age bands
        ("le taux de chômage des 15-24 ans diminue", [("15-24 ans", "definition")]),
        ("les femmes entre 40 et 44 ans sont dans la région", [("40 et 44 ans", "definition")]),
        ("lao động từ 18 đến 35 tuổi được tham gia", [("18 đến 35 tuổi", "definition")]),
        ("Jean Morel, 47 ans, est à la tête de la ferme", [("47 ans", "definition")]),
        # spans of time and clock times
        ("les travaux de la route dureront dix-huit mois", [("dix-huit mois", "duration")]),
        ("la session de la province a ouvert à 8 h 30", [("8 h 30", "time")]),
        ("Sở khai mạc hội thi lúc 7 giờ 30 của ngày hội", [("7 giờ 30", "time")]),
        # laws, phones, names
        ("theo Điều 249 Bộ luật Hình sự của Quốc hội", [("249", "law")]),
        ("theo Luật số 68/2014/QH13 của Quốc hội", [("68/2014/QH13", "law")]),
        ("selon les articles 5 et 6 de la loi", [("5", "law"), ("6", "law")]),
        ("la catégorie 1 et 2 est dans les textes", [("1", "name"), ("2", "name")]),
        ("Sở vận hành mạng 5G và Quốc lộ 1A của tỉnh", [("5G", "name"), ("1A", "name")]),
        ("kiến trúc chính quyền điện tử 2.0 của tỉnh", [("2.0", "name")]),
        ("xếp thứ 8/63 tỉnh của cả nước", [("8/63", "ordinal")]),
        ("đường dây nóng (0256) 3822 190 của tỉnh", [("0256) 3822 190", "phone")]),
        # scores, addresses, list marks, furniture
        ("le club de la ville s'est imposé 3-1 face à Nantes", [("3", "incidental"), ("1", "incidental")]),
        ("đội bóng của tỉnh thắng đội khách 2-0", [("2", "incidental"), ("0", "incidental")]),
        ("le guichet est au 27, rue de la République", [("27", "name")]),
        ("2. Chăn nuôi của tỉnh được phát triển", [("2", "list mark")]),
        ("Lire aussi : 5 idées pour les vacances en France", [("5", "furniture")]),
        ("Photo 3/7 : la vue du port de la ville", [("3/7", "furniture")]),
        # rules, attendance
        ("người vi phạm bị phạt từ 30 đến 40 triệu đồng", [("30 đến 40 triệu đồng", "definition")]),
        ("một trong 5 tỉnh của cả nước", [("5 tỉnh", "incidental")]),
        ("Dịp này, 15 tập thể và 22 cá nhân được khen", [("15", "incidental"), ("22 cá nhân", "incidental")]),
        ("la réunion a rassemblé 150 délégués dans la ville", [("150 délégués", "incidental")]),
        ("khách sạn từ 3 đến 5 sao của tỉnh", [("3 đến 5", "name")]),
    ],
)  # fmt: skip
def test_a_number_that_measures_nothing_is_told_by_its_kind(text: str, strays: list[tuple[str, str]]):
    """And is no quantity."""
    line, text = line_of(text)
    assert [(text[s.start : s.end], s.kind) for s in line.strays] == strays
    assert not any(item.quantity for item in line.items)


@pytest.mark.parametrize(
    "text",
    [
        "le délai moyen est de 60 jours dans la région",
        "l'espérance de vie des femmes est de 84,6 ans",
        "tuổi thọ trung bình của người dân là 75,6 tuổi",
        "thời gian xử lý được rút xuống còn 14 ngày",
        "học sinh dân tộc thiểu số 178.250 em của tỉnh",
        "tỉnh đã cấp 1,2 triệu lít nước cho người dân",
        "pin điện thoại 58,3 triệu viên trong năm",
        "les amendes de la ville, une amende de 96,3 milliards de VND",
        "le club de la ville compte 31 victoires et 12 licenciés",
        "il y a 2019 demandes dans la ville",
        "hội nghị của tỉnh thu hút 12.500 khách trong năm",
        "les 42 musées de la ville ont été ouverts",
        "có 17 phường của thành phố được công nhận",
        "7. ",
    ],
)
def test_a_result_beside_such_words_is_kept(text: str):
    """Each looks like one of the above and is counted or measured; a bare number at a line's start stays open."""
    line, _ = line_of(text)
    if text.strip() == "7.":
        assert [stray.kind for stray in line.strays] == ["list mark"]
    else:
        assert any(item.quantity for item in line.items), line.strays


def test_no_digit_of_a_stray_is_a_quantity_too():
    """A number is the one or the other."""
    line, _ = line_of("Theo Nghị quyết số 24/2021/QH15, tỉnh có 18/20 xã từ 3 đến 5 sao và 12 người từ 18 tuổi")
    spans = [(s.start, s.end) for s in line.strays] + [(i.start, i.end) for i in line.items if i.quantity]
    spans.sort()
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
