"""
The subject of a verb, from the verb leftwards: over clitics, adverbs, asides and relative clauses.

For languages that begin their noun phrases with determiners; the others find theirs from the left.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS, HEADS, QUOTES, VERBS, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.places import Place
from patterns.pack import Pack

VERBAL = ("auxiliary", "copula", "cut", "support", "status", "each", "respectively")
ASIDE = ("opener", "place", "equals", "cut", "subject", "parent")


def subject_phrase(items: Sequence[Item], last: int, pack: Pack) -> Phrase | None:
    """The subject of a sentence: the noun phrase before its first verb, in front of item `last`."""
    verbs = (*VERBS, "copula", "times", "status", "support")
    light = ("filler", "from", "opener") if pack.determiners else ("filler", "from")  # "les aides à l'énergie"
    begin = 0
    for i in range(last):
        item = items[i]
        if item.quantity or item.key in HARD_MARKS - {"(", ")"}:
            return None
        named = any((x.is_word and x.key not in pack.articles) or x.cue(*HEADS) for x in items[begin:i])
        fronted = bool(pack.determiners) and i > begin and items[begin].key not in pack.determiners
        fronted = fronted and i + 1 < last and items[i + 1].key in pack.determiners and items[begin].is_word
        aside = item.key == "," and (not named or fronted)  # "Rapportée au nombre d'habitants, la production …"
        circumstance = bool(pack.determiners) and _opens_circumstance(items[begin:i])
        if circumstance and item.key != "," and any(later.key == "," for later in items[i:last]):
            continue
        circumstance = circumstance and item.key == ","
        if item.period or item.key in QUOTES or aside or circumstance:
            begin = i + 1 if begin == i or aside or circumstance else begin
        elif item.key == "," or (
            i > begin and (item.cue("clitic") or (item.cue(*verbs) and not item.cue(*HEADS, *light)))
        ):
            return left_phrase(items, begin, i, pack)
    return None


def _opens_circumstance(part: Sequence[Item]) -> bool:
    """ "Dans les districts les plus démunis," says where or when, and is no subject."""
    if not part or part[0].cue("from", *HEADS) or (part[0].cue("filler") and not part[0].cue("place")):
        return False
    return part[0].cue("opener", "place", "cut") is not None


def subject_of(items: Sequence[Item], first: int, verb: int, pack: Pack) -> Phrase | None:
    """The noun phrase that is the subject of the verb at `verb`, at or after item `first`; None where none is told."""
    if not pack.determiners:
        return None
    end = _before_aside(items, first, _before_verb(items, first, verb), pack)
    if end - 1 > first and items[end - 1].key in pack.relatives:
        end -= 2 if items[end - 2].key == "," else 1  # "les saisies, qui représentent …"
        first = _antecedent(items, first, end, pack)
    begin, end = _over_asides(items, first, end, pack)
    begin = _after_conjunction(items, begin, end)
    if begin >= end or any(item.cue("pronoun") and not item.cue(*HEADS) for item in items[begin : begin + 2]):
        return None
    return left_phrase(items, begin, end, pack)


def _before_aside(items: Sequence[Item], first: int, end: int, pack: Pack) -> int:
    """Behind the relative of "le temps partiel, qui, en 2022, concernait …": before the aside between commas."""
    if end - 1 <= first or items[end - 1].key != ",":
        return end
    comma = next((i for i in range(end - 2, first, -1) if items[i].key == ","), first)
    return comma if comma > first and items[comma - 1].key in pack.relatives else end


def _antecedent(items: Sequence[Item], first: int, end: int, pack: Pack) -> int:
    """ "Le bilan porte aussi sur les saisies d'armes, qui …": behind the preposition of the verb before, if any."""
    for i in range(end - 1, first, -1):
        if items[i].quantity or items[i].key in HARD_MARKS or items[i].key == ",":
            return first
        before = items[i - 1]
        led = before.cue("opener", "place", "cut") and before.key.rpartition(" ")[2] not in pack.articles
        if items[i].key in pack.determiners and led and i - 1 > first and _finite(items[first : i - 1], pack):
            return i
        contracted = (
            items[i].cue("opener", "place") and items[i].key in pack.articles
        )  # "tient au temps partiel, qui …"
        if contracted and _finite(items[first:i], pack):
            return i + 1
    return first


def _finite(part: Sequence[Item], pack: Pack) -> bool:
    """Whether a verb stands in the part: a known one, or one behind a clitic."""
    told = any(item.cue("clitic", "copula", "auxiliary", "verb") and not item.cue(*HEADS) for item in part)
    return told or any(item.is_word and item.key.endswith(pack.finite_endings) for item in part)


def change_verb(items: Sequence[Item], first: int, stop: int, pack: Pack) -> int | None:
    """The verb of change before a number in brackets: "le chômage recule dans l'Oise (-0,4 %)"; nouns are none."""
    if not pack.determiners:
        return None
    for i in range(stop - 1, first - 1, -1):
        item = items[i]
        if item.key in HARD_MARKS or item.quantity or (item.cue("conjunction") and i and items[i - 1].key == ","):
            return None
        before = items[i - 1].key.rpartition(" ")[2] if i else ""
        noun = before in pack.determiners or before in pack.articles or before in pack.linkers or " " in item.key
        if item.cue("change", "times") and not item.cue(*HEADS, "filler") and not noun:
            return i
        if item.cue("change") and before in pack.determiners and not item.cue(*HEADS):
            return _supporting(items, first, i)
    return None


def _supporting(items: Sequence[Item], first: int, noun: int) -> int | None:
    """The verb of which a noun of change is the object: "accusent le repli le plus net (-48 %)"."""
    verb = noun - 1
    while verb > first and items[verb].cue("filler") and not items[verb].cue("support"):
        verb -= 1
    return verb if verb > first and items[verb].cue("support") else None


def growth_noun(place: Place, first: int, stop: int) -> Phrase | None:
    """ "… résulte de l'augmentation des embauches en CDI (+2,4 %)": what the noun of change before a bracket is of."""
    if not place.pack.determiners:
        return None
    for i in range(stop - 2, first, -1):
        if place.items[i].cue("change") and place.items[i - 1].key in place.pack.articles:
            owned = place.items[i + 1].key in place.pack.articles
            return left_phrase(place.items, i + 1, stop, place.pack) if owned else None
    return None


def _before_verb(items: Sequence[Item], first: int, verb: int) -> int:
    """The item behind the subject: the verb group's clitics, adverbs and auxiliaries are stepped over."""
    end = verb
    while end > first:
        item = items[end - 1]
        light = item.cue(*VERBAL) or (item.cue("filler", "earlier") and not item.cue("from")) or item.key in QUOTES
        if not (light or item.cue("clitic")) or item.cue(*HEADS):
            break
        end -= 1
    return end


