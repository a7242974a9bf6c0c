"""A date against another one, in words: "6 weeks late", "on date", "done 5 days late"; "6 weeks later"."""

from __future__ import annotations

from typing import Literal

from roadmap.i18n.language import Language

WEEKS_FROM = 21
"""From so many calendar days on a difference is told in weeks; from ``MONTHS_FROM`` on in months."""
MONTHS_FROM = 26 * 7

DAYS_A_MONTH = 30.44

Unit = Literal["day", "week", "month"]


def difference(days: int | None, language: Language, *, is_done: bool = False) -> str:
    """``days`` after (or, negative, before) the reference date in words; ``None`` says there is no reference."""
    if days is None:
        return language.gettext("done, not in the baseline") if is_done else language.gettext("not in the baseline")
    if days == 0:
        return language.gettext("done on date") if is_done else language.gettext("on date")
    unit, count = _counted(abs(days))
    words = _done if is_done else _open
    return words(unit, count, language, is_late=days > 0) % {"count": count}


def shift(days: int, language: Language) -> str:
    """``days`` after (or, negative, before) where something stands in another state of the plan: nobody is late."""
    if days == 0:
        return language.gettext("same date")
    unit, count = _counted(abs(days))
    return _moved(unit, count, language, is_later=days > 0) % {"count": count}


def _counted(days: int) -> tuple[Unit, int]:
    if days < WEEKS_FROM:
        return "day", days
    if days < MONTHS_FROM:
        return "week", round(days / 7)
    return "month", round(days / DAYS_A_MONTH)


def _open(unit: Unit, count: int, language: Language, *, is_late: bool) -> str:
    many = language.ngettext
    match unit, is_late:
        case "day", True:
            return many("%(count)s day late", "%(count)s days late", count)
        case "day", _:
            return many("%(count)s day early", "%(count)s days early", count)
        case "week", True:
            return many("%(count)s week late", "%(count)s weeks late", count)
        case "week", _:
            return many("%(count)s week early", "%(count)s weeks early", count)
        case _, True:
            return many("%(count)s month late", "%(count)s months late", count)
    return many("%(count)s month early", "%(count)s months early", count)


def _done(unit: Unit, count: int, language: Language, *, is_late: bool) -> str:
    many = language.ngettext
    match unit, is_late:
        case "day", True:
            return many("done %(count)s day late", "done %(count)s days late", count)
        case "day", _:
            return many("done %(count)s day early", "done %(count)s days early", count)
        case "week", True:
            return many("done %(count)s week late", "done %(count)s weeks late", count)
        case "week", _:
            return many("done %(count)s week early", "done %(count)s weeks early", count)
        case _, True:
            return many("done %(count)s month late", "done %(count)s months late", count)
    return many("done %(count)s month early", "done %(count)s months early", count)


def _moved(unit: Unit, count: int, language: Language, *, is_later: bool) -> str:
    many = language.ngettext
    match unit, is_later:
        case "day", True:
            return many("%(count)s day later", "%(count)s days later", count)
        case "day", _:
            return many("%(count)s day earlier", "%(count)s days earlier", count)
        case "week", True:
            return many("%(count)s week later", "%(count)s weeks later", count)
        case "week", _:
            return many("%(count)s week earlier", "%(count)s weeks earlier", count)
        case _, True:
            return many("%(count)s month later", "%(count)s months later", count)
    return many("%(count)s month earlier", "%(count)s months earlier", count)
