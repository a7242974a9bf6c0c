"""The JSON Schema of the exchange format, made from what the reader itself goes by, so that the format is said once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

from roadmap.domain.exchange.documents import FORMAT, SCHEMA_KEY, CitedSource
from roadmap.domain.exchange.kinds import Kind, Maybe, Schema
from roadmap.domain.exchange.structures import ListOf, Record, record_of
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance, ProvenanceKind

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE_NAME: Final = f"{FORMAT.replace('/', '-')}.json"
ABOUT: Final = """\
A whole plan. Amounts and other exact decimals are texts; days are year-month-day, first and last day included; moments
are in UTC. A field that is left out stands for its default; a field that is not listed is refused.

What does not travel: the content of evidence files (links do), accounts, roles and sessions, the change log, calendar
addresses. What a file never decides where it is taken over: id, slug and portfolio_id, status, is_sample, revision,
version, created_at, changed_at and playbook_digest. Over a plan that is there already, baselines and
amendments stay as they are; in a new plan the file's baselines count as frozen by a file, and it has no amendments."""


@cache
def schema_text() -> str:
    """The schema as the product serves it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """Describe a file: its top, and every record of the domain once."""
    records = {each.made.__name__: each for each in _records(record_of(Plan))}
    records[CitedSource.__name__] = record_of(CitedSource)
    return {
        "$schema": DIALECT,
        "title": f"{FORMAT}: a plan",
        "description": ABOUT,
        "type": "object",
        "properties": {
            SCHEMA_KEY: {"type": "string"},
            "format": {"const": FORMAT},
            "sources": {**ListOf(item=record_of(CitedSource)).schema(), "default": []},
            "plan": record_of(Plan).schema(),
        },
        "required": ["format", "plan"],
        "additionalProperties": False,
        "$defs": {name: _definition(records[name]) for name in sorted(records)},
    }


def _records(kind: Kind) -> Iterator[Record]:
    """A record and all those inside it; some come more than once."""
    if isinstance(kind, Record):
        yield kind
        for member in kind.members.values():
            yield from _records(member.kind)
    elif isinstance(kind, ListOf):
        yield from _records(kind.item)
    elif isinstance(kind, Maybe):
        yield from _records(kind.inner)


def _definition(record: Record) -> Schema:
    made = record.definition()
    return (
        {**made, "allOf": [_ground(kind) for kind in get_args(ProvenanceKind)]} if record.made is Provenance else made
    )


def _ground(kind: ProvenanceKind) -> Schema:
    """What a complete provenance of a kind has, as ``Provenance.missing`` says."""
    needed = Provenance(kind=kind).missing
    least = {"citations": {"minItems": 1}, "on": {"type": "string"}}
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {
            "properties": {name: least.get(name, {"minLength": 1}) for name in needed},
            "required": list(needed),
        },
    }