def _over_asides(items: Sequence[Item], first: int, end: int, pack: Pack) -> tuple[int, int]:
    """Where the noun phrase before `end` begins and ends, once the asides behind it are left out."""
    while True:
        stop = end
        behind_comma = end > first and items[end - 1].key == ","
        if behind_comma:
            stop -= 1
        comma = _comma_before(items, first, stop)
        begin = first if comma is None else comma + 1
        if comma is None or items[comma].key != ",":
            return begin, stop
        segment = items[begin:stop]
        if not behind_comma and len(segment) > 1 and segment[0].key in pack.relatives and _determined(segment[1], pack):
            return begin + 1, stop  # "l'Auvergne, où la récolte progresserait"
        if not _is_aside(segment, pack, closed=behind_comma):
            return begin, stop
        end = comma
        if not any(item.is_word or item.cue(*HEADS) for item in items[first:end]):
            return begin, stop


def _comma_before(items: Sequence[Item], first: int, stop: int) -> int | None:
    """The mark that opens the clause part which ends at `stop`."""
    for i in range(stop - 1, first - 1, -1):
        if items[i].key == "," or (items[i].key in HARD_MARKS and items[i].key not in ("(", ")")) or items[i].quantity:
            return i
    return None


def _is_aside(segment: Sequence[Item], pack: Pack, *, closed: bool) -> bool:
    """Whether a part between commas only adds to the noun before it."""
    words = [item for item in segment if item.key not in QUOTES]
    if not words:
        return True
    opening = words[0]
    if opening.key.partition(" ")[0] in pack.relatives:
        return True
    if (opening.cue(*ASIDE) and not opening.cue(*HEADS, "filler")) or opening.key in pack.linkers:
        return closed  # "Le protoxyde d'azote, d'origine agricole, pèse …"
    return closed and not _determined(opening, pack) and not opening.cue(*HEADS)


