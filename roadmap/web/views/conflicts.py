"""Two versions of one thing, one choice for each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.milestones import Milestone
from roadmap.web.views.changes import field_names, said
from roadmap.web.views.changes import who as who_did
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenView:
    """A field that is sent along unseen."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceView:
    """A field in which the two versions differ: as read, and as sent."""

    name: str
    label: str
    theirs: str
    yours: str
    theirs_value: str
    yours_value: str
    chosen: str = "yours"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConflictView:
    """Both versions, as the comparison component reads them."""

    action: str
    title: str
    sentence: str
    hidden: tuple[HiddenView, ...]
    theirs_head: str
    yours_head: str
    fields: tuple[DifferenceView, ...]
    same: str
    save_label: str
    cancel_href: str
    cancel_label: str


def progress_conflict(
    page: PlanPage, current: Milestone, typed: Mapping[str, str], history: Sequence[Change]
) -> ConflictView:
    """What was saved meanwhile beside what was typed; ``history`` is the milestone's, newest first."""
    _, words = page.words.gettext, page.words
    held = {
        "status": current.status,
        "percent": str(current.percent),
        "planned_start": current.planned_start.isoformat(),
        "planned_due": current.planned_due.isoformat(),
        "done_on": current.done_on.isoformat() if current.done_on else "",
        "note": current.note,
    }
    names = field_names(words)
    differing = [name for name in held if held[name] != typed[name].strip()]
    who = who_did(page, history[0].actor) if history else _("Somebody")
    when = words.instant(current.changed_at)
    address = f"{page.address}/milestones/{current.id}"
    return ConflictView(
        action=f"{address}/progress",
        title=_("Somebody saved this milestone while you were writing"),
        sentence=_(
            "%(who)s saved it at %(when)s, after you opened it. Nothing of yours is lost: choose for each difference."
        )
        % {"who": who, "when": when},
        hidden=(
            HiddenView(name="version", value=str(current.version)),
            *(HiddenView(name=name, value=value) for name, value in held.items() if name not in differing),
        ),
        theirs_head=_("Saved by %(who)s, %(when)s") % {"who": who, "when": when},
        yours_head=_("Yours, not saved yet"),
        fields=tuple(
            DifferenceView(
                name=name,
                label=names[name],
                theirs=_shown(page, name, held[name]),
                yours=_shown(page, name, typed[name].strip()),
                theirs_value=held[name],
                yours_value=typed[name].strip(),
            )
            for name in differing
        ),
        same=_("All other fields are the same in both versions."),
        save_label=_("Save what is chosen"),
        cancel_href=address,
        cancel_label=_("Keep what was saved"),
    )


def _shown(page: PlanPage, name: str, value: str) -> str:
    try:
        return said(page.words, name, value)
    except (KeyError, ValueError):
        return value
