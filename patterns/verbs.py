"""
The forms of verbs from their infinitives: `verbs.csv` names the verbs, `paradigms.csv` what their endings become.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from patterns.pack import Cue
from patterns.phrases import PhraseError, Phrases, expand
from patterns.tables import PatternError, one_of, rows

CUES_OF = {"verb": ("verb",), "exist": ("verb", "exist"), "object": ("verb", "exist", "object"), "noun": ()}


class Paradigm(NamedTuple):
    """What an ending of infinitives becomes."""

    finite: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]


def add_verbs(cues: Phrases[Cue], base: Path, code: str) -> None:
    """Add the forms of the verbs of a language, each a cue with its form; raises PatternError."""
    paradigms = _paradigms(base, code)
    listed = list(rows(base / "verbs.csv", f"{code}/verbs.csv", ("phrase", "kind")))
    nouns = {word: where for where, row in listed if row["kind"] == "noun" for word in _words(where, row["phrase"])}
    seen: set[tuple[str, str, str]] = set()
    for where, row in listed:
        kind = one_of(where, "kind", row["kind"], CUES_OF)
        for verb in _words(where, row["phrase"]) if kind != "noun" else ():
            for form, word in forms_of(verb, paradigms, where):
                same = word in nouns and form in ("finite", "gerund")
                form, said = ("homograph", nouns[word]) if same else (form, where)
                for one in CUES_OF[kind]:
                    if (word, form, one) not in seen and not (one == "verb" and form in ("infinitive", "gerund")):
                        seen.add((word, form, one))
                        cues.add_word(word, _cue(one, said, form))


@cache
def _cue(kind: str, where: str, form: str) -> Cue:
    """One cue for all words of a row and form."""
    return Cue(kind, where, form=form)


def forms_of(verb: str, paradigms: dict[str, Paradigm], where: str) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each with its name; raises PatternError where its ending is unknown."""
    ending = next((verb[i:] for i in range(len(verb)) if verb[i:] in paradigms), None)
    if ending is None:
        raise PatternError(f"{where}: no ending of paradigms.csv is that of {verb!r}; add one")
    stem, paradigm = verb[: len(verb) - len(ending)], paradigms[ending]
    yield "infinitive", verb
    for form in ("finite", "participle", "gerund"):
        for one in getattr(paradigm, form):
            yield form, stem + one


def _paradigms(base: Path, code: str) -> dict[str, Paradigm]:
    columns = ("ending", "finite", "participle", "gerund")
    return {
        row["ending"]: Paradigm(*(tuple(row[column].split()) for column in columns[1:]))
        for _, row in rows(base / "paradigms.csv", f"{code}/paradigms.csv", columns)
    }


def _words(where: str, notation: str) -> list[str]:
    try:
        return [" ".join(keys) for keys in expand(notation)]
    except PhraseError as error:
        raise PatternError(f"{where}: {error}") from error
