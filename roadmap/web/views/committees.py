"""The committees of a plan: what for, who sits on them, whether service users do, and when they meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from roadmap.domain.committees import Committee, Meeting
from roadmap.domain.workdays import working_calendar
from roadmap.i18n import Language
from roadmap.web.views.coming_dates import away
from roadmap.web.views.editing import add_href, edit_href
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage

BOTH: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingView:
    """A meeting: its day with the weekday, how far off it is, and why nobody works then; ``id`` is its place here."""

    id: str
    when: str
    when_iso: str
    away: str
    off: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeView:
    """A committee as its own section. ``users_kind`` is the shape beside what is said of service users."""

    id: str
    title: str
    purpose: str
    prov: Provenanced
    users: str
    users_kind: str
    members: tuple[str, ...]
    next: MeetingView | None
    ahead: tuple[MeetingView, ...]
    past: tuple[MeetingView, ...]
    edit_href: str
    add_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteesView:
    """The page, ready to print."""

    lede: str
    rows: tuple[CommitteeView, ...]
    add_href: str
    notes: tuple[ProvenanceNote, ...]


def committees_view(page: PlanPage) -> CommitteesView:
    """The committees of a plan loaded with them and their meetings; whoever meets next comes first."""
    committees = sorted(page.plan.committees, key=lambda each: _next_day(page, each))
    return CommitteesView(
        lede=_lede(page, committees),
        rows=tuple(_row(page, each) for each in committees),
        add_href=add_href(page, "committees"),
        notes=page.notes.notes(),
    )


def _meetings(page: PlanPage, committee: Committee) -> list[Meeting]:
    return [each for each in page.plan.meetings if each.committee_id == committee.id]


def _next(page: PlanPage, committee: Committee) -> Meeting | None:
    ahead = [each for each in _meetings(page, committee) if each.held_on >= page.today]
    return min(ahead, key=lambda each: each.held_on, default=None)


def _next_day(page: PlanPage, committee: Committee) -> tuple[str, str]:
    """Sorts by the next meeting, those without one last, then by title."""
    meeting = _next(page, committee)
    return (meeting.held_on.isoformat() if meeting else "9999", committee.title)


def _lede(page: PlanPage, committees: Sequence[Committee]) -> str:
    if not committees:
        return ""
    _, words = page.words.gettext, page.words
    parts = [_users(words, committees)]
    meeting = _next(page, committees[0])
    if meeting:
        parts.append(
            _("Next meets “%(title)s”, on %(day)s.")
            % {"title": words.text(committees[0].title), "day": words.long_date(meeting.held_on)}
        )
    else:
        parts.append(_("No meeting lies ahead."))
    return " ".join(parts)


def _users(words: Language, committees: Sequence[Committee]) -> str:
    without = [each for each in committees if not each.has_service_users]
    if not without:
        if len(committees) == BOTH:
            return words.gettext("Service users sit on both committees.")
        said = words.ngettext(
            "Service users sit on the committee.", "Service users sit on all %(count)s committees.", len(committees)
        )
        return said % {"count": words.number(len(committees))}
    said = words.ngettext(
        "%(count)s of %(all)s committees has no service users: %(names)s.",
        "%(count)s of %(all)s committees have no service users: %(names)s.",
        len(without),
    )
    return said % {
        "count": words.number(len(without)),
        "all": words.number(len(committees)),
        "names": words.sentence_list(words.text(each.title) for each in without),
    }


def _row(page: PlanPage, committee: Committee) -> CommitteeView:
    _, words = page.words.gettext, page.words
    meetings = sorted(_meetings(page, committee), key=lambda each: each.held_on)
    following = _next(page, committee)
    return CommitteeView(
        id=f"committee-{committee.id}",
        title=words.text(committee.title),
        purpose=words.text(committee.purpose),
        prov=page.notes.mark(committee.basis),
        users=_("Service users are among the members")
        if committee.has_service_users
        else _("No service users among the members"),
        users_kind="good" if committee.has_service_users else "warn",
        members=tuple(words.text(each) for each in committee.members),
        next=_meeting(page, following) if following else None,
        ahead=tuple(_meeting(page, each) for each in meetings if each.held_on >= page.today),
        past=tuple(_meeting(page, each) for each in reversed(meetings) if each.held_on < page.today),
        edit_href=edit_href(page, "committees", committee.id),
        add_href=add_href(page, "meetings", committee_id=committee.id),
    )


def _meeting(page: PlanPage, meeting: Meeting) -> MeetingView:
    return MeetingView(
        id=f"meeting-{meeting.id}",
        when=page.words.long_date(meeting.held_on),
        when_iso=meeting.held_on.isoformat(),
        away=away(page, meeting.held_on),
        off=_off(page, meeting) if meeting.held_on >= page.today else "",
        edit_href=edit_href(page, "meetings", meeting.id),
    )


def _off(page: PlanPage, meeting: Meeting) -> str:
    """Why nobody works on the day, where that is so: it is said, and the committee may meet all the same."""
    plan, _ = page.plan, page.words.gettext
    why = working_calendar(plan.country, plan.subdivision).why_off(meeting.held_on)
    if not why:
        return ""
    return _("A weekend") if why == "weekend" else _("A public holiday: %(name)s") % {"name": page.words.text(why)}


def meetings_said(page: PlanPage, committee: Committee) -> tuple[str, ...]:
    """The days of a committee's meetings, in order."""
    meetings = sorted(_meetings(page, committee), key=lambda each: each.held_on)
    return tuple(
        page.words.gettext("The meeting of %(day)s.") % {"day": page.words.date(each.held_on)} for each in meetings
    )
