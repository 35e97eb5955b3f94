"""
What a sentence without a figure said to change: the next one only says "il", "ce chiffre" or nothing of it.

For languages that begin their noun phrases with determiners.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.indicators import HARD_MARKS, HEADS, VERBS, left_phrase
from extractors.mentions import Item, Phrase
from extractors.subjects import subject_of, subject_phrase
from patterns.pack import Pack

LIGHT = ("filler", "before", "change")


def topic_of(items: Sequence[Item], pack: Pack) -> Phrase | None:
    """ "Le chômage recule.", "Chômage : léger recul", "Recul des ventes": what changes; None where nothing does."""
    if not pack.determiners or any(item.quantity for item in items):
        return None
    for i, item in enumerate(items):
        if item.cue("change") is None or item.cue(*HEADS, "filler"):
            continue
        colon = i - 1
        while colon > 0 and (items[colon].cue(*LIGHT) or items[colon].key in pack.articles):
            colon -= 1
        headed = colon > 0 and items[colon].key == ":"
        owned = i + 2 < len(items) and items[i + 1].key in pack.articles and items[i + 1].key in pack.linkers
        if owned and (colon <= 0 or headed or items[i - 1].key in pack.articles):
            return left_phrase(items, i + 1, _noun_end(items, i + 2), pack)
        if headed:
            return left_phrase(items, 0, colon, pack)
        return subject_of(items, 0, i, pack)
    return None


def subject_told(items: Sequence[Item], pack: Pack) -> Phrase | None:
    """The subject of a sentence, or what it brings out: "Ce sont *les dépenses* qui ont dérapé."."""
    if not pack.determiners or any(item.quantity for item in items):
        return None
    relative = next((i for i, item in enumerate(items) if item.key in pack.relatives), 0)
    if relative and items[0].cue("exist", "copula"):
        return left_phrase(items, 1, relative, pack)
    return subject_phrase(items, len(items), pack)


def _noun_end(items: Sequence[Item], first: int) -> int:
    """Where the noun phrase that begins at item `first` ends: at a verb, a mark, a period or a place."""
    for i in range(first, len(items)):
        item = items[i]
        verb = item.cue(*VERBS, "copula", "clitic", "opener", "place") and not item.cue("filler", *HEADS)
        if verb or item.period or item.key == "," or item.key in HARD_MARKS:
            return i
    return len(items)
