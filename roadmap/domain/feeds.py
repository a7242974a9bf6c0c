"""A feed: a secret address at which a calendar program fetches somebody's dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.access import Role

FeedScope = Literal["plan", "portfolio", "mine"]
"""One plan; all plans that the account may read; the milestones of these that one of the account's roles owns."""

MOST_FEEDS: Final = 50
"""Addresses that one account may have at a time."""

MOST_PLANS: Final = 100
"""Plans in one calendar, the newest ones: what calendar programs still take in one file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """An address that somebody made. Its secret is not here: only a hash of it is kept anywhere."""

    id: UUID
    account_id: UUID
    scope: FeedScope
    plan_id: UUID | None
    language: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedWish:
    """What somebody wants an address for; ``plan_id`` for one plan alone."""

    scope: FeedScope
    plan_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenFeed:
    """A feed that may be read now, and what it may show.

    ``roles`` has the plans that the account may read, with its roles on each. ``digest`` changes with the revision of
    any of them.
    """

    feed: Feed
    roles: Mapping[UUID, frozenset[Role]]
    digest: str
