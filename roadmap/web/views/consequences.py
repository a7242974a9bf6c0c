"""What a change would bring with it, in words: the preview beside every form that can move others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from roadmap.domain.checks import turned
from roadmap.domain.checks.funds import has_same_money
from roadmap.domain.consequences import BrokenPin, Consequences, Forecasts, Move, consequences
from roadmap.domain.coverage import NOTHING, Coverage
from roadmap.domain.money import Money
from roadmap.domain.plans import Phase
from roadmap.domain.schedule import forecast
from roadmap.domain.workdays import working_calendar
from roadmap.services.checks import results_of
from roadmap.services.edits import Edited
from roadmap.web.views.changed_results import changed_results
from roadmap.web.views.coverage_keys import coverage_of
from roadmap.web.views.coverage_words import red_quarters, unfunded
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsequenceRow:
    """Something that changes: before, after, and by how much in words; ``note`` is what that does not change."""

    title: str
    before: str
    after: str
    change: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckTurn:
    """Something that a check would find, or no longer find: its status as shape and word, and the finding."""

    kind: str
    word: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsequencesView:
    """The preview, ready to print. ``warnings`` are what nobody would want without knowing it."""

    summary: str
    warnings: tuple[str, ...]
    dates: tuple[ConsequenceRow, ...]
    amounts: tuple[ConsequenceRow, ...]
    funds: tuple[ConsequenceRow, ...]
    gaps: tuple[ConsequenceRow, ...]
    comings: tuple[str, ...]
    checks: tuple[CheckTurn, ...]


def consequences_view(page: PlanPage, edited: Edited) -> ConsequencesView:
    """The consequences of an edit that was previewed."""
    calendar = working_calendar(edited.before.country, edited.before.subdivision)
    forecasts = (forecast(edited.before, calendar, page.today), forecast(edited.after, calendar, page.today))
    found = consequences(edited.before, edited.after, calendar, page.today, forecasts)
    covered = _covered(page, edited)
    gaps = tuple(_gaps(page, *covered)) if covered else ()
    return ConsequencesView(
        summary=_summary(page, found, has_gaps=bool(gaps)),
        warnings=tuple(_warnings(page, edited, found)),
        dates=(*(_phase(page, *each) for each in found.phases), *(_move(page, each) for each in found.moves)),
        amounts=tuple(
            _amount(page, page.titles.category(each.category), each.before, each.after) for each in found.costs
        ),
        funds=(*_funds(page, found), *(_lapsing(page, *covered) if covered else ())),
        gaps=gaps,
        comings=(*_comings(page, found), *_dropped(page, edited), *changed_results(page, edited)),
        checks=tuple(_checks(page, edited, forecasts)),
    )


def _summary(page: PlanPage, found: Consequences, *, has_gaps: bool) -> str:
    """The finding in a sentence: how many move and where the end is then."""
    _, words = page.words.gettext, page.words
    if found.is_nothing and has_gaps:
        return _("No date moves. Which costs are left without money changes.")
    if found.is_nothing:
        return _("No date and no amount changes.")
    if not found.moves:
        is_dated = found.added or found.removed or found.phases
        return _("No other date moves.") if is_dated else _("No date moves.")
    if all(each.expected for each in found.moves):
        kept = words.ngettext(
            "The planned dates of %(count)s milestone change, its forecast does not.",
            "The planned dates of %(count)s milestones change, their forecasts do not.",
            len(found.moves),
        ) % {"count": words.number(len(found.moves))}
        # What comes or goes besides may move the end all the same.
        return kept if found.forecast_before == found.forecast_after else f"{kept} {_end(page, found)}"
    moved = words.ngettext("%(count)s milestone moves.", "%(count)s milestones move.", len(found.moves)) % {
        "count": words.number(len(found.moves))
    }
    return f"{moved} {_end(page, found)}"


def _end(page: PlanPage, found: Consequences) -> str:
    _, words = page.words.gettext, page.words
    before, after = found.forecast_before, found.forecast_after
    if before is None or after is None or before == after:
        return _("The end of the plan stays where it is.")
    days = (after - before).days
    text = (
        words.ngettext(
            "The last milestone is then expected on %(day)s, %(count)s day later.",
            "The last milestone is then expected on %(day)s, %(count)s days later.",
            days,
        )
        if days > 0
        else words.ngettext(
            "The last milestone is then expected on %(day)s, %(count)s day earlier.",
            "The last milestone is then expected on %(day)s, %(count)s days earlier.",
            -days,
        )
    )
    return text % {"day": words.date(after), "count": words.number(abs(days))}


def _warnings(page: PlanPage, edited: Edited, found: Consequences) -> Iterator[str]:
    _, words, plan = page.words.gettext, page.words, edited.after
    yield from (_pin(page, each) for each in found.broken_pins)
    if found.end_after and found.end_after > plan.end and (found.end_before or plan.end) != found.end_after:
        yield _("The last milestone would be due on %(day)s, after the plan’s last day, %(end)s.") % {
            "day": words.date(found.end_after),
            "end": words.date(plan.end),
        }


def _pin(page: PlanPage, broken: BrokenPin) -> str:
    words, pin = page.words, broken.milestone.pin
    values = {
        "title": words.text(broken.milestone.title),
        "day": words.date(pin.day) if pin else "",
        "count": words.number(broken.days),
        "cause": words.text(broken.cause.title) if broken.cause else "",
    }
    if broken.cause:
        said = words.ngettext(
            "“%(title)s” must be done by %(day)s; “%(cause)s” would bring it %(count)s day after that.",
            "“%(title)s” must be done by %(day)s; “%(cause)s” would bring it %(count)s days after that.",
            broken.days,
        )
    else:
        said = words.ngettext(
            "“%(title)s” must be done by %(day)s and would come %(count)s day after that.",
            "“%(title)s” must be done by %(day)s and would come %(count)s days after that.",
            broken.days,
        )
    return said % values


def _phase(page: PlanPage, before: Phase, after: Phase) -> ConsequenceRow:
    words = page.words
    return ConsequenceRow(
        title=words.text(after.title),
        before=f"{words.date(before.starts)} – {words.date(before.ends)}",
        after=f"{words.date(after.starts)} – {words.date(after.ends)}",
        change=words.gettext("Phase"),
    )


def _move(page: PlanPage, move: Move) -> ConsequenceRow:
    words, days = page.words, move.days
    if days > 0:
        change = words.ngettext("%(count)s day later", "%(count)s days later", days)
    elif days < 0:
        change = words.ngettext("%(count)s day earlier", "%(count)s days earlier", -days)
    else:
        change = words.gettext("Starts on %(day)s") % {"day": words.date(move.after.planned_start)}
    return ConsequenceRow(
        title=f"{move.after.number} · {words.text(move.after.title)}",
        before=words.date(move.before.planned_due),
        after=words.date(move.after.planned_due),
        change=change % {"count": words.number(abs(days))} if days else change,
        note=_expected(page, move),
    )


def _expected(page: PlanPage, move: Move) -> str:
    """That and why it is still expected when it was, where only the plan of it changes."""
    _, words = page.words.gettext, page.words
    if move.expected is None or move.expected == move.after.planned_due:
        return ""
    values = {"day": words.date(move.expected)}
    if move.cause:
        values["cause"] = f"{move.cause.number} · {words.text(move.cause.title)}"
        return _("Still expected on %(day)s, as “%(cause)s” comes first.") % values
    if move.after.status != "not-started":
        return _("Still expected on %(day)s, by what is left to do.") % values
    return _("Still expected on %(day)s, as it has not begun.") % values


def _funds(page: PlanPage, found: Consequences) -> Iterator[ConsequenceRow]:
    """What of the funding counts as money, and what is probable, where either changes."""
    _ = page.words.gettext
    for title, (before, after) in ((_("Committed"), found.committed), (_("Probable"), found.probable)):
        if before != after:
            yield _amount(page, title, before, after)


def _covered(page: PlanPage, edited: Edited) -> tuple[Coverage, Coverage] | None:
    """What committed money covers before and after; nothing where the money stays as it is."""
    if has_same_money(edited.before, edited.after):
        return None
    return coverage_of(page, edited.before), coverage_of(page, edited.after)


def _lapsing(page: PlanPage, held: Coverage, then: Coverage) -> Iterator[ConsequenceRow]:
    if held.lapsing != then.lapsing:
        yield _amount(page, page.words.gettext("Committed money that lapses unused"), held.lapsing, then.lapsing)


def _gaps(page: PlanPage, held: Coverage, then: Coverage) -> Iterator[ConsequenceRow]:
    """What committed money would leave uncovered, by category and in all, and in which quarters."""
    was, will = held.by_category, then.by_category
    moved = [
        (page.titles.category(key), was.get(key, NOTHING).gap, will.get(key, NOTHING).gap) for key in {**will, **was}
    ]
    rows = [_amount(page, *each) for each in moved if each[1] != each[2]]
    if rows:
        yield from rows
        total = _amount(page, page.words.gettext("All categories"), held.total.gap, then.total.gap)
        yield replace(total, note=unfunded(page.words, red_quarters(then), page.today))


def _amount(page: PlanPage, title: str, before: Decimal, after: Decimal) -> ConsequenceRow:
    words, currency = page.words, page.plan.currency

    def said(amount: Decimal) -> str:
        return words.money(Money(amount=amount, currency=currency))

    if before == after:
        return ConsequenceRow(title=title, before=said(before), after=said(after), change=words.gettext("No change"))
    text = words.gettext("%(amount)s more") if after > before else words.gettext("%(amount)s less")
    return ConsequenceRow(
        title=title, before=said(before), after=said(after), change=text % {"amount": said(abs(after - before))}
    )


def _comings(page: PlanPage, found: Consequences) -> Iterator[str]:
    _, words = page.words.gettext, page.words
    for each in found.added:
        yield _("New: “%(title)s”, due on %(day)s.") % {
            "title": words.text(each.title),
            "day": words.date(each.planned_due),
        }
    for each in found.removed:
        yield _("Taken out: “%(title)s”.") % {"title": words.text(each.title)}


def _dropped(page: PlanPage, edited: Edited) -> Iterator[str]:
    """What would be dropped, and how far it has come already."""
    _, words = page.words.gettext, page.words
    held = {each.id: each for each in edited.before.milestones}
    for each in edited.after.milestones:
        was = held.get(each.id)
        if was is None or each.status != "dropped" or was.status == "dropped":
            continue
        text = _("Dropped: “%(title)s”.")
        if was.status != "not-started":
            text = _("Dropped: “%(title)s”, which has begun and is %(percent)s done.")
        title = f"{was.number} · {words.text(was.title)}"
        yield text % {"title": title, "percent": words.percent_of_hundred(was.share_done)}


def _checks(page: PlanPage, edited: Edited, forecasts: Forecasts) -> Iterator[CheckTurn]:
    """What the checks would find and do not find now, then what they find and no longer would."""
    words, head = page.words, page.visit.plan
    is_multi_country = head is not None and head.is_multi_country
    # Most edits leave the money alone, and so what its checks say of it.
    leaves_money = has_same_money(edited.before, edited.after) and edited.before.waivers == edited.after.waivers
    before, after = (
        results_of(plan, page.today, is_multi_country=is_multi_country, dates=dates, is_of_money_too=not leaves_money)
        for plan, dates in zip((edited.before, edited.after), forecasts, strict=True)
    )
    titles = {each.check.key: words.text(each.check.title) for each in after}
    changes = turned(before, after)
    for kind, word, findings in (
        ("bad", words.gettext("Then fails"), changes.raised),
        ("good", words.gettext("Then mended"), changes.settled),
    ):
        for each in findings:
            yield CheckTurn(kind=kind, word=word, text=words.labelled(titles[each.check], words.say(each.message)))
