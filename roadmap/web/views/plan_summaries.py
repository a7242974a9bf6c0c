"""A plan as one row of its portfolio: everything that stands there until the plan or the day changes.

Only the numbers of the notes are left open, because they depend on the rows around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from roadmap.domain.budgets import total
from roadmap.domain.funding import STAGES, committed, probable
from roadmap.domain.funding_calendar import days_ahead
from roadmap.domain.money import Money
from roadmap.domain.plans import Plan
from roadmap.domain.portfolios import Movement
from roadmap.domain.provenance import Statement
from roadmap.domain.terms import Stage
from roadmap.i18n import Language
from roadmap.pictures.portfolio_timeline import PortfolioPhase, PortfolioPlan
from roadmap.pictures.progress_bar import FundingBar, ProgressBar, funding_bar, progress_bar
from roadmap.services.playbooks import playbook
from roadmap.services.portfolios import GlancedPlan
from roadmap.web.views.coming_dates import funding_anchor
from roadmap.web.views.plan_frame import Standing, share, standing
from roadmap.web.views.words import Titles, rag_word, stage_word

WORST_FIRST = {"bad": 0, "warn": 1, "good": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusView:
    """A status as shape, word and reason; what the rule computes where a person judged otherwise."""

    kind: str
    word: str
    reason: str
    computed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NextView:
    """The next thing on a date."""

    day: date
    when: str
    title: str
    href: str
    sub: str

    @property
    def iso(self) -> str:
        """The day for machines."""
        return self.day.isoformat()


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingView:
    """How much of the need is committed, and how far the money has come."""

    committed: str
    bar: FundingBar
    stages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanSummary:
    """A plan in its portfolio. ``order`` puts the worst first; ``picture`` is its row of the common timeline."""

    id: UUID
    title: str
    href: str
    place: str
    intervention: str
    routes: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    order: tuple[int, Decimal, str]
    is_archived: bool
    is_draft: bool
    is_sample: bool
    currency: str
    area: Statement | None
    status: StatusView
    route: str
    horizon: str
    done: str
    due: str
    progress: ProgressBar
    next: NextView | None
    funding: FundingView | None
    movement: Movement
    picture: PortfolioPlan


def plan_summary(words: Language, glanced: GlancedPlan, today: date) -> PlanSummary:
    """Sum a plan up as of a day, in a language that knows the playbooks' texts."""
    plan = glanced.plan
    stands = standing(plan, today)
    titles = Titles(words, playbook(plan.intervention))
    routes = tuple((key, titles.route(key)) for key in plan.routes)
    progress = stands.progress
    status = _status(words, titles, plan, stands)
    comes = _next(words, plan, stands, today)
    return PlanSummary(
        id=plan.id,
        title=plan.title,
        href=f"/plans/{plan.slug}",
        place=f"{plan.country} {plan.subdivision}",
        intervention=plan.intervention,
        routes=routes,
        stages=tuple(stage for stage in STAGES if any(each.stage == stage for each in plan.commitments)),
        order=(WORST_FIRST[stands.rag.kind], progress.earned - progress.planned, plan.title),
        is_archived=plan.status == "archived",
        is_draft=plan.status == "draft",
        is_sample=plan.is_sample,
        currency=plan.currency,
        area=plan.area,
        status=status,
        route=words.sentence_list(title for _, title in routes),
        horizon=_horizon(words, plan),
        done=words.percent(progress.earned),
        due=words.percent(progress.planned),
        progress=progress_bar(progress.earned, progress.planned, words),
        next=comes,
        funding=_funding(words, plan),
        movement=glanced.movement,
        picture=_picture(words, plan, stands, status, comes),
    )


def _status(words: Language, titles: Titles, plan: Plan, stands: Standing) -> StatusView:
    _, rag, judged = words.gettext, stands.rag, plan.rag_override
    computed = ""
    if rag.computed and judged:
        computed = _("Computed: %(word)s. %(reason)s Judged by the %(by)s on %(day)s.") % {
            "word": rag_word(words, rag.computed.kind),
            "reason": words.say(rag.computed.reason),
            "by": titles.role(judged.by),
            "day": words.date(judged.at.date()),
        }
    reason = judged.reason if judged else words.say(rag.reason)
    return StatusView(kind=rag.kind, word=rag_word(words, rag.kind), reason=reason, computed=computed)


