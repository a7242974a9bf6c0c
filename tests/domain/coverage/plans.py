"""Plans that are nothing but money: made by hand, or at random from a seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.funding import STAGES, Commitment, FundingSource
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import DAY, add_months
from roadmap.playbook_files import playbooks
from tests.domain.plans import PLAN_ID, plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmap.domain.plans import Plan
    from roadmap.domain.playbooks import Playbook
    from roadmap.domain.terms import Stage

START: Final = date(2027, 1, 1)
END: Final = date(2028, 12, 31)
BASIS: Final = Provenance(kind="assumed", by="Tests", reason="Made up.")
CATEGORIES: Final = ("specialist-posts", "training", "quality-assurance", "evaluation")
SERVICES: Final = (UUID(int=901), UUID(int=902))


@cache
def playbook() -> Playbook:
    (found,) = [each for each in playbooks() if each.intervention.key == "ips"]
    return found


def cost(
    category: str, amount: str, starts: date = START, ends: date | None = None, service_id: UUID | None = None
) -> BudgetLine:
    """So much a month; once where no end is given."""
    return BudgetLine(
        id=UUID(int=Random(f"{category}{amount}{starts}{ends}{service_id}").getrandbits(100)),  # noqa: S311 (no secret)
        plan_id=PLAN_ID,
        key="line",
        title="Line",
        category=category,
        driver="fixed",
        quantity=Decimal(1),
        unit_cost=Decimal(amount),
        recurrence="monthly" if ends else "once",
        starts=starts,
        ends=ends or starts,
        basis=BASIS,
        service_id=service_id,
    )


def source(number: int, *may: str, **more: Any) -> FundingSource:  # noqa: ANN401 (any field)
    values: dict[str, Any] = {
        "id": UUID(int=100 + number),
        "plan_id": PLAN_ID,
        "key": f"source-{number}",
        "title": f"Source {number}",
        "kind": "foundation",
        "rank": "main",
        "may_pay": may,
        "may_not_pay": (),
        "note": "",
        "basis": BASIS,
    }
    return FundingSource(**(values | more))


def money(number: int, amount: str, *, of: int = 1, **more: Any) -> Commitment:  # noqa: ANN401 (any field)
    """A firm amount of the source of that number over the whole plan."""
    values: dict[str, Any] = {
        "id": UUID(int=200 + number),
        "plan_id": PLAN_ID,
        "source_id": UUID(int=100 + of),
        "stage": "committed",
        "probability": 100,
        "amount": Decimal(amount),
        "starts": START,
        "ends": END,
        "basis": BASIS,
    }
    return Commitment(**(values | more))


def plan(
    budget: Sequence[BudgetLine] = (),
    sources: Sequence[FundingSource] = (),
    commitments: Sequence[Commitment] = (),
    **more: Any,  # noqa: ANN401 (any field)
) -> Plan:
    """Two years from the first day of 2027, in euros."""
    held = {"budget": tuple(budget), "sources": tuple(sources), "commitments": tuple(commitments)}
    return plan_of(start=START, **(held | more))


def any_plan(seed: int) -> Plan:
    """Some lines and sources with any restrictions, in a currency with no, two or three decimal places."""
    draw = Random(seed)  # noqa: S311 (no secret)
    currency = draw.choice(("JPY", "EUR", "KWD"))
    places = {"JPY": 0, "EUR": 2, "KWD": 3}[currency]

    def amount(most: int) -> str:
        return str(Decimal(draw.randint(0, most)).scaleb(-places))

    def period() -> tuple[date, date]:
        first = add_months(START, draw.randint(-1, 8))
        return first, add_months(first, draw.randint(1, 7)) - DAY

    budget = []
    for number in range(draw.randint(1, 7)):
        first, last = period()
        line = cost(draw.choice(CATEGORIES), amount(900), first, last, draw.choice((None, *SERVICES)))
        budget.append(_as(line, id=UUID(int=500 + number)))
    sources, commitments = [], []
    for number in range(draw.randint(0, 4)):
        may = [each for each in CATEGORIES if draw.random() < 0.5]
        sources.append(
            source(
                number,
                *may,
                may_not_pay=tuple(each for each in CATEGORIES if draw.random() < 0.1),
                service_ids=tuple(each for each in SERVICES if draw.random() < 0.2),
            )
        )
    for number in range(draw.randint(0, 6) if sources else 0):
        first, last = period()
        stage: Stage = draw.choice((*STAGES, "committed", "committed"))
        commitments.append(
            money(
                number,
                amount(6_000),
                of=draw.randrange(len(sources)),
                stage=stage,
                probability=100 if stage in STAGES[3:] else draw.choice((20, 50, 80)),
                starts=first.replace(day=draw.choice((1, 15))),
                ends=last,
                delay=draw.choice((0, 0, 0, 1, 4)),
            )
        )
    return plan(
        budget,
        sources,
        commitments,
        currency=currency,
        priorities=tuple(draw.sample(CATEGORIES, draw.randint(0, 4))),
    )


def _as(line: BudgetLine, **more: Any) -> BudgetLine:  # noqa: ANN401 (any field)
    changed: BudgetLine = replace(line, **more)
    return changed
