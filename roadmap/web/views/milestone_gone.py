"""A milestone that somebody deleted while somebody else wrote about it: what was typed, to be taken along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.milestones import STATUSES
from roadmap.web.forms.milestone_splits import part_rows
from roadmap.web.views.changes import who
from roadmap.web.views.facts import FactView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import status_word

Told = Iterable[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneGoneView:
    """Who deleted it, and what was typed, ready to print."""

    title: str
    sentence: str
    typed: tuple[FactView, ...]
    list_href: str
    activity_href: str


def milestone_gone_view(page: PlanPage, removal: Change, told: Told) -> MilestoneGoneView:
    """What was ``told`` of a milestone that is gone by its ``removal``; what was left empty is left out."""
    _, words = page.words.gettext, page.words
    return MilestoneGoneView(
        title=_("Somebody deleted this milestone while you were writing"),
        sentence=_(
            "%(who)s deleted “%(what)s” on %(when)s. Nothing was saved. What you typed is below, to be taken along."
        )
        % {"who": who(page, removal.actor), "what": words.text(removal.item), "when": words.instant(removal.at)},
        typed=tuple(FactView(term=term, text=text.strip()) for term, text in told if text.strip()),
        list_href=f"{page.address}/milestones",
        activity_href=f"{page.address}/activity",
    )


def progress_told(page: PlanPage, typed: Mapping[str, str]) -> Told:
    """Progress as it was typed."""
    _ = page.words.gettext
    status = next((status_word(page.words, each) for each in STATUSES if each == typed.get("status")), "")
    return (
        (_("Note"), typed.get("note", "")),
        (_("Status"), status),
        (_("Percent done"), typed.get("percent", "")),
        (_("Planned start"), typed.get("planned_start", "")),
        (_("Planned due date"), typed.get("planned_due", "")),
        (_("Done on"), typed.get("done_on", "")),
        (_("Reason"), typed.get("reason", "")),
    )


def evidence_told(page: PlanPage, typed: Mapping[str, str]) -> Told:
    """Evidence as it was typed; a file stays with whoever has it."""
    _ = page.words.gettext
    return ((_("What it is"), typed.get("title", "")), (_("Link"), typed.get("link", "")))


def parts_told(page: PlanPage, typed: Mapping[str, str]) -> Told:
    """Parts as they were typed, a row each, and why."""
    _ = page.words.gettext
    terms = {
        "title": _("Title of part %(row)s"),
        "days": _("Working days of part %(row)s"),
        "weight": _("Weight of part %(row)s"),
    }
    parts = [
        (term % {"row": page.words.number(row + 1)}, typed.get(f"part_{row}_{end}", ""))
        for row in part_rows(typed)
        for end, term in terms.items()
    ]
    return (*parts, (_("Reason"), typed.get("reason", "")))
