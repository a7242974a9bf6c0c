"""Opening the drafting wizard for a request: who drafts, and in which portfolios they may start a plan."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from roadmap.domain.access import Viewer
from roadmap.domain.drafting import Draft
from roadmap.domain.errors import ForbiddenError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.visits import Visit
from roadmap.i18n import Language
from roadmap.services import drafts as service
from roadmap.services.playbooks import all_playbooks
from roadmap.services.portfolios import ManagedPortfolio, manageable_portfolios
from roadmap.web import clock
from roadmap.web.forms.drafts import WantedDraft, check_portfolio, parse_draft
from roadmap.web.plan_visit import signed_in, uuid_of
from roadmap.web.render import AnyRequest, words_of
from roadmap.web.views.frame import PageFrame, page_frame


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftVisit:
    """Somebody who may start a plan, and where."""

    visit: Visit
    words: Language
    portfolios: dict[UUID, ManagedPortfolio]

    @property
    def viewer(self) -> Viewer:
        """The viewer as in the first of the portfolios, for the frame of the page and the rights to draft."""
        return next(iter(self.portfolios.values())).viewer

    @property
    def titles(self) -> dict[str, str]:
        """The portfolios' titles by id."""
        return {str(key): each.title for key, each in self.portfolios.items()}

    def portfolio_of(self, wanted: WantedDraft) -> ManagedPortfolio:
        """The portfolio that a parsed draft goes into."""
        return next(each for key, each in self.portfolios.items() if str(key) == wanted.portfolio_id)

    def frame(self, title: str, path: str, notice: str = "") -> PageFrame:
        """The frame of a page of the wizard."""
        return page_frame(
            self.words,
            title=title,
            path=path,
            theme=self.visit.theme,
            viewer=self.viewer,
            section="/",
            notice=notice,
        )

    def parse(self, draft: Draft) -> WantedDraft:
        """All that a draft asks for. Raises ``RuleBrokenError`` with everything that is wrong in it."""
        chosen = next((each for key, each in self.portfolios.items() if str(key) == draft.text("portfolio")), None)
        role = (chosen.viewer if chosen else self.viewer).role
        faults = list(check_portfolio(draft.typed, self.portfolios))
        try:
            wanted = parse_draft(draft, all_playbooks(), self.words, by=role, today=clock.today())
        except RuleBrokenError as error:
            raise RuleBrokenError(*faults, *error.faults) from error
        if faults:
            raise RuleBrokenError(*faults)
        return wanted


async def open_wizard(request: AnyRequest) -> DraftVisit:
    """Give who drafts, before a form is read. Raises ``SignInNeededError``, ``ForbiddenError`` without a portfolio."""
    visit = await signed_in(request)
    if visit.viewer is None:
        raise ForbiddenError(message("error.forbidden"))
    portfolios = await manageable_portfolios(visit.viewer)
    if not portfolios:
        raise ForbiddenError(message("plan.nowhere_to_start"))
    return DraftVisit(visit=visit, words=words_of(visit), portfolios=portfolios)


async def open_draft(request: AnyRequest, draft_id: str) -> tuple[DraftVisit, Draft]:
    """Give one of the visitor's own drafts too. Raises ``NotFoundError`` for those of others."""
    visit = await signed_in(request)
    if visit.viewer is None:
        raise ForbiddenError(message("error.forbidden"))
    draft = await service.draft_of(visit.viewer, uuid_of(draft_id))
    return await open_wizard(request), draft
