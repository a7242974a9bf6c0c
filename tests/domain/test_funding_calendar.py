"""Days of funding in a calendar, through any history: a name stays, a sequence rises only with what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any, Final
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.changes import difference
from roadmap.domain.funding import Commitment, Deadline, FundingSource
from roadmap.domain.funding_calendar import COMMITMENT, SOURCE, FundingChange, FundingEvent, State, funding_events
from tests.domain.plans import BASIS, PLAN_ID

FIRST: Final = datetime(2027, 1, 4, 9, tzinfo=UTC)
SOURCE_ID, HELD_ID = UUID(int=60), UUID(int=70)
MARCH, APRIL, JUNE = date(2027, 3, 31), date(2027, 4, 30), date(2027, 6, 30)
seeds = st.integers(0, 10**6)


def source(*deadlines: Deadline, title: str = "Foundation") -> FundingSource:
    return FundingSource(
        id=SOURCE_ID,
        plan_id=PLAN_ID,
        key="foundation",
        title=title,
        kind="foundation",
        rank="main",
        may_pay=("training",),
        may_not_pay=(),
        note="",
        basis=BASIS,
        deadlines=deadlines,
    )


def held(**more: Any) -> Commitment:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "id": HELD_ID,
        "plan_id": PLAN_ID,
        "source_id": SOURCE_ID,
        "stage": "applied",
        "probability": 50,
        "amount": Decimal(1000),
        "starts": date(2027, 5, 1),
        "ends": date(2028, 4, 30),
        "basis": BASIS,
        "decides_on": MARCH,
    }
    return Commitment(**(values | more))


@dataclass
class History:
    """A plan's funding as it changes, with the log that is written of it."""

    things: dict[tuple[str, UUID], Any] = field(default_factory=dict)
    log: list[FundingChange] = field(default_factory=list)

    def write(self, noun: str, item_id: UUID, after: Any) -> None:  # noqa: ANN401 (a source or a commitment)
        """Change a thing, add it, or take it out."""
        before = self.things.get((noun, item_id))
        fields = difference(before, after)
        if not fields:
            return
        action: Any = "created" if before is None else "removed" if after is None else "changed"
        self.log.append(
            FundingChange(
                noun=noun,
                item_id=item_id,
                at=FIRST + timedelta(days=len(self.log) + 1),
                action=action,
                before={each.field: each.before for each in fields},
            )
        )
        self.things[noun, item_id] = after

    def events(self) -> dict[UUID, FundingEvent]:
        """Give the days as they stand."""
        found = funding_events({key: _plain(each) for key, each in self.things.items() if each}, self.log)
        return {each.id: each for each in found}


def _plain(thing: FundingSource | Commitment) -> State:
    return {each.field: each.after for each in difference(None, thing)}


def began(*deadlines: Deadline, **more: Any) -> History:  # noqa: ANN401
    """A plan of which no change was logged yet."""
    return History(things={(SOURCE, SOURCE_ID): source(*deadlines), (COMMITMENT, HELD_ID): held(**more)})


def report(history: History) -> FundingEvent:
    (found,) = [each for each in history.events().values() if each.shown.kind == "report"]
    return found


def decision(history: History) -> FundingEvent:
    (found,) = [each for each in history.events().values() if each.shown.kind == "decision"]
    return found


def test_a_decision_that_moves_keeps_its_name_and_counts_on() -> None:
    history = began()
    before = decision(history)
    assert (before.sequence, before.changed_at, before.shown.day) == (0, None, MARCH)
    history.write(COMMITMENT, HELD_ID, held(decides_on=JUNE))
    after = decision(history)
    assert (after.id, after.sequence, after.shown.day) == (before.id, 1, JUNE)
    assert after.changed_at == FIRST + timedelta(days=1)


def test_what_a_decision_does_not_show_leaves_it_alone() -> None:
    history = began()
    before = decision(history)
    history.write(COMMITMENT, HELD_ID, held(probability=60, delay=2, ends=date(2028, 12, 31)))
    history.write(SOURCE, SOURCE_ID, replace(source(), note="Ask Ana."))
    assert decision(history) == before


def test_a_decision_without_a_day_is_gone_and_comes_back_under_the_same_name() -> None:
    history = began()
    before = decision(history)
    history.write(COMMITMENT, HELD_ID, held(decides_on=None))
    gone = decision(history)
    assert (gone.is_gone, gone.sequence, gone.shown) == (True, 1, before.shown)
    history.write(COMMITMENT, HELD_ID, held(decides_on=APRIL))
    back = decision(history)
    assert (back.id, back.is_gone, back.sequence, back.shown.day) == (before.id, False, 2, APRIL)


def test_a_decision_taken_is_settled_and_one_taken_out_is_gone() -> None:
    history = began()
    history.write(COMMITMENT, HELD_ID, held(stage="committed", probability=100))
    assert decision(history).shown.is_settled
    history.write(COMMITMENT, HELD_ID, None)
    assert (decision(history).is_gone, decision(history).sequence) == (True, 2)
    history.write(COMMITMENT, HELD_ID, held())
    assert (decision(history).is_gone, decision(history).sequence) == (False, 3)


