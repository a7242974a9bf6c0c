"""The change log in sentences: who did what to what, with the fields before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.access import ROLES
from roadmap.domain.changes import Change, FieldChange
from roadmap.domain.exchange import IMPORTED
from roadmap.domain.history import undone_revision
from roadmap.domain.money import Money
from roadmap.domain.planned_changes import FOLLOWING
from roadmap.domain.plans import FROM_FILE
from roadmap.i18n import Language
from roadmap.web.views.field_words import FieldWords
from roadmap.web.views.frame import role_title
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import stage_word

UNTOLD: Final = FOLLOWING - {"number"}
"""What the log keeps without telling of it: it explains or counts something else."""


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
    words = FieldWords(page)
    return tuple(
        LogEntry(
            when=page.words.instant(each.at),
            when_iso=each.at.isoformat(),
            who=who(page, each.actor),
            sentence=_sentence(page, each),
            changes=_fields(words, each),
            reason=reason_in_words(page.words, each.reason),
        )
        for each in changes
    )


def reason_in_words(words: Language, reason: str) -> str:
    """A reason of the log: as typed, or what was undone."""
    revision = undone_revision(reason)
    if reason == IMPORTED:
        return words.gettext("Imported")
    if revision is None:
        return words.text(reason)
    return words.gettext("Undo of revision %(number)s") % {"number": words.number(revision)}


def who(page: PlanPage, actor: str) -> str:
    """Who did something: the role in which they acted, never a name."""
    if actor == FROM_FILE:
        return page.words.gettext("an imported file")
    return role_title(page.words, actor) if actor in {*ROLES, "administrator"} else page.titles.role(actor)


def kind_words(words: Language) -> dict[str, str]:
    """The kinds of things that the log tells of, by their key."""
    _ = words.gettext
    return {
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
        "amendment": _("amendment"),
    }


def _sentence(page: PlanPage, change: Change) -> str:
    _, words = page.words.gettext, page.words
    telling = TELLING.get((change.noun, change.action))
    if telling and (sentence := telling(page, change)):
        return sentence
    values = {"noun": kind_words(words).get(change.noun, change.noun), "item": words.text(change.item)}
    if change.action == "created":
        return _("Added the %(noun)s “%(item)s”.") % values
    if change.action == "removed":
        return _("Removed the %(noun)s “%(item)s”.") % values
    return _("Changed the %(noun)s “%(item)s”.") % values


def _values(change: Change) -> dict[str, Any]:
    """What a thing held when it was added, or before it was removed."""
    return {each.field: each.after if each.before is None else each.before for each in change.fields}


def _spent(page: PlanPage, change: Change) -> str:
    told = _spending_of(page, change)
    return page.words.gettext("Entered %(amount)s spent on “%(line)s” in %(month)s.") % told if told else ""


def _unspent(page: PlanPage, change: Change) -> str:
    told = _spending_of(page, change)
    return page.words.gettext("Took out %(amount)s spent on “%(line)s” in %(month)s.") % told if told else ""


def _corrected(page: PlanPage, change: Change) -> str:
    month = page.words.month(date.fromisoformat(change.item))
    return page.words.gettext("Changed an amount spent in %(month)s.") % {"month": month}


def _spending_of(page: PlanPage, change: Change) -> dict[str, str]:
    """What was spent on a line that the page knows, in words."""
    held = _values(change)
    line = next((each for each in page.plan.budget if str(each.id) == held.get("line_id")), None)
    if line is None:
        return {}
    return {
        "amount": page.words.money(Money(amount=Decimal(str(held["amount"])), currency=page.plan.currency)),
        "line": page.words.text(line.title),
        "month": page.words.month(date.fromisoformat(held["month"])),
    }


def _read(page: PlanPage, change: Change) -> str:
    held = _values(change)
    service = next((each for each in page.plan.services if str(each.id) == held.get("service_id")), None)
    indicator = next((each for each in page.playbook.indicators if each.key == held.get("indicator")), None)
    if service is None or indicator is None:
        return ""
    return page.words.gettext("Entered %(value)s for “%(indicator)s” of %(service)s, quarter from %(month)s.") % {
        "value": page.words.number(Decimal(str(held["value"]))),
        "indicator": page.words.text(indicator.title),
        "service": page.words.text(service.title),
        "month": page.words.month(date.fromisoformat(held["quarter"])),
    }


def _source_of(page: PlanPage, change: Change) -> str:
    key = str(_values(change).get("source_id"))
    return next((page.words.text(each.title) for each in page.plan.sources if str(each.id) == key), "")


def _promised(page: PlanPage, change: Change) -> str:
    source = _source_of(page, change)
    return source and page.words.gettext("Added %(amount)s of “%(source)s”, %(stage)s.") % _amount_of(
        page, change, source
    )


def _withdrawn(page: PlanPage, change: Change) -> str:
    source = _source_of(page, change)
    return source and page.words.gettext("Removed %(amount)s of “%(source)s”, %(stage)s.") % _amount_of(
        page, change, source
    )


def _renegotiated(page: PlanPage, change: Change) -> str:
    held = next((each for each in page.plan.commitments if each.id == change.item_id), None)
    source = held and next((each for each in page.plan.sources if each.id == held.source_id), None)
    if not source:
        return ""
    return page.words.gettext("Changed an amount of “%(source)s”.") % {"source": page.words.text(source.title)}


def _amount_of(page: PlanPage, change: Change, source: str) -> dict[str, str]:
    held = _values(change)
    return {
        "amount": page.words.money(Money(amount=Decimal(str(held["amount"])), currency=page.plan.currency)),
        "source": source,
        "stage": stage_word(page.words, held["stage"]).lower(),
    }


def _meeting_of(page: PlanPage, change: Change) -> str:
    held = _values(change).get("held_on") or change.item
    return page.words.date(date.fromisoformat(str(held)))


def _convened(page: PlanPage, change: Change) -> str:
    return page.words.gettext("Added the meeting of %(day)s.") % {"day": _meeting_of(page, change)}


def _cancelled(page: PlanPage, change: Change) -> str:
    return page.words.gettext("Took out the meeting of %(day)s.") % {"day": _meeting_of(page, change)}


def _postponed(page: PlanPage, change: Change) -> str:
    day = page.words.date(date.fromisoformat(change.item))
    return page.words.gettext("Changed the meeting of %(day)s.") % {"day": day}


def _attached(page: PlanPage, change: Change) -> str:
    milestone = _milestone_of(page, change)
    return milestone and page.words.gettext("Attached “%(item)s” to milestone %(milestone)s.") % {
        "item": change.item,
        "milestone": milestone,
    }


def _detached(page: PlanPage, change: Change) -> str:
    milestone = _milestone_of(page, change)
    return milestone and page.words.gettext("Removed “%(item)s” from milestone %(milestone)s.") % {
        "item": change.item,
        "milestone": milestone,
    }


def _milestone_of(page: PlanPage, change: Change) -> str:
    key = _values(change).get("milestone_id")
    found = next((each for each in page.plan.milestones if str(each.id) == key), None)
    return f"{found.number} · {page.words.text(found.title)}" if found else ""


TELLING: Final[dict[tuple[str, str], Callable[[PlanPage, Change], str]]] = {
    ("spending", "created"): _spent,
    ("spending", "changed"): _corrected,
    ("spending", "removed"): _unspent,
    ("reading", "created"): _read,
    ("commitment", "created"): _promised,
    ("commitment", "changed"): _renegotiated,
    ("commitment", "removed"): _withdrawn,
    ("meeting", "created"): _convened,
    ("meeting", "changed"): _postponed,
    ("meeting", "removed"): _cancelled,
    ("evidence", "created"): _attached,
    ("evidence", "removed"): _detached,
}
"""Things without a telling title of their own: their sentence is made from what they hold, where the page knows it."""


def field_in_words(words: FieldWords, noun: str, change: FieldChange) -> FieldView:
    """A field before and after in words."""
    return FieldView(
        field=words.label(noun, change.field),
        before=words.said(noun, change.field, change.before),
        after=words.said(noun, change.field, change.after),
    )


def _fields(words: FieldWords, change: Change) -> tuple[FieldView, ...]:
    if change.action != "changed":
        return ()
    told = (field_in_words(words, change.noun, each) for each in change.fields if each.field not in UNTOLD)
    return tuple(each for each in told if each.field and each.before != each.after)
