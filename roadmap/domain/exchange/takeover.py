"""Taking a file over: as a new plan, or over a plan that is there already.

A file never decides what only the product may: addresses and portfolio, revision, versions and times of change, whether
a plan is approved, archived or a sample. Files that prove milestones do not travel, their links do.

Ids that the plan does not have yet are made from its own id and those in the file: they are nobody else's, and the same
file taken over a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.exchange.documents import PlanFile
from roadmap.domain.exchange.findings import Findings
from roadmap.domain.exchange.references import REFERENCES, check_references, named
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence
from roadmap.domain.plan_parts import PART_FIELDS
from roadmap.domain.plans import FROM_FILE, Baseline, Plan

IMPORTED: Final = "Imported"
"""What the log gives as the reason of a plan that came from a file."""
HEAD_KEPT: Final = frozenset(
    {
        "id",
        "slug",
        "portfolio_id",
        "intervention",
        "playbook_version",
        "playbook_digest",
        "status",
        "is_sample",
        "revision",
        "version",
        "created_at",
        "changed_at",
    }
)
"""What of a plan's head stays as it is when a file is taken over it."""
APPROVED: Final = frozenset({"baselines", "amendments"})
"""What people agreed to here, which no file changes."""
REPORTED: Final = (("entered_by", "entered_at"), ("added_by", "added_at"), ("by", "at"))
"""The fields that say who told something and when."""

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPlace:
    """Where a plan goes that a file brings: its id, address and portfolio, and the moment."""

    id: UUID
    slug: str
    portfolio_id: UUID
    now: datetime


def as_new_plan(file: PlanFile, place: NewPlace) -> Plan:
    """The plan in a file as a draft with ids of its own.

    Who entered, judged or waived something stays as the file says; the log names who brought it. Baselines come along,
    but count as frozen by a file; amendments and their signatures do not.
    """
    ids = _ids_for(place.id, file.plan.id, frozenset())
    plan: Plan = _with_ids(_named_by_id(file.plan, ids), ids)
    parts = {name: tuple(_fresh(each, place.now) for each in getattr(plan, name)) for name in PART_FIELDS}
    head: dict[str, Any] = {
        "slug": place.slug,
        "portfolio_id": place.portfolio_id,
        "status": "draft",
        "is_sample": False,
        "revision": 1,
        "version": 1,
        "created_at": place.now,
        "changed_at": place.now,
        "amendments": (),
        "evidence": tuple(each for each in parts.pop("evidence") if not each.file_name),
    }
    return replace(plan, **{**parts, **head})


def over_plan(plan: Plan, file: PlanFile, *, by: str, now: datetime) -> Plan:
    """The plan as the file has it; what the file leaves out stays, and so do baselines, amendments, evidence files.

    What differs counts as told ``by`` whoever takes it over. Raises ``RuleBrokenError`` for another intervention, and
    where what stays refers to something that the file takes away.
    """
    if file.plan.intervention != plan.intervention:
        other = message("exchange.other_intervention", theirs=file.plan.intervention, ours=plan.intervention)
        raise RuleBrokenError(Fault(field="$.plan.intervention", message=other))
    known = frozenset(each.id for name in PART_FIELDS for each in getattr(plan, name)) | _ids_in(plan.needs)
    ids = _ids_for(plan.id, file.plan.id, known)
    theirs: Plan = _with_ids(_named_by_id(file.plan, ids), ids)
    telling = _Telling(by=by, now=now)
    merged: dict[str, Any] = {}
    for each in fields(Plan):
        name = each.name
        if name not in file.given or name in HEAD_KEPT or name in APPROVED:
            continue
        held, told = getattr(plan, name), getattr(theirs, name)
        merged[name] = telling.part(held, told) if name in PART_FIELDS else telling.head(held, told)
    after = replace(plan, **merged)
    _check_left_out(after, file)
    return after


