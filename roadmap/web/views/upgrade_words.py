"""What a newer playbook would change, in words: of what kind a thing is, what of it, and each value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.money import Money
from roadmap.domain.provenance import Provenance
from roadmap.domain.upgrades import AnchorTo, LinkTo, Noun
from roadmap.i18n import Language
from roadmap.services.upgrades import Offer
from roadmap.web.views.milestone_words import link_words, own_day, pin_words
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import (
    Titles,
    capitalised,
    driver_words,
    level_word,
    mark_words,
    rank_words,
    recurrence_word,
    sector_word,
    stance_word,
    trend_word,
)

DAYS: Final = frozenset({"best", "likely", "worst", "days"})
FEW: Final = 3
"""Days of meeting that are named one by one."""


def noun_titles(words: Language) -> dict[Noun, str]:
    """Kinds of things, as headings."""
    _ = words.gettext
    return {
        "module": _("Modules"),
        "driver": _("Size of the plan"),
        "phase": _("Phases"),
        "milestone": _("Milestones"),
        "budget-line": _("Budget lines"),
        "funding-source": _("Funding sources"),
        "risk": _("Barriers"),
        "stakeholder": _("Stakeholders"),
        "committee": _("Committees"),
        "target": _("Targets"),
    }


def aspect_words(words: Language) -> dict[str, str]:
    """What of a thing differs, where that is more than one field."""
    _ = words.gettext
    return {
        "duration": _("Duration"),
        "cost": _("Cost"),
        "span": _("From, to"),
        "restrictions": _("What it may pay"),
        "assessment": _("Assessment"),
        "residual": _("What is left when the response works"),
    }


def field_words(words: Language) -> dict[str, str]:
    """The names of fields."""
    _ = words.gettext
    return {
        "title": _("Title"),
        "summary": _("What it is about"),
        "starts": _("From"),
        "ends": _("To"),
        "deliverable": _("Deliverable"),
        "owner": _("Owner"),
        "theme": _("Theme"),
        "lever": _("Strategic lever"),
        "evidence_wanted": _("Evidence wanted"),
        "weight": _("Weight"),
        "marks": _("What checks count it as"),
        "best": _("At best"),
        "likely": _("Most likely"),
        "worst": _("At worst"),
        "days": _("Planned"),
        "phase": _("Phase"),
        "anchor": _("Date when it waits for nothing"),
        "pin": _("Date that others set"),
        "after": _("Waits for"),
        "mitigates": _("Barriers that it lowers"),
        "engages": _("Whom it engages"),
        "basis": _("Where it comes from"),
        "category": _("Cost category"),
        "driver": _("Grows with"),
        "quantity": _("Quantity"),
        "unit_cost": _("Unit cost"),
        "recurrence": _("How often"),
        "kind": _("Kind of payer"),
        "rank": _("Main or secondary"),
        "may_pay": _("May pay"),
        "may_not_pay": _("May not pay"),
        "note": _("Note"),
        "likelihood": _("Likelihood"),
        "impact": _("Impact"),
        "trend": _("Trend"),
        "situation": _("Situation"),
        "residual_likelihood": _("Likelihood then"),
        "residual_impact": _("Impact then"),
        "response": _("Response"),
        "level": _("Level"),
        "sector": _("Sector"),
        "influence": _("Influence"),
        "interest": _("Interest"),
        "stance": _("Stance"),
        "wanted": _("Wanted stance"),
        "wants": _("What it wants"),
        "ask": _("What is asked of it"),
        "purpose": _("What it is for"),
        "members": _("Members"),
        "has_service_users": _("Service users are members"),
        "meetings": _("Days of meeting"),
        "value": _("Value"),
    }


class ItemWords:
    """Says the values of one offer in a language."""

    def __init__(self, words: Language, titles: Titles, notes: Notes, offer: Offer) -> None:
        """Words for an offer that can be told."""
        self.words, self.titles, self.notes, self.offer = words, titles, notes, offer
        self.labels = field_words(words)
        sides = offer.upgrade
        plans = (sides.after.plan, sides.before.plan, offer.plan) if sides else ()
        self.phases = {f"{each.route}/{each.key}": each.title for plan in plans for each in plan.phases if each.key}
        self.phases |= {str(each.id): each.title for each in offer.plan.phases}
        self.barriers = {each.barrier: each.title for plan in plans for each in plan.risks}
        self.stakeholders = {each.key: each.title for plan in plans for each in plan.stakeholders}
        self.modules = {
            module.key: module.title
            for book in (offer.old, offer.new)
            if book
            for route in book.routes
            for module in route.modules
        }
        self.indicators = {each.key: each.title for each in offer.new.indicators}
        self._saying = self._sayers()

    def said(self, name: str, value: Any) -> str:  # noqa: ANN401 (a field of any thing)
        """A value in words; nothing for one that says nothing."""
        if value is None or value in ("", ()):
            return ""
        return self._saying[name](value) if name in self._saying else self._plain(value)

    def _plain(self, value: Any) -> str:  # noqa: ANN401
        match value:
            case bool():
                return self.words.gettext("Yes") if value else self.words.gettext("No")
            case date():
                return self.words.date(value)
            case int() | Decimal():
                return self.words.number(value)
            case tuple():
                return self.words.sentence_list(self.words.text(str(each)) for each in value)
        return self.words.text(str(value))

    def _sayers(self) -> Mapping[str, Callable[[Any], str]]:
        words, titles = self.words, self.titles
        marks, drivers, ranks = mark_words(words), driver_words(words), rank_words(words)

        def among(one: Callable[[str], str]) -> Callable[[Any], str]:
            return lambda value: words.sentence_list(one(each) for each in value)

        return {
            **dict.fromkeys(DAYS, self.working_days),
            **dict.fromkeys(("stance", "wanted"), lambda value: stance_word(words, value)),
            **dict.fromkeys(("may_pay", "may_not_pay"), among(titles.category)),
            "owner": titles.role,
            "theme": titles.theme,
            "lever": titles.lever,
            "category": titles.category,
            "kind": titles.funding_kind,
            "phase": lambda value: words.text(self.phases.get(value, value)),
            "driver": lambda value: drivers.get(value, value),
            "rank": lambda value: ranks.get(value, value),
            "recurrence": lambda value: recurrence_word(words, value),
            "trend": lambda value: trend_word(words, value),
            "level": lambda value: level_word(words, value),
            "sector": lambda value: sector_word(words, value),
            "unit_cost": self.money,
            "marks": among(lambda each: marks.get(each, each)),
            "engages": among(lambda each: words.text(self.stakeholders.get(each, titles.archetype(each)))),
            "mitigates": lambda value: words.sentence_list(
                f"{words.text(self.barriers.get(each.barrier, titles.barrier(each.barrier)))} −{words.number(each.by)}"
                for each in value
            ),
            "meetings": self._meetings,
            "after": lambda value: "; ".join(self._link(each) for each in value),
            "anchor": self._anchor,
            "pin": lambda value: pin_words(words, value),
            "basis": self._basis,
        }

    def money(self, amount: Decimal) -> str:
        """An amount in the plan's currency, to the smallest unit where it has any."""
        exact = amount != amount.to_integral_value()
        return self.words.money(Money(amount=amount, currency=self.offer.plan.currency), exact=exact)

    def working_days(self, count: int) -> str:
        """A duration."""
        said = self.words.ngettext("%(count)s working day", "%(count)s working days", count)
        return said % {"count": self.words.number(count)}

    def span(self, starts: date, ends: date) -> str:
        """From one day to another."""
        return f"{self.words.date(starts)} – {self.words.date(ends)}"

    def _meetings(self, days: tuple[date, ...]) -> str:
        """Few days one by one, many as a count: nobody reads twenty dates."""
        if len(days) <= FEW:
            return self.words.sentence_list(self.words.date(each) for each in days)
        said = self.words.ngettext(
            "%(count)s meeting from %(first)s to %(last)s", "%(count)s meetings from %(first)s to %(last)s", len(days)
        )
        return said % {
            "count": self.words.number(len(days)),
            "first": self.words.date(days[0]),
            "last": self.words.date(days[-1]),
        }

    def _link(self, link: LinkTo) -> str:
        title = self.words.gettext("“%(milestone)s”") % {"milestone": self.words.text(link.title)}
        return f"{title} ({link_words(self.words, link)})"

    def _anchor(self, to: AnchorTo) -> str:
        said = own_day(self.words, to.anchor, self.words.text(to.phase_title), self.words.text(to.milestone_title))
        return capitalised(said)

    def _basis(self, basis: Provenance) -> str:
        return self.words.labelled(self.notes.word(basis), self.notes.sentence(basis))
