"""
Nouns of change and what they are compared with: "le recul est de 0,4 % sur un an", "3 % de plus que les hommes".

Each construction answers with a `Role`, a `Base` or None, as those of `comparisons.py` do.
"""

from __future__ import annotations

from extractors.bases import base_in, base_right
from extractors.mentions import Item, Phrase
from extractors.places import BASE_REACH, OPENING, STOPS, Base, Place, Role

VERB_REACH = 6  # items between a noun of change and its number: "la baisse, en février, a été de"
THAN_REACH = 7  # items between "more" and "than": "trois fois plus de monde qu'un dimanche"
NOUN_STOPS = ("measure", "copula", "auxiliary", "clitic", "opener", "place", "conjunction")
NOUN_REACH = 5  # items between "contre" and the level of its noun: "contre un bénéfice net de 12 millions"


def growth_subject(place: Place) -> Role | None:
    """ "Sur un an, le recul est de 0,4 %", "le repli atteint 7,1 %, à 1,6 million": a change, by its noun."""
    found = _subject(place)
    if found is None:
        return None
    index, relation, where = found
    base = base_right(place, BASE_REACH)
    if base is None or base.kind != "prior":
        base = _leading_base(place, index)
    if base is None and not _level_follows(place):
        return None
    return Role("comparison", relation, place.quantity.unit, base or Base("prior", None), index, because=(where,))


def _subject(place: Place) -> tuple[int, str, str] | None:
    """The noun of change that is the subject of the verb before the number: its item, relation and row."""
    if place.quantity.unit not in ("%", "pp") or place.quantity.sign or not place.pack.determiners:
        return None
    verb = False
    for i in range(place.index - 1, max(place.left - 1, place.index - 1 - VERB_REACH), -1):
        item = place.items[i]
        if item.key in STOPS or item.key in OPENING or item.quantity:
            return None
        cue = item.cue("change")
        if cue is not None and verb:
            noun = i > 0 and place.items[i - 1].key in place.pack.determiners and not item.cue("growth")
            return (i, cue.relation, cue.where) if noun and cue.relation in ("up", "down") else None
        if cue is not None:
            return None
        verb = verb or item.cue("measure", "copula") is not None
    return None


def growth_level(place: Place) -> Phrase | None:
    """ "La hausse des loyers a été de 3 %": a growth that is only given a level is named by its noun."""
    found = _subject(place)
    if found is None:
        return None
    end = found[0] + 1
    while end < place.index and not place.items[end].cue(*NOUN_STOPS) and place.items[end].key != ",":
        if place.items[end].period:
            break
        end += 1
    return Phrase(((place.items[found[0]].start, place.items[end - 1].end),), "left")


def _leading_base(place: Place, index: int) -> Base | None:
    """ "Sur un an, …", "Par rapport à 2018, …": the base that opens the clause."""
    first = next((j + 1 for j in range(index - 1, -1, -1) if place.items[j].key in STOPS or place.items[j].quantity), 0)
    for i in range(first, index):
        period = place.items[i].period
        if period is not None and (period.kind == "base" or (i and place.items[i - 1].cue("against"))):
            return Base("prior", period, (i,))
    return None


def _level_follows(place: Place) -> bool:
    """Whether the level reached stands right behind: ", à 1,6 million d'unités"."""
    i = place.index + 1
    while i < len(place.items) and (
        place.items[i].key == "," or (place.items[i].cue("before") and not place.items[i].cue("reach"))
    ):
        i += 1
    if i + 1 >= len(place.items) or place.items[i].cue("reach") is None:
        return False
    level = next((item.quantity for item in place.items[i + 1 : i + 3] if item.quantity), None)
    return level is not None and level.unit not in ("%", "pp")


