"""The money of all plans that the visitor may read, in one currency; its files; and which currency that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Response

from roadmap.domain.access import may_set_rates
from roadmap.domain.errors import ConflictError, Fault, NotFoundError, RuleBrokenError
from roadmap.domain.messages import message
from roadmap.domain.plan_money import PlanMoney
from roadmap.domain.portfolios import Portfolio
from roadmap.exports.money_tables import MONEY_EXPORTS
from roadmap.i18n import Language
from roadmap.services import money as service
from roadmap.web import clock
from roadmap.web.forms.reading import typed
from roadmap.web.plan_visit import MoneyVisit, open_money
from roadmap.web.render import AnyRequest, download, kept_page, notice_of, refused, saved, words_of
from roadmap.web.summaries import SUMMARIES
from roadmap.web.views.filters import LONGEST
from roadmap.web.views.frame import page_frame
from roadmap.web.views.money import ASKED, MoneyPage, currencies_offered, default_currency, money_view
from roadmap.web.views.portfolio import FILTERS, is_wanted

TEMPLATE: Final = "money/show.html"
CONFLICT: Final = 409


class MoneyController(Controller):
    """``/money``."""

    path = "/money"

    @get("/")
    async def show(self, request: AnyRequest) -> Response[bytes]:
        """Show the money of all plans, filtered by the query."""
        return await _shown(request, await open_money(request))

    @get("/exports/{name:str}")
    async def export(self, request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        """Send the same table as a file."""
        here = await open_money(request)
        make = MONEY_EXPORTS.get(name)
        if make is None:
            raise NotFoundError(message("error.not_found"))
        found = await _found(request, here)
        if found.chosen["currency"] not in {"", found.currency}:
            # A file in another currency than the one that was asked for would be taken for that.
            raise RuleBrokenError(
                Fault(field="currency", message=message("filter.unknown", typed=found.chosen["currency"][:LONGEST]))
            )
        (report,) = await service.reported([(found.wanted, found.currency)], found.today)
        return download(request, make(report, found.words))


class PortfoliosController(Controller):
    """``/portfolios``."""

    path = "/portfolios"

    @post("/{portfolio:str}/currency")
    async def choose_currency(self, request: AnyRequest, portfolio: FromPath[str]) -> Response[bytes]:
        """Have a portfolio report in another currency; refused and conflicting choices come back with the page."""
        here = await open_money(request)
        await service.allow_changes(here.viewer, portfolio)
        form = await typed(request)
        before, after = form.text("before"), form.text("currency")
        try:
            await service.choose_currency(here.viewer, portfolio, before=before, after=after, now=clock.now())
        except RuleBrokenError as error:
            return await _shown(request, here, typed_at={portfolio: after}, faults=error.faults)
        except ConflictError as error:
            fault = Fault(field="currency", message=message("rates.currency_changed", now=error.current.currency))
            return await _shown(request, here, typed_at={portfolio: after}, faults=(fault,), status=CONFLICT)
        return await saved(request, "/money?saved=yes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What the address asks for: of all active plans those that fit, and the currency to put them into."""

    words: Language
    today: date
    chosen: Mapping[str, str]
    plans: Sequence[PlanMoney]
    wanted: Sequence[PlanMoney]
    portfolios: Sequence[Portfolio]
    currency: str


async def _found(request: AnyRequest, here: MoneyVisit) -> Found:
    words, today = words_of(here.visit), clock.today()
    chosen = {name: request.query_params.get(name, "") for name in ASKED}
    plans = [each for each in await service.money_of(here.plans) if not each.is_archived]
    portfolios = await service.portfolios_of(plans)
    there = {each.id for each in portfolios if chosen["portfolio"] in {"", each.slug}}
    wanted = [each for each in plans if each.portfolio_id in there]
    if any(chosen[name] for name in FILTERS):
        summaries = await SUMMARIES.of(here.plans, words, today)
        fitting = {each.id for each in summaries if is_wanted(each, chosen, today)}
        wanted = [each for each in wanted if each.plan_id in fitting]
    is_offered = chosen["currency"] in currencies_offered(plans, portfolios)
    return Found(
        words=words,
        today=today,
        chosen=chosen,
        plans=plans,
        wanted=wanted,
        portfolios=portfolios,
        currency=chosen["currency"] if is_offered else default_currency(wanted, portfolios),
    )


async def _shown(
    request: AnyRequest,
    here: MoneyVisit,
    *,
    typed_at: Mapping[str, str] | None = None,
    faults: Sequence[Fault] = (),
    status: int = 422,
) -> Response[bytes]:
    found = await _found(request, here)
    managed = [each for each in found.portfolios if here.viewer.is_administrator or each.id in here.ground.managed]
    usual = default_currency(found.plans, found.portfolios)
    report, whole = await service.reported([(found.wanted, found.currency), (found.plans, usual)], found.today)
    view = money_view(
        MoneyPage(
            words=found.words,
            report=report,
            whole=whole,
            plans=found.plans,
            portfolios=found.portfolios,
            chosen=found.chosen,
            managed=await service.with_changes(managed),
            may_set_rates=may_set_rates(here.viewer),
            typed=typed_at,
            faults=faults,
        )
    )
    _ = found.words.gettext
    frame = page_frame(
        found.words,
        title=view.title,
        path="/money",
        theme=here.visit.theme,
        viewer=here.viewer,
        section="/",
        notice=notice_of(request),
        colophon=_("As of %(day)s.") % {"day": found.words.date(found.today)},
    )
    if faults or view.filters.errors:
        return await refused(request, TEMPLATE, frame, status=status, money=view)
    return await kept_page(request, TEMPLATE, frame, money=view)
