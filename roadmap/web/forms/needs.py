"""The forms of a needs assessment: a scenario with its areas and parameters, and how its results are taken over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar, Final, get_args

from roadmap.domain.csv_reading import Cell, CellFault, placed
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.needs.areas import AREA, COLUMNS, areas_in_csv, areas_of
from roadmap.domain.needs.assessments import NAMES
from roadmap.domain.needs.calculation import Area
from roadmap.domain.needs.inputs import areas_of_reference, usual_values
from roadmap.domain.needs.models import COSTINGS, MONEY, PERCENT, NeedsModel, Parameter, ParameterKey
from roadmap.domain.needs.scenario_edits import ScenarioDraft, named_scenarios
from roadmap.domain.needs.takeover import TakeoverDraft
from roadmap.i18n.marking import N_
from roadmap.i18n.numbers import read_numbers, written
from roadmap.web.forms.choice_fields import Choice
from roadmap.web.forms.fields import Day, Field, Wrong
from roadmap.web.forms.files import sent_table
from roadmap.web.forms.number_fields import Number
from roadmap.web.forms.parts import PartForm
from roadmap.web.forms.reading import Typed
from roadmap.web.session import settings_of
from roadmap.web.views.plan_frame import PlanPage

FILE: Final = "areas_file"
TAB: Final = "\t"
SEPARATORS: Final = (TAB, ";")
BETWEEN_HEADS: Final = re.compile(r'["\s]*[,;\t]["\s]*')
BY: Final = "benchmarks"
FROM: Final = "from"


def model_here(page: PlanPage) -> NeedsModel:
    """The calculation of the plan's playbook; its pages are only where there is one."""
    model = page.playbook.needs
    if model is None:
        raise RuleBrokenError(Fault(field="", message=message("needs.no_model")))
    return model


@dataclass(frozen=True, kw_only=True, slots=True)
class Areas(Field):
    """Areas with their people, one a line, as a spreadsheet copies them or with a semicolon between.

    Below a first line that names the columns, they are read as those of a file are.
    """

    drawn: ClassVar[str] = "lines"

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401 (areas, or all that is wrong)
        """The areas."""
        text, numbers = form.text(self.name), partial(read_numbers, code=page.words.code)
        if _has_heads(text):
            try:
                return areas_in_csv(text.encode(), numbers)
            except RuleBrokenError as error:
                return Wrong(messages=tuple(each.message for each in error.faults))
        lines = {line: _cells(each) for line, each in enumerate(text.split("\n"), start=1) if each.strip()}
        rows = [_row(line, cells) for line, cells in lines.items() if len(cells) == len(COLUMNS)]
        areas, wrong = areas_of(rows, numbers)
        faults = sorted([*_too_wide(lines), *wrong], key=lambda each: each.row)
        return Wrong(messages=tuple(_told(page, each) for each in faults)) if faults else areas

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401, ARG002
        """What was typed; a table is never nearly the same as another."""
        return self.read(form, page)

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """One a line, with a semicolon between, or a tab where the name holds one."""
        if isinstance(value, Wrong):
            return ""
        return "\n".join(
            f"{each.name}{TAB if ';' in each.name else '; '}{written(Decimal(each.people), page.words.code)}"
            for each in value or ()
        )

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Each with its number."""
        if isinstance(value, Wrong):
            return ""
        return "; ".join(f"{each.name} {page.words.number(each.people)}" for each in value or ())

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """One that can be, so that nothing else is said of it."""
        return (Area(name="-", people=0),)


def _has_heads(text: str) -> bool:
    """Whether the first line that is not empty names the columns, as that of a file does."""
    heads = BETWEEN_HEADS.split(text.strip().partition("\n")[0].strip(' "\r').casefold())
    return set(COLUMNS) <= set(heads)


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a line; without a separator all of it is the name, and the number is missing."""
    separator = next((each for each in SEPARATORS if each in text), None)
    found = text.split(separator) if separator else [text, ""]
    while len(found) > len(COLUMNS) and not found[-1].strip():
        found.pop()
    return tuple(found)


def _row(line: int, cells: tuple[str, ...]) -> Mapping[str, Cell]:
    return {key: Cell(row=line, column=key, text=cell) for key, cell in zip(COLUMNS, cells, strict=True)}


