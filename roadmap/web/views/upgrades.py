"""A newer playbook held against a plan: what there is to decide, ticked as nobody would be surprised by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadmap.domain.errors import Fault
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language
from roadmap.services.playbooks import is_behind
from roadmap.services.upgrades import Offer
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.upgrade_rows import GroupView, QuietView, Rows

LISTED: Final = 12
"""Things that were not taken over and that the log names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UpgradeView:
    """The page, ready to print. ``sentence`` says why there is nothing to choose, where there is not."""

    lede: str
    sentence: str
    is_newest: bool
    can_follow: bool
    old_head: str
    new_head: str
    is_stale: bool
    action: str
    back: str
    revision: str
    digest: str
    since: str
    groups: tuple[GroupView, ...]
    quiet: tuple[QuietView, ...]
    errors: tuple[ErrorView, ...]
    reason: FieldView
    preview: ConsequencesView | None
    chosen: str
    leave: str
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What was sent with the form, to be shown again: the chosen names, the reason, and what is wrong."""

    names: frozenset[str]
    reason: str
    faults: Sequence[Fault] = ()
    is_stale: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewerView:
    """The quiet line that a newer playbook is there."""

    sentence: str
    href: str
    label: str


def newer_view(page: PlanPage) -> NewerView | None:
    """The line for those who may do something about it; nothing where the plan follows the newest."""
    if not page.may_manage or not is_behind(page.plan):
        return None
    return NewerView(
        sentence=versions_said(page.words, page.plan, page.playbook),
        href=f"{page.address}/upgrade",
        label=page.words.gettext("See what it would change"),
    )


def preselected(offer: Offer) -> frozenset[str]:
    """What is ticked at first: all that nobody here has touched."""
    items = offer.upgrade.items if offer.upgrade else ()
    return frozenset(each.name for each in items if each.stand == "clean")


def open_names(offer: Offer, names: Collection[str]) -> frozenset[str]:
    """Of some names those that can be chosen."""
    items = offer.upgrade.items if offer.upgrade else ()
    return frozenset(each.name for each in items if each.is_open and each.name in names)


def upgrade_view(
    page: PlanPage, offer: Offer, sent: Sent | None = None, preview: ConsequencesView | None = None
) -> UpgradeView:
    """The offer, ticked as sent, or at first as nobody would be surprised by."""
    _, words = page.words.gettext, page.words
    items = offer.upgrade.items if offer.upgrade else ()
    chosen = sent.names if sent else preselected(offer)
    fields = Fields(words, sent.faults if sent else ())
    rows = Rows(page.words, page.titles, page.notes, offer)
    new_version = offer.new.intervention.version
    old_version = offer.old.intervention.version if offer.old and offer.is_left else offer.plan.playbook_version
    is_same_version = old_version == new_version
    return UpgradeView(
        lede=finding(words, offer),
        sentence=nothing_to_choose(words, offer),
        is_newest=offer.is_newest,
        can_follow=not (offer.is_newest or offer.is_left) and offer.upgrade is not None,
        old_head=_("The playbook then") if is_same_version else _head(words, old_version),
        new_head=_("The playbook now") if is_same_version else _head(words, new_version),
        is_stale=bool(sent and sent.is_stale),
        action=f"{page.address}/upgrade",
        back=page.address,
        revision=str(offer.plan.revision),
        digest=offer.digest,
        since=offer.since,
        groups=tuple(rows.groups((each for each in items if each.is_open), chosen)),
        quiet=tuple(rows.quiet(each) for each in items if not each.is_open),
        errors=fields.errors(),
        reason=fields.field(
            "reason",
            _("Reason"),
            sent.reason if sent else "",
            hint=_("Every change is kept with it. Left empty, the two versions stand there."),
        ),
        preview=preview,
        chosen=_chosen(words, len(chosen)),
        leave=_("Follow %(version)s and take nothing over") % {"version": new_version},
        notes=page.notes.notes(),
    )


def logged_reason(page: PlanPage, offer: Offer, sent: Sent) -> str:
    """What the log keeps: the reason as typed, or the two versions, and what was left as it was."""
    rows = Rows(page.words, page.titles, page.notes, offer)
    items = offer.upgrade.items if offer.upgrade else ()
    titles = list(dict.fromkeys(rows.title(each) for each in items if each.is_open and each.name not in sent.names))
    plan = offer.plan
    if offer.old:
        plan = replace(plan, playbook_version=offer.old.intervention.version)
    reason = sent.reason.strip() or versions_said(page.words, plan, offer.new)
    if not titles:
        return reason
    more = len(titles) - LISTED
    shown = titles[:LISTED]
    if more > 0:
        shown.append(
            page.words.ngettext("%(count)s more thing", "%(count)s more things", more)
            % {"count": page.words.number(more)}
        )
    left = page.words.gettext("Left as it was: %(things)s.") % {"things": page.words.sentence_list(shown)}
    return f"{reason} {left}"


def _chosen(words: Language, count: int) -> str:
    said = words.ngettext("%(count)s thing is ticked.", "%(count)s things are ticked.", count)
    return said % {"count": words.number(count)}


def _head(words: Language, version: str) -> str:
    return words.gettext("Playbook %(version)s") % {"version": version}


def versions_said(words: Language, plan: Plan, new: Playbook) -> str:
    """From which version to which."""
    values = {
        "playbook": words.text(new.intervention.name),
        "new": new.intervention.version,
        "old": plan.playbook_version,
    }
    if values["new"] == values["old"]:
        said = words.gettext("The %(playbook)s playbook %(new)s was changed since this plan took it over.")
    else:
        said = words.gettext("The %(playbook)s playbook %(new)s is there; this plan follows %(old)s.")
    return said % values


def _left(words: Language, offer: Offer) -> str:
    """That somebody else was faster."""
    return words.gettext(
        "The plan follows the %(playbook)s playbook %(version)s by now. This is what was not taken over."
    ) % {"playbook": words.text(offer.new.intervention.name), "version": offer.new.intervention.version}


def finding(words: Language, offer: Offer) -> str:
    """The finding in words: from which version to which, and how much there is to decide."""
    if offer.is_newest:
        return words.gettext("This plan follows the %(playbook)s playbook %(version)s, the newest there is.") % {
            "playbook": words.text(offer.new.intervention.name),
            "version": offer.new.intervention.version,
        }
    stands = [each.stand for each in offer.upgrade.items if each.is_open] if offer.upgrade else []
    parts = [_left(words, offer) if offer.is_left else versions_said(words, offer.plan, offer.new)]
    if clean := stands.count("clean"):
        said = words.ngettext(
            "%(count)s change is of something that nobody here has touched.",
            "%(count)s changes are of things that nobody here has touched.",
            clean,
        )
        parts.append(said % {"count": words.number(clean)})
    if conflicts := stands.count("conflict"):
        said = words.ngettext(
            "%(count)s is of something that was changed here too: it stays as it is unless you choose it.",
            "%(count)s are of things that were changed here too: they stay as they are unless you choose them.",
            conflicts,
        )
        parts.append(said % {"count": words.number(conflicts)})
    return " ".join(parts)


def nothing_to_choose(words: Language, offer: Offer) -> str:
    """Why there is nothing to choose; nothing where there is something."""
    _ = words.gettext
    if offer.is_newest:
        return _("When its playbook changes, this page shows what is new, to take over or to leave.")
    if offer.faults:
        said = " ".join(words.say(each.message) for each in offer.faults)
        return _("The two versions cannot be held against each other for this plan: %(reason)s") % {"reason": said}
    if offer.upgrade is None:
        return _("No copy of the version that this plan follows is kept, so its changes cannot be told from yours.")
    if not any(each.is_open for each in offer.upgrade.items):
        return _("Nothing that this plan could take over has changed.")
    return ""
