"""What the indicators of a plan should reach, and by when."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.target_edits import NamedTarget, named_targets
from roadmap.web.views.editing import edit_href
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetView:
    """A target; ``id`` is its place on the page."""

    id: str
    indicator: str
    definition: str
    value: str
    prov: Provenanced
    due: str
    edit_href: str


def targets_view(page: PlanPage) -> tuple[TargetView, ...]:
    """The targets, by indicator in the playbook's order and then by day."""
    order = [each.key for each in page.playbook.indicators]
    found = sorted(
        named_targets(page.plan),
        key=lambda each: (order.index(each.indicator) if each.indicator in order else len(order), each.due),
    )
    definitions = {each.key: page.words.text(each.definition) for each in page.playbook.indicators}
    units = {each.key: each.unit for each in page.playbook.indicators}
    return tuple(
        TargetView(
            id=f"target-{each.id}",
            indicator=indicator_title(page, each.indicator),
            definition=definitions.get(each.indicator, ""),
            value=_value(page, each, is_share=units.get(each.indicator) == "percent"),
            prov=page.notes.mark(each.basis),
            due=page.words.date(each.due),
            edit_href=edit_href(page, "targets", each.id),
        )
        for each in found
    )


def _value(page: PlanPage, target: NamedTarget, *, is_share: bool) -> str:
    if is_share and target.value == target.value.to_integral_value():
        return page.words.percent_of_hundred(int(target.value))
    return f"{page.words.number(target.value)}\u00a0%" if is_share else page.words.number(target.value)


def indicator_title(page: PlanPage, key: str) -> str:
    """The name of an indicator; one that the playbook does not know is shown as it is."""
    return next((page.words.text(each.title) for each in page.playbook.indicators if each.key == key), key)
