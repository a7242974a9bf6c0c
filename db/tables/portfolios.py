"""The change log of portfolios themselves; plans have their own."""

from __future__ import annotations

from piccolo.columns import UUID, BigSerial, ForeignKey, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PortfolioRow


class PortfolioChangeRow(Table, tablename="portfolio_change", db=DB):
    """One field of a portfolio before and after. Rows are only ever added: a trigger refuses updates and deletes.

    The actor is kept by id and by role name, so that the row stays when the account goes.
    """

    id = BigSerial(primary_key=True, null=False)
    portfolio_id = ForeignKey(PortfolioRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    at = Timestamptz(null=False, default=None)
    actor_id = UUID(null=True, default=None)
    actor = Text(null=False, default=None)
    field = Text(null=False, default=None)
    before = Text(null=False, default=None)
    after = Text(null=False, default=None)
