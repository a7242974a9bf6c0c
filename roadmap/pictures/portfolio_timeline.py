"""All plans of a portfolio on one time axis: phases gone and to come, next dates, ends against baselines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap.i18n.language import Language
from roadmap.pictures.differences import difference
from roadmap.pictures.figures import Frame, framed
from roadmap.pictures.portfolio_drawings import (
    NarrowPortfolio,
    PlanWords,
    WidePortfolio,
    narrow_portfolio,
    wide_portfolio,
)
from roadmap.pictures.portfolio_inputs import PortfolioInput, PortfolioPhase, PortfolioPlan, Rag
from roadmap.pictures.time_axis import whole_months

__all__ = [
    "PortfolioInput",
    "PortfolioPhase",
    "PortfolioPicture",
    "PortfolioPlan",
    "PortfolioRow",
    "Rag",
    "portfolio_timeline",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioRow:
    """A plan in the table."""

    name: str
    href: str
    status: str
    phases: tuple[str, ...]
    next_on: str
    next_title: str
    ends: str
    difference: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioPicture:
    """Both drawings and the table."""

    frame: Frame
    wide: WidePortfolio
    narrow: NarrowPortfolio
    today: str
    head: str
    has_slips: bool
    has_baselines: bool
    has_next: bool
    table: tuple[PortfolioRow, ...]


def portfolio_timeline(portfolio: PortfolioInput, language: Language) -> PortfolioPicture:
    """The common timeline of a portfolio's plans in a language."""
    plans = portfolio.plans
    days = [day for plan in plans for day in (plan.starts, plan.ends)] + [portfolio.today]
    days += [plan.next_on for plan in plans if plan.next_on]
    days += [plan.baseline_ends for plan in plans if plan.baseline_ends]
    days += [day for plan in plans for phase in plan.phases for day in (phase.starts, phase.ends)]
    first, last = whole_months(days)
    words = tuple(_words(plan, language) for plan in plans)
    head = language.gettext("Against baseline")
    today = language.gettext("Today")
    wide = wide_portfolio(portfolio, words, (first, last), (head, today), language)
    return PortfolioPicture(
        frame=framed(portfolio.figure, _description(portfolio, words, language), language),
        wide=wide,
        narrow=narrow_portfolio(portfolio, words, (first, last), today, language),
        today=today,
        head=head,
        has_slips=bool(wide.slips),
        has_baselines=bool(wide.baselines),
        has_next=bool(wide.next),
        table=tuple(_table(portfolio, words, language)),
    )


def _words(plan: PortfolioPlan, language: Language) -> PlanWords:
    days = (plan.ends - plan.baseline_ends).days if plan.baseline_ends else None
    text = difference(days, language) if days is not None else language.gettext("no baseline")
    return PlanWords(difference=text, is_late=days is not None and days > 0)


def _description(portfolio: PortfolioInput, words: tuple[PlanWords, ...], language: Language) -> str:
    count, late = len(portfolio.plans), sum(1 for each in words if each.is_late)
    sentences = (
        language.ngettext("%(count)s plan on one time axis.", "%(count)s plans on one time axis.", count)
        % {"count": count},
        language.ngettext(
            "%(count)s is forecast to end later than its baseline.",
            "%(count)s are forecast to end later than their baselines.",
            late,
        )
        % {"count": late},
        language.gettext("The table below holds every date."),
    )
    return " ".join(sentences)


def _table(portfolio: PortfolioInput, words: tuple[PlanWords, ...], language: Language) -> Iterable[PortfolioRow]:
    for plan, said in zip(portfolio.plans, words, strict=True):
        yield PortfolioRow(
            name=plan.name,
            href=plan.href,
            status=plan.status,
            phases=tuple(_phase(phase, language) for phase in plan.phases),
            next_on=language.date(plan.next_on) if plan.next_on else "–",
            next_title=plan.next_title,
            ends=language.date(plan.ends),
            difference=said.difference,
        )


def _phase(phase: PortfolioPhase, language: Language) -> str:
    values = {"title": phase.title, "starts": language.month(phase.starts), "ends": language.month(phase.ends)}
    return language.gettext("%(title)s, %(starts)s to %(ends)s") % values
