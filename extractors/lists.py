"""One verb for several numbers: changes joined by "and", in brackets, in pairs, in the order of a list before."""

from __future__ import annotations

from dataclasses import replace

from extractors.bases import base_in, base_right, find_base
from extractors.indicators import HEADS
from extractors.mentions import Item
from extractors.places import ATTAIN_REACH, BASE_REACH, CLOSING, OPENING, STOPS, Base, Place, Role


def coordinated(place: Place) -> Role | None:
    """ "vượt 8,36% kế hoạch năm và 5% so với cuối năm 2022", "6,4% so với quý IV và 6,3% cùng kỳ"."""
    before = place.previous
    if before is None or before.kind != "comparison":
        return None
    gap = place.gap
    if not gap or not any(_joins(item, place) for item in gap):
        return None
    measured = gap[0].cue("about") is not None
    if measured:  # "tăng 9% về lượng và …"
        gap = gap[next((n for n, item in enumerate(gap) if _joins(item, place)), 0) :]
    again = Role("comparison", before.relation, place.quantity.unit, before.base, None, because=before.because)
    if place.quantity.unit in ("%", "pp", "times") and (told := _against_then_verb(place)) is not None:
        return replace(again, base=told)
    if _counted_on(place):
        return replace(again, base=base_right(place, BASE_REACH) or before.base)
    if _in_order(place) or _counted_alike(place) or _bare_pair(place):
        return again
    if place.quantity.unit not in ("%", "pp", "times"):
        return None
    if any(item.is_word and item.key not in place.pack.articles and item.key not in place.pack.links for item in gap):
        return None
    verbs = ("change", "measure", "attain", "share", "times")
    if any(item.cue(*verbs) and not item.cue("filler", "and", "base", "place") for item in gap):
        return None
    base = base_right(place, BASE_REACH)
    if base is None and measured and place.after(1) and place.items[place.index + 1].cue("about"):
        return again
    if base is not None and base.kind == "plan" and _appended(place, before, base):
        return None  # "tăng 16,9%, quá nửa chỉ tiêu cả năm"
    return replace(again, base=base) if base else None


def _appended(place: Place, before: Role, base: Base) -> bool:
    """Whether a share of a plan stands behind a comma, with no word that carries the change on to it."""
    other = before.base is None or before.base.kind != "plan"
    carried = any(item.cue("and") or item.key in place.pack.links for item in place.gap)
    return other and not carried and not any(place.items[i].cue("against") for i in base.items)


def _counted_on(place: Place) -> bool:
    """ "(giảm 4 vụ, 5 người chết, 1 người bị thương)": in a bracket one verb of change holds for several counts."""
    before, gap = place.items[place.left - 1].quantity, place.gap
    if before is None or not before.noun or not place.quantity.noun or place.pack.determiners:
        return False
    if not any(item.key == "," or item.cue("and") for item in gap[-1:]) or any(item.cue("change") for item in gap):
        return False
    for item in reversed(place.items[: place.index]):
        if item.key in CLOSING:
            return False
        if item.key in OPENING:
            return True
    return all(role.kind == "comparison" for role in place.before)


def _against_then_verb(place: Place) -> Base | None:
    """ "tăng 4,3%, còn so với cùng kỳ là 12,6%": nothing new but what the same change is compared with."""
    gap = [i for i in range(place.left, place.index) if not place.items[i].cue("filler", "before")]
    while gap and _joins(place.items[gap[0]], place):
        gap = gap[1:]
    opened = next((n for n, i in enumerate(gap[:2]) if place.items[i].cue("against")), None)
    if opened is None or (opened and not place.items[gap[0]].cue("opener")) or not place.items[gap[-1]].cue("measure"):
        return None
    based = all(place.items[i].period or place.items[i].cue("base") for i in gap[opened + 1 : -1])
    return base_in(place, gap[opened:-1]) if based and len(gap) > opened + 2 else None


def _joins(item: Item, place: Place) -> bool:
    return item.cue("and") is not None or item.key in place.pack.links or item.key == ","


def _bare_pair(place: Place) -> bool:
    """ "vận tải kho bãi tăng 22% và 35,6%": two changes of one thing, by measures told before."""
    before, behind = place.items[place.left - 1].quantity, place.after(1)
    if place.index - place.left != 1 or before is None or not (before.is_share and place.quantity.is_share):
        return False
    return not behind or place.items[behind[0]].key in (",", ";", ".")


