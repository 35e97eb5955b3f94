"""Clauses of languages without determiners: where the one of a number begins, and what its subject is."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import noun_at
from extractors.drafts import Draft
from extractors.indicators import HARD_MARKS, HEADS, VERBS, left_phrase
from extractors.mentions import Item, Phrase
from extractors.names import begins_with
from extractors.places import Place
from patterns.pack import Pack
from patterns.phrases import Piece, split_pieces

LONGEST_BODY = 60  # characters of the noun of a body
UNTIMED = ("share", "share difference", "multiple", "index", "time")  # what no rate is told of by the clause


def last_resort(items: Sequence[Item], anchor: int) -> Phrase | None:
    """ "Khu vực trung tâm chiếm 41%": whoever stands before the verb, where nothing else names the claim."""
    last = anchor - 1
    while last > 0 and (items[last].cue(*VERBS, "before", "filler", "status") or items[last].key == ","):
        last -= 1
    begin = last
    while begin > 0 and not (
        items[begin - 1].quantity or items[begin - 1].period or items[begin - 1].key in (*HARD_MARKS, ",")
    ):
        begin -= 1
    named = any(item.key[:1].isalpha() and not item.period for item in items[begin : last + 1])
    return Phrase(((items[begin].start, items[last].end),), "left") if named else None


def per_time(draft: Draft, pack: Pack) -> str | None:
    """ "Bình quân mỗi ngày có 38 vụ": the unit with the span of time that its clause opens with; None where none."""
    unit = draft.quantity.unit if draft.quantity else None
    if unit is None or "/" in unit or pack.known_units[unit].measures in UNTIMED:
        return None
    for item in reversed(draft.line.items[: draft.index]):
        if item.key in HARD_MARKS:
            return None
        words = item.key.split()
        if len(words) > 1 and words[-2] in pack.per_words and item.cue("cut"):
            match = pack.units.longest([Piece(0, 0, words[-1])], 0)
            timed = match is not None and pack.known_units[match.payloads[0].unit].measures == "time"
            return f"{unit}/{match.payloads[0].unit}" if match is not None and timed else None
    return None


def acts_on(place: Place, phrase: Phrase) -> bool:
    """Whether the phrase is but a verb that stands right before its number: "bắt giữ 48.700 đối tượng"."""
    last = place.index - 1
    while last > place.left and place.items[last].cue("before") and place.items[last].start >= phrase.end:
        last -= 1
    alone = phrase.parts == ((place.items[last].start, place.items[last].end),)
    return alone and begins_with(place.items, phrase, "action")


def before_comma(place: Place, first: int) -> Phrase | None:
    """ "khiến lợi nhuận gộp tăng mạnh, đạt 4.387 tỷ đồng": the subject of the part before the verb's comma."""
    items = place.items
    comma = next((i for i in range(place.index - 1, first, -1) if items[i].key == "," or items[i].is_word), first)
    if place.pack.determiners or comma == first or items[comma].is_word:
        return None
    return left_phrase(items, first, comma, place.pack)


def clause_begin(items: Sequence[Item], first: int, last: int) -> int:
    """Behind the last comma before item `last`: a verb before it is not of this number."""
    return next((i + 1 for i in range(last - 1, first - 1, -1) if items[i].key == ","), first)


def begins_with_noun(items: Sequence[Item], phrase: Phrase, pack: Pack) -> bool:
    """Whether the phrase begins with a counted noun: "du khách Hàn Quốc"."""
    first = next(i for i, item in enumerate(items) if item.start >= phrase.start)
    return noun_at(items, first, pack) is not None


def acts_by_name(items: Sequence[Item], phrase: Phrase, pack: Pack) -> bool:
    """ "Viện Pasteur TP HCM mới chuyển": a body by its name, and its verb; not "du khách Hàn Quốc quay lại"."""
    begin = next(i for i, item in enumerate(items) if item.start >= phrase.start)
    noun = noun_at(items, begin, pack)
    if pack.determiners or noun is None or items[begin].cue("action", *HEADS):
        return False
    pieces = split_pieces(" ".join(item.key for item in items[begin:noun]), 0, LONGEST_BODY, {})
    match = pack.units.longest(pieces, 0)
    names = [i for i in range(noun, len(items)) if items[i].start < phrase.end and items[i].upper]
    body = match is not None and match.payloads[0].unit == "count" and names[:1] == [noun]
    return body and items[names[-1]].end < phrase.end


def moved_subject(place: Place, first: int) -> Phrase | None:
    """ "VHM tăng gần hết biên độ lên 122.800 đồng": what stands before the verb, with adverbs behind it."""
    items = place.items
    if place.pack.determiners or not any(item.cue("reach") for item in items[first : place.index]):
        return None
    for i in range(place.index - 1, first, -1):
        if items[i].key in HARD_MARKS or items[i].key == ",":
            return None
        cue = items[i].cue("change")
        if cue is not None and cue.base is None and not items[i].cue(*HEADS):
            between = items[i + 1 : place.index]
            if any(item.cue(*HEADS, "rate") and not item.cue("filler") for item in between):
                return None
            return left_phrase(items, first, i, place.pack) if any(item.is_word for item in between) else None
    return None
