"""The drafting wizard: a plan in the making, step by step, until it is created or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.drafting import Draft, Step, next_step, step_before
from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plans import Plan
from roadmap.services import drafts as service
from roadmap.services.playbooks import all_playbooks
from roadmap.web import clock
from roadmap.web.draft_visit import DraftVisit, open_draft, open_wizard
from roadmap.web.forms.drafts import book_of, faults_of, read_beginning, read_step, step_named
from roadmap.web.forms.reading import typed
from roadmap.web.render import AnyRequest, page, refused, saved
from roadmap.web.views.draft_conflicts import draft_conflict
from roadmap.web.views.draft_pages import draft_page
from roadmap.web.views.drafts import address_of, carried_fields, country_view, step_title, wizard_view
from roadmap.web.views.fields import Fields

PREVIEW: Final[Step] = "preview"
CONTENT: Final = "#main"
"""Where the next page begins for a keyboard: the menu above was passed on the first."""


class DraftsController(Controller):
    """``/drafts``."""

    path = "/drafts"
    request_max_body_size = 1_000_000

    @post()
    async def begin(self, request: AnyRequest) -> Response[bytes]:
        """Begin a draft with the first step as typed: right or wrong, it is kept."""
        here = await open_wizard(request)
        form = await typed(request)
        book = book_of(form.lists, all_playbooks())
        sent = read_beginning(form, book)
        try:
            draft = await service.begin_draft(here.viewer, sent, clock.now())
        except RuleBrokenError as error:
            fields = Fields(here.words, error.faults)
            wizard = wizard_view(here.words, "country", fields=fields, carried=carried_fields(sent.answers))
            view = country_view(here.words, all_playbooks(), here.titles, sent.answers, fields)
            frame = here.frame(here.words.gettext("New plan"), "/plans/new")
            return await refused(request, "drafts/country.html", frame, wizard=wizard, step=view)
        return await _go_on(request, here, draft, "country", form.text("do"), form.faults)

    @get("/{draft_id:str}/{step:str}")
    async def show(self, request: AnyRequest, draft_id: FromPath[str], step: FromPath[str]) -> Response[bytes]:
        """Show a step as it was left."""
        here, draft = await open_draft(request, draft_id)
        return await _show(request, here, draft, step_named(step))

    @post("/{draft_id:str}/{step:str}")
    async def save(self, request: AnyRequest, draft_id: FromPath[str], step: FromPath[str]) -> Response[bytes]:
        """Keep a step as typed, and go on, back or away; both versions when another window was faster."""
        here, draft = await open_draft(request, draft_id)
        name = step_named(step)
        if name == PREVIEW:
            raise NotFoundError(message("error.not_found"))
        form = await typed(request)
        book = book_of(draft.typed, all_playbooks())
        sent = read_step(form, name, book)
        try:
            draft = await service.save_step(here.viewer, draft.id, sent, clock.now())
        except ConflictError as error:
            view = draft_conflict(here.words, error.current, sent, _page_name(), book)
            frame = here.frame(view.title, address_of(draft, name))
            return await refused(request, "drafts/conflict.html", frame, status=409, conflict=view)
        return await _go_on(request, here, draft, name, form.text("do"), form.faults)

    @post("/{draft_id:str}/removal")
    async def drop(self, request: AnyRequest, draft_id: FromPath[str]) -> Response[bytes]:
        """Delete the draft."""
        here, draft = await open_draft(request, draft_id)
        await service.drop_draft(here.viewer, draft.id)
        return await saved(request, "/plans/new")

    @post("/{draft_id:str}/plan")
    async def create(self, request: AnyRequest, draft_id: FromPath[str]) -> Response[bytes]:
        """Create the plan that the preview showed; where the draft has changed since, show how it stands now."""
        here, draft = await open_draft(request, draft_id)
        form = await typed(request)
        if form.text("version") != str(draft.version):
            return await _show(request, here, draft, PREVIEW, status=409, notice=_changed_since(here))
        try:
            plan = await _create(here, draft)
        except RuleBrokenError as error:
            return await _show(request, here, draft, PREVIEW, error.faults, status=422)
        except ConflictError as error:
            return await _show(request, here, error.current, PREVIEW, status=409, notice=_changed_since(here))
        return await saved(request, f"/plans/{plan.slug}?saved=yes")


async def _create(here: DraftVisit, draft: Draft) -> Plan:
    wanted = here.parse(draft)
    return await service.create_plan(
        here.portfolio_of(wanted),
        wanted.plan.playbook,
        wanted.plan.draft,
        wanted.diagnosis,
        draft=draft,
        now=clock.now(),
    )


async def _go_on(
    request: AnyRequest, here: DraftVisit, draft: Draft, step: Step, do: str, text_faults: Sequence[Fault]
) -> Response[bytes]:
    """After a step was kept: back and away whatever was typed, on only when it is right."""
    if do == "leave":
        return await saved(request, "/")
    if do == "back":
        return await _resume_at(request, draft, step_before(step))
    if do == "parts":
        return await saved(request, f"{address_of(draft, step)}{CONTENT}")
    faults = (*text_faults, *faults_of(step, _faults(here, draft)))
    if faults:
        return await _show(request, here, draft, step, faults, status=422)
    return await _resume_at(request, draft, next_step(step))


async def _resume_at(request: AnyRequest, draft: Draft, step: Step) -> Response[bytes]:
    await service.go_on(draft, step, clock.now())
    return await saved(request, f"{address_of(draft, step)}{CONTENT}")


def _faults(here: DraftVisit, draft: Draft) -> Sequence[Fault]:
    """Everything that is wrong in a draft so far."""
    try:
        here.parse(draft)
    except RuleBrokenError as error:
        return error.faults
    return ()


async def _show(
    request: AnyRequest,
    here: DraftVisit,
    draft: Draft,
    step: Step,
    faults: Sequence[Fault] = (),
    *,
    status: int = 200,
    notice: str = "",
) -> Response[bytes]:
    words = here.words
    preview = None
    if step == PREVIEW:
        preview, found = await _preview(here, draft)
        faults = faults or found
    shown = draft_page(
        words,
        draft,
        step,
        page=_page_name(),
        portfolios=here.titles,
        faults=faults,
        preview=preview,
        book=book_of(draft.typed, all_playbooks()),
        today=clock.today(),
    )
    frame = here.frame(step_title(words, step), address_of(draft, step), notice)
    return await page(request, f"drafts/{step}.html", frame, status=status, wizard=shown.wizard, step=shown.step)


async def _preview(here: DraftVisit, draft: Draft) -> tuple[service.PlanPreview | None, Sequence[Fault]]:
    """The plan that a draft would give, or all that still hinders it."""
    try:
        wanted = here.parse(draft)
        preview = await service.preview_draft(
            here.portfolio_of(wanted), wanted.plan.playbook, wanted.plan.draft, wanted.diagnosis, clock.now()
        )
    except RuleBrokenError as error:
        return None, error.faults
    return preview, ()


def _changed_since(here: DraftVisit) -> str:
    return here.words.gettext(
        "The draft was changed in another window after you opened this preview. Nothing is created yet: this is how it"
        " stands now."
    )


def _page_name() -> str:
    """A name for one opened page of the wizard."""
    return uuid4().hex
