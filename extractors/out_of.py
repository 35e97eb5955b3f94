"""Numbers in words that are one of so many: "un habitant sur quatre", "une demande sur neuf"."""

from __future__ import annotations

from collections.abc import Sequence

from patterns.pack import Pack
from patterns.phrases import Piece

ONE_OUT_OF = 4  # pieces between "un" and its "sur"


def whole_of_one(pieces: Sequence[Piece], first: int, pack: Pack) -> bool:
    """Whether "sur" and a "one" before it lead to the number: "une demande sur neuf"."""
    led = pack.cues.longest(pieces, first - 1) if first > 1 else None
    whole = led is not None and led.last == first and any(cue.kind == "out_of" for cue in led.payloads)
    return whole and any(piece.key in pack.one_words for piece in pieces[max(0, first - ONE_OUT_OF) : first - 1])


def one_out_of(pieces: Sequence[Piece], i: int, pack: Pack, *, near: bool) -> bool:
    """Whether "un" is one of so many: "un habitant sur quatre", "un accident mortel sur trois"; "six sur dix"."""
    for j in range(i, min(i + (1 if near else ONE_OUT_OF), len(pieces) - 1)):
        cue = pack.cues.longest(pieces, j)
        if cue is not None and any(one.kind == "out_of" for one in cue.payloads):
            after = pieces[cue.last] if cue.last < len(pieces) else None
            return (
                after is not None and after.key not in pack.one_words and (after.is_number or after.key in pack.numbers)
            )
        if not pieces[j].key[:1].isalpha() or pieces[j].key in pack.articles:
            return False
    return False
