"""The spaCy component: spans in any pipeline, a blank one too. The engine is a stand-in."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest
import spacy
from conftest import SENTENCE

import pipeline
from pipeline import spacy_component
from pipeline.record import stable_id


@pytest.fixture
def engine(monkeypatch, make_observation):
    """Finds the number of SENTENCE wherever it stands, with its publication month as period."""

    def extract(text, published=None):
        at = text.find("62.850")
        if at < 0:
            return ()
        name = stable_id(text, at)
        return (make_observation(id=name, value_start=at, value_end=at + 6, period=published),)

    monkeypatch.setattr(pipeline, "extract", extract)


@pytest.mark.parametrize("code", ["xx", "fr"])  # spaCy's own Vietnamese needs a package that we do not
def test_a_blank_pipeline_gets_its_spans(engine, code):
    """The span covers the number, its label is the indicator's id, its id the observation's."""
    nlp = spacy.blank(code)
    nlp.add_pipe("bilan")
    doc = nlp(SENTENCE)
    (span,) = doc.spans["observations"]
    assert "62.850" in span.text
    assert ("jobs_created", stable_id(SENTENCE, 41)) == (span.label_, span.id_)


def test_a_number_glued_to_its_neighbours_is_still_covered(engine):
    """Tokens follow characters: the span is as wide as the tokens that the number touches."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("bilan")
    doc = nlp("đạt~62.850~người")
    (span,) = doc.spans["observations"]
    assert "62.850" in span.text


def test_an_unregistered_indicator_has_a_label_too(engine, monkeypatch, make_observation):
    """No registry id: the label says what it is."""
    monkeypatch.setattr(pipeline, "extract", lambda text, published: (make_observation(indicator_id=None),))
    nlp = spacy.blank("xx")
    nlp.add_pipe("bilan")
    doc = nlp(SENTENCE)
    assert ["observation"] == [span.label_ for span in doc.spans["observations"]]


def test_a_text_without_observations_has_an_empty_list(engine):
    """The key is there, whatever was found."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("bilan")
    doc = nlp("Không có gì.")
    assert [] == list(doc.spans["observations"])


def test_the_date_of_publication_reaches_the_engine(monkeypatch):
    """config={"published": …} is what `extract` is asked with; it works in a stream of texts too."""
    asked = []
    monkeypatch.setattr(pipeline, "extract", lambda text, published: asked.append(published) or ())
    nlp = spacy.blank("xx")
    nlp.add_pipe("bilan", config={"published": "2024-01"})
    assert 3 == len(list(nlp.pipe(["a", "b", "c"])))
    assert ["2024-01"] * 3 == asked


def test_the_component_is_found_without_an_import():
    """The installed package announces itself to spaCy."""
    (point,) = entry_points(group="spacy_factories", name="bilan")
    assert spacy_component.create is point.load()
