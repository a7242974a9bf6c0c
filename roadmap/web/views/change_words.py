"""Names and values of fields that the change log keeps without telling of them, for whoever compares two states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from roadmap.i18n import Language
from roadmap.web.views.plan_frame import PlanPage

LONGEST: Final = 160
EXPLAINED: Final = ("text", "reason", "check", "indicator", "title")
"""What of a structure says most: the first of these that it has."""


def other_field_name(words: Language, field: str) -> str:
    """A field's name for people; one without a name of its own is a detail."""
    _ = words.gettext
    return {
        "after": _("Waits for"),
        "anchor": _("What its date hangs on"),
        "pin": _("Pinned date"),
        "phase_id": _("Phase"),
        "deliverable": _("Deliverable"),
        "owner": _("Owner"),
        "theme": _("Theme"),
        "lever": _("Strategic lever"),
        "evidence_wanted": _("Evidence wanted"),
        "weight": _("Effort weight"),
        "best": _("Shortest duration"),
        "likely": _("Likely duration"),
        "worst": _("Longest duration"),
        "mitigates": _("Lowers these barriers"),
        "engages": _("Engages"),
        "summary": _("Summary"),
        "situation": _("Situation"),
        "likelihood": _("Likelihood"),
        "impact": _("Impact"),
        "trend": _("Trend"),
        "response": _("Response"),
        "residual_likelihood": _("Likelihood that is left"),
        "residual_impact": _("Impact that is left"),
        "review_on": _("Review on"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "stance": _("Stance"),
        "wanted": _("Wanted stance"),
        "wants": _("What they want"),
        "ask": _("What we ask"),
        "purpose": _("Purpose"),
        "members": _("Members"),
        "has_service_users": _("Service users among the members"),
        "specialists": _("Specialists"),
        "leaders": _("Team leaders"),
        "opens": _("Opens"),
        "area": _("Area"),
        "months": _("Length in months"),
        "routes": _("Routes"),
        "modules": _("Modules"),
        "currency": _("Currency"),
        "rate": _("Exchange rate"),
        "drivers": _("Quantities that costs follow"),
        "activity": _("Main activity"),
        "aim": _("Aim"),
        "service_size": _("Service size"),
        "funding_summary": _("Funding"),
        "context": _("Where the country starts from"),
        "targets": _("Targets"),
        "waivers": _("Waived checks"),
        "playbook_version": _("Playbook version"),
    }.get(field, _("Detail"))


def plain_words(page: PlanPage, field: str, value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
    """A value of any field in words, as short as a table needs it."""
    naming = _naming(page).get(field)
    if naming and isinstance(value, str):
        return naming(value)
    return _short(_said(page, field, value))


def _said(page: PlanPage, field: str, value: Any) -> str:  # noqa: ANN401
    words = page.words
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return words.gettext("Yes") if value else words.gettext("No")
    if isinstance(value, int | Decimal):
        return words.number(value)
    if isinstance(value, str):
        return _dated(words, value)
    if isinstance(value, Mapping):
        return next((words.text(str(value[name])) for name in EXPLAINED if value.get(name)), "")
    return _several(page, field, list(value))


def _several(page: PlanPage, field: str, values: list[Any]) -> str:
    if field == "after":
        titles = {str(each.id): page.words.text(each.title) for each in page.plan.milestones}
        return page.words.sentence_list(titles.get(each["milestone_id"], "–") for each in values)
    if values and all(isinstance(each, str) for each in values):
        naming = _naming(page).get(field, page.words.text)
        return page.words.sentence_list(naming(each) for each in values)
    count = page.words.ngettext("%(count)s entry", "%(count)s entries", len(values))
    return count % {"count": page.words.number(len(values))} if values else ""


def _naming(page: PlanPage) -> dict[str, Callable[[str], str]]:
    """Fields that hold the key of something with a name."""
    titles = page.titles
    phases = {str(each.id): page.words.text(each.title) for each in page.plan.phases}
    return {
        "owner": titles.role,
        "theme": titles.theme,
        "lever": titles.lever,
        "routes": titles.route,
        "engages": titles.archetype,
        "phase_id": lambda key: phases.get(key, "–"),
    }


def _dated(words: Language, text: str) -> str:
    try:
        return words.date(date.fromisoformat(text))
    except ValueError:
        return words.text(text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
