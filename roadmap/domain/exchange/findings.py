"""What is wrong with a file, gathered until there is enough for one sitting."""

from __future__ import annotations

from typing import Final, NoReturn
from uuid import UUID

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.exchange.json_text import ROOT, step
from roadmap.domain.messages import Message, message

MOST_FAULTS: Final = 50
"""So many problems are told at once; whoever has more has made one mistake many times."""

Place = tuple["Place | None", str | int]
"""A value's way from the top of the file, the last step outside; put into words only where something is wrong."""
TOP: Final[Place] = (None, ROOT)


class Findings:
    """The faults found so far, and the id of the plan that is being read, which its parts must share."""

    def __init__(self) -> None:
        """Nothing found yet."""
        self.faults: list[Fault] = []
        self.plan_id = UUID(int=0)

    def add(self, place: Place, why: Message) -> None:
        """Note what is wrong with a value. Raises ``RuleBrokenError`` when that is enough."""
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(Fault(field=ROOT, message=message("exchange.more")))
            self.refuse()
        self.faults.append(Fault(field=written(place), message=why))

    def refuse(self) -> NoReturn:
        """Raise everything that was found."""
        raise RuleBrokenError(*self.faults)

    def settle(self) -> None:
        """Raise everything that was found, if anything was."""
        if self.faults:
            self.refuse()


def written(place: Place) -> str:
    """A place as a JSON path: ``$.plan.milestones[3].planned_due``, positions from zero."""
    steps: list[str] = []
    rest: Place | None = place
    while rest is not None:
        rest, last = rest
        steps.append(f"[{last}]" if isinstance(last, int) else last if last == ROOT else step(last))
    return "".join(reversed(steps))
