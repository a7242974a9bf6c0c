"""The drafting wizard around its steps, its first step, and the list of what is being drafted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from roadmap.domain.drafting import STEPS, Answers, Draft, Step
from roadmap.domain.playbooks import Playbook
from roadmap.domain.visits import DraftHead
from roadmap.domain.workdays import subdivision_names
from roadmap.i18n import Language
from roadmap.i18n.territories import countries
from roadmap.web.forms.drafts import FIELDS
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.parts import HiddenView

HOME = "/drafts"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepView:
    """A step in the list of steps. ``word`` says how it stands; ``href`` is empty where leaving loses what is typed."""

    label: str
    kind: str
    word: str
    href: str
    is_current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WizardView:
    """What stands around a step: where its form goes, which version it shows, and how far one has come."""

    title: str
    lede: str
    action: str
    hidden: tuple[HiddenView, ...]
    steps: tuple[StepView, ...]
    position: str
    has_back: bool
    errors: tuple[ErrorView, ...]
    continue_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRow:
    """A draft in a list."""

    title: str
    href: str
    sub: str
    removal: str
    removal_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CountryView:
    """The first step, and beside a new draft those that are open already."""

    title: FieldView
    country: FieldView
    subdivision: FieldView | None
    playbook: FieldView | None
    portfolio: FieldView | None
    only_portfolio: str
    drafts: tuple[DraftRow, ...]


def step_label(words: Language, step: Step) -> str:
    """A step in the list of steps."""
    _ = words.gettext
    return {
        "country": _("Country"),
        "diagnosis": _("Diagnosis"),
        "routes": _("Routes"),
        "scope": _("Time, size, money"),
        "preview": _("Preview"),
    }[step]


def step_title(words: Language, step: Step) -> str:
    """The title of a step's page."""
    _ = words.gettext
    return {
        "country": _("Which country is the plan for?"),
        "diagnosis": _("Where does the country stand?"),
        "routes": _("Which routes fit?"),
        "scope": _("When, how long, how big?"),
        "preview": _("What the plan would be"),
    }[step]


def address_of(draft: Draft, step: Step) -> str:
    """The address of a draft's step."""
    return f"{HOME}/{draft.id}/{step}"


def wizard_view(
    words: Language,
    step: Step,
    *,
    draft: Draft | None = None,
    page: str = "",
    lede: str = "",
    fields: Fields | None = None,
    carried: Iterable[tuple[str, str]] = (),
) -> WizardView:
    """What stands around a step, with what is wrong in its ``fields``.

    ``carried`` are fields of later steps that an address has filled in already.
    """
    _ = words.gettext
    hidden = [HiddenView(name=name, value=value) for name, value in carried]
    if draft:
        hidden += [HiddenView(name="version", value=str(draft.version)), HiddenView(name="page", value=page)]
    return WizardView(
        title=step_title(words, step),
        lede=lede,
        action=address_of(draft, step) if draft else HOME,
        hidden=tuple(hidden),
        steps=_steps(words, step, draft),
        position=_("Step %(number)s of %(count)s")
        % {"number": words.number(STEPS.index(step) + 1), "count": words.number(len(STEPS))},
        has_back=draft is not None and step != STEPS[0],
        errors=fields.errors() if fields else (),
        continue_label=_("Continue"),
    )


def _steps(words: Language, current: Step, draft: Draft | None) -> tuple[StepView, ...]:
    """The list of steps. Only from the last, on which nothing is typed, its entries lead back."""
    _ = words.gettext
    made = []
    for step in STEPS:
        is_saved = draft is not None and step in draft.saved
        is_linked = current == "preview" and draft is not None and step != current
        made.append(
            StepView(
                label=step_label(words, step),
                kind="now" if step == current else "done" if is_saved else "open",
                word="" if step == current else _("Answered") if is_saved else _("Open"),
                href=address_of(draft, step) if is_linked and draft else "",
                is_current=step == current,
            )
        )
    return tuple(made)


def country_view(
    words: Language,
    books: tuple[Playbook, ...],
    portfolios: Mapping[str, str],
    typed: Answers,
    fields: Fields,
    *,
    drafts: tuple[DraftRow, ...] = (),
) -> CountryView:
    """The first step as typed, for somebody who may start plans in these portfolios (titles by id)."""
    _ = words.gettext
    several = len(portfolios) > 1 or fields.is_wrong("portfolio")
    country = first(typed, "country").strip().upper()
    return CountryView(
        country=fields.field(
            "country",
            _("Country"),
            country,
            hint=_("No date falls on its weekends and public holidays."),
            options=[("", _("Choose a country")), *countries(words.locale)],
            is_required=True,
        ),
        subdivision=_subdivision(words, fields, country, first(typed, "subdivision")),
        title=fields.field("title", _("Title"), first(typed, "title"), hint=_("The country’s name when left empty.")),
        playbook=_playbook(words, fields, books, first(typed, "playbook")),
        portfolio=fields.field(
            "portfolio", _("Portfolio"), first(typed, "portfolio"), options=portfolios.items(), is_required=True
        )
        if several
        else None,
        only_portfolio="" if several else next(iter(portfolios), ""),
        drafts=drafts,
    )


def _subdivision(words: Language, fields: Fields, country: str, typed: str) -> FieldView | None:
    """The parts of the chosen country, where they have holidays of their own; as typed when that was wrong."""
    _ = words.gettext
    names = subdivision_names(country)
    if not names and not fields.is_wrong("subdivision"):
        return None
    options = [(code, f"{code} · {name}" if name else code) for code, name in names.items()]
    return fields.field(
        "subdivision",
        _("Part of the country"),
        typed,
        hint=_("Where public holidays are its own."),
        options=[("", _("Holidays of the whole country")), *options],
    )


def _playbook(words: Language, fields: Fields, books: tuple[Playbook, ...], typed: str) -> FieldView | None:
    if len(books) == 1:
        return None
    return fields.field(
        "playbook",
        words.gettext("Playbook"),
        typed or books[0].intervention.key,
        options=[(book.intervention.key, words.text(book.intervention.title)) for book in books],
        is_required=True,
    )


def first(typed: Answers, name: str) -> str:
    """The first value of a field, or nothing."""
    return next(iter(typed.get(name, ())), "")


def carried_fields(typed: Answers) -> list[tuple[str, str]]:
    """What an address has filled in of later steps, to be sent along with the first."""
    return [(name, value) for name, values in typed.items() if name not in FIELDS["country"] for value in values]


def draft_rows(words: Language, drafts: Iterable[Draft | DraftHead]) -> tuple[DraftRow, ...]:
    """Drafts in a list, each leading to where its author left off."""
    return tuple(_row(words, each) for each in drafts)


def _row(words: Language, draft: Draft | DraftHead) -> DraftRow:
    _ = words.gettext
    typed, code = (
        (draft.text("title"), draft.text("country")) if isinstance(draft, Draft) else (draft.title, draft.country)
    )
    country = str(words.locale.territories.get(code.strip().upper(), ""))
    title = " ".join(typed.split())[:120] or country or _("Without a title")
    return DraftRow(
        title=title,
        href=f"{HOME}/{draft.id}/{draft.step}",
        sub=_("%(step)s next; changed %(when)s")
        % {"step": step_label(words, draft.step), "when": words.instant(_minute(draft.changed_at))},
        removal=f"{HOME}/{draft.id}/removal",
        removal_label=_("Delete the draft “%(title)s”") % {"title": title},
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
