"""What stands around a quantity: the cue before it, the clause behind it."""

from __future__ import annotations

import pytest
from reading import line_of

from extractors.places import Place, Role
from patterns import load_pack


def place(code: str, text: str, n: int = 0) -> Place:
    """The n-th quantity of a sentence among its items."""
    items = line_of(code, text).items
    at = [i for i, item in enumerate(items) if item.quantity]
    left = at[n - 1] + 1 if n else 0
    right = at[n + 1] if n + 1 < len(at) else len(items)
    return Place(items, at[n], left, right, load_pack(code))


def nearest(kind: str, code: str, text: str, n: int = 0, words: int = 0) -> str | None:
    """The words of the cue that is near a quantity."""
    here = place(code, text, n)
    near = here.near(kind, words=words)
    return here.items[near[0]].key if near else None


NEAR = [
    ("tăng", "vi", "Lúa tăng 5%", 0),
    ("tăng", "vi", "Lúa tăng khoảng 5%", 0),
    ("tăng", "vi", "Lúa tăng so với năm 2020 khoảng 5%", 0),
    (None, "vi", "Lúa tăng; ngô 5%", 0),
    (None, "vi", "Lúa tăng (ngô 5%", 0),
    (None, "vi", "Lúa tăng, ngô 5%", 0),
    (None, "vi", "Lúa 3 tấn tăng đạt 5%", 0),
    ("en hausse", "fr", "Le blé est en hausse de 5 %", 0),
    (None, "fr", "La hausse. Le blé 5 %", 0),
]


@pytest.mark.parametrize(("cue", "code", "text", "n"), NEAR, ids=[text for _, _, text, _ in NEAR])
def test_a_cue_is_near_where_nothing_divides_it_from_the_number(cue: str | None, code: str, text: str, n: int):
    """Modifiers, periods and bases do not divide; words, commas, stops and brackets do."""
    found = nearest("change", code, text, n)
    assert (found or "").startswith(cue or "")
    assert (found is None) == (cue is None)


def test_words_may_stand_between_where_they_are_allowed():
    """So many and no more."""
    text = "Lúa tăng vọt nhanh xxx 5%"
    assert nearest("change", "vi", text, words=0) is None
    assert "tăng" == (nearest("change", "vi", text, words=5) or "")[:4]


def test_no_cue_is_looked_for_before_the_quantity_before():
    """Each quantity has its own part of the sentence."""
    assert nearest("change", "vi", "Lúa tăng 5%, 400 tấn", 1) is None


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["so với", "năm 2020"], "vi", "tăng 5% so với năm 2020"),
        (["so với"], "vi", "tăng 5% so với 3%"),
        (["so với"], "vi", "tăng 5% so với; ngô"),
        ([], "vi", "(tăng 5%) so với"),
        ([], "vi", "tăng 5%."),
    ],
)
def test_the_clause_behind_a_quantity_ends_with_it(words: list[str], code: str, text: str):
    """At a stop, a closing bracket or the next quantity."""
    here = place(code, text)
    assert words == [text[here.items[i].start : here.items[i].end] for i in here.after()]


def test_the_clause_is_looked_through_only_so_far():
    """`reach` counts items."""
    here = place("vi", "tăng 5% a b c d e")
    assert [2, 3] == [i - here.index + 1 for i in here.after(2)]
    assert [] == here.after(0)


def test_the_role_before_is_told():
    """None for the first quantity of a sentence."""
    here = place("vi", "Lúa tăng 5%")
    assert here.previous is None
    later = Place(here.items, here.index, 0, len(here.items), here.pack, (Role("from"), Role("level")))
    assert Role("level") == later.previous
