"""Who may do what: roles give rights. What one may not read does not exist for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal
from uuid import UUID

from roadmap.domain.errors import ForbiddenError, NotFoundError
from roadmap.domain.messages import message

Role = Literal["country-lead", "grant-manager", "committee-member", "reader"]
ROLES: tuple[Role, ...] = ("country-lead", "grant-manager", "committee-member", "reader")
Right = Literal["read", "track", "manage", "sign"]
"""``read`` a plan; ``track`` its progress, evidence and status; ``manage`` it: create, edit, spend, move, archive;
``sign`` an amendment, which is not for those who made it."""

GIVES: dict[Role, frozenset[Right]] = {
    "country-lead": frozenset({"read", "track", "manage"}),
    "grant-manager": frozenset({"read", "track", "manage"}),
    "committee-member": frozenset({"read", "sign"}),
    "reader": frozenset({"read"}),
}


@cache
def rights_of(roles: frozenset[Role]) -> frozenset[Right]:
    """All that some roles give together."""
    return frozenset(right for role in roles for right in GIVES[role])


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """A signed-in account, and the roles it has on what is being looked at."""

    account_id: UUID
    name: str
    email: str
    is_administrator: bool = False
    roles: frozenset[Role] = frozenset()

    @property
    def rights(self) -> frozenset[Right]:
        """All that the roles give; an administrator has every right."""
        if self.is_administrator:
            return frozenset({"read", "track", "manage", "sign"})
        return rights_of(self.roles)

    @property
    def role(self) -> Role | Literal["administrator", "none"]:
        """The strongest role, for display."""
        if self.is_administrator:
            return "administrator"
        return next((role for role in ROLES if role in self.roles), "none")


def signing_role(viewer: Viewer) -> str:
    """The role in which somebody signs, which need not be the strongest that they have."""
    signing = [role for role in ROLES if role in viewer.roles and "sign" in GIVES[role]]
    return viewer.role if viewer.is_administrator or not signing else signing[0]


def require(rights: Iterable[Right], right: Right) -> None:
    """Raise ``NotFoundError`` for who may not even read, ``ForbiddenError`` for who may not do this."""
    held = frozenset(rights)
    if "read" not in held:
        raise NotFoundError(message("error.not_found"))
    if right not in held:
        raise ForbiddenError(message("error.forbidden"))


MONEY_ROLE: Final[Role] = "grant-manager"
"""Who answers for money over all plans."""


def may_set_rates(viewer: Viewer) -> bool:
    """Whether somebody may bring exchange rates: they hold for everybody here, so it takes who answers for money.

    ``viewer`` has all roles that the account holds anywhere.
    """
    return viewer.is_administrator or MONEY_ROLE in viewer.roles


def role_for_rates(viewer: Viewer) -> str:
    """The role in which somebody brings exchange rates, which need not be the strongest that they have elsewhere."""
    return viewer.role if viewer.is_administrator else MONEY_ROLE
