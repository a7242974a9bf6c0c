"""Exchange rates, and the files that brought them."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Bytea, Date, Integer, Numeric, Text, Timestamptz
from piccolo.table import Table

from db.engine import DB


class ExchangeRateRow(Table, tablename="exchange_rate", db=DB):
    """Units of a currency for one euro on a day, by a source; once each. ``imported_by`` is a role."""

    id = UUID(primary_key=True, null=False, default=None)
    currency = Text(null=False, default=None)
    day = Date(null=False, default=None)
    rate = Numeric(null=False, default=None)
    source = Text(null=False, default=None)
    imported_by = Text(null=False, default=None)
    imported_at = Timestamptz(null=False, default=None)
    reason = Text(null=False, default="")


class RateImportRow(Table, tablename="rate_import", db=DB):
    """A file of rates as somebody sent it; once it is taken over, what it brought is kept and its content is not.

    The sender is kept by id and by role, so that the row stays when the account goes.
    """

    id = UUID(primary_key=True, null=False, default=None)
    account_id = UUID(null=True, default=None)
    by = Text(null=False, default=None)
    source = Text(null=False, default=None)
    file_name = Text(null=False, default="")
    reason = Text(null=False, default="")
    content = Bytea(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    imported_at = Timestamptz(null=True, default=None)
    added = Integer(null=False, default=0)
    changed = JSONB(null=False, default="[]")
