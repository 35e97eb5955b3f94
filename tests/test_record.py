"""The record and what derives from it: JSON Schema, plain JSON, ids."""

from __future__ import annotations

import dataclasses
import json
import typing
from decimal import Decimal

import jsonschema
import pytest
from conftest import SHARED

from patterns import languages
from pipeline.record import Comparison, Observation, plain, stable_id
from pipeline.schema import column_table, columns_markdown, json_schema, type_schema, type_words

CONTRACT = SHARED / "contract" / "observation.schema.json"


def meaning(schema):
    """A schema without the words that people read: types, enums, bounds, required fields."""
    kept = {key: value for key, value in schema.items() if key not in ("description", "title", "$schema", "properties")}
    if "required" in kept:
        kept["required"] = sorted(kept["required"])
    if "enum" in kept:
        kept["enum"] = sorted(kept["enum"])
    if "items" in kept:
        kept["items"] = meaning(kept["items"])
    if "properties" in schema:
        kept["properties"] = {name: meaning(one) for name, one in schema["properties"].items()}
    return kept


def test_a_whole_observation_fits_the_schema(make_observation):
    """What the writer writes is what the schema describes."""
    jsonschema.validate(plain(make_observation()), json_schema(languages()))


@pytest.mark.parametrize(
    "changes",
    [
        {"value": None, "value_text": None, "value_start": None, "value_end": None},
        {"indicator_id": None, "area": "Hà Nội", "parent_id": "0" * 16},
        {"comparisons": ()},
    ],
)
def test_an_observation_with_gaps_fits_the_schema(make_observation, changes):
    """Every field that may be null may be null."""
    jsonschema.validate(plain(make_observation(**changes)), json_schema(languages()))


@pytest.mark.parametrize(
    "changes",
    [{"lang": "xx"}, {"indicator": ""}, {"modifier": "≈"}, {"status": "done"}, {"confidence": 1.5}, {"unit": 3}],
)
def test_the_schema_refuses_what_the_guide_does_not_know(make_observation, changes):
    """Closed lists are closed, bounds are kept, types are types."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(make_observation(**changes)), json_schema(languages()))


def test_our_schema_means_what_the_contract_means():
    """Required fields, types, enums and bounds are those of the shared contract (where a checkout has it)."""
    ours = meaning(json_schema(languages()))
    assert ours["required"] == sorted(f.name for f in dataclasses.fields(Observation) if f.name != "because")
    if not CONTRACT.exists():  # a fresh clone: the line above and the tests above hold the rest
        return
    contract = meaning(json.loads(CONTRACT.read_text(encoding="utf-8")))
    ours["properties"].pop("because")
    assert contract == ours


def test_every_field_says_what_it_means():
    """The README's tables have a row, a type and a meaning for each field."""
    table = columns_markdown()
    for record in (Observation, Comparison):
        assert column_table(record) in table
        for f in dataclasses.fields(record):
            assert (
                f"| `{f.name}` | {type_words(typing.get_type_hints(record)[f.name])} | {f.metadata['doc'][:5]}" in table
            )


def test_a_type_without_a_schema_is_an_error_that_names_the_file():
    """A new kind of field cannot slip through without a schema."""
    with pytest.raises(TypeError, match=r"pipeline/schema.py"):
        type_schema(bytes)


def test_numbers_become_the_shortest_json_number():
    """A whole Decimal is an integer of any size, others are floats."""
    assert [11511868600000001, 6.5, 7] == plain([Decimal(11511868600000001), Decimal("6.50"), Decimal("7.0")])


def test_ids_depend_on_their_parts_alone():
    """The same parts give the same id; parts do not run together."""
    assert stable_id("a", 1) == stable_id("a", 1) != stable_id("a1")
    assert len(stable_id("\ud800")) == 16