def _in_order(place: Place) -> bool:
    """ "tăng lần lượt 15 dự án và 3 dự án": the list of changes was announced."""
    before, here = place.items[place.left - 1].quantity, place.quantity
    gap = place.gap
    if before is None or before.unit != here.unit or any(item.cue("change") for item in gap):
        return False
    for i in range(place.left - 2, -1, -1):
        item = place.items[i]
        if item.cue("respectively"):
            return True
        if item.key in STOPS or (item.quantity and item.quantity.unit != here.unit):
            return False
    return False


def _counted_alike(place: Place) -> bool:
    """ "giảm 32 vụ tai nạn và 11 người chết": one verb of change for two counts, with no level before it."""
    before, gap = place.items[place.left - 1].quantity, place.gap
    levels = any(role.kind != "comparison" for role in place.before)
    if before is None or not before.noun or not place.quantity.noun or levels:
        return False
    return gap[-1].cue("and") is not None and not any(
        item.key == "," or item.period or item.cue("against", "exist", "action", "measure") for item in gap[:-1]
    )


def restated(place: Place) -> Role | None:
    """ "giảm 0,65 USD, tương đương 1%", "tăng 4%, tức 36 vụ": the same change, in percent or in the unit."""
    before = place.previous
    if before is None or before.kind != "comparison" or before.relation not in ("up", "down"):
        return None
    gap = [item for item in place.gap if item.key not in (",", *OPENING) and not item.cue("before")]
    if len(gap) != 1:
        return None
    first = place.items[place.left - 1].quantity
    shares = [q.unit for q in (first, place.quantity) if q is not None and q.unit in ("%", "pp", "times")]
    told = gap[0].cue("equals") is not None and gap[0].cue("and") is None
    if not told or len(shares) != 1 or shares[0] == "times" or (before.base is not None and before.base.kind == "plan"):
        return None
    if place.quantity.is_share:
        behind = place.following
        if behind is not None and behind.cue("whole", "base", "head"):
            return None  # "tăng 500 người, tương đương 5% dân số"
    elif before.cue_index is None or place.pack.determiners:
        return None
    base = base_right(place, BASE_REACH) or before.base
    return Role("comparison", before.relation, place.quantity.unit, base, None, because=before.because)


def base_of_list(place: Place) -> Base | None:
    """The base that the last number of a list tells for all: "bằng 98,5% và 94,3% dự toán"."""
    last, items = place.index, place.items
    while last + 2 < len(items) and _joins(items[last + 1], place):
        following = items[last + 2].quantity
        if following is None or following.unit != place.quantity.unit:
            break
        last += 2
    if last == place.index:
        return None
    right = next((i for i in range(last + 1, len(items)) if items[i].quantity), len(items))
    return base_right(Place(items, last, last, right, place.pack), ATTAIN_REACH)


def bracketed(place: Place) -> Role | None:
    """ "giảm 47 vụ (18,1%)": the same change again, as a share."""
    before = place.previous
    if before is None or before.kind != "comparison" or place.quantity.unit != "%":
        return None
    gap = [item for item in place.gap if not item.cue("before", "filler")]
    if not gap or gap[-1].key not in OPENING or any(item.key in (",", ";", ")") for item in gap):
        return None
    return Role("comparison", before.relation, "%", find_base(place, None) or before.base, None, because=before.because)


def listed(place: Place) -> Role | None:
    """ "tăng mạnh là Trung Quốc (35,6%), Hoa Kỳ (16,1%)": the change is said once for names with brackets."""
    gap = place.gap
    amounts = _amounts_listed(place)
    if not gap or gap[-1].key not in OPENING or not (place.quantity.unit in ("%", "pp", "times") or amounts):
        return None
    before = place.previous
    if before is not None and before.kind == "comparison" and gap[0].key in CLOSING:
        return Role("comparison", before.relation, place.quantity.unit, before.base, None, because=before.because)
    named = _bracketed_change(place)
    if named is not None:
        return named
    measured = False
    for item in reversed(gap[:-1]):
        cue = item.cue("change")
        if (item.key in STOPS and not (item.key == ":" and amounts)) or item.key in CLOSING:
            return None
        if cue is not None and measured and cue.base == "plan":
            return Role("comparison", "ratio", "%", Base("plan", None), None, because=(cue.where,))
        if cue is not None and measured:
            return Role(
                "comparison", cue.relation, place.quantity.unit, find_base(place, None), None, because=(cue.where,)
            )
        measured = measured or item.cue("measure", "listing") is not None
    return None


def _amounts_listed(place: Place) -> bool:
    """ "giảm như: xăng dầu (27 tỷ đồng), sắt thép (12 tỷ đồng)": right behind the verb the amounts are its changes."""
    items, quantity = place.items, place.quantity
    if place.pack.determiners or quantity.noun or quantity.unit is None:
        return False
    led = next((i for i in range(place.index - 1, 0, -1) if items[i].cue("listing") and not items[i].cue("filler")), 0)
    return led > 0 and items[led - 1].cue("change") is not None and items[led - 1].cue(*HEADS) is None


