"""What a comparison is made with: an earlier period, a plan, a total, another place or group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.mentions import Period
from extractors.places import BASE_REACH, STOPS, Base, Place
from patterns.pack import Cue


def find_base(place: Place, cue: Cue | None, cue_index: int | None = None) -> Base | None:
    """
    What a change is compared with: said after it, between cue and number, or before the cue.

    None where nothing is said; the sentence or the list may set it then.
    """
    base = base_right(place, BASE_REACH) or _from_year(place)
    if base is None and cue_index is not None:
        base = base_in(place, range(cue_index + 1, place.index))
    if base is None:
        stop = cue_index if cue_index is not None else place.index
        base = _base_before(place, stop)
    if base is None and cue is not None and cue.base:
        base = Base(cue.base, None, (), (cue.where,))
    return base


def _from_year(place: Place) -> Base | None:
    """ "diminuent de 35 % entre 2018 et 2019": compared with the first year of the span."""
    for i in place.after(2):
        period = place.items[i].period
        if period is not None and period.name == "years":
            return Base("prior", replace(period, name="year", kind="base"), (i,))
        if place.items[i].cue("filler") is None:
            return None
    return None


def find_base_of(place: Place, window: Sequence[int], cue: Cue) -> Base | None:
    """The base of a comparison in words, among the items after its cue; the cue's own where none is said."""
    cut = next((n for n, _ in enumerate(window) if _ends_base(place, window, n)), len(window))
    base = base_in(place, window[:cut])
    behind = place.items[window[0]].period if window[:cut] else None
    if base is None and behind is not None and not behind.when:  # "gấp đôi năm 2018"; not "ont doublé en 2018"
        base = Base("prior", behind, (window[0],))
    return base or (Base(cue.base, None, (), (cue.where,)) if cue.base else None)


def base_right(place: Place, reach: int) -> Base | None:
    """The base within `reach` items right of a number, in its clause."""
    window = place.after(reach)
    cut = next((n for n, i in enumerate(window) if _ends_base(place, window, n)), len(window))
    return base_in(place, window[:cut])


def _ends_base(place: Place, window: Sequence[int], n: int) -> bool:
    """Whether the base cannot stand beyond the n-th item: a comma that no base follows, another change."""
    item = place.items[window[n]]
    if item.key == ",":
        following = place.items[window[n + 1]] if n + 1 < len(window) else None
        return following is None or not following.cue("against")
    return item.cue("change", "share", "parent", "times") is not None and item.cue("base") is None


def _base_before(place: Place, stop: int) -> Base | None:
    """ "So với cùng kỳ, tăng 61 vụ": a base opened before the cue, in the same clause."""
    for i in range(stop - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in STOPS or item.quantity:
            return None
        if item.cue("against"):
            comma = next((j for j in range(i, stop) if place.items[j].key == ","), stop)
            return base_in(place, range(i, comma))
    return None


def _acts(place: Place, i: int, cue: Cue) -> bool:
    """Whether a group is what changes, rather than what is compared with: "và khu vực nông thôn tăng 0,44%"."""
    before, after = place.items[i - 1] if i else None, place.items[i + 1] if i + 1 < len(place.items) else None
    joined = before is None or before.key == "," or before.cue("and") is not None
    of = after is not None and after.cue("filler") is not None and bool(place.pack.determiners)
    verb = not of and after is not None and after.cue("change", "measure", "share", "from") is not None
    return cue.base == "other" and (verb or joined)


def _only_where(place: Place, i: int, cue: Cue) -> bool:
    """Whether a group only says where, or is a mean: "diminué de 2 % au niveau national", "8 % en moyenne"."""
    if cue.base != "other" or not place.pack.determiners:
        return False
    before = i - 1
    while before > 0 and (place.items[before].key in place.pack.determiners or place.items[before].cue("qualifier")):
        before -= 1
    if before == place.index:  # "dépasse de 1,2 an la moyenne": an object has a determiner
        return before == i - 1 and place.near("versus") is None
    led = place.items[before]
    if before == place.index + 1 and place.quantity.is_share and led.key in place.pack.partitives:
        return False  # "78 % de son niveau de 2019"
    over = led.cue("before") is not None and led.cue("filler") is None  # "supérieur à la moyenne"
    return not over and led.cue("reach", "supplement", "against") is None and led.key not in place.pack.than


def base_in(place: Place, window: Sequence[int]) -> Base | None:
    """The base said in a window of items."""
    against: Cue | None = None
    rows: tuple[str, ...] = ()
    noun: Cue | None = None
    period: Period | None = None
    used: list[int] = []
    for i in window:
        item = place.items[i]
        cue = item.cue("against")
        if cue is not None:
            against, rows, used = cue, (*rows, cue.where), [*used, i]
        found = item.cue("base")
        mean = noun is not None and noun.base == "other" and found is not None and found.base == "prior"
        if (
            found is not None
            and (noun is None or mean)  # "so với trung bình bốn tuần trước đó"
            and (against or not (_acts(place, i, found) or _only_where(place, i, found)))
        ):
            noun, rows, used = found, (*rows, found.where), [*used, i]
        if item.period is not None and period is None and (against or item.period.kind == "base" or noun is not None):
            period, used = item.period, [*used, i]
    if (noun is not None and noun.base != "other") or (noun is not None and period is None):
        kind = noun.base or "prior"
        if kind == "total" and not against:
            return Base("prior", period, tuple(used), rows) if period is not None and period.kind == "base" else None
        return Base(kind, period if kind == "prior" else None, tuple(used), rows)
    if period is not None:
        return Base("prior", period, tuple(used), rows + period.because)
    named = any(i not in used and not place.items[i].cue("before") for i in window)
    named = against is not None and (named or against.base is not None)
    return Base((against.base if against else None) or "other", None, tuple(used), rows) if named else None
