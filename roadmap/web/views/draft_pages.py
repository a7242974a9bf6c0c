"""A page of the wizard: what stands around a step, and the step itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.domain.drafting import Draft, Step
from roadmap.domain.errors import Fault
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language
from roadmap.services.drafts import PlanPreview
from roadmap.services.playbooks import all_playbooks
from roadmap.web.forms.drafts import completed, step_of
from roadmap.web.views.draft_questions import QuestionsView, questions_lede, questions_view
from roadmap.web.views.draft_routes import RoutesView, routes_lede, routes_view
from roadmap.web.views.draft_scope import ScopeView, scope_view
from roadmap.web.views.drafts import CountryView, WizardView, address_of, country_view, step_label, wizard_view
from roadmap.web.views.fields import Fields
from roadmap.web.views.plan_previews import PreviewView, preview_view


@dataclass(frozen=True, kw_only=True, slots=True)
class HindranceView:
    """Something that keeps the plan from being created, and the step on which it can be mended."""

    step: str
    href: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPreview:
    """The last step: the plan, or what still hinders it."""

    plan: PreviewView | None
    hindrances: tuple[HindranceView, ...]
    create_action: str
    back: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftPage:
    """What a page of the wizard reads."""

    wizard: WizardView
    step: CountryView | QuestionsView | RoutesView | ScopeView | DraftPreview


def draft_page(  # noqa: PLR0913 (a page of the wizard is made of this)
    words: Language,
    draft: Draft,
    step: Step,
    *,
    page: str,
    portfolios: Mapping[str, str],
    book: Playbook,
    today: date,
    faults: Sequence[Fault] = (),
    preview: PlanPreview | None = None,
) -> DraftPage:
    """A step of a draft; ``page`` names the page, ``preview`` is what the last step shows."""
    typed = completed(draft, book, words, today)
    if step == "preview":
        wizard = wizard_view(words, step, draft=draft, page=page, lede=_preview_lede(words, preview))
        return DraftPage(wizard=wizard, step=_preview(words, draft, book, faults, preview))
    fields = Fields(words, faults)
    lede, view = _step(words, draft, step, fields, portfolios=portfolios, book=book, typed=typed)
    return DraftPage(wizard=wizard_view(words, step, draft=draft, page=page, lede=lede, fields=fields), step=view)


def _step(
    words: Language,
    draft: Draft,
    step: Step,
    fields: Fields,
    *,
    portfolios: Mapping[str, str],
    book: Playbook,
    typed: Mapping[str, tuple[str, ...]],
) -> tuple[str, CountryView | QuestionsView | RoutesView | ScopeView]:
    _ = words.gettext
    match step:
        case "country":
            return "", country_view(words, all_playbooks(), portfolios, draft.typed, fields)
        case "diagnosis":
            return questions_lede(words, draft, book), questions_view(words, draft, book, fields)
        case "routes":
            return routes_lede(words, typed, book), routes_view(words, typed, book, fields)
        case _:
            lede = _("Everything is filled in as it is usual for the chosen routes. Change what you know better.")
            return lede, scope_view(words, typed, book, fields)


def _preview_lede(words: Language, preview: PlanPreview | None) -> str:
    _ = words.gettext
    if preview is None:
        return _("Something has to be mended before there is a plan.")
    return _("Nothing is saved as a plan yet. Every figure can be changed afterwards.")


def _preview(
    words: Language, draft: Draft, book: Playbook, faults: Sequence[Fault], preview: PlanPreview | None
) -> DraftPreview:
    return DraftPreview(
        plan=preview_view(words, preview.plan, book, preview.checks) if preview else None,
        hindrances=tuple(
            HindranceView(
                step=step_label(words, step_of(each.field)),
                href=address_of(draft, step_of(each.field)),
                message=words.say(each.message),
            )
            for each in faults
        ),
        create_action=f"/drafts/{draft.id}/plan",
        back=address_of(draft, "scope"),
    )
