"""The form that changes several milestones at once: which ones, as of which versions, and what they shall be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.milestone_batches import BatchDraft
from roadmap.domain.milestones import Milestone
from roadmap.web.forms.fields import Owner
from roadmap.web.forms.reading import Typed, no_whole, whole
from roadmap.web.views.plan_frame import PlanPage

OWNER: Final = Owner(name="owner", label="")
FIELDS: Final = ("owner", "theme", "phase_id", "days")
MOST_SELECTED: Final = 2_000


def selection_texts(selected: Sequence[Milestone], form: Typed | None = None) -> dict[str, str]:
    """The versions of the selected ones: those that were sent with a form, else those that they now have."""
    return {f"v-{each.id}": (form.text(f"v-{each.id}") if form else "") or str(each.version) for each in selected}


def read_selection(form: Typed, selected: Sequence[Milestone]) -> dict[UUID, int]:
    """The ticked milestones with their versions; ``selected`` are those of them that the plan has.

    Raises ``RuleBrokenError`` where one is gone, or where a form came that no page sends.
    """
    found: dict[UUID, int] = {}
    for text in form.all("m")[:MOST_SELECTED]:
        version = whole(form.text(f"v-{text}"))
        try:
            key = UUID(text)
        except ValueError:
            key = None
        if key is None or version is None or version < 1:
            raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
        found[key] = version
    if set(found) != {each.id for each in selected}:
        raise RuleBrokenError(Fault(field="", message=message("batch.gone")))
    return found


def parse_batch(form: Typed, page: PlanPage) -> BatchDraft:
    """What all of them shall be; what was left empty stays. Raises ``RuleBrokenError`` with all that is wrong."""
    faults = list(form.faults)
    owner = OWNER.read(form, page) if form.text("owner").strip() else ""
    if isinstance(owner, Message):
        faults.append(Fault(field="owner", message=owner))
    typed = form.text("days").strip()
    days = whole(typed or "0")
    if days is None:
        faults.append(Fault(field="days", message=no_whole(typed)))
    try:
        phase = UUID(form.text("phase_id")) if form.text("phase_id") else None
    except ValueError:
        phase = None
        faults.append(Fault(field="phase_id", message=message("choice.unknown")))
    if faults or days is None or isinstance(owner, Message):
        raise RuleBrokenError(*faults)
    return BatchDraft(owner=owner, theme=form.text("theme"), phase_id=phase, days=days)