def _too_wide(lines: Mapping[int, tuple[str, ...]]) -> Iterable[CellFault]:
    """Lines of more than a name and a number, of which nobody knows which number is meant."""
    for line, cells in lines.items():
        if len(cells) > len(COLUMNS):
            yield CellFault(row=line, column="", message=message("needs.too_wide", cells=len(cells)))


def _told(page: PlanPage, fault: CellFault) -> Message:
    if not fault.column:
        return placed(fault)
    column = page.words.gettext(N_("area")) if fault.column == AREA else page.words.gettext(N_("people"))
    return placed(replace(fault, column=column))


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterField(Number):
    """A parameter of the calculation; the playbook gives its title, unit, range and ground."""

    key: ParameterKey

    def parameter(self, page: PlanPage) -> Parameter:
        """The parameter in the plan's playbook."""
        return model_here(page).parameter(self.key)

    def called(self, page: PlanPage) -> str:
        """The parameter's title."""
        return page.words.text(self.parameter(page).title)

    def advice(self, page: PlanPage) -> str:
        """Its unit, the usual value with its ground, and what is to be known about it."""
        words, parameter = page.words, self.parameter(page)
        usual = words.gettext("%(unit)s. In the playbook: %(value)s (%(ground)s).") % {
            "unit": words.text(parameter.unit)[:1].upper() + words.text(parameter.unit)[1:],
            "value": _figure(page, parameter),
            "ground": page.notes.word(parameter.basis).lower(),
        }
        return f"{usual} {words.text(parameter.caveat)}".strip()

    def affix(self, page: PlanPage) -> str:  # noqa: ARG002
        """The sign of a share."""
        return "%" if self.key in PERCENT else ""


def _figure(page: PlanPage, parameter: Parameter) -> str:
    words = page.words
    if parameter.key in PERCENT:
        return f"{words.number(parameter.value)}\u00a0%"
    number = words.number(parameter.value)
    return f"{model_here(page).currency}\u00a0{number}" if parameter.key in MONEY else number


def _sets(page: PlanPage) -> Iterable[tuple[str, str]]:
    return [(each.key, page.words.text(each.title)) for each in model_here(page).sets]


def _costings(page: PlanPage) -> Iterable[tuple[str, str]]:
    _ = page.words.gettext
    said = {
        "staff": _("Posts and team leaders"),
        "client": _("People to reach"),
        "outcome": _("Outcomes"),
    }
    return [(each, said[each]) for each in COSTINGS]


def _currencies(page: PlanPage) -> Iterable[tuple[str, str]]:
    return [(each, each) for each in dict.fromkeys([page.plan.currency, model_here(page).currency])]


def _blank(page: PlanPage) -> Mapping[str, Any]:
    model = model_here(page)
    values = {NAMES[each.key]: each.value for each in model.parameters}
    number = len(page.plan.needs.scenarios) + 1 if page.plan.needs else 1
    title = page.words.gettext("Scenario %(number)s") % {"number": page.words.number(number)}
    return {"title": title, "benchmarks": "", "costing": "staff", "currency": model.currency, **values}


def begun(page: PlanPage, asked: Mapping[str, str]) -> dict[str, str]:
    """What an address fills in: a benchmark set (``benchmarks``) and published areas (``from``)."""
    model = model_here(page)
    filled: dict[str, Any] = {}
    chosen = model.benchmarks(asked.get(BY, ""))
    if chosen:
        usual = usual_values(model, chosen, page.playbook.benchmarks)
        filled |= {NAMES[each.key]: each.value for each in usual}
        filled |= {"title": chosen.title, "benchmarks": chosen.key, "costing": chosen.costing}
    published = model.reference(asked.get(FROM, ""))
    held = page.plan.needs.by if page.plan.needs else None
    if published:
        filled["areas"] = areas_of_reference(published)
    elif held and asked.get(FROM, "") in {"", "plan"}:
        filled["areas"] = held.areas
    return {each.name: each.typed(filled[each.name], page) for each in SCENARIO.fields if each.name in filled}


