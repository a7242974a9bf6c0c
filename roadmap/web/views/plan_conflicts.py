"""Two versions of a plan's head, one choice for each difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from roadmap.domain.changes import Change
from roadmap.domain.plans import Plan
from roadmap.web.views.changes import who
from roadmap.web.views.conflicts import ConflictView, DifferenceView, HiddenView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import plan_status_word, rag_word


def head_conflict(
    page: PlanPage, action: str, back: str, typed: Mapping[str, str], history: Sequence[Change]
) -> ConflictView | None:
    """What was saved meanwhile beside what was sent to ``action``; nothing when they agree.

    ``typed`` holds the fields of one form; ``history`` is the plan's own, newest first; ``back`` is the form's page.
    """
    _, words, plan = page.words.gettext, page.words, page.plan
    held = held_of(plan)
    labels = {
        "title": _("Title"),
        "start": _("Start"),
        "archived": _("Status"),
        "name": _("Baseline"),
        "kind": _("Judgement of the status"),
        "reason": _("Reason"),
    }
    differing = [name for name, value in typed.items() if value.strip() != held[name]]
    if not differing:
        return None
    by = who(page, history[0].actor) if history else _("Somebody")
    when = words.instant(plan.changed_at)
    return ConflictView(
        action=f"{page.address}/{action}",
        title=_("Somebody changed this plan while you were writing"),
        sentence=_(
            "%(who)s saved it at %(when)s, after you opened it. Nothing of yours is lost: choose for each difference."
        )
        % {"who": by, "when": when},
        hidden=(
            HiddenView(name="version", value=str(plan.version)),
            HiddenView(name="do", value="chosen"),
            *(HiddenView(name=name, value=value) for name, value in typed.items() if name not in differing),
        ),
        theirs_head=_("Saved by %(who)s, %(when)s") % {"who": by, "when": when},
        yours_head=_("Yours, not saved yet"),
        fields=tuple(
            DifferenceView(
                name=name,
                label=labels[name],
                theirs=_latest_baseline(page) if name == "name" else _said(page, name, held[name]),
                yours=_said(page, name, typed[name].strip()),
                theirs_value=held[name],
                yours_value=typed[name].strip(),
            )
            for name in differing
        ),
        same="",
        save_label=_("Save what is chosen"),
        cancel_href=f"{page.address}/{back}",
        cancel_label=_("Keep what was saved"),
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
        active = "approved" if page.plan.baselines else "draft"
        return plan_status_word(words, page.plan.status if page.plan.status != "archived" else active)
    if name == "kind" and value in {"good", "warn", "bad"}:
        return rag_word(words, value)
    if name == "start":
        return words.date(type(page.plan.start).fromisoformat(value))
    return value
