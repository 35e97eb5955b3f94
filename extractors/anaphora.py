"""
What pronouns stand for: the subject told before that agrees in gender and number.

For languages that begin their noun phrases with determiners, by which gender and number are told.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from extractors.drafts import Walk
from extractors.indicators import HARD_MARKS, HEADS
from extractors.mentions import Item, Line, Phrase
from extractors.names import is_owner
from extractors.places import Place
from extractors.predicates import last_counted
from extractors.subjects import subject_of
from patterns.pack import Pack

Traits = tuple[bool | None, bool | None]  # whether it is plural, whether it is feminine; None where nothing tells
LONGEST_MEASURE = 2  # words of a measure that the name of its next owner is told with
LEAD = 24  # characters before a phrase in which its determiner is looked for


def carried(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """
    The indicator that an ellipsis or a pronoun takes from what was told before.

    "Les recettes reculent de 2 %, le déficit de 3 %. Elles devraient …": the latest that "elles" agrees with.
    """
    named = _rate_by_name(walk, place)
    if named is not None:
        return named
    pronoun = subject_pronoun(place)
    if pronoun is None:
        return walk.carried(line)
    word = pronoun.key.rpartition(" ")[2]
    same = (
        _of_unit(walk, line, place.quantity.unit)
        if word != pronoun.key and _traits(word, walk.pack)[0] is None
        else None
    )
    return same or agreeing(walk, line, word)


def _of_unit(walk: Walk, line: Line, unit: str | None) -> Phrase | None:
    """ "Ce taux était de 63 % un an plus tôt": the latest level told in the unit."""
    for draft in reversed(walk.drafts):
        if draft.line.paragraph != line.paragraph:
            return None
        if draft.quantity is not None and draft.quantity.unit == unit and draft.indicator is not None:
            return Phrase(draft.indicator.parts, "carried")
    return None


def _rate_by_name(walk: Walk, place: Place) -> Phrase | None:
    """ "L'exécutif vise un taux de 7 %": the words themselves, where what was told before is no share."""
    items, before = place.items, walk.last()
    near = itertools.takewhile(lambda j: items[j].key != ",", range(place.index - 1, place.left - 1, -1))
    i = next((i for i in near if items[i].cue("pronoun") and items[i].cue(*HEADS) is None), None)
    if (
        i is None
        or before is None
        or not place.quantity.is_share
        or items[i].key.split()[0] not in place.pack.one_words
    ):
        return None
    if before.is_rate or (before.quantity is not None and before.quantity.is_share):
        return None
    last = next((item for item in reversed(items[i : place.index]) if item.is_word or item.cue(*HEADS)), items[i])
    return Phrase(((items[i].end - len(items[i].key.split()[-1]), last.end),), "left")


def agreeing(walk: Walk, line: Line, word: str) -> Phrase | None:
    """What is carried; where it does not agree with the pronoun `word`, the latest told that does."""
    latest, wanted = walk.carried(line), _traits(word, walk.pack)  # none of "ce taux", "ce chiffre"
    if walk.said is not None and walk.last(line) is None and wanted[0] is not None:
        traits = traits_of(walk, walk.said)
        if traits[0] is not None and _agree(wanted, traits):
            return Phrase(walk.said.parts, "carried")
    if latest is None or _agree(wanted, traits_of(walk, latest)):
        return latest
    known = ((phrase, traits_of(walk, phrase)) for phrase in _told(walk, line))
    found = next((phrase for phrase, traits in known if traits[0] is not None and _agree(wanted, traits)), None)
    return Phrase(found.parts, "carried") if found is not None else latest


def with_measure(walk: Walk, line: Line, phrase: Phrase | None, unit: str | None) -> Phrase | None:
    """ "Les ventes reculent de 8 % à Lyon, tandis que Nice affiche …": the measure told, with its owner."""
    before = walk.last(line)
    if (
        phrase is None
        or phrase.how != "left"
        or before is None
        or before.indicator is None
        or not walk.pack.determiners
    ):
        return phrase
    measure = before.indicator
    known = before.quantity.unit if before.quantity is not None else before.comparisons[-1].unit
    bare = walk.text[phrase.start : phrase.start + 1].isupper() and phrase.start > line.start
    named = bare and is_owner(walk, line, phrase) and (known == unit or unit is None)
    words = walk.text[measure.start : measure.end].split()
    plain = len(measure.parts) == 1 and len(words) <= LONGEST_MEASURE and not any(w[:1].isupper() for w in words[1:])
    plain = plain and not is_owner(walk, before.line, measure)
    return Phrase((*measure.parts, *phrase.parts), "carried") if named and plain else phrase


def subject_pronoun(place: Place) -> Item | None:
    """The pronoun that is the subject of the clause of the place: "elles", "celui-ci", "ce chiffre"."""
    if not place.pack.determiners:
        return None
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in HARD_MARKS:
            return None
        apart = i and place.items[i - 1].key == "," == place.items[i + 1].key  # "les recettes, elles, …"
        if (
            item.cue("pronoun")
            and not apart
            and not item.cue(*HEADS)
            and item.key.split()[0] not in place.pack.one_words
        ):
            return item
    return None


def _told(walk: Walk, line: Line) -> Iterator[Phrase]:
    """What was told before, from the latest on: of this sentence, then the subjects of those before it."""
    here = [draft for draft in reversed(walk.of_line(line)) if draft.indicator is not None]
    before = [draft for draft in walk.drafts if draft.line is not line and draft.line.paragraph >= line.paragraph - 1]
    for draft in here:
        assert draft.indicator is not None
        yield draft.indicator
    for told in sorted({draft.line.start for draft in before}, reverse=True):
        yield from (d.indicator for d in before if d.line.start == told and d.indicator is not None)


def _traits(word: str, pack: Pack) -> Traits:
    plural, feminine, masculine = (word in known for known in (pack.plurals, pack.feminines, pack.masculines))
    if not (plural or feminine or masculine):
        return None, None
    return plural, True if feminine else False if masculine else None


def traits_of(walk: Walk, phrase: Phrase) -> Traits:
    """The gender and number of a phrase, by its determiner; a counted noun behind its number is plural."""
    before = walk.text[max(0, phrase.start - LEAD) : phrase.start].casefold().rstrip('«“" ')
    word = before.replace("’", " ").replace("'", " ").split()[-1:]
    if before[-1:].isdigit():
        return True, None
    return _traits(word[0], walk.pack) if word and before[-1:] not in ("’", "'") else (None, None)


def _agree(one: Traits, other: Traits) -> bool:
    return all(a is None or b is None or a is b for a, b in zip(one, other, strict=True))


def pro_object(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """
    "Les lycées en accueillent 12 000", "on en dénombrait 43", "la banque le situe à 8,2 %": an object told before.

    The pronoun stands right before the verb of the number, and nothing names what is counted behind it. Of things
    told by "en", the thing that has them is what is measured, where it is no mere owner or source.
    """
    items, pack = place.items, place.pack
    near = range(place.index - 2, place.left - 1, -1)
    pronoun = next((i for i in near if items[i].key in pack.partitive_pronouns or _takes_up(items, i, pack)), None)
    if pronoun is None or place.quantity.noun or not _leads_verb(place, pronoun):
        return None
    if items[pronoun].key in pack.determiners:
        return agreeing(walk, line, items[pronoun].key)
    verb, counted = items[pronoun + 1], last_counted(walk, line)
    if any(cue.form == "infinitive" for cue in verb.cues):  # "d'en former 15 000"
        noun = ((counted.stop - len(counted.unit_text), counted.stop),) if counted is not None else ()
        return Phrase((*noun, (verb.start, verb.end)), "both")
    subject = subject_of(items, place.left, pronoun, pack)
    if subject is not None and not is_owner(walk, line, subject):
        return subject
    whole = next((d.indicator for d in reversed(walk.of_line(line)) if d.parent is None and d.quantity), None)
    return Phrase(whole.parts, "carried") if whole is not None else walk.carried(line)


def _takes_up(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether an article is none, but the object of the verb behind it: "le situe"."""
    finite = any(cue.kind == "verb" and cue.form == "finite" for cue in items[i + 1].cues)
    return finite and items[i].key in pack.determiners


def _leads_verb(place: Place, pronoun: int) -> bool:
    """Whether but a verb and its adverbs stand between the pronoun and the number."""
    verb, *rest = place.items[pronoun + 1 : place.index + 1]
    if verb.cue("verb", "auxiliary", "object", "share", "measure") is None or verb.cue("filler", "opener"):
        return False
    gerund = any(cue.form == "gerund" for cue in verb.cues)
    marked = any(item.key in (",", *HARD_MARKS) or item.period for item in rest)
    return not gerund and not marked and sum(item.is_word for item in rest) <= 1
