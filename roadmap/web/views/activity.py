"""The change log of a plan as a page: a filter, the entries, and the way to older ones."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from roadmap.services.activity import ActivityPage
from roadmap.web.views.changes import LogEntry, kind_words, log_entries
from roadmap.web.views.fields import Fields, FieldView
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityView:
    """The page, ready to print. ``older_href`` and ``newest_href`` are empty where there is nothing."""

    entries: tuple[LogEntry, ...]
    kind: FieldView
    count: str
    href: str
    is_filtered: bool
    older_href: str
    newest_href: str


def activity_view(page: PlanPage, found: ActivityPage, *, noun: str, before: int | None) -> ActivityView:
    """A stretch of a plan's log; an unknown kind of thing lets nothing through."""
    words, address = page.words, f"{page.address}/activity"
    number = sum(found.counts.values()) if not noun else found.counts.get(noun, 0)
    counted = words.ngettext("%(shown)s of %(count)s change", "%(shown)s of %(count)s changes", number)
    return ActivityView(
        entries=log_entries(page, found.changes),
        kind=_kinds(page, found, noun),
        count=counted % {"shown": words.number(len(found.changes)), "count": words.number(number)},
        href=address,
        is_filtered=bool(noun),
        older_href=_address(address, noun, found.older_before) if found.older_before else "",
        newest_href=_address(address, noun, None) if before is not None else "",
    )


def _address(address: str, noun: str, before: int | None) -> str:
    asked = {"kind": noun, "before": str(before or "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def _kinds(page: PlanPage, found: ActivityPage, noun: str) -> FieldView:
    _, words = page.words.gettext, page.words
    names = kind_words(words)
    kinds = sorted((names.get(key, key), key, count) for key, count in found.counts.items())
    options = [
        ("", _("All")),
        *(
            (key, _("%(kind)s (%(count)s)") % {"kind": name, "count": words.number(count)})
            for name, key, count in kinds
        ),
    ]
    return Fields(words).field("kind", _("Kind of thing"), noun, options=options)
