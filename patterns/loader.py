"""
Reads the data files into a `Pack` and refuses what is wrong in them.

Every error is a `PatternError` that names file, line, word and likely cure:
`vi/units.csv:14: unit 'VDN' is unknown; did you mean 'VND'?`
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from patterns.money import read_money
from patterns.pack import CUE_KINDS, MARKER_KINDS, Cue, Detect, NumberWord, Pack, Unit, UnitPhrase
from patterns.period_rules import read_leads, read_list, read_periods
from patterns.phrases import Phrases
from patterns.tables import PatternError, add_phrase, decimal, near, one_of, read_toml, rows, table_lines
from patterns.verbs import add_verbs

FOLDER = Path(__file__).parent

RELATIONS = ("up", "down", "flat", "ratio", "of")
BASES = ("prior", "plan", "total", "other")
MODIFIERS = ("=", "~", ">", ">=", "<", "<=")
STATUSES = ("actual", "estimate", "target")
UNIT_ROLES = ("noun", "symbol", "ending", "collective")
NUMBER_KINDS = ("unit", "ten", "hundred", "scale", "fraction", "half", "zero", "group", "about", "link")
UnitRows = Sequence[tuple[str, Mapping[str, str]]]  # of units.csv, by place
CUE_FILES = {
    "comparisons.csv": ("phrase", "kind", "relation", "base", "magnitude"),
    "statuses.csv": ("phrase", "kind", "status"),
    "modifiers.csv": ("phrase", "kind", "modifier"),
    "boundaries.csv": ("phrase", "kind"),
    "ledger.csv": ("phrase", "kind"),
}


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of the languages that have a folder with a `language.toml`, sorted."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/language.toml")))


@functools.lru_cache
def load_units(folder: Path = FOLDER) -> Mapping[str, Unit]:
    """The canonical units of `units.toml` by id."""
    where = "units.toml"
    table = read_toml(folder / where, where)
    units = {}
    for number, row in enumerate(table.get("unit", []), 1):
        place = f"{where}: unit {number}"
        unknown = set(row) - {"id", "measures", "ucum", "currency"}
        if unknown or "id" not in row or "measures" not in row:
            raise PatternError(f"{place}: needs id and measures, allows ucum and currency; found {sorted(row)}")
        if row["id"] in units:
            raise PatternError(f"{place}: id {row['id']!r} is there twice; remove one")
        units[row["id"]] = Unit(row["id"], row["measures"], row.get("ucum") or row.get("currency"), place)
    return units


@functools.lru_cache
def load_pack(code: str, folder: Path = FOLDER) -> Pack:
    """
    All that `patterns/<code>/` says.

    Raises PatternError for an unknown language or a malformed row.
    """
    if code not in languages(folder):
        raise PatternError(f"language {code!r} is unknown{near(code, languages(folder))}")
    base = folder / code
    language = read_toml(base / "language.toml", f"{code}/language.toml")
    periods_path, periods_name = base / "periods.toml", f"{code}/periods.toml"
    periods_toml = read_toml(periods_path, periods_name)
    slot_words = {slot: dict(words) for slot, words in periods_toml.get("words", {}).items()}
    known = load_units(folder)
    numbers, fractions = _numbers(base, code)
    listed = list(rows(base / "units.csv", f"{code}/units.csv", ("phrase", "unit", "role", "scale")))
    try:
        return Pack(
            code=code,
            known_units=known,
            numbers=numbers,
            fractions=fractions,
            small_words=_small(numbers),
            number_words=frozenset(word for word, entry in numbers.items() if entry.kind != "link")
            - _words(language["words"]["weak_numbers"]),
            units=_units(listed, known),
            collectives=_collectives(listed),
            unit_endings=_unit_endings(listed),
            cues=_cues(base, code),
            markers=_markers(base, code),
            periods=read_periods(periods_toml, table_lines(periods_path, periods_name, "rule"), code, slot_words),
            period_leads=read_leads(periods_toml, periods_name),
            superlatives=read_list(periods_toml, periods_name, "superlatives"),
            comparatives=frozenset(periods_toml.get("comparatives", ())),
            shared_money=read_money(language.get("money", []), f"{code}/language.toml", known),
            **_settings(language),
        )
    except KeyError as error:
        raise PatternError(f"{code}/language.toml: key {error} is missing; see another language's file") from error


@functools.lru_cache
def load_detect(code: str, folder: Path = FOLDER) -> Detect:
    """What tells the language: all that is needed of those that a report turns out not to be in."""
    return _detect(read_toml(folder / code / "language.toml", f"{code}/language.toml"))


def check(folder: Path = FOLDER) -> list[str]:
    """Every complaint about the data files, one a language at a time; empty when all is well."""
    complaints = []
    try:
        load_units(folder)
    except PatternError as error:
        complaints.append(str(error))
    for code in languages(folder):
        try:
            load_pack(code, folder)
        except PatternError as error:
            complaints.append(str(error))
    return complaints


def known_unit(unit: str, known: Mapping[str, Unit]) -> bool:
    """Whether `unit` is an id or a ratio of ids: "VND/person/year", "person/1000 person"."""
    parts = [part.partition(" ") for part in unit.split("/")]
    return all(one in known or (one.isdigit() and rest in known) for one, _, rest in parts)


def _settings(language: Mapping[str, Any]) -> dict[str, Any]:
    number, words = language["number"], language["words"]
    return {
        "name": language["name"],
        "tokenizer": language["tokenizer"],
        "decimal": number["decimal"],
        "space_groups": number["space_groups"],
        "no_group_after": _words(number["no_group_after"]),
        "detect": _detect(language),
        "abbreviations": _words(language["abbreviations"]),
        "articles": _words(words["articles"]),
        "links": _words(words["links"]),
        "determiners": _words(words["determiners"]),
        "linkers": _words(words["linkers"]),
        "relatives": _words(words["relatives"]),
        "plurals": _words(words["plurals"]),
        "feminines": _words(words["feminines"]),
        "masculines": _words(words["masculines"]),
        "partitive_pronouns": _words(words["partitive_pronouns"]),
        "place_prepositions": _words(words["place_prepositions"]),
        "weak_numbers": _words(words["weak_numbers"]),
        "ordinal_endings": _words(words["ordinal_endings"]),
        "future_endings": tuple(sorted(_words(words["future_endings"]))),
        "participle_endings": tuple(sorted(_words(words["participle_endings"]))),
        "finite_endings": tuple(sorted(_words(words["finite_endings"]))),
        "counts_bare": number["counts_bare"],
        "per_words": _words(words["per"]),
        "one_words": _words(words["one"]),
        "forenouns": _words(words["forenouns"]),
        "index_nouns": _words(words["index_nouns"]),
        "than": _words(words["than"]),
        "partitives": _words(words["partitives"]),
        "rate_words": _words(words["rate"]),
        "each_words": _words(words["each"]),
        "plural_endings": tuple(words["plural_endings"]),
        "money_nouns": _words(words["money_nouns"]),
        "sold_by": _words(words["sold_by"]),
        "rhythms": {word: unit for unit, said in language["rhythms"].items() for word in _words(said)},
        "quantifiers": _words(words["quantifiers"]),
        "deeds": _words(words["deeds"]),
        "out_of_bare": _words(language["range"]["out_of"]),
        "generic_nouns": _words(words["generic"]),
        "plural_verb_endings": tuple(words["plural_verb_endings"]),
        "range_bare": _words(language["range"]["bare"]),
        "range_opened": {word: _words(openers) for word, openers in language["range"]["opened"].items()},
    }


def _detect(language: Mapping[str, Any]) -> Detect:
    detect = language["detect"]
    return Detect(detect["letters"], _words(detect["words"]), _words(detect["plain_words"]))


def _words(words: Collection[str]) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", word).casefold() for word in words)


def _numbers(base: Path, code: str) -> tuple[dict[str, NumberWord], Phrases[NumberWord]]:
    words: dict[str, NumberWord] = {}
    fractions: Phrases[NumberWord] = Phrases()
    for where, row in rows(base / "numbers.csv", f"{code}/numbers.csv", ("phrase", "value", "kind")):
        word = NumberWord(decimal(where, row["value"]), one_of(where, "kind", row["kind"], NUMBER_KINDS), where)
        if word.kind == "fraction":
            add_phrase(fractions, where, row["phrase"], word)
        elif row["phrase"].casefold() in words:
            raise PatternError(f"{where}: {row['phrase']!r} is there twice; remove one")
        else:
            words[row["phrase"].casefold()] = word
    return words, fractions


def _small(numbers: Mapping[str, NumberWord]) -> dict[str, int]:
    return {word: int(entry.value) for word, entry in numbers.items() if entry.kind in ("unit", "ten", "zero")}


def _units(listed: UnitRows, known: Mapping[str, Unit]) -> Phrases[UnitPhrase]:
    """The rows of role `noun` and `symbol`."""
    phrases: Phrases[UnitPhrase] = Phrases()
    for where, row in listed:
        if not known_unit(row["unit"], known):
            raise PatternError(f"{where}: unit {row['unit']!r} is unknown{near(row['unit'], known)}")
        role = one_of(where, "role", row["role"], UNIT_ROLES)
        if role in ("ending", "collective"):
            continue
        scale = decimal(where, row["scale"]) if row["scale"] else Decimal(1)
        if scale <= 0:
            raise PatternError(f"{where}: scale {row['scale']!r} makes nothing of every number; leave it empty for 1")
        add_phrase(phrases, where, row["phrase"], UnitPhrase(row["unit"], role == "noun", where, scale))
    return phrases


def _collectives(listed: UnitRows) -> Phrases[UnitPhrase]:
    """The rows of role `collective`: one noun that names many: "la population atteint 3,2 millions"."""
    phrases: Phrases[UnitPhrase] = Phrases()
    for where, row in listed:
        if row["role"] == "collective":
            add_phrase(phrases, where, row["phrase"], UnitPhrase(row["unit"], True, where))
    return phrases


def _unit_endings(listed: UnitRows) -> dict[str, UnitPhrase]:
    """The rows of role `ending`: what a noun counts as that is in no row of its own, by how it ends."""
    endings: dict[str, UnitPhrase] = {}
    for where, row in listed:
        if row["role"] == "ending":
            endings |= {one.strip("()"): UnitPhrase(row["unit"], True, where) for one in row["phrase"].split("|")}
    return endings


def _cues(base: Path, code: str) -> Phrases[Cue]:
    phrases: Phrases[Cue] = Phrases()
    for name, columns in CUE_FILES.items():
        for where, row in rows(base / name, f"{code}/{name}", columns):
            add_phrase(phrases, where, row["phrase"], _cue(where, row))
    add_verbs(phrases, base, code)
    return phrases


def _markers(base: Path, code: str) -> dict[str, Phrases[str]]:
    markers: dict[str, Phrases[str]] = {kind: Phrases() for kind in MARKER_KINDS}
    for where, row in rows(base / "markers.csv", f"{code}/markers.csv", ("phrase", "kind")):
        add_phrase(markers[one_of(where, "kind", row["kind"], MARKER_KINDS)], where, row["phrase"], where)
    return markers


def _cue(where: str, row: Mapping[str, str]) -> Cue:
    def choice(column: str, allowed: Collection[str]) -> str | None:
        return one_of(where, column, row[column], allowed) if row.get(column) else None

    return Cue(
        kind=one_of(where, "kind", row["kind"], CUE_KINDS),
        where=where,
        relation=choice("relation", RELATIONS),
        base=choice("base", BASES),
        modifier=choice("modifier", MODIFIERS),
        status=choice("status", STATUSES),
        magnitude=decimal(where, row["magnitude"]) if row.get("magnitude") else None,
    )
