"""A sentence as a row of items: periods and numbers that are something else first, then quantities, then cues."""

from __future__ import annotations

import itertools
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache

from extractors.dismiss import dismiss
from extractors.mentions import Item, Line, Number, Period, Quantity, by_kind
from extractors.numbers import SIGNS, find_numbers
from extractors.out_of import one_out_of, whole_of_one
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.strays import find_strays
from extractors.verbs import told_verbs
from patterns.pack import Cue, Pack, UnitPhrase
from patterns.phrases import Match, Piece, split_pieces

GAIN_REACH = 4  # items between a verb like "prendre" and its share
LEADING = ("status", "change", "share", "attain", "times", "before", "from", "reach")  # believed over the tokeniser

WHOLE_REACH = 12  # pieces between "cứ" and the part: "cứ bốn em dự thi lại có hơn một em"
HEDGE_REACH = 4  # words of a hedge: "un peu plus de"
FEWEST = 3
VERB_REACH = 6  # words of a verb that leads to a number: "il y en a eu"
CLOSED = ("exist", "measure", "before")  # what a number in words may follow at the end of its clause


def read_line(text: str, start: int, end: int, paragraph: int, pack: Pack, inside: Set[int] = frozenset()) -> Line:
    """
    The items of the sentence `text[start:end]`.

    `paragraph` is the number of its paragraph; offsets are those of `text`. `inside` holds the offsets
    that lie inside a token: no cue begins or ends there ("làm" in "việc làm").
    """
    pieces = split_pieces(text, start, end, pack.small_words)
    periods, taken = find_periods(pieces, pack, inside)
    strays = find_strays(text, pieces, taken, pack)
    numbers = [n for n in find_numbers(text, pieces, taken, pack) if not n.in_words or _counts(pieces, n, pack)]
    quantities, others = dismiss(text, pieces, find_quantities(text, pieces, numbers, pack), pack)
    strays = sorted([*strays, *others], key=lambda stray: stray.start)
    stray_spans = [(stray.start, stray.end) for stray in strays]
    inside = inside - {pieces[q.last].start for q in quantities if q.last < len(pieces)}  # "tỷ đồng | bằng 106%"
    items = told_verbs(_items(text, pieces, periods, quantities, stray_spans, pack, inside), pack)
    return Line(start, end, paragraph, tuple(items), tuple(strays))


def _one_unit(pieces: Sequence[Piece], first: int, unit: Match[UnitPhrase], pack: Pack) -> bool:
    """ "un point de moins", "recule d'un point", "plus d'une tonne": "one" of a unit that measures is a number."""
    measures = pack.known_units[unit.payloads[0].unit].measures
    if unit.payloads[0].noun:
        return False
    led = _cue_before(pieces, first, pack)
    if measures in ("time", "money"):
        return led is not None and led.payloads[0].modifier == "="  # "seulement un jour"
    if led is not None:
        return True
    behind = pack.cues.longest(pieces, unit.last) if unit.last < len(pieces) else None
    more = behind is not None and any(cue.kind == "supplement" for cue in behind.payloads)
    by = first > 0 and pieces[first - 1].key in pack.partitives
    closed = unit.last >= len(pieces) or pieces[unit.last].key not in pack.partitives
    return measures == "share difference" and (more or (by and closed))


def _counts(pieces: Sequence[Piece], number: Number, pack: Pack) -> bool:
    """Whether a number in words is a result: it counts something, and no article makes it a mere reference."""
    first, last = number.first, number.last
    among = pack.markers["among"].longest(pieces, first) is not None  # "một trong 5 tỉnh dẫn đầu"
    if last - first == 1 and not among and one_out_of(pieces, last, pack, near=pieces[first].key not in pack.one_words):
        return True
    led = _cue_before(pieces, first, pack)
    if whole_of_one(pieces, first, pack):
        return True  # "une demande sur neuf"
    if last - first == 1 and pieces[first].key in pack.weak_numbers:
        noun = pack.units.longest(pieces, last)
        if noun is not None and noun.payloads[0].noun and _whole_before(pieces, first, pack):
            return True
        if noun is not None and pieces[first].key in pack.one_words and _one_unit(pieces, first, noun, pack):
            return True
        if last + 1 < len(pieces) and pieces[last].key in pack.range_bare and _is_number(pieces[last + 1], pack):
            return pieces[first].key in pack.one_words and led is None  # "d'un à trois millions"
        return (
            pack.counts_bare and pieces[first].key not in pack.one_words and noun is not None and noun.payloads[0].noun
        )
    if first and (inside := pack.units.longest(pieces, first - 1)) is not None and inside.last > first:
        return False  # "pour cent"
    if led is not None and (number.fraction or last - first > 1):
        return True  # "le cap des deux millions", "plus des deux tiers"
    if first and (pieces[first - 1].key in pack.articles or pieces[first - 1].key == "'"):
        return pieces[first - 1].key in pack.partitives
    behind = pack.cues.longest(pieces, last)
    if behind is not None and any(cue.kind == "supplement" for cue in behind.payloads):
        return True
    before = pack.cues.longest(pieces, first - 1) if first else None
    if before is not None and before.last == first and any(cue.kind in ("out_of", "versus") for cue in before.payloads):
        return True
    follows = pack.units.longest(pieces, last) is not None or _of_whole(pieces, last, pack)
    noun_follows = pack.counts_bare and last < len(pieces) and _is_noun(pieces, last, pack)
    return follows or last - first > 1 or noun_follows or _closes(pieces, number, pack)


