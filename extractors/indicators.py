"""
Indicator phrases, found from the shape of the clause and without a list of indicators.

Left of a value stands what is measured ("tổng số lao động tham gia BHXH là 485.412 người"), right of a
count the counted thing ("66 cơ sở giáo dục nghề nghiệp"). A phrase is never cut inside a mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors import nominals
from extractors.mentions import Item, Phrase
from extractors.nominals import (
    adverbial,
    article_start,
    before_relative,
    behind_change,
    named_by_number,
    object_start,
    stands_for,
    tied,
)
from patterns.pack import Pack

HARD_MARKS = frozenset({".", ";", ":", "!", "?", "…", "(", ")", "[", "]", "–", "—", "|"})
QUOTES = frozenset({'"', "“", "”", "«", "»", "'", "‘"})
LEFT_STOPS = ("parent", "cut", "share", "times", "versus", "equals", "against")
TRAILING = ("measure", "status", "before", "filler", "change", "move", "passage", "attain", "reach", "from", "cut",
            "subject", "place", "contribute", "against", "share", "auxiliary", "respectively", "each", "and", "about",
            "opener", "out_of", "verb")  # fmt: skip
LEADING = ("subject", "filler", "measure", "exist", "status", "and", "change", "move", "passage", "attain", "reach",
           "place", "before", "auxiliary", "against", "from", "about", "each", "respectively", "out_of", "opener",
           "parent", "verb")  # fmt: skip
CLAUSE_VERBS = ("measure", "exist", "change", "move", "auxiliary", "cut", "opener", "passage", "verb")
VERBS = ("measure", "exist", "auxiliary", "change", "move", "passage", "share", "attain", "verb")
HEADS = nominals.HEADS
NAMING = (*HEADS, "action")
CONTENT = ("base", "exist", "incidental", "name", "definition", "subject", "worth")


def left_phrase(items: Sequence[Item], first: int, last: int, pack: Pack, *, counted: bool = True) -> Phrase | None:
    """
    The noun phrase that ends before item `last` and begins at or after item `first`.

    `counted`: what follows is a count with a name of its own, which "there are" does not name.
    None where only verbs, subjects and periods stand there.
    """
    supported = last - 1 if last > first + 1 and items[last - 1].cue("support") else last  # "xây dựng có mức tăng"
    end = supported if _is_branch(items, first, supported) else _trim_end(items, first, last, pack)
    if pack.determiners and end > first and items[end - 1].cue("pronoun") and not items[end - 1].cue(*HEADS):
        return None
    begin = article_start(items, _clause_start(items, first, end, pack), end, last, pack)
    whole, end = end, before_relative(items, begin, end, pack)
    if any(stands_for(items, i, pack) for i in range(begin, min(begin + 2, len(items)))):
        begin = object_start(items, begin, end, pack)
        if begin == end:
            return None
    if end in (last, supported) and begin < end and _is_branch(items, begin, end):
        return Phrase(spans_of(items, begin, end), "left")
    clause = begin
    begin, end, named = _after_verb(items, begin, end, last if counted else end, pack)
    if clause < begin < end == whole and not named and adverbial(items, begin, pack):
        return left_phrase(items, first, begin - 1, pack, counted=False)
    end = _before_verb(items, begin, end) if named else end
    begin = _trim_start(items, behind_change(items, begin, end, pack), end, pack)
    end = _trim_end(items, begin, end, pack)
    if begin >= end or items[begin].cue("source"):
        return None
    if not (named or any(content(item, pack) for item in items[begin:end])) and items[end - 1].key != "#":
        return None
    return Phrase(spans_of(items, begin, end), "left")


def _is_branch(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether a verb right before a verb of change is a noun: "xây dựng tăng 12,6%", "vật liệu xây dựng tăng"."""
    if last <= first or last >= len(items) or not items[last].cue("change", "support"):
        return False
    verb = items[last - 1]
    return verb.cue("exist") is not None and verb.cue("action", "filler", "support", "verb") is None


def _bracket_start(items: Sequence[Item], first: int, i: int) -> int | None:
    """Where the bracket that closes at `i` opens, if it holds no quantity: an aside to step over."""
    if items[i].key != ")":
        return None
    for j in range(i - 1, first - 1, -1):
        if items[j].quantity or items[j].key == ")":
            return None
        if items[j].key == "(":
            return j
    return None