def test_a_new_name_of_the_payer_shows_in_all_of_its_days() -> None:
    history = began(Deadline(title="Report", due=MARCH))
    history.write(SOURCE, SOURCE_ID, source(Deadline(title="Report", due=MARCH), title="Trust"))
    assert {(each.shown.source, each.sequence) for each in history.events().values()} == {("Trust", 1)}


def test_a_report_that_moves_or_gets_another_title_is_the_same_and_one_taken_away_is_gone() -> None:
    history = began(Deadline(title="Report", due=MARCH))
    first = report(history)
    history.write(SOURCE, SOURCE_ID, source(Deadline(title="Report", due=APRIL)))
    assert (report(history).id, report(history).shown.day, report(history).sequence) == (first.id, APRIL, 1)
    history.write(SOURCE, SOURCE_ID, source(Deadline(title="Narrative report", due=APRIL)))
    assert (report(history).id, report(history).shown.title) == (first.id, "Narrative report")
    history.write(SOURCE, SOURCE_ID, source())
    assert (report(history).is_gone, report(history).sequence) == (True, 3)
    history.write(SOURCE, SOURCE_ID, source(Deadline(title="Narrative report", due=APRIL)))
    assert (report(history).id, report(history).is_gone, report(history).sequence) == (first.id, False, 4)


def test_one_of_several_reports_of_the_same_title_goes_and_the_others_stay_as_they_are() -> None:
    days = (MARCH, APRIL, JUNE)
    history = began(*(Deadline(title="Report", due=day) for day in days))
    before = history.events()
    history.write(SOURCE, SOURCE_ID, source(*(Deadline(title="Report", due=day) for day in days[1:])))
    after = history.events()
    changed = [key for key in before if before[key] != after[key]]
    assert [before[key].shown.day for key in changed] == [MARCH]
    assert after[changed[0]].is_gone


def test_what_goes_with_its_payer_keeps_the_payers_name() -> None:
    history = began(Deadline(title="Report", due=MARCH))
    history.write(SOURCE, SOURCE_ID, None)
    history.write(COMMITMENT, HELD_ID, None)
    assert {(each.is_gone, each.shown.source, each.sequence) for each in history.events().values()} == {
        (True, "Foundation", 1)
    }


def walked(seed: int, steps: int) -> list[History]:
    """Give a history after each of some random steps."""
    draw = Random(seed)  # noqa: S311 (no secret)
    titles, days = ("Report", "Accounts"), (MARCH, APRIL, JUNE)
    history = began() if draw.random() < 0.5 else History(things={(SOURCE, SOURCE_ID): source()})
    found = [replace(history, things=dict(history.things), log=list(history.log))]
    for _ in range(steps):
        if draw.random() < 0.5:
            due = {(draw.choice(titles), draw.choice(days)) for _ in range(draw.randint(0, 3))}
            deadlines = [Deadline(title=title, due=day) for title, day in sorted(due)]
            history.write(SOURCE, SOURCE_ID, source(*deadlines, title=draw.choice(("Foundation", "Trust"))))
        else:
            gone = draw.random() < 0.2
            stage = draw.choice(("applied", "committed"))
            day = draw.choice((None, *days))
            chance = draw.choice((10, 50))
            other = held(stage=stage, decides_on=day, probability=chance, amount=Decimal(draw.choice((5, 7))))
            history.write(COMMITMENT, HELD_ID, None if gone else other)
        found.append(replace(history, things=dict(history.things), log=list(history.log)))
    return found


@given(seeds)
def test_what_stands_in_the_plan_stands_in_the_calendar_once_and_nothing_else_does(seed: int) -> None:
    for history in walked(seed, 8):
        there = [each.shown for each in history.events().values() if not each.is_gone]
        payer, amount = history.things[SOURCE, SOURCE_ID], history.things.get((COMMITMENT, HELD_ID))
        reports = sorted((each.title, each.day) for each in there if each.kind == "report")
        assert reports == sorted((each.title, each.due) for each in payer.deadlines)
        decisions = [each.day for each in there if each.kind == "decision"]
        assert decisions == ([amount.decides_on] if amount and amount.decides_on else [])
        assert {each.source for each in there} <= {payer.title}


@given(seeds)
def test_no_name_is_lost_and_a_sequence_rises_by_one_when_and_only_when_something_shown_changes(seed: int) -> None:
    histories = walked(seed, 8)
    for before, after in pairwise(histories):
        old, new = before.events(), after.events()
        assert set(old) <= set(new)
        for key, was in old.items():
            now = new[key]
            is_other = (was.shown, was.is_gone) != (now.shown, now.is_gone)
            assert now.sequence == was.sequence + is_other
            assert (now.changed_at == was.changed_at) != is_other
        assert all(new[key].sequence == 0 for key in set(new) - set(old))
