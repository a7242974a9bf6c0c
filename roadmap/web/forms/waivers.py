"""The form that waives what a check finds, or takes a waiver back."""

from __future__ import annotations

from datetime import datetime

from roadmap.domain.checks.waivers import WaiverDraft
from roadmap.web.forms.reading import Typed

LONGEST_KEY = 80


def waiver_draft(form: Typed) -> WaiverDraft:
    """What was sent, right or wrong."""
    return WaiverDraft(
        check=form.text("check")[:LONGEST_KEY],
        item=form.text("item")[:LONGEST_KEY],
        reason=form.text("reason"),
        seen=_moment(form.text("seen")),
        has_others=bool(form.text("has_others")),
    )


def is_theirs(form: Typed, *, taking_back: bool) -> bool:
    """Whether of two versions the other person's was chosen, so that there is nothing to save."""
    chosen = bool(form.text("reason").strip())
    return form.text("do") == "chosen" and chosen is taking_back


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
