"""The fields of a milestone's form that hold more than one answer: its own day, a pin, links, and what it lowers.

Each is typed into several controls, whose names begin with its own. Where two versions are compared it stands as one
text, the value as JSON, and is read from that again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, get_args
from uuid import UUID

import msgspec

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestones import (
    LINK_KINDS,
    PIN_KINDS,
    AnchorPoint,
    DateAnchor,
    Dependency,
    LagUnit,
    Mitigation,
    Pin,
)
from roadmap.domain.risks import own_risks
from roadmap.web.forms.fields import Field
from roadmap.web.forms.reading import Typed, day, key_of, no_day, no_whole, whole
from roadmap.web.views.milestone_words import anchor_words, link_words, named, pin_words
from roadmap.web.views.plan_frame import PlanPage

POINTS: Final = get_args(AnchorPoint)
UNITS: Final = get_args(LagUnit)


@dataclass(frozen=True, kw_only=True, slots=True)
class Composite(Field, ABC):
    """Several controls, one value; the root of the fields below."""

    drawn: ClassVar[str] = "composite"
    kind: ClassVar[Any]
    empty: ClassVar[Any] = None

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """The value; a control that cannot be read counts as its usual answer, and ``faults`` tells of it."""
        if self.name in form.values:
            return self.decoded(form.text(self.name))
        return self.read_controls(form, page)

    def decoded(self, text: str) -> Any:  # noqa: ANN401
        """The value of a text as ``typed`` gives it, or the message that it is none."""
        try:
            return msgspec.json.decode(text.encode(), type=self.kind)
        except msgspec.MsgspecError:
            return message("form.incomplete")

    @abstractmethod
    def read_controls(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """What the controls hold."""

    def faults(self, form: Typed) -> list[Fault]:  # noqa: ARG002
        """What of the controls cannot be read, beside each."""
        return []

    @abstractmethod
    def controls(self, value: Any, page: PlanPage) -> dict[str, str]:  # noqa: ANN401
        """A value as the controls hold it."""

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """What was typed as a value, in the order in which the same was held."""
        found = self.read(form, page)
        is_same = isinstance(found, tuple) and isinstance(held, tuple) and len(found) == len(held)
        return held if is_same and set(found) == set(held) else found

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """Nothing."""
        return self.empty

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401, ARG002
        """As one text."""
        return msgspec.json.encode(self.empty if value is None else value).decode()

    def held(self, value: Any) -> Any:  # noqa: ANN401
        """A value, also out of the plain JSON of the log."""
        return msgspec.convert(self.empty if value is None else value, type=self.kind)

    def unread(self, form: Typed, name: str) -> list[Fault]:
        """What is wrong with a whole number that may be left out."""
        text = form.text(name)
        if not text.strip() or whole(text) is not None:
            return []
        return [Fault(field=name, message=no_whole(text))]

    def undated(self, form: Typed, name: str) -> list[Fault]:
        """What is wrong with a day that may be left out."""
        text = form.text(name)
        if not text.strip() or day(text, form.code) is not None:
            return []
        return [Fault(field=name, message=no_day(text, form.code))]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnDay(Composite):
    """The day that a milestone has by itself: what it hangs on, and how far from there."""

    kind: ClassVar[Any] = DateAnchor | None

    def read_controls(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """What it hangs on; nothing where it stays where it is. Controls of other choices are left aside."""
        at = next((each for each in POINTS if each == form.text("anchor_at")), None)
        if at is None:
            return message("choice.unknown") if form.text("anchor_at") else None
        is_date = at == "date"
        return DateAnchor(
            at=at,
            edge="due" if form.text("anchor_edge") == "due" else "start",
            day=day(form.text("anchor_day"), form.code) if is_date else None,
            months=0 if is_date else whole(form.text("anchor_months")) or 0,
            days=0 if is_date else whole(form.text("anchor_days")) or 0,
            phase_id=key_of(form.text("anchor_phase")) if at.startswith("phase-") else None,
            milestone_id=key_of(form.text("anchor_milestone")) if at.startswith("milestone-") else None,
        )

    def faults(self, form: Typed) -> list[Fault]:
        """A date or a distance that cannot be read, where it counts."""
        if form.text("anchor_at") == "date":
            return self.undated(form, "anchor_day")
        return [*self.unread(form, "anchor_months"), *self.unread(form, "anchor_days")]

    def controls(self, value: Any, page: PlanPage) -> dict[str, str]:  # noqa: ANN401, ARG002
        """One for each part of an anchor."""
        anchor: DateAnchor | None = self.held(value)
        return {
            "anchor_at": anchor.at if anchor else "",
            "anchor_edge": anchor.edge if anchor else "start",
            "anchor_day": anchor.day.isoformat() if anchor and anchor.day else "",
            "anchor_months": str(anchor.months) if anchor and anchor.months else "",
            "anchor_days": str(anchor.days) if anchor and anchor.days else "",
            "anchor_phase": str(anchor.phase_id) if anchor and anchor.phase_id else "",
            "anchor_milestone": str(anchor.milestone_id) if anchor and anchor.milestone_id else "",
        }

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """In words, with the end that it is of."""
        anchor: DateAnchor | None = self.held(value)
        if anchor is None:
            return ""
        _ = page.words.gettext
        said = _("begins: %(when)s") if anchor.edge == "start" else _("due: %(when)s")
        return said % {"when": anchor_words(page, anchor)}


@dataclass(frozen=True, kw_only=True, slots=True)
class PinField(Composite):
    """The date that others set."""

    kind: ClassVar[Any] = Pin | None

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """What was typed as a value; a reason of the playbook that was read in another language is still its own."""
        found = self.read(form, page)
        if isinstance(held, Pin) and isinstance(found, Pin) and found.reason == page.words.text(held.reason):
            return replace(found, reason=held.reason)
        return found

    def read_controls(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """The pin; nothing where nobody set a date."""
        kind = next((each for each in PIN_KINDS if each == form.text("pin_kind")), None)
        if kind is None:
            return message("choice.unknown") if form.text("pin_kind") else None
        # A day that is missing or unreadable is told by ``faults``; the rules look at the rest meanwhile.
        on = day(form.text("pin_day"), form.code) or page.plan.start
        return Pin(kind=kind, day=on, reason=form.text("pin_reason").strip())

    def faults(self, form: Typed) -> list[Fault]:
        """A day that is missing or cannot be read."""
        if form.text("pin_kind") not in PIN_KINDS:
            return []
        if not form.text("pin_day").strip():
            return [Fault(field="pin_day", message=message("milestone.pin_day_missing"))]
        return self.undated(form, "pin_day")

    def controls(self, value: Any, page: PlanPage) -> dict[str, str]:  # noqa: ANN401
        """What kind, which day and why."""
        pin: Pin | None = self.held(value)
        return {
            "pin_kind": pin.kind if pin else "",
            "pin_day": pin.day.isoformat() if pin else "",
            "pin_reason": page.words.text(pin.reason) if pin else "",
        }

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """In words."""
        pin: Pin | None = self.held(value)
        return pin_words(page.words, pin) if pin else ""


def link_rows(texts: Mapping[str, str]) -> list[int]:
    """The numbers of the rows of links that a form holds: as many as it says, but no more than it brings fields for."""
    said = whole(texts.get("after_rows", "")) or 0
    brought = sum(name.startswith("after_") for name in texts) - 1
    return list(range(min(max(said, 0), max(brought, 0))))


@dataclass(frozen=True, kw_only=True, slots=True)
class LinksField(Composite):
    """What a milestone waits for, one a row."""

    kind: ClassVar[Any] = tuple[Dependency, ...]
    empty: ClassVar[Any] = ()

    def read_controls(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """The rows in their order; one in which nothing is chosen is told by ``faults`` where it matters."""
        found = []
        for row in link_rows(form.values):
            key = key_of(form.text(f"after_{row}_milestone"))
            kind = next((each for each in LINK_KINDS if each == form.text(f"after_{row}_kind")), LINK_KINDS[0])
            unit = next((each for each in UNITS if each == form.text(f"after_{row}_unit")), UNITS[0])
            lag = whole(form.text(f"after_{row}_lag")) or 0
            found.append(Dependency(milestone_id=key or UUID(int=0), kind=kind, lag=lag, unit=unit))
        return tuple(found)

    def faults(self, form: Typed) -> list[Fault]:
        """A row without a milestone, and a lag that cannot be read."""
        found = []
        for row in link_rows(form.values):
            if not form.text(f"after_{row}_milestone"):
                found.append(Fault(field=f"after_{row}_milestone", message=message("link.nobody")))
            found += self.unread(form, f"after_{row}_lag")
        return found

    def controls(self, value: Any, page: PlanPage) -> dict[str, str]:  # noqa: ANN401, ARG002
        """Four for each row, and the number of rows."""
        links: tuple[Dependency, ...] = self.held(value)
        found = {"after_rows": str(len(links))}
        for row, link in enumerate(links):
            found |= {
                f"after_{row}_milestone": str(link.milestone_id),
                f"after_{row}_kind": link.kind,
                f"after_{row}_lag": str(link.lag) if link.lag else "",
                f"after_{row}_unit": link.unit,
            }
        return found

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Each milestone with how it is waited for."""
        links: tuple[Dependency, ...] = self.held(value)
        return "; ".join(f"{named(page, link.milestone_id)} ({link_words(page.words, link)})" for link in links)


