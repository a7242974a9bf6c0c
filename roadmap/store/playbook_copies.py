"""Copies of playbooks: each content once, by its digest."""

from __future__ import annotations

import msgspec
import structlog

from roadmap.domain.playbook_copies import PlaybookCopy
from roadmap.store.connection import fetch

log = structlog.get_logger()
KEEP = """
    INSERT INTO playbook_copy (id, intervention, version, digest, content, first_seen_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (digest) DO NOTHING
"""


async def keep_copy(copy: PlaybookCopy) -> None:
    """Keep a copy, unless one that says the same is kept already."""
    content = msgspec.json.encode(copy.content).decode()
    await fetch(KEEP, copy.id, copy.intervention, copy.version, copy.digest, content, copy.first_seen_at)


async def copy_by_digest(digest: str) -> PlaybookCopy | None:
    """The copy with this digest, if it is kept."""
    return await _copy("digest = $1", digest)


async def copy_of_version(intervention: str, version: str) -> PlaybookCopy | None:
    """The first copy of a version, for plans from before copies were kept."""
    return await _copy("intervention = $1 AND version = $2", intervention, version)


async def _copy(condition: str, *values: str) -> PlaybookCopy | None:
    # The condition is one of the two above; no value of anybody's stands in the statement.
    rows = await fetch(f"SELECT * FROM playbook_copy WHERE {condition} ORDER BY first_seen_at, id LIMIT 1", *values)  # noqa: S608
    try:
        return msgspec.convert(dict(rows[0]), PlaybookCopy) if rows else None
    except msgspec.ValidationError:
        # Kept by a version of the product whose playbooks had another shape: as good as not kept.
        log.warning("copy of a playbook cannot be read", digest=rows[0]["digest"])
        return None
