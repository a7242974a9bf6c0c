"""What the benchmark serves: sample plans, a plan of 60 milestones, a calendar of 120 events, and plans of others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec

from roadmap.domain.access import Viewer
from roadmap.domain.feeds import FeedWish
from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan
from roadmap.services.feeds import make_feed
from roadmap.services.samples import load_samples
from roadmap.services.sign_ins import start_session
from roadmap.store.accounts import find_account
from roadmap.store.connection import fetch, transaction
from roadmap.store.plans import EVERYTHING, PARTS, load_plan
from roadmap.store.writing import Actor, save_new_plan
from tests.world import plan_id_of

READER: Final = "grant-manager@example.org"
MODEL: Final = "spain"
PAGE_PLAN, FEED_PLAN, PREVIEW_PLAN = "bench-page", "bench-feed", "bench-preview"
MILESTONES, EVENTS, PREVIEWED = 60, 120, 100
UUIDS: Final = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """Who asks, and at which secret address; ``milestone`` is one of the calendar's that can be edited.

    ``previewed`` is one of the plan whose edit is previewed.
    """

    viewer: Viewer
    session: str
    feed: str
    feed_plan: UUID
    milestone: UUID
    previewed: UUID


async def fill() -> World:
    """Fill an empty database that the tables point at."""
    now = datetime.now(UTC)
    await load_samples(now)
    found = await find_account(READER)
    assert found is not None
    account = found[0]
    async with transaction():
        session = await start_session(account.id, timedelta(days=7), now)
    model = await load_plan(await plan_id_of(MODEL), EVERYTHING)
    page_plan = with_milestones(model, PAGE_PLAN, MILESTONES)
    feed_plan = replace(with_milestones(model, FEED_PLAN, EVENTS), meetings=(), committees=())
    preview_plan = with_milestones(model, PREVIEW_PLAN, PREVIEWED)
    async with transaction():
        for plan in (page_plan, feed_plan, preview_plan):
            await save_new_plan(plan, Actor(account_id=None, name="country-lead"))
    viewer = Viewer(account_id=account.id, name=account.name, email=account.email, roles=frozenset({"grant-manager"}))
    _, secret = await make_feed(viewer, FeedWish(scope="plan", plan_id=feed_plan.id), plans=1, language="en", now=now)
    milestone = next(each.id for each in feed_plan.milestones if each.is_open)
    previewed = next(each.id for each in preview_plan.milestones if each.status == "not-started" and not each.is_pinned)
    return World(
        viewer=viewer,
        session=session,
        feed=secret,
        feed_plan=feed_plan.id,
        milestone=milestone,
        previewed=previewed,
    )


def with_milestones(model: Plan, slug: str, count: int) -> Plan:
    """A plan like the model under ids of its own, with so many milestones: the model's over and over."""
    known = {str(model.portfolio_id).encode(): str(model.portfolio_id).encode()}
    text = UUIDS.sub(lambda found: known.setdefault(found[0], str(uuid4()).encode()), msgspec.json.encode(model))
    plan = msgspec.json.decode(text, type=Plan)
    milestones = [_again(plan.milestones[index % len(plan.milestones)], index, plan) for index in range(count)]
    return replace(plan, slug=slug, title=slug.title(), milestones=tuple(milestones))


def _again(milestone: Milestone, index: int, plan: Plan) -> Milestone:
    if index < len(plan.milestones):
        return milestone
    return replace(milestone, id=uuid4(), number=index + 1, title=f"{milestone.title} ({index + 1})", after=())


async def add_plans_of_others(count: int) -> None:
    """Copy the page's plan so often into a portfolio that the reader has nothing to do with."""
    portfolio, source = uuid4(), await plan_id_of(PAGE_PLAN)
    await fetch(
        "INSERT INTO portfolio (id, slug, title, currency, created_at) VALUES ($1, $2, $2, 'EUR', now())",
        portfolio,
        f"others-{count}",
    )
    tables = ["plan", *(part.table._meta.tablename for part in PARTS.values())]  # noqa: SLF001 (Piccolo's own way)
    for table in tables:
        columns = await fetch(
            "SELECT column_name AS name, data_type AS kind FROM information_schema.columns WHERE table_name = $1", table
        )
        copied = ", ".join(_copied(row["name"], row["kind"], count) for row in columns)
        names = ", ".join(row["name"] for row in columns)
        key = "id" if table == "plan" else "plan_id"
        await fetch(
            f"INSERT INTO {table} ({names}) SELECT {copied} FROM {table}, generate_series(1, {count}) AS n"  # noqa: S608
            f" WHERE {key} = $1 AND $2::uuid IS NOT NULL",
            source,
            portfolio,
        )
    await fetch("ANALYZE")


def _copied(name: str, kind: str, count: int) -> str:
    """The column of a copy: other ids that fit together, another slug, the others' portfolio."""
    if name == "portfolio_id":
        return "$2"
    if name == "slug":
        return f"slug || '-{count}-' || n"
    return f"md5({name}::text || '-{count}-' || n)::uuid" if kind == "uuid" else name


async def raise_revision(slug: str) -> None:
    """Make every kept page of a plan old, as a write does."""
    await fetch("UPDATE plan SET revision = revision + 1 WHERE slug = $1", slug)


async def edit_milestone(world: World, count: int) -> None:
    """Change one milestone of the calendar as a write does: its version, its moment, its plan's revision."""
    changed: list[Any] = [world.milestone, f"Edited {count} times", datetime.now(UTC)]
    await fetch("UPDATE milestone SET title = $2, version = version + 1, changed_at = $3 WHERE id = $1", *changed)
    await raise_revision(FEED_PLAN)
