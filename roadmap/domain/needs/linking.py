"""Results put into a plan one by one: each finds what stands there for it, and changes it only where it may."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID, uuid5

from roadmap.domain.budget_edits import without_budget_line
from roadmap.domain.budgets import BudgetLine
from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.messages import Message
from roadmap.domain.needs.assessments import LinkedFigure, LinkedItem, Takeover
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.needs.results import Result
from roadmap.domain.parts import with_part
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.service_edits import without_service
from roadmap.domain.services import Service

Fate = Literal["new", "changed", "same", "kept", "gone", "removed", "stays"]
"""What happens to an item: it comes, follows, is as it was; is kept as somebody made it; was taken out by hand; goes
with its area; or cannot go."""
PARTS: Final = {"service": "services", "specialists": "budget", "leaders": "budget"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What becomes of one result, or of what a former one left: the figures before and after, and why it cannot go."""

    name: str
    part: str
    area: str
    key: str
    fate: Fate
    before: tuple[LinkedFigure, ...] = ()
    after: tuple[LinkedFigure, ...] = ()
    wanted: tuple[LinkedFigure, ...] = ()
    why: Message | None = None


@dataclass(kw_only=True, slots=True)
class _Found:
    """What stands in the plan for a result: its figures now, and the link to it, where there is one."""

    thing: Any = None
    link: LinkedItem | None = None
    now: tuple[LinkedFigure, ...] = field(default=())


