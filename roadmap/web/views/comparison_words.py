"""Two states of a plan compared, in words: the points of time, what was found, by how much, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from roadmap.domain.amendments import Amendment
from roadmap.domain.comparisons import Comparison, Touch
from roadmap.domain.money import Money
from roadmap.domain.money_changes import AmountChange, MoneyChanges, budget_changes, count_changes
from roadmap.services.comparisons import Compared, Point
from roadmap.web.views.changes import reason_in_words, who
from roadmap.web.views.plan_frame import PlanPage

TOLD = 4
"""How many people stand at one difference; of more, the latest."""


def point_words(page: PlanPage, point: Point) -> str:
    """A point of time for a table's head."""
    if point.baseline:
        return point.baseline.name
    if point.amendment:
        return amendment_title(page, point.amendment)
    return page.words.date(point.day) if point.day else page.words.gettext("Now")


def amendment_title(page: PlanPage, amendment: Amendment) -> str:
    """An amendment by its number, as a title."""
    return page.words.gettext("Amendment %(number)s") % {"number": page.words.number(amendment.number)}


def _in_sentence(page: PlanPage, point: Point) -> str:
    """A point of time within a sentence: a name in quotation marks, an amendment by its number, a day by its end."""
    if point.baseline:
        return page.words.quoted(point.baseline.name)
    if point.amendment:
        said = page.words.gettext("amendment %(number)s")
        return said % {"number": page.words.number(point.amendment.number)}
    said = page.words.gettext("the end of %(day)s")
    return said % {"day": page.words.date(point.day)} if point.day else page.words.gettext("now")


def over_words(page: PlanPage, first: Point, second: Point) -> str:
    """What lies over what in a picture."""
    values = {"first": _in_sentence(page, first), "second": _in_sentence(page, second)}
    if is_now(second):
        return page.words.gettext("Dates as planned now, over those of %(first)s.") % values
    return page.words.gettext("Planned dates of %(second)s over those of %(first)s.") % values


def is_now(point: Point) -> bool:
    """Whether it is the plan as it stands."""
    return not (point.baseline or point.amendment or point.day)


def finding(page: PlanPage, found: Compared, planned: Comparison, money: MoneyChanges, moves: int) -> str:
    """What was found, in one sentence: how many changes, and of which sorts."""
    _, words = page.words.gettext, page.words
    values = {"first": _in_sentence(page, found.first), "second": _in_sentence(page, found.second)}
    count = count_changes(planned, money)
    if is_now(found.first):
        return _("Both are the plan as it stands now: nothing differs.")
    if not count:
        if is_now(found.second):
            return _("Nothing of the plan has changed since %(first)s.") % values
        return _("Nothing of the plan differs between %(first)s and %(second)s.") % values
    if is_now(found.second):
        counted = words.ngettext(
            "%(count)s change since %(first)s: %(list)s.", "%(count)s changes since %(first)s: %(list)s.", count
        )
    else:
        counted = words.ngettext(
            "%(count)s change from %(first)s to %(second)s: %(list)s.",
            "%(count)s changes from %(first)s to %(second)s: %(list)s.",
            count,
        )
    told = words.sentence_list(_sorts(page, planned, money, moves))
    return counted % {**values, "count": words.number(count), "list": told}


def dates_finding(page: PlanPage, planned: Comparison, moves: int) -> str:
    """What of the milestones' dates differs, in short."""
    return page.words.sentence_list(_milestones(page, planned, moves)) or page.words.gettext("No planned date differs")


def _milestones(page: PlanPage, planned: Comparison, moves: int) -> Iterable[str]:
    many, number = page.words.ngettext, page.words.number
    added, deleted = (len(planned.of("milestone", sort)) for sort in ("added", "deleted"))
    counted = (
        (moves, many("%(count)s milestone moved", "%(count)s milestones moved", moves)),
        (added, many("%(count)s milestone added", "%(count)s milestones added", added)),
        (deleted, many("%(count)s milestone deleted", "%(count)s milestones deleted", deleted)),
    )
    yield from (words % {"count": number(count)} for count, words in counted if count)


def _sorts(page: PlanPage, planned: Comparison, money: MoneyChanges, moves: int) -> Iterable[str]:
    many, number = page.words.ngettext, page.words.number
    lines, risks = budget_changes(planned, money), len(planned.of("risk"))
    yield from _milestones(page, planned, moves)
    if lines:
        yield _budget(page, money, lines)
    if risks:
        yield many("%(count)s risk changed", "%(count)s risks changed", risks) % {"count": number(risks)}
    rest = count_changes(planned, money) - moves - len(planned.of("milestone", "added", "deleted")) - lines - risks
    if rest > 0:
        yield many("%(count)s other change", "%(count)s other changes", rest) % {"count": number(rest)}


def _budget(page: PlanPage, money: MoneyChanges, lines: int) -> str:
    _, words = page.words.gettext, page.words
    amount = words.money(Money(amount=abs(money.total.difference), currency=page.plan.currency))
    if money.total.difference > 0:
        return _("the budget raised by %(amount)s") % {"amount": amount}
    if money.total.difference < 0:
        return _("the budget cut by %(amount)s") % {"amount": amount}
    counted = words.ngettext("%(count)s change of the budget", "%(count)s changes of the budget", lines)
    return counted % {"count": words.number(lines)}


def days_words(page: PlanPage, days: int, working_days: int) -> str:
    """How far a date moved, in calendar days and in working days."""
    many, number = page.words.ngettext, page.words.number
    if days == 0:
        return page.words.gettext("Only its start moved")
    if days > 0:
        told = many("%(count)s day later", "%(count)s days later", days)
    else:
        told = many("%(count)s day earlier", "%(count)s days earlier", -days)
    worked = many("%(count)s working day", "%(count)s working days", abs(working_days))
    return f"{told % {'count': number(abs(days))}} ({worked % {'count': number(abs(working_days))}})"


def amount_words(page: PlanPage, change: AmountChange) -> str:
    """An amount's difference with its percentage."""
    words = page.words
    sign = "+" if change.difference > 0 else "−" if change.difference < 0 else ""
    told = f"{sign}{words.money(Money(amount=abs(change.difference), currency=page.plan.currency))}"
    return f"{told} ({sign}{percent_words(page, change.percent)})" if change.percent is not None else told


def percent_words(page: PlanPage, percent: Decimal) -> str:
    """Percent without a sign, to two places at most."""
    number = page.words.number(abs(percent).quantize(Decimal("0.01")).normalize() + Decimal(0))
    return page.words.gettext("%(number)s%%") % {"number": number}


def by_words(page: PlanPage, by: tuple[Touch, ...]) -> str:
    """Who changed something and when, each person at each time once."""
    words = page.words
    told = [f"{who(page, each.actor)}, {words.instant(each.at)}" for each in by[-TOLD:]]
    return "; ".join(dict.fromkeys(told)) or words.gettext("Not known")


def why_words(page: PlanPage, by: tuple[Touch, ...]) -> str:
    """The reasons that were given, each once."""
    told = dict.fromkeys(reason_in_words(page.words, each.reason) for each in by[-TOLD:] if each.reason)
    return "; ".join(told) or page.words.gettext("No reason given")