def _horizon(words: Language, plan: Plan) -> str:
    said = words.ngettext("%(start)s – %(end)s, %(count)s month", "%(start)s – %(end)s, %(count)s months", plan.months)
    return said % {"start": words.month(plan.start), "end": words.month(plan.end), "count": words.number(plan.months)}


def _next(words: Language, plan: Plan, stands: Standing, today: date) -> NextView | None:
    """The first of what is open from today on, by where it now falls; milestones go before meetings and funding."""
    found = (
        _next_milestone(words, plan, stands, today),
        _next_meeting(words, plan, today),
        _next_funding(words, plan, today),
    )
    return min(filter(None, found), key=lambda each: each.day, default=None)


def _next_milestone(words: Language, plan: Plan, stands: Standing, today: date) -> NextView | None:
    """The first open milestone; what cannot move goes before."""
    open_ones = [each for each in plan.milestones if each.is_open and stands.dates[each.id].due >= today]
    first = min(open_ones, key=lambda each: (stands.dates[each.id].due, not each.is_pinned, each.number), default=None)
    if first is None:
        return None
    day, title = stands.dates[first.id].due, words.text(first.title)
    pinned = words.gettext("Must be by %(day)s") % {"day": words.date(first.planned_due)} if first.is_pinned else ""
    return _on(words, day, title, f"/plans/{plan.slug}/milestones/{first.id}", pinned)


def _next_meeting(words: Language, plan: Plan, today: date) -> NextView | None:
    ahead = (each for each in plan.meetings if each.held_on >= today)
    meeting = min(ahead, key=lambda each: each.held_on, default=None)
    if meeting is None:
        return None
    committee = next((each.title for each in plan.committees if each.id == meeting.committee_id), "")
    sub = words.gettext("Meeting")
    return _on(words, meeting.held_on, words.text(committee), f"/plans/{plan.slug}/committees", sub)


def _next_funding(words: Language, plan: Plan, today: date) -> NextView | None:
    found = next(iter(days_ahead(plan, today)), None)
    if found is None:
        return None
    sub = words.gettext("Report due") if found.kind == "report" else words.gettext("Funding decision")
    title = words.text(found.title or found.source)
    return _on(words, found.day, title, f"/plans/{plan.slug}/{funding_anchor(found)}", sub)


def _on(words: Language, day: date, title: str, href: str, sub: str) -> NextView:
    return NextView(day=day, when=words.date(day), title=title, href=href, sub=sub)


def _funding(words: Language, plan: Plan) -> FundingView | None:
    need = total(plan.budget, plan.currency)
    if not need:
        return None
    firm, possible = committed(plan.commitments), probable(plan.commitments)
    at: dict[Stage, Decimal] = {}
    for each in plan.commitments:
        at[each.stage] = at.get(each.stage, Decimal(0)) + each.amount
    shares = ((stage, share(at[stage], need)) for stage in reversed(STAGES) if at.get(stage))
    said = tuple(
        words.gettext("%(stage)s %(share)s") % {"stage": stage_word(words, key), "share": words.percent(part)}
        for key, part in shares
    )
    return FundingView(
        committed=words.percent(share(firm, need)),
        bar=funding_bar(firm, possible, need, words),
        stages=said or (words.gettext("No source yet"),),
    )


def _picture(
    words: Language, plan: Plan, stands: Standing, status: StatusView, comes: NextView | None
) -> PortfolioPlan:
    """A row of the common timeline. The plan ends with its last milestone, as forecast and as in the baseline."""
    last = max((stands.dates[each.id].due for each in plan.milestones if each.status != "dropped"), default=plan.end)
    held = plan.baseline.milestones if plan.baseline else ()
    return PortfolioPlan(
        name=plan.title,
        href=f"/plans/{plan.slug}",
        rag=stands.rag.kind,
        status=status.word,
        phases=tuple(
            PortfolioPhase(title=words.text(each.title), starts=each.starts, ends=each.ends) for each in plan.phases
        ),
        starts=plan.start,
        ends=last,
        baseline_ends=max((each.due for each in held), default=None),
        next_on=comes.day if comes else None,
        next_title=comes.title if comes else "",
    )


def amounts_said(words: Language, summary: PlanSummary) -> str:
    """A single commitment's amount before and after, or nothing when several changed."""
    if summary.movement.amount is None:
        return ""
    before, after = (words.money(Money(amount=each, currency=summary.currency)) for each in summary.movement.amount)
    return words.gettext("%(before)s to %(after)s") % {"before": before, "after": after}