def _weightless(item: Item, pack: Pack) -> bool:
    return item.key in pack.articles or item.key in pack.links or not item.key[:1].isalnum()


def _trim_end(items: Sequence[Item], first: int, end: int, pack: Pack) -> int:
    verb = False
    while end > first:
        item = items[end - 1]
        opened = _bracket_start(items, first, end - 1)
        if opened is not None:
            end = opened
            continue
        if item.key in HARD_MARKS or (item.key == "," and verb):
            return first
        exists = item.cue("exist") is not None and item.cue("action") is None
        if item.key == "#" and named_by_number(items, end - 1, pack):
            break
        if item.period or (item.cue(*HEADS) is None and (_weightless(item, pack) or item.cue(*TRAILING) or exists)):
            verb = verb or (item.cue(*VERBS) is not None and item.cue("filler", "from", "opener") is None)
            end -= 1
        else:
            break
    return end


def _clause_start(items: Sequence[Item], first: int, end: int, pack: Pack) -> int:
    i = end
    while i > first:
        i -= 1
        item = items[i]
        opened = _bracket_start(items, first, i)
        if opened is not None:
            i = opened
            continue
        stops = item.cue(*LEFT_STOPS) and not item.cue(*HEADS)
        leads = item.cue("listing") and i + 1 < end and items[i + 1].period is None
        stops = stops or (leads and end < len(items) and items[end].cue("measure", "change"))
        if stops and i + 1 < end and item.key in pack.linkers and items[i + 1].key in pack.determiners:
            continue  # "la lutte contre l'épidémie"
        if item.quantity or item.key in HARD_MARKS or stops:
            return i + 1
        if item.key == "," and _comma_divides(items, first, i, end):
            return i + 1
        if item.period and i + 1 < end and items[i + 1].key == ",":
            return i + 2
        if i > first and i + 1 < end and (_gives_cause(items, i) or _leads_to_thing(items, i, end)):
            return i + 1
    return first


def _gives_cause(items: Sequence[Item], i: int) -> bool:
    """ "Lợi nhuận giảm do doanh thu sụt 60%": a clause right behind a verb of change has a subject of its own."""
    led = items[i - 1].cue("change") is not None and not items[i - 1].cue(*HEADS, "filler")
    return led and all(cue.kind == "opener" for cue in items[i].cues) and bool(items[i].cues)


def _comma_divides(items: Sequence[Item], first: int, comma: int, end: int) -> bool:
    """Whether a comma ends a clause, rather than part the members of a list inside the phrase."""
    after = items[comma + 1] if comma + 1 < end else None
    clause = []
    for i in range(comma - 1, first - 1, -1):
        if items[i].key in HARD_MARKS or items[i].key == ",":
            break
        clause.append(items[i])
    if not clause or any(item.quantity or item.period for item in clause):
        return True
    if after is not None and after.cue("subject", "parent", "change", "move", "auxiliary"):
        return True
    headed = any(item.cue(*HEADS) for item in clause)
    if after is not None and after.cue(*HEADS) and not headed:
        return True
    if headed and _has_own_head(items[comma + 1 : end]):
        return True
    verbs = [item for item in clause if item.cue(*CLAUSE_VERBS) and not item.cue(*HEADS, "filler")]
    return any(not item.cue("opener") or item is clause[-1] for item in verbs) and not headed


def _leads_to_thing(items: Sequence[Item], i: int, end: int) -> bool:
    """ "đứng thứ hai là dệt may | đạt", "là thị trường lớn nhất với kim ngạch | đạt": what has a verb of its own."""
    verb = end < len(items) and items[end].cue("measure", "attain", "share", "change") is not None
    copula = items[i].cue("equates") is not None and verb
    headed = items[i].cue("and") and items[i].cue("opener") and items[i + 1].cue(*HEADS)
    return copula or bool(headed and verb and not items[i - 1].cue(*HEADS))


