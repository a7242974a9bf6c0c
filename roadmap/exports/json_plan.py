"""The whole plan as JSON, with the provenance of every figure: format ``roadmap.plan/1``.

Keys stand in the order of the fields that they come from; amounts and other exact decimals are texts, dates are ISO
8601, instants are in UTC. Texts are as stored, in no reader's language. Nothing depends on the clock, so the same
revision gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.money import plain
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Citation
from roadmap.i18n import Language

FORMAT: Final = "roadmap.plan/1"
MEDIA_TYPE: Final = "application/json"

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def whole_plan(subject: ExportSubject, _words: Language) -> Export:
    """The plan with all its parts loaded."""
    cited: set[str] = set()
    plan = _plain(subject.plan, cited)
    document: dict[str, Json] = {"format": FORMAT, "sources": _sources(subject.playbook, cited), "plan": plan}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return Export(body=text.encode(), media_type=MEDIA_TYPE, file_name=subject.file_name("", "json"))


def _plain(value: object, cited: set[str]) -> Json:
    """A domain value in JSON's own types; the keys of the sources that it cites are added to ``cited``."""
    if isinstance(value, Citation):
        cited.add(value.source)
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name), cited) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each, cited) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key], cited) for key in sorted(value)}
    return _scalar(value)


def _scalar(value: object) -> Json:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return plain(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"a plan holds a value that the format does not know: {type(value)}")


def _sources(playbook: Playbook, cited: set[str]) -> Json:
    """What the citations' keys stand for, so that the file can be followed without the product."""
    return [
        {"key": each.key, "title": each.title, "publisher": each.publisher, "year": each.year}
        for each in playbook.sources
        if each.key in cited
    ]
