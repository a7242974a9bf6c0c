"""The forms that settle a plan as a whole: its title, its start, its baselines, whether it is archived."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.money import Money
from roadmap.domain.provenance import Provenance
from roadmap.web.views.changes import who
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.start_previews import StartPreviewView
from roadmap.web.views.upgrades import NewerView, newer_view


@dataclass(frozen=True, kw_only=True, slots=True)
class OneFieldForm:
    """A form with one field."""

    action: str
    errors: tuple[ErrorView, ...]
    field: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class ArchiveForm:
    """The form that archives a plan, or brings it back. ``value`` is what it sends."""

    action: str
    value: str
    label: str
    sentence: str
    errors: tuple[ErrorView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineView:
    """A baseline as it was frozen; progress is held against the latest, which is marked."""

    name: str
    frozen: str
    budget: str
    prov: Provenanced
    is_latest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsView:
    """All of them; ``version`` is the plan's when the page was made, or as typed.

    ``amendments_href`` is where an approved plan gets its next baseline, in the place of the form for the first. Of a
    plan that ``is_closed`` only the baselines are shown, and the form that brings it back.
    """

    href: str
    version: str
    is_closed: bool
    title: OneFieldForm
    start: OneFieldForm
    baseline: OneFieldForm
    baselines: tuple[BaselineView, ...]
    baselines_note: str
    amendments_href: str
    archive: ArchiveForm
    preview: StartPreviewView | None
    newer: NewerView | None
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A refused form by its field: what was typed, and what is wrong with it."""

    form: str
    typed: Mapping[str, str]
    faults: Sequence[Fault]


NOTHING_REFUSED = Refused(form="", typed={}, faults=())


def settings_view(
    page: PlanPage, refused: Refused = NOTHING_REFUSED, preview: StartPreviewView | None = None
) -> SettingsView:
    """The forms as saved, one of them as typed where it was refused or previewed."""
    _, plan = page.words.gettext, page.plan
    return SettingsView(
        href=f"{page.address}/settings",
        version=refused.typed.get("version") or str(plan.version),
        is_closed=page.is_closed,
        title=_form(page, refused, "title", _("Title"), plan.title, hint=_("The address of the plan stays the same.")),
        start=_form(
            page,
            refused,
            "start",
            _("First day of the plan"),
            plan.start.isoformat(),
            hint=_("Every date that is neither finished nor pinned moves with it. Look at the preview first."),
        ),
        baseline=_form(
            page,
            refused,
            "name",
            _("Name of the baseline"),
            "",
            action="baselines",
            hint=_("The committee that approved it, for example, or “Baseline %(number)s”.")
            % {"number": len(plan.baselines) + 1},
        ),
        baselines=_baselines(page),
        baselines_note=_("They came with a file and approve nothing. The first one frozen here approves the plan.")
        if plan.baselines and not plan.approved
        else "",
        amendments_href=f"{page.address}/amendments" if plan.approved and refused.form != "name" else "",
        archive=_archive(page, refused),
        preview=preview,
        newer=newer_view(page),
        notes=page.notes.notes(),
    )


def _form(
    page: PlanPage, refused: Refused, name: str, label: str, held: str, *, hint: str, action: str = ""
) -> OneFieldForm:
    is_refused = refused.form == name
    fields = Fields(page.words, refused.faults if is_refused else ())
    value = refused.typed.get(name, held) if is_refused else held
    return OneFieldForm(
        action=f"{page.address}/{action or name}",
        errors=fields.errors(),
        field=fields.field(name, label, value, hint=hint, is_required=True),
    )


def _baselines(page: PlanPage) -> tuple[BaselineView, ...]:
    """The latest first."""
    words, plan = page.words, page.plan
    return tuple(
        BaselineView(
            name=each.name,
            frozen=words.gettext("%(day)s, by %(who)s")
            % {"day": words.date(each.frozen_on), "who": who(page, each.frozen_by)},
            budget=words.money(Money(amount=each.budget, currency=plan.currency)),
            prov=page.notes.mark(
                Provenance(
                    kind="derived", formula=words.gettext("The sum of all budget lines on the day it was frozen.")
                )
            ),
            is_latest=each == plan.baseline,
        )
        for each in sorted(plan.baselines, key=lambda each: each.order, reverse=True)
    )


def _archive(page: PlanPage, refused: Refused) -> ArchiveForm:
    _ = page.words.gettext
    is_archived = page.plan.status == "archived"
    fields = Fields(page.words, refused.faults if refused.form == "archived" else ())
    return ArchiveForm(
        action=f"{page.address}/archive",
        value="no" if is_archived else "yes",
        label=_("Bring the plan back") if is_archived else _("Archive the plan"),
        sentence=_("The plan is archived. Nothing of it is lost; brought back, it stands as before.")
        if is_archived
        else _(
            "An archived plan leaves the lists and the common timeline and cannot be changed. Nothing of it is lost, "
            "and it can come back."
        ),
        errors=fields.errors(),
    )