def _is_number(piece: Piece, pack: Pack) -> bool:
    return piece.is_number or piece.key in pack.number_words


def _cue_before(pieces: Sequence[Piece], first: int, pack: Pack) -> Match[Cue] | None:
    """The modifier that ends right before piece `first`: "le cap des *deux millions*"."""
    for begin in range(max(0, first - HEDGE_REACH), first):
        match = pack.cues.longest(pieces, begin)
        if match is not None and match.last == first and any(cue.kind == "before" for cue in match.payloads):
            return match
    return None


def _of_whole(pieces: Sequence[Piece], last: int, pack: Pack) -> bool:
    """ "onze *des 14* syndics", "deux *de ses trois* filiales": the whole of a part in words."""
    if last + 1 >= len(pieces) or pieces[last].key not in pack.linkers or pieces[last].key not in pack.articles:
        return False
    own = pieces[last].key in pack.partitives and pieces[last + 1].key in pack.determiners - pack.one_words
    at = last + 2 if own and last + 2 < len(pieces) else last + 1
    return pieces[at].is_number or (own and at == last + 2 and _is_number(pieces[at], pack))


def _closes(pieces: Sequence[Piece], number: Number, pack: Pack) -> bool:
    """Whether it closes its clause, all that is counted having been named: "des cas, il y en a eu onze"."""
    first, last = number.first, number.last
    open_ended = last < len(pieces) and pieces[last].key[:1].isalnum() and pieces[last].key not in pack.linkers
    if not pack.counts_bare or not first or open_ended:
        return False
    if pieces[first - 1].key in pack.than:
        return True  # "n'en a retenu que sept"
    told = (pack.cues.longest(pieces, i) for i in range(max(0, first - VERB_REACH), first))
    match = next((one for one in told if one is not None and one.last == first), None)
    few = number.readings[0] < FEWEST  # "elles en ont reçu deux"
    for i in range(max(0, first - VERB_REACH), first - 1):
        verb = pack.cues.longest(pieces, i + 1) if pieces[i].key in pack.partitive_pronouns else None
        if verb is not None and any(cue.kind in ("auxiliary", "verb", "exist", "object") for cue in verb.payloads):
            return not few  # "il y en a eu onze"
    return match is not None and not few and any(cue.kind in CLOSED for cue in match.payloads)


