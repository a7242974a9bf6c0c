"""The accounts that come with the sample plans: roles, not persons, whose one password everybody may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from roadmap.domain.access import Role

SAMPLE_PASSWORD: Final = "try-the-sample-plans"  # noqa: S105 (written on the sign-in page wherever it works)


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleAccount:
    """One of them: an administrator, a role on every sample plan or on their portfolio, or no role at all."""

    email: str
    name: str
    role: Role | None = None
    scope: Literal["plans", "portfolio", "none"] = "none"
    is_administrator: bool = False


SAMPLE_ACCOUNTS: Final = (
    SampleAccount(email="administrator@example.org", name="Sample administrator", is_administrator=True),
    SampleAccount(email="country-lead@example.org", name="Sample country lead", role="country-lead", scope="plans"),
    SampleAccount(
        email="grant-manager@example.org", name="Sample grant manager", role="grant-manager", scope="portfolio"
    ),
    SampleAccount(
        email="committee@example.org", name="Sample committee member", role="committee-member", scope="portfolio"
    ),
    SampleAccount(email="reader@example.org", name="Sample reader", role="reader", scope="portfolio"),
    SampleAccount(email="outsider@example.org", name="Sample outsider"),
)
