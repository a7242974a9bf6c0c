"""What somebody decides about a milestone, and what must be right about it before anything changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from roadmap.domain.drafts import day_faults, refuse, text_faults, title_faults
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestone_links import cycle_message, link_faults, path_to
from roadmap.domain.milestones import DateAnchor, Dependency, Milestone, Mitigation, Pin
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.risks import own_risks
from roadmap.domain.schedule import anchored_day
from roadmap.domain.terms import Mark

OWNER_MAX, REASON_MAX = 120, 500
LONGEST, HEAVIEST = 1300, 100
"""Working days of one milestone (five years), and its weight."""
FARTHEST_MONTHS, FARTHEST_DAYS = 120, 1300
"""How far from its anchor a milestone may be, before or after."""
MOST_LEVELS = 4
"""By how much one milestone may lower a likelihood that runs from 1 to 5."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneDraft:
    """A milestone as somebody wants it; the fields are the milestone's own. ``owner`` is a role's key or a name."""

    title: str
    deliverable: str = ""
    evidence_wanted: str = ""
    phase_id: UUID
    owner: str
    theme: str
    lever: str = ""
    weight: int = 1
    best: int
    likely: int
    worst: int
    anchor: DateAnchor | None = None
    pin: Pin | None = None
    after: tuple[Dependency, ...] = ()
    mitigates: tuple[Mitigation, ...] = ()
    engages: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


FIELDS = tuple(MilestoneDraft.__dataclass_fields__)
"""What of a milestone is decided by hand; the rest is computed, or recorded as progress."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices:
    """What a milestone may belong to, by key: what the playbook knows, and the plan's own risks."""

    themes: frozenset[str]
    levers: frozenset[str]
    barriers: frozenset[str]
    archetypes: frozenset[str]


def choices_of(playbook: Playbook, plan: Plan) -> Choices:
    """All that a playbook and a plan loaded with its risks offer."""
    return Choices(
        themes=frozenset(each.key for each in playbook.intervention.themes),
        levers=frozenset(each.key for each in playbook.intervention.levers),
        barriers=frozenset(each.key for each in playbook.barriers) | own_risks(plan.risks).keys(),
        archetypes=frozenset(each.key for each in playbook.archetypes),
    )


def draft_of(milestone: Milestone) -> MilestoneDraft:
    """A milestone as it stands, for changing it."""
    return MilestoneDraft(**{name: getattr(milestone, name) for name in FIELDS})


def check_draft(plan: Plan, draft: MilestoneDraft, choices: Choices, own: Milestone | None = None) -> MilestoneDraft:
    """The draft without spaces around its texts, or ``RuleBrokenError`` with everything that is wrong with it.

    ``own`` is the milestone that it changes; what that holds already may stay although no longer on offer.
    """
    draft = replace(
        draft,
        title=" ".join(draft.title.split()),
        owner=" ".join(draft.owner.split()),
        deliverable=draft.deliverable.strip(),
        evidence_wanted=draft.evidence_wanted.strip(),
        pin=replace(draft.pin, reason=draft.pin.reason.strip()) if draft.pin else None,
    )
    faults = [
        *_texts(draft),
        *_belonging(plan, draft, choices, own),
        *_effort(draft),
        *_anchor(plan, draft, own),
        *_pin(draft, own),
        *link_faults(plan, own, draft.after),
        *_effects(draft, choices, own),
    ]
    refuse(faults)
    return draft


def number_faults(field: str, number: int, least: int, most: int) -> Iterator[Fault]:
    """A whole number beyond its range."""
    if not least <= number <= most:
        yield Fault(field=field, message=message("number.range", least=least, most=most))


def _texts(draft: MilestoneDraft) -> Iterator[Fault]:
    yield from title_faults(draft.title)
    yield from text_faults("deliverable", draft.deliverable)
    yield from text_faults("evidence_wanted", draft.evidence_wanted)
    if not draft.owner:
        yield Fault(field="owner", message=message("owner.empty"))
    yield from text_faults("owner", draft.owner, OWNER_MAX)


