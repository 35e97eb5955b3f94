"""
What a quantity is in its sentence: a level, or a part of a comparison.

Each construction is one function that looks at the items around a quantity and answers with a `Role`
or None; the first that answers wins. The order is from the most to the least specific.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.mentions import Item, Period, Quantity
from patterns.pack import Cue, Pack

STOPS = frozenset({".", ";", ":", "!", "?", "…"})
OPENING = frozenset({"(", "["})
CLOSING = frozenset({")", "]"})
BASE_REACH = 9  # items after a magnitude in which its base is looked for
ATTAIN_REACH = 5  # items between "đạt 91,6%" and the plan it is a share of


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a comparison as said: its kind, its period, the items that say it."""

    kind: str
    period: Period | None
    items: tuple[int, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """
    What the quantity at `index` is: `level`, `comparison`, `base_value` or `from`.

    `cue_index` is the item that makes it a comparison, `base` what it is compared with.
    """

    kind: str
    relation: str | None = None
    unit: str | None = None
    base: Base | None = None
    cue_index: int | None = None
    fresh: bool = False  # said of something else than the level before it
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity among its items: `left` begins after the quantity before, `right` ends before the next one."""

    items: Sequence[Item]
    index: int
    left: int
    right: int
    pack: Pack
    before: tuple[Role, ...] = ()  # of the quantities before, in the same sentence

    @property
    def previous(self) -> Role | None:
        """The role of the quantity before, in the same sentence."""
        return self.before[-1] if self.before else None

    @property
    def quantity(self) -> Quantity:
        found = self.items[self.index].quantity
        assert found is not None
        return found

    def near(self, *kinds: str, words: int = 0) -> tuple[int, Cue] | None:
        """The closest cue of `kinds` to the left with at most so many plain words between, marks excluded."""
        for i in range(self.index - 1, self.left - 1, -1):
            item = self.items[i]
            cue = item.cue(*kinds)
            if cue is not None:
                return i, cue
            if item.quantity or item.key in STOPS or item.key in OPENING or item.key in CLOSING:
                return None
            if item.period or item.cue("base", "filler", "before", "status", "against", "about", "from"):
                continue
            if item.key == "," and i == self.index - 1 - self._fillers():
                continue
            if item.is_word and item.key not in self.pack.articles:
                words -= 1
            elif item.key == "," or item.cues:
                return None
            if words < 0:
                return None
        return None

    def _fillers(self) -> int:
        """How many items right before the quantity carry no weight: "en net recul, de 44 %"."""
        count = 0
        for i in range(self.index - 1, self.left - 1, -1):
            if not (self.items[i].cue("filler", "before") or self.items[i].key in self.pack.articles):
                break
            count += 1
        return count

    def after(self, reach: int = BASE_REACH) -> list[int]:
        """The items right of the quantity in its clause: up to a stop, a bracket's end or the next quantity."""
        found = []
        for i in range(self.index + 1, min(self.right, self.index + 1 + reach)):
            item = self.items[i]
            if item.key in STOPS or item.key in CLOSING or item.quantity:
                break
            if item.key in OPENING and not (i + 1 < len(self.items) and self.items[i + 1].period):
                break
            found.append(i)
        return found


def find_role(place: Place) -> Role:
    """The role of a quantity; a level where no construction fits."""
    for construction in CONSTRUCTIONS:
        role = construction(place)
        if role is not None:
            return role
    return Role("level")


def _signed(place: Place) -> Role | None:
    """ "(+20,5%)", "+3,4 points": the sign says it, where the unit is one of change or a bracket holds it."""
    quantity = place.quantity
    if not quantity.sign:
        return None
    bracket = place.index > place.left and place.items[place.index - 1].key in OPENING
    if quantity.unit not in ("%", "pp") and not bracket and quantity.sign != "+":
        return None
    if quantity.unit == "%" and quantity.sign == "-" and not bracket and place.near("reach", "measure", words=1):
        return None
    relation = "up" if quantity.sign == "+" else "down"
    return Role("comparison", relation, quantity.unit, find_base(place, None))


def _supplement(place: Place) -> Role | None:
    """ "21 % de plus que la moyenne", "six jours de moins", "1,3 points supplémentaires"."""
    for i in place.after(3):
        item = place.items[i]
        cue = item.cue("supplement")
        if cue is not None:
            relation = cue.relation or "up"
            unit = place.quantity.unit
            if unit == "times":
                relation = "ratio"
            return Role("comparison", relation, unit, find_base(place, cue), i, because=(cue.where,))
        if not (item.cue("filler") or item.key in place.pack.articles or i == place.index + 1):
            return None
    return None


def _multiple(place: Place) -> Role | None:
    """ "gấp 1,6 lần", "tăng 2,6 lần", "multiplié par trois"."""
    times = place.near("times")
    change = place.near("change")
    if times is not None and times[1].magnitude is None:
        return Role("comparison", "ratio", "times", find_base(place, times[1], times[0]), times[0], because=(times[1].where,))
    if place.quantity.unit == "times":
        cue = change[1] if change else None
        base = find_base(place, None, change[0] if change else None)
        return Role("comparison", "ratio", "times", base, change[0] if change else None, because=(cue.where,) if cue else ())
    return None


def _coordinated(place: Place) -> Role | None:
    """ "vượt 8,36% kế hoạch năm và 5% so với cuối năm 2022", "6,4% so với quý IV và 6,3% cùng kỳ"."""
    before = place.previous
    if before is None or before.kind != "comparison" or place.quantity.unit not in ("%", "pp", "times"):
        return None
    gap = place.items[place.left : place.index]
    if not gap or not any(item.cue("and") or item.key in place.pack.links or item.key == "," for item in gap):
        return None
    if any(item.is_word and item.key not in place.pack.articles and item.key not in place.pack.links for item in gap):
        return None
    if any(item.cue("change", "measure", "attain", "share", "times") and not item.cue("filler", "and") for item in gap):
        return None
    base = _base_right(place, BASE_REACH)
    return Role("comparison", before.relation, place.quantity.unit, base, None, because=before.because) if base else None


def _bracketed(place: Place) -> Role | None:
    """ "giảm 47 vụ (18,1%)": the same change again, as a share."""
    before = place.previous
    if before is None or before.kind != "comparison" or place.quantity.unit != "%":
        return None
    gap = [item for item in place.items[place.left : place.index] if not item.cue("before", "filler")]
    if not gap or gap[-1].key not in OPENING or any(item.key in (",", ";", ")") for item in gap):
        return None
    return Role("comparison", before.relation, "%", find_base(place, None) or before.base, None, because=before.because)


def _share(place: Place) -> Role | None:
    """ "chiếm 42,5% tổng", "représentant 26,5 %"."""
    near = place.near("share", words=1)
    if near is None or not place.quantity.is_share:
        return None
    return Role("comparison", "ratio", "%", Base("total", None), near[0], because=(near[1].where,))


def _attained(place: Place) -> Role | None:
    """ "đạt 91,6% kế hoạch", "bằng 95% cùng kỳ", "soit 112 % du plan"."""
    if not place.quantity.is_share:
        return None
    change = place.near("change", words=1)
    if change is not None and place.near("attain") is None:
        return None
    base = _base_right(place, ATTAIN_REACH)
    attain = place.near("attain", "measure", "reach")
    if base is None or base.kind not in ("plan", "prior"):
        return None
    if base.kind == "prior" and (attain is None or attain[1].kind == "measure"):
        return None
    if base.kind == "plan" and attain is None and _has_change_before(place):
        return None
    index = attain[0] if attain else None
    return Role("comparison", "ratio", "%", base, index, because=(attain[1].where,) if attain else ())


def _has_change_before(place: Place) -> bool:
    return any(place.items[i].cue("change") for i in range(place.left, place.index))


def _changed(place: Place) -> Role | None:
    """ "tăng 31,7%", "en baisse de 0,5 %", "vượt kế hoạch 5%"."""
    near = place.near("change") or _change_of_object(place)
    if near is None:
        return None
    index, cue = near
    if any(place.items[i].cue("reach") and not place.items[i].cue("filler") for i in range(index + 1, place.index)):
        return None
    base = find_base(place, cue, index)
    if cue.base == "plan" and place.quantity.unit not in ("%", "pp") and (base is None or not base.items):
        return None  # "vượt 200 tỷ đồng", "dépasse 10.000 euros": a level
    return Role("comparison", cue.relation or "up", place.quantity.unit, base, index, because=(cue.where,))


def _change_of_object(place: Place) -> tuple[int, Cue] | None:
    """ "réduire le nombre de décès de 5 à 10 %", "giảm tỷ lệ hộ nghèo 1,5%": the object stands between."""
    before = place.items[place.index - 1] if place.index else None
    by = before is not None and before.cue("from") is not None
    if place.quantity.unit not in ("%", "pp") and not (by and before is not None and before.cue("filler")):
        return None
    for i in range(place.index - 1, place.left - 1, -1):
        item = place.items[i]
        if item.key in STOPS or item.key in OPENING or item.key == "," or item.quantity:
            return None
        cue = item.cue("change")
        if cue is not None:
            return None if item.cue("growth") else (i, cue)
        if item.cue("reach", "measure", "attain", "share", "growth", "times") and not item.cue("filler", "from"):
            return None
    return None


def _listed(place: Place) -> Role | None:
    """ "tăng mạnh là Trung Quốc (35,6%), Hoa Kỳ (16,1%)": the change is said once for names with brackets."""
    gap = place.items[place.left : place.index]
    if place.quantity.unit not in ("%", "pp", "times") or not gap or gap[-1].key not in OPENING:
        return None
    before = place.previous
    if before is not None and before.kind == "comparison" and gap[0].key in CLOSING:
        return Role("comparison", before.relation, place.quantity.unit, before.base, None, because=before.because)
    measured = False
    for item in reversed(gap[:-1]):
        cue = item.cue("change")
        if item.key in STOPS or item.key in CLOSING:
            return None
        if cue is not None and measured:
            return Role("comparison", cue.relation, place.quantity.unit, find_base(place, None), None, because=(cue.where,))
        measured = measured or item.cue("measure") is not None
    return None


def _versus(place: Place) -> Role | None:
    """ "contre 98 en 2018", "(cùng kỳ 2,41 triệu)", "(kế hoạch 31,5)"."""
    near = place.near("versus")
    if near is not None and not place.quantity.sign:
        return Role("base_value", base=_base_right(place, 4) or Base("prior", None), because=(near[1].where,))
    gap = [item for item in place.items[place.left : place.index] if not item.cue("filler", "before")]
    if len(gap) == 2 and gap[0].key in OPENING:
        period, cue = gap[1].period, gap[1].cue("base")
        if period is not None and period.kind == "base":
            return Role("base_value", base=Base("prior", period))
        if cue is not None and cue.base == "plan":
            return Role("base_value", base=Base("plan", None), because=(cue.where,))
    return None


def _earlier_in_brackets(place: Place) -> Role | None:
    """ "9,3 millions de personnes (8,8 millions en 2017)", "en hausse par rapport à 2018 (100 faits)"."""
    gap = place.items[place.left : place.index]
    if not gap or gap[-1].key not in OPENING or place.quantity.sign:
        return None
    behind = place.after(3)
    period = place.items[behind[0]].period if behind else None
    if period is not None and len(gap) == 1 and len(behind) == 1 and period.kind != "now":
        return Role("base_value", base=Base("prior", period))
    told = gap[-2].period if len(gap) > 1 else None
    if told is not None and any(item.cue("against") for item in gap) and not place.quantity.is_share:
        return Role("base_value", base=Base("prior", told), relation=_relation_in(gap))
    return None


def _relation_in(gap: Sequence[Item]) -> str | None:
    return next((cue.relation for item in gap if (cue := item.cue("change"))), None)


def _paired(place: Place) -> Role | None:
    """ "38,20% à 1.464 et 12,73% à 6.236": the change is said once for pairs of change and level."""
    if not place.quantity.is_share or place.index + 1 >= len(place.items):
        return None
    gap = place.items[place.left : place.index]
    told = next((role for role in reversed(place.before) if role.kind == "comparison"), None)
    if told is None or not all(item.key == "," or item.cue("and") or item.key in place.pack.links for item in gap):
        return None
    if not gap or place.items[place.index + 1].cue("reach") is None or place.right - place.index != 2:
        return None
    return Role("comparison", told.relation, "%", told.base, None, fresh=True, because=told.because)


def _from(place: Place) -> Role | None:
    """The first level of "từ 7,99% xuống còn 6,18%", "passe de 77 % en février à 56 %"."""
    before = place.items[place.index - 1] if place.index > place.left else None
    if before is None or before.cue("from") is None:
        return None
    for i in range(place.index + 1, min(place.right + 1, len(place.items))):
        item = place.items[i]
        if item.cue("reach"):
            second = [q for j in range(i + 1, min(i + 4, len(place.items))) if (q := place.items[j].quantity)]
            follows = bool(second) and second[0].unit in (place.quantity.unit, None)
            changes = any(place.items[j].cue("change", "passage") for j in range(place.left, place.index))
            return Role("from") if follows and changes else None
        if item.quantity or item.key in STOPS or item.key == ",":
            return None
    return None


def _out_of_total(place: Place) -> Role | None:
    """ "10.381 thí sinh … trên tổng số 10.480 thí sinh": the second number."""
    near = place.near("out_of", words=0)
    if near is None or place.items[near[0]].cue("before") and len(place.items[near[0]].key.split()) < 2:
        return None
    return Role("total", because=(near[1].where,))


CONSTRUCTIONS: tuple[Callable[[Place], Role | None], ...] = (
    _versus,
    _earlier_in_brackets,
    _from,
    _paired,
    _signed,
    _bracketed,
    _listed,
    _coordinated,
    _supplement,
    _multiple,
    _share,
    _attained,
    _changed,
    _out_of_total,
)


def find_base(place: Place, cue: Cue | None, cue_index: int | None = None) -> Base | None:
    """
    What a change is compared with: said after it, between cue and number, or before the cue.

    None where nothing is said; the sentence or the list may set it then.
    """
    base = _base_right(place, BASE_REACH) or _from_year(place)
    if base is None and cue_index is not None:
        base = _base_in(place, range(cue_index + 1, place.index))
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
    base = _base_in(place, window[:cut])
    if base is None and window[:cut] and place.items[window[0]].period is not None:
        base = Base("prior", place.items[window[0]].period, (window[0],))
    return base or (Base(cue.base, None, (), (cue.where,)) if cue.base else None)


def _base_right(place: Place, reach: int) -> Base | None:
    window = place.after(reach)
    cut = next((n for n, i in enumerate(window) if _ends_base(place, window, n)), len(window))
    return _base_in(place, window[:cut])


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
            return _base_in(place, range(i, stop))
    return None


def _base_in(place: Place, window: Sequence[int]) -> Base | None:
    """The base said in a window of items."""
    against = False
    rows: tuple[str, ...] = ()
    noun: Cue | None = None
    period: Period | None = None
    used: list[int] = []
    for i in window:
        item = place.items[i]
        cue = item.cue("against")
        if cue is not None:
            against, rows, used = True, (*rows, cue.where), [*used, i]
        found = item.cue("base")
        if found is not None and noun is None:
            noun, rows, used = found, (*rows, found.where), [*used, i]
        if item.period is not None and period is None and (against or item.period.kind == "base" or noun is not None):
            period, used = item.period, [*used, i]
    if noun is not None and noun.base != "other" or noun is not None and period is None:
        kind = noun.base or "prior"
        if kind == "total" and not against:
            return None
        return Base(kind, period if kind == "prior" else None, tuple(used), rows)
    if period is not None:
        return Base("prior", period, tuple(used), rows + period.because)
    return Base("other", None, tuple(used), rows) if against and len(window) > 1 else None


def magnitude_of(quantity: Quantity) -> Decimal:
    """The size of a change: its sign says the direction, not the size."""
    return abs(quantity.value)
