"""Shares of a whole: "chiếm 42,5% tổng", "5.130 dans l'agriculture (57,4%)"; each answers with a `Role` or None."""

from __future__ import annotations

from extractors.bases import base_right
from extractors.doers import has_rate_before
from extractors.places import ATTAIN_REACH, CLOSING, OPENING, STOPS, Base, Place, Role
from patterns.pack import Cue

WHOLE = 100  # percent


def share(place: Place) -> Role | None:
    """ "chiếm 42,5% tổng", "représentant 26,5 %"."""
    apposed = _apposed(place)
    if apposed is not None:
        return apposed
    if _composed(place):
        return Role("comparison", "ratio", "%", Base("total", None), fresh=True)
    near = place.near("share", words=1) or _part_of(place) or _contributed(place) or _with_total(place)
    again = _of_total(place) or _of_whole(place) or _told_again(place)
    if near is None and place.near("equals") is not None and again:
        near = place.near("equals")
    if near is None or not place.quantity.is_share:
        return None
    if near[1].kind == "share" and has_rate_before(place.items, place.left, near[0]):
        return None
    total = near[1].kind in ("share", "equals", "contribute", "and") or _of_total(place) or _of_measure(place)
    earlier = base_right(place, ATTAIN_REACH) if near[1].kind == "share" and place.pack.determiners else None
    if earlier is not None and earlier.kind == "prior" and earlier.items:  # "la moitié de celles de 2021"
        return Role("comparison", "ratio", "%", earlier, near[0], because=(near[1].where,))
    kind = "total" if total else "other"
    return Role("comparison", "ratio", "%", Base(kind, None), near[0], because=(near[1].where,))


def _composed(place: Place) -> bool:
    """ "297 500 salariés, dont 60 % de femmes": what a part of the count before is."""
    led, behind = place.items[place.lead("before")] if place.index > place.left else None, place.following
    noun = place.items[place.index + 2 : place.index + 3]
    share = place.quantity.is_share and not place.quantity.fraction  # "dont la moitié de femmes" is a level
    if not share or led is None or led.cue("parent") is None or behind is None:
        return False
    level = place.earlier is not None and not place.earlier.is_share
    return level and behind.key in place.pack.partitives and bool(noun) and noun[0].quantity is None


def _apposed(place: Place) -> Role | None:
    """ "1,3 milliard d'euros, près de 30 % de l'enveloppe", "48 tỷ đồng, chưa tới 0,6% tổng chi"."""
    gap = [item for item in place.gap if not item.cue("before", "filler")]
    before, level = place.previous, place.earlier
    if not place.quantity.is_share or [item.key for item in gap] != [","]:
        return None
    whole = _of_whole(place) or (not place.pack.determiners and _of_total(place))
    if before is None or before.kind != "level" or level is None or level.is_share or not whole:
        return None
    period = None
    for item in place.items[place.index + 1 :]:
        if item.key in (",", *STOPS, *OPENING, *CLOSING):
            return Role("comparison", "ratio", "%", Base("prior", period) if period else Base("total", None))
        verb = item.cue("measure", "copula", "auxiliary", "change", "exist", "verb", "share", "and")
        if item.quantity or (verb is not None and not item.cue("filler")):
            return None  # "12 000 élèves, 30 % des garçons échouent"
        period = period or item.period
    return None


def _part_of(place: Place) -> tuple[int, Cue] | None:
    """ "3,9 triệu quả, đạt 72,3% tổng số …", "chỉ bằng 45% giá …": what a level is a part of stands behind."""
    before = place.earlier
    behind = place.following
    if before is None or before.is_share or behind is None or not (behind.cue("whole") or behind.cue("head")):
        return None
    gap = place.gap
    comma = max((n for n, item in enumerate(gap) if item.key == ","), default=-1)
    own = [item for item in gap[comma + 1 :] if not item.cue("before", "status") or item.cue("attain")]
    told = own[-1].cue("attain") if own and not any(item.is_word or item.quantity for item in own) else None
    return (place.index - 1, told) if told is not None and len(own) == 1 else None


