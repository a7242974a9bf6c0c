"""What may be done with an archived plan: it is read, and brought back; until then it stays as it is."""

from __future__ import annotations

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan


def check_open(before: Plan, after: Plan) -> None:
    """Raises ``RuleBrokenError`` for a change of an archived plan that does not bring it back."""
    if before.status == after.status == "archived":
        raise RuleBrokenError(Fault(field="", message=message("plan.archived")))
