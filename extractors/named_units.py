"""The unit that a phrase names: "nombre de blessés hospitalisés" counts people, "le prix du kilo" is per kilogram."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.amounts import LIVING
from extractors.drafts import Walk
from extractors.mentions import Phrase, Quantity
from extractors.units import GOODS, counted_at, denominator
from patterns.pack import Pack, UnitPhrase
from patterns.phrases import Match, Piece, split_pieces


def good_priced(walk: Walk, quantity: Quantity, phrase: Phrase) -> str | None:
    """ "le prix du mètre carré atteint 4 200 euros", "le kilo se vend 3 euros": the unit of goods that money is for."""
    pack = walk.pack
    if not pack.determiners or quantity.unit is None or "/" in quantity.unit or quantity.scaled:
        return None
    if pack.known_units[quantity.unit].measures != "money":
        return None
    start, end = phrase.parts[0]
    pieces = split_pieces(walk.text, start, end, {})
    for i in range(len(pieces)):
        if i and (pieces[i - 1].key not in pack.articles or pieces[i - 1].key in pack.partitives):
            continue
        match = pack.units.longest(pieces, i)
        unit = match.payloads[0].unit if match is not None and not is_plural(pieces[i], pack) else None
        if unit is not None and "/" not in unit and pack.known_units[unit].measures in GOODS:
            return unit
    return None


def told_in_money(walk: Walk, phrase: Phrase | None) -> bool:
    """Whether the phrase begins with what only money tells: "bénéfice", "chiffre d'affaires", "la dette"."""
    words = [word for word in walk.words(phrase) if word not in walk.pack.articles]
    return bool(words) and words[0].rpartition("'")[2].rpartition("’")[2] in walk.pack.money_nouns


def heads_index(walk: Walk, phrase: Phrase) -> bool:
    """Whether an index is named: "l'indice de confiance des ménages remonte à 97"."""
    words = [word for word in walk.words(phrase) if word not in walk.pack.articles]
    return bool(words) and words[0].rpartition("'")[2].rpartition("’")[2] in walk.pack.index_nouns


def unit_of(walk: Walk, phrase: Phrase | None) -> str | None:
    """The counted thing that a phrase names: "nombre de blessés hospitalisés" counts people."""
    named = next(units_in(walk, phrase), None)
    if phrase is not None and heads_index(walk, phrase):
        return named if _is_a_place_of(walk, phrase) else "index"
    return named


def _is_a_place_of(walk: Walk, phrase: Phrase) -> bool:
    """ "điểm bán hàng": the word for a score begins the name of a thing that is counted."""
    start, end = phrase.parts[0]
    match = counted_at(split_pieces(walk.text, start, end, {}), 0, walk.pack)
    return match is not None and match.payloads[0].noun


def units_in(walk: Walk, phrase: Phrase | None) -> Iterator[str]:
    """
    The units of the counted things that a phrase names: "tổng lượt phương tiện đạt 750 lượt" counts no people.

    One thing is not counted ("le chiffre d'affaires du groupe"); "élèves par classe" are a ratio.
    """
    for start, end in phrase.parts if phrase is not None else ():
        pieces = split_pieces(walk.text, start, end, {})
        for i in range(len(pieces)):
            collective = walk.pack.collectives.longest(pieces, i)
            match = collective or counted_at(pieces, i, walk.pack)
            if match is None or (i and match.payloads[0].unit in LIVING and _is_adjective(walk, pieces, i)):
                continue
            phrase_unit = match.payloads[0]
            if phrase_unit.unit == "count" and walk.pack.plural_endings and not is_plural(pieces[i], walk.pack):
                continue
            if phrase_unit.noun or _time_counted(walk.pack, pieces[: i + 1], match):
                yield _by(pieces, match, walk.pack)


def _by(pieces: Sequence[Piece], match: Match[UnitPhrase], pack: Pack) -> str:
    """The unit of a counted thing with what it is divided by: "élèves *par classe*"."""
    unit = match.payloads[0].unit
    led = match.last + 1 < len(pieces) and pieces[match.last].key in pack.per_words
    per = denominator(pieces, match.last + 1, pack) if led else None
    return f"{unit}/{per[0]}" if per is not None else unit


def is_plural(piece: Piece, pack: Pack) -> bool:
    """Whether a word looks like several."""
    return piece.key.endswith(pack.plural_endings) if pack.plural_endings else False


def _is_adjective(walk: Walk, pieces: Sequence[Piece], i: int) -> bool:
    """Whether a counted noun only qualifies the one before: "violences crapuleuses", "exportations françaises"."""
    pack, before = walk.pack, pieces[i - 1].key
    if not pack.determiners or before in pack.articles or before in pack.linkers or before in pack.forenouns:
        return False
    return before[:1].isalpha()


def _time_counted(pack: Pack, pieces: Sequence[Piece], match: Match[UnitPhrase]) -> bool:
    """ "le nombre moyen de jours d'absence", "le volume d'heures": the time that the first noun is a number of."""
    timed = pack.known_units[match.payloads[0].unit.partition("/")[0]].measures == "time"
    links = [piece for piece in pieces[1:-1] if piece.key in pack.partitives]
    return timed and len(links) == 1 and pieces[-2] is links[0]
