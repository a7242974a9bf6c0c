"""The change log in sentences: who did what to what, with the fields before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.domain.changes import Change, FieldChange
from roadmap.i18n import Language
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import plan_status_word, status_word

LONGEST = 160


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldView:
    """A field before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LogEntry:
    """One entry, as the log component reads it."""

    when: str
    when_iso: str
    who: str
    sentence: str
    changes: tuple[FieldView, ...]
    reason: str


def log_entries(page: PlanPage, changes: Sequence[Change]) -> tuple[LogEntry, ...]:
    """Entries of the log in the reader's language, in the given order."""
    return tuple(
        LogEntry(
            when=page.words.instant(each.at),
            when_iso=each.at.isoformat(),
            who=page.titles.role(each.actor),
            sentence=_sentence(page.words, each),
            changes=_fields(page.words, each),
            reason=page.words.text(each.reason),
        )
        for each in changes
    )


def _sentence(words: Language, change: Change) -> str:
    _ = words.gettext
    noun = {
        "plan": _("plan"),
        "phase": _("phase"),
        "milestone": _("milestone"),
        "evidence": _("evidence"),
        "budget-line": _("budget line"),
        "spending": _("spending"),
        "funding-source": _("funding source"),
        "commitment": _("commitment"),
        "stakeholder": _("stakeholder"),
        "risk": _("risk"),
        "committee": _("committee"),
        "meeting": _("meeting"),
        "service": _("service"),
        "reading": _("reading"),
        "baseline": _("baseline"),
    }.get(change.noun, change.noun)
    said = {"noun": noun, "item": words.text(change.item)}
    if change.action == "created":
        return _("Added the %(noun)s “%(item)s”.") % said
    if change.action == "removed":
        return _("Removed the %(noun)s “%(item)s”.") % said
    return _("Changed the %(noun)s “%(item)s”.") % said


def _fields(words: Language, change: Change) -> tuple[FieldView, ...]:
    if change.action != "changed":
        return ()
    names = field_names(words)
    return tuple(
        FieldView(
            field=names[each.field],
            before=said(words, each.field, each.before),
            after=said(words, each.field, each.after),
        )
        for each in change.fields
        if each.field in names and _is_telling(each)
    )


def _is_telling(change: FieldChange) -> bool:
    return bool(change.before) or bool(change.after)


def field_names(words: Language) -> dict[str, str]:
    """The names of fields that the log tells; others are kept but not shown."""
    _ = words.gettext
    return {
        "title": _("Title"),
        "status": _("Status"),
        "percent": _("Percent done"),
        "planned_start": _("Planned start"),
        "planned_due": _("Planned due date"),
        "started_on": _("Begun on"),
        "done_on": _("Done on"),
        "note": _("Note"),
        "start": _("Start"),
        "starts": _("From"),
        "ends": _("To"),
        "rag_override": _("Judgement of the status"),
    }


def said(words: Language, field: str, value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
    """A field's value in words."""
    if value is None or value == "":
        return ""
    if field == "status":
        return (
            status_word(words, value)
            if value in {"not-started", "in-progress", "done", "blocked", "dropped"}
            else plan_status_word(words, value)
        )
    if field == "percent":
        return words.percent_of_hundred(int(value))
    if field == "rag_override":
        return str(value.get("reason", ""))[:LONGEST]
    text = str(value)
    try:
        return words.date(date.fromisoformat(text))
    except ValueError:
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
