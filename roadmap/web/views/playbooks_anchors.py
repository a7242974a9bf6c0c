"""Dates of a playbook in words: "from 3 months after the start to 6 months before the end"."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap.domain.routes import Anchor
from roadmap.i18n import Language
from roadmap.web.views.words import capitalised


class Points:
    """Says anchors in a language, knowing the titles of a route's phases by key, already translated."""

    def __init__(self, words: Language, phases: Mapping[str, str]) -> None:
        """Anchors of one route."""
        self._words, self._phases = words, phases

    def span(self, starts: Anchor | None, ends: Anchor | None) -> str:
        """A stretch; without an anchor it begins or ends with the plan."""
        _ = self._words.gettext
        if starts is None and ends is None:
            return _("The whole plan")
        first = self.first_day(starts or Anchor(at="plan-start"))
        last = self.last_day(ends or Anchor(at="plan-end"))
        return _("From %(first)s to %(last)s") % {"first": first, "last": last}

    def day(self, anchor: Anchor) -> str:
        """A single day, as the beginning of a sentence."""
        return capitalised(self.first_day(anchor))

    def first_day(self, anchor: Anchor) -> str:
        """A first day. The day after "9 months before the end" begins the last nine months: they are said alike."""
        is_first = anchor.at.endswith("-end") and anchor.months < 0 and anchor.days == 1
        return self._said(anchor, 0 if is_first else anchor.days)

    def last_day(self, anchor: Anchor) -> str:
        """A last day, itself included: the day before "6 months after the start" ends the first six months."""
        is_last = anchor.at.endswith("-start") and anchor.months > 0 and anchor.days == -1
        return self._said(anchor, 0 if is_last else anchor.days)

    def _said(self, anchor: Anchor, days: int) -> str:
        if not anchor.months and not days:
            return self._point(anchor)
        is_before = anchor.months < 0 or (not anchor.months and days < 0)
        offset = self.offset(-anchor.months if is_before else anchor.months, -days if is_before else days)
        return (self._before if is_before else self._after)(anchor) % {
            "offset": offset,
            "phase": self._phase(anchor),
        }

    def offset(self, months: int, days: int) -> str:
        """A distance in months and days; ``days`` may be fewer than none."""
        words, _ = self._words, self._words.gettext
        by_month = words.ngettext("%(count)s month", "%(count)s months", months) % {"count": words.number(months)}
        by_day = words.ngettext("%(count)s day", "%(count)s days", abs(days)) % {"count": words.number(abs(days))}
        if not days:
            return by_month
        if not months:
            return by_day
        both = _("%(months)s and %(days)s") if days > 0 else _("%(months)s less %(days)s")
        return both % {"months": by_month, "days": by_day}

    def _phase(self, anchor: Anchor) -> str:
        return self._phases.get(anchor.phase or "", anchor.phase or "")

    def _point(self, anchor: Anchor) -> str:
        _ = self._words.gettext
        is_start = anchor.at.endswith("-start")
        if anchor.at.startswith("plan-"):
            return _("the start") if is_start else _("the end")
        if not anchor.phase:
            return _("the start of its phase") if is_start else _("the end of its phase")
        return (_("the start of “%(phase)s”") if is_start else _("the end of “%(phase)s”")) % {
            "phase": self._phase(anchor)
        }

    def _after(self, anchor: Anchor) -> str:
        _ = self._words.gettext
        is_start = anchor.at.endswith("-start")
        if anchor.at.startswith("plan-"):
            return _("%(offset)s after the start") if is_start else _("%(offset)s after the end")
        if not anchor.phase:
            return _("%(offset)s after the start of its phase") if is_start else _("%(offset)s after its phase’s end")
        return (
            _("%(offset)s after the start of “%(phase)s”") if is_start else _("%(offset)s after the end of “%(phase)s”")
        )

    def _before(self, anchor: Anchor) -> str:
        _ = self._words.gettext
        is_start = anchor.at.endswith("-start")
        if anchor.at.startswith("plan-"):
            return _("%(offset)s before the start") if is_start else _("%(offset)s before the end")
        if not anchor.phase:
            return _("%(offset)s before its phase’s start") if is_start else _("%(offset)s before the end of its phase")
        return (
            _("%(offset)s before the start of “%(phase)s”")
            if is_start
            else _("%(offset)s before the end of “%(phase)s”")
        )
