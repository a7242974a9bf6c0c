"""What of a plan nobody has approved yet, and what waits to be signed: how much it weighs, why, and what came after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap.domain.amendment_rules import Ground
from roadmap.domain.amendments import TO_SIGN, AmendmentKind
from roadmap.i18n import Language
from roadmap.services.amendments import Judged, Unapproved, Waiting
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceView:
    """What was changed after an amendment was made, in a sentence with a link to it."""

    sentence: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnapprovedView:
    """What is not approved, in a sentence with a link to all of it. ``kind`` is the shape of a status.

    While an amendment waits it is what that holds, and ``since`` is what came after it, where something did.
    """

    sentence: str
    kind: str
    word: str
    grounds: tuple[str, ...]
    href: str
    since: SinceView | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftView:
    """That nobody has approved the plan yet; ``href`` is where that is done, empty for who may not."""

    sentence: str
    href: str


def draft_view(page: PlanPage) -> DraftView | None:
    """That a plan has yet to be approved; nothing once it has a baseline that was frozen here."""
    if page.plan.approved is not None:
        return None
    _ = page.words.gettext
    never = _("Nobody has approved this plan yet. Its first baseline approves it; from then on it is amended.")
    not_here = _(
        "Nobody has approved this plan here yet: its baselines came with a file. The first one frozen here approves "
        "it; from then on it is amended."
    )
    return DraftView(
        sentence=not_here if page.plan.baselines else never,
        href=f"{page.address}/settings#baselines" if page.may_manage else "",
    )


def unapproved_view(page: PlanPage, unapproved: Unapproved | None) -> UnapprovedView | None:
    """What of an approved plan is not approved yet, or what waits to be signed; nothing where all is approved."""
    if unapproved is None:
        return None
    if unapproved.waiting:
        return _waiting(page, unapproved.waiting)
    return _judged(page, unapproved, _count(page, unapproved)) if unapproved.classification.count else None


def _waiting(page: PlanPage, waits: Waiting) -> UnapprovedView:
    """What an amendment holds that waits, exactly as it would be signed, and apart from it what came later."""
    words, amendment, later = page.words, waits.amendment, waits.since.classification.count
    held = words.ngettext("It holds %(count)s change.", "It holds %(count)s changes.", waits.held.classification.count)
    waiting_ = words.gettext("Amendment %(number)s waits for a sign-off.") % {"number": words.number(amendment.number)}
    counted = held % {"count": words.number(waits.held.classification.count)}
    view = _judged(page, waits.held, f"{waiting_} {counted}")
    since = words.ngettext(
        "%(count)s change made after it is not part of it and stays unapproved when it is signed.",
        "%(count)s changes made after it are not part of it and stay unapproved when it is signed.",
        later,
    )
    return replace(
        view,
        kind="bad",
        word=kind_word(words, amendment.kind),
        href=f"{page.address}/compare?a={_baseline(waits.held)}&b={amendment.id}",
        since=SinceView(
            sentence=since % {"count": words.number(later)}, href=f"{page.address}/compare?a={amendment.id}&b=now"
        )
        if later
        else None,
    )


def _judged(page: PlanPage, judged: Judged, sentence: str) -> UnapprovedView:
    found = judged.classification
    return UnapprovedView(
        sentence=sentence,
        kind="bad" if found.kind in TO_SIGN else "none",
        word=kind_word(page.words, found.kind),
        grounds=tuple(_ground(page, each) for each in found.grounds),
        href=f"{page.address}/compare?a={_baseline(judged)}&b=now",
    )


def _baseline(judged: Judged) -> str:
    """What names the approved state in an address."""
    baseline = judged.found.first.baseline
    return str(baseline.id) if baseline else ""


def _count(page: PlanPage, unapproved: Unapproved) -> str:
    """How many changes are not approved, how much they weigh together, and what that asks for."""
    words, found = page.words, unapproved.classification
    count = words.ngettext(
        "%(count)s change is not approved yet.", "%(count)s changes are not approved yet.", found.count
    )
    return f"{count % {'count': words.number(found.count)}} {_weight(page, unapproved)}"


def _weight(page: PlanPage, unapproved: Unapproved) -> str:
    words, found = page.words, unapproved.classification
    if found.kind == "within":
        return words.gettext("All of it is within tolerance.")
    number = len(found.grounds)
    told = words.ngettext(
        "%(count)s reason asks for a new sign-off.", "%(count)s reasons ask for a new sign-off.", number
    )
    return told % {"count": words.number(number)}


def kind_word(words: Language, kind: AmendmentKind) -> str:
    """A kind of amendment in words."""
    _ = words.gettext
    return {
        "correction": _("Correction"),
        "within": _("Within tolerance"),
        "beyond": _("Beyond tolerance"),
        "results": _("Change of results"),
    }[kind]


def _ground(page: PlanPage, ground: Ground) -> str:
    said = page.words.say(ground.message)
    if not ground.category:
        return said
    return page.words.labelled(page.titles.category(ground.category), said)


def replacing_view(page: PlanPage, unapproved: Unapproved) -> UnapprovedView | None:
    """What a new amendment takes in, where one waits that holds something else."""
    waits, words = unapproved.waiting, page.words
    if waits is None or not waits.since.classification.count:
        return None
    count = unapproved.classification.count
    said = words.ngettext(
        "It takes the place of Amendment %(number)s: %(count)s change is not approved now.",
        "It takes the place of Amendment %(number)s: %(count)s changes are not approved now.",
        count,
    )
    return _judged(
        page, unapproved, said % {"number": words.number(waits.amendment.number), "count": words.number(count)}
    )
