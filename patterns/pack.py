"""What a language knows, as frozen data. `loader.py` reads it from the data files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from patterns.phrases import Phrases

CUE_KINDS: Mapping[str, str] = {
    # comparisons.csv
    "change": "a verb, noun or sign of rise, fall or standstill",
    "gain": "a change only where a share, points or money follow: prendre, lâcher",
    "move": "a verb that takes what it changes as object and leads to a level: nâng, porter",
    "comparative": "more or less, by a word that is a comparison only where a base is said",
    "passage": "a verb that leads from one level to another without saying up or down",
    "lookback": "the sentence tells of before; its period is not that of the next: avait progressé",
    "earlier": "what follows is of an earlier period: après avoir augmenté de",
    "again": "takes up the level of the sentence before: c'est une hausse de",
    "times": "a multiple: the number that follows is one, or the magnitude of the row",
    "share": "a verb that says a share of a total",
    "equal": "as much as the base, where no number follows",
    "attain": "a verb that says how much of a plan or an earlier level is reached",
    "against": "opens a base of comparison",
    "base": "a noun that is a base: a plan, a total, an earlier period, a group",
    "reach": "leads to the level that a change has reached",
    "from": "leads to the level that a change started from",
    "versus": "leads to the level compared with",
    "supplement": "after a number: that much more or less",
    "whole": "the total itself, by that word",
    "out_of": "x out of y",
    "contribute": "a part of a change, in points",
    "equals": "leads to the same fact in another unit",
    # statuses.csv
    "status": "estimate or target",
    "expected": "behind what is counted: estimate or target",
    # modifiers.csv
    "before": "a modifier that stands before its number",
    "after": "a modifier that stands after its number",
    # boundaries.csv
    "measure": "a verb between an indicator and its value",
    "action": "a verb of which the counted noun is the object; it may name the indicator",
    "exist": "a verb that only says that the counted things are there",
    "object": "a verb that does something with the counted things: it may be all that names them",
    "verb": "any verb, so that a clause is known by it",
    "head": "begins an indicator wherever it stands",
    "rate": "a head whose value is a share: what it says in percent is a value, not a share of a total",
    "growth": "a head that is itself a growth rate",
    "opener": "opens a clause of circumstance where it begins one; inside a phrase it is a word like any other",
    "copula": "to be, between a subject and what is said of it",
    "auxiliary": "an auxiliary verb",
    "clitic": "a little word between a subject and its verb: se, en, ne",
    "conjunction": "the clause behind it has a subject of its own: que, si",
    "subordinate": "opens a clause on the side; a period told in it holds there alone: alors que, trong khi",
    "spread": "leads to the first of two levels of one thing: varie de",
    "support": "a verb of which a noun of change is the object: connaître une hausse",
    "cut": "no indicator crosses it",
    "subject": "who reports or acts; no part of an indicator",
    "place": "opens the name of a place",
    "parent": "what follows is a part of what came before",
    "pronoun": "stands for the indicator before: ce taux, tỷ lệ này",
    "and": "joins two of a kind",
    "qualifier": "an adjective or adverb that belongs to a phrase, and stands between a cue and its number too",
    "filler": "an adverb or particle without weight beside a cue or number",
    "about": "names the measure that a change is about",
    "worth": "a measure in money, as against an amount",
    "recipient": "leads from an action to those it is for: cho",
    "each": "says that each item of a list has the same",
    "ranking": "leads to the next of a ranking: devant, viennent ensuite",
    "balance": "a measure that has a sign of its own: solde",
    "result": "a loss or a gain: in money it is what a firm has made, not a change",
    "source": "who tells or reckons, and is never what is measured: étude, ministre",
    "listing": "leads from a name to examples of it, or to where most of it is: như, tập trung",
    "respectively": "the numbers of the list go with its names in order",
    # ledger.csv
    "name": "the number after it is part of a name",
    "law": "the number after it is that of a law, decision or document",
    "ordinal": "the number after it is an ordinal",
    "phone": "the number after it is a telephone number",
    "definition": "the number after it defines a group or a rule",
    "incidental": "the number is beside the point: attendance, awards, tasks",
    "furniture": "the number after it is web-page furniture",
    "equates": "says that one thing is another, with a name behind it: là",
    "price": "an index of prices: its changes are in percent, not in points",
    "age": "the number is an age",
}

# markers.csv: what a number that is no result is told by. No item of a sentence comes of them.
MARKER_KINDS: Mapping[str, str] = {
    "timed": "a measure whose value is a span of time; a span of time without one is no result",
    "measured": "beside a span of time: it is a mean or counts days, and so is a result",
    "age": "after a number: it is an age",
    "score": "a game: a pair of small numbers in its sentence is a score",
    "occasion": "a meeting or ceremony: who came and who was honoured is beside the point",
    "beside": "after a number: things that are beside the point wherever they are counted",
    "among": "before a number: one of so many",
    "bearer": "a noun told by how many it has: entreprises de plus de 250 salariés",
    "ranked": "behind a share with an article: it is those at one end of a scale",
    "having": "leads from a group to what tells it: comptant, gagnant",
    "owning": "says what those counted have: comptent, gagnent",
    "grade": "after a number: it is a class, a degree or an idiom",
    "street": "after a number: it is an address",
    "teaser": "begins a line that leads to another page",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of `units.toml`: what it measures, and its code in the standards."""

    id: str
    measures: str
    ucum: str | None
    where: str


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """How a language writes a unit. `noun`: the counted thing, which may name the indicator."""

    unit: str
    noun: bool
    where: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class SharedMoney:
    """A name of money that several countries use, read as `unit` where a text names these `places` most."""

    words: frozenset[str]
    places: frozenset[str]
    phrase: UnitPhrase
    least: int  # mentions of the places that it takes
    scaled: bool  # only behind a multiplier: "22 millions de livres"


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of a number: `unit` adds, `hundred` multiplies what came before, `scale` multiplies all."""

    value: Decimal
    kind: str
    where: str


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A phrase that says something of the numbers around it; told from others by identity, which is quick to hash."""

    kind: str
    where: str
    relation: str | None = None
    base: str | None = None
    magnitude: Decimal | None = None
    modifier: str | None = None
    status: str | None = None
    form: str | None = None  # of a verb of verbs.csv: one of FORMS