def left_out_files(plan: Plan, file: PlanFile) -> tuple[Evidence, ...]:
    """The evidence files that a file tells of and that its takeover into ``plan`` lacks."""
    there = {each.id for each in plan.evidence}
    ids = _ids_for(plan.id, file.plan.id, frozenset(there))
    return tuple(each for each in file.plan.evidence if each.file_name and ids(each.id) not in there)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Telling:
    """Whoever takes a file over, and when: what differs from what was there is theirs."""

    by: str
    now: datetime

    def part(self, held: Iterable[Any], told: Iterable[Any]) -> tuple[Any, ...]:
        """The things of a part as the file has them, each with the counts that it has here."""
        known = {each.id: each for each in held}
        made = [self._thing(known.get(each.id), each) for each in told]
        return tuple(each for each in made if each is not None)

    def head(self, held: Any, told: Any) -> Any:  # noqa: ANN401 (any field of the head)
        """A field of the head; what somebody said of the plan is theirs where it differs."""
        if isinstance(told, tuple):
            return tuple(self._same(each, held) or self._signed(each) for each in told)
        return self._same(told, (held,)) or self._signed(told)

    def _same(self, told: Any, held: Iterable[Any]) -> Any:  # noqa: ANN401
        """What was there already and says the same, whoever said it."""
        known = list(held)
        if told in known:
            return told
        return next((each for each in known if self._signed(each) == self._signed(told)), None)

    def _thing(self, held: Any, told: Any) -> Any:  # noqa: ANN401 (any part)
        if isinstance(told, Evidence) and (told.file_name or (held and held.file_name)):
            # A file's bytes do not travel: what is here stays, what is not here cannot come.
            return replace(held, title=told.title, milestone_id=told.milestone_id) if held else None
        if held is None:
            return _fresh(self._signed(told), self.now)
        counted = {name: getattr(held, name) for name in ("version", "changed_at") if hasattr(held, name)}
        counted |= {name: getattr(held, name) for pair in REPORTED for name in pair if hasattr(held, name)}
        same = replace(told, **counted)
        return held if same == held else self._signed(same)

    def _signed(self, told: Any) -> Any:  # noqa: ANN401
        """The same told by whoever takes it over, where it says who told it."""
        for who, when in REPORTED:
            if hasattr(told, who) and hasattr(told, when):
                return replace(told, **{who: self.by, when: self.now})
        return told


def _fresh(thing: Any, now: datetime) -> Any:  # noqa: ANN401 (any part)
    """Something as it comes in first: its counts begin anew."""
    if isinstance(thing, Baseline):
        return replace(thing, frozen_by=FROM_FILE, revision=0)
    counts: dict[str, Any] = {"version": 1, "changed_at": now}
    held = {name: value for name, value in counts.items() if hasattr(thing, name)}
    return replace(thing, **held) if held else thing


def _ids_for(own: UUID, theirs: UUID, known: frozenset[UUID]) -> Callable[[UUID], UUID]:
    """What stands here for an id of the file: the plan's own for the plan's, else the same, or one made from both."""

    def here(found: UUID) -> UUID:
        if found == theirs:
            return own
        return found if found in known else uuid5(own, str(found))

    return here


def _named_by_id(plan: Plan, ids: Callable[[UUID], UUID]) -> Plan:
    """Waivers name what they are about by its id as text."""
    texts = {str(each.id): str(ids(each.id)) for name in PART_FIELDS for each in getattr(plan, name)}
    return replace(plan, waivers=tuple(replace(each, item=texts.get(each.item, each.item)) for each in plan.waivers))


def _with_ids(value: T, ids: Callable[[UUID], UUID]) -> T:
    """A value with every id in it put into its place here."""
    made: Any = value
    if isinstance(value, UUID):
        made = ids(value)
    elif isinstance(value, tuple):
        made = tuple([_with_ids(each, ids) for each in value])
    elif is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in fields(value)]
        made = type(value)(**{name: _with_ids(getattr(value, name), ids) for name in names})
    return made  # type: ignore[no-any-return]


def _ids_in(value: object) -> frozenset[UUID]:
    """Every id in a structure of the head, such as those of scenarios, or of what was linked and is gone."""
    if isinstance(value, UUID):
        return frozenset({value})
    inner: Iterable[object] = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        inner = (getattr(value, each.name) for each in fields(value))
    return frozenset(found for each in inner for found in _ids_in(each))


def _check_left_out(plan: Plan, file: PlanFile) -> None:
    """Whether what stays because the file leaves it out still finds everything it refers to."""
    found = Findings()
    check_references(plan, found)
    if not found.faults:
        return
    ids = {name: {each.id for each in getattr(plan, name)} for name in PART_FIELDS}
    torn = [
        Fault(field=f"$.plan.{part}", message=message("exchange.part_left_out"))
        for part, name, there in REFERENCES
        if part not in file.given and any(not ids[there].issuperset(named(each, name)) for each in getattr(plan, part))
    ]
    raise RuleBrokenError(*(torn or found.faults))
