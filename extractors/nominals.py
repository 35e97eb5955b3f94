"""
Where a noun phrase begins and ends in languages that begin theirs with determiners.

The nearest article opens the phrase, but for one that a preposition ties to the noun before.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.mentions import Item
from patterns.pack import Pack

HEADS = ("head", "rate", "growth", "price")


def stands_for(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether a pronoun is all there is: "ce taux", but not "ce taux d'utilisation"."""
    if items[i].cue("pronoun") is None or items[i].cue(*HEADS):
        return False
    behind = items[i + 1] if i + 1 < len(items) else None
    if behind is not None and behind.cue("move"):
        return False  # "kết quả này đưa tỷ lệ … lên"
    return behind is None or not (behind.key in pack.articles and behind.key in pack.linkers)


def object_start(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    """Where the object of a pronoun's verb begins: "elles enregistrent *un taux de …*"; `end` where there is none."""
    verbs = (i for i in range(begin + 1, end - 1) if items[i].cue("support", "verb", "exist"))
    found = (i + 1 for i in verbs if items[i + 1].key in pack.determiners)
    return next(found, end)


def article_start(items: Sequence[Item], begin: int, end: int, last: int, pack: Pack) -> int:
    """
    The last article that no preposition ties to what is before it: there the nearest noun phrase begins.

    The words end before item `end`, the number that they may be of stands at `last`.
    """
    governs = end < last and all(x.key in pack.partitives or x.cue("before", "filler") for x in items[end:last])
    for i in range(end - 1, begin, -1):
        if items[i].key.partition(" ")[0] not in pack.determiners or _superlative(items, i, end, pack):
            continue
        led = items[i - 1].key.rpartition(" ")[2] in pack.linkers
        with_one = items[i - 1].cue("and") and items[i - 1].cue("opener") and items[i].key in pack.one_words
        opened = with_one or (governs and _opens_amount(items, i, end, pack))
        if not led or opened or _goes_on_from(items, begin, i - 1):
            return i  # "la casse avec | un chiffre d'affaires en recul"
    return begin


def _superlative(items: Sequence[Item], i: int, end: int, pack: Pack) -> bool:
    """Whether the article only compares: "les postes *les* mieux payés", "les districts *les* plus démunis"."""
    adverb = i + 2 < end and items[i + 1].cue("filler") is not None and items[i + 1].key not in pack.articles
    return adverb and items[i - 1].is_word and items[i + 2].is_word


def _goes_on_from(items: Sequence[Item], begin: int, link: int) -> bool:
    """ "31 % des cas et | les stupéfiants dans 22 %": the words before the link are of the number before."""
    of_number = begin > 0 and items[begin - 1].quantity is not None and items[link].cue("and") is not None
    return of_number and link > begin and not any(item.cue("and") for item in items[begin:link])


def _opens_amount(items: Sequence[Item], i: int, end: int, pack: Pack) -> bool:
    """Whether a preposition leads to what the number is of: "table sur | un déficit de", "par | une perte de"."""
    before = items[i - 1]
    if items[i].key not in pack.one_words or (before.cue("place") and not before.cue("reach")):
        return False
    if before.key in pack.partitives and items[end].key not in pack.partitives:
        return False  # "la superficie moyenne d'une acquisition"
    return not any(item.key in pack.linkers and item.key not in pack.articles for item in items[i:end])


def adverbial(items: Sequence[Item], begin: int, pack: Pack) -> bool:
    """Whether but an adverbial stands behind the verb: "s'est établi *au Sénégal* à", "coûtait *au pays*"."""
    led = items[begin].key in pack.linkers and items[begin].key not in pack.partitives
    return bool(pack.determiners) and led and items[begin].cue("place", "opener") is not None


def before_relative(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    """Where a relative clause behind the noun begins: "les saisies de stupéfiants, qui représentent"."""
    for i in range(begin + 1, end):
        if items[i].key in pack.relatives:
            return i - 1 if items[i - 1].key == "," else i
    return end


def tied(items: Sequence[Item], begin: int, i: int, pack: Pack) -> bool:
    """Whether the head only qualifies the noun before it: "établissements de crédit", "les intérêts de la dette"."""
    link = i - 1
    while link > begin and items[link].key in pack.articles and items[link].key not in pack.linkers:
        link -= 1
    linked = link > begin and items[link].key in pack.linkers and items[link].key in pack.articles
    return linked and items[link - 1].is_word and items[link - 1].key not in pack.articles


def named_by_number(items: Sequence[Item], i: int, pack: Pack) -> bool:
    """Whether an article makes a name of a number that measures nothing: "la 4G", "les 18-24 ans"."""
    return i > 0 and items[i - 1].key in pack.determiners


def behind_change(items: Sequence[Item], begin: int, end: int, pack: Pack) -> int:
    """Behind a noun of change with what changes: "due à la hausse *des loyers*", "par l'augmentation *des menaces*"."""
    for i in range(end - 3, begin, -1):
        link = items[i + 1].key
        noun = items[i].cue("change") is not None and items[i].cue("filler", *HEADS) is None
        if noun and pack.determiners and link in pack.articles and link in pack.linkers:
            return i + 1
    return begin
