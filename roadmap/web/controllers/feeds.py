"""Calendars: one's secret addresses, and what a calendar program fetches at them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.calendars import Calendar
from roadmap.domain.errors import Fault, NotFoundError, RuleBrokenError, SignInNeededError
from roadmap.domain.feeds import Feed, FeedWish, OpenFeed
from roadmap.domain.messages import message
from roadmap.domain.visits import VisiblePlans, Visit
from roadmap.exports.icalendar import EVENTS, MEDIA_TYPE, joined
from roadmap.i18n import Language, language
from roadmap.services import feeds as service
from roadmap.services.playbooks import texts_of
from roadmap.services.visits import visit_plan, visit_plans
from roadmap.web import clock
from roadmap.web.forms.feeds import FeedDraft, parse_feed
from roadmap.web.forms.reading import typed
from roadmap.web.plan_visit import uuid_of
from roadmap.web.render import AnyRequest, keep, page, refused, saved, words_of
from roadmap.web.session import browser_of_request, settings_of
from roadmap.web.views.feeds import FeedsView, feeds_view, new_feed_view
from roadmap.web.views.frame import PageFrame, page_frame

PATH: Final = "/calendar"
TEMPLATE: Final = "feeds/index.html"
AT_ONCE: Final = 50
"""Events made before other requests get their turn; a whole portfolio of new ones takes seconds."""


class CalendarController(Controller):
    """``/calendar``: the page for people."""

    path = PATH

    @get()
    async def index(self, request: AnyRequest) -> Response[bytes]:
        """List one's addresses, and offer to make one; a plan in the query is chosen already."""
        slug = request.query_params.get("plan", "")[:60]
        frame, view = await _shown(request, chosen=f"plan:{slug}" if slug else "")
        answer = refused if view.errors else page
        return await answer(request, TEMPLATE, frame, calendar=view)


class FeedsController(Controller):
    """``/feeds``: making, revoking and fetching."""

    path = "/feeds"
    request_max_body_size = 32_000

    @post()
    async def make(self, request: AnyRequest) -> Response[bytes]:
        """Make an address and show it, this once."""
        visit, viewer, plans = await _open(request)
        form = await typed(request)
        try:
            viewer, wish = await _wish(request, viewer, parse_feed(form))
            feed, secret = await service.make_feed(
                viewer, wish, plans=len(plans.ids), language=visit.language, now=clock.now()
            )
        except RuleBrokenError as error:
            frame, view = await _shown(request, chosen=form.text("subject"), faults=error.faults)
            return await refused(request, TEMPLATE, frame, calendar=view)
        return await _made(request, viewer, feed, secret)

    @post("/{feed_id:str}/revocation")
    async def revoke(self, request: AnyRequest, feed_id: FromPath[str]) -> Response[bytes]:
        """Revoke one of one's own addresses; at its next fetch there is nothing."""
        _, viewer, _ = await _open(request)
        await service.revoke_feed(viewer, uuid_of(feed_id))
        return await saved(request, f"{PATH}?revoked=yes")

    @get("/{name:str}")
    async def fetch(self, request: AnyRequest) -> Response[bytes]:
        """Give the calendar at an address that was opened before routing; any other is as good as none."""
        opened: OpenFeed | None = request.scope["state"].get("feed")
        if opened is None:
            raise NotFoundError(message("error.not_found"))
        words = language(opened.feed.language).with_texts(texts_of(opened.feed.language))
        calendar = await service.feed_calendar(opened)
        body = await _file(calendar, words, settings_of(request).base_url)
        return keep(request, body, MEDIA_TYPE, {"content-disposition": 'inline; filename="roadmap.ics"'})


async def _file(calendar: Calendar, words: Language, base_url: str) -> bytes:
    events = []
    for number, item in enumerate(calendar.items, start=1):
        events.append(EVENTS.get(item, words, base_url))
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)
    return joined(calendar, words, base_url, events)


async def _open(request: AnyRequest) -> tuple[Visit, Viewer, VisiblePlans]:
    """The visit of somebody signed in, with all plans that they may read. Raises ``SignInNeededError``."""
    state = request.scope["state"]
    visit: Visit = state.get("visit") or await visit_plans(browser_of_request(request))
    state["visit"] = visit
    if visit.viewer is None or visit.plans is None:
        raise SignInNeededError(message("error.sign_in"))
    return visit, visit.viewer, visit.plans


async def _wish(request: AnyRequest, viewer: Viewer, draft: FeedDraft) -> tuple[Viewer, FeedWish]:
    """The wish, and the viewer with their roles on its plan. Raises ``NotFoundError`` for a plan they may not read."""
    if not draft.slug:
        return viewer, FeedWish(scope=draft.scope)
    visit = await visit_plan(browser_of_request(request), draft.slug)
    if visit.plan is None or visit.viewer is None:
        raise NotFoundError(message("error.not_found"))
    return visit.viewer, FeedWish(scope=draft.scope, plan_id=visit.plan.id)


async def _shown(request: AnyRequest, *, chosen: str = "", faults: Sequence[Fault] = ()) -> tuple[PageFrame, FeedsView]:
    visit, viewer, plans = await _open(request)
    words = words_of(visit)
    notice = words.gettext("The address is revoked. Whoever fetches it gets nothing from now on.")
    frame = page_frame(
        words,
        title=words.gettext("Calendar"),
        path=PATH,
        theme=visit.theme,
        viewer=viewer,
        section=PATH,
        notice=notice if request.query_params.get("revoked") == "yes" else "",
    )
    mine, choices = await service.my_feeds(viewer), await service.plans_to_choose(plans, chosen.removeprefix("plan:"))
    return frame, feeds_view(words, mine, choices, chosen=chosen, faults=faults)


async def _made(request: AnyRequest, viewer: Viewer, feed: Feed, secret: str) -> Response[bytes]:
    """The page of a new address. No redirect leads to it, or the secret would have to stand in an address of ours."""
    visit, *_ = await _open(request)
    words = words_of(visit)
    title = next(title for each, title in await service.my_feeds(viewer) if each.id == feed.id)
    frame = page_frame(
        words, title=words.gettext("New calendar address"), path=PATH, theme=visit.theme, viewer=viewer, section=PATH
    )
    view = new_feed_view(words, feed, title, secret, settings_of(request).base_url)
    return await page(request, "feeds/made.html", frame, status=201, new_feed=view)
