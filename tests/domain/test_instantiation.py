"""From a playbook to a plan: every duration kept, every date a working day, nothing shared."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.instantiation import Circumstances, PlanDraft, instantiate
from roadmap.domain.plan_drafts import check_real_draft
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import DAY, working_calendar
from roadmap.playbook_files import playbooks
from tests.domain.plans import NOW

if TYPE_CHECKING:
    from roadmap.domain.plans import Plan
    from roadmap.domain.playbooks import Playbook

BOOK = playbooks()[0]
ROUTES = [(book, route.key) for book in playbooks() for route in book.routes]
PLACES = [("HR", ""), ("CZ", ""), ("GB", "SCT"), ("AE", ""), ("DK", "")]
starts = st.dates(date(2027, 1, 1), date(2028, 12, 31))


def draft_of(route: str, start: date = date(2027, 3, 1), months: int = 24, **more: Any) -> PlanDraft:  # noqa: ANN401
    values: dict[str, Any] = {
        "title": "Croatia",
        "routes": (route,),
        "country": "HR",
        "start": start,
        "months": months,
    } | more
    return PlanDraft(**values)


def made(draft: PlanDraft, book: Playbook = BOOK) -> Plan:
    calendar = working_calendar(draft.country, draft.subdivision)
    around = Circumstances(new_id=uuid4, now=NOW, portfolio_id=uuid4(), slug="croatia", calendar=calendar)
    return instantiate(book, draft, around)


def every_value(thing: object) -> Iterator[object]:
    """Walk through everything in a value."""
    yield thing
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from every_value(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from every_value(key)
            yield from every_value(value)
    elif isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from every_value(each)


def own_ids(plan: Plan) -> list[UUID]:
    """The ids of the plan and of everything in it, each as often as it was given."""
    found = [plan.id]
    for field in fields(plan):
        part = getattr(plan, field.name)
        found += [each.id for each in part if hasattr(each, "id")] if isinstance(part, tuple) else []
    return found


@pytest.mark.parametrize(("book", "route"), ROUTES, ids=lambda each: each if isinstance(each, str) else "")
@settings(max_examples=25)
@given(start=starts, months=st.sampled_from([24, 25, 36, 47, 60]), place=st.sampled_from(PLACES))
def test_every_milestone_lasts_as_long_as_its_playbook_says_on_working_days_after_those_it_waits_for(
    book: Playbook, route: str, start: date, months: int, place: tuple[str, str]
) -> None:
    draft = draft_of(route, start, months, country=place[0], subdivision=place[1])
    if months < book.route(route).months and is_too_short(draft, book):
        return
    plan = made(draft, book)
    calendar = working_calendar(*place)
    templates = {f"{route}/{each.key}": each for each in book.route(route).milestones}
    by_id = {each.id: each for each in plan.milestones}
    assert by_id
    for each in plan.milestones:
        duration = templates[each.key].duration
        assert calendar.duration(each.planned_start, each.planned_due) == duration.likely
        assert (each.best, each.likely, each.worst) == (duration.best, duration.likely, duration.worst)
        assert calendar.why_off(each.planned_start) is None
        assert calendar.why_off(each.planned_due) is None
        for link in each.after:
            free = calendar.plus(by_id[link.milestone_id].planned_due + DAY, link.lag)
            assert each.planned_start >= free
    assert [each.number for each in plan.milestones] == list(range(1, len(by_id) + 1))
    assert all(calendar.why_off(each.held_on) is None for each in plan.meetings)
    assert all(calendar.why_off(each.review_on) is None for each in plan.risks)
    assert all(each.starts <= each.ends for each in plan.phases)
    assert all(plan.start < each.due <= plan.end for each in plan.targets)


@pytest.mark.parametrize(("book", "route"), ROUTES, ids=lambda each: each if isinstance(each, str) else "")
def test_durations_are_the_playbooks_from_every_day_of_a_common_and_of_a_leap_year(book: Playbook, route: str) -> None:
    calendar = working_calendar("HR", "")
    wanted = {f"{route}/{each.key}": each.duration.likely for each in book.route(route).milestones}
    months = book.route(route).months
    for day in range((date(2029, 1, 1) - date(2027, 1, 1)).days):
        plan = made(draft_of(route, date(2027, 1, 1) + day * DAY, months), book)
        lasting = {each.key: calendar.duration(each.planned_start, each.planned_due) for each in plan.milestones}
        assert lasting
        assert lasting == {each.key: each.likely for each in plan.milestones} == {key: wanted[key] for key in lasting}


def is_too_short(draft: PlanDraft, book: Playbook) -> bool:
    """Whether a phase does not fit into so few months, which a plan says instead of bending it."""
    try:
        made(draft, book)
    except RuleBrokenError as error:
        return {fault.message.key for fault in error.faults} == {"plan.phase_does_not_fit"}
    return False


@pytest.mark.parametrize("start", [date(2027, 1, 31), date(2027, 8, 31), date(2028, 2, 29), date(2027, 12, 31)])
def test_phases_keep_to_month_ends_and_leap_days(start: date) -> None:
    plan = made(draft_of("pilot", start))
    groundwork = next(each for each in plan.phases if each.key == "groundwork")
    after = groundwork.ends + DAY
    last_of_month = (after + DAY).month != after.month
    assert groundwork.starts == start
    assert after.day == start.day or last_of_month
    assert (
        plan.end
        == {
            date(2027, 1, 31): date(2029, 1, 30),
            date(2027, 8, 31): date(2029, 8, 30),
            date(2028, 2, 29): date(2030, 2, 27),
            date(2027, 12, 31): date(2029, 12, 30),
        }[start]
    )


def test_a_date_on_a_day_off_is_moved_and_says_why() -> None:
    calendar = working_calendar("HR")
    moved = [each for each in made(draft_of("pilot", date(2027, 5, 1))).milestones if each.moved_because]
    assert moved
    for each in moved:
        wanted = each.wanted_due or each.wanted_start
        assert wanted is not None
        assert calendar.why_off(wanted) == each.moved_because
        if each.wanted_due:
            assert each.planned_due == calendar.on_or_before(wanted)
        else:
            assert each.planned_start == calendar.on_or_after(wanted)


def test_everything_starts_fresh() -> None:
    plan = made(draft_of("government-expansion"))
    assert {(each.status, each.percent, each.note) for each in plan.milestones} == {("not-started", 0, "")}
    assert {(each.started_on, each.done_on) for each in plan.milestones} == {(None, None)}
    assert (plan.status, plan.revision, plan.version, plan.rag_override) == ("draft", 1, 1, None)
    assert (plan.spending, plan.commitments, plan.evidence, plan.readings, plan.baselines) == ((), (), (), (), ())


@pytest.mark.parametrize(("book", "route"), ROUTES, ids=lambda each: each if isinstance(each, str) else "")
def test_the_playbook_is_untouched_and_two_plans_share_nothing(book: Playbook, route: str) -> None:
    before = deepcopy(book)
    drivers = {"specialists": 5}
    draft = draft_of(route, months=book.route(route).months, drivers=drivers)
    one, other = made(draft, book), made(draft, book)
    assert book == before
    assert len(set(own_ids(one))) == len(own_ids(one))
    assert not set(own_ids(one)) & set(own_ids(other))
    mutable = [{id(each) for each in every_value(plan) if isinstance(each, list | dict | set)} for plan in (one, other)]
    theirs = {id(each) for each in every_value(book)} | {id(drivers)}
    assert mutable[0]
    assert not mutable[0] & mutable[1]
    assert not (mutable[0] | mutable[1]) & theirs
    one.drivers["specialists"] = 99
    assert (other.drivers["specialists"], drivers["specialists"]) == (5, 5)


def test_what_two_routes_bring_is_taken_once_from_the_first() -> None:
    plan = made(draft_of("learning-community", routes=("learning-community", "government-expansion", "pilot", "pilot")))
    assert plan.routes == ("learning-community", "government-expansion", "pilot")
    for part in (plan.budget, plan.sources, plan.stakeholders, plan.committees, plan.milestones):
        keys = [each.key for each in part]
        assert len(keys) == len(set(keys))
    usual = BOOK.route("learning-community").drivers
    assert plan.drivers == {**BOOK.route("pilot").drivers, **BOOK.route("government-expansion").drivers, **usual}


def test_the_order_behind_a_milestone_that_is_switched_off_still_holds() -> None:
    route = BOOK.route("pilot")
    first, second, third = (replace(each, after=(), module=None) for each in route.milestones[:3])
    second = replace(second, module="extra", after=(link(first.key, 3),))
    third = replace(third, after=(link(second.key, 5),))
    book = replace(BOOK, routes=(replace(route, milestones=(first, second, third)),))
    plan = made(draft_of("pilot", modules=()), book)
    by_key = {each.key: each for each in plan.milestones}
    held = by_key[f"pilot/{third.key}"]
    assert len(plan.milestones) == 2
    assert [each.milestone_id for each in held.after] == [by_key[f"pilot/{first.key}"].id]


def link(key: str, lag: int) -> Any:  # noqa: ANN401 (as a milestone's template has it)
    template = next(each for route in BOOK.routes for each in route.milestones if each.after)
    return replace(template.after[0], key=key, lag=lag)


def test_targets_grow_with_the_plan_and_say_how() -> None:
    usual = made(draft_of("pilot"))
    grown = made(draft_of("pilot", drivers={"specialists": 5, "services": 3}))
    templates = BOOK.route("pilot").targets
    units = {each.key: each.unit for each in BOOK.indicators if not each.is_average}
    assert [(each.value, each.basis) for each in usual.targets] == [(each.value, each.basis) for each in templates]
    for before, after in zip(usual.targets, grown.targets, strict=True):
        share = {"posts": Decimal(5) / 2, "people": Decimal(5) / 2, "services": Decimal(3)}.get(
            units.get(after.indicator, "")
        )
        if share is None:
            assert after == before
        else:
            assert after.value == before.value * share
            assert (after.basis.kind, after.basis.citations) == ("derived", before.basis.citations)
            assert after.basis.missing == ()
            assert "this plan" in after.basis.formula
    assert {each.indicator for each in grown.targets if "this plan" in each.basis.formula} == {
        "services-open",
        "specialists-in-post",
    }


def test_a_scaled_target_is_never_rounded_to_nothing() -> None:
    plan = made(draft_of("national-phasing", months=60, drivers={"specialists": 1, "services": 1}))
    counted = [each.value for each in plan.targets if "this plan" in each.basis.formula]
    assert counted
    assert all(value >= 1 and value == value.to_integral_value() for value in counted)


def test_each_route_scales_by_its_own_size() -> None:
    plan = made(draft_of("learning-community", routes=("learning-community", "government-expansion")))
    posts = [each.value for each in plan.targets if each.indicator == "specialists-in-post"]
    assert posts == [30, 30]


def test_leaders_and_clients_follow_the_specialists_unless_they_are_given() -> None:
    assert made(draft_of("pilot", drivers={"specialists": 5})).drivers == {
        "specialists": 5,
        "leaders": 3,
        "services": 1,
        "regions": 1,
        "clients": 200,
    }
    assert made(draft_of("pilot", drivers={"specialists": 5, "leaders": 1})).drivers["leaders"] == 1


def test_money_is_in_the_plans_own_currency_by_the_given_rate() -> None:
    basis = Provenance(kind="reported", by="Grant manager", on=date(2026, 11, 20), reason="European Central Bank")
    euro = made(draft_of("pilot"))
    koruna = made(draft_of("pilot", currency="CZK", rate=Decimal("24.40"), rate_basis=basis))
    assert [each.unit_cost for each in koruna.budget] == [each.unit_cost * Decimal("24.40") for each in euro.budget]
    assert (koruna.rate, koruna.rate_basis) == (Decimal("24.40"), basis)
    assert made(draft_of("pilot", rate=Decimal(2), rate_basis=basis)).rate is None


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"title": "  "}, "title", "title.empty"),
    ({"title": "x" * 121}, "title", "text.too_long"),
    ({"routes": ()}, "routes", "plan.no_route"),
    ({"routes": ("nowhere",)}, "routes", "plan.unknown_route"),
    ({"modules": ("nothing",)}, "modules", "plan.unknown_module"),
    ({"country": "XX"}, "country", "plan.unknown_country"),
    ({"country": ""}, "country", "plan.no_country"),
    ({"country": "GB", "subdivision": "HRV"}, "subdivision", "plan.unknown_part"),
    ({"subdivision": "ZG"}, "subdivision", "plan.no_parts"),
    ({"start": date(1999, 12, 31)}, "start", "date.out_of_range"),
    ({"start": date(2095, 1, 1)}, "start", "date.out_of_range"),
    ({"months": 23}, "months", "plan.months_range"),
    ({"months": 61}, "months", "plan.months_range"),
    ({"drivers": {"specialists": 0}}, "specialists", "plan.driver_range"),
    ({"currency": "CZK"}, "rate", "plan.rate_missing"),
    ({"currency": "CZK", "rate": Decimal(0), "rate_basis": Provenance(kind="assumed")}, "rate", "plan.rate_positive"),
]


@pytest.mark.parametrize(("change", "field", "key"), WRONG)
def test_what_is_wrong_with_a_draft_is_said_beside_its_field(change: dict[str, Any], field: str, key: str) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        check_real_draft(BOOK, draft_of("pilot", **change))
    assert [(fault.field, fault.message.key) for fault in refused.value.faults] == [(field, key)]


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(RuleBrokenError) as refused:
        check_real_draft(BOOK, draft_of("nowhere", title="", country="XX", months=7))
    assert [fault.field for fault in refused.value.faults] == ["title", "routes", "country", "months"]


def test_a_route_that_does_not_fit_names_the_phase() -> None:
    route = BOOK.route("pilot")
    long = replace(route.phases[0], ends=replace(route.phases[0].ends, at="plan-start", months=0, days=-5))
    book = replace(BOOK, routes=(replace(route, phases=(long, *route.phases[1:])),))
    with pytest.raises(RuleBrokenError) as refused:
        made(draft_of("pilot"), book)
    assert refused.value.faults[0].message.values["phase"] == long.title