def than(place: Place, cue_index: int) -> Base | None:
    """What "more" or "less" is than: another group or place, a plan, an earlier period."""
    items = place.items
    for i in range(cue_index, min(cue_index + THAN_REACH, place.right, len(items))):
        item = items[i]
        if i > cue_index and (item.key in STOPS or item.key == "," or item.key in OPENING):
            return None
        words = item.key.split()
        if not any(word in place.pack.than for word in words):
            continue
        window = [j for j in range(i + 1, min(i + THAN_REACH, len(items))) if not items[j].quantity]
        if not window or window[0] != i + 1:
            return None
        if items[i + 1].period is not None:
            return Base("prior", items[i + 1].period, (i + 1,))
        base = base_in(place, window)
        return base if base is not None and base.kind in ("plan", "prior") else Base("other", None, (i, *window[:1]))
    return None


def beyond(place: Place, cue_index: int) -> Base | None:
    """What stands right behind "above" or "below": "19 % en deçà de 2019", "30 points au-dessus de juin"."""
    behind = place.items[cue_index + 1] if cue_index + 1 < len(place.items) else None
    led = place.items[cue_index].cue("before") is not None
    return Base("prior", behind.period, (cue_index + 1,)) if led and behind is not None and behind.period else None


def versus(place: Place) -> Role | None:
    """ "contre 98 en 2018"."""
    near = place.near("versus")
    if near is not None and not place.quantity.sign:
        base = base_right(place, 4) or _elsewhere(place) or Base("prior", None)
        return Role("base_value", base=base, because=(near[1].where,))
    return None


def _elsewhere(place: Place) -> Base | None:
    """ "9 %, contre 7,5 % en France", "contre 12 % pour les hommes": another place or group, not another time."""
    behind = [place.items[i] for i in place.after(4) if place.items[i].cue("qualifier") is None]
    if not place.pack.determiners or not behind or any(item.period for item in behind):
        return None
    led, rest = behind[0], [item for item in behind[1:] if item.key not in place.pack.articles]
    if led.cue("base", "against", "from") or (led.cue("subject") is None and not rest):
        return None
    group = place.quantity.is_share and led.key in place.pack.articles and not led.cue("from")  # "14 % des femmes"
    leads = (led.cue("opener", "place") is not None or group) and not rest[0].cue("base", "whole")
    return Base("other", None) if led.cue("subject") or leads else None


def versus_noun(place: Place) -> Role | None:
    """ "contre une perte de 766 millions": the level before, by a noun of its own."""
    quantity = place.quantity
    if quantity.unit in ("%", "pp") or quantity.sign or not place.pack.determiners:
        return None
    for i in range(place.index - 1, max(place.left - 1, place.index - 1 - NOUN_REACH), -1):
        item = place.items[i]
        cue = item.cue("versus")
        if cue is not None:
            following = place.items[i + 1]
            before = place.earlier
            noun = following.key in place.pack.determiners and i + 1 < place.index
            alike = before is not None and (quantity.unit in (before.unit, None) or before.unit in ("%", "pp"))
            return (
                Role("base_value", base=base_right(place, 4) or Base("prior", None), because=(cue.where,))
                if (noun and alike and item.cue("earlier") is None)
                else None
            )
        if _ends_noun(item):
            return None
    return None


def same_in_numbers(place: Place) -> Role | None:
    """ "a reculé de 7,9 %, soit 19 595 personnes": the change in percent once more, as a difference."""
    before, unit = place.previous, place.quantity.unit
    if before is None or before.unit != "%" or before.relation not in ("up", "down") or not place.pack.determiners:
        return None
    gap = [item for item in place.gap if not item.cue("before") or item.cue("equals")]
    if unit in ("%", "pp", "times") or not gap or gap[-1].cue("equals") is None or gap[-1].cue("again"):
        return None
    if any(item.key in STOPS or (item.cue("measure", "share", "and") and not item.cue("filler")) for item in gap[:-1]):
        return None
    return Role("comparison", before.relation, unit, before.base, None, because=before.because)


def _ends_noun(item: Item) -> bool:
    return item.key in STOPS or item.key == "," or item.key in OPENING or item.quantity is not None