class Linking:
    """Puts one result after the other into a plan; ``plan``, ``items`` and ``outcomes`` are what comes of it."""

    def __init__(
        self, plan: Plan, playbook: Playbook, model: NeedsModel, takeover: Takeover, overwrite: frozenset[str]
    ) -> None:
        self.plan, self.model, self.takeover, self.overwrite = plan, model, takeover, overwrite
        self.titles = {each.key: each.title for each in playbook.cost_categories}
        self.links = {link_name(each): each for each in takeover.items}
        self.items: list[LinkedItem] = []
        self.outcomes: list[Outcome] = []

    def put(self, result: Result) -> None:
        """Let a result come, follow, or leave what somebody made."""
        found = self._find(result)
        is_wanted = result.name in self.overwrite
        if found.thing is None and found.link is not None and not is_wanted:
            self._keep(result, found, "gone")
        elif found.thing is None:
            self._link(result, self._make(result))
            self._tell(result, found, "new", after=result.figures)
        else:
            self._follow(result, found, is_wanted=is_wanted)

    def _follow(self, result: Result, found: _Found, *, is_wanted: bool) -> None:
        """Bring what stands there to the result, as far as it may."""
        taken = {each.name: each.value for each in found.link.figures} if found.link else {}
        now = {each.name: each.value for each in found.now}
        wanted = {each.name: each.value for each in result.figures}
        own = {name for name in wanted if now[name] not in (taken.get(name), wanted[name])}
        if own and not is_wanted:
            # What belongs together goes together: half a change would stand on no ground.
            self._keep(result, found, "kept")
            return
        thing = self._changed(result, found.thing) if now != wanted else found.thing
        self._link(result, thing)
        self._tell(result, found, "changed" if now != wanted else "same", after=result.figures)

    def clear(self, names: set[str]) -> None:
        """Take out what came from areas that are no longer there, where nobody touched it and nothing hangs on it."""
        for part in ("leaders", "specialists", "service", "target", "driver"):
            for name, link in self.links.items():
                if link.part == part and name not in names:
                    self._drop(name, link)

    def _drop(self, name: str, link: LinkedItem) -> None:
        found = self._linked(link)
        why: Message | None = None
        fate: Fate = "removed"
        if found.thing is None or link.part == "driver":
            return
        if {each.name: each.value for each in found.now} != {each.name: each.value for each in link.figures}:
            fate = "kept"
        else:
            try:
                self.plan = self._without(link, found.thing)
            except RuleBrokenError as error:
                fate, why = "stays", error.message
        self.outcomes.append(
            Outcome(name=name, part=link.part, area=link.area, key=link.key, fate=fate, before=found.now, why=why)
        )

    def _without(self, link: LinkedItem, thing: Any) -> Plan:  # noqa: ANN401 (any linked thing)
        if link.part == "service":
            return without_service(self.plan, thing)
        if link.part == "target":
            return replace(self.plan, targets=tuple(each for each in self.plan.targets if each is not thing))
        return without_budget_line(self.plan, thing)

    def _find(self, result: Result) -> _Found:
        link = self.links.get(result.name)
        if link:
            return self._linked(link)
        if result.part == "service":
            return self._seen(result.part, self._called(result.area), None)
        if result.part == "target":
            known = (
                each for each in self.plan.targets if (each.indicator, each.due) == (result.key, self.takeover.due)
            )
            return self._seen(result.part, next(known, None), None)
        if result.part == "driver":
            return self._seen(result.part, self.plan.drivers.get(result.key), None)  # type: ignore[call-overload]
        return _Found()

    def _linked(self, link: LinkedItem) -> _Found:
        if link.part == "driver":
            thing: Any = self.plan.drivers.get(link.key)  # type: ignore[call-overload]
        elif link.part == "target":
            thing = self._target(link)
        else:
            held: tuple[Any, ...] = getattr(self.plan, PARTS[link.part])
            thing = next((each for each in held if each.id == link.item_id), None)
        return self._seen(link.part, thing, link)

    def _target(self, link: LinkedItem) -> IndicatorTarget | None:
        """A target has no id: it is the one of its indicator that is due then, or else that still has its value."""
        same = [each for each in self.plan.targets if each.indicator == link.key]
        due = [each for each in same if each.due == self.takeover.due]
        return next(iter(due or [each for each in same if each.value == link.figure("value")]), None)

    @staticmethod
    def _seen(part: str, thing: Any, link: LinkedItem | None) -> _Found:  # noqa: ANN401
        if thing is None:
            return _Found(link=link)
        names = {"service": ("specialists", "leaders"), "target": ("value",), "driver": ()}.get(
            part, ("quantity", "unit_cost")
        )
        now = tuple(LinkedFigure(name=name, value=getattr(thing, name)) for name in names)
        if part == "driver":
            now = (LinkedFigure(name="value", value=Decimal(thing)),)
        return _Found(thing=thing, link=link, now=now)

    def _make(self, result: Result) -> Any:  # noqa: ANN401 (any part of a plan)
        if result.part == "service":
            return self._put_part("services", self._service(result))
        if result.part == "target":
            made = IndicatorTarget(
                indicator=result.key, due=self.takeover.due, value=_value(result, "value"), basis=result.basis
            )
            self.plan = replace(self.plan, targets=(*self.plan.targets, made))
            return made
        if result.part == "driver":
            return self._put_driver(result)
        return self._put_part("budget", self._line(result))

    def _service(self, result: Result) -> Service:
        return Service(
            id=self._id(result),
            plan_id=self.plan.id,
            key="",
            title=result.area,
            area=result.area,
            specialists=_value(result, "specialists"),
            leaders=_value(result, "leaders"),
            opens=self.takeover.opens,
            basis=result.basis,
        )

    def _line(self, result: Result) -> BudgetLine:
        service = self._service_of(result.area)
        starts = max(service.opens if service else self.takeover.opens, self.plan.start)
        return BudgetLine(
            id=self._id(result),
            plan_id=self.plan.id,
            key="",
            title=f"{self.titles.get(result.category, result.category)}: {result.area}",
            category=result.category,
            driver=result.driver,
            quantity=_value(result, "quantity"),
            unit_cost=_value(result, "unit_cost"),
            recurrence="yearly",
            starts=min(starts, self.plan.end),
            ends=self.plan.end,
            basis=result.basis,
            service_id=service.id if service else None,
        )

    def _service_of(self, area: str) -> Service | None:
        """The service of an area: the linked one, else the one that is called so."""
        link = next((each for each in self.items if each.part == "service" and each.area == area), None)
        if link:
            return next((each for each in self.plan.services if each.id == link.item_id), None)
        return self._called(area)

    def _called(self, area: str) -> Service | None:
        name = area.casefold()
        same = (each for each in self.plan.services if name in {each.title.casefold(), each.area.casefold()})
        return next(same, None)

    def _changed(self, result: Result, thing: Any) -> Any:  # noqa: ANN401
        values = {each.name: each.value for each in result.figures}
        if result.part == "driver":
            return self._put_driver(result)
        made = replace(thing, **values, basis=result.basis)
        if result.part == "target":
            self.plan = replace(self.plan, targets=tuple(made if each is thing else each for each in self.plan.targets))
            return made
        if isinstance(made, BudgetLine):
            made = replace(made, driver=result.driver)
        return self._put_part(PARTS[result.part], made)

    def _put_part(self, name: str, part: Any) -> Any:  # noqa: ANN401
        self.plan = with_part(self.plan, name, part)
        return part

    def _put_driver(self, result: Result) -> int:
        count = int(_value(result, "value"))
        self.plan = replace(self.plan, drivers={**self.plan.drivers, result.key: count})  # type: ignore[dict-item]
        return count

    def _link(self, result: Result, thing: Any) -> None:  # noqa: ANN401
        self.items.append(
            LinkedItem(
                part=result.part,
                area=result.area,
                item_id=getattr(thing, "id", None),
                key=result.key,
                figures=result.figures,
            )
        )

    def _keep(self, result: Result, found: _Found, fate: Fate) -> None:
        """Leave what stands there as somebody made it; a link stays as it was, so that it is known as an own edit."""
        if found.link:
            self.items.append(found.link)
        self._tell(result, found, fate, after=found.now)

    def _tell(self, result: Result, found: _Found, fate: Fate, after: tuple[LinkedFigure, ...]) -> None:
        self.outcomes.append(
            Outcome(
                name=result.name,
                part=result.part,
                area=result.area,
                key=result.key,
                fate=fate,
                before=found.now,
                after=after,
                wanted=result.figures,
            )
        )

    def _id(self, result: Result) -> UUID:
        """An id that the same result always has in a plan; afresh where another thing has it."""
        name, taken = (
            f"needs {result.name}",
            {each.id for each in self.plan.services} | {each.id for each in self.plan.budget},
        )
        made: UUID = uuid5(self.plan.id, name)
        while made in taken:
            made = uuid5(made, name)
        return made


def link_name(link: LinkedItem) -> str:
    """The name of the result that a link is to."""
    return f"{link.part}:{link.area or link.key}"


def _value(result: Result, name: str) -> Decimal:
    return next(each.value for each in result.figures if each.name == name)
