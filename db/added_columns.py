"""Columns for a migration to add, each in one line instead of the twenty that Piccolo writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Column
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.indexes import IndexMethod
from piccolo.table import Table

AddedColumn = tuple[str, str, str, type[Column], dict[str, Any]]
"""The table's class and name, the column's name, its kind, and what it has besides ``USUAL``."""
USUAL = {
    "default": None,
    "null": False,
    "primary_key": False,
    "unique": False,
    "index": False,
    "index_method": IndexMethod.btree,
    "choices": None,
    "db_column_name": None,
    "secret": False,
}


def reference(table: type[Table], on_delete: OnDelete = OnDelete.cascade) -> dict[str, Any]:
    """What a column has that refers to a table, of which the migration knows no more than its id."""
    return {
        "references": table,
        "on_delete": on_delete,
        "on_update": OnUpdate.cascade,
        "target_column": None,
        "index": True,
    }


def add_columns(manager: MigrationManager, columns: Iterable[AddedColumn]) -> None:
    """Have a migration add columns, to new tables too."""
    for table, tablename, name, kind, params in columns:
        manager.add_column(
            table_class_name=table,
            tablename=tablename,
            column_name=name,
            db_column_name=name,
            column_class_name=kind.__name__,
            column_class=kind,
            params={**USUAL, **params},
            schema=None,
        )
