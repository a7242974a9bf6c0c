"""The format ``roadmap.plan/1``: a whole plan as JSON, written and read without loss.

A file is an object with ``format``, ``sources`` (what the citations' keys stand for) and ``plan``. Keys stand in the
order of the fields that they come from; amounts and other exact decimals are texts, days are ISO 8601, moments are in
UTC. Nothing depends on the clock or on a language, so the same revision gives the same bytes.

Written and read again, a plan is what it was; read and written again, a file that the product wrote has the same bytes.
The number after the slash rises when a file could be misunderstood by who knows the format as it was. Fields that are
new stand for what was before when left out; a field that is not known is refused, because what it says would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec

from roadmap.domain.exchange.findings import TOP, Findings
from roadmap.domain.exchange.json_text import read_json, shown
from roadmap.domain.exchange.references import check_references
from roadmap.domain.exchange.structures import ListOf, record_of, unknown
from roadmap.domain.messages import message
from roadmap.domain.money import plain
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Citation, Source

NAME: Final = "roadmap.plan"
VERSION: Final = 1
FORMAT: Final = f"{NAME}/{VERSION}"
SCHEMA_KEY: Final = "$schema"
"""A name at the top of a file under which editors look for the schema; passed over."""

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CitedSource:
    """What a citation's key stands for, so that a file can be followed without the product."""

    key: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFile:
    """What a file holds. ``given`` names the fields of the plan that really stand in it."""

    plan: Plan
    sources: tuple[CitedSource, ...] = ()
    given: frozenset[str] = frozenset()


def write_plan(plan: Plan, sources: tuple[Source | CitedSource, ...]) -> bytes:
    """The file of a plan with all its parts; of the sources those that it cites."""
    cited: set[str] = set()
    body = _plain(plan, cited)
    named: list[Json] = [
        {"key": each.key, "title": each.title, "publisher": each.publisher, "year": each.year}
        for each in sources
        if each.key in cited
    ]
    document: dict[str, Json] = {"format": FORMAT, "sources": named, "plan": body}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def read_plan(content: bytes) -> PlanFile:
    """The plan in a file, sound in itself. Raises ``RuleBrokenError`` with the JSON path of everything that is wrong.

    What is wrong with the form is told first, then how the parts fit together.
    """
    document, found = read_json(content), Findings()
    _check_format(document, found)
    found.settle()
    for name in document:
        if name not in {SCHEMA_KEY, "format", "sources", "plan"}:
            found.add((TOP, name), unknown(name, ("sources", "plan")))
    sources = ListOf(item=record_of(CitedSource)).read(document.get("sources", []), (TOP, "sources"), found)
    plan = record_of(Plan).read(document["plan"], (TOP, "plan"), found)
    found.settle()
    check_references(plan, found)
    found.settle()
    return PlanFile(plan=plan, sources=sources, given=frozenset(document["plan"]))


def _check_format(document: Any, found: Findings) -> None:  # noqa: ANN401 (any JSON value)
    """Whether this is a plan's file at all, and of a version that is read here."""
    said = document.get("format") if isinstance(document, dict) else None
    if not isinstance(document, dict):
        found.add(TOP, message("exchange.no_plan_file", format=FORMAT))
    elif not isinstance(said, str) or not (version := re.fullmatch(rf"{re.escape(NAME)}/([0-9]{{1,9}})", said)):
        found.add((TOP, "format"), message("exchange.no_plan_file", format=FORMAT))
    elif int(version[1]) != VERSION:
        found.add((TOP, "format"), message("exchange.other_version", theirs=shown(said), ours=FORMAT))
    elif "plan" not in document:
        found.add((TOP, "plan"), message("exchange.missing", wanted=message("exchange.a.object")))


def _plain(value: object, cited: set[str]) -> Json:
    """A domain value in JSON's own types; the keys of the sources that it cites are added to ``cited``."""
    if value is None or isinstance(value, (str, int)):  # nearly all of a plan
        return value
    if isinstance(value, Citation):
        cited.add(value.source)
    kind: type = type(value)
    if names := _names(kind):
        return {name: _plain(getattr(value, name), cited) for name in names}
    if isinstance(value, tuple):
        return [_plain(each, cited) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key], cited) for key in sorted(value)}
    return _scalar(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The names of a domain type's fields; of any other type none."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _scalar(value: object) -> Json:
    match value:
        case Decimal():
            return plain(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"a plan holds a value that the format does not know: {type(value)}")