def _with_total(place: Place) -> tuple[int, Cue] | None:
    """ "Nhật Bản dẫn đầu với 43,4% tổng vốn": the share of a total that someone stands there with."""
    near = place.lead("before")
    cue = place.items[near].cue("and") if near >= place.left else None
    leads = cue is not None and place.items[near].cue("opener") is not None and not place.pack.determiners
    whole = place.following is not None and place.following.cue("whole", "head") is not None
    return (near, cue) if leads and cue is not None and whole else None


def _contributed(place: Place) -> tuple[int, Cue] | None:
    """ "đóng góp 35% tổng thu ngân sách": a share of a total, as against points of a growth."""
    behind = place.following
    base = behind.cue("whole", "base") if behind is not None else None
    return place.near("contribute") if base is not None and base.base == "total" else None


def bracketed_share(place: Place) -> Role | None:
    """ "5.130 dans l'agriculture (57,4%)": a share in brackets behind a count is one of the whole."""
    gap = [item for item in place.gap if not item.cue("before")]
    behind = place.following
    counted = place.earlier
    if not place.quantity.is_share or not gap or place.previous is None or place.previous.kind != "level":
        return None  # "un demandeur sur deux (47 %)"
    within = [item.key for item in gap] == [","] and place.left > 1 and place.items[place.left - 2].key in OPENING
    if gap[-1].key not in OPENING and not within:
        return None  # "l'immobilier (5,9 milliards, 23,3 %)"
    closed = behind is not None and behind.key in CLOSING
    if not (closed or _of_total(place)) or counted is None or counted.is_share or counted.fraction:
        return None
    return Role("comparison", "ratio", "%", Base("plan" if _of_plan(place) else "total", None))


def _of_measure(place: Place) -> bool:
    """ "vốn thực hiện 3,2 tỷ USD, bằng 40% vốn đăng ký": part of another amount; a price is part of none."""
    behind = place.items[place.index + 1]
    return not place.pack.determiners and behind.cue("head") is not None and behind.cue("price") is None


def _told_again(place: Place) -> bool:
    """ "trong đó 180 đơn của người Việt, tức chưa đầy 15%": a count told again as a share, and nothing else."""
    counted = place.earlier
    behind = place.following
    parts = counted is not None and not counted.is_share and not place.pack.determiners
    level = place.previous is not None and place.previous.kind == "level"
    return parts and level and (behind is None or behind.key in (",", *STOPS, *CLOSING))


def _of_plan(place: Place) -> bool:
    """Whether shares in brackets are those of a plan: more than the whole, or in a list that a plan heads."""
    if place.quantity.value > WHOLE:
        return True
    earlier = [role for role in place.before if role.kind == "comparison" and role.base is not None]
    if earlier and earlier[-1].base is not None and earlier[-1].base.kind == "plan":
        return True
    colon = next((i for i in range(place.index) if place.items[i].key == ":" or place.items[i].cue("parent")), None)
    headed = [cue for item in place.items[:colon] if (cue := item.cue("base"))] if colon is not None else []
    return any(cue.base == "plan" for cue in headed)


def _of_whole(place: Place) -> bool:
    """Whether what the count before is a part of stands right behind: "soit 92,7 % des inscrits"."""
    behind = place.following
    counted = place.earlier
    if behind is None or counted is None or counted.unit in ("%", "pp") or counted.fraction:
        return False
    return behind.key in place.pack.articles and base_right(place, ATTAIN_REACH) is None


def _of_total(place: Place) -> bool:
    """Whether "of the total" stands right behind the quantity."""
    behind = [place.items[i] for i in place.after(3)]
    return any(cue.base == "total" for item in behind if (cue := item.cue("whole")))
