"""Counting what a page asks of the database."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from asyncpg import Connection

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_QUERIES: Final = 12
"""What any page may ask, at any size."""


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Give the statements that any connection fetches from here on, in their order."""
    asked: list[str] = []
    original = Connection._execute  # noqa: SLF001 (every fetch of every connection goes through it)

    async def noted(self: Any, query: str, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        asked.append(query)
        return await original(self, query, *more, **named)

    Connection._execute = noted  # noqa: SLF001
    try:
        yield asked
    finally:
        Connection._execute = original  # noqa: SLF001
