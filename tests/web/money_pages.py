"""Pages of a plan's money, and how an amount is read on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from roadmap.domain.money import Money
from roadmap.i18n import language
from tests.web.filled import text_of

if TYPE_CHECKING:
    from decimal import Decimal

    import httpx

    from roadmap.domain.plans import Plan

PLANS: Final = ("croatia", "czech-republic", "denmark", "france", "scotland", "spain")
ENGLISH: Final = language("en")


async def page_of(client: httpx.AsyncClient, slug: str, tab: str) -> str:
    """Give the words of a plan's page, spaces narrowed to one."""
    answer = await client.get(f"/plans/{slug}/{tab}")
    assert answer.status_code == 200
    return text_of(answer)


def said(amount: Decimal, plan: Plan) -> str:
    """Give an amount as it stands in the words of a page."""
    return re.sub(r"\s+", " ", ENGLISH.money(Money(amount=amount, currency=plan.currency)))
