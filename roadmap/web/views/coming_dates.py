"""The dates of a plan that come next or are late, and how a milestone stands by its dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.domain.funding_calendar import FundingDay, days_ahead
from roadmap.domain.milestones import Milestone
from roadmap.domain.money import Money
from roadmap.domain.schedule import Dates
from roadmap.pictures.differences import difference
from roadmap.web.views.plan_frame import PlanPage, Standing
from roadmap.web.views.words import status_word

NEXT_DAYS = 90


@dataclass(frozen=True, kw_only=True, slots=True)
class DateView:
    """Something on a date. ``kind`` is its status's shape."""

    when: str
    when_iso: str
    away: str
    title: str
    href: str
    sub: str
    kind: str
    status: str
    owner: str
    progress: str = ""
    """How far it has come, where its status says how late it is."""


def coming(page: PlanPage, stands: Standing, until: date) -> tuple[DateView, ...]:
    """What falls between today and ``until``: forecast milestone dates, committee meetings, days of the funding."""
    _ = page.words.gettext
    rows = [
        (stands.dates[each.id].due, milestone_date(page, each, stands.dates[each.id]))
        for each in page.plan.milestones
        if each.is_open and page.today <= stands.dates[each.id].due <= until
    ]
    committees = {each.id: each for each in page.plan.committees}
    rows += [
        (
            each.held_on,
            DateView(
                when=page.words.date(each.held_on),
                when_iso=each.held_on.isoformat(),
                away=away(page, each.held_on),
                title=page.words.text(committees[each.committee_id].title),
                href=f"{page.address}/committees",
                sub="",
                kind="none",
                status=_("Meeting"),
                owner="",
            ),
        )
        for each in page.plan.meetings
        if page.today <= each.held_on <= until
    ]
    rows += [(each.day, funding_date(page, each)) for each in days_ahead(page.plan, page.today) if each.day <= until]
    return tuple(view for _day, view in sorted(rows, key=lambda row: (row[0], row[1].title)))


def funding_date(page: PlanPage, found: FundingDay) -> DateView:
    """A day of the funding as something on a date."""
    _, words = page.words.gettext, page.words
    is_report = found.kind == "report"
    amount = "" if found.amount is None else words.money(Money(amount=found.amount, currency=page.plan.currency))
    return DateView(
        when=words.date(found.day),
        when_iso=found.day.isoformat(),
        away=away(page, found.day),
        title=words.text(found.title or found.source),
        href=f"{page.address}/{funding_anchor(found)}",
        sub=words.text(found.source) if is_report else amount,
        kind="none",
        status=_("Report due") if is_report else _("Funding decision"),
        owner="",
    )


def funding_anchor(found: FundingDay) -> str:
    """Where a day of the funding stands, below the plan's address."""
    if found.commitment_id:
        return f"commitments/{found.commitment_id}"
    return f"funding#source-{found.source_id}"


def late_dates(page: PlanPage, stands: Standing) -> tuple[DateView, ...]:
    """The milestones that are late or forecast so, the longest due first."""
    late = [each for each in page.plan.milestones if is_behind(each, stands.dates[each.id], page.today)]
    return tuple(
        milestone_date(page, each, stands.dates[each.id]) for each in sorted(late, key=lambda each: each.planned_due)
    )


def milestone_date(page: PlanPage, milestone: Milestone, dates: Dates) -> DateView:
    """A milestone as something on a date: where it now falls, and where the baseline had it."""
    _, words = page.words.gettext, page.words
    sub = ""
    if milestone.is_pinned:
        sub = _("Must be by %(day)s") % {"day": words.date(milestone.planned_due)}
    elif dates.due != dates.reference_due:
        sub = _("Baseline %(day)s") % {"day": words.date(dates.reference_due)}
    return DateView(
        when=words.date(dates.due),
        when_iso=dates.due.isoformat(),
        away=away(page, dates.due),
        title=words.text(milestone.title),
        href=f"{page.address}/milestones/{milestone.id}",
        sub=sub,
        kind=milestone_kind(milestone, dates, page.today),
        status=milestone_word(page, milestone, dates),
        progress=status_word(words, milestone.status) if is_behind(milestone, dates, page.today) else "",
        owner=page.titles.role(milestone.owner),
    )


def is_behind(milestone: Milestone, dates: Dates, today: date) -> bool:
    """Open, and past its planned date or forecast later than its baseline."""
    return milestone.is_open and (milestone.is_late(today) or dates.days_late > 0)


def milestone_kind(milestone: Milestone, dates: Dates, today: date) -> str:
    """The shape of a milestone's status: diamond late, triangle at risk, disc going well, ring not begun."""
    if milestone.is_late(today):
        return "bad"
    if milestone.status == "blocked" or is_behind(milestone, dates, today):
        return "warn"
    return "good" if milestone.status in {"done", "in-progress"} else "none"


def milestone_word(page: PlanPage, milestone: Milestone, dates: Dates) -> str:
    """The status of a milestone in words: by how much it is late, where it is, else how far it has come."""
    if not is_behind(milestone, dates, page.today):
        return status_word(page.words, milestone.status)
    return difference(dates.days_late, page.words) if dates.days_late > 0 else page.words.gettext("Late")


def away(page: PlanPage, day: date) -> str:
    """How far a day is from today, in words."""
    days = (day - page.today).days
    if days == 0:
        return page.words.gettext("today")
    if days < 0:
        return page.words.ngettext("%(count)s day ago", "%(count)s days ago", -days) % {
            "count": page.words.number(-days)
        }
    return page.words.ngettext("in %(count)s day", "in %(count)s days", days) % {"count": page.words.number(days)}