def _belonging(plan: Plan, draft: MilestoneDraft, choices: Choices, own: Milestone | None) -> Iterator[Fault]:
    if draft.phase_id not in {each.id for each in plan.phases}:
        yield Fault(field="phase_id", message=message("choice.unknown"))
    if draft.theme not in choices.themes and not (own and draft.theme == own.theme):
        yield Fault(field="theme", message=message("choice.unknown"))
    if draft.lever not in {"", *choices.levers} and not (own and draft.lever == own.lever):
        yield Fault(field="lever", message=message("choice.unknown"))
    yield from number_faults("weight", draft.weight, 1, HEAVIEST)


def _effort(draft: MilestoneDraft) -> Iterator[Fault]:
    faults = [
        fault for name in ("best", "likely", "worst") for fault in number_faults(name, getattr(draft, name), 1, LONGEST)
    ]
    yield from faults
    if not faults and draft.best > draft.likely:
        yield Fault(field="best", message=message("milestone.best_over_likely", likely=draft.likely))
    if not faults and draft.worst < draft.likely:
        yield Fault(field="worst", message=message("milestone.worst_under_likely", likely=draft.likely))


def _anchor(plan: Plan, draft: MilestoneDraft, own: Milestone | None) -> Iterator[Fault]:
    anchor = draft.anchor
    if anchor is None:
        return
    faults = [
        *number_faults("anchor_months", anchor.months, -FARTHEST_MONTHS, FARTHEST_MONTHS),
        *number_faults("anchor_days", anchor.days, -FARTHEST_DAYS, FARTHEST_DAYS),
    ]
    phases = {each.id: each for each in plan.phases}
    if anchor.at == "date" and anchor.day is None:
        faults.append(Fault(field="anchor_day", message=message("milestone.anchor_day_missing")))
    elif anchor.at.startswith("phase-") and anchor.phase_id is not None and anchor.phase_id not in phases:
        faults.append(Fault(field="anchor_phase", message=message("choice.unknown")))
    elif anchor.at.startswith("milestone-"):
        faults += _other(plan, anchor, own)
    if not faults:
        faults += _anchored_day(plan, draft, anchor)
    yield from faults


def _other(plan: Plan, anchor: DateAnchor, own: Milestone | None) -> Iterator[Fault]:
    """An anchor on another milestone needs one, and one that does not wait for it."""
    others = {each.id for each in plan.milestones if own is None or each.id != own.id}
    if own and anchor.milestone_id == own.id:
        yield Fault(field="anchor_milestone", message=message("milestone.hangs_on_itself"))
    elif anchor.milestone_id is None or anchor.milestone_id not in others:
        yield Fault(field="anchor_milestone", message=message("milestone.anchor_other_missing"))
    elif own and (path := path_to(plan.milestones, anchor.milestone_id, own.id)):
        yield Fault(field="anchor_milestone", message=cycle_message([own, *path]))


def _anchored_day(plan: Plan, draft: MilestoneDraft, anchor: DateAnchor) -> Iterator[Fault]:
    phases = {each.id: each for each in plan.phases}
    day = anchored_day(anchor, plan, phases.get(anchor.phase_id or draft.phase_id))
    if day is not None:
        field = "anchor_day" if anchor.at == "date" else "anchor_months"
        yield from day_faults(field, day)


def _pin(draft: MilestoneDraft, own: Milestone | None) -> Iterator[Fault]:
    """A pin that a playbook set has no reason of its own and may stay so; one that is set by hand says why."""
    pin = draft.pin
    if pin is None:
        return
    yield from day_faults("pin_day", pin.day)
    if not pin.reason and not (own and own.pin == pin):
        yield Fault(field="pin_reason", message=message("milestone.pin_reason_missing"))
    yield from text_faults("pin_reason", pin.reason, REASON_MAX)


def _effects(draft: MilestoneDraft, choices: Choices, own: Milestone | None) -> Iterator[Fault]:
    known = choices.barriers | {each.barrier for each in (own.mitigates if own else ())}
    for each in draft.mitigates:
        field = f"mitigates_{each.barrier}"
        if each.barrier not in known:
            yield Fault(field=field, message=message("choice.unknown"))
        yield from number_faults(field, each.by, 1, MOST_LEVELS)
    archetypes = choices.archetypes | set(own.engages if own else ())
    if not set(draft.engages) <= archetypes:
        yield Fault(field="engages", message=message("choice.unknown"))
