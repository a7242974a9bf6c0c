"""A route's phases and milestones, as its document tells them."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.routes import MilestoneTemplate, PhaseTemplate, Predecessor, Route
from roadmap.web.views.frame import Provenanced
from roadmap.web.views.milestone_words import origin_words
from roadmap.web.views.playbooks import BookPage, TextView, ToldView
from roadmap.web.views.playbooks_amounts import duration
from roadmap.web.views.playbooks_anchors import Points


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeView:
    """A milestone that has to be done before; ``lag`` is the wait between, or nothing."""

    number: str
    title: str
    href: str
    lag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StepView:
    """A milestone of a route."""

    id: str
    number: str
    title: str
    prov: Provenanced
    origin: str
    deliverable: str
    evidence: str
    owner: str
    theme: str
    lever: str
    duration: TextView
    weight: str
    timing: str
    module: str
    after: tuple[BeforeView, ...]
    lowers: tuple[str, ...]
    engages: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageView:
    """A phase of a route with its milestones."""

    id: str
    title: str
    span: TextView
    summary: ToldView
    steps: tuple[StepView, ...]


def points_of(page: BookPage, route: Route) -> Points:
    """The words for the anchors of a route."""
    return Points(page.words, {phase.key: page.words.text(phase.title) for phase in route.phases})


def span_of(page: BookPage, points: Points, phase: PhaseTemplate) -> TextView:
    """When a phase runs, in words."""
    return TextView(text=points.span(phase.starts, phase.ends), prov=page.notes.mark(page.estimated))


def stages(page: BookPage, route: Route) -> tuple[StageView, ...]:
    """The phases in the order of the file, their milestones numbered through."""
    return _Stages(page, route).all()


class _Stages:
    """Knows a route's numbers, so that a milestone can name those before it."""

    def __init__(self, page: BookPage, route: Route) -> None:
        self.page, self.route, self.points = page, route, points_of(page, route)
        steps = [each for phase in route.phases for each in route.milestones if each.phase == phase.key]
        self.numbers = {each.key: number for number, each in enumerate(steps, start=1)}
        self.titles = {each.key: page.words.text(each.title) for each in steps}
        self.modules = {each.key: page.words.text(each.title) for each in route.modules}

    def all(self) -> tuple[StageView, ...]:
        return tuple(self._stage(phase) for phase in self.route.phases)

    def _stage(self, phase: PhaseTemplate) -> StageView:
        return StageView(
            id=f"phase-{phase.key}",
            title=self.page.words.text(phase.title),
            span=span_of(self.page, self.points, phase),
            summary=self.page.told(phase.summary),
            steps=tuple(self._step(each) for each in self.route.milestones if each.phase == phase.key),
        )

    def _step(self, step: MilestoneTemplate) -> StepView:
        page, words, titles = self.page, self.page.words, self.page.titles
        return StepView(
            id=f"m-{step.key}",
            number=words.number(self.numbers[step.key]),
            title=self.titles[step.key],
            prov=page.notes.mark(step.basis),
            origin=origin_words(words, step.basis),
            deliverable=words.text(step.deliverable),
            evidence=words.text(step.evidence),
            owner=titles.role(step.owner),
            theme=titles.theme(step.theme),
            lever=titles.lever(step.lever),
            duration=TextView(text=duration(words, step.duration), prov=page.notes.mark(page.estimated)),
            weight=words.gettext("Weight %(weight)s") % {"weight": words.number(step.weight)},
            timing=self._timing(step),
            module=self._module(step),
            after=tuple(self._before(each) for each in step.after),
            lowers=tuple(self._lowered(each.barrier, each.by) for each in step.mitigates),
            engages=page.listed(titles.archetype(key) for key in step.engages) if step.engages else "",
        )

    def _timing(self, step: MilestoneTemplate) -> str:
        _ = self.page.words.gettext
        if step.due:
            sentence = _("Fixed by others: due %(point)s.") if step.is_pinned else _("Due: %(point)s.")
            return sentence % {"point": self.points.last_day(step.due)}
        if step.starts:
            return _("Not before: %(point)s.") % {"point": self.points.first_day(step.starts)}
        return ""

    def _module(self, step: MilestoneTemplate) -> str:
        if step.module is None:
            return ""
        values = {"module": self.modules.get(step.module, step.module)}
        return self.page.words.gettext("Only with the module “%(module)s”.") % values

    def _before(self, link: Predecessor) -> BeforeView:
        words = self.page.words
        lag = words.ngettext("%(count)s working day later", "%(count)s working days later", link.lag)
        return BeforeView(
            number=words.number(self.numbers.get(link.key, 0)),
            title=self.titles.get(link.key, link.key),
            href=f"#m-{link.key}",
            lag=lag % {"count": words.number(link.lag)} if link.lag else "",
        )

    def _lowered(self, barrier: str, by: int) -> str:
        words = self.page.words
        sentence = words.ngettext("%(barrier)s by %(count)s level", "%(barrier)s by %(count)s levels", by)
        return sentence % {"barrier": self.page.titles.barrier(barrier), "count": words.number(by)}
