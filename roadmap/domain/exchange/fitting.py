"""Whether a plan in a file fits a playbook: one that is here, its routes, and sources that are really there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.exchange.findings import TOP, Findings, Place
from roadmap.domain.exchange.json_text import shown
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.provenance import Citation


def playbook_of(plan: Plan, playbooks: Iterable[Playbook]) -> Playbook:
    """The playbook that a plan in a file follows. Raises ``RuleBrokenError`` with everything in which it does not fit.

    Keys of themes, costs and the like that the playbook has no longer are kept and shown as they are. A citation is
    not: nothing may look published that nobody can look up.
    """
    by_key = {each.intervention.key: each for each in playbooks}
    playbook = by_key.get(plan.intervention)
    if playbook is None:
        unknown = message("plan.unknown_playbook", typed=shown(plan.intervention), known=", ".join(by_key))
        raise RuleBrokenError(Fault(field="$.plan.intervention", message=unknown))
    found, top = Findings(), (TOP, "plan")
    routes, sources = {each.key for each in playbook.routes}, {each.key for each in playbook.sources}
    for index, route in enumerate(plan.routes):
        if route not in routes:
            found.add(((top, "routes"), index), message("plan.unknown_route", key=shown(route)))
    for place, citation in _citations(plan, top):
        if citation.source not in sources:
            found.add((place, "source"), message("exchange.unknown_source", source=shown(citation.source)))
    found.settle()
    return playbook


def _citations(value: object, place: Place) -> Iterator[tuple[Place, Citation]]:
    """Every citation in a value with its place."""
    if isinstance(value, Citation):
        yield place, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _citations(each, (place, index))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _citations(getattr(value, field.name), (place, field.name))
