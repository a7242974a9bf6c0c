"""Accounts: somebody who can sign in, and what their particulars have to be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from roadmap.domain.access import Role
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.passwords import is_text, password_fault

LONGEST_EMAIL: Final = 254
LONGEST_NAME: Final = 100
# Plausible, not proven: only a message that arrives proves an address. Spaces, brackets and lists are typing errors.
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Somebody who can sign in. ``language`` is empty while the browser decides."""

    id: UUID
    email: str
    name: str
    is_administrator: bool = False
    is_active: bool = True
    is_sample: bool = False
    language: str = ""
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A role on one plan or on all plans of a portfolio; ``scope`` is its slug."""

    role: Role
    scope: str
    is_portfolio: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """An account with all that was granted to it."""

    account: Account
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PasswordChange:
    """What somebody types to change their password."""

    current: str
    new: str
    repeated: str


def normal_email(text: str) -> str:
    """Give an e-mail address its one spelling: no spaces around it, lower case, composed letters."""
    return unicodedata.normalize("NFC", text.strip()).lower()


def is_plausible_email(email: str) -> bool:
    """Tell whether a text in its one spelling can be an e-mail address."""
    return len(email) <= LONGEST_EMAIL and is_text(email) and _EMAIL.fullmatch(email) is not None


def normal_name(text: str) -> str:
    """Give a name its one spelling: single spaces, composed letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def account_faults(email: str, name: str, password: str) -> list[Fault]:
    """Say everything that is wrong with a new account's particulars."""
    faults = []
    if not is_plausible_email(normal_email(email)):
        faults.append(Fault(field="email", message=message("account.email.implausible")))
    if not 1 <= len(normal_name(name)) <= LONGEST_NAME or not is_text(normal_name(name)):
        faults.append(Fault(field="name", message=message("account.name.wrong", longest=LONGEST_NAME)))
    if weak := password_fault(password, (email, name)):
        faults.append(Fault(field="password", message=weak))
    return faults


def password_change_faults(change: PasswordChange, account: Account) -> list[Fault]:
    """Say everything that is wrong with a change of password, besides a current password that is not the account's."""
    faults = []
    if not change.current:
        faults.append(Fault(field="current", message=message("account.password.current_missing")))
    if weak := password_fault(change.new, (account.email, account.name)):
        faults.append(Fault(field="new", message=weak))
    elif change.new == change.current:
        faults.append(Fault(field="new", message=message("account.password.same")))
    elif change.new != change.repeated:
        faults.append(Fault(field="repeated", message=message("account.password.differs")))
    return faults
