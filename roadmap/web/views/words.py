"""The words of the domain's keys: statuses, stances, stages. One table each, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from roadmap.domain.messages import message
from roadmap.domain.playbooks import Entry, Playbook
from roadmap.domain.risks import OWN, Risk, own_risks
from roadmap.i18n import Language
from roadmap.i18n.marking import N_

STATUSES: Final = {
    "not-started": N_("Not started"),
    "in-progress": N_("In progress"),
    "done": N_("Done"),
    "blocked": N_("Blocked"),
    "dropped": N_("Dropped"),
}


def status_word(words: Language, status: str) -> str:
    """A milestone's status."""
    return words.gettext(STATUSES[status])


def rag_word(words: Language, kind: str) -> str:
    """Red, amber, green as words."""
    _ = words.gettext
    return {"good": _("On track"), "warn": _("At risk"), "bad": _("Off track"), "none": _("Not started")}[kind]


def plan_status_word(words: Language, status: str) -> str:
    """A plan's own status."""
    _ = words.gettext
    return {"draft": _("Draft"), "approved": _("Approved"), "archived": _("Archived")}[status]


def check_state_word(words: Language, state: str) -> str:
    """What came of a check."""
    _ = words.gettext
    return {
        "failed": _("Fails"),
        "waived": _("Waived"),
        "passed": _("Passes"),
        "not-applicable": _("Does not apply"),
    }[state]


def capitalised(text: str) -> str:
    """A word of a sentence as it stands alone."""
    return text[:1].upper() + text[1:]


def mark_words(words: Language) -> dict[str, str]:
    """What checks count a milestone as."""
    _ = words.gettext
    return {
        "support": _("training or supervision"),
        "opening": _("first clients"),
        "review": _("review of quality"),
        "evidence": _("results from the country"),
    }


def stage_word(words: Language, stage: str) -> str:
    """A stage of the funding pipeline."""
    return words.say(message(f"stage.{stage}"))


def stance_word(words: Language, stance: str) -> str:
    """A stakeholder's stance."""
    _ = words.gettext
    return {
        "opposes": _("Opposes"),
        "sceptical": _("Sceptical"),
        "neutral": _("Neutral"),
        "supports": _("Supports"),
        "champions": _("Champions"),
    }[stance]


def level_word(words: Language, level: str) -> str:
    """How high up an organisation stands; one that is not known is shown as it is."""
    _ = words.gettext
    return {
        "national": _("National"),
        "regional": _("Regional"),
        "local": _("Local"),
        "international": _("International"),
    }.get(level, level)


def sector_word(words: Language, sector: str) -> str:
    """The part of society that an organisation belongs to; a playbook may name others, shown as they are."""
    _ = words.gettext
    return {
        "business": _("business"),
        "civil-society": _("civil society"),
        "employment": _("employment"),
        "funding": _("funding"),
        "government": _("government"),
        "health": _("health"),
        "media": _("media"),
        "research": _("research"),
        "social-care": _("social care"),
    }.get(sector, sector.replace("-", " "))


def band_word(words: Language, band: str) -> str:
    """How heavy a risk weighs."""
    _ = words.gettext
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low")}[band]


def trend_word(words: Language, trend: str) -> str:
    """Where a risk is heading."""
    _ = words.gettext
    return {"falling": _("Falling"), "steady": _("Steady"), "rising": _("Rising")}[trend]


def recurrence_word(words: Language, recurrence: str) -> str:
    """How often a cost comes."""
    _ = words.gettext
    return {"once": _("Once"), "monthly": _("Monthly"), "quarterly": _("Quarterly"), "yearly": _("Yearly")}[recurrence]


def driver_words(words: Language) -> dict[str, str]:
    """What a quantity follows when a plan grows."""
    _ = words.gettext
    return {
        "fixed": _("Nothing: it is the same at any size"),
        "specialists": _("Employment specialists"),
        "leaders": _("Team leaders"),
        "services": _("Services"),
        "regions": _("Regions"),
        "clients": _("Clients"),
    }


def rank_words(words: Language) -> dict[str, str]:
    """How much hangs on a funding source."""
    _ = words.gettext
    return {"main": _("Main source"), "secondary": _("Secondary source")}


class Titles:
    """Titles of a playbook's keys in the reader's language; a key it does not know is shown as it is."""

    def __init__(self, words: Language, playbook: Playbook, risks: Iterable[Risk] = ()) -> None:
        """Titles of one playbook, and of those of a plan's ``risks`` that are its own."""
        self._words = words
        intervention = playbook.intervention
        self._roles = _titles(intervention.roles)
        self._themes = _titles(intervention.themes)
        self._levers = _titles(intervention.levers)
        self._routes = {each.key: each.title for each in playbook.routes}
        self._letters = {each.key: each.letter for each in playbook.routes}
        self._archetypes = {each.key: each.title for each in playbook.archetypes}
        self._categories = {each.key: each.title for each in playbook.cost_categories}
        self._kinds = {each.key: each.title for each in playbook.funding_kinds}
        self._barriers = {each.key: each.title for each in playbook.barriers} | own_risks(risks)

    def role(self, key: str) -> str:
        """A role that owns something."""
        return self._of(self._roles, key)

    def theme(self, key: str) -> str:
        """One of the themes."""
        return self._of(self._themes, key)

    def lever(self, key: str) -> str:
        """A strategic lever."""
        return self._of(self._levers, key)

    def archetype(self, key: str) -> str:
        """A kind of stakeholder."""
        return self._of(self._archetypes, key)

    def category(self, key: str) -> str:
        """A cost category."""
        return self._of(self._categories, key)

    def in_order(self, categories: Iterable[str]) -> list[str]:
        """Cost categories as the playbook orders them, those it does not know last."""
        order = list(self._categories)
        return sorted(categories, key=lambda key: (order.index(key) if key in order else len(order), key))

    def funding_kind(self, key: str) -> str:
        """A kind of payer."""
        return self._of(self._kinds, key)

    def barrier(self, key: str) -> str:
        """One of the recurring barriers, or a risk of the plan's own."""
        if key.startswith(OWN) and key not in self._barriers:
            return self._words.gettext("a risk that is gone")
        return self._of(self._barriers, key)

    def route(self, key: str) -> str:
        """A route with its letter, when it has one."""
        title, letter = self._of(self._routes, key), self._letters.get(key)
        return f"{letter} · {title}" if letter else title

    def _of(self, titles: dict[str, str], key: str) -> str:
        return self._words.text(titles[key]) if key in titles else key


def _titles(entries: tuple[Entry, ...]) -> dict[str, str]:
    return {each.key: each.title for each in entries}


def country_name(words: Language, code: str) -> str:
    """A country's name in the reader's language."""
    return str(words.locale.territories.get(code, code))
