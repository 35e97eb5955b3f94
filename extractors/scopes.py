"""How far a word reaches: estimate and target, within a sentence and down a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions import Item, Line, Markers
from patterns.pack import Pack

OWN_VERBS = ("measure", "attain", "auxiliary")
COMPARES = ("against", "attain", "change", "share", "out_of", "versus")
WEIGHTLESS = ("filler", "reach", "from")  # "à", "de" beside a number are no verbs
ENDS = frozenset({".", ";", ":", "!", "?", "(", ")", "–", "—"})
BULLETS = ("-", "–", "•", "*", "+")
BASE_REACH = 3  # items between a comparing word and its base: "thấp hơn so với kế hoạch đề ra"
AFTER_REACH = 4  # items between a number and "prévus" behind what it counts
VERB_REACH = 10  # items between a number and the verb of which the counted thing is the subject
SHORTEST_FUTURE = 4  # letters: "fera"


def status_of(
    items: Sequence[Item],
    index: int,
    pack: Pack,
    *,
    level: bool = True,
    inherited: str = "actual",
    known: Markers | None = None,
) -> str:
    """
    The status of the quantity at `index`: actual, estimate or target.

    The sentence is read part by part, a part ending with each quantity. A marker holds on from its part;
    a divided part with a verb of its own ("ước đạt 781 tỷ; 6 tháng đạt 4.705 tỷ") is actual again, but a
    target that is said by a verb ("phấn đấu") holds to the end. For a change without a `level` the verb of
    change is its own. `inherited` is what a heading above a list says; `known` remembers what the parts of this
    sentence say, from one of its quantities to the next.

    >>> status_of((Item(0, 3, "ước"), Item(4, 8, "500")), 1, load_pack("xx"))  # doctest: +SKIP
    'estimate'
    """
    known = {} if known is None else known
    status, firm, begin = inherited, inherited == "target", 0
    for i in range(index + 1):
        if not items[i].quantity and i != index:
            continue
        part = items[begin:i]
        if (begin, i) not in known:
            known[begin, i] = _marker(items, begin, i, pack)
        marker = known[begin, i]
        if marker is not None and not firm:
            status, firm = marker
        elif not firm and status != "actual" and _is_divided(part) and _has_verb(part, change=i == index and not level):
            status = "actual" if i == index or not _is_compared(items, i) else status
        begin = i + 1
    subject = not firm and not _has_verb(part, change=False)
    return _behind(items, index, pack, subject=subject, carried=marker is None and _is_divided(part)) or status


def _marker(items: Sequence[Item], begin: int, end: int, pack: Pack) -> tuple[str, bool] | None:
    """What a part says of its status, and whether it holds to the end of the sentence; None when nothing."""
    said = _said(items, begin, end)
    if "target" in said:
        return "target", True
    if said:
        return said[-1] or "estimate", False
    if _opens_with_plan(items, begin, end):
        return "target", False
    return ("estimate", False) if any(_is_future(item, pack) for item in items[begin:end]) else None


def _said(items: Sequence[Item], begin: int, end: int) -> list[str | None]:
    """What the words between two items say; a target that something is compared with says nothing."""
    found = ((i, cue.status) for i in range(begin, end) if (cue := items[i].cue("status")))
    return [status for i, status in found if status != "target" or not _is_base(items, i)]


def _is_base(items: Sequence[Item], i: int) -> bool:
    """Whether the word at `i` is what something is compared with: "dépassant l'objectif de", "so với mục tiêu"."""
    for j in range(i - 1, max(-1, i - 1 - BASE_REACH), -1):
        if items[j].key in ENDS or items[j].key == "," or items[j].cue("and"):
            return False
        if items[j].quantity or (items[j].cue(*COMPARES) and not items[j].cue("status")):
            return True
    return False


def _opens_with_plan(items: Sequence[Item], begin: int, end: int) -> bool:
    """Whether a clause begins with a plan and says what it is: "Dự toán năm 2021, tổng thu …", "L'objectif est de"."""
    for i in range(begin, end):
        cue = items[i].cue("base")
        if cue is None or cue.base != "plan":
            continue
        before = items[begin:i]
        opening = all(item.period or not item.is_word or len(item.key) <= 2 for item in before)
        opening = opening and not any(item.cue(*COMPARES) or item.quantity for item in before)
        if begin and not any(item.key in ENDS for item in before):
            return False
        return opening and not any(item.cue("attain", "share", "change") for item in items[i + 1 : end])
    return False


def _is_future(item: Item, pack: Pack) -> bool:
    """Whether the form of a word says that it has not happened yet: "récolteront", "chuterait"."""
    if item.upper or item.quantity or item.period or not pack.future_endings:
        return False
    return any(len(word) >= SHORTEST_FUTURE and word.endswith(pack.future_endings) for word in item.key.split())


def _is_divided(part: Sequence[Item]) -> bool:
    joins = (item.cue("and") is not None and item.cue("opener", "measure") is None for item in part)
    return any(joins) or any(item.key in ENDS or item.key == "," for item in part)


def _has_verb(part: Sequence[Item], *, change: bool) -> bool:
    kinds = (*OWN_VERBS, "change") if change else OWN_VERBS
    return any(item.cue(*kinds) and not item.cue(*WEIGHTLESS) for item in part)


def _is_compared(items: Sequence[Item], i: int) -> bool:
    """Whether the quantity at `i` is itself a comparison: its verb says nothing new of the sentence."""
    return any(item.cue("base", "against") for item in items[i + 1 : i + 1 + BASE_REACH])


def _behind(items: Sequence[Item], index: int, pack: Pack, *, subject: bool, carried: bool) -> str | None:
    """
    The status that is said behind the number: "753.988 recrutements prévus", "85 postes seront créés".

    `subject`: no verb stands before the counted thing, so the next one is its own. `carried`: its status
    would be that of an earlier part, which a verb of its own in the present undoes.
    """
    for n, item in enumerate(items[index + 1 : index + 1 + VERB_REACH]):
        if item.quantity or item.key in ENDS or item.cue("opener") or (n >= AFTER_REACH and item.key == ","):
            return None
        whole = not any(one.key == "," for one in items[index + 1 : index + 1 + n])
        cue = item.cue("expected")
        if cue is not None and n < AFTER_REACH and whole:
            return cue.status
        if subject and _is_future(item, pack):
            return "estimate"
        if item.cue(*OWN_VERBS) and not item.cue(*WEIGHTLESS):
            return "actual" if subject and carried and whole else None
    return None


def under_headings(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines, those of a list under "Phấn đấu năm 2025:" with the status of that line."""
    found: list[Line] = []
    held = "actual"
    for line in lines:
        listed = text[line.start : line.end].startswith(BULLETS)
        if not listed:
            held = _heading(line)
        found.append(replace(line, status=held) if listed and held != "actual" else line)
    return tuple(found)


def _heading(line: Line) -> str:
    """The status that a line without figures gives to the list below it."""
    if not line.items or line.items[-1].key != ":" or any(item.quantity for item in line.items):
        return "actual"
    said = _said(line.items, 0, len(line.items))
    return said[-1] or "actual" if said else "actual"
