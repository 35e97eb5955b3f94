"""Numbers that only define a group or a rule: thresholds, fines, the base of a rate."""

from __future__ import annotations

from extractors.sights import CUE_REACH, Sight, Told
from extractors.units import ROUND

RULE_LIMIT = 1_000_000_000  # no fine or threshold in a rule is as high: "une amende totale de 96,3 milliards"
LONGEST_THRESHOLD = 10  # pieces between those counted and what they must reach


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
                return "definition", cue.where
    return None


def is_threshold(sight: Sight) -> Told:
    """ "24 mặt hàng có kim ngạch trên 1 tỷ USD", "12 khoản thu đạt trên 74% dự toán": what those counted must reach."""
    quantity, pieces, pack = sight.quantity, sight.pieces, sight.pack
    counted = sight.quantities[sight.at - 1] if sight.at else None
    if counted is None or not counted.noun or quantity.noun or quantity.modifier == "=" or pack.determiners:
        return None
    first, last = counted.last, quantity.first
    if last - first > LONGEST_THRESHOLD or any(not piece.key[:1].isalpha() for piece in pieces[first:last]):
        return None
    kinds: list[set[str]] = []
    i = first
    while i < last:
        match = pack.cues.longest(pieces, i, last)
        kinds.append({cue.kind for cue in match.payloads} if match is not None else set())
        i = match.last if match is not None else i + 1
    while kinds and "before" in kinds[-1] and not kinds[-1] & {"head", "exist"}:
        kinds.pop()
    said = kinds[-2:] if kinds else []
    has = any("exist" in one for one in kinds[:-1]) and bool(said) and bool(said[-1] & {"head", "rate"})
    reaches = bool(said) and "attain" in said[-1] and quantity.modifier in (">", ">=")
    return ("definition", "") if has or reaches else None


def is_rate_base(sight: Sight) -> Told:
    """ "34 émigrations pour 1000 habitants": the round number that a rate refers to."""
    quantity = sight.quantity
    led = sight.key(quantity.first - 1) in sight.pack.rate_words and quantity.unit in ("person", "household")
    return ("definition", "") if led and quantity.value in ROUND and sight.at else None
