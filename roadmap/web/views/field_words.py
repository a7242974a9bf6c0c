"""Every field of a plan and its parts in words: what it is called, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

import msgspec

from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.provenance import Provenance
from roadmap.domain.risks import OWN, own_risks
from roadmap.i18n import Language
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import (
    country_name,
    level_word,
    plan_status_word,
    rag_word,
    recurrence_word,
    sector_word,
    stage_word,
    stance_word,
    status_word,
    trend_word,
)

LONGEST: Final = 160
Say = Callable[["FieldWords", Any], str]


def labels(words: Language) -> dict[str, str]:
    """What fields are called; one name means the same in all parts that have it."""
    _ = words.gettext
    return {
        "title": _("Title"),
        "name": _("Name"),
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
        "starts": _("From"),
        "ends": _("To"),
        "months": _("Months"),
        "number": _("Number"),
        "position": _("Position"),
        "phase_id": _("Phase"),
        "milestone_id": _("Milestone"),
        "line_id": _("Budget line"),
        "source_id": _("Funding source"),
        "committee_id": _("Committee"),
        "service_id": _("Service"),
        "deliverable": _("Deliverable"),
        "owner": _("Owner"),
        "theme": _("Theme"),
        "lever": _("Strategic lever"),
        "evidence_wanted": _("Evidence wanted"),
        "weight": _("Weight"),
        "best": _("Working days at best"),
        "likely": _("Working days, likely"),
        "worst": _("Working days at worst"),
        "anchor": _("Anchor"),
        "pin": _("Fixed date"),
        "after": _("Waits for"),
        "mitigates": _("Lowers"),
        "engages": _("Engages"),
        "basis": _("Ground"),
        "link": _("Link"),
        "summary": _("Summary"),
        "category": _("Cost category"),
        "driver": _("Grows with"),
        "quantity": _("Quantity"),
        "unit_cost": _("Unit cost"),
        "recurrence": _("How often"),
        "month": _("Month"),
        "amount": _("Amount"),
        "kind": _("Kind"),
        "rank": _("Rank"),
        "may_pay": _("May pay"),
        "may_not_pay": _("May not pay"),
        "stage": _("Stage"),
        "probability": _("Probability"),
        "delay": _("Likely late by"),
        "decides_on": _("Ask or decide by"),
        "service_ids": _("Pays only for these services"),
        "conditions": _("Conditions"),
        "deadlines": _("Reports due"),
        "growth": _("Price growth"),
        "priorities": _("Order of what is paid first"),
        "archetype": _("Archetype"),
        "level": _("Level"),
        "sector": _("Sector"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "stance": _("Stance"),
        "wanted": _("Wanted stance"),
        "wants": _("Wants"),
        "ask": _("What we ask"),
        "barrier": _("Barrier"),
        "situation": _("Situation"),
        "likelihood": _("Likelihood"),
        "impact": _("Impact"),
        "trend": _("Trend"),
        "response": _("Response"),
        "residual_likelihood": _("Likelihood afterwards"),
        "residual_impact": _("Impact afterwards"),
        "review_on": _("Review on"),
        "purpose": _("Purpose"),
        "members": _("Members"),
        "has_service_users": _("Service users are members"),
        "held_on": _("Held on"),
        "area": _("Area"),
        "specialists": _("Specialists"),
        "leaders": _("Team leaders"),
        "opens": _("Opens"),
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
        "drivers": _("Size"),
        "activity": _("Activity"),
        "aim": _("Aim"),
        "service_size": _("Size of the services"),
        "funding_summary": _("Funding in short"),
        "context": _("Context"),
        "targets": _("Targets"),
        "rag_override": _("Judgement of the status"),
        "waivers": _("Waived checks"),
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldWords:
    """Says fields of a plan; ``plans`` are where the things that they refer to are looked up, the first first."""

    page: PlanPage
    plans: tuple[Plan, ...]

    @property
    def words(self) -> Language:
        """The reader's language."""
        return self.page.words

    def label(self, field: str) -> str:
        """What a field is called; one without a name of its own by its key."""
        return labels(self.words).get(field, field.replace("_", " ").capitalize())

    def said(self, noun: str, field: str, value: Any) -> str:  # noqa: ANN401 (a plain JSON value)
        """What a field says, shortened where it is long; nothing for nothing."""
        if value is None or value in ("", [], {}):
            return ""
        try:
            say = SAYING.get((noun, field)) or SAYING.get(("", field)) or FieldWords.plain
            text = say(self, value)
        except (KeyError, ValueError, TypeError, InvalidOperation, msgspec.ValidationError):
            text = str(value)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def plain(self, value: Any) -> str:  # noqa: ANN401
        """A value by what it looks like: yes or no, a number, a day, several, a text."""
        if isinstance(value, bool):
            return self.words.gettext("Yes") if value else self.words.gettext("No")
        if isinstance(value, int):
            return self.words.number(value)
        if isinstance(value, list):
            return self.words.sentence_list(self.plain(each) for each in value)
        if isinstance(value, Mapping):
            return self.words.text(str(value.get("text") or value.get("reason") or value.get("indicator") or ""))
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
        for plan in self.plans:
            for each in getattr(plan, part):
                if each.id == key:
                    return self.words.text(each.title)
        return str(value)

    def milestones(self, links: Any) -> str:  # noqa: ANN401
        """The milestones that are waited for."""
        return self.words.sentence_list(self.title_of("milestones", each["milestone_id"]) for each in links)

    def ground(self, value: Any) -> str:  # noqa: ANN401
        """Where a figure comes from."""
        basis = msgspec.convert(value, Provenance)
        notes = self.page.notes
        return f"{notes.word(basis)}. {notes.sentence(basis)}"

    def pin(self, value: Any) -> str:  # noqa: ANN401
        """A fixed date and why."""
        _, day = self.words.gettext, self._text(value["day"])
        sentence = {
            "on": _("On %(day)s"),
            "not-before": _("Not before %(day)s"),
            "not-after": _("Not after %(day)s"),
        }[value["kind"]] % {"day": day}
        return f"{sentence}. {value['reason']}" if value["reason"] else sentence

    def anchor(self, value: Any) -> str:  # noqa: ANN401
        """What a date hangs on."""
        _ = self.words.gettext
        after = self.title_of("milestones", value["milestone_id"]) if value.get("milestone_id") else ""
        place = {
            "date": self._text(value["day"] or ""),
            "plan-start": _("the plan’s start"),
            "plan-end": _("the plan’s end"),
            "phase-start": _("the phase’s start"),
            "phase-end": _("the phase’s end"),
            "milestone-start": _("the start of “%(milestone)s”") % {"milestone": after},
            "milestone-due": _("the due date of “%(milestone)s”") % {"milestone": after},
        }[value["at"]]
        return _("%(months)s months and %(days)s days from %(place)s") % {
            "months": self.words.number(value["months"]),
            "days": self.words.number(value["days"]),
            "place": place,
        }

    def judgement(self, value: Any) -> str:  # noqa: ANN401
        """A person's judgement of the status with its reason."""
        return f"{rag_word(self.words, value['kind'])}. {value['reason']}"

    def sizes(self, value: Any) -> str:  # noqa: ANN401
        """How many specialists, services and so on."""
        return self.words.sentence_list(
            f"{self.label(name)} {self.words.number(count)}" for name, count in sorted(value.items())
        )

    def barrier(self, key: str) -> str:
        """The barrier that a risk is; a risk of the plan's own is none."""
        is_own = key.startswith(OWN)
        return self.words.gettext("None: a risk of this plan’s own") if is_own else self.page.titles.barrier(key)

    def lowered(self, link: Any) -> str:  # noqa: ANN401
        """A barrier, or a risk of the plan's own, that a milestone lowers."""
        key = link["barrier"]
        own = (titles[key] for titles in (own_risks(each.risks) for each in self.plans) if key in titles)
        return self.words.text(next(own, "")) or self.page.titles.barrier(key)

    def several(self, say: Callable[[Any], str], keys: Any) -> str:  # noqa: ANN401
        """Titles of several keys."""
        return self.words.sentence_list(say(key) for key in keys)


