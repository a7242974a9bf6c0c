"""One's own account: password, language, and signing out everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from litestar import Controller, get, post
from litestar.response import Response

from roadmap.domain.access import Viewer
from roadmap.domain.errors import Fault, RuleBrokenError, SignInNeededError
from roadmap.domain.messages import message
from roadmap.domain.sign_ins import SlowedDownError
from roadmap.services import accounts, sign_ins
from roadmap.web import clock
from roadmap.web.forms.accounts import parse_password_change
from roadmap.web.forms.reading import typed
from roadmap.web.render import AnyRequest, notice_of, page, refused, saved, words_of
from roadmap.web.session import door, ended_session_cookie, session_cookie, settings_of, visit_of
from roadmap.web.views.accounts import AccountView, account_view
from roadmap.web.views.frame import PageFrame, page_frame

TEMPLATE: Final = "account/show.html"
PATH: Final = "/account"
TOO_MANY: Final = 429


class AccountController(Controller):
    """The page, a new password, and the way out of all browsers."""

    path = PATH
    request_max_body_size = 32_000

    @get()
    async def show(self, request: AnyRequest) -> Response[bytes]:
        """Show the account of who is signed in."""
        viewer = await viewer_of(request)
        frame, view = await shown(request, viewer)
        return await page(request, TEMPLATE, frame, account=view)

    @post("/password")
    async def change_password(self, request: AnyRequest) -> Response[bytes]:
        """Change the password; every other browser has to sign in again, this one gets a new session."""
        viewer, form = await viewer_of(request), await typed(request)
        try:
            change = parse_password_change(form)
            secret = await accounts.change_password(viewer, change, door(settings_of(request)), clock.now())
        except RuleBrokenError as error:
            return await refuse(request, viewer, error.faults)
        except SlowedDownError as error:
            answer = await refuse(request, viewer, [Fault(field="current", message=error.message)], TOO_MANY)
            answer.headers["retry-after"] = str(error.seconds)
            return answer
        answer = await saved(request, f"{PATH}?saved=yes")
        answer.set_cookie(session_cookie(secret, settings_of(request)))
        return answer

    @post("/sign-outs")
    async def sign_out_everywhere(self, request: AnyRequest) -> Response[bytes]:
        """End all sessions of the account, this one too."""
        await sign_ins.sign_out_everywhere((await viewer_of(request)).account_id)
        answer = await saved(request, "/sign-in")
        answer.set_cookie(ended_session_cookie(settings_of(request)))
        return answer


async def viewer_of(request: AnyRequest) -> Viewer:
    """Tell who is signed in. Raises ``SignInNeededError``."""
    visit = await visit_of(request)
    if visit.viewer is None:
        raise SignInNeededError(message("error.sign_in"))
    return visit.viewer


async def shown(request: AnyRequest, viewer: Viewer, faults: Sequence[Fault] = ()) -> tuple[PageFrame, AccountView]:
    """Build the page's frame and what it shows."""
    visit, idle = await visit_of(request), timedelta(hours=settings_of(request).session_idle_hours)
    words = words_of(visit)
    account = await accounts.my_account(viewer)
    browsers = await sign_ins.count_browsers(viewer.account_id, clock.now(), idle)
    frame = page_frame(
        words,
        title=words.gettext("Account"),
        path=PATH,
        theme=visit.theme,
        viewer=viewer,
        section=PATH,
        notice=notice_of(request),
    )
    return frame, account_view(words, account, browsers, faults)


async def refuse(request: AnyRequest, viewer: Viewer, faults: Sequence[Fault], status: int = 422) -> Response[bytes]:
    """Show the page again with what is wrong; passwords are typed anew."""
    frame, view = await shown(request, viewer, faults)
    return await refused(request, TEMPLATE, frame, status=status, account=view)
