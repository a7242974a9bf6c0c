"""Rows to domain values and back: a column's name is the field's name, small structures are JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from asyncpg import Record
from piccolo.columns import JSONB, Column
from piccolo.table import Table

T = TypeVar("T")
CHUNK = 400
"""Rows per insert: a statement takes at most 32,767 values, and no table has 80 columns."""


def from_rows(kind: type[T], rows: Iterable[Record]) -> tuple[T, ...]:
    """Domain values from rows; columns that the kind lacks are left aside."""
    return tuple(msgspec.convert([dict(row) for row in rows], list[kind]))  # type: ignore[valid-type]


def values(table: type[Table], thing: object) -> dict[Column | str, Any]:
    """What the table keeps of a domain value."""
    return {
        column: _stored(column, getattr(thing, name))
        for column in table._meta.columns  # noqa: SLF001 (Piccolo's documented way to a table's columns)
        if hasattr(thing, name := _name(column))
    }


def _stored(column: Column, value: object) -> object:
    if isinstance(column, JSONB) and value is not None:
        return msgspec.json.encode(value).decode()
    return value


async def insert(table: type[Table], things: Iterable[object]) -> None:
    """Add domain values as rows, many at a time."""
    rows = [table(**{_name(column): value for column, value in values(table, thing).items()}) for thing in things]
    for start in range(0, len(rows), CHUNK):
        await table.insert(*rows[start : start + CHUNK]).run()


def _name(column: Column | str) -> str:
    return column if isinstance(column, str) else column._meta.name  # noqa: SLF001