def _whole_before(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """ "cứ bốn em thì có một em": whether the whole that it is a part of stands before it."""
    for j in range(i - 1, max(-1, i - 1 - WHOLE_REACH), -1):
        if pieces[j].key in (";", "."):
            return False
        match = pack.cues.longest(pieces, j)
        if match is not None and any(cue.kind == "out_of" and cue.relation is None for cue in match.payloads):
            return True
    return False


def _is_noun(pieces: Sequence[Piece], i: int, pack: Pack) -> bool:
    """Whether the piece may be a noun: a word that is neither function word nor cue."""
    piece = pieces[i]
    if not piece.key[:1].isalpha() or piece.key in pack.articles or piece.key in pack.links:
        return False
    return pack.cues.longest(pieces, i) is None


def _items(
    text: str,
    pieces: Sequence[Piece],
    periods: Sequence[Period],
    quantities: Sequence[Quantity],
    strays: Sequence[tuple[int, int]],
    pack: Pack,
    inside: Set[int],
) -> list[Item]:
    by_piece = {q.first: q for q in quantities}
    by_start = {p.start: p for p in periods}
    stray_ends = dict(strays)
    items: list[Item] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if i + 1 in by_piece and by_piece[i + 1].sign and piece.key in SIGNS:
            i += 1
        elif i in by_piece:
            quantity = by_piece[i]
            items.append(Item(quantity.start, quantity.stop, quantity=quantity))
            i = quantity.last
        elif piece.start in by_start:
            period = by_start[piece.start]
            items.append(Item(period.start, period.end, period=period))
            i = _after(pieces, i, period.end)
        elif piece.start in stray_ends:
            items.append(Item(piece.start, stray_ends[piece.start], key="#"))
            i = _after(pieces, i, stray_ends[piece.start])
        else:
            item, i = _cue_or_word(text, pieces, i, by_piece, by_start, pack, inside)
            items.append(item)
    for i, item in enumerate(items):
        if "gain" in item.known:
            items[i] = _settled(items, i, pack)
    return items


def _settled(items: Sequence[Item], i: int, pack: Pack) -> Item:
    """A verb like "prendre" is one of change where a share or points follow, else a plain word."""
    ahead = items[i + 1 : i + 1 + GAIN_REACH]
    light = ("before", "filler", "from", "reach")
    led = list(itertools.takewhile(lambda one: one.cue(*light) or one.key in pack.articles, ahead))
    behind = ahead[len(led) :]
    reached = any(one.cue("reach") and not one.cue("before") for one in led)
    quantity = behind[0].quantity if behind else None
    measures = pack.known_units[quantity.unit.partition("/")[0]].measures if quantity and quantity.unit else ""
    near = items[i + 1] if i + 1 < len(items) else None
    by = near is not None and near.cue("from") is not None and near.cue("filler") is not None and measures == "money"
    gains = by or measures in ("share", "share difference", "index")  # "a fondu de 3 millions d'euros"
    gains = gains or (reached and quantity is not None and (measures == "money" or quantity.scaled))
    cues = tuple(_as_change(cue) if cue.kind == "gain" else cue for cue in items[i].cues)
    return items[i].cued(cues if gains else tuple(cue for cue in items[i].cues if cue.kind != "gain"))


@cache
def _as_change(cue: Cue) -> Cue:
    """The cue of a gain as one of change: one for each row, for `by_kind` remembers cues by what they are."""
    return replace(cue, kind="change")


def _after(pieces: Sequence[Piece], i: int, end: int) -> int:
    while i < len(pieces) and pieces[i].start < end:
        i += 1
    return i


def _cue_or_word(
    text: str,
    pieces: Sequence[Piece],
    i: int,
    by_piece: dict[int, Quantity],
    by_start: dict[int, Period],
    pack: Pack,
    inside: Set[int],
) -> tuple[Item, int]:
    match = pack.cues.longest(pieces, i)
    if match is not None and match.last == i + 1 and _is_letter(text, pieces, i):
        match = None
    if match is not None:
        taken = (j for j in range(i + 1, match.last) if j in by_piece or pieces[j].start in by_start)
        stop = next(taken, None)
        if stop is not None:
            match = pack.cues.longest(pieces, i, stop)
    if match is not None and _has_complement(pieces, match.first, match.last, match.payloads, pack):
        match = pack.cues.longest(pieces, i, i + 1)
    if match is not None and _within_a_token(pieces, i, match.last, inside):
        led = _leads_to_number(pieces, match.last, by_piece, pack)
        match = match if led and any(cue.kind in LEADING for cue in match.payloads) else None
    if match is not None:
        start, end = pieces[i].start, pieces[match.last - 1].end
        key = " ".join(piece.key for piece in pieces[i : match.last])
        cues, upper = match.payloads, text[start].isupper()
        return Item(start, end, key, None, None, cues, upper, by_kind(cues)), match.last
    start = pieces[i].start
    return Item(start, pieces[i].end, key=pieces[i].key, upper=text[start].isupper()), i + 1


def _has_complement(pieces: Sequence[Piece], first: int, last: int, cues: Sequence[Cue], pack: Pack) -> bool:
    """Whether "un taux" stands for nothing, but is of what follows: "un taux de recyclage de 86 %"."""
    if last - first < 2 or pieces[first].key not in pack.one_words or all(cue.kind != "pronoun" for cue in cues):
        return False
    follows = pieces[last : last + 2]
    of = len(follows) > 1 and follows[0].key in pack.partitives
    return of and follows[1].key[:1].isalpha() and follows[1].key not in pack.numbers


def _leads_to_number(pieces: Sequence[Piece], i: int, by_piece: dict[int, Quantity], pack: Pack) -> bool:
    """ "ước 6.854 tỷ", "cùng kỳ giảm khoảng 3,2%", "nhích từ 41 triệu": before a number a verb is no part of a name."""
    if i in by_piece:
        return True
    between = pack.cues.longest(pieces, i)
    light = between is not None and any(cue.kind in ("before", "from", "reach") for cue in between.payloads)
    return light and between is not None and between.last in by_piece


def _is_letter(text: str, pieces: Sequence[Piece], i: int) -> bool:
    """Whether the piece is a lone capital inside a clause: "catégorie A", "bảng C"."""
    piece = pieces[i]
    lone = piece.end - piece.start == 1 and text[piece.start].isupper() and text[piece.end : piece.end + 1] not in "'’"
    return lone and i > 0 and pieces[i - 1].key[:1].isalpha()


def _within_a_token(pieces: Sequence[Piece], first: int, last: int, inside: Set[int]) -> bool:
    """Whether the pieces are but a part of one token; a phrase across tokens is believed over the tokeniser."""
    if pieces[first].start not in inside and pieces[last - 1].end not in inside:
        return False
    return all(pieces[j].end in inside for j in range(first, last - 1))
