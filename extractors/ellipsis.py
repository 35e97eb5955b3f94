"""What a later part of a sentence leaves out: the verb of change, the noun, the unit."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.bases import base_right
from extractors.counted import right_phrase
from extractors.drafts import Walk
from extractors.indicators import HEADS, VERBS, left_phrase
from extractors.mentions import Item, Line, Phrase
from extractors.names import begins_with
from extractors.places import BASE_REACH, CLOSING, OPENING, STOPS, Place, Role
from patterns.pack import Pack

DIVIDES = ("and",)
OWN_LEVEL = ("rate", "growth", "share", "equals", "versus", "attain", "earlier", "supplement")


def continued(place: Place) -> Role | None:
    """ "augmente de 3 % et la puissance éolienne de 6 %": the change is said once for several things."""
    told = _told(place) or _told_share(place)
    if told is None:
        return None
    gap = [place.items[i] for i in range(place.left, place.index)]
    last = _led_by_with(place) - place.left
    marks = (",", ";") if last < len(gap) else (",",)
    divided = next((n for n in range(last - 1, -1, -1) if gap[n].key in marks or gap[n].cue(*DIVIDES)), None)
    if gap and _contrasts(gap[-1], place.pack):
        divided = len(gap) - 1  # "4 % des cas mais 15 % des décès"
    if divided is None or any(
        _breaks(item) and not (n < divided and item.cue("supplement")) for n, item in enumerate(gap)
    ):
        return None
    own = gap[divided + 1 :]
    by = bool(own) and own[-1].cue("from") is not None
    named = any((item.is_word and item.key not in place.pack.articles) or item.cue(*HEADS) for item in own)
    leads_on = bool(own) and own[0].cue("opener", "place") is not None and own[0].cue("from") is None
    whole = told.relation == "ratio" and not own and place.index + 1 < len(place.items)
    whole = whole and (place.items[place.index + 1].key in place.pack.articles or _leads(place.items[place.index + 1]))
    respective = any(item.cue("respectively") for item in place.items[: place.index])
    bare = not own and (whole or respective or headed_like(place) or _parallel(gap, place))
    if leads_on or not (by or (named and place.quantity.unit in ("%", "pp")) or bare):
        return None
    base = base_right(place, BASE_REACH) or told.base
    unit = place.quantity.unit or told.unit
    return Role("comparison", told.relation, unit, base, None, fresh=True, because=told.because)


def _led_by_with(place: Place) -> int:
    """ "Nga đứng nhì với 11,8%": where "with" leads to the number, which joins no two things; else the number."""
    before = place.items[place.index - 1] if place.index > place.left else None
    return place.index - 1 if before is not None and before.cue("and") and before.cue("opener") else place.index


def _contrasts(item: Item, pack: Pack) -> bool:
    """Whether it is a "but" that joins two of a kind."""
    return item.cue("conjunction") is not None and item.key in pack.links


def _leads(item: Item) -> bool:
    return item.cue("place", "opener") is not None


def headed_like(place: Place) -> bool:
    """ "tăng 7,69% số vụ, 2,94% số người chết": each change has its measure right behind it."""
    before = [i for i in range(place.left) if place.items[i].quantity][-1:]
    ends = [place.items[i + 1].cue(*HEADS) for i in (*before, place.index) if i + 1 < len(place.items)]
    return len(ends) > 1 and all(ends)


def _parallel(gap: Sequence[Item], place: Place) -> bool:
    """ "de 3 % pour le gaz, 4 % pour l'électricité": a qualifier behind the number before and behind this one."""
    behind = place.following
    return behind is not None and all(item.cue("opener", "place") is not None for item in (gap[0], behind))


def _told(place: Place) -> Role | None:
    """The change before that this quantity may go on with: in the same unit, levels aside."""
    numbers = [item.quantity for item in place.items[: place.index] if item.quantity]
    for role, quantity in zip(reversed(place.before), reversed(numbers), strict=False):
        if role.kind == "comparison":
            unitless = place.quantity.unit is None and place.pack.determiners and not _noun_behind(place)
            same = (quantity.unit == place.quantity.unit or unitless) and not place.quantity.noun
            shared = role.relation == "ratio" and role.base is not None and role.base.kind in ("total", "plan")
            changed = (role.relation in ("up", "down") or shared) and (role.cue_index is not None or role.fresh)
            return role if same and changed and not place.quantity.sign else None
        if role.kind != "level" or quantity.unit == place.quantity.unit:
            return None
    return None


def _noun_behind(place: Place) -> bool:
    """Whether a bare number counts what stands right behind it, so that no unit is left out."""
    return place.following is not None and place.following.is_word


def _told_share(place: Place) -> Role | None:
    """The share of a total before, in a list: "concentre 60 % des ventes, la Wallonie 30 % et Bruxelles 10 %"."""
    before, behind = place.previous, place.following
    if before is None or before.kind != "comparison" or before.relation != "ratio" or before.unit != "%":
        return None
    ends = behind is None or behind.key in (",", *STOPS) or behind.cue(*DIVIDES) is not None
    total = before.base is not None and before.base.kind == "total"
    return before if total and ends and place.quantity.unit == "%" and place.pack.determiners else None


def _breaks(item: Item) -> bool:
    """Whether the item begins a clause of its own."""
    if (item.key in STOPS and item.key != ";") or item.key in OPENING:
        return True
    verb = item.cue(*VERBS) is not None and item.cue("filler", "from", "opener", "place", "equates", *HEADS) is None
    return verb or item.cue(*OWN_LEVEL) is not None


def continued_phrase(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """What a continued change is of: the noun before it, else the one carried, with the words behind its number."""
    items, carried = place.items, walk.carried(line)
    first = next(
        (
            i + 1
            for i in range(_led_by_with(place) - 1, place.left - 1, -1)
            if items[i].key in (",", ";") or items[i].cue(*DIVIDES)
        ),
        place.left,
    )
    if place.gap and _contrasts(place.gap[-1], place.pack):
        first = place.index
    if place.gap and items[place.lead("before")].cue("parent"):
        return right_phrase(items, place.index, None, place.pack)[0] or carried  # "dont 60 % de femmes"
    end = place.lead("before")  # "devant Lyon (13 %)"
    own = left_phrase(items, first, end if items[end].key in OPENING else place.index, place.pack)
    if own is None and headed_like(place):
        return right_phrase(items, place.index, None, place.pack)[0]
    if own is not None or carried is None:
        return own or carried
    qualifier = qualifier_behind(items, place.index, place.pack)
    before = walk.last(line)
    theirs = qualifier_behind(items, before.index, place.pack) if before and before.quantity is None else None
    if qualifier is None or before is None or theirs is None:
        return carried
    shared = tuple(part for part in carried.parts if part != theirs)
    before.indicator = Phrase((*shared, theirs), "carried")
    return Phrase((*shared, qualifier), "carried")


def qualified_again(walk: Walk, line: Line, place: Place) -> Phrase | None:
    """What the sentence is of, with the qualifier of this change: "+0,4 % pour les jeunes, +0,1 % pour les autres"."""
    carried, own = walk.carried(line), qualifier_behind(place.items, place.index, place.pack)
    if carried is None or own is None or not place.pack.determiners:
        return carried
    opening = {item.start for item in line.items if item.cue("place", "opener")}
    shared = tuple(part for part in carried.parts if part[0] not in opening)
    return Phrase((*shared, own), "carried")


def qualifier_behind(items: Sequence[Item], index: int, pack: Pack) -> tuple[int, int] | None:
    """The span of "dans la chimie" behind a number, up to the next mark, verb or number."""
    begin = index + 1
    if begin >= len(items) or items[begin].cue("opener", "place") is None or items[begin].cue("against", "from"):
        return None
    end = begin + 1
    while end < len(items) and not (
        items[end].quantity or items[end].period or items[end].key in STOPS or items[end].key == ","
        or items[end].key in OPENING or items[end].key in CLOSING
        or (items[end].cue("and", "against", "versus", "measure", "change", "auxiliary")
        and items[end].key not in pack.articles)
    ):  # fmt: skip
        end += 1
    plain = any(item.is_word and item.key not in pack.articles for item in items[begin + 1 : end])
    return (items[begin].start, items[end - 1].end) if plain else None


def is_clause(items: Sequence[Item]) -> bool:
    """Whether there is a verb, so that a colon goes on with its subject: "L'énergie reste chère : +28 %"."""
    return any(item.cue(*VERBS, "copula") and not item.cue(*HEADS, "filler", "from", "opener") for item in items)


def with_qualifier(walk: Walk, line: Line, own: Phrase) -> Phrase:
    """What the sentence is of, with a qualifier of this level: "… 58 % pour les violences et 11 % pour les vols"."""
    before = walk.last(line)
    if before is None or before.indicator is None:
        return own
    if before.quantity is not None and before.quantity.is_share and before.indicator.how == "right":
        return own  # "39 % se feront en CDI, 30 % en CDD"
    opening = {item.start for item in line.items if item.cue("place", "opener")}
    shared = tuple(part for part in before.indicator.parts if part[0] not in opening)
    return Phrase((*shared, *own.parts), "carried")


def only_qualifies(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether the phrase is but a qualifier, "pour les cambriolages": it begins with a preposition."""
    return begins_with(items, phrase, "place", "opener")
