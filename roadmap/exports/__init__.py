"""A domain value becomes a file: one module a format, and the one table that routes and menus read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.plan_parts import PART_FIELDS
from roadmap.exports import coverage_csv, coverage_json, csv_tables, icalendar, json_plan
from roadmap.i18n import Language

Make = Callable[[ExportSubject, Language], Export]


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportFormat:
    """One kind of file, which message keys call by its ``key``.

    ``parts`` are the fields of the plan that it needs loaded; ``has_calendar`` when it needs the plan's calendar too.
    """

    key: str
    kind: str
    parts: frozenset[str]
    make: Make
    has_calendar: bool = False

    @property
    def label(self) -> str:
        """The message key of its name."""
        return f"export.{self.key}"

    @property
    def holds(self) -> str:
        """The message key of what is in it."""
        return f"export.{self.key}.holds"


def _csv(key: str, make: Make, *parts: str) -> ExportFormat:
    return ExportFormat(key=key, kind="CSV", parts=frozenset(parts), make=make)


def _json(key: str, make: Make, *parts: str) -> ExportFormat:
    return ExportFormat(key=key, kind="JSON", parts=frozenset(parts), make=make)


EXPORTS: Final[dict[str, ExportFormat]] = {
    "milestones.csv": _csv("milestones", csv_tables.milestones, "phases", "milestones", "baselines", "risks"),
    "budget.csv": _csv("budget", csv_tables.budget, "budget", "services", "spending"),
    "spending.csv": _csv("spending", csv_tables.spending, "budget", "spending"),
    "funding.csv": _csv("funding", csv_tables.funding, "sources", "commitments"),
    "asks.csv": _csv("asks", csv_tables.asks, "budget", "services", "sources", "commitments", "stakeholders"),
    "coverage.csv": _csv("coverage", coverage_csv.coverage, "budget", "sources", "commitments"),
    "coverage.json": _json("coverage_json", coverage_json.coverage, "budget", "sources", "commitments"),
    "stakeholders.csv": _csv("stakeholders", csv_tables.stakeholders, "stakeholders"),
    "risks.csv": _csv("risks", csv_tables.risks, "risks"),
    "plan.ics": ExportFormat(
        key="calendar", kind="iCalendar", parts=frozenset(), make=icalendar.dates, has_calendar=True
    ),
    "plan.json": _json("json", json_plan.whole_plan, *PART_FIELDS),
}
"""Every export of a plan by the last part of its address."""

__all__ = ["EXPORTS", "Export", "ExportFormat", "ExportSubject"]
