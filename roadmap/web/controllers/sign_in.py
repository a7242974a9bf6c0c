"""Signing in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from litestar import Controller, get, post
from litestar.response import Response

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.sign_ins import SlowedDownError
from roadmap.domain.visits import Visit
from roadmap.services import sign_ins
from roadmap.services.sign_ins import Credentials
from roadmap.web import clock
from roadmap.web.client_address import client_address
from roadmap.web.forms.accounts import parse_sign_in
from roadmap.web.forms.reading import Typed, typed
from roadmap.web.render import AnyRequest, local_path, page, refused, saved, words_of
from roadmap.web.session import (
    browser_of_request,
    door,
    ended_session_cookie,
    session_cookie,
    settings_of,
    visit_of,
)
from roadmap.web.views.accounts import sign_in_view
from roadmap.web.views.frame import PageFrame, page_frame

TEMPLATE: Final = "sign_in/show.html"
PATH: Final = "/sign-in"
TOO_MANY: Final = 429


class SignInController(Controller):
    """The page, and the act."""

    path = PATH
    request_max_body_size = 32_000

    @get()
    async def show(self, request: AnyRequest) -> Response[bytes]:
        """Show the form; who is signed in already goes on to where they were going."""
        visit, address = await visit_of(request), local_path(request.query_params.get("next", "/"))
        if visit.viewer:
            return await saved(request, address)
        view = sign_in_view(words_of(visit), address=address, has_samples=settings_of(request).has_sample)
        return await page(request, TEMPLATE, frame_of(visit, address), sign_in=view)

    @post()
    async def sign_in(self, request: AnyRequest) -> Response[bytes]:
        """Start a new session, never the one that the browser came with."""
        form = await typed(request)
        try:
            draft = parse_sign_in(form)
            secret = await sign_ins.sign_in(
                Credentials(
                    email=draft.email,
                    password=draft.password,
                    address=client_address(request.scope, settings_of(request).trusted_proxies),
                    earlier_secret=browser_of_request(request).secret,
                ),
                door(settings_of(request)),
                clock.now(),
            )
        except RuleBrokenError as error:
            return await refuse(request, form, error.faults)
        except SlowedDownError as error:
            return await refuse_slowed(request, form, error)
        answer = await saved(request, local_path(form.text("next")))
        answer.set_cookie(session_cookie(secret, settings_of(request)))
        return answer


class SignOutController(Controller):
    """The way out of this browser."""

    path = "/sign-out"
    request_max_body_size = 32_000

    @post()
    async def sign_out(self, request: AnyRequest) -> Response[bytes]:
        """End this browser's session, when it has one."""
        if secret := browser_of_request(request).secret:
            await sign_ins.sign_out(secret)
        answer = await saved(request, PATH)
        answer.set_cookie(ended_session_cookie(settings_of(request)))
        return answer


async def refuse(request: AnyRequest, form: Typed, faults: Sequence[Fault], status: int = 422) -> Response[bytes]:
    """Show the form again, as typed but for the password."""
    visit, address = await visit_of(request), local_path(form.text("next"))
    view = sign_in_view(
        words_of(visit),
        email=form.text("email"),
        address=address,
        faults=faults,
        has_samples=settings_of(request).has_sample,
    )
    return await refused(request, TEMPLATE, frame_of(visit, address), status=status, sign_in=view)


async def refuse_slowed(request: AnyRequest, form: Typed, error: SlowedDownError) -> Response[bytes]:
    """Say how long to wait."""
    answer = await refuse(request, form, [Fault(field="", message=error.message)], TOO_MANY)
    answer.headers["retry-after"] = str(error.seconds)
    return answer


def frame_of(visit: Visit, address: str) -> PageFrame:
    """Build the frame, whose foot leads back to this page and on to the same place."""
    words = words_of(visit)
    path = PATH if address == "/" else f"{PATH}?next={quote(address)}"
    return page_frame(words, title=words.gettext("Sign in"), path=path, theme=visit.theme, section=PATH)
