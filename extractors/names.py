"""What a phrase looks like: the name of a place or body, or one that begins with a head."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Walk
from extractors.mentions import Item, Line, Phrase
from extractors.nominals import HEADS


def is_name(text: str, phrase: Phrase, line_start: int) -> bool:
    """Whether the phrase is the name of a place or body: most of its words are capitalised."""
    words = text[phrase.start : phrase.end].split()
    if phrase.start == line_start or text[line_start : phrase.start].rstrip(' -–•"«“').endswith((";", ":", ".")):
        words = words[1:]  # a capital that begins a clause says nothing
    capitalised = sum(word[:1].isupper() for word in words)
    return bool(words) and capitalised * 2 >= len(words)


def begins_with(items: Sequence[Item], phrase: Phrase, *kinds: str) -> bool:
    """Whether the first item of the phrase is a cue of one of `kinds`."""
    first = next((item for item in items if item.start == phrase.start), None)
    return first is not None and first.cue(*kinds) is not None


def is_owner(walk: Walk, line: Line, phrase: Phrase) -> bool:
    """Whether the subject of a change is but who has it: "Toyota et le coréen Kia", "Le second"."""
    if is_name(walk.text, phrase, line.start):
        return True
    within = [item for item in line.items if phrase.start <= item.start < phrase.end]
    words = [item for item in within if item.is_word and item.key not in (*walk.pack.articles, *walk.pack.links)]
    if not words or any(item.cue(*HEADS) for item in within):
        return False
    if phrase.start == line.start and len(words) == 1:
        return words[0].upper  # a noun would have its determiner
    return sum(item.upper for item in words if item.start > line.start) * 2 >= len(words)
