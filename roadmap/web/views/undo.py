"""Undoing the last change: the button beside what was saved, and the page that says why nothing was undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.changes import Change
from roadmap.domain.messages import Message
from roadmap.web.views.changes import LogEntry, log_entries
from roadmap.web.views.frame import UndoView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class NotUndoneView:
    """Why nothing was undone, with what somebody changed meanwhile, newest first."""

    title: str
    sentence: str
    changes: tuple[LogEntry, ...]
    back_href: str
    activity_href: str


def undo_view(page: PlanPage, back: str, *, is_own: bool = True, is_redo: bool = False) -> UndoView | None:
    """The button that undoes the plan's last change and leads back; nothing for who only reads.

    ``is_own`` is for a change that the reader made just now: nobody else's is then ever undone.
    """
    if not page.may_track:
        return None
    return UndoView(
        action=f"{page.address}/undo",
        revision=str(page.plan.revision),
        back=back or page.address,
        own="yes" if is_own else "",
        label=page.words.gettext("Redo") if is_redo else page.words.gettext("Undo"),
    )


def not_undone(page: PlanPage, reason: Message, since: Sequence[Change], back: str) -> NotUndoneView:
    """The page after an undo that was refused."""
    _ = page.words.gettext
    return NotUndoneView(
        title=_("The plan was changed meanwhile") if since else _("This cannot be undone"),
        sentence=page.words.say(reason),
        changes=log_entries(page, since),
        back_href=back,
        activity_href=f"{page.address}/activity",
    )
