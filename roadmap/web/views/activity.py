"""The change log of a plan as a page: a filter, the entries, and the way to older ones."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from roadmap.domain.changes import Change
from roadmap.domain.history import undone_revision, why_not
from roadmap.services.activity import ActivityPage
from roadmap.web.views.changes import LogEntry, kind_words, log_entries
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import UndoView
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.undo import undo_view


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityView:
    """The page, ready to print. ``older_href`` and ``newest_href`` are empty where there is nothing.

    ``undo`` is for the changes of the last revision, on top of the page, of which ``undo_sentence`` tells.
    """

    entries: tuple[LogEntry, ...]
    filters: FiltersView
    count: str
    is_filtered: bool
    older_href: str
    newest_href: str
    compare_href: str
    undo: UndoView | None
    undo_sentence: str


def activity_view(page: PlanPage, found: ActivityPage, *, noun: str, before: int | None) -> ActivityView:
    """A stretch of a plan's log; an unknown kind of thing lets nothing through."""
    words, address = page.words, f"{page.address}/activity"
    number = sum(found.counts.values()) if not noun else found.counts.get(noun, 0)
    last = _last(page, found, is_newest=not noun and before is None)
    together = words.ngettext(
        "The last change made revision %(revision)s. It can be undone.",
        "The last %(count)s changes were made together, in revision %(revision)s. They can be undone together.",
        len(last),
    )
    counted = words.ngettext("%(shown)s of %(count)s change", "%(shown)s of %(count)s changes", number)
    return ActivityView(
        entries=log_entries(page, found.changes),
        filters=_filters(page, found, noun),
        count=counted % {"shown": words.number(len(found.changes)), "count": words.number(number)},
        is_filtered=bool(noun),
        older_href=_address(address, noun, found.older_before) if found.older_before else "",
        newest_href=_address(address, noun, None) if before is not None else "",
        compare_href=f"{page.address}/compare",
        undo=_undo(page, last),
        undo_sentence=together % {"count": words.number(len(last)), "revision": words.number(page.plan.revision)},
    )


def _last(page: PlanPage, found: ActivityPage, *, is_newest: bool) -> list[Change]:
    """The changes of the plan's last revision, where the page shows them on top."""
    return [each for each in found.changes if is_newest and each.revision == page.plan.revision]


def _undo(page: PlanPage, last: list[Change]) -> UndoView | None:
    """The way to undo them, for who may undo anybody's."""
    if not page.may_manage or why_not(last):
        return None
    is_redo = undone_revision(last[0].reason) is not None
    return undo_view(page, f"{page.address}/activity", is_own=False, is_redo=is_redo)


def _address(address: str, noun: str, before: int | None) -> str:
    asked = {"kind": noun, "before": str(before or "")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address


def _filters(page: PlanPage, found: ActivityPage, noun: str) -> FiltersView:
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
    kind = Filter(name="kind", label=_("Kind of thing"), options=options, known=names)
    return filters_view(words, f"{page.address}/activity", (kind,), {"kind": noun})
