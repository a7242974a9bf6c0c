"""A date against another one, in words: "6 weeks late", "on date", "done 5 days late"; "6 weeks later"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from roadmap.i18n.language import Language
from roadmap.i18n.marking import NN_

WEEKS_FROM = 21
"""From so many calendar days on a difference is told in weeks; from ``MONTHS_FROM`` on in months."""
MONTHS_FROM = 26 * 7

DAYS_A_MONTH = 30.44

Unit = Literal["day", "week", "month"]
Sentences = Mapping[tuple[Unit, bool], tuple[str, str]]
"""By unit, and by whether something lies after the reference date, for one and for several."""

OPEN: Final[Sentences] = {
    ("day", True): NN_("%(count)s day late", "%(count)s days late"),
    ("day", False): NN_("%(count)s day early", "%(count)s days early"),
    ("week", True): NN_("%(count)s week late", "%(count)s weeks late"),
    ("week", False): NN_("%(count)s week early", "%(count)s weeks early"),
    ("month", True): NN_("%(count)s month late", "%(count)s months late"),
    ("month", False): NN_("%(count)s month early", "%(count)s months early"),
}
"""Of something that is still to be done."""
DONE: Final[Sentences] = {
    ("day", True): NN_("done %(count)s day late", "done %(count)s days late"),
    ("day", False): NN_("done %(count)s day early", "done %(count)s days early"),
    ("week", True): NN_("done %(count)s week late", "done %(count)s weeks late"),
    ("week", False): NN_("done %(count)s week early", "done %(count)s weeks early"),
    ("month", True): NN_("done %(count)s month late", "done %(count)s months late"),
    ("month", False): NN_("done %(count)s month early", "done %(count)s months early"),
}
"""Of something that was done."""
MOVED: Final[Sentences] = {
    ("day", True): NN_("%(count)s day later", "%(count)s days later"),
    ("day", False): NN_("%(count)s day earlier", "%(count)s days earlier"),
    ("week", True): NN_("%(count)s week later", "%(count)s weeks later"),
    ("week", False): NN_("%(count)s week earlier", "%(count)s weeks earlier"),
    ("month", True): NN_("%(count)s month later", "%(count)s months later"),
    ("month", False): NN_("%(count)s month earlier", "%(count)s months earlier"),
}
"""Where nobody is late."""


def difference(days: int | None, language: Language, *, is_done: bool = False) -> str:
    """``days`` after (or, negative, before) the reference date in words; ``None`` says there is no reference."""
    if days is None:
        return language.gettext("done, not in the baseline") if is_done else language.gettext("not in the baseline")
    if days == 0:
        return language.gettext("done on date") if is_done else language.gettext("on date")
    return _said(days, DONE if is_done else OPEN, language)


def shift(days: int, language: Language) -> str:
    """``days`` after (or, negative, before) where something stands in another state of the plan: nobody is late."""
    return _said(days, MOVED, language) if days else language.gettext("same date")


def _said(days: int, sentences: Sentences, language: Language) -> str:
    unit, count = _counted(abs(days))
    one, many = sentences[unit, days > 0]
    return language.ngettext(one, many, count) % {"count": count}


def _counted(days: int) -> tuple[Unit, int]:
    if days < WEEKS_FROM:
        return "day", days
    if days < MONTHS_FROM:
        return "week", round(days / 7)
    return "month", round(days / DAYS_A_MONTH)
