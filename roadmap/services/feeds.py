"""What people do with calendars: make a secret address, read at it, revoke it, download a plan's dates."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

import structlog

from roadmap.domain.access import Viewer, require
from roadmap.domain.calendars import Calendar, CalendarItem, DatedPlan, calendar_items
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError
from roadmap.domain.feeds import MOST_FEEDS, Feed, FeedWish, OpenFeed
from roadmap.domain.messages import message
from roadmap.domain.playbooks import Intervention
from roadmap.domain.visits import VisiblePlans
from roadmap.services.playbooks import playbook
from roadmap.services.visits import hash_of
from roadmap.store import feeds
from roadmap.store.calendars import dated_plans
from roadmap.store.connection import transaction

# The log names addresses by id only: whoever reads it must not be able to fetch them.
log = structlog.get_logger()

SECRET_BYTES: Final = 32


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
    """What an opened feed shows; five queries, however many plans."""
    feed, is_mine = opened.feed, opened.feed.scope == "mine"
    plans = await dated_plans(opened.roles, has_meetings=not is_mine)
    if feed.plan_id:
        return _calendar_of(plans[0])
    items: list[CalendarItem] = []
    for plan in plans:
        owners = opened.roles[plan.id] if is_mine else None
        items += calendar_items(plan, _intervention(plan), owners=owners, is_among_plans=True)
    return Calendar(id=feed.id, scope=feed.scope, title="", path="/", created_at=feed.created_at, items=tuple(items))


async def plan_calendar(viewer: Viewer, plan_id: UUID) -> Calendar:
    """A plan's dates for a download. Raises ``NotFoundError``."""
    require(viewer.rights, "read")
    plans = await dated_plans([plan_id])
    if not plans:
        raise NotFoundError(message("error.not_found"))
    return _calendar_of(plans[0])


def _calendar_of(plan: DatedPlan) -> Calendar:
    """One plan's calendar, the same for everybody who may read it."""
    return Calendar(
        id=plan.id,
        scope="plan",
        title=plan.title,
        path=f"/plans/{plan.slug}",
        created_at=plan.created_at,
        items=tuple(calendar_items(plan, _intervention(plan))),
    )


def _intervention(plan: DatedPlan) -> Intervention:
    return playbook(plan.intervention).intervention
