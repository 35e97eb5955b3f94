"""Which money a name means that several countries use: "milliards de dinars" of Tunis or of Algiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from patterns.pack import Pack, SharedMoney, UnitPhrase
from patterns.phrases import Match, Piece

_WORD = regex.compile(r"[^\W\d_]+|\$")


def with_money(pack: Pack, text: str) -> Pack:
    """
    The pack with the names of money as the text means them, by the places that it names.

    A name that is a number word elsewhere ("MD") is none in such a text.
    """
    if not pack.shared_money:
        return pack
    said = Counter(_WORD.findall(text.casefold()))
    best: dict[str, tuple[int, SharedMoney]] = {}
    for money in pack.shared_money:
        if not any(word.split(" ")[-1] in said for word in money.words):
            continue
        mentions = sum(said[place] for place in money.places)
        for word in money.words:
            if mentions >= money.least and (word not in best or mentions > best[word][0]):
                best[word] = (mentions, money)
    if not best:
        return pack
    numbers = {word: number for word, number in pack.numbers.items() if word not in best}
    return replace(pack, money={word: money for word, (_, money) in best.items()}, numbers=numbers)


def unit_phrase(pieces: Sequence[Piece], i: int, pack: Pack, *, scaled: bool = False) -> Match[UnitPhrase] | None:
    """The unit at piece `i`, a shared name of money as the document means it; `scaled` behind "millions"."""
    match = pack.units.longest(pieces, i)
    if not pack.money or i >= len(pieces):
        return match
    last = match.last if match is not None else i + 1
    money = pack.money.get(" ".join(piece.key for piece in pieces[i:last]))
    if money is None or (money.scaled and not scaled):
        return match
    scale = money.phrase.scale if match is None else match.payloads[0].scale
    return Match(i, last, (replace(money.phrase, scale=scale),), {})
