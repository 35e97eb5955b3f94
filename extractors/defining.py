"""Numbers that define a group, a rule or a rate: "entreprises de plus de 250 salariés", "phạt từ 30 triệu đồng"."""

from __future__ import annotations

from extractors.sights import CUE_REACH, Sight, Told
from extractors.units import ROUND

RULE_LIMIT = 1_000_000_000  # no fine or threshold in a rule is as high: "une amende totale de 96,3 milliards"
LIMITS = (">", ">=", "<", "<=")
CROSSING = ("measure", "attain", "change", "move", "passage")
HEDGE_REACH = 4  # words of the longest modifier
SMALL_GROUP = 12  # a group is told by so few: "familles de trois enfants"
ADJECTIVES = 2  # between a bearer and what it has: "entreprises industrielles de plus de 250 salariés"
OWNED = 5  # pieces between "ont" and the limit of what they have: "ont un taux d'emploi supérieur à 6 %"


def is_rule(sight: Sight) -> Told:
    """The number of a threshold, a fine or a group, after a phrase that says so: "phạt từ 30 đến 40 triệu đồng"."""
    quantity = sight.quantity
    if abs(quantity.value) >= RULE_LIMIT:
        return None
    for begin in range(max(0, quantity.first - CUE_REACH), quantity.first):
        match = sight.pack.cues.longest(sight.pieces, begin)
        if match is not None and match.last == quantity.first:
            cue = next((cue for cue in match.payloads if cue.kind == "definition"), None)
            if cue is not None:
                return None if _is_crossed(sight, begin) else ("definition", cue.where)
            if any(cue.kind == "before" for cue in match.payloads):
                return None  # "sous le seuil de", "la barre de", but "contrats supérieurs à 50 millions"
    return None


def _is_crossed(sight: Sight, begin: int) -> bool:
    """Whether a verb leads to the threshold at piece `begin`: "a franchi le seuil de", "sous le seuil de"."""
    at = begin - 1 if sight.key(begin - 1) in sight.pack.articles else begin
    for first in range(max(0, at - CUE_REACH), at):
        match = sight.pack.cues.longest(sight.pieces, first)
        if match is not None and match.last >= at and any(cue.kind in CROSSING for cue in match.payloads):
            return True
    return False


def is_rate_base(sight: Sight) -> Told:
    """ "34 émigrations pour 1000 habitants": the round number that a rate refers to."""
    quantity = sight.quantity
    led = sight.key(quantity.first - 1) in sight.pack.rate_words and quantity.unit in ("person", "household")
    return ("definition", "") if led and quantity.value in ROUND and sight.at else None


def is_of_group(sight: Sight) -> Told:
    """ "Les communes de moins de 3 500 habitants", "un logement de trois pièces", "foyers comptant deux enfants"."""
    quantity = sight.quantity
    ranked = sight.after("ranked") if quantity.is_share else None
    if ranked is not None and sight.key(quantity.first - 1) in sight.pack.determiners:
        return "definition", ranked.payloads[0]  # "les 10 % les plus riches"
    if quantity.scaled or quantity.is_share or quantity.sign or quantity.of is not None:
        return None
    begin = _hedge(sight)
    few = quantity.noun and (quantity.high or quantity.value) <= SMALL_GROUP and begin == quantity.first
    if not few and quantity.modifier not in LIMITS:
        return None
    link = begin if sight.key(begin) in sight.pack.partitives else begin - 1
    having = sight.ending("having", begin)
    if having is None and sight.key(link) not in sight.pack.partitives:
        return None
    end = having.first if having is not None else link
    if sight.at and end == sight.quantities[sight.at - 1].last and sight.quantities[sight.at - 1].unit is None:
        return "definition", ""  # "420 navires, dont 130 de plus de 24 mètres"
    for noun in range(end, max(0, end - ADJECTIVES - 1), -1):
        bearer = sight.ending("bearer", noun)
        if bearer is not None:
            return "definition", bearer.payloads[0]
        if not sight.key(noun - 1)[:1].isalpha() or sight.pack.cues.longest(sight.pieces, noun - 1) is not None:
            return None
    return None


def is_limit_of_part(sight: Sight) -> Told:
    """ "Neuf entreprises sur dix comptent moins de dix salariés", "32 % des ménages gagnent moins de 1 500 euros"."""
    if not sight.at or sight.quantity.modifier not in LIMITS:
        return None
    part, begin = sight.quantities[sight.at - 1], _hedge(sight)
    whole = part.is_share or part.of is not None or part.noun or part.unit is None
    between = [piece.key for piece in sight.pieces[part.last : begin]]
    if not whole or any(not key[:1].isalpha() or key in sight.pack.links for key in between):
        return None
    for at in range(begin, max(part.last, begin - OWNED), -1):
        having = sight.ending("owning", at) or sight.ending("having", at)
        if having is not None and having.first >= part.last:
            owns = at == begin or sight.key(at) in sight.pack.one_words
            return ("definition", having.payloads[0]) if owns else None
    return None


def _hedge(sight: Sight) -> int:
    """The piece at which the modifier of the number begins: its first one where it has none."""
    first = sight.quantity.first
    for begin in range(max(0, first - HEDGE_REACH), first):
        match = sight.pack.cues.longest(sight.pieces, begin)
        if match is not None and match.last == first and any(cue.kind == "before" for cue in match.payloads):
            return begin
    return first
