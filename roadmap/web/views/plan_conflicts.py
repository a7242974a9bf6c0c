"""Two versions of a plan's head, one choice for each difference."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap.domain.plans import Plan
from roadmap.services.changes import Meanwhile
from roadmap.web.views.conflicts import ConflictView, Versions, Wording, compared, saved_by
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import plan_status_word, rag_word


def head_conflict(
    page: PlanPage, action: str, back: str, typed: Mapping[str, str], since: Meanwhile
) -> ConflictView | None:
    """What was saved meanwhile beside what was sent to ``action``; nothing when they agree.

    ``typed`` holds the fields of one form; ``since`` is what became of the plan; ``back`` is the form's page.
    """
    _, plan = page.words.gettext, page.plan
    held = {name: value for name, value in held_of(plan).items() if name in typed}
    # What a new baseline takes along is the plan as it stands: whoever freezes it looks at that again.
    opened = {name: value for name, value in held_of(since.opened).items() if name != "name"} if since.opened else {}
    labels = {
        "title": _("Title"),
        "start": _("Start"),
        "archived": _("Status"),
        "name": _("Baseline"),
        "kind": _("Judgement of the status"),
        "reason": _("Reason"),
    }
    return compared(
        page,
        f"{page.address}/{action}",
        f"{page.address}/{back}",
        Versions(
            opened=opened,
            held=held,
            typed=typed,
            version=plan.version,
            changed_at=plan.changed_at,
            history=since.changes,
        ),
        Wording(
            title=_("%(who)s changed this plan while you were writing") % {"who": saved_by(page, since.changes)},
            labels=labels,
            theirs=lambda name, value: _latest_baseline(page) if name == "name" else _said(page, name, value),
            yours=lambda name, value: _said(page, name, value),
            hidden={"do": "chosen"},
            same="",
        ),
    )


def held_of(plan: Plan) -> dict[str, str]:
    """The plan as its forms would send it; a baseline has no name before it is frozen."""
    return {
        "title": plan.title,
        "start": plan.start.isoformat(),
        "archived": "yes" if plan.status == "archived" else "no",
        "name": "",
        "kind": plan.rag_override.kind if plan.rag_override else "",
        "reason": plan.rag_override.reason if plan.rag_override else "",
    }


def _latest_baseline(page: PlanPage) -> str:
    """What choosing against a new baseline keeps."""
    baseline = page.plan.baseline
    return baseline.name if baseline else page.words.gettext("No baseline")


def _said(page: PlanPage, name: str, value: str) -> str:
    words = page.words
    if name == "archived":
        if value == "yes":
            return plan_status_word(words, "archived")
        active = "approved" if page.plan.approved else "draft"
        return plan_status_word(words, page.plan.status if page.plan.status != "archived" else active)
    if name == "kind" and value in {"good", "warn", "bad"}:
        return rag_word(words, value)
    if name == "start":
        return words.date(type(page.plan.start).fromisoformat(value))
    return value
