"""The head and the menu that all pages of a plan share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from roadmap.domain.access import Right
from roadmap.domain.checks import CheckResult, failed
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.progress import Progress, roll_up
from roadmap.domain.rag import Rag, judge
from roadmap.domain.schedule import Dates
from roadmap.domain.visits import Visit
from roadmap.i18n import Language
from roadmap.services.plans import scheduled
from roadmap.services.playbooks import playbook, thresholds
from roadmap.web.views.frame import KeyNumber, Link, PageFrame, PlanFrame, RagView, Tab, page_frame
from roadmap.web.views.provenance import Notes
from roadmap.web.views.words import Titles, plan_status_word, rag_word

CHECKS: Final = "checks"
"""The entry of the plan's menu that says how many checks fail: at once on a page that knows, else when asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPage:
    """What every view of a plan starts from; ``gone`` are titles of milestones that only the log knows.

    Where the plan ``is_closed``, nobody is offered to change it.
    """

    words: Language
    visit: Visit
    plan: Plan
    playbook: Playbook
    titles: Titles
    notes: Notes
    today: date
    path: str
    gone: Mapping[UUID, str] = field(default_factory=dict)
    is_closed: bool = False

    @property
    def address(self) -> str:
        """The address of the plan's overview."""
        return f"/plans/{self.plan.slug}"

    @property
    def may_track(self) -> bool:
        """Whether the viewer may record progress here."""
        return not self.is_closed and self._has("track")

    @property
    def may_manage(self) -> bool:
        """Whether the viewer may change the plan itself."""
        return not self.is_closed and self._has("manage")

    @property
    def may_sign(self) -> bool:
        """Whether the viewer may sign an amendment."""
        return not self.is_closed and self._has("sign")

    @property
    def may_settle(self) -> bool:
        """Whether the viewer has the plan's settings, where it is archived and brought back."""
        return self._has("manage")

    def _has(self, right: Right) -> bool:
        return self.visit.viewer is not None and right in self.visit.viewer.rights


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedPage(PlanPage):
    """What a view of a whole plan starts from that also shows how its checks stand."""

    checks: tuple[CheckResult, ...]


def plan_page(words: Language, visit: Visit, plan: Plan, today: date, path: str) -> PlanPage:
    """The start of every view of a plan."""
    book = playbook(plan.intervention)
    return PlanPage(
        words=words,
        visit=visit,
        plan=plan,
        playbook=book,
        titles=Titles(words, book, plan.risks),
        notes=Notes(words, book.sources),
        today=today,
        path=path,
    )


def checked(page: PlanPage, checks: tuple[CheckResult, ...]) -> CheckedPage:
    """The same start, with the results of the plan's checks."""
    return CheckedPage(**{each.name: getattr(page, each.name) for each in fields(PlanPage)}, checks=checks)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a plan stands: its dates, its progress and its colour."""

    dates: dict[UUID, Dates]
    progress: Progress
    rag: Rag


def standing(plan: Plan, today: date) -> Standing:
    """Compute where a plan stands; it needs its milestones and baselines."""
    dates = dict(scheduled(plan, today).dates)
    progress = roll_up(plan.milestones, plan, today)
    return Standing(dates=dates, progress=progress, rag=judge(plan, dates, progress, thresholds(plan.intervention)))


def rag_view(words: Language, rag: Rag) -> RagView:
    """The colour as shape, word and reason; a person's judgement shows the computed one beside it."""
    reason = words.say(rag.reason)
    if rag.computed:
        reason += " " + words.gettext("Computed: %(word)s. %(reason)s") % {
            "word": rag_word(words, rag.computed.kind),
            "reason": words.say(rag.computed.reason),
        }
    return RagView(kind=rag.kind, word=rag_word(words, rag.kind), reason=reason)


