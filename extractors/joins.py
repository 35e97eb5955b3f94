"""Whether a level belongs to the change before it: "recule de 5 % à 40 unités", "(…) et s'établit à 5,2 %"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted import right_phrase
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, HEADS, VERBS, left_phrase
from extractors.levels import first_free
from extractors.mentions import Item, Line, Phrase
from extractors.names import is_owner
from extractors.places import CLOSING, OPENING, Place


def only_reaches(place: Place) -> bool:
    """Whether only "à", "pour atteindre", "lên" stand between a change and this level."""
    gap = place.gap
    reaches = any(item.cue("reach") for item in gap)
    return _reaches_behind_comma(gap) or (
        reaches
        and all(
            item.cue("reach", "filler", "before", "measure", "base", "against")
            or item.period
            or item.key in (",", *CLOSING)
            or item.key in place.pack.articles
            for item in gap
        )
    )


def _reaches_behind_comma(gap: Sequence[Item]) -> bool:
    """ "recule de 0,7 an pour les femmes, à 84,6 ans": no verb comes between the change and ", à"."""
    light = [item for item in gap if not item.cue("before")]
    if len(light) < 2 or light[-1].cue("reach") is None or light[-2].key != ",":
        return False
    rest = light[1:-2] if light[0].key in CLOSING else light[:-2]
    return not any(
        item.key in HARD_MARKS or item.key == "," or (item.cue(*VERBS) and not item.cue("filler", "opener", "place"))
        for item in rest
    )


def bracketed_level(place: Place, waiting: Draft) -> bool:
    """ "la dengue a reculé de 42 % (1 190 cas)": the level of the change right before the bracket."""
    gap = [item for item in place.gap if not item.cue("before")]
    share = waiting.comparisons[-1].unit in ("%", "pp", "times")
    return len(gap) == 1 and gap[0].key in OPENING and place.ends_item() and share and not place.quantity.is_share


def explained(place: Place, waiting: Draft) -> bool:
    """ "a été multiplié par 2,5 : 276 euros", "a crû de 7,6 % : ils étaient 297 500": the level behind a colon."""
    gap = [item for item in place.gap if not (item.period or item.cue("before", "filler"))]
    share = waiting.comparisons[-1].unit in ("%", "times") and not place.quantity.is_share
    if not place.pack.determiners or not share or waiting.index != place.left - 1 or not gap or gap[0].key != ":":
        return False
    light = all(item.cue("pronoun", "copula", "measure", "auxiliary", "clitic") for item in gap[1:])
    return light and (len(gap) > 1 or not place.quantity.noun)


def before_past(walk: Walk, line: Line, place: Place) -> Draft | None:
    """ "ont enflé de 3,9 % (après +3,7 % en 2023) pour s'élever à 1 670": the change before that of another time."""
    said = walk.of_line(line)
    gap = place.gap
    if len(said) < 2 or not gap or gap[-1].key in CLOSING or not any(item.key in CLOSING for item in gap[:2]):
        return None
    past, before = said[-1], said[-2]
    opened = next((i for i in range(past.index, before.index, -1) if line.items[i].key in OPENING), None)
    within = line.items[opened : place.index] if opened is not None else ()
    told = any(item.cue("earlier", "versus") or item.period for item in within) and past.quantity is None
    return before if told and before.quantity is None and only_reaches(place) else None


def fronted(line: Line, place: Place, waiting: Draft) -> bool:
    """ "En hausse de 7,2 %, le produit de la taxe a atteint 84 millions": the change stands before its subject."""
    if not place.pack.determiners or place.quantity.unit == waiting.comparisons[-1].unit:
        return False
    lead = line.items[: waiting.index]
    if not lead or any((item.is_word and item.key not in place.pack.articles) or item.cue(*HEADS) for item in lead):
        return False
    if not any(item.cue("change", "attain") for item in lead):
        return False
    gap = place.gap
    return any(item.key == "," for item in gap) and not any(item.key in HARD_MARKS for item in gap)


def numbered(place: Place, waiting: Draft) -> bool:
    """ "a perdu 6,5 %, avec 68,6 millions de bouteilles": the level of the change before, by its count."""
    gap = [item for item in place.gap if item.key != "," and not item.period]
    gap = [item for item in gap if not item.cue("before") and item.key not in CLOSING]
    joined = len(gap) == 1 and gap[0].cue("and") is not None and gap[0].cue("opener") is not None
    whole = place.quantity.of is not None and not place.pack.determiners
    return joined and waiting.comparisons[-1].unit in ("%", "pp", "times") and not (place.quantity.is_share or whole)


def contrasted(draft: Draft, place: Place) -> bool:
    """ "réduite de 40 % en avril contre 50 % en mars": an earlier change, where no level is told."""
    if draft.quantity is not None or not draft.comparisons or place.quantity.sign:
        return False
    last = draft.comparisons[-1]
    return last.magnitude is not None and last.relation in ("up", "down") and place.quantity.is_share


def next_stage(place: Place, before: Draft | None) -> bool:
    """ "de 77 % en février à 56 % en mars, puis à 46 % en avril": a further level of the same passage."""
    if before is None or before.quantity is None or before.index != place.left - 1 or not before.comparisons:
        return False
    gap = [item for item in place.gap if not (item.period or item.cue("before"))]
    if not gap or gap[-1].cue("reach") is None or before.comparisons[-1].base_value is None:
        return False
    light = all(item.key == "," or item.cue("cut", "and", "reach") for item in gap)
    return len(gap) > 1 and light and before.quantity.unit == place.quantity.unit


def restates(place: Place, waiting: Draft) -> bool:
    """ "baisse de 0,2 point, soit 6,1 % de la population active": the level that the change leads to."""
    gap = [item for item in place.gap if item.key != "," and not item.cue("before")]
    gap = [item for item in gap if not item.period and item.key not in CLOSING and not item.cue("supplement")]
    if not place.pack.determiners or not gap or gap[-1].cue("equals") is None:
        return False
    change = waiting.comparisons[-1].unit
    counted = place.quantity.unit in (None, change) and place.quantity.value > (waiting.comparisons[-1].magnitude or 0)
    if len(gap) == 1 and change not in ("%", "pp", "times"):
        return counted  # "218 000 retraités de plus, soit 16,4 millions"
    return len(gap) == 1 and change in ("%", "pp") and (place.quantity.unit != "%" or change == "pp")


def accompanies(place: Place) -> bool:
    """ "une baisse de 0,2 point, avec un taux de chômage de 7,5 %": the level, by its name, of the change before it."""
    gap = [item for item in place.gap if item.key != ","]
    if len(gap) < 4 or gap[0].cue("opener") is None or gap[0].cue("measure") is None or place.items[place.left].period:
        return False
    determined = gap[1].key in place.pack.determiners
    return determined and gap[2].cue(*HEADS) is not None and not any(item.key in HARD_MARKS for item in gap)


def measure_of(walk: Walk, line: Line, place: Place, waiting: Draft) -> Phrase | None:
    """What a level that joins a change is of, where the subject of the change is but its owner's name."""
    known, quantity = waiting.indicator, place.quantity
    if accompanies(place):
        return left_phrase(place.items, place.left, place.index, walk.pack)
    if known is None or not walk.pack.determiners or not is_owner(walk, line, known):
        return None
    if not quantity.noun and quantity.unit is not None:
        return None
    if quantity.unit_text.casefold() in walk.pack.generic_nouns:  # "à 6 017 unités": of what was told before
        near = (draft for draft in reversed(walk.drafts[:-1]) if draft.line.paragraph == line.paragraph)
        told = (one.indicator for one in near if one.indicator and not is_owner(walk, one.line, one.indicator))
        return next((Phrase(phrase.parts, "carried") for phrase in told), None)
    start = quantity.stop - len(quantity.unit_text) if quantity.noun else None
    return right_phrase(place.items, place.index, start, walk.pack)[0]


