"""What an export is made from, and what it is: a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.domain.calendars import Calendar
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook


@dataclass(frozen=True, kw_only=True, slots=True)
class Export:
    """A file ready to send. The same plan revision gives the same bytes."""

    body: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportSubject:
    """A plan with the parts that an export asked for, and its playbook.

    ``calendar`` is there for the exports that ask for it: it holds cancelled dates too, which the plan no longer does.
    ``base_url`` is where the product is served, for links back; ``today`` is when it was asked for.
    """

    plan: Plan
    playbook: Playbook
    base_url: str
    today: date
    calendar: Calendar | None = None

    def file_name(self, name: str, ending: str) -> str:
        """A name that tells plan, table and revision apart in somebody's folder of downloads."""
        middle = f"-{name}" if name else ""
        return f"{self.plan.slug}{middle}-r{self.plan.revision}.{ending}"