def frames(  # noqa: PLR0913 (a head has this many parts)
    page: PlanPage,
    tab: str,
    *,
    title: str = "",
    crumb: str = "",
    lede: str = "",
    keys: tuple[KeyNumber, ...] = (),
    rag: RagView | None = None,
    notice: str = "",
) -> tuple[PageFrame, PlanFrame]:
    """Both frames of a plan's page; ``tab`` is the current entry of its menu, ``crumb`` what lies below that.

    A page below an entry of the menu has a ``tab`` such as ``budget/spending``; one that is no entry and below none has
    a ``tab`` of its own. Both have a ``title``.
    """
    _, plan = page.words.gettext, page.plan
    tab = tab.partition("/")[0]
    label = dict(_tabs(page)).get(tab, "")
    heading = title or (plan.title if tab == "" else label)
    trail = [Link(label=_("Portfolio"), href="/")]
    if heading != plan.title:
        trail.append(Link(label=plan.title, href=page.address))
    if crumb:
        trail.append(Link(label=label, href=f"{page.address}/{tab}"))
    if heading == plan.title:
        routes = page.words.sentence_list(page.titles.route(key) for key in plan.routes)
        trail.append(Link(label=routes, href=""))
        if plan.status != "approved":
            trail.append(Link(label=plan_status_word(page.words, plan.status), href=""))
        if plan.is_sample:
            trail.append(Link(label=_("Sample plan"), href=""))
    frame = page_frame(
        page.words,
        title=heading if heading == plan.title else f"{heading} · {plan.title}",
        path=page.path,
        theme=page.visit.theme,
        viewer=page.visit.viewer,
        section="/",
        notice=notice,
        colophon=_("As of %(day)s. Plan revision %(revision)s. Playbook %(playbook)s %(version)s.")
        % {
            "day": page.words.date(page.today),
            "revision": page.words.number(plan.revision),
            "playbook": page.playbook.intervention.name,
            "version": plan.playbook_version,
        },
        actions=(
            Link(label=_("Calendar"), href=f"/calendar?plan={plan.slug}"),
            Link(label=_("Exports"), href=f"{page.address}/exports"),
        ),
    )
    head = PlanFrame(
        title=heading,
        kicker=tuple(trail),
        tabs=tuple(
            Tab(
                label=checks_label(page) if key == CHECKS else name,
                href=f"{page.address}/{key}" if key else page.address,
                is_current=key == tab,
                label_href=f"{page.address}/checks/label"
                if key == CHECKS and not isinstance(page, CheckedPage)
                else "",
            )
            for key, name in _tabs(page)
        ),
        lede=lede,
        keys=keys,
        rag=rag,
        is_short=tab != "",
        archived=_("This plan is archived: it can be read, and stays as it is.") if plan.status == "archived" else "",
        back_href=f"{page.address}/settings#archive" if page.may_settle else "",
    )
    return frame, head


def _tabs(page: PlanPage) -> tuple[tuple[str, str], ...]:
    _ = page.words.gettext
    return (
        ("", _("Overview")),
        ("timeline", _("Timeline")),
        ("milestones", _("Milestones")),
        *((("needs", _("Needs")),) if page.playbook.needs else ()),
        ("budget", _("Budget")),
        ("funding", _("Funding")),
        ("coverage", _("Coverage")),
        ("stakeholders", _("Stakeholders")),
        ("barriers", _("Barriers")),
        ("committees", _("Committees")),
        (CHECKS, _("Checks")),
        ("activity", _("Activity")),
        ("exports", _("Exports")),
    )


def checks_label(page: PlanPage) -> str:
    """The entry of the checks, with how many fail where the page knows."""
    name = page.words.gettext("Checks")
    number = len(failed(page.checks)) if isinstance(page, CheckedPage) else 0
    if not number:
        return name
    return page.words.gettext("%(name)s (%(number)s)") % {"name": name, "number": page.words.number(number)}


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A part of a whole, nothing of nothing."""
    return part / whole if whole else Decimal(0)
