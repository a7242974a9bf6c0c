"""Rules of the needs calculation that only its figures decide: ranges, and published areas that it can give again."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from roadmap.domain.benchmarks import Benchmark
from roadmap.domain.money import plain
from roadmap.domain.needs.calculation import assess
from roadmap.domain.needs.inputs import areas_of_reference, usual_inputs
from roadmap.domain.needs.models import MONEY, PARAMETERS, BenchmarkValue, NeedsModel, Parameter, ReferenceSet
from roadmap.domain.needs.published import Beside, beside_published
from roadmap.playbook_files.contents import Contents, Document
from roadmap.playbook_files.problems import Place, Problem
from roadmap.playbook_files.references import KIND
from roadmap.playbook_files.rules import CURRENCIES

DIVISORS = ("clients-per-specialist", "span")
MOST = 1_000_000_000


def needs_problems(contents: Contents) -> Iterator[Problem]:
    """Check a calculation whose form is right; one whose form is wrong has enough to mend."""
    benchmarks = _benchmarks(contents)
    for document in contents.of(KIND["needs"]):
        try:
            model = msgspec.convert(document.data, NeedsModel)
        except msgspec.ValidationError:
            continue
        missing = [key for key in PARAMETERS if key not in {each.key for each in model.parameters}]
        for key in missing:
            yield document.problem(("parameters",), f"there is no parameter {key!r}", "the calculation needs all")
        if model.currency not in CURRENCIES:
            wrong = f"{model.currency!r} is not a currency of ISO 4217"
            yield document.problem(("currency",), wrong, "give its three-letter code, such as GBP")
        ranges = [found for at, each in enumerate(model.parameters) for found in _ranges(document, at, each)]
        yield from ranges
        if not missing:
            yield from _sets(document, model, benchmarks)
        if not missing and not ranges:
            yield from _references(document, model)


def _benchmarks(contents: Contents) -> dict[str, Benchmark]:
    """The benchmarks by key; those that cannot be read are told elsewhere."""
    found = {}
    for document in contents.of(KIND["benchmarks"]):
        for _, data in document.values("[]"):
            try:
                benchmark = msgspec.convert(data, Benchmark)
            except msgspec.ValidationError:
                continue
            found[benchmark.key] = benchmark
    return found


def _ranges(document: Document, at: int, parameter: Parameter) -> Iterator[Problem]:
    place: Place = ("parameters", at)
    if parameter.key in DIVISORS and parameter.least <= 0:
        yield document.problem((*place, "least"), f"{parameter.least} is taken", "nothing is divided by zero or less")
    if parameter.most > MOST:
        yield document.problem((*place, "most"), f"{parameter.most} is more than is reckoned with", f"{MOST} at most")
    if parameter.least > parameter.most:
        wrong = f"the least, {parameter.least}, is more than the most, {parameter.most}"
        yield document.problem((*place, "least"), wrong, "the least is what is taken at all")
    elif not parameter.least <= parameter.value <= parameter.most:
        wrong = f"{parameter.value} is not between {parameter.least} and {parameter.most}"
        yield document.problem((*place, "value"), wrong, "the usual value is one that is taken")
    if (parameter.low is None) != (parameter.high is None):
        name = "low" if parameter.high is None else "high"
        yield document.problem(place, f"{name} stands alone", "a stated range has both low and high")
    elif not _is_within(parameter):
        wrong = f"the range {parameter.low} to {parameter.high} is not within {parameter.least} to {parameter.most}"
        yield document.problem((*place, "low"), wrong, "low is below high, and both are taken")


def _is_within(parameter: Parameter) -> bool:
    low, high = parameter.low, parameter.high
    return low is None or high is None or parameter.least <= low <= high <= parameter.most


def _sets(document: Document, model: NeedsModel, benchmarks: dict[str, Benchmark]) -> Iterator[Problem]:
    for at, each in enumerate(model.sets):
        for number, value in enumerate(each.values):
            place = ("sets", at, "values", number, "benchmark")
            benchmark = benchmarks.get(value.benchmark)
            if benchmark:
                yield from _set_value(document, place, model, value, benchmark)


def _set_value(
    document: Document, place: Place, model: NeedsModel, value: BenchmarkValue, benchmark: Benchmark
) -> Iterator[Problem]:
    parameter = model.parameter(value.parameter)
    if not parameter.least <= benchmark.value <= parameter.most:
        wrong = f"{benchmark.value} is not between {parameter.least} and {parameter.most}"
        yield document.problem(place, wrong, f"that is what is taken as {parameter.key}")
    wanted = model.currency if value.parameter in MONEY else ""
    if benchmark.currency != wanted:
        wrong = f"the benchmark is in {benchmark.currency}" if benchmark.currency else "the benchmark is no amount"
        right = f"{parameter.key} is in {wanted}" if wanted else f"{parameter.key} is no amount of money"
        yield document.problem(place, wrong, right)


def _references(document: Document, model: NeedsModel) -> Iterator[Problem]:
    """Find published figures that the calculation does not give and nothing explains."""
    inputs = usual_inputs(model)
    for at, reference in enumerate(model.references):
        place: Place = ("references", at)
        found = assess(areas_of_reference(reference), inputs)
        if found.total.people != reference.total.people:
            wrong = f"the areas have {found.total.people} people together, the total says {reference.total.people}"
            yield document.problem((*place, "total", "people"), wrong, "they are the same people")
            continue
        areas, total = beside_published(found, reference, is_usual=True)
        for number, each in enumerate(areas):
            yield from _unexplained(document, (*place, "areas", number), each)
        if total:
            yield from _unexplained(document, (*place, "total"), total)
        yield from _idle(document, place, reference, (*areas, *((total,) if total else ())))


def _unexplained(document: Document, place: Place, beside: Beside) -> Iterator[Problem]:
    for each in beside.differences:
        if each.why == "unknown":
            wrong = f"{plain(each.published)} is published, the calculation gives {plain(each.computed)}"
            right = f"add a difference with figure {each.figure} that says why"
            yield document.problem((*place, each.figure), wrong, right)


def _idle(document: Document, place: Place, reference: ReferenceSet, found: tuple[Beside, ...]) -> Iterator[Problem]:
    """Find explanations of what does not differ."""
    differing = {(each.area.key, difference.figure) for each in found for difference in each.differences}
    areas = [((*place, "areas", number), each) for number, each in enumerate(reference.areas)]
    for where, area in [*areas, ((*place, "total"), reference.total)]:
        for number, each in enumerate(area.differences):
            if (area.key, each.figure) not in differing:
                wrong = f"the calculation gives what is published as {each.figure}"
                yield document.problem((*where, "differences", number), wrong, "leave the explanation out")
