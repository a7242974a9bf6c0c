"""Playbooks as they were."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Text, Timestamptz
from piccolo.table import Table

from db.engine import DB


class PlaybookCopyRow(Table, tablename="playbook_copy", db=DB):
    """What plans take from one version of a playbook; each content once, by its digest."""

    id = UUID(primary_key=True, null=False, default=None)
    intervention = Text(null=False, default=None)
    version = Text(null=False, default=None)
    digest = Text(null=False, default=None, unique=True)
    content = JSONB(null=False, default=None)
    first_seen_at = Timestamptz(null=False, default=None)
