"""Plans, their phases and baselines; portfolios that hold them."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Boolean, Date, ForeignKey, Integer, Numeric, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB


class PortfolioRow(Table, tablename="portfolio", db=DB):
    """Plans looked after together."""

    id = UUID(primary_key=True, null=False, default=None)
    slug = Text(null=False, default=None, unique=True)
    title = Text(null=False, default=None)
    currency = Text(null=False, default="EUR")
    created_at = Timestamptz(null=False, default=None)


class PlanRow(Table, tablename="plan", db=DB):
    """The head of a plan. Statements and other small structures are JSON."""

    id = UUID(primary_key=True, null=False, default=None)
    portfolio_id = ForeignKey(PortfolioRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    slug = Text(null=False, default=None, unique=True)
    title = Text(null=False, default=None)
    intervention = Text(null=False, default=None)
    playbook_version = Text(null=False, default=None)
    playbook_digest = Text(null=False, default="")
    routes = JSONB(null=False, default="[]")
    modules = JSONB(null=False, default="[]")
    country = Text(null=False, default=None)
    subdivision = Text(null=False, default="")
    start = Date(null=False, default=None)
    months = Integer(null=False, default=None)
    currency = Text(null=False, default=None)
    rate = Numeric(null=True, default=None)
    rate_basis = JSONB(null=True, default=None)
    drivers = JSONB(null=False, default="{}")
    status = Text(null=False, default="draft")
    is_sample = Boolean(null=False, default=False)
    area = JSONB(null=True, default=None)
    activity = JSONB(null=True, default=None)
    aim = JSONB(null=True, default=None)
    service_size = JSONB(null=True, default=None)
    funding_summary = JSONB(null=True, default=None)
    context = JSONB(null=False, default="[]")
    diagnosis = JSONB(null=True, default=None)
    targets = JSONB(null=False, default="[]")
    rag_override = JSONB(null=True, default=None)
    waivers = JSONB(null=False, default="[]")
    tolerances = JSONB(null=True, default=None)
    priorities = JSONB(null=False, default="[]")
    explanations = JSONB(null=False, default="[]")
    needs = JSONB(null=True, default=None)
    revision = Integer(null=False, default=1)
    version = Integer(null=False, default=1)
    created_at = Timestamptz(null=False, default=None)
    changed_at = Timestamptz(null=False, default=None)


class PhaseRow(Table, tablename="phase", db=DB):
    """A stretch of a plan."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    route = Text(null=False, default=None)
    key = Text(null=False, default=None)
    title = Text(null=False, default=None)
    summary = Text(null=False, default="")
    starts = Date(null=False, default=None)
    ends = Date(null=False, default=None)
    position = Integer(null=False, default=None)
    version = Integer(null=False, default=1)


class BaselineRow(Table, tablename="baseline", db=DB):
    """An immutable dated copy of a plan's dates and money."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    name = Text(null=False, default=None)
    frozen_on = Date(null=False, default=None)
    frozen_at = Timestamptz(null=True, default=None)
    frozen_by = Text(null=False, default=None)
    milestones = JSONB(null=False, default=None)
    budget = Numeric(null=False, default=None)
    revision = Integer(null=False, default=0)
