"""The unit of a number that has none beside it: of the level before, of money told, of the thing that is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.amounts import LIVING, is_money, money_told
from extractors.drafts import Draft, Walk
from extractors.indicators import HARD_MARKS, left_phrase
from extractors.levels import first_free
from extractors.mentions import Line, Phrase, Quantity
from extractors.named_units import good_priced, told_in_money, unit_of, units_in
from extractors.places import OPENING, Place
from extractors.predicates import is_generic
from extractors.ratios import converted, of_each
from extractors.units import NO_RATIO

ALIKE = Decimal("2.5")  # times: two rates of one kind differ by no more
SHARED = 200  # times: of one kind with the amount before, a number without its multiplier is no smaller or larger
WHOLE = 50  # percentage points
LARGE = 1_000_000_000  # so many are counted in money, not in things: "l'encours des prêts atteint 203 milliards"
VERBAL = ("auxiliary", "measure", "share", "opener", "place", "exist", "change", "from")


def with_unit(walk: Walk, line: Line, place: Place) -> Quantity:
    """The quantity; one without unit and noun takes the unit of the level before ("dont 1 400 seront exportés")."""
    quantity = place.quantity
    if quantity.unit is not None:
        ratio = _as_ratio(walk, line, quantity)
        return of_each(place, converted(walk, line, place)) if ratio is quantity else ratio
    before = _counted_before(walk, line)
    told = before.quantity.unit if before is not None and before.quantity is not None else None
    told = told or _last_difference(walk, line)
    shared = _shared_multiplier(place, before) or _of_it(walk, line, place)
    if shared is not None:
        return shared
    if quantity.scaled and _sum_follows(place) and (money := money_told(walk)) is not None:
        return replace(quantity, unit=money)
    after = place.following
    noun = _noun_follows(place)
    if _acts_alone(place) and (people := _people_told(walk, line.paragraph)) is not None:
        return replace(quantity, unit=people)
    if quantity.scaled and not (noun and after is not None and after.key in walk.pack.articles):
        return replace(quantity, unit=_of_scaled(walk, place, told))
    if noun and not (after is not None and after.key.partition(" ")[0] in walk.pack.partitives):
        part_of = bool(walk.pack.determiners) and any(item.cue("parent") for item in place.gap)
        return replace(quantity, unit=told) if part_of and told in LIVING else quantity  # "dont huit grièvement"
    if before is not None and told not in ("%", "pp") and _ranked(place):
        return replace(quantity, unit=told or "count")
    unit = None if told in LIVING and _lists_on(place) else _unit_named(walk, place)
    part = any(item.cue("parent", "and") or item.key in (",", ";", ":") for item in place.gap)
    counted = before is not None and before.quantity is not None and before.quantity.noun
    if unit is None and part and told is not None and (before is not None or told in LIVING):
        unit = told if counted or told in LIVING or "/" in told else None
    return replace(quantity, unit=unit) if unit else quantity


def _says_of_it(place: Place) -> bool:
    """Whether the pronoun of what was counted before stands right before the verb of the number."""
    items = place.items
    for i in range(place.index - 2, place.left - 1, -1):
        if items[i].key in HARD_MARKS or items[i].key == ",":
            return False
        acts = items[i + 1].cue("verb", "exist", "object", "auxiliary", "action", "measure") is not None
        if acts and items[i].key.rpartition(" ")[2] in place.pack.partitive_pronouns:
            return True
    return False


def _of_it(walk: Walk, line: Line, place: Place) -> Quantity | None:
    """ "151 300 élèves … Collèges et lycées en accueillent 133 350": the pronoun is of what was counted before."""
    if not _says_of_it(place) or _noun_follows(place):
        return None
    levels = (
        d.quantity for d in reversed(walk.drafts) if d.line.paragraph == line.paragraph and d.quantity is not None
    )
    told = next((one for one in levels if one.unit is not None and not one.is_share and "/" not in one.unit), None)
    if told is None or told.unit is None or _measured(walk, told.unit) in NO_RATIO:
        return None
    quantity = place.quantity
    if told.noun and quantity.value != int(quantity.value):
        return None
    share = told.scaled and not quantity.scaled and is_money(told, place.pack) and not quantity.in_words
    scale = told.multiplier if share else Decimal(1)
    return replace(quantity, unit=told.unit, value=quantity.value * scale, scaled=quantity.scaled or share)


def _shared_multiplier(place: Place, before: Draft | None) -> Quantity | None:
    """ "52,8 millions d'euros, dont 21,4 pour l'école": a bare number beside an amount of money is of its millions."""
    quantity, amount = place.quantity, before.quantity if before is not None else None
    if amount is None or not amount.scaled or quantity.scaled or not place.pack.determiners:
        return None
    whole = quantity.value == int(quantity.value)
    told = is_money(amount, place.pack) or (not whole and amount.unit in (*LIVING, "count"))  # "3,1 en avion"
    if not told or quantity.in_words or quantity.of is not None or quantity.sign:
        return None
    after = place.following
    ends = after is None or not after.key[:1].isalpha() or after.cue("and", "opener", "place", "parent") is not None
    if (whole and not ends) or not 1 / SHARED <= quantity.value * amount.multiplier / amount.value <= SHARED:
        return None
    high = quantity.high * amount.multiplier if quantity.high is not None else None
    value = quantity.value * amount.multiplier
    return replace(quantity, value=value, high=high, unit=amount.unit, scaled=True, multiplier=amount.multiplier)


def _counted_before(walk: Walk, line: Line) -> Draft | None:
    """The level before in its sentence, shares aside."""
    levels = (draft for draft in reversed(walk.of_line(line)) if draft.quantity is not None)
    first = next(levels, None)
    if first is None or not walk.pack.determiners or first.quantity is None or not first.quantity.is_share:
        return first
    return next((draft for draft in levels if draft.quantity is not None and not draft.quantity.is_share), first)


def _lists_on(place: Place) -> bool:
    """Whether the number follows right upon the link of a list: "…, dont 2 160 au collège et 19 320 en formation"."""
    gap = [item for item in place.gap if not item.cue("before")]
    return bool(gap) and bool(place.pack.determiners) and (gap[-1].key == "," or gap[-1].cue("and") is not None)


def _ranked(place: Place) -> bool:
    """ "257 000 nuitées, devant les Indiens (168 000)": a bare number in brackets is of the level before."""
    opened = place.lead("before")
    bracket = opened > place.left and place.items[opened].key in OPENING
    return bracket and place.ends_item() and bool(place.pack.determiners)


def _as_ratio(walk: Walk, line: Line, quantity: Quantity) -> Quantity:
    """ "de 543 kg par habitant à 538 kg", "(162 kg)": by head as well, where it is of the size of the level before."""
    if walk.from_level is not None and (walk.from_unit or "").startswith(f"{quantity.unit}/"):
        return replace(quantity, unit=walk.from_unit)
    before = walk.last(level=True)
    if before is None or before.quantity is None or before.line.paragraph != line.paragraph or quantity.noun:
        return quantity
    told = before.quantity
    if told.unit is None or not told.unit.startswith(f"{quantity.unit}/") or not told.value:
        return quantity
    if _measured(walk, told.unit) == "money" and before.line is not line:
        return quantity
    alike = 1 / ALIKE <= abs(quantity.value / told.value) <= ALIKE
    return replace(quantity, unit=told.unit) if alike else quantity


def _noun_follows(place: Place) -> bool:
    """Whether a word that may be a counted noun, known or not, stands right behind the number."""
    after = place.following
    if after is not None and after.key in place.pack.partitives:
        return any(item.is_word and not item.upper for item in place.items[place.index + 2 : place.index + 3])
    return after is not None and after.key[:1].isalpha() and after.cue(*VERBAL) is None


def unit_from(walk: Walk, place: Place, quantity: Quantity | None, phrase: Phrase | None) -> Quantity | None:
    """The quantity, with the unit that its indicator names where it has none: "ils étaient 297 500"."""
    if quantity is None or phrase is None:
        return quantity
    if quantity.unit == "pp" and in_index_points(walk, quantity, phrase):
        return replace(quantity, unit="index")
    if (quantity.unit or "").startswith("count/") and unit_of(walk, phrase) == "person":
        return replace(quantity, unit=f"person/{(quantity.unit or '').partition('/')[2]}")  # "mortalité: 3 pour 1 000"
    if quantity.unit is not None and (good := good_priced(walk, quantity, phrase)) is not None:
        return replace(quantity, unit=f"{quantity.unit}/{good}")
    if is_generic(quantity, walk.pack) and not walk.pack.determiners and phrase.how != "right":
        named = list(units_in(walk, phrase))
        return quantity if quantity.unit in named or not named else replace(quantity, unit=named[0])
    if place.quantity.unit is None and quantity.unit in LIVING and phrase.how == "left" and place.pack.determiners:
        if _says_of_it(place) or phrase.end > place.quantity.start:
            return quantity
        return replace(quantity, unit=unit_of(walk, phrase) or quantity.unit)  # "celui des accidents …, à 57 200"
    if quantity.unit is None and phrase.how == "right" and (acting := _who_act(walk, place, phrase)) is not None:
        return replace(quantity, unit=acting)
    if quantity.unit is not None or phrase.how == "right" or _noun_follows(place):
        return quantity
    unit = unit_of(walk, phrase)
    if phrase.how == "carried" and unit not in LIVING:
        same = (d.quantity for d in reversed(walk.drafts) if d.indicator and d.indicator.parts == phrase.parts)
        told = next((one.unit for one in same if one is not None and one.unit not in (None, "%")), None)
        unit = told or unit
    return replace(quantity, unit=unit or _of_pronoun(walk, place, phrase))


def _who_act(walk: Walk, place: Place, phrase: Phrase) -> str | None:
    """ "12 sont morts", "45 ont été hospitalisés": the participle tells that people are counted."""
    verb = place.following
    if verb is None or verb.cue("auxiliary", "copula") is None or not place.pack.determiners:
        return None
    named = next(units_in(walk, phrase), None)
    return named if named in LIVING else None


def _of_pronoun(walk: Walk, place: Place, phrase: Phrase) -> str | None:
    """The unit of "leur nombre …, à 8 049", of "199 n'ont pas survécu": of the people told before."""
    if not place.pack.determiners or place.quantity.scaled:
        return None
    line = walk.drafts[-1].line if walk.drafts else None
    counts = [item for item in place.items if phrase.start <= item.start < phrase.end]
    bare = len(counts) == 1 and counts[0].cue("head") is not None
    return _people_told(walk, line.paragraph) if line is not None and bare else None


def _acts_alone(place: Place) -> bool:
    """Whether a bare number is who acts: "mais 199 n'ont pas survécu", "116 600 l'ont quittée"."""
    behind = place.items[place.index + 1 : place.index + 3]
    if not place.pack.determiners or not behind:
        return False
    if behind[0].cue("pronoun"):
        return True  # "1 700 d'entre elles"
    if place.quantity.scaled:
        return False
    light = behind[0].cue("clitic") is not None or behind[0].key in (*place.pack.articles, *place.pack.forenouns)
    verb = behind[1] if light and len(behind) > 1 else behind[0]
    return verb.cue("auxiliary", "copula") is not None


def _people_told(walk: Walk, paragraph: int) -> str | None:
    """The unit of the last people or households counted in a paragraph."""
    for draft in reversed(walk.drafts):
        if draft.line.paragraph != paragraph:
            return None
        if draft.quantity is not None and draft.quantity.unit is not None and not draft.quantity.is_share:
            return draft.quantity.unit if draft.quantity.unit in LIVING else None
    return None


def in_index_points(walk: Walk, quantity: Quantity, phrase: Phrase) -> bool:
    """Whether points are those of an index: by what it is called, or because no share has so many."""
    named = any(word.strip(',.«»"') in walk.pack.index_nouns for word in walk.words(phrase))
    return quantity.value > WHOLE or (named and quantity.unit_text.partition(" ")[2] == "")


def _last_difference(walk: Walk, line: Line) -> str | None:
    """The unit of an absolute change before: "s'est creusé de 2 milliards d'euros pour atteindre 14,5 milliards"."""
    last = walk.last(line)
    unit = last.comparisons[-1].unit if last is not None and last.quantity is None and last.comparisons else None
    return unit if unit is not None and unit not in ("%", "pp", "times", "count") else None


def of_difference(quantity: Quantity | None, waiting: Draft) -> Quantity | None:
    """The quantity; a bare one takes the unit of the change that led to it: "mất 6,1 điểm, còn 512,4"."""
    unit = waiting.comparisons[-1].unit
    priced = quantity is not None and quantity.unit is not None and (unit or "").startswith(f"{quantity.unit}/")
    if quantity is None or (quantity.unit is not None and not priced) or unit in ("%", "pp", "times", "count", None):
        return quantity
    return replace(quantity, unit=unit)


def _of_scaled(walk: Walk, place: Place, told: str | None) -> str | None:
    """The unit of "203 600 milliards": of the level before, of living things by name, of money told; else as named."""
    counted = told == "count" and bool(walk.pack.determiners) and _ranked(place)
    open_to_money = counted or (told == "count" and place.quantity.value >= LARGE)
    money = money_told(walk) or (walk.money if place.quantity.value >= LARGE else None)
    if money is not None and told_in_money(walk, _named_by(walk, place)):
        return money  # "un bénéfice de 3,1 millions"
    if told is not None and not open_to_money and _measured(walk, told) not in NO_RATIO:
        return told
    named = told if counted else _unit_named(walk, place)
    last = walk.last(level=True)
    if named is None and told is None and _ranked(place) and last is not None and last.quantity is not None:
        return last.quantity.unit if last.quantity.scaled and not last.quantity.is_share else money
    if named is None and told is None and (_pronoun_leads(place) or money is None):
        return _people_told(walk, walk.drafts[-1].line.paragraph if walk.drafts else 0) or money
    if money is not None and (named is None or (named == "count" and place.quantity.value >= LARGE)):
        return money
    return named


def _sum_follows(place: Place) -> bool:
    """Whether what only money tells is counted right behind the number: "701 millions *de profits*"."""
    behind = place.items[place.index + 1 : place.index + 3]
    of = len(behind) > 1 and behind[0].key in place.pack.partitives
    return of and behind[1].key.partition(" ")[0] in place.pack.money_nouns


def _pronoun_leads(place: Place) -> bool:
    """Whether a pronoun is all that the number is said of: "ils étaient même plus de 17,4 millions"."""
    clause = place.items[place.left : place.index]
    comma = next((i for i in range(len(clause) - 1, -1, -1) if clause[i].key == ","), -1)
    near = clause[comma + 1 :]
    return bool(near) and near[0].cue("pronoun") is not None and bool(place.pack.determiners)


def _measured(walk: Walk, unit: str) -> str:
    return walk.pack.known_units[unit.partition("/")[0]].measures


def _unit_named(walk: Walk, place: Place) -> str | None:
    """The unit in the indicator itself: "số người có việc làm là 53,36 triệu" counts people."""
    return unit_of(walk, _named_by(walk, place))


def _named_by(walk: Walk, place: Place) -> Phrase | None:
    return left_phrase(place.items, first_free(walk, place), place.index, walk.pack)