def _bracketed_change(place: Place) -> Role | None:
    """ "La baisse enregistrée en 2023 (1,3 %) est moins forte": the size of a change, behind its noun."""
    for i in range(place.index - 1, place.left, -1):
        item, led = place.items[i], place.items[i - 1]
        stated = item.cue("rate", "measure", "copula") is not None and item.cue("filler") is None
        if item.key in STOPS or item.key in CLOSING or stated:
            return None
        cue = item.cue("change")
        if cue is not None:
            noun = led.key in place.pack.determiners and not item.cue("growth", "head") and place.ends_item()
            if not noun or cue.relation not in ("up", "down") or cue.base is not None:
                return None
            return Role("comparison", cue.relation, "%", find_base(place, None), i, because=(cue.where,))
    return None


def superlative(place: Place) -> Role | None:
    """ "Mặt hàng tăng mạnh nhất là bạch tuộc 88,2%": the change is said before the verb, its thing behind it."""
    if place.quantity.unit not in ("%", "pp", "times") or place.quantity.sign or place.pack.determiners:
        return None
    led = place.index - 1
    while led > place.left and not (place.items[led].cue("measure", "change") or place.items[led].key in (",", *STOPS)):
        led -= 1
    cue = place.items[led - 1].cue("change") if led > place.left and led < place.index - 1 else None
    if cue is None or place.items[led].cue("measure") is None or place.items[led].cue("reach", "attain", "filler"):
        return None
    return Role(
        "comparison", cue.relation, place.quantity.unit, find_base(place, None), fresh=True, because=(cue.where,)
    )


def ranked(place: Place) -> Role | None:
    """ "concentre 25 % des emplois, devant Lyon (13 %) et Lille (9 %)": the next shares of a ranking, in brackets."""
    told = place.previous or place.carried
    gap = [item for item in place.gap if not item.cue("before")]
    if not place.quantity.is_share or place.quantity.sign or not gap or gap[-1].key not in OPENING:
        return None
    if told is None or told.kind != "comparison" or told.relation != "ratio" or not place.ends_item():
        return None
    total = told.base is not None and told.base.kind == "total"
    follows = any(item.cue("ranking") for item in gap) or (told.fresh and gap[0].key in CLOSING)
    told_again = (item for item in gap if not item.cue("filler"))
    states = any(item.key in STOPS or item.cue("measure", "change", "rate") for item in told_again)
    if not total or not follows or states:
        return None
    return Role("comparison", "ratio", "%", told.base, fresh=True, because=told.because)


def paired(place: Place) -> Role | None:
    """ "38,20% à 1.464 et 12,73% à 6.236": the change is said once for pairs of change and level."""
    if not place.quantity.is_share or place.index + 1 >= len(place.items):
        return None
    gap = place.gap
    told = next((role for role in reversed(place.before) if role.kind == "comparison"), None)
    if told is None or not all(item.key == "," or item.cue("and") or item.key in place.pack.links for item in gap):
        return None
    if not gap or place.items[place.index + 1].cue("reach") is None or place.right - place.index != 2:
        return None
    return Role("comparison", told.relation, "%", told.base, None, fresh=True, because=told.because)


def _of_those(place: Place) -> bool:
    """ "vingt-huit des 30 académies": nothing but "of the" stands between a bare number and a count."""
    before, behind = place.earlier, place.after(1)
    counted = place.quantity.noun or (place.quantity.unit is None and behind and place.items[behind[0]].is_word)
    if before is None or before.unit is not None or before.scaled or not counted:
        return False
    gap = place.gap
    linked = len(gap) == 1 and gap[0].key in place.pack.linkers and gap[0].key in place.pack.articles
    return linked and before.value < place.quantity.value


def _bare_out_of(place: Place) -> bool:
    """ "214 trên 268 trường": between a bare number and a larger count the word is no bound."""
    before, gap = place.earlier, place.gap
    bare = before is not None and before.unit is None and not before.scaled and before.of is None
    counts = bare and place.quantity.noun and before is not None and before.value <= place.quantity.value
    return counts and len(gap) == 1 and gap[0].cue("out_of") is not None and not place.pack.determiners


def out_of_total(place: Place) -> Role | None:
    """ "10.381 thí sinh … trên tổng số 10.480 thí sinh": the second number."""
    if _of_those(place) or _bare_out_of(place):
        return Role("total")
    near = place.near("out_of", words=0)
    if near is None or (place.items[near[0]].cue("before") and len(place.items[near[0]].key.split()) < 2):
        return None
    return Role("total", because=(near[1].where,))
