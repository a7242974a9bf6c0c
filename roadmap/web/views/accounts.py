"""What the pages of signing in and of one's own account show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.domain.accounts import Account
from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.domain.passwords import SHORTEST
from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, SampleAccount
from roadmap.i18n import LANGUAGES, Language
from roadmap.web.views.fields import ErrorView, Fields, FieldView


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleView:
    """A sample account as the sign-in page lists it."""

    name: str
    password: str
    role: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SignInView:
    """The sign-in page."""

    errors: tuple[ErrorView, ...]
    name: FieldView
    password: FieldView
    next: str
    samples: tuple[SampleView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountView:
    """The page of one's own account."""

    name: str
    email: str
    errors: tuple[ErrorView, ...]
    fixed_password: str
    current: FieldView
    new: FieldView
    repeated: FieldView
    language: FieldView
    browsers: str


def sign_in_view(
    words: Language, *, email: str = "", address: str = "/", faults: Sequence[Fault] = (), has_samples: bool
) -> SignInView:
    """Build the sign-in page; the password is never shown again."""
    _, fields = words.gettext, Fields(words, faults)
    return SignInView(
        errors=fields.errors(),
        name=fields.field("email", _("E-mail address"), email, is_required=True),
        password=fields.field("password", _("Password"), is_required=True),
        next=address,
        samples=tuple(sample_view(words, each) for each in SAMPLE_ACCOUNTS) if has_samples else (),
    )


def sample_view(words: Language, sample: SampleAccount) -> SampleView:
    """Build the line of a sample account."""
    _ = words.gettext
    may = {
        "country-lead": _("Edit and track every sample plan"),
        "grant-manager": _("Manage the portfolio of all sample plans, their tracking and money"),
        "committee-member": _("Read every sample plan as a member of its committees"),
        "reader": _("Read every sample plan"),
    }.get(sample.role or "", _("See no plan at all"))
    if sample.is_administrator:
        may = _("See and change everything")
    return SampleView(name=sample.email, password=SAMPLE_PASSWORD, role=may)


def account_view(words: Language, account: Account, browsers: int, faults: Sequence[Fault] = ()) -> AccountView:
    """Build the page of one's own account; passwords are never shown again."""
    _, fields = words.gettext, Fields(words, faults)
    return AccountView(
        name=account.name,
        email=account.email,
        errors=fields.errors(),
        fixed_password=words.say(message("account.password.sample")) if account.is_sample else "",
        current=fields.field("current", _("Current password"), is_required=True),
        new=fields.field(
            "new",
            _("New password"),
            hint=words.say(message("account.password.hint", shortest=SHORTEST)),
            is_required=True,
        ),
        repeated=fields.field("repeated", _("New password again"), is_required=True),
        language=fields.field(
            "language", _("Language of the pages"), words.code, options=LANGUAGES.items(), is_required=True
        ),
        browsers=words.say(message("account.browsers", browsers)),
    )
