"""The form that makes a calendar address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.feeds import FeedScope
from roadmap.domain.messages import message
from roadmap.web.forms.reading import Typed

SUBJECT: Final = re.compile(r"(?P<scope>portfolio|mine)|plan:(?P<slug>[a-z0-9-]{1,60})")


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedDraft:
    """What somebody chose; ``slug`` for one plan."""

    scope: FeedScope
    slug: str = ""


def parse_feed(form: Typed) -> FeedDraft:
    """Read the choice. Raises ``RuleBrokenError`` for one that is not on offer."""
    found = SUBJECT.fullmatch(form.text("subject"))
    if form.faults or found is None:
        raise RuleBrokenError(*form.faults, Fault(field="subject", message=message("choice.unknown")))
    if found["slug"]:
        return FeedDraft(scope="plan", slug=found["slug"])
    return FeedDraft(scope="mine" if found["scope"] == "mine" else "portfolio")
