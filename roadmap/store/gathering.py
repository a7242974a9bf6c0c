"""One statement for all who ask the same kind of thing at the same moment.

Every page begins with one small statement, whose way to the database and back costs more than its work. Those who ask
while a statement is under way are answered together by the next one. Alone, nobody waits longer than before.
"""

from __future__ import annotations

import asyncio
from contextvars import Context
from typing import Any, Final

from asyncpg import Record

from roadmap.domain.errors import UnavailableError
from roadmap.store.connection import SECONDS_TO_ANSWER, Fetch, held_connection

Waiting = tuple[tuple[Any, ...], "asyncio.Future[Record | None]"]
MOST: Final = 200
"""Askers that one statement answers."""
TURNS: Final = 50
"""Statements in a row on one connection, before whoever else waits for a connection may have it."""


class Gathering:
    """A statement that takes its values as arrays, one item an asker, and gives at most one row for each.

    The statement reads ``unnest($1::…[], …) WITH ORDINALITY`` and gives the ordinality as the column ``asker``.
    """

    def __init__(self, statement: str) -> None:
        """Gather askers of one statement."""
        self._statement = statement
        self._waiting: list[Waiting] = []
        self._runner: asyncio.Task[None] | None = None

    async def fetch_one(self, *values: Any) -> Record | None:  # noqa: ANN401 (whatever the statement takes)
        """The row for one asker's values, as of a moment after asking, or nothing. Never inside a transaction."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Record | None] = loop.create_future()
        self._waiting.append((values, answer))
        if self._runner is None or self._runner.done():
            # In a fresh context: it works for others too, and must not take part in anything of this asker's.
            self._runner = loop.create_task(self._run(), context=Context())
        return await answer

    async def _run(self) -> None:
        while self._waiting:
            together: list[Waiting] = []
            try:
                # Taking a connection and giving it back costs as much as the statement: it is held while askers come.
                async with held_connection() as ask:
                    for _ in range(TURNS):
                        # Requests that have arrived by this turn of the loop come along; with none it is soon over.
                        await asyncio.sleep(0)
                        together = self._taken()
                        if not together:
                            break
                        await self._answer(together, ask)
            except UnavailableError as error:
                # Asking again for each alone would fail as well, and each would wait for those before.
                waiting, self._waiting = self._waiting, []
                self._tell([*together, *waiting], error)
            except Exception as error:  # noqa: BLE001 (whatever it is, it is raised where it was asked)
                await self._answer_each(together or self._taken(), error)

    def _taken(self) -> list[Waiting]:
        together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        return together

    async def _answer(self, together: list[Waiting], ask: Fetch) -> None:
        values = map(list, zip(*(each for each, _ in together), strict=True))
        rows = await ask(self._statement, *values, timeout=SECONDS_TO_ANSWER)
        found = {row["asker"]: row for row in rows}
        for number, (_, answer) in enumerate(together, start=1):
            if not answer.done():
                answer.set_result(found.get(number))

    async def _answer_each(self, together: list[Waiting], error: Exception) -> None:
        """After a failure ask for each alone, so that nobody fails for what another one sent."""
        for waiting in together:
            try:
                if len(together) == 1:
                    raise error  # noqa: TRY301 (raised here or by the statement: it goes to the asker)
                async with held_connection() as ask:
                    await self._answer([waiting], ask)
            except Exception as own:  # noqa: BLE001
                self._tell([waiting], own)

    @staticmethod
    def _tell(askers: list[Waiting], error: Exception) -> None:
        for _, answer in askers:
            if not answer.done():
                answer.set_exception(error)
