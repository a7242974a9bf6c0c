"""Language and colours, chosen in the foot of every page."""

from __future__ import annotations

from litestar import Controller, post
from litestar.response import Response

from roadmap.services.accounts import change_language
from roadmap.web.forms.accounts import parse_preferences
from roadmap.web.forms.reading import typed
from roadmap.web.render import AnyRequest, local_path, saved
from roadmap.web.session import LANGUAGE, THEME, preference_cookie, settings_of, visit_of


class PreferencesController(Controller):
    """The choices of this browser, and the language of the account."""

    path = "/preferences"
    request_max_body_size = 32_000

    @post()
    async def choose(self, request: AnyRequest) -> Response[bytes]:
        """Keep the choices and go back. The language goes with the account to its other browsers, colours do not."""
        visit, form = await visit_of(request), await typed(request)
        chosen, settings = parse_preferences(form), settings_of(request)
        answer = await saved(request, local_path(form.text("next")))
        if chosen.language:
            answer.set_cookie(preference_cookie(LANGUAGE, chosen.language, settings))
            if visit.viewer:
                await change_language(visit.viewer, chosen.language)
        if chosen.theme:
            answer.set_cookie(preference_cookie(THEME, chosen.theme, settings))
        return answer
