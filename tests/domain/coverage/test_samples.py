"""What the sample plans show: the lessons about money of the plans that they follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

from roadmap.domain.coverage import cover, exit_test
from roadmap.domain.instantiation import Circumstances
from roadmap.domain.plans import Plan
from roadmap.domain.sampling import sample_plan
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples
from tests.domain.coverage.plans import money, playbook, source

POSTS, SUPPORT = "specialist-posts", ("training", "quality-assurance")


@cache
def sample(key: str) -> Plan:
    (found,) = [each for each in load_samples("ips") if each.key == key]
    numbers = iter(range(1, 1_000))
    around = Circumstances(
        new_id=lambda: UUID(int=next(numbers)),
        now=datetime(2026, 11, 25, tzinfo=UTC),
        portfolio_id=UUID(int=3),
        slug=key,
        calendar=working_calendar(found.country, found.subdivision),
    )
    return sample_plan(playbook(), found, around)


def test_czech_posts_are_paid_and_training_and_quality_are_not() -> None:
    plan = sample("czech-republic")
    firm, wide = (cover(plan, playbook(), with_probable=each) for each in (False, True))
    assert [quarter for quarter in firm.quarters if firm.cells[quarter, POSTS].gap] == [date(2028, 1, 1)]
    assert not wide.by_category[POSTS].gap
    for category in SUPPORT:
        for found in (firm, wide):
            assert found.by_category[category].gap == found.by_category[category].need > 0


def test_a_philanthropic_source_closes_the_czech_gap_in_support() -> None:
    plan = sample("czech-republic")
    giver = source(900, *SUPPORT, plan_id=plan.id)
    grant = money(900, "2200000", of=900, starts=plan.start, ends=plan.end)
    helped = cover(replace(plan, sources=(*plan.sources, giver), commitments=(*plan.commitments, grant)), playbook())
    assert not any(helped.by_category[category].gap for category in SUPPORT)
    assert helped.by_category[POSTS] == cover(plan, playbook()).by_category[POSTS]


def test_the_croatian_exit_test_asks_who_pays_the_posts_after_year_two() -> None:
    plan = sample("croatia")
    posts = exit_test(plan, playbook())[0]
    assert (posts.category, posts.state, str(posts.year)) == (POSTS, "asked", "56000.00")
    assert [each.key for each in posts.able] == ["labour-ministry-budget"]
    assert not posts.heirs