def _has_own_head(part: Sequence[Item]) -> bool:
    """ "Nhờ giá quặng hạ, Thép Nam Hưng báo lãi": a subject and a head of its own; not ", nước và giá"."""
    at = next((n for n, item in enumerate(part) if item.cue(*HEADS) and not item.cue("filler", "opener")), 0)
    return at > 0 and part[0].is_word and part[0].upper and not any(item.cue("and") for item in part[:at])


def _after_verb(items: Sequence[Item], begin: int, end: int, last: int, pack: Pack) -> tuple[int, int, bool]:
    """
    Where the name begins and ends: at its first head, at its verb of action, else after its last other verb.

    Third, whether a head or verb of action begins it. Before "there are" nothing names the counted things.
    """
    for i in range(begin, end):
        named = i + 1 < len(items) and items[i + 1].key == "#"
        if items[i].cue(*HEADS) and not named and not tied(items, begin, i, pack):
            return i, end, True
    helped = max((i for i in range(begin, end) if items[i].cue("auxiliary")), default=begin)
    acting = helped if any(item.cue("action") for item in items[helped:end]) else begin  # "đài cấp II đã thụ lý"
    for i in range(acting, end):
        if items[i].cue("action") and (
            pack.determiners or not (items[i].upper and i > begin)
        ):  # "Trung tâm Giới thiệu việc làm"
            noun = i == end - 1 and i > begin and items[end : end + 1] and items[end].cue("share", "change", "attain")
            verb = next((j + 1 for j in range(i - 1, begin - 1, -1) if items[j].cue("measure", "exist", "and")), begin)
            return (verb if noun and _names_a_thing(items, verb, i) else i), end, True  # "dự án mở bán chiếm"
    if any(item.cue("exist") for item in items[end:last]):
        return end, end, False
    for i in range(end - 1, begin - 1, -1):
        if items[i].cue("exist", "measure", "status", "verb") and not items[i].cue("filler", "place"):
            return i + 1, end, False
        if items[i].cue("auxiliary"):
            return (begin, i, False) if _names_a_thing(items, begin, i) else (i + 1, end, False)
    return begin, end, False


def _names_a_thing(items: Sequence[Item], begin: int, end: int) -> bool:
    """Whether the subject of a verb is a thing that is measured rather than a body that acts or a place."""
    words = [item for item in items[begin:end] if item.key[:1].isalpha() and not item.cue("filler")]
    plain = [item for item in words if not item.cue("subject", "opener", "place", "pronoun")]
    capitals = sum(item.upper for item in plain[1:] if item.is_word)
    return bool(plain) and len(plain) == len(words) and capitals * 2 < len(plain)


def _before_verb(items: Sequence[Item], begin: int, end: int) -> int:
    """Where the name ends: before the verb of its clause."""
    for i in range(begin + 1, end):
        if items[i].cue("auxiliary", "passage", "listing", "verb"):
            return i
        says_more = items[i].cue("attain") and i + 1 < end and items[i + 1].is_word  # "diện tích rừng đạt chứng chỉ"
        verb = items[i].cue("measure") and not items[i].cue("filler", "from", "exist", "action", "place")
        if verb and not says_more:
            return i
    return end


def _trim_start(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    while begin < end:
        item = items[begin]
        if item.key == "#" and named_by_number(items, begin, pack):
            break
        if item.period or (item.cue(*NAMING) is None and (_weightless(item, pack) or item.cue(*LEADING))):
            begin += 1
        else:
            break
    return begin


def content(item: Item, pack: Pack) -> bool:
    """Whether an item can be what a phrase is about, rather than a function word."""
    plain = item.is_word and item.key not in pack.articles and item.key not in pack.links
    return plain or (item.cue(*NAMING, *CONTENT) is not None and item.cue("verb") is None)


def spans_of(items: Sequence[Item], begin: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of the phrase; a period inside it divides it."""
    parts: list[tuple[int, int]] = []
    start: int | None = None
    i = begin
    while i < end:
        closes = next((j for j in range(i + 1, end) if items[j].key == ")"), None) if items[i].key == "(" else None
        if items[i].period or closes is not None:
            if start is not None:
                parts.append((start, items[i - 1].end))
                start = None
        elif start is None:
            start = items[i].start
        i = i + 1 if closes is None else closes + 1
    if start is not None:
        parts.append((start, items[end - 1].end))
    return tuple(parts)