@dataclass(frozen=True, kw_only=True, slots=True)
class MitigationsField(Composite):
    """By how many levels a milestone lowers the likelihood of each barrier."""

    kind: ClassVar[Any] = tuple[Mitigation, ...]
    empty: ClassVar[Any] = ()

    def read_controls(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """Those barriers that are lowered at all."""
        levels = {each: whole(form.text(f"mitigates_{each}")) or 0 for each in barriers_of(page, form.values)}
        return tuple(Mitigation(barrier=barrier, by=by) for barrier, by in levels.items() if by)

    def controls(self, value: Any, page: PlanPage) -> dict[str, str]:  # noqa: ANN401, ARG002
        """One for each barrier that is lowered."""
        held: tuple[Mitigation, ...] = self.held(value)
        return {f"mitigates_{each.barrier}": str(each.by) for each in held}

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Each barrier with the levels."""
        held: tuple[Mitigation, ...] = self.held(value)
        _ = page.words.gettext
        return page.words.sentence_list(
            _("%(barrier)s by %(levels)s")
            % {"barrier": page.titles.barrier(each.barrier), "levels": page.words.number(each.by)}
            for each in held
        )


def barriers_of(page: PlanPage, values: Mapping[str, str]) -> list[str]:
    """The playbook's barriers, the plan's own risks, and others that a form speaks of."""
    known = [*(each.key for each in page.playbook.barriers), *own_risks(page.plan.risks)]
    named = [name.removeprefix("mitigates_") for name in values if name.startswith("mitigates_")]
    return list(dict.fromkeys([*known, *named]))
