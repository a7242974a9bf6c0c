"""The forms of signing in, of one's own account, and of preferences."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.accounts import PasswordChange
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.visits import THEMES, Theme
from roadmap.i18n import LANGUAGES
from roadmap.web.forms.reading import Typed


@dataclass(frozen=True, kw_only=True, slots=True)
class SignInDraft:
    """An e-mail address and a password as typed."""

    email: str
    password: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Preferences:
    """What somebody chose in the foot of a page; nothing for what they did not send."""

    language: str | None
    theme: Theme | None


def parse_sign_in(form: Typed) -> SignInDraft:
    """Read what was typed. Raises ``RuleBrokenError`` for what is missing, and for characters that nobody can type."""
    form.check()
    missing = {"email": "sign_in.email_missing", "password": "sign_in.password_missing"}
    faults = [Fault(field=name, message=message(key)) for name, key in missing.items() if not form.text(name).strip()]
    if faults:
        raise RuleBrokenError(*faults)
    return SignInDraft(email=form.text("email"), password=form.text("password"))


def parse_password_change(form: Typed) -> PasswordChange:
    """Read what was typed; what is wrong with it is the domain's matter, besides characters that nobody can type."""
    form.check()
    return PasswordChange(current=form.text("current"), new=form.text("new"), repeated=form.text("repeated"))


def parse_preferences(form: Typed) -> Preferences:
    """Read the choices. Raises ``RuleBrokenError`` for one that is not on offer."""
    language, theme = form.values.get("language"), form.values.get("theme")
    known = next((each for each in THEMES if each == theme), None)
    faults = []
    if language is not None and language not in LANGUAGES:
        faults.append(Fault(field="language", message=message("account.language.unknown")))
    if theme is not None and known is None:
        faults.append(Fault(field="theme", message=message("account.theme.unknown")))
    if faults:
        raise RuleBrokenError(*faults)
    return Preferences(language=language, theme=known)
