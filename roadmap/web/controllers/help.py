"""The help, open to everybody."""

from __future__ import annotations

from litestar import Controller, get
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.errors import NotFoundError
from roadmap.domain.messages import message
from roadmap.services.playbooks import all_playbooks
from roadmap.web.render import AnyRequest, kept_page, words_of
from roadmap.web.session import settings_of, visit_of
from roadmap.web.views.frame import page_frame
from roadmap.web.views.help import HOME, Topic, help_frame, help_view, topics


class HelpController(Controller):
    """``/help``."""

    path = HOME

    @get("/")
    async def index(self, request: AnyRequest) -> Response[bytes]:
        """Say what the product is, and list the topics."""
        return await _page(request, None)

    @get("/{topic:str}")
    async def show(self, request: AnyRequest, topic: FromPath[str]) -> Response[bytes]:
        """Show one topic."""
        known = {each.key: each for each in topics(words_of(await visit_of(request)))}
        if topic not in known:
            raise NotFoundError(message("error.not_found"))
        return await _page(request, known[topic])


async def _page(request: AnyRequest, topic: Topic | None) -> Response[bytes]:
    visit = await visit_of(request)
    words = words_of(visit)
    around = help_frame(words, topic)
    frame = page_frame(
        words, title=around.title, path=request.url.path, theme=visit.theme, viewer=visit.viewer, section=HOME
    )
    view = help_view(words, all_playbooks(), settings_of(request).upload_max_mb)
    template = f"help/{topic.key}.html" if topic else "help/index.html"
    return await kept_page(request, template, frame, help_frame=around, help=view)
