"""Loading the sample accounts beside the sample plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, SampleAccount
from roadmap.services.accounts import add_membership, new_account
from roadmap.services.passwords import hash_password
from roadmap.store import accounts
from roadmap.store.connection import transaction


async def load_sample_accounts(portfolio_id: UUID, plan_ids_by_slug: Mapping[str, UUID], now: datetime) -> None:
    """Add the sample accounts and their roles on the sample plans; what is there already stays as it is.

    Its own unit of work: not inside another transaction.
    """
    for sample in SAMPLE_ACCOUNTS:
        # Hashed before the transaction, which holds a connection; a salt of its own for each.
        hashed = await hash_password(SAMPLE_PASSWORD)
        async with transaction():
            account_id = await _account(sample, hashed, now)
            if sample.role and account_id:
                is_portfolio = sample.scope == "portfolio"
                for scope_id in [portfolio_id] if is_portfolio else plan_ids_by_slug.values():
                    await add_membership(account_id, sample.role, scope_id, is_portfolio=is_portfolio)


async def has_sample_accounts() -> bool:
    """Tell whether the last of the sample accounts, and so all of them, were added before."""
    return await accounts.find_account(SAMPLE_ACCOUNTS[-1].email) is not None


async def _account(sample: SampleAccount, hashed: str, now: datetime) -> UUID | None:
    """Give the sample account's id; none when a real account has its address, which must not be given any role."""
    made = new_account(sample.email, sample.name, now, is_administrator=sample.is_administrator)
    if await accounts.add_account(replace(made, is_sample=True), hashed):
        return made.id
    found = await accounts.find_account(made.email)
    return found[0].id if found and found[0].is_sample else None
