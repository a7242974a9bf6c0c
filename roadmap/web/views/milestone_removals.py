"""What taking a milestone out of a plan means: dropping it, or deleting it where nothing came of it yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.milestone_edits import removal_faults
from roadmap.domain.milestones import Milestone
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class WayOut:
    """One of the two ways to be rid of a milestone: its form, what it would change, and why it cannot be."""

    action: str
    errors: tuple[ErrorView, ...]
    refused: tuple[str, ...]
    preview: ConsequencesView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneRemovalView:
    """Dropping a milestone, or deleting it where nothing came of it yet."""

    version: str
    drop: WayOut
    reason: FieldView
    behind: FieldView
    delete: WayOut
    why: FieldView
    holds_up: tuple[str, ...]
    changed: str
    cancel_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """What was asked: typed texts, what is wrong with them, and what either way would change."""

    texts: Mapping[str, str]
    faults: Sequence[Fault] = ()
    drop: ConsequencesView | None = None
    delete: ConsequencesView | None = None
    is_changed: bool = False


def milestone_removal_view(page: PlanPage, milestone: Milestone, asked: Removal) -> MilestoneRemovalView:
    """Both ways out, each with what it means."""
    _, words = page.words.gettext, page.words
    fields = Fields(words, asked.faults)
    address = f"{page.address}/milestones/{milestone.id}"
    finished = () if milestone.is_open else (_("It is finished or dropped already."),)
    behind = [
        f"{each.number} · {words.text(each.title)}"
        for each in page.plan.milestones
        if any(link.milestone_id == milestone.id for link in each.after)
    ]
    ways = [
        ("before", _("Wait for what it waited for")),
        ("nobody", _("Are no longer held up")),
    ]
    return MilestoneRemovalView(
        version=asked.texts.get("version") or str(milestone.version),
        drop=WayOut(action=f"{address}/drop", errors=fields.errors(), refused=finished, preview=asked.drop),
        reason=fields.field(
            "reason",
            _("Why it is dropped"),
            asked.texts.get("reason", ""),
            hint=_("It becomes the milestone’s note and stands in the activity of the plan."),
            is_required=True,
        ),
        behind=fields.field(
            "behind",
            _("Milestones that waited for it"),
            asked.texts.get("behind") or "before",
            options=ways,
            is_required=True,
        ),
        delete=WayOut(
            action=f"{address}/removal",
            errors=(),
            refused=tuple(words.say(each.message) for each in removal_faults(page.plan, milestone)),
            preview=asked.delete,
        ),
        why=Fields(words).reason(""),
        holds_up=tuple(behind),
        changed=_("Somebody changed it while you were looking. This is how it stands now.") if asked.is_changed else "",
        cancel_href=address,
    )
