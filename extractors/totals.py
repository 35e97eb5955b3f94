"""x out of y: the whole behind its part ("un habitant sur quatre") or before it ("sur les 41 communes, 17 …")."""

from __future__ import annotations

from dataclasses import replace

from extractors.counted import right_phrase
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS
from extractors.mentions import Against, Line, Phrase, Quantity
from extractors.places import Place
from extractors.predicates import predicate


def add_total(walk: Walk, place: Place) -> bool:
    """Add "trên tổng số 10.480 thí sinh" to the level before it; whether there was one."""
    draft = walk.last(level=True)
    if draft is None or draft.quantity is None or place.quantity.value <= draft.quantity.value:
        return False
    if draft.line.items is not place.items or any(c.relation == "of" for c in draft.comparisons):
        return False
    if not place.pack.determiners and draft.quantity.is_share and not place.quantity.is_share:
        start = place.quantity.stop - len(place.quantity.unit_text) if place.quantity.noun else None
        draft.indicator = right_phrase(place.items, place.index, start, place.pack)[0] or draft.indicator
        return False  # "60% trong số 1.200 doanh nghiệp được hỏi": those asked are counted for themselves
    if not place.pack.determiners and not draft.quantity.unit_text and place.quantity.unit is not None:
        draft.quantity = replace(draft.quantity, unit=place.quantity.unit)  # "trồng 320 trên tổng số 2.600 ha"
        if draft.index == place.index - 2 and place.quantity.noun:  # "214 trên 268 trường đạt chuẩn"
            start = place.quantity.stop - len(place.quantity.unit_text)
            draft.indicator = right_phrase(place.items, place.index, start, place.pack)[0] or draft.indicator
    draft.comparisons.append(_out_of(draft.quantity, place.quantity))
    if draft.index == place.index - 2 and place.pack.determiners and draft.quantity.unit is None:
        _take_noun(draft, place)
    if not place.quantity.noun and draft.indicator is not None and draft.indicator.how == "right":
        predicate = _predicate(place)
        draft.indicator = Phrase(draft.indicator.parts + predicate, "both") if predicate else draft.indicator
    return True


def _take_noun(draft: Draft, place: Place) -> None:
    """ "Vingt-huit des 30 académies comptent moins d'écoliers": the whole names its part, with what is said of it."""
    whole, part = place.quantity, draft.quantity
    assert part is not None
    start = whole.stop - len(whole.unit_text) if whole.noun else None
    noun, _ = right_phrase(place.items, place.index, start, place.pack)
    draft.quantity = replace(part, unit=whole.unit)
    draft.comparisons[-1] = _out_of(draft.quantity, whole)
    if noun is not None:
        behind = (i for i in range(place.index + 1, len(place.items)) if place.items[i].start >= noun.end)
        said = predicate(place, begin=next(behind, len(place.items)))
        draft.indicator = Phrase((*noun.parts[:1], *said), "both")


def open_whole(walk: Walk, line: Line, place: Place) -> bool:
    """Note "Sur les 41 maîtres d'ouvrage,": the next count is out of them; whether it opens its clause so."""
    marks = (i + 1 for i in range(place.index - 1, -1, -1) if place.items[i].key in (":", ";"))
    begin = next(marks, 0) if place.pack.determiners else _clause_begin(place)
    before = [item for item in place.items[begin : place.index] if not item.period]
    ends = (
        item for item in place.items[place.index + 1 :] if item.key == "," or item.cue("exist", "cut") or item.quantity
    )
    behind, cue = next(ends, None), place.items[place.index - 1].cue("out_of")
    leads = cue is not None and cue.relation is None  # "cứ 10 ca thì 1 ca", wherever it stands
    if behind is None or not (leads or all(not item.is_word or item.key in place.pack.articles for item in before)):
        return False
    if behind.quantity is not None or not any(item.quantity for item in place.items[place.index + 1 :]):
        return False
    quantity = place.quantity
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    phrase, _ = right_phrase(place.items, place.index, unit_start, walk.pack)
    walk.whole = Draft(line, place.index, quantity, phrase)
    return phrase is not None


def _clause_begin(place: Place) -> int:
    """The item behind the last mark, or word that opens a clause, before the place: "…, nghĩa là cứ 4 em thì 1 em"."""
    opens = (i for i in range(place.index - 1, -1, -1) if place.items[i].key in HARD_MARKS or place.items[i].key == ",")
    mark = next(opens, -1)
    cuts = (i for i in range(place.index - 1, mark, -1) if place.items[i].cue("cut", "equals"))
    return next(cuts, mark) + 1


def part_of_whole(walk: Walk, line: Line, place: Place) -> Draft | None:
    """The level that is a part of the whole noted before it, named by that and by its own predicate."""
    whole, walk.whole = walk.whole, None
    quantity = place.quantity
    if whole is None or whole.line is not line or whole.quantity is None or whole.indicator is None:
        return None
    counted = quantity.unit is None or quantity.unit == whole.quantity.unit
    if not counted or quantity.value > whole.quantity.value or quantity.sign:
        return None
    own = replace(quantity, unit=whole.quantity.unit)
    unit_start = quantity.stop - len(quantity.unit_text) if quantity.noun and quantity.unit_text else None
    named, qualified = right_phrase(place.items, place.index, unit_start, place.pack)
    longer = named is not None and named.end > quantity.stop
    own_name = quantity.noun and (qualified or (longer and not place.pack.determiners))
    name = Phrase(whole.indicator.parts + _predicate(place), "both")
    draft = Draft(line, place.index, own, named if named is not None and own_name else name)
    draft.comparisons.append(_out_of(own, whole.quantity))
    return draft


def _predicate(place: Place) -> tuple[tuple[int, int], ...]:
    """What is said of the part, behind its number: "un habitant sur quatre *a plus de 65 ans*"."""
    return predicate(place, any_word=True) if place.pack.determiners else ()


def _out_of(part: Quantity, whole: Quantity) -> Against:
    span = (whole.start, whole.end)
    return Against("of", whole.value, "=", part.unit or "count", "total", None, None, *span, (span,))
