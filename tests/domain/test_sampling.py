"""Sample plans say whom to ask, by when, and when payers want to hear; what is made up says so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import pytest

from roadmap.domain.asks import asks
from roadmap.domain.funding_calendar import days_ahead
from roadmap.domain.instantiation import Circumstances
from roadmap.domain.plans import Plan
from roadmap.domain.samples import SamplePlan
from roadmap.domain.sampling import sample_plan
from roadmap.domain.workdays import working_calendar
from roadmap.playbook_files import load_samples
from tests.domain.coverage.plans import playbook

TODAY: Final = date(2026, 11, 26)
SAMPLES: Final = load_samples("ips")
plans = pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.key)


def made(sample: SamplePlan) -> Plan:
    numbers = iter(range(1, 1_000))
    around = Circumstances(
        new_id=lambda: UUID(int=next(numbers)),
        now=datetime(2026, 11, 26, tzinfo=UTC),
        portfolio_id=UUID(int=3),
        slug=sample.key,
        calendar=working_calendar(sample.country, sample.subdivision),
    )
    return sample_plan(playbook(), sample, around)


@plans
def test_every_amount_that_is_not_firm_has_a_day_by_which_it_is_decided(sample: SamplePlan) -> None:
    plan = made(sample)
    open_ = [each for each in plan.commitments if not each.is_firm]
    assert open_
    assert all(each.decides_on and each.basis.kind == "assumed" for each in open_)
    assert not any(each.decides_on for each in plan.commitments if each.is_firm)
    assert all(each.by for each in asks(plan, playbook(), TODAY))


@plans
def test_payers_want_to_hear_and_some_of_them_are_stakeholders(sample: SamplePlan) -> None:
    plan = made(sample)
    people = {each.id for each in plan.stakeholders}
    assert {each.stakeholder_id for each in plan.sources} - {None} <= people
    assert any(each.stakeholder_id for each in plan.sources)
    assert {each.kind for each in days_ahead(plan, TODAY)} == {"decision", "report"}


@plans
def test_what_a_payer_is_made_up_to_want_never_looks_published(sample: SamplePlan) -> None:
    for source in made(sample).sources:
        has_terms = bool(source.conditions or source.deadlines)
        assert (source.terms_basis is not None) == has_terms
        if source.terms_basis:
            assert (source.terms_basis.kind, source.terms_basis.missing) == ("assumed", ())
