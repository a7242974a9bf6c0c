"""What portfolios show of plans' money, kept from one reader to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec

from roadmap.domain.plan_money import PlanMoney
from roadmap.store.connection import fetch

# A plan that is gone meanwhile is passed over, and what another reader has worked out at the same time is the same.
# All write in one order, or two readers of many plans could wait for each other.
_KEEP = """
    INSERT INTO plan_money (id, plan_id, mark, figures)
    SELECT gen_random_uuid(), kept.plan_id, kept.mark, kept.figures
    FROM unnest($1::uuid[], $2::text[], $3::jsonb[]) AS kept (plan_id, mark, figures)
    JOIN plan ON plan.id = kept.plan_id
    ORDER BY kept.plan_id
    ON CONFLICT (plan_id) DO UPDATE SET mark = EXCLUDED.mark, figures = EXCLUDED.figures
"""


async def kept_money(marks: Mapping[UUID, str]) -> dict[UUID, PlanMoney]:
    """The figures of plans that are still true, by plan; ``marks`` are what they have to be of."""
    rows = await fetch(
        """
        SELECT k.figures FROM unnest($1::uuid[], $2::text[]) AS wanted (plan_id, mark)
        JOIN plan_money k ON k.plan_id = wanted.plan_id AND k.mark = wanted.mark
        """,
        list(marks),
        list(marks.values()),
    )
    found = msgspec.convert([row["figures"] for row in rows], list[PlanMoney])
    return {each.plan_id: each for each in found}


async def keep_money(found: Collection[PlanMoney], marks: Mapping[UUID, str]) -> None:
    """Keep figures for the next reader, each with its mark."""
    figures = [msgspec.json.encode(each).decode() for each in found]
    await fetch(_KEEP, [each.plan_id for each in found], [marks[each.plan_id] for each in found], figures)
