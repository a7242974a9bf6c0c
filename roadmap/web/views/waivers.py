"""Waiving what a check finds: the form, and two answers to the same finding side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.checks import CheckResult, Finding
from roadmap.domain.checks.waivers import WaiverDraft
from roadmap.domain.errors import Fault, NotFoundError
from roadmap.domain.messages import message
from roadmap.domain.plans import Waiver
from roadmap.web.views.changes import who
from roadmap.web.views.check_places import address_of
from roadmap.web.views.checks import rule_mark
from roadmap.web.views.conflicts import ConflictView, DifferenceView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.parts import HiddenView
from roadmap.web.views.plan_frame import CheckedPage, PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class WaiverFormView:
    """One finding, why it matters, and the form that waives it."""

    action: str
    check: str
    item: str
    seen: str
    title: str
    text: str
    prov: Provenanced
    why: str
    remedy: str
    mend_href: str
    back: str
    errors: tuple[ErrorView, ...]
    reason: FieldView
    others: FieldView | None
    notes: tuple[ProvenanceNote, ...]


def waiver_form(page: CheckedPage, draft: WaiverDraft, faults: Sequence[Fault] = ()) -> WaiverFormView:
    """The form for one finding, as typed. Raises ``NotFoundError`` where there is no such finding."""
    words, (result, finding) = page.words, _found(page, draft)
    fields = Fields(words, faults)
    seen = draft.seen or (finding.waiver.at if finding.waiver else None)
    return WaiverFormView(
        action=f"{page.address}/waivers",
        check=draft.check,
        item=draft.item,
        seen=seen.isoformat() if seen else "",
        title=words.text(result.check.title),
        text=words.say(finding.message),
        prov=rule_mark(page, result),
        why=words.text(result.check.why),
        remedy=words.text(result.check.remedy),
        mend_href=address_of(page, finding.place),
        back=f"{page.address}/checks",
        errors=fields.errors(),
        reason=fields.field(
            "reason",
            words.gettext("Reason"),
            draft.reason,
            hint=words.gettext("Why the plan is right as it is, or who decided so and when. Every reader is shown it."),
            is_required=True,
        ),
        others=_others(page, result, finding, fields, draft),
        notes=page.notes.notes(),
    )


def _others(
    page: PlanPage, result: CheckResult, finding: Finding, fields: Fields, draft: WaiverDraft
) -> FieldView | None:
    """The box that takes along what else the check finds; nothing where it finds nothing else."""
    number = sum(each.item != finding.item for each in result.failing)
    if not number:
        return None
    label = page.words.ngettext(
        "It holds for the other finding of this check too",
        "It holds for the other %(count)s findings of this check too",
        number,
    )
    return fields.field("has_others", label % {"count": page.words.number(number)}, "on" if draft.has_others else "")


def _found(page: CheckedPage, draft: WaiverDraft) -> tuple[CheckResult, Finding]:
    for result in page.checks:
        for finding in result.findings:
            if (finding.check, finding.item) == (draft.check, draft.item):
                return result, finding
    raise NotFoundError(message("error.not_found"))


def waiver_conflict(page: PlanPage, draft: WaiverDraft, held: Waiver | None, action: str) -> ConflictView:
    """What somebody else said of the same finding meanwhile, beside what was sent to ``action``."""
    _, words = page.words.gettext, page.words
    head = _("Not waived any more")
    if held:
        head = _("Waived by %(who)s, %(when)s") % {"who": who(page, held.by), "when": words.instant(held.at)}
    theirs, yours = held.reason if held else "", draft.reason.strip()
    hidden = {"check": draft.check, "item": draft.item, "seen": held.at.isoformat() if held else "", "do": "chosen"}
    return ConflictView(
        action=f"{page.address}/{action}",
        title=_("Somebody answered for this check while you were writing"),
        sentence=_("Nothing of yours is lost: choose which reason shall stand."),
        hidden=tuple(HiddenView(name=name, value=value) for name, value in hidden.items()),
        theirs_head=head,
        yours_head=_("Yours, not saved yet"),
        fields=(
            DifferenceView(
                name="reason", label=_("Reason"), theirs=theirs, yours=yours, theirs_value=theirs, yours_value=yours
            ),
        ),
        same="",
        save_label=_("Save what is chosen"),
        cancel_href=f"{page.address}/checks",
        cancel_label=_("Keep what was saved"),
    )
