"""
The Arrow schema of observations.parquet, from record.py's dataclasses, and rows that fit it.

A Decimal field becomes two columns: `value` as a double, for sums and charts, and `value_exact`
as text, because a GDP in đồng is past 2**53 and a fixed decimal type would refuse the one number
of a broken document that has forty digits.
"""

from __future__ import annotations

import dataclasses
import typing
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.record import Observation
from pipeline.tables import exact


def arrow_schema() -> Any:
    """The Arrow schema of one observation."""
    return pa.schema(arrow_fields(Observation))


def arrow_fields(record: type) -> list[Any]:
    """Arrow fields of a dataclass: exact columns come last, in the order of their numbers."""
    hints = typing.get_type_hints(record)
    fields = [pa.field(f.name, arrow_type(hints[f.name])) for f in dataclasses.fields(record)]
    return fields + [pa.field(f"{name}_exact", pa.string()) for name, hint in hints.items() if is_decimal(hint)]


def is_decimal(hint: Any) -> bool:
    """Whether an annotation is Decimal or Decimal | None."""
    return hint is Decimal or Decimal in typing.get_args(hint)


def arrow_type(hint: Any) -> Any:
    """The Arrow type of one annotation of record.py."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return pa.list_(arrow_type(arguments[0]))
    if origin is typing.Literal or hint is str:
        return pa.string()
    if origin is not None:  # X | None: every Arrow column may be null
        return arrow_type(next(one for one in arguments if one is not type(None)))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct(arrow_fields(hint))
    types: dict[Any, Any] = {int: pa.int64(), float: pa.float64(), Decimal: pa.float64(), bool: pa.bool_()}
    if hint not in types:
        raise TypeError(f"pipeline/parquet.py has no Arrow type for {hint!r}: add it to arrow_type")
    return types[hint]


def arrow_row(record: Any) -> dict[str, Any]:
    """A record as the schema wants it."""
    row: dict[str, Any] = {}
    for f in dataclasses.fields(record):
        value = getattr(record, f.name)
        row[f.name] = arrow_value(value)
        if isinstance(value, Decimal):
            row[f"{f.name}_exact"] = exact(value)
    return row


def arrow_value(value: Any) -> Any:
    """One cell: numbers as doubles, text as valid UTF-8 (a lone surrogate is spelled out)."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, tuple):
        return [arrow_value(item) for item in value]
    if dataclasses.is_dataclass(value):
        return arrow_row(value)
    return value
