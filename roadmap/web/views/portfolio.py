"""All plans that somebody may read at a glance: which are off track and why, what changed, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.domain.funding import STAGES
from roadmap.domain.plan_money import PlanMoney
from roadmap.domain.provenance import Provenance
from roadmap.domain.visits import DraftHead
from roadmap.i18n import Language
from roadmap.pictures.figures import Figure
from roadmap.pictures.portfolio_timeline import PortfolioInput, PortfolioPicture, portfolio_timeline
from roadmap.services.playbooks import playbook
from roadmap.web.views.coverage_words import unfunded
from roadmap.web.views.drafts import DraftRow, draft_rows
from roadmap.web.views.filters import Filter, FiltersView, filters_view
from roadmap.web.views.frame import Link, Provenanced, ProvenanceNote
from roadmap.web.views.plan_summaries import PlanSummary
from roadmap.web.views.portfolio_words import SentenceView, SinceLine, finding, reasons, since_lines
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import rag_word, stage_word

FILTERS = ("status", "route", "stage", "within")
WITHIN = (30, 90)
"""Days within which a next date may be asked for."""
SINCE_DAYS = 30
MOST = 100
"""Plans on one page, so that a portfolio of thousands stays readable and quick; filters reach the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRowView:
    """A plan's row: its summary, and the words on its area with the mark that belongs to this page.

    ``unfunded`` says in which quarters from now on committed money leaves a gap.
    """

    plan: PlanSummary
    area: str
    prov: Provenanced | None
    unfunded: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioMarks:
    """The marks that stand once for the list of changes and for whole columns of the table."""

    since: Provenanced
    progress: Provenanced
    funding: Provenanced
    sample: Provenanced | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioView:
    """The portfolio, ready to print. ``picture`` is missing while no plan is shown."""

    title: str
    kicker: tuple[Link, ...]
    lede: tuple[SentenceView, ...]
    since_title: str
    since: tuple[SinceLine, ...]
    is_empty: bool
    filters: FiltersView
    count: str
    is_filtered: bool
    rows: tuple[PlanRowView, ...]
    marks: PortfolioMarks
    picture: PortfolioPicture | None
    dates: Provenanced
    archived: tuple[Link, ...]
    archived_title: str
    new_href: str
    drafts: tuple[DraftRow, ...]
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PortfolioPage:
    """What the view is made of: the summaries and the money of all plans, the filters, and what the viewer may do."""

    words: Language
    summaries: Sequence[PlanSummary]
    chosen: Mapping[str, str]
    today: date
    may_start: bool
    drafts: Sequence[DraftHead] = ()
    money: Sequence[PlanMoney] = ()


def portfolio(page: PortfolioPage) -> PortfolioView:
    """The portfolio; archived plans count nowhere, and an unknown filter value lets nothing through."""
    words, _ = page.words, page.words.gettext
    active = sorted((each for each in page.summaries if not each.is_archived), key=lambda each: each.order)
    archived = [each for each in page.summaries if each.is_archived]
    found = [each for each in active if is_wanted(each, page.chosen, page.today)]
    shown = found[:MOST]
    notes = _notes(page)
    # In the order in which the page shows them, so that the notes are numbered in it.
    marks = _marks(words, notes, shown)
    gaps = {
        each.plan_id: unfunded(words, [gap.quarter for gap in each.figures.gaps], page.today) for each in page.money
    }
    rows = tuple(_row(words, notes, each, gaps.get(each.id, "")) for each in shown)
    dates = notes.mark(
        _derived(
            _("Planned dates, moved on by what is late and by what waits for it; the end is the last milestone's.")
        )
    )
    names = sorted({playbook(each.intervention).intervention.title for each in active})
    counted = words.ngettext("%(count)s archived plan", "%(count)s archived plans", len(archived))
    return PortfolioView(
        title=finding(words, active) if active else _("No plans yet"),
        kicker=(Link(label=_("Portfolio"), href=""), *(Link(label=words.text(each), href="") for each in names)),
        lede=reasons(words, active),
        since_title=_("Since %(day)s") % {"day": words.date(page.today - timedelta(days=SINCE_DAYS))},
        since=since_lines(words, active) if active else (),
        is_empty=not active,
        filters=_filters(page, active),
        count=_count(words, len(shown), len(found), len(active)),
        is_filtered=any(page.chosen.values()),
        rows=rows,
        marks=marks,
        picture=_picture(page, shown) if shown else None,
        dates=dates,
        archived=tuple(Link(label=each.title, href=each.href) for each in archived),
        archived_title=counted % {"count": words.number(len(archived))},
        new_href="/plans/new" if page.may_start else "",
        drafts=draft_rows(words, page.drafts) if page.may_start else (),
        notes=notes.notes() if active else (),
    )