def counts_of_owner(walk: Walk, line: Line, place: Place, subject: Phrase) -> bool:
    """ "La Suisse a gagné 90 000 habitants", "la Corse compte 300 emplois de plus": the things."""
    return place.quantity.noun and bool(walk.pack.determiners) and is_owner(walk, line, subject)


def same_subject(walk: Walk, place: Place) -> bool:
    """Whether a verb of measure without a subject of its own leads here: "baisse de 0,2 point et s'établit à 8,2 %"."""
    gap = place.gap
    if _verb_goes_on(place):
        return True
    if any(item.key in HARD_MARKS for item in gap) or not any(
        item.cue("measure") and not item.cue("filler", "opener", "from") for item in gap
    ):
        return False
    return left_phrase(place.items, first_free(walk, place), place.index, walk.pack) is None


def _verb_goes_on(place: Place) -> bool:
    """ "est en baisse (-0,1 point) et s'établit à 5,2 %": the verb has its subject before the change."""
    verb = place.index - 1
    while verb >= place.left and (place.items[verb].cue("before") or not place.items[verb].cue("measure")):
        if place.items[verb].key in HARD_MARKS or place.items[verb].is_word:
            return False
        verb -= 1
    if verb < place.left or place.items[verb].cue("filler", "opener", "from"):
        return False
    while verb > place.left and place.items[verb - 1].cue("auxiliary", "clitic", "filler"):
        verb -= 1
    before = place.items[verb - 1] if verb > place.left else None
    return before is not None and (before.cue("and") is not None or before.key in CLOSING)
