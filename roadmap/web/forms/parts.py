"""The form of one noun of a plan, as a list of fields: the pages that add, change and compare one follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from roadmap.domain.errors import Fault
from roadmap.domain.messages import Message
from roadmap.domain.plans import Plan
from roadmap.web.forms.fields import Field, Wrong
from roadmap.web.forms.reading import Typed, ordered
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class PartForm:
    """The form of one noun. ``noun`` is its name in the change log, ``part`` the plan's field that holds it.

    ``segment`` is its place in addresses, ``tab`` the plan's page that shows it and ``anchor`` what stands there before
    its id. ``draft`` takes the fields' values by their names; ``blank`` gives those of a new one. ``needs`` are other
    parts of the plan that its fields choose from. ``add`` says what adding one is called. Without ``has_ground``
    nothing in it is a figure that asks for its own ground, but with ``has_reason`` a change may say why; with
    ``has_preview`` a change of it may move others, which can be looked at first.

    A ``file`` can be sent instead of typing (``PartDesk.prepare`` reads it).

    What stands in the head of the plan has no ``part``: ``find`` gives it from the plan, and the log tells of the plan.
    """

    noun: str
    part: str
    segment: str
    tab: str
    anchor: str
    add: str
    fields: tuple[Field, ...]
    draft: Callable[..., Any]
    blank: Callable[[PlanPage], Mapping[str, Any]] = lambda _: {}
    needs: frozenset[str] = frozenset()
    title: Callable[[Any, PlanPage], str] = lambda part, page: page.words.text(part.title)
    has_ground: bool = True
    has_reason: bool = False
    has_preview: bool = False
    find: Callable[[Plan], Iterable[Any]] | None = None
    file: Field | None = None

    @property
    def parts(self) -> frozenset[str]:
        """What of the plan has to be loaded for it."""
        return self.needs | {self.part} - {""}

    def all_of(self, plan: Plan) -> Iterable[Any]:
        """Those that a plan has."""
        found: Iterable[Any] = self.find(plan) if self.find else getattr(plan, self.part)
        return found

    def logged_as(self, plan: Plan, part_id: UUID) -> UUID:
        """The id under which the log tells of one."""
        return plan.id if self.find else part_id

    def field(self, name: str) -> Field | None:
        """One of its fields."""
        return next((each for each in self.fields if each.name == name), None)


def read_part(
    form: PartForm, typed: Typed, page: PlanPage, held: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of the draft by name, and what cannot be read; ``held`` stands in for that.

    Where nothing is held, the field's own stand-in does. So the rules of the domain can tell what is wrong with the
    other fields at the same time.
    """
    values: dict[str, Any] = {}
    faults = list(typed.faults)
    broken = {each.field for each in faults}
    for field in form.fields:
        before = held.get(field.name)
        found = field.value(typed, page, before)
        wrong = found.messages if isinstance(found, Wrong) else (found,) if isinstance(found, Message) else ()
        if field.name in broken or wrong:
            faults += [Fault(field=field.name, message=each) for each in wrong]
            found = field.stand_in(page) if before is None else before
        values[field.name] = found
    return values, faults


def typed_texts(form: PartForm, typed: Typed) -> dict[str, str]:
    """What was typed, to be shown again."""
    own = {each.name: ",".join(typed.all(each.name)) for each in form.fields if each.drawn == "checkboxes"}
    own |= {each.name: ",".join(ordered(typed, each.name)) for each in form.fields if each.drawn == "ordered"}
    return {name: typed.text(name) for name in typed.values} | own


def in_order(form: PartForm, faults: Iterable[Fault]) -> list[Fault]:
    """Faults in the order of the form, those of the whole first and those of the ground last."""
    order = ["", *(each.name for each in form.fields)]
    return sorted(faults, key=lambda each: order.index(each.field) if each.field in order else len(order))
