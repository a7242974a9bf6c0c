"""Milestones and their evidence."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Bytea, Date, ForeignKey, Integer, Text, Timestamptz
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from db.engine import DB
from db.tables.plans import PhaseRow, PlanRow


class MilestoneRow(Table, tablename="milestone", db=DB):
    """A milestone; what it waits for, mitigates and engages is JSON in the milestone, versioned with it."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    phase_id = ForeignKey(PhaseRow, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    number = Integer(null=False, default=None)
    key = Text(null=False, default="")
    title = Text(null=False, default=None)
    deliverable = Text(null=False, default=None)
    owner = Text(null=False, default=None)
    theme = Text(null=False, default=None)
    lever = Text(null=False, default=None)
    evidence_wanted = Text(null=False, default="")
    weight = Integer(null=False, default=None)
    best = Integer(null=False, default=None)
    likely = Integer(null=False, default=None)
    worst = Integer(null=False, default=None)
    planned_start = Date(null=False, default=None)
    planned_due = Date(null=False, default=None)
    wanted_start = Date(null=True, default=None)
    wanted_due = Date(null=True, default=None)
    moved_because = Text(null=False, default="")
    anchor = JSONB(null=True, default=None)
    pin = JSONB(null=True, default=None)
    status = Text(null=False, default="not-started")
    percent = Integer(null=False, default=0)
    started_on = Date(null=True, default=None)
    done_on = Date(null=True, default=None)
    note = Text(null=False, default="")
    after = JSONB(null=False, default="[]")
    mitigates = JSONB(null=False, default="[]")
    engages = JSONB(null=False, default="[]")
    marks = JSONB(null=False, default="[]")
    basis = JSONB(null=False, default=None)
    version = Integer(null=False, default=1)
    changed_at = Timestamptz(null=False, default=None)


class EvidenceRow(Table, tablename="evidence", db=DB):
    """What proves a milestone; a file's bytes are in their own table."""

    id = UUID(primary_key=True, null=False, default=None)
    plan_id = ForeignKey(PlanRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    milestone_id = ForeignKey(MilestoneRow, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    title = Text(null=False, default=None)
    link = Text(null=False, default="")
    file_name = Text(null=False, default="")
    media_type = Text(null=False, default="")
    size = Integer(null=False, default=0)
    added_by = Text(null=False, default=None)
    added_at = Timestamptz(null=False, default=None)


class EvidenceFileRow(Table, tablename="evidence_file", db=DB):
    """The bytes of an evidence file, apart so that reading a plan never touches them."""

    id = UUID(primary_key=True, null=False, default=None)
    evidence_id = ForeignKey(EvidenceRow, null=False, default=None, on_delete=OnDelete.cascade, unique=True)
    content = Bytea(null=False, default=None)
