"""The page of mistakes: hostile text stays text, marks stand where they should, nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from pipeline.evaluation import evaluate
from pipeline.gold import resolve
from pipeline.page_parts import AROUND, attribute, escaped, marked
from pipeline.score_page import page, write_page

HOSTILE = "<script>alert(1)</script> \u202e\u2066\x07\u200b & \"quoted\" 'so' </style>"
TEXT = f"{HOSTILE} Thu ngân sách đạt 7 tỷ đồng, tăng 5%. Chi 9 tỷ đồng.\nDòng khác 3."
GOLD = {
    "doc_id": 'a"><img src=x onerror=alert(1)>',
    "lang": "vi",
    "observations": [
        {"at": "7", "value": 7e9, "unit": "VND", "indicator": "Thu ngân sách", "indicator_also": [HOSTILE],
         "comparisons": [{"at": "5", "relation": "up", "magnitude": 5, "unit": "%", "base": "prior"}]},
        {"at": "9", "value": 9e9, "unit": "VND", "indicator": "Chi"},
    ],
}  # fmt: skip
VOID = {"meta", "br", "img", "link"}


class Tags(HTMLParser):
    """What a browser would see: the tags with their attributes, the text, whether all is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.words += [] if self.open and self.open[-1] in ("script", "style") else [data]


@pytest.fixture
def evaluation():
    """One pair with a wrong unit and comparison, one miss, one invention, all full of markup."""
    document = resolve(GOLD, TEXT)
    gold = document.observations[0]
    start = TEXT.index("3.")
    pair = {
        "indicator": "<b>Mục khác</b>\u202e", "value": 7,
        "indicator_start": TEXT.index("Thu"), "indicator_end": TEXT.index("Thu") + 13,
        "value_start": gold.start, "value_end": gold.end, "unit": HOSTILE, "status": "actual", "confidence": 0.4,
        "because": ["vi/units.csv:2", HOSTILE], "sentence_start": 0, "sentence_end": TEXT.index("Chi"),
    }  # fmt: skip
    spurious = {"indicator": "Dòng", "value": 3, "value_start": start, "value_end": start + 1, "unit": "count"}
    return evaluate([document], {GOLD["doc_id"]: [pair, spurious]})


@pytest.fixture
def seen(evaluation) -> Tags:
    parser = Tags()
    parser.feed(page(evaluation))
    parser.close()
    assert [] == parser.open
    return parser


def test_hostile_text_makes_no_tag(seen):
    """One script and one style, ours; no picture, no handler, no link."""
    names = [name for name, _ in seen.tags]
    assert (1, 1) == (names.count("script"), names.count("style"))
    assert not {"img", "a", "iframe", "link", "base"} & set(names)
    assert not any(name.startswith("on") or name in ("src", "href") for _, found in seen.tags for name in found)


def test_characters_that_turn_the_text_are_shown_by_their_code_points(evaluation, seen):
    """No direction or control character is left in the page."""
    whole = page(evaluation)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x08]", whole)
    assert "U+202E" in "".join(seen.words)
    assert "alert(1)" in "".join(seen.words)
    assert '<span class="control">U+D800</span>' == escaped("\ud800")
    assert "?" == attribute("\ud800")


def test_the_policy_lets_only_our_own_style_and_script(evaluation):
    """Their hashes stand in it, and nothing may be fetched."""
    whole = page(evaluation)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', whole)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", whole, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "http" not in whole.replace("http-equiv", "")


def test_a_mistake_tells_its_slots_language_and_document(seen):
    """What the filters go by."""
    cards = [found for name, found in seen.tags if name == "article"]
    assert ["spurious", "missed", "value unit indicator comparisons"] == [one["data-slot"] for one in reversed(cards)]
    assert {("vi", GOLD["doc_id"])} == {(one["data-lang"], one["data-doc"]) for one in cards}
    options = [found["value"] for name, found in seen.tags if name == "option"]
    assert {"", "missed", "spurious", "vi", GOLD["doc_id"]} <= set(options)


def test_gold_and_found_are_marked_where_they_stand(evaluation):
    """The common anchor carries both marks, the gold's comparison one, the found indicator its own."""
    mistake = next(one for one in evaluation.mistakes if one.gold and one.found)
    sentence = marked(TEXT, mistake)
    assert '<mark class="found gold">7</mark>' in sentence
    assert '<mark class="gold">5</mark>' in sentence
    assert '<mark class="name">Thu ngân sách</mark>' in sentence
    assert "Dòng khác" not in sentence


def test_only_what_differs_is_highlighted(evaluation):
    """Wrong slots carry a sign besides the colour; equal ones are left out but for the name and the value."""
    whole = page(evaluation)
    card = next(one for one in whole.split("<article")[1:] if 'data-slot="value unit' in one)
    wrong = re.findall(r'class="wrong"><th scope="row">≠ (\w+)', card)
    assert ["indicator", "value", "unit", "comparisons"] == wrong
    assert "7 000 000 000" in card
    assert "up 5 % prior" in card
    assert "status" not in card


def test_a_long_line_is_cut_around_the_number():
    """A text without line breaks does not stand on the page as a whole, mistake for mistake."""
    text = f"{'chữ ' * 500}Thu 7 tỷ đồng{' chữ' * 500}"
    gold = {"at": "7", "value": 7e9, "unit": "VND", "indicator": "Thu"}
    one = resolve({"doc_id": "a", "lang": "vi", "observations": [gold]}, text)
    sentence = marked(text, evaluate([one], {}).mistakes[0])
    assert sentence.startswith("…")
    assert sentence.endswith("…")
    assert len(sentence) < 2 * AROUND + 60


def test_predictions_of_another_text_do_not_break_the_page():
    """Offsets beyond the text are left unmarked."""
    one = resolve({"doc_id": "a", "lang": "vi", "observations": []}, "Thu 7 tỷ.")
    far = {"indicator": "Thu", "value": 7, "value_start": 4000, "value_end": 4001, "sentence_start": 3990,
           "sentence_end": 4100, "indicator_start": 3995, "indicator_end": None}  # fmt: skip
    assert "not in the gold" in page(evaluate([one], {"a": [far]}))


def test_nothing_wrong_is_a_page_too():
    """A perfect score has no cards."""
    one = resolve({"doc_id": "a", "lang": "vi", "observations": []}, "")
    assert "Nothing is wrong here." in page(evaluate([one], {}))


def test_the_file_is_written_whole_or_not_at_all(evaluation, tmp_path, monkeypatch):
    """A failure leaves what was there, and no scraps."""
    path = tmp_path / "page.html"
    write_page(path, evaluation)
    before = path.read_text(encoding="utf-8")
    assert before == page(evaluation)
    monkeypatch.setattr("pipeline.score_page.page", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_page(path, evaluation)
    assert [path] == list(tmp_path.iterdir())
    assert before == path.read_text(encoding="utf-8")
