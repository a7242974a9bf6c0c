"""Where errors become status codes, pages and problem+json; nowhere else."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

import msgspec
import structlog
from litestar import Request
from litestar.exceptions import HTTPException
from litestar.response import Response

from roadmap.domain.errors import (
    ConflictError,
    ForbiddenError,
    NotFoundError,
    RoadmapError,
    RuleBrokenError,
    SignInNeededError,
    UnavailableError,
)
from roadmap.domain.messages import message
from roadmap.domain.visits import Visit
from roadmap.i18n import Language, language, negotiate
from roadmap.templating import render
from roadmap.web.form_pages import LONGEST_ADDRESS, page_of_form
from roadmap.web.session import settings_of
from roadmap.web.views.frame import page_frame

log = structlog.get_logger()
STATUS: Final[dict[type[RoadmapError], int]] = {
    SignInNeededError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    RuleBrokenError: 422,
    UnavailableError: 503,
}
PAGES: Final = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
NOT_SIGNED_IN: Final = 401
SERVER_ERROR: Final = 500
SOON: Final = {"retry-after": "10"}
"""When it is worth asking again for what cannot be reached, in seconds."""
AnyRequest = Request[Any, Any, Any]


def answer(request: AnyRequest, error: Exception) -> Response[bytes]:
    """Map any error to a page, or to problem+json for programs; an unforeseen one is logged and says nothing inside."""
    status, reason = _status(request, error)
    headers = {"cache-control": "no-store", **(SOON if isinstance(error, UnavailableError) else {})}
    if status == NOT_SIGNED_IN and not _wants_json(request):
        return _to_sign_in(request) if request.method == "GET" else _page(request, status, "", headers)
    if isinstance(error, HTTPException) and error.headers:
        headers |= {
            name.lower(): value for name, value in error.headers.items() if name.lower() in {"allow", "retry-after"}
        }
    if _wants_json(request):
        problem = {"type": "about:blank", "status": status, "title": reason, **_faults(request, error)}
        return Response(
            msgspec.json.encode(problem), status_code=status, media_type="application/problem+json", headers=headers
        )
    return _page(request, status, reason if isinstance(error, RoadmapError) else "", headers)


async def raise_found(request: AnyRequest) -> None:
    """Raise what was found to be wrong before the request had a handler, where it gets its page as any other error."""
    found = request.scope["state"].get("error")
    if found is not None:
        raise found


def _status(request: AnyRequest, error: Exception) -> tuple[int, str]:
    words = _words(request)
    if isinstance(error, UnavailableError):
        log.error("database unavailable", reason=repr(error.__cause__))
    if isinstance(error, RoadmapError):
        return STATUS.get(type(error), 400), words.say(error.message)
    if isinstance(error, HTTPException):
        return error.status_code, words.say(
            message(f"http.{error.status_code}" if error.status_code in PAGES else "http.400")
        )
    # The route's pattern, never the address: an address may hold a secret.
    log.error("unforeseen error", exc_info=error, route=request.scope.get("path_template", ""))
    return SERVER_ERROR, words.say(message("http.500"))


def _words(request: AnyRequest) -> Language:
    visit = _visit(request)
    return language(visit.language if visit else negotiate(request.headers.get("accept-language", "")))


def _visit(request: AnyRequest) -> Visit | None:
    found = request.scope.get("state", {}).get("visit")
    return found if isinstance(found, Visit) else None


def _faults(request: AnyRequest, error: Exception) -> dict[str, object]:
    if not isinstance(error, RuleBrokenError):
        return {}
    words = _words(request)
    return {"errors": [{"field": fault.field, "message": words.say(fault.message)} for fault in error.faults]}


def _wants_json(request: AnyRequest) -> bool:
    accepts = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("json" in accepts and "text/html" not in accepts)


def _to_sign_in(request: AnyRequest) -> Response[bytes]:
    query = request.url.query if len(request.url.query) <= LONGEST_ADDRESS else ""
    here = "?".join(filter(None, (request.url.path, query)))
    return Response(b"", status_code=303, headers={"location": _sign_in(here), "cache-control": "no-store"})


def _sign_in(address: str) -> str:
    """The address of signing in, and from there on."""
    return f"/sign-in?next={quote(address, safe='/')}"


def _page(request: AnyRequest, status: int, reason: str, headers: dict[str, str]) -> Response[bytes]:
    words, visit = _words(request), _visit(request)
    shown = status if status in PAGES else 400
    frame = page_frame(
        words,
        title=words.say(message(f"http.{shown}")),
        path="/",
        theme=visit.theme if visit else "auto",
        viewer=visit.viewer if visit else None,
    )
    most = settings_of(request).upload_max_mb
    sign_in = _sign_in(page_of_form(request)) if status == NOT_SIGNED_IN else ""
    body = render(
        f"errors/{shown}.html", words.code, frame=frame, reason=reason, upload_max_mb=most, sign_in=sign_in
    ).encode()
    return Response(body, status_code=status, media_type="text/html", headers=headers)
