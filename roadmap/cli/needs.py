"""`roadmap needs`: posts, leaders, cost and outcomes of areas, by the calculation of a playbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

import click
import msgspec

from roadmap.cli.plan_argument import BadInputError, content_of
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.domain.money import Money, plain
from roadmap.domain.needs.areas import areas_in_csv
from roadmap.domain.needs.calculation import Area, Assessed, Inputs, Need, assess
from roadmap.domain.needs.inputs import areas_of_reference, inputs_of, value_faults
from roadmap.domain.needs.models import PERCENT, BenchmarkSet, NeedsModel, ParameterKey
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language, language
from roadmap.i18n.numbers import read_number, read_numbers
from roadmap.playbook_files import PlaybookFileError
from roadmap.services.playbooks import all_playbooks
from roadmap.settings import read_settings

HEAD: Final = ("Area", "People", "Eligible", "To reach", "FTE", "Posts", "Leaders", "Cost", "Outcomes")
CODE: Final = "en"


@click.command()
@click.option("--areas", "file", default="", metavar="FILE", help="CSV with the columns area,people_in_contact.")
@click.option("--reference", default="", metavar="KEY", help="Published areas instead, e.g. scotland.")
@click.option("--set", "own", multiple=True, metavar="KEY=VALUE", help="A parameter of your own, e.g. coverage=30.")
@click.option("--benchmarks", default="", metavar="KEY", help="A benchmark set of the playbook.")
@click.option("--playbook", default="", metavar="NAME", help="The playbook; the first that has a needs calculation.")
@click.option("--json", "as_json", is_flag=True, help="Print it for programs.")
def command(file: str, reference: str, own: tuple[str, ...], benchmarks: str, playbook: str, *, as_json: bool) -> None:
    """Work out what areas need: people eligible and to reach, posts, leaders, yearly cost and outcomes.

    Each area is rounded by itself; the total adds what is rounded, and the national figure is one calculation over all
    people. Ends with status 2, and prints no figure, where anything that was given is wrong.
    """
    try:
        book, model = _model(playbook)
        chosen = _benchmark_set(model, benchmarks)
        inputs = inputs_of(model, chosen, book.benchmarks, _own(model, own))
        areas = _areas(model, file, reference)
    except RuleBrokenError as error:
        words, where = language(CODE), f"{file}: " if file else ""
        lines = [f"{where if each.field == 'file' else ''}{words.say(each.message)}" for each in error.faults]
        raise BadInputError("\n".join(lines)) from error
    except PlaybookFileError as error:
        raise click.ClickException(str(error)) from error
    found = assess(areas, inputs)
    if as_json:
        told = msgspec.json.Encoder(decimal_format="number").encode(_document(found, inputs, chosen))
        click.echo(msgspec.json.format(told, indent=1).decode())
    else:
        click.echo("\n".join(_lines(found, inputs, model, language(CODE))))


def _model(name: str) -> tuple[Playbook, NeedsModel]:
    known = [(each, each.needs) for each in all_playbooks() if each.needs]
    chosen = next((each for each in known if name in {"", each[0].intervention.key}), None)
    if chosen is None:
        names = ", ".join(each.intervention.key for each, _ in known)
        raise _refusal(message("needs.unknown_playbook", typed=name[:40], known=names))
    book, model = chosen
    return book, model


def _benchmark_set(model: NeedsModel, key: str) -> BenchmarkSet | None:
    if key and not model.benchmarks(key):
        known = ", ".join(each.key for each in model.sets)
        raise _refusal(message("needs.unknown_benchmarks", typed=key[:40], known=known))
    return model.benchmarks(key)


def _own(model: NeedsModel, settings: Sequence[str]) -> dict[ParameterKey, Decimal]:
    """What was set by ``--set``. Raises ``RuleBrokenError`` with all that is wrong with it."""
    values: dict[ParameterKey, Decimal] = {}
    faults: list[Fault] = []
    parameters = {str(each.key): each for each in model.parameters}
    for setting in settings:
        name, equals, typed = setting.partition("=")
        parameter = parameters.get(name.strip().replace("_", "-"))
        if not equals:
            faults.append(Fault(field="", message=message("needs.set_form", typed=setting[:40])))
        elif parameter is None:
            known = ", ".join(parameters)
            faults.append(Fault(field="", message=message("needs.unknown_parameter", typed=name[:40], known=known)))
        else:
            value = _value(typed, is_percent=parameter.key in PERCENT)
            wrong = [value] if isinstance(value, Message) else []
            if not isinstance(value, Message):
                is_said = typed.rstrip().endswith("%")
                wrong = [each.message for each in value_faults("", parameter, value, model.currency)]
                wrong = [each for each in wrong if not (is_said and each.key == "needs.fraction")]
                values[parameter.key] = value
            faults += [
                Fault(field="", message=message("needs.at_parameter", key=parameter.key, what=each)) for each in wrong
            ]
    if faults:
        raise RuleBrokenError(*faults)
    return values


def _value(typed: str, *, is_percent: bool) -> Decimal | Message:
    text = typed.strip()
    return read_number(text.removesuffix("%") if is_percent else text, CODE)


def _areas(model: NeedsModel, file: str, reference: str) -> tuple[Area, ...]:
    known = ", ".join(each.key for each in model.references)
    if bool(file) == bool(reference):
        raise _refusal(message("needs.which_areas", known=known))
    if file:
        return areas_in_csv(content_of(file, read_settings()), partial(read_numbers, code=CODE))
    published = model.reference(reference)
    if published is None:
        raise _refusal(message("needs.unknown_reference", typed=reference[:40], known=known))
    return areas_of_reference(published)


def _refusal(what: Message) -> RuleBrokenError:
    return RuleBrokenError(Fault(field="", message=what))


def _document(found: Assessed, inputs: Inputs, chosen: BenchmarkSet | None) -> dict[str, Any]:
    return {
        "currency": inputs.currency,
        "costing": inputs.costing,
        "benchmarks": chosen.key if chosen else None,
        "parameters": {key: _number(value) for key, value in inputs.values.items()},
        "areas": [{"area": area.name, **_told(need)} for area, need in found.areas],
        "total": _told(found.total),
        "national": _told(found.national),
    }


def _told(need: Need) -> dict[str, Decimal | int]:
    return {
        "people_in_contact": need.people,
        "eligible": _number(need.eligible),
        "to_reach": _number(need.to_reach),
        "fte": _number(need.fte),
        "posts": _number(need.posts),
        "leaders": _number(need.leaders),
        "cost": _number(need.cost),
        "outcomes": _number(need.outcomes),
    }


def _number(value: Decimal) -> Decimal | int:
    """The exact number without needless zeros."""
    return int(value) if value == value.to_integral_value() else Decimal(plain(value))


def _lines(found: Assessed, inputs: Inputs, model: NeedsModel, words: Language) -> Iterator[str]:
    rows = [
        HEAD,
        *(_row(area.name, need, inputs, words) for area, need in found.areas),
        _row("Total of the areas", found.total, inputs, words),
        _row("One national calculation", found.national, inputs, words),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for name, *cells in rows:
        right = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *right])
    yield ""
    for each in model.parameters:
        yield f"{each.key} = {plain(inputs.values[each.key])}  ({each.title}, {each.unit})"
    yield (
        "Rounded: people, posts and outcomes to whole ones, FTE and leaders to the nearest half; at least one post, "
        "half an FTE and half a leader in every area."
    )


def _row(name: str, need: Need, inputs: Inputs, words: Language) -> tuple[str, ...]:
    figures = (need.people, need.eligible, need.to_reach, need.fte, need.posts, need.leaders)
    return (
        name,
        *(words.number(each) for each in figures),
        words.money(Money(amount=need.cost, currency=inputs.currency)),
        words.number(need.outcomes),
    )