def with_file(request: Any, form: Typed, page: PlanPage) -> Typed:  # noqa: ANN401 (any request)
    """The form with the areas of a file in the place of those typed; what is wrong with the file is told there."""
    try:
        content = sent_table(form, FILE, settings_of(request).upload_max_mb * 1_048_576)
        if content is None:
            return form
        areas = areas_in_csv(content, partial(read_numbers, code=page.words.code))
    except RuleBrokenError as error:
        faults = tuple(Fault(field=FILE, message=each.message) for each in error.faults)
        return replace(form, faults=(*form.faults, *faults))
    return replace(form, values={**form.values, "areas": AREAS.typed(areas, page)})


AREAS: Final = Areas(
    name="areas",
    label=N_("Areas and people in contact"),
    hint=N_(
        "One area a line, then a semicolon and the number of people in a year: Fife; 3706. Rows copied from a "
        "spreadsheet can be pasted, also with the heads area and people_in_contact."
    ),
    is_required=True,
)
SCENARIO: Final = PartForm(
    noun="needs",
    part="",
    find=named_scenarios,
    segment="needs",
    tab="needs",
    anchor="scenario-",
    add=N_("Add a scenario"),
    draft=ScenarioDraft,
    blank=_blank,
    needs=frozenset({"services", "budget"}),
    has_preview=True,
    file=Field(
        name=FILE,
        label=N_("Areas from a CSV file"),
        hint=N_("With the columns area,people_in_contact. Its rows take the place of those above."),
    ),
    fields=(
        Field(name="title", label=N_("Title"), is_required=True),
        Choice(
            name="benchmarks",
            label=N_("Benchmark set"),
            hint=N_("Its figures take the place of those below that nobody has changed."),
            among=_sets,
            none=N_("The playbook’s usual figures"),
        ),
        AREAS,
        Choice(name="costing", label=N_("Cost counted by"), among=_costings, is_required=True),
        Choice(name="currency", label=N_("Currency of the costs"), among=_currencies, is_required=True),
        *(
            ParameterField(name=NAMES[key], key=key, label=N_("Parameter"), is_required=True)
            for key in get_args(ParameterKey)
        ),
    ),
)
"""The form of a scenario. The order is that of the calculation."""

OPENS: Final = Day(
    name="opens",
    label=N_("New services open on"),
    hint=N_("Costs begin then. Change single services afterwards."),
    is_required=True,
)
DUE: Final = Day(name="due", label=N_("Targets are due on"), is_required=True)
RATE: Final = Number(name="rate", label=N_("Exchange rate"), is_required=True)
RATE_SOURCE: Final = Field(
    name="rate_source",
    label=N_("Source and day of the rate"),
    hint=N_("For example: European Central Bank, 20 November 2026."),
    is_required=True,
)
OVERWRITE: Final = "overwrite"


def takeover_texts(page: PlanPage) -> dict[str, str]:
    """What the form of the takeover begins with: as it was taken over before, else the plan's first and last day."""
    held = page.plan.needs.takeover if page.plan.needs else None
    rate_source = held.rate_basis.reason if held and held.rate_basis else ""
    return {
        "opens": OPENS.typed(held.opens if held else page.plan.start, page),
        "due": DUE.typed(held.due if held else page.plan.end, page),
        "rate": RATE.typed(held.rate if held else None, page),
        "rate_source": rate_source,
    }


def read_takeover(form: Typed, page: PlanPage) -> tuple[TakeoverDraft, list[Fault]]:
    """The draft, and what cannot be read; the plan's first and last day stand in for that."""
    faults = list(form.faults)
    days = {}
    for field, otherwise in ((OPENS, page.plan.start), (DUE, page.plan.end)):
        found = field.read(form, page)
        if isinstance(found, Message):
            faults.append(Fault(field=field.name, message=found))
            found = otherwise
        days[field.name] = found
    rate: Decimal | None = None
    if form.text("rate").strip():
        read = RATE.read(form, page)
        if isinstance(read, Message):
            faults.append(Fault(field="rate", message=read))
        else:
            rate = read
    draft = TakeoverDraft(
        opens=days["opens"],
        due=days["due"],
        rate=rate,
        rate_source=RATE_SOURCE.read(form, page),
        overwrite=frozenset(form.all(OVERWRITE)),
    )
    return draft, faults
