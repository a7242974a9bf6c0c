"""How far a plan has come: roll-up by effort weight, against the baseline. In money, see ``earned_value``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.milestones import Milestone
from roadmap.domain.plans import Plan

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """Shares of one, by effort weight; dropped milestones do not count.

    ``earned`` is the weight done (percent complete counts), ``planned`` the weight that the baseline had due by today.
    """

    earned: Decimal
    planned: Decimal
    done: int
    late: int
    count: int

    @property
    def schedule_index(self) -> Decimal | None:
        """Schedule performance index, earned ÷ planned; nothing while nothing was due."""
        return (self.earned / self.planned).quantize(Decimal("0.01")) if self.planned else None


def roll_up(milestones: Iterable[Milestone], plan: Plan, today: date) -> Progress:
    """The progress of some of a plan's milestones. What a baseline does not hold is held against its planned date."""
    held = {each.id: each for each in plan.baseline.milestones} if plan.baseline else {}
    counted = [each for each in milestones if each.status != "dropped"]
    weight = sum(each.weight for each in counted)
    earned = sum(each.weight * each.share_done for each in counted)
    due = sum(each.weight for each in counted if (held[each.id].due if each.id in held else each.planned_due) <= today)
    return Progress(
        earned=Decimal(earned) / (100 * weight) if weight else ZERO,
        planned=Decimal(due) / weight if weight else ZERO,
        done=sum(each.status == "done" for each in counted),
        late=sum(each.is_late(today) for each in counted),
        count=len(counted),
    )
