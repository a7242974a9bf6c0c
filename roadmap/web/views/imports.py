"""A plan's file on its way in: the form, what is wrong with the file, and what it would bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadmap.domain.budgets import total
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.milestones import Evidence
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.i18n import Language
from roadmap.services.imports import NewPlanPreview
from roadmap.web.views.facts import FactView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import ProvenanceNote
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import Titles, country_name, plan_status_word

IN_FILE: Final = "$"
"""How the place of a fault begins that is in the file and not in the form."""
UNREADABLE: Final = frozenset({"exchange.not_utf8", "exchange.not_json"})
TOO_BIG, WRONG_KIND, REFUSED = 413, 415, 422


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemView:
    """One thing that is wrong in a file: where, as a JSON path, and what would be right."""

    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadView:
    """The form that brings a file, and what is wrong with the one that was brought."""

    action: str
    back: str
    errors: tuple[ErrorView, ...]
    file: FieldView
    problems: tuple[ProblemView, ...]


def upload_view(words: Language, action: str, back: str, faults: Sequence[Fault] = ()) -> UploadView:
    """The form; of what is wrong in the file itself the summary gives the number, and the list every place."""
    inside = [each for each in faults if each.field.startswith(IN_FILE)]
    outside = [each for each in faults if each not in inside]
    if inside:
        outside.append(Fault(field="file", message=message("import.problems", count=len(inside))))
    fields = Fields(words, outside)
    _ = words.gettext
    return UploadView(
        action=action,
        back=back,
        errors=fields.errors(),
        file=fields.field(
            "file",
            _("File with a plan"),
            hint=_("A file plan.json as the exports give it."),
            is_required=True,
        ),
        problems=tuple(ProblemView(place=each.field, sentence=words.say(each.message)) for each in inside),
    )


def status_of(faults: Sequence[Fault]) -> int:
    """413 and 415 are the standard's words for a file that is too big or of the wrong kind."""
    keys = {each.message.key for each in faults}
    if "import.too_big" in keys:
        return TOO_BIG
    return WRONG_KIND if keys & UNREADABLE else REFUSED


@dataclass(frozen=True, kw_only=True, slots=True)
class NewImportView:
    """What a file would give as a new plan, and the form that takes it over.

    ``known_href`` leads to taking it over the plan that it is from, where that is here.
    """

    title: str
    action: str
    removal: str
    errors: tuple[ErrorView, ...]
    file_name: str
    facts: tuple[FactView, ...]
    counts: tuple[FactView, ...]
    left_out: tuple[str, ...]
    portfolio: FieldView | None
    only_portfolio: str
    known_href: str
    notes: tuple[ProvenanceNote, ...]


PARTS: Final = {
    "phase": "phases",
    "milestone": "milestones",
    "evidence": "evidence",
    "budget-line": "budget",
    "spending": "spending",
    "funding-source": "sources",
    "commitment": "commitments",
    "stakeholder": "stakeholders",
    "risk": "risks",
    "committee": "committees",
    "meeting": "meetings",
    "service": "services",
    "reading": "readings",
    "baseline": "baselines",
}
"""The field of the plan for each kind of thing, in the order in which they are told."""


def new_import_view(
    words: Language,
    preview: NewPlanPreview,
    portfolios: Mapping[str, str],
    address: str,
    *,
    chosen: str = "",
    faults: Sequence[Fault] = (),
) -> NewImportView:
    """The preview for somebody who may start plans in these portfolios (titles by id)."""
    _, fields, plan = words.gettext, Fields(words, faults), preview.plan
    notes = Notes(words, preview.playbook.sources)
    return NewImportView(
        title=plan.title,
        action=address,
        removal=f"{address}/removal",
        errors=fields.errors(),
        file_name=preview.file_name,
        facts=_facts(words, preview, notes),
        counts=_counts(words, plan),
        left_out=_left_out(words, preview),
        portfolio=fields.field("portfolio", _("Portfolio"), chosen, options=portfolios.items(), is_required=True)
        if len(portfolios) > 1
        else None,
        only_portfolio=next(iter(portfolios)) if len(portfolios) == 1 else "",
        known_href=f"/plans/{preview.known_at}/import/{address.rpartition('/')[2]}" if preview.known_at else "",
        notes=notes.notes(),
    )


def _facts(words: Language, preview: NewPlanPreview, notes: Notes) -> tuple[FactView, ...]:
    """What the plan is, where and when, and what it costs."""
    _, plan, titles = words.gettext, preview.plan, Titles(words, preview.playbook)
    horizon = _("%(start)s to %(end)s, %(months)s months") % {
        "start": words.date(plan.start),
        "end": words.date(plan.end),
        "months": words.number(plan.months),
    }
    cost = Money(amount=total(plan.budget, plan.currency), currency=plan.currency)
    formula = _("The sum of the budget lines in the file; each keeps its own ground.")
    return (
        FactView(term=_("Country"), text=country_name(words, plan.country)),
        FactView(term=_("Routes"), text=words.sentence_list(titles.route(key) for key in plan.routes)),
        FactView(term=_("Horizon"), text=horizon),
        FactView(
            term=_("Budget"),
            text=words.money(cost),
            prov=notes.mark(Provenance(kind="derived", formula=formula)),
        ),
    )


def _counts(words: Language, plan: Plan) -> tuple[FactView, ...]:
    """How many of each kind of thing come along."""
    _ = words.gettext
    names = {
        "phases": _("Phases"),
        "milestones": _("Milestones"),
        "evidence": _("Evidence"),
        "budget": _("Budget lines"),
        "spending": _("Payments"),
        "sources": _("Funding sources"),
        "commitments": _("Commitments"),
        "stakeholders": _("Stakeholders"),
        "risks": _("Risks"),
        "committees": _("Committees"),
        "meetings": _("Meetings"),
        "services": _("Services"),
        "readings": _("Readings"),
        "baselines": _("Baselines"),
    }
    held = {name: len(getattr(plan, part)) for part, name in names.items()}
    return tuple(FactView(term=name, text=words.number(count)) for name, count in held.items() if count)


def _left_out(words: Language, preview: NewPlanPreview) -> tuple[str, ...]:
    """What the new plan will not have from the file, or not as the file says it."""
    _, theirs = words.gettext, preview.file.plan
    told = []
    if theirs.status != "draft":
        told.append(
            _("The file says “%(status)s”. The new plan is a draft: whether it is approved is decided here.")
            % {"status": plan_status_word(words, theirs.status)}
        )
    if theirs.baselines:
        told.append(
            words.ngettext(
                "%(count)s baseline comes along, marked as taken from a file: nobody has signed it here.",
                "%(count)s baselines come along, marked as taken from a file: nobody has signed them here.",
                len(theirs.baselines),
            )
            % {"count": words.number(len(theirs.baselines))}
        )
    return (*told, *files_left_out(words, preview.left_out))


def files_left_out(words: Language, files: Sequence[Evidence]) -> tuple[str, ...]:
    """Evidence files that a file tells of and that cannot come with it."""
    if not files:
        return ()
    sentence = words.ngettext(
        "%(count)s file of evidence is not in it and stays behind: %(names)s.",
        "%(count)s files of evidence are not in it and stay behind: %(names)s.",
        len(files),
    )
    names = words.sentence_list(each.file_name for each in files[:5])
    return (sentence % {"count": words.number(len(files)), "names": names},)
