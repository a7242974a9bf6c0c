"""Files of the small plan with one of everything, whole or with something changed in them."""

from __future__ import annotations

import json
from typing import Any

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.exchange import read_plan, write_plan
from roadmap.i18n import language
from tests.exports.plans import PLAN
from tests.exports.playbooks import PLAYBOOK

WHOLE = write_plan(PLAN, PLAYBOOK.sources)


def document() -> dict[str, Any]:
    """Give the whole file as values, for a test to spoil."""
    found: dict[str, Any] = json.loads(WHOLE)
    return found


def file_with(path: str, value: object) -> bytes:
    """Give the whole file with the value at a path, such as ``plan.milestones.0.title``, set or added."""
    made = document()
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    there: Any = made
    for step in above:
        there = there[step]
    there[last] = value
    return json.dumps(made).encode()


def file_without(path: str) -> bytes:
    """Give the whole file without the value at a path."""
    made = document()
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    there: Any = made
    for step in above:
        there = there[step]
    del there[last]
    return json.dumps(made).encode()


def told(content: bytes, code: str = "en") -> list[str]:
    """Read a file and give what is said of it, a line a problem; nothing where all is well."""
    try:
        read_plan(content)
    except RuleBrokenError as error:
        return [f"{each.field}: {language(code).say(each.message)}" for each in error.faults]
    return []
