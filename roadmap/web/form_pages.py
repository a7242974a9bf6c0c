"""Where a form that was sent came from: the page to go back to when it was not taken."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.exceptions import HTTPException
from litestar.utils.path import normalize_path

from roadmap.web.cross_site import is_own_origin
from roadmap.web.session import settings_of

LONGEST_ADDRESS = 1_000
"""What of an address is taken along to signing in; a header has no room for more."""
AnyRequest = Request[Any, Any, Any]


def page_of_form(request: AnyRequest) -> str:
    """The address of the page with the form: the one that the browser names where it is ours, or what is above it."""
    named = _own_page(request)
    if named and _is_page(request, named.partition("?")[0]):
        return named
    path = request.url.path.rstrip("/")
    while path and not _is_page(request, path):
        path = path.rpartition("/")[0]
    return path or "/"


def _own_page(request: AnyRequest) -> str:
    """The page of the product from which the request came, without the host, or nothing."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    settings = settings_of(request)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin != settings.base_url and not is_own_origin(origin, request.scope, settings):
        return ""
    address = "?".join(filter(None, (parts.path, parts.query)))
    return address if len(address) <= LONGEST_ADDRESS else parts.path[:LONGEST_ADDRESS]


def _is_page(request: AnyRequest, path: str) -> bool:
    """Whether something can be got there."""
    try:
        request.app.asgi_router.handle_routing(path=normalize_path(path), method="GET")
    except HTTPException:
        return False
    return True
