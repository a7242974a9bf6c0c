"""A plan as the command line prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roadmap.domain.budgets import total
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.i18n import Language
from roadmap.services.operator_plans import StartedPlan
from roadmap.settings import Settings
from roadmap.web.views.words import Titles


def told(started: StartedPlan, settings: Settings) -> str:
    """Say what was saved and where, and who can see it when nobody can yet."""
    line = f"saved as {settings.base_url}/plans/{started.plan.slug} in the portfolio {started.portfolio}"
    if started.is_new_portfolio:
        line += f"\nnobody looks after it yet: roadmap user grant EMAIL country-lead --portfolio {started.portfolio}"
    return line


def lines_of(plan: Plan, playbook: Playbook, words: Language) -> Iterator[str]:
    """The plan for reading: what it is, its phases, its milestones with their dates, and what moved off a day off."""
    titles = Titles(words, playbook)
    yield plan.title
    routes = ", ".join(titles.route(key) for key in plan.routes)
    yield f"{routes}. Playbook {plan.intervention} {plan.playbook_version}."
    yield f"{words.date(plan.start)} to {words.date(plan.end)}, {plan.months} months. {country_of(plan, words)}."
    money = words.money(Money(amount=total(plan.budget, plan.currency), currency=plan.currency))
    yield f"Budget {money}, derived: the sum of {len(plan.budget)} lines of the playbook for this plan's size."
    yield ""
    phases = [(words.date(each.starts), words.date(each.ends), each.title) for each in plan.phases]
    yield from table(("From", "To", "Phase"), phases)
    yield ""
    rows = [
        (
            str(each.number),
            words.date(each.planned_start),
            words.date(each.planned_due),
            titles.role(each.owner),
            each.title,
        )
        for each in plan.milestones
    ]
    yield from table(("No.", "Start", "Due", "Owner", "Milestone"), rows)
    moved = [each for each in plan.milestones if each.moved_because]
    if moved:
        yield ""
        yield "Moved off days without work:"
        for each in moved:
            due = each.wanted_due is not None
            wanted, now = (each.wanted_due, each.planned_due) if due else (each.wanted_start, each.planned_start)
            if wanted:
                edge = "due" if due else "starts"
                yield f"  {each.number}: {edge} {words.date(now)}, not {words.date(wanted)} ({each.moved_because})"


def country_of(plan: Plan, words: Language) -> str:
    """The country by name, with the part whose holidays count."""
    name = words.locale.territories.get(plan.country, plan.country)
    return f"{name} ({plan.subdivision})" if plan.subdivision else str(name)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows under their heads, each column as wide as it needs; the last is not padded."""
    widths = [max(len(row[index]) for row in [head, *rows]) for index in range(len(head) - 1)]
    for row in [head, *rows]:
        padded = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        yield "  ".join([*padded, row[-1]])
