"""
Bilan as a spaCy component: `nlp.add_pipe("bilan")` fills `doc.spans["observations"]`.

Works in any pipeline, a blank one too: only `doc.text` is read. Each span covers the tokens of an
observation's anchor (its number, or its comparison's); its label is the indicator's id in the
registry, or "observation"; its id is the observation's id.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

KEY = "observations"
UNREGISTERED = "observation"


@Language.factory("bilan", default_config={"published": None})
def create(nlp: Language, name: str, published: str | None) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's form
    """The component; `published` is the ISO date or month that "à ce jour" and "quý III" refer to."""
    from pipeline import extract

    def find_observations(doc: Doc) -> Doc:
        spans = []
        for one in extract(doc.text, published):
            if one.anchor is not None:
                span = expanded(doc, one.anchor, one.indicator_id or UNREGISTERED, one.id)
                spans += [span] if span is not None else []
        doc.spans[KEY] = spans
        return doc

    return find_observations


def expanded(doc: Doc, anchor: tuple[int, int], label: str, name: str) -> Span | None:
    """The tokens that touch a place in the text: a tokeniser may glue a number to its neighbours."""
    start, end = anchor
    return doc.char_span(start, end, label=label, span_id=name, alignment_mode="expand")
