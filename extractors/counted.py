"""The counted thing right of its number: "66 cơ sở giáo dục nghề nghiệp", "93% số xã, phường đạt tiêu chuẩn"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.indicators import HARD_MARKS, HEADS, NAMING, QUOTES, content, spans_of
from extractors.mentions import Item, Phrase, Quantity
from extractors.verbs import said_of
from patterns.pack import Pack
from patterns.phrases import Piece

RIGHT_STOPS = ("change", "move", "share", "times", "versus", "against", "parent", "equals", "supplement", "attain",
               "measure", "status", "listing")  # fmt: skip
PREPOSITIONS = ("place", "opener")  # "à" leads to a level, and into a phrase: "places à l'université"
COUNTED = ("person", "household", "count")  # units of what is counted by its own noun
LONGEST_RIGHT = 22  # items of a counted noun phrase; longer is a clause
SHORTEST_PLACE = 4  # letters of a name: "embauches en CDI" are in no place
LONGEST_NOUN = 4  # items of a counted noun in a list
# What no counted phrase ends with.
WEAK_ENDS = (
    "filler", "and", "after", "before", "measure", "status", "from", "reach", "subject", "opener", "auxiliary",
)  # fmt: skip


def right_phrase(items: Sequence[Item], index: int, unit_start: int | None, pack: Pack) -> tuple[Phrase | None, bool]:
    """
    The counted thing right of the quantity at `index`, and whether it says more than its unit.

    `unit_start` is where the unit begins when it is the counted noun itself, else None.
    """
    begin = index + 1
    quantity = items[index].quantity
    assert quantity is not None
    while unit_start is None and begin < len(items) and items[begin].key in pack.articles:
        begin += 1
    while unit_start is None and begin < len(items) and items[begin].cue("pronoun") and not items[begin].cue(*HEADS):
        begin += 1
    if unit_start is None and begin < len(items):
        comma = items[begin].key == "," and not pack.determiners
        if comma or (pack.determiners and _parts(items[begin])):
            return None, False
    verb = _clause_end(items, begin, pack, quantity, predicated=quantity.is_share)
    end = _trim_right(items, begin, verb, pack)
    qualified = any(content(item, pack) or (unit_start is None and item.cue("verb")) for item in items[begin:end])
    if unit_start is not None:
        stop = items[end - 1].end if end > begin else quantity.stop
        joined = verb > begin and items[verb - 1].cue("and") is not None  # "1 216 entreprises et récupéré …"
        said = said_of(items, verb, pack) if not (quantity.is_share or qualified or joined) else None
        return Phrase(((unit_start, stop), said) if said else ((unit_start, stop),), "right"), qualified
    return (Phrase(spans_of(items, begin, end), "right") if qualified else None), qualified


def rated_noun(quantity: Quantity, pack: Pack) -> Phrase | None:
    """The counted noun of a rate: "1 500 *morts* par an"."""
    unit, _, per = (quantity.unit or "").partition("/")
    words = quantity.unit_text.split()
    per_at = (word.casefold() in pack.per_words or word.casefold() in pack.rhythms for word in words)
    parted = next((i for i, is_per in enumerate(per_at) if is_per), 0)
    if not per or unit not in COUNTED or not parted or not pack.determiners:
        return None
    start = quantity.stop - len(quantity.unit_text)
    return Phrase(((start, start + len(" ".join(words[:parted]))),), "right")


def _parts(item: Item) -> bool:
    """Whether the item goes on with another clause or member of a list: nothing is counted behind it."""
    return item.cue("and", "conjunction") is not None and item.cue("opener", *HEADS) is None


def phrase_end(items: Sequence[Item], begin: int, pack: Pack, quantity: Quantity) -> int:
    """The item behind the phrase that begins at `begin`, with what is said of those counted."""
    return _trim_right(items, begin, _clause_end(items, begin, pack, quantity, predicated=True), pack)


def _clause_end(items: Sequence[Item], begin: int, pack: Pack, quantity: Quantity, *, predicated: bool) -> int:
    end = begin
    while (
        end < len(items)
        and end - begin < LONGEST_RIGHT
        and not _ends_right(items, begin, end, pack, quantity, predicated=predicated)
    ):
        end += 1
    return end


def _ends_right(
    items: Sequence[Item], begin: int, end: int, pack: Pack, quantity: Quantity, *, predicated: bool
) -> bool:
    item = items[end]
    if item.quantity or item.key in HARD_MARKS or item.period:
        return True
    if not pack.determiners and _begins_next(items, begin, end, predicated=predicated):
        return True
    if item.key in QUOTES and end > begin and end + 1 < len(items) and items[end + 1].key in (",", *HARD_MARKS):
        return True
    opening = all(one.cue("clitic") for one in items[begin:end])
    if item.cue("auxiliary", "copula"):
        predicate = predicated or (opening and not (quantity.noun and pack.determiners))
        verbs = (i for i in range(end + 1, min(end + 4, len(items))) if items[i].cue("verb") is None)
        return not predicate or any(_says_nothing(items, i, pack) for i in verbs)
    if item.cue("verb") and not predicated:
        bare = not quantity.noun and all(one.cue("auxiliary", "copula", "filler", "clitic") for one in items[begin:end])
        return not bare  # "21 répondent aux normes", "27 ont été évalués": the verb is all that names them
    if item.key == ",":
        return not (_lists_on(items, begin, end) or _counted_list(items, end, pack))
    if predicated and item.cue("change") and pack.determiners and not _says_nothing(items, end, pack):
        return False
    if item.cue(*RIGHT_STOPS) and not item.cue(*HEADS, "exist", "filler", *PREPOSITIONS):
        return not (end > begin or predicated) or not _has_object(items, end)
    if item.cue("and") and _next_member(items, end + 1, pack):
        return True
    if item.cue("and", "place", "opener") or item.key in pack.links:
        after = items[end + 1] if end + 1 < len(items) else None
        if item.cue("and") and any(later.cue("action") for later in items[end + 1 : end + 3]) and pack.determiners:
            return True  # "650 000 tonnes et d'exporter …"
        return (
            after is None
            or after.quantity is not None
            or after.period is not None
            or after.cue("change", "move", "pronoun", *HEADS) is not None
            or (after.cue("before") is not None and any(later.quantity for later in items[end + 2 : end + 4]))
        )
    clitic = item.cue("clitic") is not None  # "15 % des vignes *n'*ont pas été vendangées"
    opens = (end > begin and not (predicated and clitic)) or (quantity.noun and not clitic)
    return item.cue("cut") is not None and opens and not item.cue("filler")


def _next_member(items: Sequence[Item], begin: int, pack: Pack) -> bool:
    """ "14 % des trajets et *la marche* dans 31 %": a noun phrase with a number of its own, without a verb."""
    if begin >= len(items) or items[begin].key not in pack.determiners:
        return False
    for item in items[begin + 1 : begin + LONGEST_NOUN + 2]:
        if item.quantity:
            return not item.quantity.noun
        if item.key in HARD_MARKS or item.key == "," or item.cue("auxiliary", "verb", "copula", "change", "share"):
            return False
    return False


def _begins_next(items: Sequence[Item], begin: int, i: int, *, predicated: bool) -> bool:
    """Whether what the next number is of begins at item `i`, in a language without determiners."""
    if items[i].cue("parent") and i > begin:
        return True
    if items[i].cue("and"):
        return _leads_to_count(items, i + 1) or _leads_to_name(
            items, i + 1
        )  # "18 dự án và điều chỉnh tăng vốn 7 dự án"
    return not predicated and _has_counted_object(items, i)


def _leads_to_name(items: Sequence[Item], first: int) -> bool:
    """ "Ford 420 xe và Mercedes-Benz 250 xe": nothing but a name stands before the next number."""
    end = first
    while end < len(items) and (items[end].upper or items[end].key == "-"):
        end += 1
    return first < end < len(items) and items[end].quantity is not None


def _leads_to_count(items: Sequence[Item], first: int) -> bool:
    """Whether a clause that begins at item `first` ends with a verb right before the next count."""
    for i in range(first, min(first + LONGEST_NOUN + 2, len(items) - 1)):
        if items[i].key == "," or items[i].key in HARD_MARKS or items[i].quantity:
            return False
        if items[i + 1].quantity:
            return items[i].cue("action", "name", "exist") is not None
    return False


def _has_counted_object(items: Sequence[Item], verb: int) -> bool:
    """ "26 vụ tai nạn làm chết 21 người": a verb right before the next number begins what that is of."""
    after = verb + 1
    while after < len(items) and items[after].cue("before"):
        after += 1
    counted = items[after].quantity if after < len(items) else None
    return counted is not None and counted.noun and items[verb].cue("action", "head", "cut") is not None


def _says_nothing(items: Sequence[Item], verb: int, pack: Pack) -> bool:
    """Whether a verb only says that things are there or change: "ont été recensés", but not "ont perdu la vie"."""
    if items[verb].cue("exist") and not items[verb].cue("object"):
        return True
    after = items[verb + 1].key if verb + 1 < len(items) else ""
    return items[verb].cue("change") is not None and not (after in pack.determiners and after in pack.articles)


def _has_object(items: Sequence[Item], verb: int) -> bool:
    """Whether a verb says what the counted things do: "xã đạt tiêu chuẩn …", "người thiếu nước ngọt"."""
    after = items[verb + 1] if verb + 1 < len(items) else None
    if after is None or not after.is_word or not items[verb].cue("change", "attain"):
        return False
    for item in items[verb + 1 :]:
        if item.quantity or item.cue("against"):
            return False
        if item.key == "," or item.key in HARD_MARKS:
            return True
    return True


def _counted_list(items: Sequence[Item], comma: int, pack: Pack) -> bool:
    """Whether another counted thing stands behind a comma, in a list of them: "xã, phường, thị trấn đạt …"."""
    end = noun_at(items, comma + 1, pack)
    if end is None:
        return False
    after = items[end] if end < len(items) else None
    if after is not None and after.cue("change", "share", "measure", "equals") and not after.cue("attain"):
        return False
    if after is not None and after.cue("and"):
        return True
    for item in items[end:]:
        if item.quantity or item.key == "," or item.key in HARD_MARKS:
            return item.quantity is None
    return True


def noun_at(items: Sequence[Item], first: int, pack: Pack) -> int | None:
    """The item behind the counted noun that begins at item `first`; None where none does."""
    pieces: list[Piece] = []
    ends: list[int] = []
    for i in range(first, min(first + LONGEST_NOUN, len(items))):
        if items[i].quantity or items[i].period or not items[i].key[:1].isalpha():
            break
        for word in items[i].key.split():
            pieces.append(Piece(items[i].start, items[i].end, word))
            ends.append(i)
    match = pack.units.longest(pieces, 0) if pieces else None
    if match is None or not match.payloads[0].noun:
        return None
    return ends[match.last - 1] + 1


def _lists_on(items: Sequence[Item], begin: int, comma: int) -> bool:
    """Whether the counted phrase goes on behind a comma: "mã ngành, nghề cao đẳng", "học sinh, sinh viên"."""
    after = items[comma + 1] if comma + 1 < len(items) else None
    if after is None or not after.is_word or comma - begin > 3:
        return False
    for i in range(comma + 1, min(comma + 6, len(items))):
        if items[i].quantity or items[i].key in HARD_MARKS or items[i].key == ",":
            return i > comma + 1 and items[i].quantity is None and items[i].key != ","
        if items[i].cue("change", "measure", "exist", "attain", "share"):
            return False
    return False


def _trim_right(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    while end > begin:
        item = items[end - 1]
        weightless = item.key in pack.articles or item.key in pack.links or item.key in QUOTES or item.key == ","
        if weightless or (item.cue(*WEAK_ENDS) and not item.cue(*NAMING)):
            end -= 1
        else:
            break
    return _before_place(items, begin, end, pack)


def _before_place(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    """Where the name of a place behind the counted things begins: "logements anciens *en Pays de la Loire*"."""
    i = end - 1
    while i > begin and (items[i].upper or items[i].key in pack.linkers or items[i].key in pack.articles):
        if items[i].key in pack.place_prepositions and not items[i].upper:
            named = any(item.upper and len(item.key) >= SHORTEST_PLACE for item in items[i + 1 : end])
            said = any(item.cue("verb", "auxiliary", "copula") for item in items[begin:i])
            return i if named and not said else end
        i -= 1
    return end
