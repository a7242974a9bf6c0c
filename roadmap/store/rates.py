"""Exchange rates in the database, and the files that brought them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from asyncpg import Record

from db.tables import RateImportRow
from roadmap.domain.imports import KEPT_FOR, MOST_WAITING
from roadmap.domain.rate_imports import RateImport, RatesRevision
from roadmap.domain.rates import ANCHOR, SOURCES, Rate, RateChanges, RateSource
from roadmap.store.connection import fetch, fetch_one
from roadmap.store.mapping import from_rows, insert

AT_ONCE: Final = 10_000
"""Rates that one statement writes; the whole history has three hundred thousand."""

_OF_DAYS = """
    SELECT currency, day, rate, source, reason FROM exchange_rate WHERE source = $1 AND day BETWEEN $2 AND $3
"""

# Of each pair the latest day on which a source has both legs, walked backwards along the index; see `Rates.between`.
_NEAREST = """
    SELECT f.currency, f.day, f.source, f.rate, f.imported_by, f.imported_at, f.reason,
        t.currency AS other, t.rate AS other_rate, t.imported_by AS other_by, t.imported_at AS other_at,
        t.reason AS other_reason
    FROM unnest($1::text[], $2::text[]) AS pair (first, second) CROSS JOIN LATERAL (
        SELECT r.* FROM exchange_rate r WHERE r.currency = pair.first AND r.day <= $3
        AND (pair.second = $4 OR EXISTS (
            SELECT 1 FROM exchange_rate o WHERE o.currency = pair.second AND o.day = r.day AND o.source = r.source
        ))
        ORDER BY r.day DESC, array_position($5::text[], r.source) LIMIT 1
    ) f
    LEFT JOIN exchange_rate t ON t.currency = pair.second AND t.day = f.day AND t.source = f.source
"""
# From one currency to the next along the index: there are some dozens, and of each thousands of days.
_KNOWN = """
    WITH RECURSIVE known AS (
        SELECT min(currency) AS currency FROM exchange_rate
        UNION ALL
        SELECT (SELECT min(e.currency) FROM exchange_rate e WHERE e.currency > known.currency) FROM known
        WHERE known.currency IS NOT NULL
    )
"""
_CODES = f"{_KNOWN} SELECT currency FROM known WHERE currency IS NOT NULL"  # noqa: S608
_LATEST = f"""
    {_KNOWN} SELECT r.currency, r.day, r.rate, r.source, r.imported_by, r.imported_at, r.reason
    FROM known CROSS JOIN unnest($2::text[]) AS wanted (source) CROSS JOIN LATERAL (
        SELECT * FROM exchange_rate e WHERE e.currency = known.currency AND e.source = wanted.source AND e.day <= $1
        ORDER BY e.day DESC LIMIT 1
    ) r ORDER BY r.currency, r.source
"""  # noqa: S608
_SAVE = """
    INSERT INTO exchange_rate (id, currency, day, rate, source, imported_by, imported_at, reason)
    SELECT gen_random_uuid(), brought.currency, brought.day, brought.rate, $4, $5, $6, $7
    FROM unnest($1::text[], $2::date[], $3::numeric[]) AS brought (currency, day, rate)
    ON CONFLICT (currency, day, source) DO UPDATE
    SET rate = EXCLUDED.rate, imported_by = EXCLUDED.imported_by, imported_at = EXCLUDED.imported_at,
        reason = EXCLUDED.reason
"""
_TIDY = """
    DELETE FROM rate_import WHERE imported_at IS NULL AND (created_at < $2 OR id IN (
        SELECT id FROM rate_import WHERE account_id = $1 AND imported_at IS NULL ORDER BY created_at DESC, id OFFSET $3
    ))
"""
_LOG = """
    SELECT id, account_id, by, source, file_name, reason, created_at, imported_at, added, changed
    FROM rate_import WHERE imported_at IS NOT NULL ORDER BY imported_at DESC, id LIMIT $1
