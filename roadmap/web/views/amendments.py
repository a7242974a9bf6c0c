"""Amendments as a page: what is not approved yet and why it weighs so much, the form, and every amendment so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.amendment_rules import kinds_open, tolerances_of
from roadmap.domain.amendments import Amendment, Tolerances
from roadmap.domain.messages import message
from roadmap.domain.money import plain
from roadmap.services.amendments import Unapproved, Waiting
from roadmap.services.playbooks import thresholds
from roadmap.web.forms.amendments import Refused
from roadmap.web.views.changes import who
from roadmap.web.views.comparison_words import amendment_title
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.unapproved import (
    DraftView,
    UnapprovedView,
    draft_view,
    kind_word,
    replacing_view,
    unapproved_view,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentForm:
    """The form; ``revision`` is the plan's when the page was made, or as sent.

    ``replaces`` is what it takes in, where that is not what the amendment holds whose place it takes.
    """

    replaces: UnapprovedView | None
    action: str
    revision: str
    kind: FieldView
    reason: FieldView
    decision: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class TolerancesForm:
    """What the plan may change by itself; ``version`` is the plan's when the page was made, or as sent."""

    action: str
    version: str
    category_percent: FieldView
    pinned_days: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentView:
    """An amendment. ``sign_href`` is empty where it does not wait, or the reader does not sign, for they made it."""

    title: str
    kind: str
    reason: str
    decision: str
    made: str
    signed: str
    baseline: str
    href: str
    sign_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AmendmentsView:
    """The page. ``form`` is nothing for who does not manage the plan, and while there is nothing to amend."""

    finding: str
    draft: DraftView | None
    unapproved: UnapprovedView | None
    tolerances: str
    wanted: str
    errors: tuple[ErrorView, ...]
    form: AmendmentForm | None
    amendments: tuple[AmendmentView, ...]
    limits: TolerancesForm | None


def amendments_view(
    page: PlanPage, unapproved: Unapproved | None, signers: Mapping[UUID, str], refused: Refused | None = None
) -> AmendmentsView:
    """The amendments of a plan that is loaded whole."""
    _ = page.words.gettext
    view = unapproved_view(page, unapproved)
    fields = Fields(page.words, refused.faults if refused else ())
    draft, approved = draft_view(page), _("Everything in this plan is approved.")
    is_open = unapproved is not None and unapproved.classification.count and page.may_manage
    approved_ones = unapproved.tolerances if unapproved else _held(page)
    return AmendmentsView(
        finding=draft.sentence if draft else view.sentence if view else approved,
        draft=draft,
        unapproved=view,
        tolerances=_tolerances(page, approved_ones),
        wanted=_wanted(page) if _held(page) != approved_ones else "",
        errors=fields.errors(),
        form=_form(page, unapproved, fields, refused) if is_open and unapproved else None,
        amendments=_amendments(page, signers, unapproved.waiting if unapproved else None),
        limits=_limits(page, fields, refused) if page.may_manage else None,
    )


def _held(page: PlanPage) -> Tolerances:
    """The tolerances that the plan has by now, approved or not."""
    return tolerances_of(page.plan, thresholds(page.plan.intervention))


def _tolerances(page: PlanPage, held: Tolerances) -> str:
    told = page.words.gettext(
        "This plan may change by %(percent)s%% of a cost category and move a pinned date by %(days)s days without a "
        "new sign-off."
    )
    return told % {"percent": page.words.number(held.category_percent), "days": page.words.number(held.pinned_days)}


def _wanted(page: PlanPage) -> str:
    """What the plan's tolerances are to be once somebody has approved them."""
    held = _held(page)
    told = page.words.gettext(
        "Other tolerances are set and not approved yet: %(percent)s%% of a cost category and %(days)s days of a "
        "pinned date hold once they are approved."
    )
    return told % {"percent": page.words.number(held.category_percent), "days": page.words.number(held.pinned_days)}


