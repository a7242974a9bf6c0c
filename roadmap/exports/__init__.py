"""A domain value becomes a file: one module a format, and the one table that routes and menus read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from roadmap.domain.exports import Export, ExportSubject
from roadmap.exports import coverage_csv, coverage_json, csv_tables, icalendar, json_plan
from roadmap.i18n import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportFormat:
    """One kind of file. ``label`` and ``holds`` are message keys: its name, and what is in it.

    ``parts`` are the fields of the plan that it needs loaded; ``has_calendar`` when it needs the plan's calendar too.
    """

    label: str
    holds: str
    kind: str
    parts: frozenset[str]
    make: Callable[[ExportSubject, Language], Export]
    has_calendar: bool = False


WHOLE_PLAN: Final = frozenset(
    {
        "phases",
        "milestones",
        "evidence",
        "budget",
        "spending",
        "sources",
        "commitments",
        "stakeholders",
        "risks",
        "committees",
        "meetings",
        "services",
        "readings",
        "baselines",
        "amendments",
    }
)
"""All parts of a plan."""

EXPORTS: Final[dict[str, ExportFormat]] = {
    "milestones.csv": ExportFormat(
        label="export.milestones",
        holds="export.milestones.holds",
        kind="CSV",
        parts=frozenset({"phases", "milestones", "baselines", "risks"}),
        make=csv_tables.milestones,
    ),
    "budget.csv": ExportFormat(
        label="export.budget",
        holds="export.budget.holds",
        kind="CSV",
        parts=frozenset({"budget", "services", "spending"}),
        make=csv_tables.budget,
    ),
    "spending.csv": ExportFormat(
        label="export.spending",
        holds="export.spending.holds",
        kind="CSV",
        parts=frozenset({"budget", "spending"}),
        make=csv_tables.spending,
    ),
    "funding.csv": ExportFormat(
        label="export.funding",
        holds="export.funding.holds",
        kind="CSV",
        parts=frozenset({"sources", "commitments"}),
        make=csv_tables.funding,
    ),
    "asks.csv": ExportFormat(
        label="export.asks",
        holds="export.asks.holds",
        kind="CSV",
        parts=frozenset({"budget", "services", "sources", "commitments", "stakeholders"}),
        make=csv_tables.asks,
    ),
    "coverage.csv": ExportFormat(
        label="export.coverage",
        holds="export.coverage.holds",
        kind="CSV",
        parts=frozenset({"budget", "sources", "commitments"}),
        make=coverage_csv.coverage,
    ),
    "coverage.json": ExportFormat(
        label="export.coverage_json",
        holds="export.coverage_json.holds",
        kind="JSON",
        parts=frozenset({"budget", "sources", "commitments"}),
        make=coverage_json.coverage,
    ),
    "stakeholders.csv": ExportFormat(
        label="export.stakeholders",
        holds="export.stakeholders.holds",
        kind="CSV",
        parts=frozenset({"stakeholders"}),
        make=csv_tables.stakeholders,
    ),
    "risks.csv": ExportFormat(
        label="export.risks",
        holds="export.risks.holds",
        kind="CSV",
        parts=frozenset({"risks"}),
        make=csv_tables.risks,
    ),
    "plan.ics": ExportFormat(
        label="export.calendar",
        holds="export.calendar.holds",
        kind="iCalendar",
        parts=frozenset(),
        make=icalendar.dates,
        has_calendar=True,
    ),
    "plan.json": ExportFormat(
        label="export.json",
        holds="export.json.holds",
        kind="JSON",
        parts=WHOLE_PLAN,
        make=json_plan.whole_plan,
    ),
}
"""Every export of a plan by the last part of its address."""

__all__ = ["EXPORTS", "Export", "ExportFormat", "ExportSubject"]