def _determined(item: Item, pack: Pack) -> bool:
    word = item.key.partition(" ")[0]
    return word in pack.determiners or word in pack.articles


def _after_conjunction(items: Sequence[Item], begin: int, end: int) -> int:
    """Behind "l'Insee indique que": the clause that the verb is of."""
    for i in range(end - 1, begin - 1, -1):
        if items[i].cue("conjunction"):
            return i + 1
    return begin


def is_where(items: Sequence[Item], phrase: Phrase, pack: Pack) -> bool:
    """Whether a phrase is but the name of a place, with its preposition: "dans le Maine-et-Loire", "en Picardie"."""
    begin = next((i for i, item in enumerate(items) if item.start >= phrase.start), 0)
    inside = (item for item in items[begin:] if item.start < phrase.end)
    words = [item for item in inside if item.is_word and item.key not in pack.linkers]
    while begin and items[begin - 1].key in pack.determiners:
        begin -= 1
    led = begin > 0 and items[begin - 1].key.rpartition(" ")[2] in pack.place_prepositions
    return led and bool(words) and all(item.upper for item in words)


def topic_before_colon(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "Les maisons de santé se multiplient : on en dénombre 214": the subject before the colon."""
    if walk.last(line) is not None or not walk.pack.determiners:
        return None
    colon = next((i for i in range(place.index - 1, 0, -1) if place.items[i].key == ":"), None)
    return clause_subject(place, colon) if colon is not None else None


def clause_subject(place: Place, last: int) -> Phrase | None:
    """The subject of the clause that ends before item `last`."""
    begin = next(
        (i + 1 for i in range(last - 1, -1, -1) if place.items[i].key in HARD_MARKS or place.items[i].quantity), 0
    )
    return subject_phrase(place.items[begin:], last - begin, place.pack)


def behind_circumstance(place: Place) -> Phrase | None:
    """ "Après une chute inédite (-40 %), l'intérim a rebondi": the subject behind the comma, where none is before."""
    items, pack = place.items, place.pack
    lead = items[: place.index]
    if not pack.determiners or not lead or lead[0].cue("opener", "earlier") is None:
        return None
    marked = [word for item in lead if (word := item.key.rpartition(" ")[2]) in pack.determiners]
    if not marked or marked[-1] not in pack.one_words or any(item.key == "," for item in lead):
        return None
    comma = next((i for i in range(place.index + 1, len(items)) if items[i].key == ","), None)
    if comma is None or comma + 1 >= len(items) or items[comma + 1].key not in pack.determiners:
        return None
    return subject_phrase(items[comma + 1 :], len(items) - comma - 1, pack)


def topic_told(place: Place) -> Phrase | None:
    """ "Quant aux exportations, elles ont progressé de 3 %": what the sentence turns to, for its pronoun."""
    items, pack = place.items, place.pack
    comma = next((i for i in range(place.index) if items[i].key == "," or items[i].quantity), 0)
    if not pack.determiners or not comma or items[comma].quantity or items[0].cue("cut", "opener") is None:
        return None
    return left_phrase(items, 1, comma, pack) if items[comma + 1].cue("pronoun") else None


def subject_of_attribute(items: Sequence[Item], first: int, phrase: Phrase, pack: Pack) -> Phrase | None:
    """ "Le Mali demeure le premier client malgré un repli de 3 %": the subject, where a phrase but says its rank."""
    begin = next((i for i, item in enumerate(items) if item.start >= phrase.start), first)
    while begin > first and (items[begin - 1].key in pack.determiners or items[begin - 1].key in pack.forenouns):
        begin -= 1
    ranked = items[begin].key in pack.determiners and items[begin + 1].key in pack.forenouns
    attribute = ranked and begin > first and items[begin - 1].cue("copula")
    return subject_of(items, first, begin - 1, pack) if attribute else None
