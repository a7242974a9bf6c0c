"""Laws that every edit of milestones keeps, tried on random plans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.milestone_batches import BatchDraft, changed_together
from roadmap.domain.milestone_drafts import draft_of
from roadmap.domain.milestone_edits import added, changed, deleted, dropped, moved
from roadmap.domain.milestone_links import linked, waits_of
from roadmap.domain.milestone_merges import MergeDraft, merged
from roadmap.domain.milestone_splits import SplitPart, shared, split
from roadmap.domain.milestones import LINK_KINDS, PIN_KINDS, DateAnchor, Dependency, Milestone, Pin
from roadmap.domain.networks import in_order
from roadmap.domain.plans import Phase, Plan
from roadmap.domain.schedule import is_scheduled, planned_after, replanned
from roadmap.domain.workdays import working_calendar
from tests.domain.plans import MONDAY, milestone, plan_of
from tests.domain.test_milestone_edits import CHOICES, HAND, draft

CROATIA = working_calendar("HR")
HERE = replace(HAND, calendar=CROATIA)
days = st.integers(0, 500).map(lambda count: MONDAY + timedelta(days=count))
links = st.builds(
    Dependency,
    milestone_id=st.just(UUID(int=0)),
    kind=st.sampled_from(LINK_KINDS),
    lag=st.integers(0, 15),
    unit=st.sampled_from(("working", "calendar")),
)
EDGES: tuple[Literal["start", "due"], ...] = ("start", "due")
edges = st.sampled_from(EDGES)
anchors = st.one_of(
    st.none(),
    st.builds(DateAnchor, at=st.just("date"), edge=edges, day=days),
    st.builds(
        DateAnchor,
        at=st.sampled_from(("plan-start", "plan-end", "phase-start", "phase-end")),
        edge=edges,
        months=st.integers(-12, 12),
        days=st.integers(-40, 40),
    ),
)
pins = st.builds(Pin, kind=st.sampled_from(PIN_KINDS), day=days, reason=st.just("Vote"))


@dataclass(frozen=True)
class Freedom:
    """How much of a plan is left to chance."""

    has_links: bool = True
    has_pins: bool = True
    has_progress: bool = True


@st.composite
def plans(draw: st.DrawFn, freedom: Freedom = Freedom()) -> Plan:
    """A plan in one or two phases, whose milestones wait for earlier ones, at the dates that follow from it."""
    count = draw(st.integers(2, 7))
    made: list[Milestone] = []
    for number in range(1, count + 1):
        length = draw(st.integers(2, 30))
        more: dict[str, Any] = {
            "weight": draw(st.integers(2, 12)),
            "best": draw(st.integers(2, length)),
            "worst": length + draw(st.integers(0, 30)),
            "anchor": draw(anchors),
            "phase_id": draw(st.sampled_from((UUID(int=2), UUID(int=5)))),
        }
        if freedom.has_links and made:
            before = draw(st.lists(st.sampled_from(made), max_size=2, unique_by=lambda each: each.id))
            more["after"] = tuple(replace(draw(links), milestone_id=each.id) for each in before)
        if freedom.has_pins and draw(st.integers(0, 3)) == 0:
            more["pin"] = draw(pins)
        if freedom.has_progress and draw(st.integers(0, 3)) == 0:
            more |= draw(
                st.sampled_from(
                    (
                        {"status": "in-progress", "percent": 40, "started_on": MONDAY},
                        {"status": "done", "percent": 100, "started_on": MONDAY, "done_on": MONDAY},
                        {"status": "dropped"},
                    )
                )
            )
        start = CROATIA.on_or_after(draw(days))
        made.append(milestone(number, start=start, planned_due=CROATIA.last_day(start, length), likely=length, **more))
    phase = Phase(
        id=UUID(int=5), plan_id=UUID(int=1), route="pilot", key="two", title="Second", summary="", position=2,
        starts=MONDAY, ends=date(2028, 8, 31),
    )  # fmt: skip
    plan = plan_of(*made)
    return replanned(replace(plan, phases=(*plan.phases, phase)), CROATIA)


def check_sound(plan: Plan) -> None:
    """No circle, no end before its start, no number twice, no link to itself or to nothing, days that are worked."""
    in_order({each.id: waits_of(each) for each in plan.milestones})
    known = {each.id for each in plan.milestones}
    assert len(known) == len({each.number for each in plan.milestones}) == len(plan.milestones)
    for each in plan.milestones:
        assert each.planned_start <= each.planned_due
        assert set(waits_of(each)) <= known - {each.id}
        assert 1 <= each.best <= each.likely <= each.worst


@settings(max_examples=2000)
@given(plan=plans(Freedom(has_links=False, has_pins=False)), count=st.integers(-200, 200).filter(bool))
def test_shifting_and_shifting_back_is_the_identity_where_nothing_holds_it(plan: Plan, count: int) -> None:
    ids = {each.id for each in plan.milestones if each.started_on is None}
    assume(ids)
    there = changed_together(plan, ids, BatchDraft(days=count), CHOICES, HERE)
    back = changed_together(there, ids, BatchDraft(days=-count), CHOICES, HERE)
    assert [(each.planned_start, each.planned_due) for each in back.milestones] == [
        (each.planned_start, each.planned_due) for each in plan.milestones
    ]
    for before, after in zip(plan.milestones, there.milestones, strict=True):
        if before.id in ids and before.is_open:
            edge = "planned_due" if before.anchor and before.anchor.edge == "due" else "planned_start"
            moved_by = CROATIA.duration(*sorted((getattr(before, edge), getattr(after, edge)))) - 1
            assert moved_by == abs(count)
        check_sound(there)


@settings(max_examples=500)
@given(plan=plans(), count=st.integers(-60, -1), data=st.data())
def test_no_shift_to_earlier_plans_before_what_is_waited_for_whatever_slipped(
    plan: Plan, count: int, data: st.DataObject
) -> None:
    slipped = {each.id for each in plan.milestones if each.is_open and data.draw(st.booleans())}
    later = [
        replace(each, planned_due=CROATIA.plus(each.planned_due, 30)) if each.id in slipped else each
        for each in plan.milestones
    ]
    plan = replace(plan, milestones=tuple(later))
    ids = {each.id for each in plan.milestones}
    after = changed_together(plan, ids, BatchDraft(days=count), CHOICES, HERE)
    now = {each.id: each for each in after.milestones}
    for each in after.milestones:
        was = plan.milestone(each.id)
        if is_scheduled(each) and not each.is_pinned and each.planned_start < was.planned_start:
            assert planned_after(each, now, CROATIA).start == CROATIA.on_or_after(each.planned_start)


@settings(max_examples=150)
@given(plan=plans(), data=st.data())
def test_parts_add_up_and_merging_them_gives_the_whole_back(plan: Plan, data: st.DataObject) -> None:
    whole = [each for each in plan.milestones if each.is_open]
    assume(whole)
    own = data.draw(st.sampled_from(whole))
    count = data.draw(st.integers(2, min(4, own.best, own.likely, own.weight)))
    lengths = shared(own.likely, data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)))
    weights = shared(own.weight, data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count)))
    parts = [
        SplitPart(title=f"Part {row}", days=length, weight=weight)
        for row, (length, weight) in enumerate(zip(lengths, weights, strict=True))
    ]
    new_ids = [UUID(int=900 + row) for row in range(1, count)]
    apart = split(plan, own.id, parts, new_ids, HERE)
    check_sound(apart)
    made = [apart.milestone(each) for each in (own.id, *new_ids)]
    for name in ("best", "likely", "worst", "weight"):
        assert sum(getattr(each, name) for each in made) == getattr(own, name)
    if own.started_on or (own.after and own.pin and own.pin.kind == "on"):
        # What is under way or pinned may stand against what it waits for; its parts that are neither do not.
        return
    others = [each.id for each in plan.milestones if each.id != own.id]
    parts_too = [*others, own.id, *new_ids]
    assert spans(apart, others) == spans(plan, others)
    assert spans(replanned(apart, CROATIA), parts_too) == spans(apart, parts_too)
    together = merged(apart, [own.id, *new_ids], MergeDraft(title=own.title, deliverable=own.deliverable), HERE)
    check_sound(together)
    one = together.milestone(own.id)
    for name in ("best", "likely", "worst", "weight", "mitigates", "engages", "marks"):
        assert getattr(one, name) == getattr(own, name), name
    assert set(one.after) == set(own.after)
    assert spans(together, [*others, own.id]) == spans(plan, [*others, own.id])


def spans(plan: Plan, ids: list[UUID]) -> list[tuple[date, date]]:
    return [(plan.milestone(each).planned_start, plan.milestone(each).planned_due) for each in ids]


@settings(max_examples=300)
@given(plan=plans(), data=st.data())
def test_what_is_merged_is_planned_from_the_first_day_to_the_last_and_breaks_no_link(
    plan: Plan, data: st.DataObject
) -> None:
    ids = [each.id for each in plan.milestones if each.status != "dropped"]
    assume(len(ids) > 1)
    some = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=4, unique=True))
    together = [plan.milestone(each) for each in some]
    try:
        after = merged(plan, some, MergeDraft(title="One", deliverable=""), HERE)
    except RuleBrokenError:
        return
    one = next(each for each in after.milestones if each.id in some)
    if one.pin is None or one.pin.kind != "on":
        first, last = min(each.planned_start for each in together), max(each.planned_due for each in together)
        assert one.planned_days == (first, last)
    for each in after.milestones:
        if is_scheduled(each) and each.planned_days != plan.milestone(each.id).planned_days and not each.is_pinned:
            for link in each.after:
                if link.milestone_id == one.id and link.kind == "finish-start" and link.lag == 0:
                    assert each.planned_start > one.planned_due


@settings(max_examples=150)
@given(plan=plans(Freedom(has_progress=False)), data=st.data())
def test_deleting_keeps_the_order_of_the_rest(plan: Plan, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(plan.milestones))
    after = deleted(plan, gone.id, HERE)
    check_sound(after)
    rest = [each for each in plan.milestones if each.id != gone.id]
    assert [(each.id, each.number) for each in after.milestones] == [(each.id, each.number) for each in rest]
    for each in rest:
        for link in each.after:
            over = [under for under in gone.after if link.milestone_id == gone.id]
            kept = {under.milestone_id for under in after.milestone(each.id).after}
            if link.kind == "finish-start" and over:
                assert {under.milestone_id for under in over} <= kept


@settings(max_examples=200)
@given(plan=plans(), data=st.data())
def test_no_edit_makes_a_circle_an_end_before_its_start_or_a_number_twice(plan: Plan, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            plan = _any_edit(plan, data)
        except RuleBrokenError:
            continue
        check_sound(plan)


def _any_edit(plan: Plan, data: st.DataObject) -> Plan:
    ids = [each.id for each in plan.milestones]
    assume(ids)
    own = plan.milestone(data.draw(st.sampled_from(ids)))
    other = data.draw(st.sampled_from(ids))
    link = replace(data.draw(links), milestone_id=other)
    hung = DateAnchor(at="milestone-due", edge=data.draw(edges), milestone_id=other)
    wanted = replace(draft_of(own), after=(*own.after, link), anchor=data.draw(st.sampled_from((own.anchor, hung))))
    some = set(data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True)))
    new_id = UUID(int=max(each.int for each in ids) + 1)
    half = [SplitPart(title="A", days=own.likely - 1, weight=own.weight - 1), SplitPart(title="B", days=1, weight=1)]

    def together(wanted: BatchDraft) -> Plan:
        return changed_together(plan, some, wanted, CHOICES, HERE)

    edits = {
        "add": lambda: added(plan, draft(after=(link,)), new_id, CHOICES, HERE),
        "change": lambda: changed(plan, own.id, wanted, CHOICES, HERE),
        "link": lambda: replanned(linked(plan, own.id, link), CROATIA),
        "drop": lambda: dropped(plan, own.id, "No money", HERE, is_bridged=data.draw(st.booleans())),
        "delete": lambda: deleted(plan, own.id, HERE),
        "move": lambda: moved(plan, own.id, data.draw(st.sampled_from(("up", "down")))),
        "split": lambda: split(plan, own.id, half, [new_id], HERE),
        "merge": lambda: merged(plan, some, MergeDraft(title="One", deliverable=""), HERE),
        "shift": lambda: changed_together(
            plan, some, BatchDraft(days=data.draw(st.integers(-300, 300))), CHOICES, HERE
        ),
        "phase": lambda: changed_together(plan, some, BatchDraft(phase_id=UUID(int=5)), CHOICES, HERE),
    }
    return edits[data.draw(st.sampled_from(sorted(edits)))]()
