"""The files that a plan can be had as."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.messages import message
from roadmap.exports import EXPORTS
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportView:
    """One file: what it is called, what it holds, its kind and its address."""

    label: str
    holds: str
    kind: str
    name: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportsView:
    """The page, ready to print; ``calendar_href`` leads to the addresses that calendars subscribe to.

    ``import_href`` is empty for who may not change the plan.
    """

    files: tuple[ExportView, ...]
    calendar_href: str
    import_href: str


def exports(page: PlanPage) -> ExportsView:
    """Every export of a plan; only its head is needed."""
    return ExportsView(
        files=tuple(
            ExportView(
                label=page.words.say(message(each.label)),
                holds=page.words.say(message(each.holds)),
                kind=each.kind,
                name=name,
                href=f"{page.address}/exports/{name}",
            )
            for name, each in EXPORTS.items()
        ),
        calendar_href=f"/calendar?plan={page.plan.slug}",
        import_href=f"{page.address}/import" if page.may_manage else "",
    )
