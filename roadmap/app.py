"""Wiring: the application that each worker serves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar, MediaType, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp

from roadmap.domain.errors import RoadmapError
from roadmap.logs import configure_logs
from roadmap.services.database import open_pool
from roadmap.services.health import is_ready
from roadmap.settings import Settings, read_settings
from roadmap.web.controllers import CONTROLLERS
from roadmap.web.cross_site import CrossSiteGuard
from roadmap.web.errors import answer, raise_found
from roadmap.web.kept import KeptAnswers
from roadmap.web.readable_addresses import ReadableAddresses
from roadmap.web.security_headers import SecurityHeaders
from roadmap.web.static_files import static_file


@get("/healthz", media_type=MediaType.TEXT)
async def healthz() -> str:
    """Answer once this worker and its database are ready."""
    await is_ready()
    return "ok"


def create_app(settings: Settings | None = None) -> ASGIApp:
    """Build the application; without settings they are read from the environment."""
    known = settings or read_settings()
    configure_logs(known.log_level)

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        async with open_pool(known.database_url or "", size=known.pool_size):
            yield

    app = Litestar(
        [healthz, static_file, *CONTROLLERS],
        lifespan=[lifespan],
        openapi_config=None,
        state=State({"settings": known}),
        before_request=raise_found,
        exception_handlers={RoadmapError: answer, HTTPException: answer, Exception: answer},
        # Twice the limit, so that a file somewhat too big is answered with its form, and all that was typed into it.
        request_max_body_size=(2 * known.upload_max_mb + 1) * 1_048_576,
    )
    return SecurityHeaders(ReadableAddresses(CrossSiteGuard(KeptAnswers(app, known), known)), known)
