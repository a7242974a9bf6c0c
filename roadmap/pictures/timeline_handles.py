"""What the page's script has to know to let people drag the bars of a wide timeline (``static/js/timeline.js``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from babel import Locale

from roadmap.domain.workdays import WorkingCalendar
from roadmap.i18n.language import Language
from roadmap.pictures.time_axis import TimeAxis
from roadmap.pictures.timeline_facts import Fact, Facts

COUNTS = range(201)
"""Among these are numbers of every plural form of a language; the script asks the browser which form a number has."""

MOST_DAYS = 20 * 366
"""On a longer axis a pixel is more than two weeks: nobody could say a day by it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Handles:
    """The axis and its working days: ``axis`` is where it begins and ends, ``first`` its first day.

    ``off`` are the days off, counted from the first; ``words`` is JSON: what is said of a bar that is held.
    """

    axis: str
    first: str
    off: str
    words: str


def handles(facts: Facts, axis: TimeAxis, calendar: WorkingCalendar, language: Language) -> Handles:
    """What all bars of a plan share."""
    days = (facts.last - facts.first).days + 1
    return Handles(
        axis=f"{axis.left:.1f} {axis.right:.1f} {days}",
        first=facts.first.isoformat(),
        off=_off(calendar, facts.first, days),
        words=json.dumps(_words(language), ensure_ascii=False, separators=(",", ":")),
    )


def handle(fact: Fact, bar: tuple[float, float, int], facts: Facts, calendar: WorkingCalendar) -> str:
    """A bar that can be held: where it begins and ends, the place of its planned day among the working days, how.

    With ``both`` it moves, with ``end`` only its end does, with ``none`` it can but be linked.
    """
    milestone = fact.milestone
    if fact.is_done or fact.is_dropped:
        return ""
    how = "none" if milestone.is_pinned else "end" if milestone.has_begun else "both"
    place = calendar.place(milestone.planned_due) - calendar.place(facts.first)
    return f"{bar[0]:.1f} {bar[1]:.1f} {place} {how}"


# A plan's axis stays for long, and asking the calendar for each of its days takes a third of the drawing.
@lru_cache(maxsize=500)
def _off(calendar: WorkingCalendar, first: date, days: int) -> str:
    """Days off as "days until it, its length" after the run before: weekends repeat, and so compress to little."""
    found: list[list[int]] = []
    end = 0
    for day in range(days):
        if not calendar.why_off(first + timedelta(days=day)):
            continue
        if found and day == end:
            found[-1][1] += 1
        else:
            found.append([day - end, 1])
        end = day + 1
    return " ".join(f"{gap}+{length}" for gap, length in found)


@cache
def _forms(locale: Locale) -> dict[str, int]:
    """A number of each plural form."""
    found: dict[str, int] = {}
    for count in COUNTS:
        found.setdefault(locale.plural_form(count), count)
    return found


def _words(language: Language) -> dict[str, dict[str, str] | str]:
    """The sentences by the names that CLDR gives plural forms, with ``{day}`` and ``{count}`` to be filled in."""
    later, earlier = {}, {}
    many, holes = language.ngettext, {"day": "{day}", "count": "{count}"}
    for form, count in _forms(language.locale).items():
        later[form] = (
            many(
                "%(day)s, %(count)s working day later than planned",
                "%(day)s, %(count)s working days later than planned",
                count,
            )
            % holes
        )
        earlier[form] = (
            many(
                "%(day)s, %(count)s working day earlier than planned",
                "%(day)s, %(count)s working days earlier than planned",
                count,
            )
            % holes
        )
    return {"later": later, "earlier": earlier, "same": language.gettext("%(day)s, as planned") % holes}
