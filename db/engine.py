"""The one engine that all tables use; which server it speaks to is decided at run time.

Tables name it (`class PlanRow(Table, db=DB)`), so that a worker need not import Piccolo's own finder, which brings a
code formatter.
"""

from __future__ import annotations

import os

from piccolo.engine.postgres import PostgresEngine


class RunTimeEngine(PostgresEngine):
    """An engine that connects when it is used, not when it is imported."""

    async def check_version(self) -> None:
        """Leave the server alone at import; `roadmap migrate` speaks to it first."""

    async def prep_database(self) -> None:
        """Create no extensions: none are needed, and a hosted server would refuse."""


DB = RunTimeEngine(config={"dsn": os.environ.get("DATABASE_URL", "")})


def point_engine_at(dsn: str) -> None:
    """Decide which database the tables use from here on; pools that are open keep theirs."""
    DB.config = {"dsn": dsn}
