"""Where a new plan begins: the first step of the wizard, and what is being drafted already."""

from __future__ import annotations

from litestar import Controller, get
from litestar.response import Response

from roadmap.domain.drafting import Answers
from roadmap.domain.drafts import BAD
from roadmap.services.drafts import open_drafts
from roadmap.services.playbooks import all_playbooks
from roadmap.web.draft_visit import open_wizard
from roadmap.web.forms.drafts import read_address
from roadmap.web.forms.plans import routes_by_name
from roadmap.web.render import AnyRequest, page
from roadmap.web.views.drafts import carried_fields, country_view, draft_rows, wizard_view
from roadmap.web.views.fields import Fields


class NewPlansController(Controller):
    """``/plans``, without a plan yet."""

    path = "/plans"

    @get("/new")
    async def new(self, request: AnyRequest) -> Response[bytes]:
        """Show the first step, which the address may fill in already, and the visitor's open drafts."""
        here = await open_wizard(request)
        typed, words = _from_address(request), here.words
        drafts = draft_rows(words, await open_drafts(here.viewer))
        wizard = wizard_view(
            words,
            "country",
            lede=words.gettext(
                "Some answers give a whole plan: dates, money, people, barriers. It can be left and resumed."
            ),
            carried=carried_fields(typed),
        )
        view = country_view(words, all_playbooks(), here.titles, typed, Fields(words), drafts=drafts)
        frame = here.frame(words.gettext("New plan"), "/plans/new")
        return await page(request, "drafts/country.html", frame, wizard=wizard, step=view)


def _from_address(request: AnyRequest) -> Answers:
    """What the address fills in; a route may stand there without its playbook, as links of one name it."""
    short = {name.partition("/")[2]: name for name in reversed(routes_by_name(all_playbooks()))}
    pairs = [(name, BAD.sub("", value)) for name, value in request.query_params.multi_items()]
    return read_address((name, short.get(value, value) if name == "routes" else value) for name, value in pairs)