def _form(page: PlanPage, unapproved: Unapproved, fields: Fields, refused: Refused | None) -> AmendmentForm:
    _, typed = page.words.gettext, refused.typed if refused else {}
    computed = unapproved.classification.kind
    return AmendmentForm(
        replaces=replacing_view(page, unapproved),
        action=f"{page.address}/amendments",
        revision=str(page.plan.revision),
        kind=fields.field(
            "kind",
            _("Kind of amendment"),
            typed.get("kind", computed),
            hint=_("The rule says: %(kind)s. You may choose what weighs more.")
            % {"kind": kind_word(page.words, computed)},
            options=[(each, kind_word(page.words, each)) for each in kinds_open(computed)],
            is_required=True,
        ),
        reason=fields.field(
            "reason",
            _("Reason"),
            typed.get("reason", ""),
            hint=_("Why the plan changes. It stays with the amendment."),
            is_required=True,
        ),
        decision=fields.field(
            "decision",
            _("Decision behind it"),
            typed.get("decision", ""),
            hint=_("The committee and the day, where there is one."),
        ),
    )


def _limits(page: PlanPage, fields: Fields, refused: Refused | None) -> TolerancesForm:
    _, typed = page.words.gettext, refused.typed if refused else {}
    held = _held(page)
    return TolerancesForm(
        action=f"{page.address}/amendments/tolerances",
        version=typed.get("version") or str(page.plan.version),
        category_percent=fields.field(
            "category_percent",
            _("A cost category may change by"),
            typed.get("category_percent", plain(held.category_percent)),
            affix="%",
            is_required=True,
        ),
        pinned_days=fields.field(
            "pinned_days",
            _("A pinned date may move by"),
            typed.get("pinned_days", str(held.pinned_days)),
            affix=_("days"),
            is_required=True,
        ),
    )


def _amendments(page: PlanPage, signers: Mapping[UUID, str], waits: Waiting | None) -> tuple[AmendmentView, ...]:
    """The latest first."""
    ordered = sorted(page.plan.amendments, key=lambda each: each.number, reverse=True)
    return tuple(_amendment(page, each, signers, waits) for each in ordered)


def _amendment(page: PlanPage, each: Amendment, signers: Mapping[UUID, str], waits: Waiting | None) -> AmendmentView:
    words = page.words
    names = {baseline.id: baseline.name for baseline in page.plan.baselines}
    mine = waits if waits and waits.amendment == each else None
    is_own = mine is not None and page.visit.viewer is not None and page.visit.viewer.account_id == mine.maker_id
    may_sign = mine is not None and page.may_sign and not is_own
    new = each.new_baseline_id
    return AmendmentView(
        title=amendment_title(page, each),
        kind=kind_word(words, each.kind),
        reason=each.reason,
        decision=each.decision,
        made=f"{who(page, each.made_by)}, {words.instant(each.made_at)}",
        signed=words.say(message("amendment.own"))
        if is_own and page.may_sign
        else _signed(page, each, signers, is_waiting=mine is not None),
        baseline=names.get(new, "") if new else "",
        href=f"{page.address}/compare?a={each.baseline_id}&b={new or each.id}",
        sign_href=f"{page.address}/amendments/{each.id}/signature" if may_sign else "",
    )


def _signed(page: PlanPage, each: Amendment, signers: Mapping[UUID, str], *, is_waiting: bool) -> str:
    _, words = page.words.gettext, page.words
    if each.signed_at:
        role, name = who(page, each.signed_by), signers.get(each.signer_id) if each.signer_id else None
        by = f"{name} ({role})" if name else role
        return _("Signed by %(who)s, %(when)s") % {"who": by, "when": words.instant(each.signed_at)}
    if each.is_settled:
        return _("Needs no sign-off")
    return _("Waits for a sign-off") if is_waiting else _("A later amendment took its place")
