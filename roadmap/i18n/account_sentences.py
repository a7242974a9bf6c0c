"""What accounts, signing in and calendar addresses say."""

from __future__ import annotations

from roadmap.i18n.marking import N_

SENTENCES: dict[str, str] = {
    # Accounts
    "account.email.implausible": N_("Enter an e-mail address like name@example.org."),
    "account.email.taken": N_("There is an account with this e-mail address already."),
    "account.name.wrong": N_("Enter a name of up to %(longest)s characters."),
    "account.password.short": N_("Use at least %(shortest)s characters."),
    "account.password.long": N_("Use at most %(longest)s characters."),
    "account.password.characters": N_("This holds a character that cannot be used in a password."),
    "account.password.common": N_(
        "This password is easy to guess: it is made of common words, names, dates or keyboard patterns. "
        "Several words that do not belong together are better."
    ),
    "account.password.current_missing": N_("Enter your current password."),
    "account.password.current_wrong": N_("This is not your current password."),
    "account.password.same": N_("This is your current password; choose another."),
    "account.password.differs": N_("The two new passwords differ; type the same one twice."),
    "account.password.sample": N_("The password of a sample account cannot be changed, because others use it too."),
    "account.unknown": N_("There is no such account."),
    "account.role.unknown": N_("There is no such role."),
    "account.scope.unknown": N_("There is no such plan or portfolio."),
    "account.password.hint": N_(
        "At least %(shortest)s characters. Several words that do not belong together are good."
    ),
    "account.theme.unknown": N_("Choose one of the colours on offer."),
    "account.language.unknown": N_("Choose one of the languages on offer."),
    "sign_in.email_missing": N_("Enter your e-mail address."),
    "sign_in.password_missing": N_("Enter your password."),
    "sign_in.refused": N_("No account has this e-mail address and password. Check both and try again."),
    # Calendar addresses
    "feed.no_plans": N_("You can read no plan yet, so there is nothing to put into a calendar."),
    "feed.too_many": N_("You have %(most)s calendar addresses. Revoke one that you no longer use, then make this one."),
}
