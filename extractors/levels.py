"""What names a level: the noun before its verb, beside its bracket or colon, or the counted thing behind it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.anaphora import pro_object
from extractors.areas import counted_again, listed_name
from extractors.choosing import chosen, headed_by, is_counted
from extractors.clauses import acts_by_name, begins_with_noun, moved_subject
from extractors.counted import rated_noun, right_phrase
from extractors.doers import contributor, done_for
from extractors.drafts import Walk
from extractors.ellipsis import qualifier_behind
from extractors.growth import growth_level
from extractors.indicators import (
    HARD_MARKS,
    HEADS,
    VERBS,
    left_phrase,
)
from extractors.mentions import Item, Line, Phrase, Quantity
from extractors.named import respective_name
from extractors.names import is_name
from extractors.objects import done_or_object
from extractors.owners import measured_of, owns
from extractors.places import OPENING, Place
from extractors.predicates import (
    beside_place,
    follows_up,
    fraction_again,
    is_generic,
    last_counted,
    of_group,
    predicated_group,
)
from extractors.resumed import apposed_level, fronted_level, resumed_subject
from extractors.subjects import change_verb, clause_subject, subject_of
from patterns.pack import Pack
from patterns.phrases import split_pieces

SETS = ("move", "change", "passage", "verb", "status", "measure")  # verbs that set or reckon a level


def level_indicator(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """The phrase that names the level at `place`; None where neither its sentence nor the one before has any."""
    items, index, quantity = place.items, place.index, place.quantity
    first = first_free(walk, place)
    told = _told_by_form(walk, line, place, first)
    if told is not None:
        return told
    counted = is_counted(quantity)
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    right, qualified = right_phrase(items, index, unit_start, walk.pack)
    if not qualified and walk.pack.determiners and is_generic(quantity, walk.pack):
        right = predicated_group(place, walk.pack)
        counted = qualified = right is not None
    if right is not None and counted and owns(place, index) is not None:
        walk.consumed = max(walk.consumed, right.end)
        return right
    measured = measured_of(place)
    if measured is not None:
        return measured
    rated = rated_noun(quantity, walk.pack)
    if rated is not None:
        right, counted = rated, True
    beside = _beside_bracket(walk, line, place, first)
    beside = beside or (None if counted and qualified else _told_before(walk, line, place))
    if beside is not None:
        return beside
    done = done_or_object(walk, line, place, first, right, counted=counted, qualified=qualified)
    if done is not None:
        return done
    left = None if quantity.noun else resumed_subject(place, index, level=True)
    left = left or _subject_measured(place, first, walk.pack) or moved_subject(place, first)
    left = left or left_phrase(items, first, index, walk.pack, counted=counted and (qualified or right is None))
    listed = listed_name(walk, line, place, first, qualified=qualified) if not walk.pack.determiners else None
    part = quantity.of is not None and bool(walk.pack.determiners)  # "si bien qu'un restaurateur sur cinq a dû …"
    if left is not None and right is not None and counted and (part or _behind_comma(walk, place, left)):
        left = None
    again = listed or counted_again(walk, line, place, left, qualified=qualified)
    if again is not None:
        return again
    named = counted and (qualified or (right is not None and bool(walk.pack.determiners)))
    left = left or _before_colon(walk, place, first, counted=named)
    headed = left is not None and headed_by(items, left)
    if left is not None and right is not None and not headed and (counted or (qualified and not walk.pack.determiners)):
        left = _unless_body(walk, line, left)
    if left is None and right is None and (rated := _counted_in_rate(walk, quantity)) is not None:
        return rated
    return chosen(walk, line, place, left, right, counted=counted, qualified=qualified, first=first)


def _unless_body(walk: Walk, line: Line, left: Phrase) -> Phrase | None:
    """None for who acts: "Viện Pasteur TP HCM mới chuyển 9.200 liều"; "du khách Hàn Quốc" is no name of a place."""
    if acts_by_name(line.items, left, walk.pack):
        return None
    named = is_name(walk.text, left, line.start)
    return left if not named or begins_with_noun(line.items, left, walk.pack) else None


def _counted_in_rate(walk: Walk, quantity: Quantity) -> Phrase | None:
    """The counted thing of "3,4 médecins pour 1 000 habitants"."""
    if "/" not in (quantity.unit or "") or not quantity.unit_text:
        return None
    start = quantity.stop - len(quantity.unit_text)
    match = walk.pack.units.longest(pieces := split_pieces(walk.text, start, quantity.stop, {}), 0)
    if match is None or not match.payloads[0].noun:
        return None
    return Phrase(((pieces[0].start, pieces[match.last - 1].end),), "right")


def _told_by_form(walk: Walk, line: Line, place: Place, first: int) -> Phrase | None:
    """The name where the form of the sentence alone tells it."""
    told = respective_name(walk, place) or growth_level(place) or contributor(walk, line, place)
    told = told or apposed_level(place) or done_for(place, first) or pro_object(walk, line, place) or _identity(place)
    told = told or _spread(walk, line, place) or _object_behind(walk, place) or _part_for(walk, line, place)
    return told or fronted_level(place) or follows_up(walk, line, place)


def _behind_comma(walk: Walk, place: Place, left: Phrase) -> bool:
    """ "Dans l'académie de Rouen, 353 133 élèves …": the counted thing begins its clause."""
    near = place.lead("before", "filler")
    if not walk.pack.determiners:  # "bến xe phục vụ 2.150 hành khách": who does it
        if headed_by(place.items, left):
            return False
        if place.items[near].key == "," and near > place.left:
            return place.quantity.noun  # "Soi theo chủ đầu tư, 9/27 đơn vị"
        exists = place.items[near].cue("exist") is not None
        return exists and begins_with_noun(place.items, left, walk.pack)
    comma = near >= place.left and place.items[near].key == ","
    return comma and not headed_by(place.items, left)


def _subject_measured(place: Place, first: int, pack: Pack) -> Phrase | None:
    """The subject of the verb of measure before a level: "La part de …, qui …, s'établit à 5,2 %"."""
    reached = False
    for i in range(place.index - 1, first - 1, -1):
        item = place.items[i]
        reached = reached or item.cue("reach") is not None
        if item.cue("measure", "share") and not item.cue("exist", "filler", "from", "opener", "reach"):
            owned = not item.cue("copula") and _has_object(place.items[i + 1 : place.index], pack)
            return None if owned else subject_of(place.items, first, i, pack)
        if reached and item.cue("change") and change_verb(place.items, first, i + 1, pack) == i:
            return subject_of(place.items, first, i, pack)  # "reste stable pour s'établir à 66 %"
        if reached and (times := item.cue("times")) and times.magnitude and item.key.split()[0] not in pack.articles:
            return subject_of(place.items, first, i, pack)  # "ont doublé pour atteindre 8 millions"
        if (item.cue(*VERBS) and not item.cue("filler", "from", "opener", "reach")) or item.key in HARD_MARKS:
            return None
    return None


def _has_object(items: Sequence[Item], pack: Pack) -> bool:
    """Whether the verb of measure has an object of its own before the number: "affiche une part de marché de 57 %"."""
    begin = next((i for i, item in enumerate(items) if not item.cue("filler", "before", "auxiliary")), len(items))
    if begin and begin < len(items) and items[begin - 1].key in pack.articles and items[begin].cue("rate"):
        return True  # "affichent des taux de chômage respectifs de …"
    begin = begin - 1 if begin and items[begin - 1].key in pack.determiners else begin
    if begin + 1 >= len(items) or items[begin].key not in pack.determiners or items[begin].cue("pronoun"):
        return False
    return items[begin + 1].is_word or items[begin + 1].cue(*HEADS) is not None


def _object_behind(walk: Walk, place: Place) -> Phrase | None:
    """ "porter à 35 % la part des pratiquants", "évalue à 64 euros la dépense": the object behind its level."""
    items, near = place.items, place.lead("before", but="reach")
    if near <= place.left or not items[near].cue("reach") or not items[near - 1].cue(*SETS):
        return None
    behind = place.following
    if behind is None or behind.key not in walk.pack.determiners or place.quantity.noun:
        return None
    return right_phrase(items, place.index, None, walk.pack)[0]


def _part_for(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "dont 600 millions pour les exonérations de charges": the part is named by what it is for, or where."""
    gap = [item for item in place.gap if not item.cue("before")]
    if not gap or gap[-1].cue("parent") is None or place.quantity.noun or place.quantity.is_share:
        return None
    span = qualifier_behind(place.items, place.index, walk.pack)
    if span is None:
        return None
    first = next(i for i, item in enumerate(place.items) if item.start == span[0])
    end = next(i + 1 for i, item in enumerate(place.items) if item.end == span[1])
    counted = last_counted(walk, line) if place.quantity.unit is None and not place.quantity.scaled else None
    if counted is not None:
        return Phrase(((counted.stop - len(counted.unit_text), counted.stop), span), "both")
    named = left_phrase(place.items, first, end, walk.pack)
    return named or Phrase(((place.items[first + 1].start, span[1]),), "right")


