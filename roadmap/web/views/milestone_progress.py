"""The forms of a milestone that record progress and attach evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.milestones import STATUSES, Milestone
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import status_word


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressForm:
    """The form that records progress; ``fields`` by name."""

    action: str
    version: str
    errors: tuple[ErrorView, ...]
    status: FieldView
    percent: FieldView
    planned_start: FieldView
    planned_due: FieldView
    done_on: FieldView
    note: FieldView
    reason: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceForm:
    """The form that attaches a link or a file."""

    action: str
    errors: tuple[ErrorView, ...]
    title: FieldView
    link: FieldView
    file: FieldView
    accept: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A refused form: what was typed, and what is wrong with it. ``form`` is ``progress`` or ``evidence``."""

    form: str
    typed: Mapping[str, str]
    faults: Sequence[Fault]


NOTHING_REFUSED = Refusal(form="", typed={}, faults=())


def progress_form(page: PlanPage, milestone: Milestone, refusal: Refusal = NOTHING_REFUSED) -> ProgressForm:
    """The progress form: as saved, or as typed when it was refused."""
    _, words = page.words.gettext, page.words
    is_refused = refusal.form == "progress"
    fields = Fields(words, refusal.faults if is_refused else (), prefix="progress")
    held = {
        "status": milestone.status,
        "percent": str(milestone.percent),
        "planned_start": milestone.planned_start.isoformat(),
        "planned_due": milestone.planned_due.isoformat(),
        "done_on": milestone.done_on.isoformat() if milestone.done_on else "",
        "note": milestone.note,
        "reason": "",
        "version": str(milestone.version),
    }
    value = {**held, **refusal.typed} if is_refused else held
    statuses = [(each, status_word(words, each)) for each in STATUSES]
    return ProgressForm(
        action=f"{page.address}/milestones/{milestone.id}/progress",
        version=value["version"],
        errors=fields.errors(),
        status=fields.field("status", _("Status"), value["status"], options=statuses, is_required=True),
        percent=fields.field(
            "percent", _("Percent done"), value["percent"], hint=_("A whole number from 0 to 100."), affix="%"
        ),
        planned_start=fields.field("planned_start", _("Planned start"), value["planned_start"], is_required=True),
        planned_due=fields.field(
            "planned_due",
            _("Planned due date"),
            value["planned_due"],
            hint=_("On a weekend or public holiday it moves to the working day before."),
            is_required=True,
        ),
        done_on=fields.field("done_on", _("Done on"), value["done_on"], hint=_("When the status is done.")),
        note=fields.field("note", _("Note"), value["note"], hint=_("What happened, what comes next.")),
        reason=fields.reason(value["reason"]),
    )


def evidence_form(page: PlanPage, milestone: Milestone, refusal: Refusal = NOTHING_REFUSED) -> EvidenceForm:
    """The evidence form, as typed when it was refused; a browser never sends a file name back."""
    _, words = page.words.gettext, page.words
    typed = refusal.typed if refusal.form == "evidence" else {}
    fields = Fields(words, refusal.faults if refusal.form == "evidence" else (), prefix="evidence")
    return EvidenceForm(
        action=f"{page.address}/milestones/{milestone.id}/evidence",
        errors=fields.errors(),
        title=fields.field("title", _("What it is"), typed.get("title", "")),
        link=fields.field("link", _("Link"), typed.get("link", ""), hint=_("It begins with https:// or http://.")),
        file=fields.field(
            "file",
            _("Or a file"),
            hint=_("PDF, picture, text, spreadsheet or document."),
        ),
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt,.ods,.txt,.csv",
    )
