"""The one way to show a page, refuse a form and say that something was saved; alone in knowing htmx."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from litestar import Request
from litestar.response import Response

from roadmap.domain.exports import Export
from roadmap.domain.visits import Visit
from roadmap.i18n import Language, language
from roadmap.services.playbooks import texts_of
from roadmap.templating import render
from roadmap.web.cache import ANSWERS, PRIVATE, Kept, etag
from roadmap.web.saves import save_in, save_of
from roadmap.web.session import settings_of, visit_of
from roadmap.web.views.frame import PageFrame

HTML: Final = "text/html"
AnyRequest = Request[Any, Any, Any]
LOCAL: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,2000}")
SAFE_IN_ADDRESS: Final = "/%?#[]@!$&'()*+,;=:~"


def words_of(visit: Visit) -> Language:
    """The visitor's language, knowing the translations of the playbooks' texts."""
    return language(visit.language).with_texts(texts_of(visit.language))


def is_htmx(request: AnyRequest) -> bool:
    """Whether htmx asks and takes a piece of the page."""
    return "hx-request" in request.headers


def wants_part(request: AnyRequest) -> bool:
    """Whether htmx asks for a form to put beside what it changes; when it brings a page back it asks for all of it."""
    return request.headers.get("hx-request-type") == "partial"


async def page(
    request: AnyRequest, template: str, frame: PageFrame, *, status: int = 200, **context: object
) -> Response[bytes]:
    """A full page, rendered for this request and not kept anywhere."""
    body = _rendered(request, template, frame.lang, frame=_with_undo(request, frame), is_in_place=False, **context)
    return Response(body, media_type=HTML, status_code=status, headers={"cache-control": "no-store"})


async def kept_page(request: AnyRequest, template: str, frame: PageFrame, **context: object) -> Response[bytes]:
    """A full page that stands until its plan changes: kept under the key found before routing."""
    return keep(request, _rendered(request, template, frame.lang, frame=_with_undo(request, frame), **context), HTML)


def keep(request: AnyRequest, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response[bytes]:
    """An answer kept under the key found before routing, when there is one."""
    key = request.scope["state"].get("kept_key")
    more = headers or {}
    # Litestar says the character set of text by itself, on a kept answer nobody else does.
    plain = media_type.partition(";")[0] if media_type.startswith("text/") else media_type
    whole = f"{plain}; charset=utf-8" if media_type.startswith("text/") else media_type
    if key is None:
        return Response(body, media_type=plain, headers={"cache-control": "no-store", **more})
    named = tuple((name.lower().encode(), value.encode()) for name, value in more.items())
    ANSWERS.put(key, Kept(body=body, media_type=whole.encode(), headers=named))
    validators = {"etag": etag(key).decode(), "cache-control": PRIVATE.decode()}
    return Response(
        body,
        media_type=plain,
        headers={**validators, "vary": "cookie, accept-encoding, accept-language", **more},
    )


def download(request: AnyRequest, export: Export) -> Response[bytes]:
    """A file for the reader to save, kept like a page; nothing in it is ever run as one of ours."""
    headers = {
        "content-disposition": disposition(export.file_name),
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return keep(request, export.body, export.media_type, headers)


def disposition(name: str) -> str:
    """The header that makes a browser save a file under its name (RFC 6266)."""
    plain = name.encode("ascii", "replace").decode().replace('"', "").replace("\\", "")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


async def refused(
    request: AnyRequest, template: str, frame: PageFrame, *, status: int = 422, **context: object
) -> Response[bytes]:
    """The form as typed with what is wrong on top: 422, or 409 for a conflict, 413 or 415 for a file."""
    return await page(request, template, frame, status=status, **context)


async def refused_part(request: AnyRequest, partial: str, *, status: int, **context: object) -> Response[bytes]:
    """The part of the page that holds the refused form, for htmx, which swaps it in with any status."""
    visit = await visit_of(request)
    body = _rendered(request, partial, visit.language, **context)
    return Response(body, media_type=HTML, status_code=status, headers={"cache-control": "no-store"})


async def page_or_part(
    request: AnyRequest, template: str, partial: str, frame: PageFrame, *, status: int = 200, **context: object
) -> Response[bytes]:
    """A form in a page of its own, or alone where it opens in place; refused with 422, or 409 for a conflict."""
    if wants_part(request):
        return await refused_part(request, partial, status=status, frame=frame, is_in_place=True, **context)
    return await page(request, template, frame, status=status, **context)


def notice_of(request: AnyRequest) -> str:
    """What the page says once after a redirect from a write."""
    return save_in(request).words(language(request.scope["state"]["visit"].language))


def _rendered(request: AnyRequest, template: str, code: str, **context: object) -> bytes:
    """A template with what any form may ask: how big a file may be."""
    return render(template, code, upload_max_mb=settings_of(request).upload_max_mb, **context).encode()


def _with_undo(request: AnyRequest, frame: PageFrame) -> PageFrame:
    """The frame of a plan's page with the way to undo what its notice says."""
    here = request.scope["state"].get("plan_page")
    return replace(frame, undo=save_in(request).undo(here, frame.path)) if frame.notice else frame


async def saved(
    request: AnyRequest, location: str, partial: str = "", *, form: str = "", **context: object
) -> Response[bytes]:
    """After a write: the changed part for htmx where there is one, a redirect to ``location`` for everyone else.

    Where ``location`` says that something was saved, it says in which revision of the plan, or that nothing changed.
    The part says so too, and knows how to undo it where the plan's page was opened again after the write. A form that
    was open in place is told the same: the page around it looks at itself again, and goes to the way to ``form``.
    """
    save = await save_of(request, location)
    if partial and is_htmx(request):
        visit = await visit_of(request)
        undo = save.undo(request.scope["state"].get("plan_page"), location.partition("?")[0])
        news = save.words(language(visit.language))
        body = _rendered(request, partial, visit.language, news=news, undo=undo, **context)
        return Response(body, media_type=HTML, status_code=200, headers={"cache-control": "no-store"})
    if wants_part(request):
        told = json.dumps({"saved": {"form": form, "told": save.fields}})
        return Response(b"", status_code=204, headers={"hx-trigger": told, "cache-control": "no-store"})
    where = save.put_into(location)
    return Response(b"", status_code=303, headers={"location": where, "cache-control": "no-store"})


def local_path(address: str, otherwise: str = "/") -> str:
    """Give an address within the product in ASCII, or ``otherwise``: a redirect never leads elsewhere.

    Two slashes, or a backslash that browsers read as a slash, would name another host; controls and spaces are left out
    by browsers, so that what follows them could become one.
    """
    return quote(address, safe=SAFE_IN_ADDRESS, errors="replace") if LOCAL.fullmatch(address) else otherwise