"""


async def rates_of_days(source: RateSource, first: date, last: date) -> tuple[Rate, ...]:
    """All rates of a source on some days, both included."""
    return from_rows(Rate, await fetch(_OF_DAYS, source, first, last))


async def nearest_rates(currencies: Collection[str], targets: Collection[str], day: date) -> tuple[Rate, ...]:
    """As few rates as tell how each currency converts to each target on a day, in one query, or in none for none."""
    wanted = sorted({(each, target) for each in currencies for target in targets if each != target})
    # The euro has no rates of its own, so it stands second.
    pairs = [(target, ANCHOR) if each == ANCHOR else (each, target) for each, target in wanted]
    if not pairs:
        return ()
    rows = await fetch(_NEAREST, *map(list, zip(*pairs, strict=True)), day, ANCHOR, list(SOURCES))
    return tuple({_rate(row) for row in rows} | {_other_rate(row) for row in rows if row["other"]})


async def latest_rates(day: date) -> tuple[Rate, ...]:
    """The latest rate of each currency and source on or before a day, by currency."""
    return tuple(_rate(row) for row in await fetch(_LATEST, day, list(SOURCES)))


async def known_currencies() -> tuple[str, ...]:
    """The currencies of which there is any rate, by code."""
    return tuple(row["currency"] for row in await fetch(_CODES))


async def rates_revision() -> RatesRevision:
    """Which rates there are."""
    row = await fetch_one(
        "SELECT count(*) AS imports, max(imported_at) AS latest FROM rate_import WHERE imported_at IS NOT NULL"
    )
    return RatesRevision(imports=row["imports"], latest=row["latest"]) if row else RatesRevision(imports=0, latest=None)


async def lock_rates() -> None:
    """Let nobody else write rates until the transaction ends, so that what is compared is what is written over."""
    await fetch("LOCK TABLE exchange_rate IN SHARE ROW EXCLUSIVE MODE")


async def save_rates(changes: RateChanges, done: RateImport) -> None:
    """Write what a file brings, and keep that it did; in the current transaction. ``done`` says when and who."""
    brought: Sequence[Rate] = [*changes.new, *(each.after for each in changes.changed)]
    for start in range(0, len(brought), AT_ONCE):
        columns = zip(*((each.currency, each.day, each.rate) for each in brought[start : start + AT_ONCE]), strict=True)
        await fetch(_SAVE, *map(list, columns), done.source, done.by, done.imported_at, done.reason)
    await fetch("DELETE FROM rate_import WHERE id = $1", done.id)
    await insert(RateImportRow, [replace(done, content=None, added=len(changes.new), changed=changes.changed)])


async def keep_rate_import(waiting: RateImport) -> None:
    """Keep a file that waits, and let go of those that have waited too long or are too many."""
    await insert(RateImportRow, [waiting])
    await fetch(_TIDY, waiting.account_id, waiting.created_at - KEPT_FOR, MOST_WAITING)


async def find_rate_import(import_id: UUID, now: datetime) -> RateImport | None:
    """The waiting file with this id, unless it has waited too long."""
    rows = await fetch(
        "SELECT * FROM rate_import WHERE id = $1 AND imported_at IS NULL AND created_at >= $2",
        import_id,
        now - KEPT_FOR,
    )
    return from_rows(RateImport, rows)[0] if rows else None


async def remove_rate_import(import_id: UUID) -> None:
    """Let go of a file that waits."""
    await fetch("DELETE FROM rate_import WHERE id = $1 AND imported_at IS NULL", import_id)


def _rate(row: Record) -> Rate:
    return Rate(
        currency=row["currency"],
        day=row["day"],
        rate=row["rate"],
        source=row["source"],
        kept_by=row["imported_by"],
        kept_on=row["imported_at"].date(),
        reason=row["reason"],
    )


def _other_rate(row: Record) -> Rate:
    """The second leg of a pair."""
    return Rate(
        currency=row["other"],
        day=row["day"],
        rate=row["other_rate"],
        source=row["source"],
        kept_by=row["other_by"],
        kept_on=row["other_at"].date(),
        reason=row["other_reason"],
    )


async def rate_imports(most: int) -> tuple[RateImport, ...]:
    """The files that were taken over, the latest first."""
    return from_rows(RateImport, await fetch(_LOG, most))
