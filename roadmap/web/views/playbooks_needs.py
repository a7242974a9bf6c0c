"""The needs calculation of a playbook: its parameters on their ground, and what it gives beside published areas."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.needs.calculation import assess
from roadmap.domain.needs.inputs import areas_of_reference, usual_inputs
from roadmap.domain.needs.models import NeedsModel, Parameter
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.needs_published import PublishedView, beside_view
from roadmap.web.views.needs_words import parameter_said
from roadmap.web.views.playbooks import BookPage


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterView:
    """A parameter with its usual value, the range that the sources state, and what is to be known."""

    title: str
    value: str
    range: str
    unit: str
    caveat: str
    prov: Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class BookNeedsView:
    """The calculation, ready to print."""

    title: str
    summary: str
    parameters: tuple[ParameterView, ...]
    published: tuple[PublishedView, ...]


def book_needs(page: BookPage) -> BookNeedsView | None:
    """The calculation of a playbook that has one."""
    model = page.book.needs
    if model is None:
        return None
    inputs = usual_inputs(model)
    return BookNeedsView(
        title=page.words.text(model.title),
        summary=page.words.text(model.summary),
        parameters=tuple(_parameter(page, model, each) for each in model.parameters),
        published=tuple(
            beside_view(page, each, assess(areas_of_reference(each), inputs), model.currency)
            for each in model.references
        ),
    )


def _parameter(page: BookPage, model: NeedsModel, each: Parameter) -> ParameterView:
    said = ""
    if each.low is not None and each.high is not None:
        said = page.words.gettext("In the sources %(lowest)s to %(highest)s.") % {
            "lowest": parameter_said(page, each.key, each.low, model.currency),
            "highest": parameter_said(page, each.key, each.high, model.currency),
        }
    return ParameterView(
        title=page.words.text(each.title),
        value=parameter_said(page, each.key, each.value, model.currency),
        range=said,
        unit=page.words.text(each.unit),
        caveat=page.words.text(each.caveat),
        prov=page.notes.mark(each.basis),
    )
