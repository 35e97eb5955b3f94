"""Numbers told by the way: what those counted must reach, how many places by name."""

from __future__ import annotations

from extractors.sights import Sight, Told

LONGEST_THRESHOLD = 10  # pieces between those counted and what they must reach
MOST_NAMED = 10  # places that are named one by one


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


def is_named_group(sight: Sight) -> Told:
    """ "; hai huyện Tân Phú và Định Quán …": places by name, their number told by the way; not "có hai huyện …"."""
    quantity, pieces = sight.quantity, sight.pieces
    if not quantity.noun or abs(quantity.value) > MOST_NAMED or quantity.last >= len(pieces) or sight.pack.determiners:
        return None
    noun = next(
        i for i in range(quantity.first, quantity.last) if pieces[i].end > quantity.stop - len(quantity.unit_text)
    )
    place = sight.pack.cues.longest(pieces, noun)
    name = pieces[quantity.last]
    word = sight.text[name.start : name.end]
    named = place is not None and any(cue.kind == "place" for cue in place.payloads)
    led = sight.pack.cues.longest(pieces, quantity.first - 1) if quantity.first else None
    counted = led is not None and any(cue.kind in ("exist", "measure", "action") for cue in led.payloads)
    return ("name", "") if named and word[:1].isupper() and not word.isupper() and not counted else None
