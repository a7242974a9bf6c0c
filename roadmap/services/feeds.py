"""What people do with calendars: make a secret address, read at it, revoke it, download a plan's dates."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

import structlog

from roadmap.domain.access import Role, Viewer, require
from roadmap.domain.calendars import Calendar, CalendarItem, PlanPast, calendar_items
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.feeds import MOST_FEEDS, Feed, FeedWish, OpenFeed
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.visits import VisiblePlans
from roadmap.services.playbooks import playbook
from roadmap.store import feeds
from roadmap.store.connection import transaction
from roadmap.store.plans import load_plan, load_plans

# The log names addresses by id only: whoever reads it must not be able to fetch them.
log = structlog.get_logger()

SECRET_BYTES: Final = 32
MILESTONES: Final = frozenset({"milestones", "baselines"})
DATES: Final = MILESTONES | {"meetings", "committees"}


async def make_feed(viewer: Viewer, wish: FeedWish, *, plans: int, language: str, now: datetime) -> tuple[Feed, str]:
    """Make an address and give its secret, which nobody can read again: only a hash of it is kept.

    For one plan the viewer comes with their roles on it; ``plans`` is how many they may read at all. Raises
    ``NotFoundError`` and ``RuleBrokenError``.
    """
    if wish.plan_id is not None:
        require(viewer.rights, "read")
    elif not plans:
        raise RuleBrokenError(Fault(field="subject", message=message("feed.no_plans")))
    feed = Feed(
        id=uuid4(),
        account_id=viewer.account_id,
        scope=wish.scope,
        plan_id=wish.plan_id,
        language=language,
        created_at=now,
    )
    secret = secrets.token_urlsafe(SECRET_BYTES)
    async with transaction():
        if not await feeds.add_feed(feed, hash_of(secret), MOST_FEEDS):
            raise RuleBrokenError(Fault(field="subject", message=message("feed.too_many", most=MOST_FEEDS)))
    log.info("calendar address made", feed=str(feed.id), account=str(viewer.account_id), scope=feed.scope)
    return feed, secret


async def revoke_feed(viewer: Viewer, feed_id: UUID) -> None:
    """Make an address useless for good. Raises ``NotFoundError`` for one that is not the viewer's."""
    if not await feeds.remove_feed(feed_id, viewer.account_id):
        raise NotFoundError(message("error.not_found"))
    log.info("calendar address revoked", feed=str(feed_id), account=str(viewer.account_id))


async def my_feeds(viewer: Viewer) -> list[tuple[Feed, str]]:
    """The viewer's addresses, newest first, each with its plan's title where it is for one."""
    return await feeds.feeds_of(viewer.account_id)


async def plans_to_choose(plans: VisiblePlans, wanted: str) -> list[tuple[str, str]]:
    """The slugs and titles of the plans that one may have a calendar of; of very many the wanted one and the newest."""
    return await feeds.plan_titles(plans.ids, wanted)


async def open_feed(secret: str, *, samples_may_read: bool) -> OpenFeed | None:
    """Open the feed with this secret in one query; nothing when it is unknown or may not be read any more."""
    return await feeds.find_feed(hash_of(secret), samples_may_read=samples_may_read)


async def feed_calendar(opened: OpenFeed) -> Calendar:
    """What an opened feed shows; a query for the plans, one for their past and one for each of their parts."""
    feed, is_mine = opened.feed, opened.feed.scope == "mine"
    if feed.plan_id:
        return await calendar_of(await load_plan(feed.plan_id, DATES))
    plans = await load_plans(opened.roles, MILESTONES if is_mine else DATES)
    pasts = await feeds.plan_pasts(opened.roles)
    items: list[CalendarItem] = []
    for plan in plans:
        owners = opened.roles[plan.id] if is_mine else None
        items += _items(plan, pasts, owners=owners, is_among_plans=True)
    return Calendar(id=feed.id, scope=feed.scope, title="", path="/", created_at=feed.created_at, items=tuple(items))


async def plan_calendar(viewer: Viewer, plan_id: UUID) -> Calendar:
    """A plan's dates for a download. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    return await calendar_of(await load_plan(plan_id, DATES))


async def calendar_of(plan: Plan) -> Calendar:
    """The calendar of a plan loaded with ``DATES``, the same for everybody who may read it; one query more."""
    items = _items(plan, await feeds.plan_pasts([plan.id]))
    path = f"/plans/{plan.slug}"
    return Calendar(
        id=plan.id, scope="plan", title=plan.title, path=path, created_at=plan.created_at, items=tuple(items)
    )


def _items(
    plan: Plan,
    pasts: Mapping[UUID, PlanPast],
    *,
    owners: frozenset[Role] | None = None,
    is_among_plans: bool = False,
) -> list[CalendarItem]:
    intervention = playbook(plan.intervention).intervention
    past = pasts.get(plan.id, PlanPast())
    return calendar_items(plan, intervention, past, owners=owners, is_among_plans=is_among_plans)


def hash_of(secret: str) -> bytes:
    """Hash an address's secret, as it is kept. It is long and random, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).digest()
