"""The pages that edit one part of a plan: its form, and what taking it out means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap.domain.errors import Fault
from roadmap.web.forms.fields import Field
from roadmap.web.forms.grounds import KIND, KINDS, REASON
from roadmap.web.forms.parts import PartForm
from roadmap.web.views.consequences import ConsequencesView
from roadmap.web.views.facts import FactView
from roadmap.web.views.fields import ErrorView, Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnField:
    """A field and the way in which it is drawn."""

    drawn: str
    field: FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenView:
    """A field that is sent along unseen."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PartFormView:
    """A form, ready to print. ``ground`` asks why figures are as they are; empty where nothing in it is a figure.

    ``preview`` is what it would bring, where that was asked; ``gone`` says that somebody else took it out meanwhile.
    """

    action: str
    hidden: tuple[HiddenView, ...]
    errors: tuple[ErrorView, ...]
    fields: tuple[DrawnField, ...]
    ground: tuple[DrawnField, ...]
    file: FieldView | None
    has_preview: bool
    preview: ConsequencesView | None
    cancel_href: str
    removal_href: str
    gone: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RemovalView:
    """What taking a part out means: what it holds, what goes ``along``, what is ``kept`` of it.

    ``refused`` says why it cannot be, and what to do instead; ``changed`` that it is no longer what was looked at.
    """

    action: str
    version: str
    facts: tuple[FactView, ...]
    along: tuple[str, ...]
    asks: tuple[DrawnField, ...]
    errors: tuple[ErrorView, ...]
    preview: ConsequencesView | None
    kept: str
    changed: str
    refused: str
    cancel_href: str
    edit_href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a form is filled with: texts as held or as typed, hidden ones, and what is wrong."""

    texts: Mapping[str, str]
    hidden: Mapping[str, str]
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What stands around a form: the part it changes, if any, and what it would bring, where that was asked."""

    part_id: object = None
    can_be_removed: bool = True
    is_gone: bool = False
    preview: ConsequencesView | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """What there is to say of taking something out: what goes along, what is asked and answered, and what is wrong."""

    along: tuple[str, ...]
    asks: tuple[Field, ...]
    answers: Mapping[str, str]
    faults: Sequence[Fault]
    is_changed: bool
    preview: ConsequencesView | None


def address_of(page: PlanPage, form: PartForm, part_id: object = None, end: str = "") -> str:
    """The address of a noun, or of one of it, or of what ``end`` names there."""
    return "/".join(str(each) for each in (page.address, form.segment, part_id, end) if each)


def back_of(page: PlanPage, form: PartForm, part_id: object = None, query: str = "") -> str:
    """The address of the page that shows the noun, at the place of one of it."""
    shown = f"{page.address}/{form.tab}" if form.tab else page.address
    asked = f"{shown}?{query}" if query else shown
    return f"{asked}#{form.anchor}{part_id}" if part_id else asked


def texts_of(page: PlanPage, form: PartForm, part: Any) -> dict[str, str]:  # noqa: ANN401 (any part of a plan)
    """A part as its form would send it."""
    return {each.name: each.typed(getattr(part, each.name), page) for each in form.fields}


def blank_texts(page: PlanPage, form: PartForm) -> dict[str, str]:
    """A new part as its form begins."""
    held = form.blank(page)
    return {each.name: each.typed(held.get(each.name), page) for each in form.fields}


def part_form_view(page: PlanPage, form: PartForm, entry: Entry, shown: Surroundings) -> PartFormView:
    """The form of a part, or of a new one, with what is held or was typed."""
    _, part_id = page.words.gettext, shown.part_id
    fields = Fields(page.words, entry.faults)
    gone = _("Somebody took this out while you were writing. Save it to add it anew, or leave it.")
    return PartFormView(
        action=address_of(page, form, part_id),
        hidden=tuple(HiddenView(name=name, value=value) for name, value in entry.hidden.items()),
        errors=fields.errors(),
        fields=tuple(drawn_field(page, fields, each, entry.texts.get(each.name, "")) for each in form.fields),
        ground=_asked_why(page, form, fields, entry.texts, is_new=part_id is None),
        file=drawn_field(page, fields, form.file, "").field if form.file else None,
        has_preview=form.has_preview,
        preview=shown.preview,
        cancel_href=back_of(page, form, part_id),
        removal_href=address_of(page, form, part_id, "removal") if part_id and shown.can_be_removed else "",
        gone=gone if shown.is_gone else "",
    )


