"""Every field of a plan and its parts in words: what it is called, and what it says.

What a form asks is called and said as the form does; this module knows the fields that no form of a part asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Final
from uuid import UUID

import msgspec

from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.i18n import Language
from roadmap.web.forms.all_parts import PART_FORMS
from roadmap.web.forms.fields import Field
from roadmap.web.views.needs_words import assessment_said
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import Titles, country_name, plan_status_word, rag_word, status_word

LONGEST: Final = 160
PARTS: Final = (
    "phases",
    "milestones",
    "budget",
    "sources",
    "stakeholders",
    "risks",
    "committees",
    "services",
)
"""What fields refer to."""
Say = Callable[["FieldWords", Any], str]


def labels(words: Language) -> dict[str, str]:
    """What fields are called that no form of a part asks; one name means the same wherever it stands."""
    _ = words.gettext
    return {
        "title": _("Title"),
        "status": _("Status"),
        "percent": _("Percent done"),
        "planned_start": _("Planned start"),
        "planned_due": _("Planned due date"),
        "wanted_start": _("Start before a day off moved it"),
        "wanted_due": _("Due date before a day off moved it"),
        "moved_because": _("Day off"),
        "started_on": _("Begun on"),
        "done_on": _("Done on"),
        "note": _("Note"),
        "start": _("Start"),
        "months": _("Months"),
        "number": _("Number"),
        "position": _("Position"),
        "milestone_id": _("Milestone"),
        "line_id": _("Budget line"),
        "service_id": _("Service"),
        "basis": _("Ground"),
        "link": _("Link"),
        "month": _("Month"),
        "amount": _("Amount"),
        "indicator": _("Indicator"),
        "quarter": _("Quarter"),
        "value": _("Value"),
        "routes": _("Routes"),
        "modules": _("Modules"),
        "country": _("Country"),
        "subdivision": _("Part of the country"),
        "currency": _("Currency"),
        "rate": _("Exchange rate"),
        "rate_basis": _("Ground of the exchange rate"),
        "terms_basis": _("Ground of conditions and reports"),
        "drivers": _("Size"),
        "specialists": _("Specialists"),
        "leaders": _("Team leaders"),
        "area": _("Area"),
        "activity": _("Activity"),
        "aim": _("Aim"),
        "service_size": _("Size of the services"),
        "funding_summary": _("Funding in short"),
        "context": _("Context"),
        "diagnosis": _("Diagnosis"),
        "targets": _("Targets"),
        "rag_override": _("Judgement of the status"),
        "waivers": _("Waived checks"),
        "tolerances": _("Tolerances"),
        "priorities": _("What money goes to first"),
        "explanations": _("Why the published plan fails a check"),
        "needs": _("Needs assessment"),
        "playbook_version": _("Playbook version"),
    }


class FieldWords:
    """Says fields of a plan; ``plans`` are where the things that they refer to are looked up, the first first."""

    def __init__(self, page: PlanPage, plans: tuple[Plan, ...] = ()) -> None:
        """Words on the page's own plan, or on several states of it at once."""
        self.plans = plans or (page.plan,)
        self.page = _holding(page, plans) if plans else page
        self.words = page.words

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return labels(self.words)

    def label(self, noun: str, field: str) -> str:
        """What a field is called; nothing for one that is no content of a plan."""
        asked = _asked(noun, field)
        return self.words.gettext(asked.label) if asked else self._labels.get(field, "")

    def said(self, noun: str, field: str, value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
        """What a field says, shortened where it is long; nothing for nothing."""
        if value is None or value in ("", [], {}):
            return ""
        try:
            text = self._said(noun, field, value)
        except (KeyError, ValueError, TypeError, InvalidOperation, msgspec.ValidationError):
            text = str(value)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def _said(self, noun: str, field: str, value: Any) -> str:  # noqa: ANN401
        asked = _asked(noun, field)
        if asked:
            return asked.said(value, self.page)
        say = SAYING.get((noun, field)) or SAYING.get(("", field)) or FieldWords.plain
        return say(self, value)

    def plain(self, value: Any) -> str:  # noqa: ANN401
        """A value by what it looks like: yes or no, a number, a day, several, a text."""
        if isinstance(value, bool):
            return self.words.gettext("Yes") if value else self.words.gettext("No")
        if isinstance(value, int):
            return self.words.number(value)
        if isinstance(value, list):
            return self.words.sentence_list(self.plain(each) for each in value)
        if isinstance(value, Mapping):
            return self.words.text(str(value.get("text") or value.get("reason") or ""))
        return self._text(str(value))

    def _text(self, text: str) -> str:
        try:
            return self.words.date(date.fromisoformat(text))
        except ValueError:
            return self.words.text(text)

    def money(self, value: Any) -> str:  # noqa: ANN401
        """An amount in the plan's currency, to its smallest unit."""
        return self.words.money(Money(amount=Decimal(str(value)), currency=self.plans[0].currency), exact=True)

    def number(self, value: Any) -> str:  # noqa: ANN401
        """An exact number."""
        return self.words.number(Decimal(str(value)))

    def title_of(self, part: str, value: Any) -> str:  # noqa: ANN401
        """The thing of a part that an id names."""
        key = UUID(str(value))
        found = (each for each in getattr(self.page.plan, part) if each.id == key)
        return next((self.words.text(each.title) for each in found), str(value))

    def ground(self, value: Any) -> str:  # noqa: ANN401
        """Where a figure comes from."""
        basis = msgspec.convert(value, Provenance)
        notes = self.page.notes
        return f"{notes.word(basis)}. {notes.sentence(basis)}"

    def judgement(self, value: Any) -> str:  # noqa: ANN401
        """A person's judgement of the status with its reason."""
        return f"{rag_word(self.words, value['kind'])}. {value['reason']}"

    def sizes(self, value: Any) -> str:  # noqa: ANN401
        """How many specialists, services and so on."""
        return self.words.sentence_list(
            f"{self._labels.get(name, name)} {self.words.number(count)}" for name, count in sorted(value.items())
        )

    def several(self, say: Callable[[str], str], keys: Iterable[str]) -> str:
        """Titles of several keys."""
        return self.words.sentence_list(say(key) for key in keys)

    def module(self, key: str) -> str:
        """A module of any route."""
        modules = (each for route in self.page.playbook.routes for each in route.modules)
        return next((self.words.text(each.title) for each in modules if each.key == key), key)

    def indicator(self, key: str) -> str:
        """What is measured."""
        found = (each for each in self.page.playbook.indicators if each.key == key)
        return next((self.words.text(each.title) for each in found), key)

    def targets(self, value: Any) -> str:  # noqa: ANN401
        """What shall be reached by when."""
        return "; ".join(
            self.words.labelled(
                self.indicator(each["indicator"]), f"{self.number(each['value'])}, {self._text(each['due'])}"
            )
            for each in value
        )

    def reasons(self, value: Any) -> str:  # noqa: ANN401
        """Why checks were waived, each in the words of who did."""
        return self.words.sentence_list(self.words.quoted(each["reason"]) for each in value)

    def tolerances(self, value: Any) -> str:  # noqa: ANN401
        """What an approved plan may change by itself."""
        days = int(value["pinned_days"])
        said = self.words.ngettext(
            "%(percent)s%% of a cost category, %(count)s day of a pinned date",
            "%(percent)s%% of a cost category, %(count)s days of a pinned date",
            days,
        )
        return said % {"percent": self.number(value["category_percent"]), "count": self.words.number(days)}

    def diagnosis(self, value: Any) -> str:  # noqa: ANN401
        """How much was answered."""
        count = len(value["answers"])
        return self.words.ngettext("%(count)s answer", "%(count)s answers", count) % {"count": self.words.number(count)}


def _asked(noun: str, field: str) -> Field | None:
    form = PART_FORMS.get(noun)
    return form.field(field) if form else None


def _holding(page: PlanPage, plans: tuple[Plan, ...]) -> PlanPage:
    """The page of a plan that holds what any of these states holds, of what several hold the first."""
    parts: dict[str, Any] = {
        part: tuple({each.id: each for plan in plans[::-1] for each in getattr(plan, part)}.values()) for part in PARTS
    }
    plan = replace(plans[0], **parts)
    return replace(page, plan=plan, titles=Titles(page.words, page.playbook, plan.risks))


SAYING: Final[dict[tuple[str, str], Say]] = {
    ("milestone", "status"): lambda at, value: status_word(at.words, value),
    ("plan", "status"): lambda at, value: plan_status_word(at.words, value),
    ("", "percent"): lambda at, value: at.words.percent_of_hundred(int(value)),
    ("", "milestone_id"): lambda at, value: at.title_of("milestones", value),
    ("", "line_id"): lambda at, value: at.title_of("budget", value),
    ("", "stakeholder_id"): lambda at, value: at.title_of("stakeholders", value),
    ("", "service_id"): lambda at, value: at.title_of("services", value),
    ("", "country"): lambda at, value: country_name(at.words, value),
    ("", "month"): lambda at, value: at.words.month(date.fromisoformat(value)),
    ("", "quarter"): lambda at, value: at.words.quarter(date.fromisoformat(value)),
    ("", "amount"): FieldWords.money,
    ("", "indicator"): FieldWords.indicator,
    ("", "value"): FieldWords.number,
    ("", "rate"): FieldWords.number,
    ("", "drivers"): FieldWords.sizes,
    ("", "basis"): FieldWords.ground,
    ("", "rate_basis"): FieldWords.ground,
    ("", "terms_basis"): FieldWords.ground,
    ("", "diagnosis"): FieldWords.diagnosis,
    ("", "needs"): lambda at, value: assessment_said(at.page, value),
    ("", "targets"): FieldWords.targets,
    ("", "rag_override"): FieldWords.judgement,
    ("", "tolerances"): FieldWords.tolerances,
    ("", "routes"): lambda at, value: at.several(at.page.titles.route, value),
    ("", "modules"): lambda at, value: at.several(at.module, value),
    ("", "priorities"): lambda at, value: at.several(at.page.titles.category, value),
    ("", "waivers"): FieldWords.reasons,
    ("", "at"): lambda at, value: at.words.instant(datetime.fromisoformat(value)),
}
"""How fields of a noun are said that are more than a text; with an empty noun, of every one."""
