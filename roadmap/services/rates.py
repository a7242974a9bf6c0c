"""What people do with exchange rates: send a file, look at what it would bring, take it over, see what there is."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from roadmap.domain.access import Viewer, may_set_rates, role_for_rates
from roadmap.domain.drafts import refuse
from roadmap.domain.errors import ConflictError, ForbiddenError, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.rate_files import read_rates
from roadmap.domain.rate_imports import RateImport, RatesRevision, reason_faults
from roadmap.domain.rates import SOURCES, Rate, RateChanges, RateSource, rate_changes
from roadmap.domain.sample_rates import SAMPLE_RATES
from roadmap.services.operator_plans import OPERATOR
from roadmap.store import rates as store
from roadmap.store.connection import transaction
from roadmap.store.writing import Actor

LOGGED: Final = 20
"""Files of which the page tells."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesOverview:
    """The latest rate of each currency and source, and the files that were taken over, the latest first."""

    latest: tuple[Rate, ...]
    imports: tuple[RateImport, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatesPreview:
    """A file that waits, what it would change at the rates' ``revision``, and the first and last of its days."""

    waiting: RateImport
    changes: RateChanges
    revision: RatesRevision
    days: tuple[date, date]


async def rates_overview(viewer: Viewer, today: date) -> RatesOverview:
    """What there is. Raises ``ForbiddenError``."""
    _allow(viewer)
    return await known_rates(today)


async def known_rates(today: date) -> RatesOverview:
    """The same for an operator, who needs no account."""
    return RatesOverview(latest=await store.latest_rates(today), imports=await store.rate_imports(LOGGED))


async def receive_rates(
    viewer: Viewer, content: bytes, *, source: RateSource, file_name: str, reason: str = "", now: datetime
) -> UUID:
    """Keep a file of rates that can be taken over; its id.

    Raises ``RuleBrokenError`` with the place of everything that is wrong in it, and ``ForbiddenError``.
    """
    _allow(viewer)
    await _sound(content, source, reason, now)
    waiting = RateImport(
        id=uuid4(),
        account_id=viewer.account_id,
        by=role_for_rates(viewer),
        source=source,
        file_name=file_name,
        reason=reason,
        content=content,
        created_at=now,
    )
    async with transaction():
        await store.keep_rate_import(waiting)
    return waiting.id


async def preview_rates(viewer: Viewer, import_id: UUID, *, now: datetime) -> RatesPreview:
    """What a file would change; nothing is saved. Raises ``NotFoundError``."""
    waiting = await _waiting(viewer, import_id, now)
    brought = await _read(waiting.content or b"", waiting.source, waiting.reason, now)
    days = [each.day for each in brought]
    # Before the rates themselves: whatever comes between the two makes the revision old, and is told.
    revision = await store.rates_revision()
    return RatesPreview(
        waiting=waiting, changes=await _compared(brought), revision=revision, days=(min(days), max(days))
    )


async def import_rates(viewer: Viewer, import_id: UUID, *, revision: str, now: datetime) -> RateChanges:
    """Take a file over as it was previewed at a revision of the rates.

    Raises ``NotFoundError``, and ``ConflictError`` where others came in since.
    """
    waiting = await _waiting(viewer, import_id, now)
    brought = await _read(waiting.content or b"", waiting.source, waiting.reason, now)
    async with transaction():
        await store.lock_rates()
        if str(await store.rates_revision()) != revision:
            raise ConflictError(message("error.conflict"), waiting)
        return await _save(brought, replace(waiting, by=role_for_rates(viewer), imported_at=now))


async def forget_rates(viewer: Viewer, import_id: UUID, *, now: datetime) -> None:
    """Let go of a file that is not to be taken over. Raises ``NotFoundError``."""
    await _waiting(viewer, import_id, now)
    await store.remove_rate_import(import_id)


async def preview_rate_file(content: bytes, source: RateSource, *, reason: str = "", now: datetime) -> RateChanges:
    """What a file would change, for an operator. Raises ``RuleBrokenError``."""
    return await _compared(await _read(content, source, reason, now))


async def import_rate_file(
    content: bytes, source: RateSource, *, file_name: str, reason: str = "", now: datetime
) -> RateChanges:
    """Take a file over for an operator. Raises ``RuleBrokenError``."""
    brought = await _sound(content, source, reason, now)
    async with transaction():
        await store.lock_rates()
        return await _save(brought, replace(_taken(OPERATOR, source, file_name, now), reason=reason))


async def load_sample_rates(now: datetime) -> None:
    """Add the sample plans' rates, in the current transaction, where there are none of any kind."""
    if not await store.known_currencies():
        held = [each for each in SAMPLE_RATES if each.day <= now.date()]
        await _save(held, _taken(Actor(account_id=None, name="grant-manager"), "sample", "", now))


def is_source(text: str) -> bool:
    """Whether somebody may say that rates are from there: the sample's own come with the sample alone."""
    return text in SOURCES and text != "sample"


def _allow(viewer: Viewer) -> None:
    if not may_set_rates(viewer):
        raise ForbiddenError(message("error.forbidden"))


def _taken(by: Actor, source: RateSource, file_name: str, now: datetime) -> RateImport:
    return RateImport(
        id=uuid4(),
        account_id=by.account_id,
        by=by.name,
        source=source,
        file_name=file_name,
        created_at=now,
        imported_at=now,
    )


async def _waiting(viewer: Viewer, import_id: UUID, now: datetime) -> RateImport:
    """A file that waits, whoever of those who may bring rates sent it."""
    _allow(viewer)
    waiting = await store.find_rate_import(import_id, now)
    if waiting is None:
        raise NotFoundError(message("rates.gone"))
    return waiting


async def _read(content: bytes, source: RateSource, reason: str, now: datetime) -> tuple[Rate, ...]:
    """The rates of a file, read beside the loop that serves everybody: a whole history takes a second."""
    brought = await asyncio.to_thread(read_rates, content, source=source, today=now.date())
    # Those of the bank have no reason to be compared by.
    return tuple(replace(each, reason=reason) for each in brought) if source == "own" else brought


async def _sound(content: bytes, source: RateSource, reason: str, now: datetime) -> tuple[Rate, ...]:
    """The rates of a file that may be taken over; else everything that is wrong in it and around it, at once."""
    faults = reason_faults(source, reason)
    try:
        brought = await _read(content, source, reason, now)
    except RuleBrokenError as error:
        raise RuleBrokenError(*faults, *error.faults) from error
    refuse(faults)
    return brought


async def _compared(brought: Sequence[Rate]) -> RateChanges:
    """What rates change, compared year by year, so that a whole history is never held twice."""
    years: dict[int, list[Rate]] = defaultdict(list)
    for each in brought:
        years[each.day.year].append(each)
    found = []
    for rates in years.values():
        days = [each.day for each in rates]
        found.append(rate_changes(await store.rates_of_days(rates[0].source, min(days), max(days)), rates))
    return RateChanges(
        new=tuple(rate for each in found for rate in each.new),
        changed=tuple(change for each in found for change in each.changed),
        same=sum(each.same for each in found),
    )


async def _save(brought: Sequence[Rate], done: RateImport) -> RateChanges:
    changes = await _compared(brought)
    await store.save_rates(changes, done)
    return changes
