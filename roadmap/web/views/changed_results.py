"""What a change does to services and targets, in words, and what of an assessment stays as somebody made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from roadmap.domain.indicators import IndicatorTarget
from roadmap.domain.needs.takeover import outcomes_of
from roadmap.domain.services import Service
from roadmap.services.edits import Edited
from roadmap.web.views.needs_words import OWN, own_edit_said, team_said
from roadmap.web.views.plan_frame import PlanPage

POSTS = ("specialists", "leaders", "opens")
Thing = TypeVar("Thing")


def changed_results(page: PlanPage, edited: Edited) -> Iterator[str]:
    """A sentence for each service and target that comes, goes or changes, and for each that stays as it was made."""
    before, after = edited.before, edited.after
    for was, now in _pairs({each.id: each for each in before.services}, {each.id: each for each in after.services}):
        if was is None or now is None or any(getattr(was, name) != getattr(now, name) for name in POSTS):
            yield _service(page, was, now)
    targets = (
        {(each.indicator, each.due): each for each in before.targets},
        {(each.indicator, each.due): each for each in after.targets},
    )
    for had, has in _pairs(*targets):
        if had is None or has is None or had.value != has.value:
            yield _target(page, had, has)
    if before.needs != after.needs:
        yield from (own_edit_said(page, each) for each in outcomes_of(after, page.playbook) if each.fate in OWN)


def _pairs(before: Mapping[Any, Thing], after: Mapping[Any, Thing]) -> Iterator[tuple[Thing | None, Thing | None]]:
    """Everything before and after, nothing on one side for what comes or goes; what was there first."""
    yield from ((before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after]))


def _service(page: PlanPage, before: Service | None, after: Service | None) -> str:
    _, words = page.words.gettext, page.words
    held = after or before
    values = {
        "title": words.text(held.title) if held else "",
        "team": team_said(page, held.specialists, held.leaders) if held else "",
        "specialists": words.number(held.specialists) if held else "",
        "leaders": words.number(held.leaders) if held else "",
        "day": words.date(held.opens) if held else "",
        "had": words.number(before.specialists) if before else "",
        "led": words.number(before.leaders) if before else "",
    }
    if after is None:
        return _("Service “%(title)s” goes.") % values
    if before is None:
        return _("Service “%(title)s” comes: %(team)s from %(day)s on.") % values
    return (
        _(
            "Service “%(title)s”: specialists from %(had)s to %(specialists)s, leaders from %(led)s to %(leaders)s, "
            "open from %(day)s on."
        )
        % values
    )


def _target(page: PlanPage, before: IndicatorTarget | None, after: IndicatorTarget | None) -> str:
    _, words, held = page.words.gettext, page.words, after or before
    titles = {each.key: words.text(each.title) for each in page.playbook.indicators}
    values = {
        "title": titles.get(held.indicator, held.indicator) if held else "",
        "day": words.date(held.due) if held else "",
        "had": words.number(before.value) if before else "",
        "value": words.number(after.value) if after else "",
    }
    if after is None:
        return _("Target “%(title)s” by %(day)s goes.") % values
    if before is None:
        return _("Target “%(title)s” by %(day)s comes: %(value)s.") % values
    return _("Target “%(title)s” by %(day)s: from %(had)s to %(value)s.") % values