def _identity(place: Place) -> Phrase | None:
    """ "640 người là lao động nông thôn", "hai phần ba là vay mua nhà": the part is named by what it is."""
    behind, quantity = place.following, place.quantity
    if behind is None or behind.cue("equates") is None or place.index + 2 >= len(place.items):
        return None
    before = [item for item in place.gap if not item.cue("before", "filler")]
    part = not before or before[-1].cue("parent", "exist", "and") is not None or before[-1].key in (",", ";", ":")
    alone = quantity.is_share or quantity.unit in (None, "person", "household") or " " not in quantity.unit_text
    if not part or not alone or place.items[place.index + 2].quantity:
        return None
    return _named_from(place)


def _named_from(place: Place) -> Phrase | None:
    items = place.items
    end = place.index + 2
    while end < len(items) and not (
        items[end].quantity or items[end].key in HARD_MARKS or items[end].key == "," or items[end].period
        or items[end].cue("change", "share", "attain", "cut", "parent")
    ):  # fmt: skip
        end += 1
    return left_phrase(items, place.index + 2, end, place.pack)


def _spread(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """ "varie de 6,9 % dans l'Oise à 10,6 % dans l'Aisne": both ends are of one thing."""
    before = walk.last(line, level=True)
    if before is None or before.quantity is None or before.index != place.left - 1:
        return None
    opened = next((i for i in range(before.index - 1, -1, -1) if not place.items[i].cue("before")), None)
    leads = next((item for item in reversed(place.gap) if not item.cue("before")), None)
    if opened is None or leads is None or place.items[opened].cue("spread") is None:
        return None
    same = before.quantity.unit in (place.quantity.unit, None) or rated_alike(before.quantity, place.quantity)
    return walk.carried(line) if same and leads.cue("reach", "and") else None


def rated_alike(one: Quantity, two: Quantity) -> bool:
    """Whether the second is of the first's unit but for what that is divided by: "48 euros [le stère] … à 71 euros"."""
    return two.unit is not None and (one.unit or "").startswith(f"{two.unit}/")


def _told_before(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """What a bare figure is of: the level it says again ("soit 2,5 millions"), or the subject of its clause."""
    if not walk.pack.determiners and not place.quantity.noun:
        return None
    near = place.index - 1
    while near > place.left and place.items[near].cue("before", "filler"):
        if place.items[near].cue("equals", "and"):
            break
        near -= 1
    if near < place.left:
        return None
    opener = place.items[near]
    before = walk.last(line, level=True)
    again = opener.key in walk.pack.links and not opener.cues and near > place.left and place.items[near - 1].key == ","
    if (
        (opener.cue("equals") or (again and place.quantity.is_share))
        and before is not None
        and before.index == place.left - 1
    ):
        return walk.carried(line)
    if place.quantity.noun or of_group(place) or not walk.pack.determiners:
        return None
    if opener.key == ":" or (opener.cue("and") and opener.cue("filler") and place.quantity.unit != "%"):
        return clause_subject(place, near)
    return None


def _beside_bracket(walk: Walk, line: Line, place: Place, first: int) -> Phrase | None:
    """The noun that a level in brackets stands behind: "le Japon (3 910)", "le taux d'activité (68 %)"."""
    opened = place.index - 1
    while opened > first and place.items[opened].cue("before"):
        opened -= 1
    if place.items[opened].key in OPENING and (again := fraction_again(walk, line, place)):
        return again
    if opened <= first or place.items[opened].key not in OPENING:
        return None
    if not place.ends_item() or place.items[opened - 1].quantity:
        return None
    phrase = left_phrase(place.items, first, opened, walk.pack)
    again = beside_place(walk, place, phrase, opened)
    if again is not None:
        return again
    named = phrase is not None and not walk.pack.determiners and is_name(walk.text, phrase, place.items[0].start)
    named = named and phrase is not None and not headed_by(place.items, phrase)
    return None if named else phrase  # where no determiner tells nouns from places, a name is a place


def _before_colon(walk: Walk, place: Place, first: int, *, counted: bool) -> Phrase | None:
    """The name before a colon: "Cultures maraîchères : 28 650 ha"."""
    if place.index <= first or place.items[place.index - 1].key != ":":
        return None
    heading = place.items[first : place.index - 1]
    deed = bool(heading) and heading[0].key in walk.pack.deeds
    measure = deed or any(
        item.cue(*HEADS) for item in heading
    )  # but "Wallonie : 300 cas", "Accidents de la route : 25 morts"
    return None if counted and not measure else left_phrase(place.items, first, place.index - 1, walk.pack)


def first_free(walk: Walk, place: Place) -> int:
    """The first item that a phrase left of the place may begin with: none of the last counted thing."""
    i = place.left
    while i < place.index and place.items[i].start < walk.consumed:
        i += 1
    return i