SAYING: Final[dict[tuple[str, str], Say]] = {
    ("milestone", "status"): lambda at, value: status_word(at.words, value),
    ("plan", "status"): lambda at, value: plan_status_word(at.words, value),
    ("", "percent"): lambda at, value: at.words.percent_of_hundred(int(value)),
    ("", "probability"): lambda at, value: at.words.percent_of_hundred(int(value)),
    ("", "phase_id"): lambda at, value: at.title_of("phases", value),
    ("", "milestone_id"): lambda at, value: at.title_of("milestones", value),
    ("", "line_id"): lambda at, value: at.title_of("budget", value),
    ("", "source_id"): lambda at, value: at.title_of("sources", value),
    ("", "committee_id"): lambda at, value: at.title_of("committees", value),
    ("", "service_id"): lambda at, value: at.title_of("services", value),
    ("", "owner"): lambda at, value: at.page.titles.role(value),
    ("", "theme"): lambda at, value: at.page.titles.theme(value),
    ("", "lever"): lambda at, value: at.page.titles.lever(value),
    ("", "category"): lambda at, value: at.page.titles.category(value),
    ("", "barrier"): FieldWords.barrier,
    ("", "archetype"): lambda at, value: at.page.titles.archetype(value),
    ("funding-source", "kind"): lambda at, value: at.page.titles.funding_kind(value),
    ("", "level"): lambda at, value: level_word(at.words, value),
    ("", "sector"): lambda at, value: sector_word(at.words, value),
    ("", "stage"): lambda at, value: stage_word(at.words, value),
    ("", "stance"): lambda at, value: stance_word(at.words, value),
    ("", "wanted"): lambda at, value: stance_word(at.words, value),
    ("", "trend"): lambda at, value: trend_word(at.words, value),
    ("", "recurrence"): lambda at, value: recurrence_word(at.words, value),
    ("", "country"): lambda at, value: country_name(at.words, value),
    ("", "month"): lambda at, value: at.words.month(date.fromisoformat(value)),
    ("", "quarter"): lambda at, value: at.words.quarter(date.fromisoformat(value)),
    ("", "unit_cost"): FieldWords.money,
    ("", "amount"): FieldWords.money,
    ("", "quantity"): FieldWords.number,
    ("", "growth"): FieldWords.number,
    ("", "delay"): lambda at, value: (
        at.words.ngettext("%(count)s month", "%(count)s months", value) % {"count": at.words.number(value)}
    ),
    ("", "service_ids"): lambda at, value: at.several(lambda key: at.title_of("services", key), value),
    ("", "priorities"): lambda at, value: at.several(at.page.titles.category, value),
    ("", "deadlines"): lambda at, value: at.words.sentence_list(
        f"{at.words.date(date.fromisoformat(each['due']))} {each['title']}" for each in value
    ),
    ("", "value"): FieldWords.number,
    ("", "specialists"): FieldWords.number,
    ("", "leaders"): FieldWords.number,
    ("", "rate"): FieldWords.number,
    ("", "drivers"): FieldWords.sizes,
    ("", "basis"): FieldWords.ground,
    ("", "rate_basis"): FieldWords.ground,
    ("", "pin"): FieldWords.pin,
    ("", "anchor"): FieldWords.anchor,
    ("", "after"): FieldWords.milestones,
    ("", "rag_override"): FieldWords.judgement,
    ("", "routes"): lambda at, value: at.several(at.page.titles.route, value),
    ("", "may_pay"): lambda at, value: at.several(at.page.titles.category, value),
    ("", "may_not_pay"): lambda at, value: at.several(at.page.titles.category, value),
    ("", "engages"): lambda at, value: at.several(at.page.titles.archetype, value),
    ("", "members"): lambda at, value: at.several(at.page.titles.archetype, value),
    ("", "mitigates"): lambda at, value: at.several(at.lowered, value),
    ("", "at"): lambda at, value: at.words.instant(datetime.fromisoformat(value)),
}
"""How fields of a noun are said that are more than a text; with an empty noun, of every one."""
