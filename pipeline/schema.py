"""
The schema in other languages: JSON Schema and the README's tables, from record.py's dataclasses.

Nothing is named here a second time. A field that record.py gains appears in both; a field
without a default there is required here.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pipeline.record import Comparison, Observation

# What a type cannot say.
BOUNDS: dict[str, dict[str, Any]] = {
    "indicator": {"minLength": 1},
    "confidence": {"minimum": 0, "maximum": 1},
}
PLAIN: dict[type, str] = {str: "string", int: "integer", float: "number", Decimal: "number", bool: "boolean"}
WORDS: dict[type, str] = {str: "text", int: "integer", float: "number", Decimal: "number", bool: "yes/no"}


def json_schema(languages: Iterable[str]) -> dict[str, Any]:
    """The JSON Schema of one line of observations.jsonl, for observations in one of `languages`."""
    schema = object_schema(Observation)
    described = schema["properties"]["lang"]["description"]
    schema["properties"]["lang"] = {"enum": sorted(languages), "description": described}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Observation",
        "description": (Observation.__doc__ or "").strip(),
        **schema,
    }


def object_schema(record: type) -> dict[str, Any]:
    """The JSON Schema of a dataclass: fields without a default are required, further ones are allowed."""
    hints = typing.get_type_hints(record)
    properties = {
        f.name: {**type_schema(hints[f.name]), **BOUNDS.get(f.name, {}), "description": f.metadata["doc"]}
        for f in dataclasses.fields(record)
    }
    return {"type": "object", "required": required(record), "properties": properties}


def required(record: type) -> list[str]:
    """Names of the fields that every object of this dataclass states."""
    return [f.name for f in dataclasses.fields(record) if f.default is dataclasses.MISSING]


def type_schema(hint: Any) -> dict[str, Any]:
    """The JSON Schema of one annotation: plain types, `X | None`, Literal, tuple[X, ...] and dataclasses."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": type_schema(arguments[0])}
    if origin in (types.UnionType, typing.Union) and types.NoneType in arguments and len(arguments) == 2:
        inner = next(type_schema(one) for one in arguments if one is not types.NoneType)
        if isinstance(inner.get("type"), str):
            return {**inner, "type": [inner["type"], "null"]}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return object_schema(hint)
    raise TypeError(f"pipeline/schema.py has no JSON Schema for {hint!r}: add a branch to type_schema")


def type_words(hint: Any) -> str:
    """An annotation as a reader of the README calls it: "number or null", "list of text"."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in WORDS:
        return WORDS[hint]
    if origin is typing.Literal:
        return "one of " + " ".join(f"`{one}`" for one in arguments)
    if origin is tuple:
        return "list of " + type_words(arguments[0])
    if origin in (types.UnionType, typing.Union):
        return " or ".join("null" if one is types.NoneType else type_words(one) for one in arguments)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return f"{hint.__name__.lower()}s"
    raise TypeError(f"pipeline/schema.py has no words for {hint!r}: add a branch to type_words")


def column_table(record: type) -> str:
    """A Markdown table of a dataclass's fields: name, type, meaning."""
    hints = typing.get_type_hints(record)
    rows = [
        f"| `{f.name}` | {type_words(hints[f.name])} | {f.metadata['doc'].replace('|', chr(92) + '|')} |"
        for f in dataclasses.fields(record)
    ]
    return "\n".join(["| field | type | meaning |", "|---|---|---|", *rows])


def columns_markdown() -> str:
    """The README's section of columns: an observation's, then a comparison's."""
    return f"{column_table(Observation)}\n\nEach comparison has:\n\n{column_table(Comparison)}"