def _count(words: Language, shown: int, found: int, count: int) -> str:
    said = words.ngettext(
        "%(found)s of %(count)s plan, worst first", "%(found)s of %(count)s plans, worst first", count
    )
    text = said % {"found": words.number(found), "count": words.number(count)}
    if shown == found:
        return text
    return (
        text
        + ". "
        + words.gettext("The first %(shown)s are shown; filter to see others.") % {"shown": words.number(shown)}
    )


def is_wanted(plan: PlanSummary, chosen: Mapping[str, str], today: date) -> bool:
    """Whether the filters let a plan through."""
    status, route, stage, within = (chosen.get(name, "") for name in FILTERS)
    if status and plan.status.kind != status:
        return False
    if route and route not in {key for key, _ in plan.routes}:
        return False
    if stage and stage not in plan.stages:
        return False
    if not within:
        return True
    if within not in {str(days) for days in WITHIN}:
        return False
    return plan.next is not None and plan.next.day <= today + timedelta(days=int(within))


def _filters(page: PortfolioPage, plans: Sequence[PlanSummary]) -> FiltersView:
    routes = {pair for each in plans for pair in each.routes}
    filters = plan_filters(page.words, routes, {each.intervention for each in plans})
    return filters_view(page.words, "/", filters, page.chosen)


def plan_filters(words: Language, taken: Iterable[tuple[str, str]], interventions: Iterable[str]) -> tuple[Filter, ...]:
    """The filters of a list of plans that take some routes, by key and title.

    A route of a plan's playbook may be asked for although no plan takes it.
    """
    _ = words.gettext
    routes = sorted(taken, key=lambda pair: pair[1])
    known = {route.key for each in interventions for route in playbook(each).routes}
    statuses = [(kind, rag_word(words, kind)) for kind in ("bad", "warn", "good")]
    stages = [(stage, stage_word(words, stage)) for stage in STAGES]
    within = [
        (str(days), words.ngettext("%(count)s day", "%(count)s days", days) % {"count": words.number(days)})
        for days in WITHIN
    ]
    return (
        Filter(name="status", label=_("Status"), options=[("", _("All")), *statuses]),
        Filter(name="route", label=_("Route"), options=[("", _("All routes")), *routes], known=known),
        Filter(name="stage", label=_("Funding stage"), options=[("", _("All stages")), *stages]),
        Filter(name="within", label=_("Next date within"), options=[("", _("Any time")), *within]),
    )


def _notes(page: PortfolioPage) -> Notes:
    books = [playbook(key) for key in sorted({each.intervention for each in page.summaries})]
    return Notes(page.words, [source for book in books for source in book.sources])


def _row(words: Language, notes: Notes, plan: PlanSummary, gaps: str) -> PlanRowView:
    area = plan.area
    return PlanRowView(
        plan=plan,
        area=words.text(area.text) if area else "",
        prov=notes.mark(area.basis) if area else None,
        unfunded=gaps,
    )


def _marks(words: Language, notes: Notes, shown: Sequence[PlanSummary]) -> PortfolioMarks:
    _ = words.gettext
    sample = Provenance(
        kind="assumed",
        by=_("Sample plans"),
        reason=_("The sources give the places, sizes and payers of these plans, not their dates, progress or amounts"),
    )
    log = _("The change logs: first values in these days against the last ones; what came back is not counted.")
    done = _("Weight of milestones done ÷ weight of all, against the weight that the baseline had due by today.")
    money = _("Committed, contracted and received amounts ÷ the sum of all budget lines, in each plan's currency.")
    gaps = _("Gap: the quarters from today on in which committed money, by its restrictions, leaves something unpaid.")
    return PortfolioMarks(
        since=notes.mark(_derived(log)),
        progress=notes.mark(_derived(done)),
        funding=notes.mark(_derived(f"{money} {gaps}")),
        sample=notes.mark(sample) if any(each.is_sample for each in shown) else None,
    )


def _derived(formula: str) -> Provenance:
    return Provenance(kind="derived", formula=formula)


def _picture(page: PortfolioPage, shown: Sequence[PlanSummary]) -> PortfolioPicture:
    words, _ = page.words, page.words.gettext
    late = sum(
        each.picture.baseline_ends is not None and each.picture.ends > each.picture.baseline_ends for each in shown
    )
    said = words.ngettext(
        "%(count)s plan is forecast to end later than its baseline",
        "%(count)s plans are forecast to end later than their baselines",
        late,
    )
    first, last = min(each.picture.starts for each in shown), max(each.picture.ends for each in shown)
    figure = Figure(
        dom_id="timeline",
        finding=said % {"count": words.number(late)}
        if late
        else _("No plan is forecast to end later than its baseline"),
        name=_("Common timeline of the plans"),
        measure=_("Phases of each plan, %(first)s to %(last)s.")
        % {"first": words.month(first), "last": words.month(last)},
        number=1,
    )
    return portfolio_timeline(
        PortfolioInput(figure=figure, today=page.today, plans=tuple(each.picture for each in shown)), words
    )
