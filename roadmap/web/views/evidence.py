"""Evidence of a milestone: what stands in the list of it, and what taking a piece away means."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.milestones import Evidence
from roadmap.web.views.facts import FactView
from roadmap.web.views.parts import RemovalView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceView:
    """A piece of evidence, with the address that asks about taking it away when the viewer may."""

    title: str
    href: str
    is_file: bool
    sub: str
    remove_href: str


def evidence_view(page: PlanPage, evidence: Evidence) -> EvidenceView:
    """A piece of evidence as the page of its milestone shows it."""
    added = _added(page, evidence)
    return EvidenceView(
        title=evidence.title,
        href=evidence.link or _address(page, evidence),
        is_file=bool(evidence.file_name),
        sub=f"{_file(page, evidence)}. {added}." if evidence.file_name else f"{added}.",
        remove_href=f"{_address(page, evidence)}/removal" if page.may_track else "",
    )


def evidence_removal_view(page: PlanPage, evidence: Evidence) -> RemovalView:
    """What taking a piece of evidence away means: a file is kept nowhere else."""
    _ = page.words.gettext
    kept = _("The activity of the plan keeps that it was there, with everything it held.")
    gone = _("The file is removed for good: this cannot be undone. The activity of the plan keeps that it was there.")
    is_file = bool(evidence.file_name)
    milestone = page.plan.milestone(evidence.milestone_id)
    held = (_("File"), _file(page, evidence)) if is_file else (_("Link"), evidence.link)
    told = ((_("What it is"), evidence.title), held, (_("Milestone"), page.words.text(milestone.title)))
    back = f"{page.address}/milestones/{evidence.milestone_id}#evidence"
    return RemovalView(
        action=f"{_address(page, evidence)}/removal",
        version="",
        facts=(
            *(FactView(term=term, text=text) for term, text in told),
            FactView(term=_("Added"), text=_added(page, evidence)),
        ),
        along=(),
        asks=(),
        errors=(),
        preview=None,
        kept=gone if is_file else kept,
        changed="",
        refused="",
        cancel_href=back,
        edit_href="",
    )


def _address(page: PlanPage, evidence: Evidence) -> str:
    return f"{page.address}/milestones/{evidence.milestone_id}/evidence/{evidence.id}"


def _file(page: PlanPage, evidence: Evidence) -> str:
    size = page.words.number(max(1, evidence.size // 1000))
    return page.words.gettext("%(name)s, %(size)s kB") % {"name": evidence.file_name, "size": size}


def _added(page: PlanPage, evidence: Evidence) -> str:
    return page.words.gettext("Added by %(who)s, %(when)s") % {
        "who": page.titles.role(evidence.added_by),
        "when": page.words.instant(evidence.added_at),
    }