FORMS = ("finite", "homograph", "participle", "gerund", "infinitive")  # homograph: or else a noun or an adjective


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """
    How a language names a period.

    `span` is a form of `extractors/periods.py` ("months 1 {n}"); `kind` says what it is good for:
    `reporting`, `as_of`, `now`, `base` (only ever compared with), `date` (of an event) or `duration`.
    """

    span: str
    kind: str
    where: str
    year: int | None = None  # years from the year in force: -1 for "năm trước"


@dataclass(frozen=True, slots=True)
class Detect:
    """How to tell the language: letters of its own, function words, the same without accents."""

    letters: str
    words: frozenset[str]
    plain_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that the engine needs to know of one language."""

    code: str
    name: str
    tokenizer: str
    decimal: str
    space_groups: bool
    no_group_after: frozenset[str]
    detect: Detect
    abbreviations: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    place_prepositions: frozenset[str]
    determiners: frozenset[str]  # words that begin a noun phrase, where the language has such
    linkers: frozenset[str]  # prepositions that tie a noun phrase to the one before
    relatives: frozenset[str]  # words that begin a relative clause
    plurals: frozenset[str]  # determiners and pronouns of several things, with which what they stand for agrees
    feminines: frozenset[str]
    masculines: frozenset[str]
    partitive_pronouns: frozenset[str]  # stand for what a number is of: "ils en accueillent 12 000"
    weak_numbers: frozenset[str]  # number words too common to be numbers alone
    ordinal_endings: frozenset[str]
    future_endings: tuple[str, ...]  # of verbs that say what has not happened yet: "-eront", "-erait"
    participle_endings: tuple[str, ...]  # behind an auxiliary a word that ends so is a participle
    finite_endings: tuple[str, ...]  # a word that ends so is a verb
    counts_bare: bool  # a number word counts whatever noun follows it, not only a known unit
    per_words: frozenset[str]
    one_words: frozenset[str]
    partitives: frozenset[str]  # between a number and what it counts: "2 millions de tonnes"
    each_words: frozenset[str]  # one of many: "chaque habitant"
    plural_endings: tuple[str, ...]  # of a noun of several, where a language shows it
    money_nouns: frozenset[str]  # heads of what only money tells: "bénéfice", "dette"
    rhythms: Mapping[str, str]  # adjectives of time and their unit: "euros mensuels" are a month's
    sold_by: frozenset[str]  # things a price is for: "84 dollars le baril"
    rate_words: frozenset[str]  # before a round number that a rate refers to: "pour 1 000 habitants"
    out_of_bare: frozenset[str]  # between a part and its whole: "28 des 30 académies"
    generic_nouns: frozenset[str]  # counted nouns that say nothing alone: "personnes", "unités"
    deeds: frozenset[str]  # nouns of what is done: "création d'emplois : 300 postes"
    quantifiers: frozenset[str]  # words that say how many of a group: "la plupart"
    plural_verb_endings: tuple[str, ...]  # of a verb whose subject is several: "attendent"
    range_bare: frozenset[str]  # join a range when the first number has no unit of its own
    range_opened: Mapping[str, frozenset[str]]  # joining word -> the words one of which opens the range
    number_words: frozenset[str]
    numbers: Mapping[str, NumberWord]
    small_words: Mapping[str, int]
    units: Phrases[UnitPhrase]
    collectives: Phrases[UnitPhrase]  # one noun that names many: "population", "main-d'œuvre"
    unit_endings: Mapping[str, UnitPhrase]  # of counted nouns that are in no row of their own: "-eurs"
    index_nouns: frozenset[str]  # what is scored in points that are no percentage points
    than: frozenset[str]  # before what a "more" or "less" is compared with
    forenouns: frozenset[str]  # adjectives that stand before a counted noun: "250 nouveaux adhérents"
    cues: Phrases[Cue]
    markers: Mapping[str, Phrases[str]]  # kind -> phrases, each with its data row
    periods: Phrases[PeriodRule]
    period_leads: Phrases[str]  # what may stand before a period: "", "weak", "base" or "compared"
    superlatives: Phrases[bool]  # behind these a long span is that of a record
    comparatives: frozenset[str]  # words behind which a lead of comparison opens what something is compared with
    fractions: Phrases[NumberWord]
    known_units: Mapping[str, Unit]
    shared_money: tuple[SharedMoney, ...] = ()
    money: Mapping[str, SharedMoney] = field(default_factory=dict)  # of those names, the document's
    decimal_by_habit: bool = False  # the decimal mark is the document's, not the language's
    decimal_unsettled: bool = False  # the document writes both marks for decimals
