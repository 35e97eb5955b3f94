"""Which of the phrases around a level names it: the one left of it, the one right of it, or both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.anaphora import carried, subject_pronoun
from extractors.clauses import acts_on, before_comma, clause_begin
from extractors.drafts import Walk
from extractors.ellipsis import only_qualifies, with_qualifier
from extractors.indicators import HEADS
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.names import begins_with
from extractors.places import Place
from extractors.predicates import acts, of_group, of_stuff
from extractors.subjects import subject_phrase, topic_before_colon, topic_told

MEASURE_REACH = 4  # items between a verb of measure and its number: "đạt được khoảng trên"


VERBAL = ("verb", "exist", "auxiliary", "copula", "clitic", "filler", "opener", "cut", "earlier", "support", "before",
          "status", "measure", "pronoun", "conjunction")  # fmt: skip


class Shape(NamedTuple):
    """What the words around a value look like: is it a count, has the counted thing qualifiers, and so on."""

    counted: bool
    qualified: bool  # the words right of it say more than its unit
    bare: bool  # the words left of it are but the head of an indicator: "với tổng số 66.541 lao động"
    headed: bool  # the words left of it begin with the head of an indicator
    measured: bool  # a verb of measure stands right before it
    existing: bool  # a verb that only says that the things are there does
    possessed: bool = False  # and its subject, with a determiner, is but who has them
    acted: bool = False  # a verb parts the words left of it from the count: they are but who acts
    stuffed: bool = False  # what the amount is of stands behind it: "856 millions de dollars de produits aquatiques"
    acting: bool = False  # the words left of it are but a verb, of which the counted things are the object


def choose(left: Phrase | None, right: Phrase | None, quantity: Quantity, shape: Shape) -> Phrase | None:
    """Left or right of the value, or both: "tịch thu 136,2 m3 gỗ"."""
    if left is not None and right is not None and shape.counted and shape.bare:
        return joined(left, right)
    if left is not None and right is not None and shape.stuffed and not shape.headed:
        return right if shape.acted else joined(left, right)
    if left is not None and (shape.headed or (shape.measured and not (shape.counted and shape.qualified))):
        return left
    if quantity.is_share:
        return right or left
    if shape.counted:
        if right is not None and (shape.qualified or left is None or shape.possessed or shape.acted):
            return right
        if left is not None and right is not None and (quantity.unit in (None, "count") or shape.acting):
            if not shape.existing or shape.acting:
                return joined(left, right)
            return right if " " in quantity.unit_text else left
        if right is not None and shape.existing and " " in quantity.unit_text:
            return right  # "ngành dệt may thu hút 2 triệu lao động"; but "dân tộc thiểu số có 297.000 người"
        return left or right
    if left is not None and right is not None and not shape.measured:
        return joined(left, right)
    return left or right


def joined(one: Phrase, two: Phrase) -> Phrase:
    """Verb and object around their number: "tịch thu … gỗ"."""
    return Phrase(one.parts + two.parts, "both")


def is_counted(quantity: Quantity) -> bool:
    """Whether the quantity counts things by their own name."""
    return quantity.unit is None or quantity.noun


def chosen(
    walk: Walk,
    line: Line,
    place: Place,
    left: Phrase | None,
    right: Phrase | None,
    *,
    counted: bool,
    qualified: bool,
    first: int,
) -> Phrase | None:
    """The name, from the words left and right of the number and the verbs near it."""
    items, quantity = place.items, place.quantity
    if left is not None and walk.pack.determiners and not counted and names_nothing(items, left):
        left = subject_phrase(items, place.index, walk.pack) or topic_before_colon(walk, line, place)
        left = left or carried(walk, line, place)
    headed = left is not None and headed_by(items, left)
    measured, existing = _verbs_near(place)
    if walk.from_level is not None and walk.from_phrase is not None and left is None:
        return walk.from_phrase
    if left is None and measured and not counted:
        told = subject_pronoun(place) is not None
        left = before_comma(place, first) or (None if told else subject_phrase(items, place.index, walk.pack))
        left = left or topic_before_colon(walk, line, place) or carried(walk, line, place)
    if right is not None and left is None and not quantity.noun and only_qualifies(items, right):
        return with_qualifier(walk, line, right)
    left = _rate_of_owner(walk, line, place, left) if left is not None and right is None else left
    if left is not None and not headed and not measured and of_group(place) and right is not None:
        left = None  # "À Paris, 56 % des boutiques …"
    acted = left is not None and not measured and acts(place, left)
    right = None if right is not None and left is not None and _adds_nothing(place, right, acted=acted) else right
    possessed = existing and bool(walk.pack.determiners)
    bare = headed and left is not None and _bare(items, left)
    if left is not None and right is not None and counted and _done_to(place, left):
        return joined(left, right)
    acting = left is not None and not walk.pack.determiners and acts_on(place, left)
    shape = Shape(counted, qualified, bare, headed, measured, existing, possessed, acted, of_stuff(place), acting)
    phrase = choose(left, right, quantity, shape)
    if phrase is not None and right is not None and phrase.end == right.end:
        walk.consumed = max(walk.consumed, right.end)
    return phrase or _otherwise(walk, line, place)


def _rate_of_owner(walk: Walk, line: Line, place: Place, left: Phrase) -> Phrase | None:
    """ "Le taux de couverture s'élève à 19 % ; Proximus vise 22 %": the rate before, where but an owner is named."""
    before = walk.last(line)
    begin = next((i for i, item in enumerate(place.items) if item.start == left.start), 0)
    named = place.items[begin].upper and (not begin or place.items[begin - 1].key not in place.pack.articles)
    rate = place.quantity.is_share and before is not None and before.is_rate and bool(place.pack.determiners)
    return walk.carried(line) if named and rate else left


def _otherwise(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """What names a level that no words around it name: the topic, what was before it, its own unit."""
    told = topic_before_colon(walk, line, place) or (topic_told(place) if walk.last(line) is None else None)
    phrase, quantity = told or carried(walk, line, place), place.quantity
    if phrase is None and quantity.noun and quantity.unit_text:
        return Phrase(((quantity.stop - len(quantity.unit_text), quantity.stop),), "right")
    return phrase


def _verbs_near(place: Place) -> tuple[bool, bool]:
    """Whether a verb of measure, or one that only says that the things are there, stands right before the number."""
    begin = clause_begin(place.items, max(place.left, place.index - MEASURE_REACH), place.index)
    near = range(begin, place.index)
    last = next((i for i in reversed(near) if not place.items[i].cue("before", "filler")), place.index)
    measured = existing = False
    for i in near:
        item = place.items[i]
        free = item.cue("place", "opener") is not None and i < last and bool(place.pack.determiners)  # "À Paris, 56 %"
        measured = measured or (
            item.cue("measure") is not None and not free and not item.cue("exist", "filler", "from")
        )
        existing = existing or (item.cue("exist") is not None and not item.cue("action"))
    return measured, existing


def _adds_nothing(place: Place, right: Phrase, *, acted: bool) -> bool:
    """Whether the words behind an amount only go on with its clause: "un don de 2 M€ a été versé"."""
    if place.quantity.noun or place.quantity.unit is None or not place.pack.determiners:
        return False
    behind = place.items[place.index + 1]
    verb = behind.cue("auxiliary", "copula", "verb") is not None and not place.quantity.is_share
    return verb or (acted and only_qualifies(place.items, right))


def headed_by(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether the phrase begins with the head of an indicator."""
    return begins_with(items, phrase, *HEADS)


def _done_to(place: Place, left: Phrase) -> bool:
    """Whether a noun of what is done governs the count: "la création de 300 emplois", "un réseau de 40 agences"."""
    near = place.lead("before")
    governed = near > place.left and place.items[near].key in place.pack.partitives
    return governed and left.end == place.items[near - 1].end


def _bare(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether the phrase is nothing but a head."""
    return len(phrase.parts) == 1 and any(phrase.parts[0] == (item.start, item.end) for item in items)


def names_nothing(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether there is no noun in it, but only verbs, adverbs and prepositions: "après avoir coûté", "ne sont pas"."""
    inside = [item for item in items if phrase.start <= item.start < phrase.end]
    nouns = (item for item in inside if item.is_word or item.cue(*HEADS, "action", "change", "base", "name"))
    return bool(inside) and not any(nouns) and all(item.cue(*VERBAL) or not item.key[:1].isalpha() for item in inside)