def removal_view(page: PlanPage, form: PartForm, part: Any, removal: Removal) -> RemovalView:  # noqa: ANN401
    """What taking a part out means, or why it stays."""
    _, words = page.words.gettext, page.words
    asked = {each.name for each in removal.asks}
    fields = Fields(words, removal.faults)
    refused = [words.say(each.message) for each in removal.faults if each.field not in asked]
    return RemovalView(
        action=address_of(page, form, part.id, "removal"),
        version=str(part.version),
        facts=tuple(
            FactView(term=each.called(page), text=each.said(getattr(part, each.name), page)) for each in form.fields
        ),
        along=removal.along,
        asks=tuple(drawn_field(page, fields, each, removal.answers.get(each.name, "")) for each in removal.asks),
        errors=() if refused else fields.errors(),
        preview=removal.preview,
        kept=_("The activity of the plan keeps that it was there, with everything it held."),
        changed=_("Somebody changed it while you were looking. This is how it stands now.")
        if removal.is_changed
        else "",
        refused=" ".join(refused),
        cancel_href=back_of(page, form, part.id),
        edit_href=address_of(page, form, part.id, "edit"),
    )


def drawn_field(page: PlanPage, fields: Fields, field: Field, text: str) -> DrawnField:
    """A field of a form with what stands in it."""
    options = field.options(page)
    chosen = [text]
    if field.drawn == "checkboxes":
        chosen = [key for key in text.split(",") if key]
    if field.drawn == "ordered":
        options = tuple(sorted(options, key=lambda pair: text.split(",").index(pair[0]) if pair[0] in text else 0))
    elif options and field.drawn != "suggested":
        # What a playbook of another version named may stay as it is.
        options += tuple((key, key) for key in chosen if key not in dict(options))
    return DrawnField(
        drawn=field.drawn,
        field=fields.field(
            field.name,
            field.called(page),
            text,
            hint=field.advice(page),
            options=options,
            chosen=chosen,
            is_required=field.is_required,
            is_conditional=field.is_conditional,
            affix=field.affix(page),
        ),
    )


def _asked_why(
    page: PlanPage, form: PartForm, fields: Fields, texts: Mapping[str, str], *, is_new: bool
) -> tuple[DrawnField, ...]:
    """Where its figures come from, or just why they change."""
    if form.has_ground:
        return ground_fields(page, fields, texts, is_new=is_new)
    if not form.has_reason:
        return ()
    _ = page.words.gettext
    hint = _("Shown in the activity of the plan and wherever two states are compared.")
    return (DrawnField(drawn="text", field=fields.field(REASON, _("Reason"), texts.get(REASON, ""), hint=hint)),)


def ground_fields(page: PlanPage, fields: Fields, texts: Mapping[str, str], *, is_new: bool) -> tuple[DrawnField, ...]:
    """What asks on what ground new figures stand, as assumed or as reported, and why."""
    _ = page.words.gettext
    labels = {"assumed": _("Assumed"), "reported": _("Reported")}
    hint = (
        _("Shown with the figures wherever they stand: the reason why you assume them, or who reported them and where.")
        if is_new
        else _(
            "Needed when you change a figure: the reason why you assume it, or who reported it and where. "
            "Figures that stay keep their ground."
        )
    )
    kind = texts.get(KIND) or KINDS[0]
    return (
        DrawnField(
            drawn="radios",
            field=fields.field(
                KIND,
                _("Where these figures come from"),
                kind,
                options=[(each, labels[each]) for each in KINDS],
                is_required=True,
            ),
        ),
        DrawnField(
            drawn="text",
            field=fields.field(REASON, _("Reason or source"), texts.get(REASON, ""), hint=hint, is_required=is_new),
        ),
    )
