"""Changing several milestones at once: the bar below the list, and the page with what that would move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from roadmap.domain.milestone_batches import Held, ahead, held, staying
from roadmap.domain.milestones import Milestone
from roadmap.domain.workdays import working_calendar
from roadmap.services.edits import Edited
from roadmap.web.forms.milestone_edits import phases, themes
from roadmap.web.forms.reading import whole
from roadmap.web.views.consequences import ConsequencesView, consequences_view
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.parts import Entry, HiddenView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import status_word


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchFields:
    """What all of the selected ones shall be; ``selected`` is where it is told that there are too few of them."""

    action: str
    selected: FieldView
    owner: FieldView
    theme: FieldView
    phase: FieldView
    days: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class SelectedView:
    """A milestone that was ticked, as it stands."""

    id: str
    title: str
    owner: str
    theme: str
    phase: str
    span: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BatchView:
    """The form. ``only`` is what is selected where that is one; ``staying`` says which no shift moves, and why."""

    fields: BatchFields
    errors: tuple[ErrorView, ...]
    hidden: tuple[HiddenView, ...]
    selected: tuple[SelectedView, ...]
    only: SelectedView | None
    staying: tuple[str, ...]
    changed: str
    reason: FieldView
    preview: ConsequencesView | None
    cancel_href: str
    cancel_label: str


def batch_bar(page: PlanPage, fields: Fields, texts: Mapping[str, str], chosen: Mapping[str, str]) -> BatchFields:
    """The controls below the list, in which forms with fields of the same names open: their ids begin otherwise."""
    return batch_fields(page, fields, texts, listed(page, "/batches", chosen))


def listed(page: PlanPage, end: str, chosen: Mapping[str, str], **more: str) -> str:
    """An address below the list that knows which filters were ``chosen`` there."""
    query = urlencode({name: value for name, value in {**chosen, **more}.items() if value})
    return f"{page.address}/milestones{end}" + (f"?{query}" if query else "")


def batch_fields(page: PlanPage, fields: Fields, texts: Mapping[str, str], action: str) -> BatchFields:
    """The controls, empty ones for what stays."""
    _ = page.words.gettext
    stays = ("", _("As it is"))
    roles = [(page.titles.role(each.key), "") for each in page.playbook.intervention.roles]
    return BatchFields(
        action=action,
        selected=fields.field("selected", ""),
        owner=fields.field("owner", _("New owner"), texts.get("owner", ""), options=roles),
        theme=fields.field("theme", _("New theme"), texts.get("theme", ""), options=[stays, *themes(page)]),
        phase=fields.field("phase_id", _("New phase"), texts.get("phase_id", ""), options=[stays, *phases(page)]),
        days=fields.field(
            "days", _("Working days later"), texts.get("days", ""), hint=_("-5 is a week of five days earlier.")
        ),
    )


def batch_view(
    page: PlanPage,
    selected: Sequence[Milestone],
    entry: Entry,
    edited: Edited | None,
    chosen: Mapping[str, str],
    *,
    is_changed: bool,
) -> BatchView:
    """What was selected, and what it shall be; ``edited`` is what was previewed, ``chosen`` are the list's filters."""
    _, words = page.words.gettext, page.words
    fields = Fields(words, entry.faults)
    titles = {each.id: words.text(each.title) for each in page.plan.phases}
    days = whole(entry.texts.get("days", "").strip()) or 0
    shown = tuple(_selected_view(page, each, titles.get(each.phase_id, "")) for each in selected)
    only = shown[0] if len(shown) == 1 else None
    return BatchView(
        fields=batch_fields(page, fields, entry.texts, listed(page, "/batches", chosen)),
        errors=fields.errors(),
        hidden=tuple(HiddenView(name=name, value=value) for name, value in entry.hidden.items()),
        selected=shown,
        only=only,
        staying=tuple(_staying(page, selected, edited, days)) if edited and days else (),
        changed=_("Somebody changed one of them while you were choosing. This is how they stand now; nothing is lost.")
        if is_changed
        else "",
        reason=fields.reason(entry.texts.get("reason", "")),
        preview=consequences_view(page, edited) if edited else None,
        cancel_href=f"{page.address}/milestones/{only.id}" if only else listed(page, "", chosen),
        cancel_label=_("Cancel") if only else _("Leave them as they are"),
    )


def _selected_view(page: PlanPage, milestone: Milestone, phase: str) -> SelectedView:
    words = page.words
    return SelectedView(
        id=str(milestone.id),
        title=_numbered(page, milestone),
        owner=page.titles.role(milestone.owner),
        theme=page.titles.theme(milestone.theme),
        phase=phase,
        span=f"{words.date(milestone.planned_start)} – {words.date(milestone.planned_due)}",
    )


def _staying(page: PlanPage, selected: Sequence[Milestone], edited: Edited, days: int) -> Iterator[str]:
    ids = {each.id for each in selected}
    before, after = edited.before, edited.after
    calendar = working_calendar(before.country, before.subdivision)
    yield from (_why_it_stays(page, each) for each in staying(before, ids))
    yield from (_what_holds_it(page, each) for each in held(before, after, ids, days, calendar))
    yield from (_what_it_is_ahead_of(page, *each) for each in ahead(before, after, ids, calendar))


def _what_holds_it(page: PlanPage, found: Held) -> str:
    _ = page.words.gettext
    values = {"title": _numbered(page, found.milestone), "days": _days(page, abs(found.days))}
    if found.cause:
        values["cause"] = _numbered(page, found.cause)
        if found.days:
            return _("“%(title)s” moves by %(days)s only: it waits for “%(cause)s”.") % values
        return _("“%(title)s” stays: it waits for “%(cause)s”.") % values
    if found.milestone.started_on is None:
        return _("“%(title)s” moves by %(days)s only.") % values
    if found.days:
        return _("“%(title)s” moves by %(days)s only: it cannot be due before it has begun.") % values
    return _("“%(title)s” stays: it cannot be due before it has begun.") % values


def _days(page: PlanPage, count: int) -> str:
    text = page.words.ngettext("%(count)s working day", "%(count)s working days", count)
    return text % {"count": page.words.number(count)}


def _what_it_is_ahead_of(page: PlanPage, milestone: Milestone, cause: Milestone) -> str:
    return page.words.gettext(
        "“%(title)s” is planned from %(start)s on, although it waits for “%(cause)s”, due %(due)s."
    ) % {
        "title": _numbered(page, milestone),
        "start": page.words.date(milestone.planned_start),
        "cause": _numbered(page, cause),
        "due": page.words.date(cause.planned_due),
    }


def _numbered(page: PlanPage, milestone: Milestone) -> str:
    return f"{milestone.number} · {page.words.text(milestone.title)}"


def _why_it_stays(page: PlanPage, milestone: Milestone) -> str:
    _, words = page.words.gettext, page.words
    values = {
        "title": _numbered(page, milestone),
        "status": status_word(words, milestone.status).lower(),
    }
    if milestone.is_open:
        return _("“%(title)s” stays: others set its date.") % values
    return _("“%(title)s” stays: %(status)s.") % values
