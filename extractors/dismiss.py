"""
Quantities that are no results: ages, spans of time, scores, addresses, list marks, rules, attendance.

Told once number and unit are read, so that "entre 40 et 44 ans" goes as one. What marks them stands in
`markers.csv` and, for what stands right before the number, in `ledger.csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from extractors.defining import is_limit_of_part, is_of_group, is_rate_base, is_rule
from extractors.mentions import Quantity, Stray
from extractors.readings import UNDECIDED
from extractors.sights import Sight, Told
from extractors.thresholds import is_named_group, is_threshold
from patterns.pack import Pack
from patterns.phrases import Match, Phrases, Piece

BESIDE = (
    "age",
    "among",
    "beside",
    "bearer",
    "grade",
    "having",
    "owning",
    "ranked",
    "street",
)  # markers that stand right before a number or behind it
MOVE_REACH = 3  # pieces between a verb of change and the span of time that it leads to: "ramené à environ 29 jours"
MEAN_REACH = 5  # pieces between "en moyenne" and its span of time
MODEL_DIGITS = 3
NAME_DIGITS = 2  # of the number in a name: Century 21
HIGHEST_SCORE = 30
YEAR_DIGITS = 4
FIRST_YEAR, LAST_YEAR = 1900, 2100
LAST_HOUR = 24
LAST_DAY, MONTHS = 31, 12
MOST_ATTENDED = 10_000  # more is no attendance and no award
_LIST_MARK = regex.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)/](?=\s|$)")
_CHANGES = ("change", "move", "passage", "reach")


def dismiss(
    text: str, pieces: Sequence[Piece], quantities: Sequence[Quantity], pack: Pack
) -> tuple[list[Quantity], list[Stray]]:
    """The quantities that may be results, and the others as strays with what they are."""
    if not quantities:
        return [], []
    marks = _marks(pieces, pack)
    words = {piece.key for piece in pieces}
    known = ((kind, pack.markers[kind]) for kind in BESIDE)
    marked = {kind: dict(_found(pieces, phrases)) if phrases.may_begin(words) else {} for kind, phrases in known}
    kept: list[Quantity] = []
    strays: list[Stray] = []
    for at, quantity in enumerate(quantities):
        sight = Sight(text, pieces, quantities, at, marks, marked, pack)
        told = next((found for rule in RULES if (found := rule(sight))), None)
        if told is None and strays and at and kept[-1:] != [quantities[at - 1]] and _goes_along(sight, strays[-1]):
            told = (strays[-1].kind, "")  # "24 heures sur 24", "Ecophyto 1 et 2"
        if told is None:
            kept.append(quantity)
        else:
            strays.append(Stray(quantity.start, quantity.stop, told[0], (told[1],) if told[1] else ()))
    return kept, strays


def _found(pieces: Sequence[Piece], phrases: Phrases[str]) -> Iterator[tuple[int, Match[str]]]:
    for i in phrases.heads(pieces):
        match = phrases.longest(pieces, i)
        if match is not None:
            yield i, match


def _marks(pieces: Sequence[Piece], pack: Pack) -> dict[str, Match[str]]:
    """The first marker of each kind that a whole sentence is told by."""
    firsts = ((kind, pack.markers[kind].first(pieces)) for kind in ("timed", "score", "occasion"))
    marks = {kind: match for kind, match in firsts if match is not None}
    teaser = pack.markers["teaser"].longest(pieces, 0) if pieces else None
    return marks | ({"teaser": teaser} if teaser else {})


def _is_teaser(sight: Sight) -> Told:
    match = sight.marks.get("teaser")
    return ("furniture", match.payloads[0]) if match else None


def _is_list_mark(sight: Sight) -> Told:
    """ "2. Chăn nuôi", "3/ Về", "; 2. Simplifier": a number that begins a line or an item, with its mark."""
    quantity = sight.quantity
    if quantity.unit is not None or not _LIST_MARK.match(sight.text, quantity.start):
        return None
    begins = not sight.text[: quantity.start].rstrip(" \t-*•").strip("\n \t") or (
        sight.text[: quantity.start].rstrip(" \t-*•").endswith(("\n", ";"))
    )
    return ("list mark", "") if begins else None


def _is_time(sight: Sight) -> Told:
    """An age or a span of time that no measure of time is said of."""
    quantity, pack = sight.quantity, sight.pack
    if quantity.unit is None or "/" in quantity.unit or pack.known_units[quantity.unit].measures != "time":
        return None
    if quantity.unit == "year" and quantity.high is not None and sight.key(quantity.first - 1) in pack.articles:
        return "definition", ""  # "les 15-24 ans"
    timed = sight.marks.get("timed")
    if (timed is not None and timed.first < quantity.first) or _is_moved(sight) or _is_measured(sight):
        return None
    age = sight.after("age")
    if age is not None:
        return "definition", age.payloads[0]
    if quantity.unit == "hour" and quantity.value <= LAST_HOUR and quantity.value == int(quantity.value):
        return "time", ""
    before = sight.key(quantity.first - 1)
    band = quantity.high is not None or quantity.modifier != "=" or before in pack.articles or before in (",", "(")
    return ("definition" if quantity.unit == "year" and band else "duration"), ""


def _is_measured(sight: Sight) -> bool:
    """ "30,8 ans en moyenne", "ils attendent en moyenne 52 jours", "31 jours de gel": a mean, a count of days."""
    measured, quantity = sight.pack.markers["measured"], sight.quantity
    near = range(max(0, quantity.first - MEAN_REACH), quantity.last + 1)
    return any(measured.longest(sight.pieces, i) is not None for i in near)


def _is_moved(sight: Sight) -> bool:
    """Whether a verb of change leads to the span, or it is said how much more or less it is."""
    quantity = sight.quantity
    supplement = sight.pack.cues.longest(sight.pieces, quantity.last)
    if supplement is not None and any(cue.kind == "supplement" for cue in supplement.payloads):
        return True
    for begin in range(max(0, quantity.first - MOVE_REACH), quantity.first):
        match = sight.pack.cues.longest(sight.pieces, begin)
        if match is not None and any(cue.kind in _CHANGES for cue in match.payloads):
            return match.last - match.first > 1 or match.payloads[0].kind != "reach"
    return False


def _is_year(sight: Sight) -> Told:
    """A year that no period names and that counts nothing: "la rentrée 2019 demeure", "Agenda 2030"."""
    quantity = sight.quantity
    if quantity.unit is not None or quantity.high is not None or quantity.sign or quantity.of is not None:
        return None
    written = sight.text[quantity.start : quantity.end]
    if len(written) != YEAR_DIGITS or not written.isdigit() or not FIRST_YEAR <= quantity.value <= LAST_YEAR:
        return None
    before, after = sight.key(quantity.first - 1), sight.key(quantity.last)
    cue = sight.pack.cues.longest(sight.pieces, quantity.first - 1) if before else None
    noun = before[:1].isalpha() and cue is None
    acts = sight.pack.cues.longest(sight.pieces, quantity.last) is not None or _is_future(sight, after)
    counts = after[:1].isalpha() and not acts
    opens = acts and (not before or (cue is not None and any(one.kind == "conjunction" for one in cue.payloads)))
    of = (
        before in sight.pack.partitives and sight.pack.determiners and quantity.modifier == "=" and not _is_moved(sight)
    )
    return ("period", "") if (noun and not counts) or opens or of else None


def _is_future(sight: Sight, word: str) -> bool:
    return bool(sight.pack.future_endings) and word.endswith(sight.pack.future_endings)


def _is_bracketed_day(sight: Sight) -> Told:
    """ "Hôm qua (5/9)", "ce mardi (14/3)": a day and month by themselves in brackets, where no word counts them."""
    quantity = sight.quantity
    dated = quantity.of is not None and quantity.unit is None and quantity.value <= LAST_DAY and quantity.of <= MONTHS
    closed = sight.key(quantity.last) in (")", ",")
    return ("date", "") if dated and closed and sight.key(quantity.first - 1) == "(" else None


def _is_score(sight: Sight) -> Told:
    """ "thắng 2-0", "s'est imposé 3-1", "2 à 0"."""
    match = sight.marks.get("score")
    if match is None or not _small(sight.quantity):
        return None
    if sight.quantity.high is not None:
        return "incidental", match.payloads[0]
    for one, two in ((sight.at - 1, sight.at), (sight.at, sight.at + 1)):
        if one >= 0 and two < len(sight.quantities) and all(_small(sight.quantities[i]) for i in (one, two)):
            between = sight.pieces[sight.quantities[one].last : sight.quantities[two].first]
            joins = {"-", "–", *sight.pack.range_bare}
            if len(between) <= 1 and all(piece.key in joins for piece in between):
                return "incidental", match.payloads[0]
    return None


def _small(quantity: Quantity) -> bool:
    top = quantity.high if quantity.high is not None else quantity.value
    return quantity.unit is None and abs(top) <= HIGHEST_SCORE and top == int(top)


def _is_beside(sight: Sight) -> Told:
    """Who attended, who was honoured, what a plan lists; "one of so many"."""
    quantity = sight.quantity
    among = sight.before("among")
    if among is not None and quantity.unit in (None, "count", "person"):
        return "incidental", among.payloads[0]
    beside = sight.after("beside")
    if beside is not None:
        return "incidental", beside.payloads[0]
    occasion = sight.marks.get("occasion")
    counted = quantity.unit in (None, "count", "person") and abs(quantity.value) < MOST_ATTENDED
    return ("incidental", occasion.payloads[0]) if occasion and counted and quantity.of is None else None


def _is_name(sight: Sight) -> Told:
    """ "4 sao", "31 độ C", "27, rue Nguyen Hue"."""
    for kind in ("grade", "street"):
        match = sight.after(kind)
        if match is not None and (kind == "grade" or sight.quantity.unit is None):
            return "name", match.payloads[0]
    if _is_model(sight):
        return "name", ""
    numbered = [one for one in range(len(sight.quantities)) if _numbers_a_name(sight, one)]
    return ("name", "") if numbered == [sight.at] else None  # two of them are a list of figures


def _is_model(sight: Sight) -> bool:
    """ "la Peugeot 208", "les Boeing 737": an article, a name and a bare number that counts nothing."""
    quantity, pieces = sight.quantity, sight.pieces
    written = sight.text[quantity.start : quantity.end]
    if quantity.unit is not None or not written.isdigit() or len(written) != MODEL_DIGITS or quantity.first < 2:
        return False
    name = pieces[quantity.first - 1]
    article = pieces[quantity.first - 2]
    upper = sight.text[name.start].isupper() and name.end + 1 == quantity.start and not quantity.scaled
    led = article.key in sight.pack.determiners and sight.text[article.start].islower()
    return upper and led and sight.pack.cues.longest(pieces, quantity.first - 1) is None


def _is_listed_number(sight: Sight) -> Told:
    """ "3 quận (3, 5, 6)": as many bare numbers in a bracket as the count before it says are names."""
    quantity, pieces = sight.quantity, sight.pieces
    opened = next((i for i in range(quantity.first - 1, -1, -1) if not (pieces[i].key.isdigit() or pieces[i].key in
                   (",", *sight.pack.links))), -1)  # fmt: skip
    if opened < 0 or pieces[opened].key != "(" or quantity.unit is not None:
        return None
    whole = next((one for one in sight.quantities[: sight.at] if one.last == opened and one.noun), None)
    close = next((i for i in range(opened, len(pieces)) if pieces[i].key == ")"), opened)
    inside = [piece for piece in pieces[opened:close] if piece.key.isdigit()]
    return ("name", "") if whole is not None and whole.value == len(inside) else None


def _numbers_a_name(sight: Sight, at: int) -> bool:
    """ "Century 21, qui …": a small bare number right behind a capitalised word, and nothing that it counts."""
    quantity = sight.quantities[at]
    bare = quantity.unit is None and not quantity.sign and quantity.high is None and quantity.of is None
    written = sight.text[quantity.start : quantity.end]
    if not bare or quantity.scaled or not written.isdigit() or len(written) > NAME_DIGITS or quantity.first < 2:
        return False
    name = sight.pieces[quantity.first - 1]
    word = sight.text[name.start : name.end]
    upper = word[0].isupper() and not word.isupper()
    known = sight.pack.cues.longest(sight.pieces, quantity.first - 1) is not None
    after = sight.key(quantity.last)
    acts = len(written) == 1 and (
        after in sight.pack.links or sight.pack.cues.longest(sight.pieces, quantity.last) is not None
    )
    return upper and not known and name.end + 1 == quantity.start and (acts or not after[:1].isalnum())


def _goes_along(sight: Sight, stray: Stray) -> bool:
    """Whether the number is dismissed with the one before it: its whole, or the next number of one name."""
    previous = sight.quantities[sight.at - 1]
    between = sight.pieces[previous.last : sight.quantity.first]
    if stray.kind == "name" and len(between) == 1 and between[0].key in sight.pack.links:
        return _small(sight.quantity) and not sight.key(sight.quantity.last)[:1].isalpha()
    match = sight.pack.cues.longest(sight.pieces, previous.last)
    return (
        match is not None and match.last == sight.quantity.first and any(cue.kind == "out_of" for cue in match.payloads)
    )


def _is_undecided(sight: Sight) -> Told:
    return ("undecided", "") if UNDECIDED in sight.quantity.flags else None


RULES: Sequence[Callable[[Sight], Told]] = (
    _is_undecided, _is_teaser, _is_list_mark, is_rate_base, is_rule, is_of_group, is_limit_of_part, is_threshold,
    _is_year, _is_bracketed_day, _is_time, _is_score, _is_name, is_named_group, _is_listed_number, _is_beside,
)  # fmt: skip
