"""Services, the delivery sites: add, change and take out."""

from __future__ import annotations

from roadmap.domain.services import Service
from roadmap.services.services import remove_service, save_service
from roadmap.web.forms.services import SERVICE
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController
from roadmap.web.views.plan_frame import PlanPage


def _along(page: PlanPage, service: Service) -> tuple[str, ...]:
    """Its costs, which stay, and the sources that pay for it among others."""
    _, words = page.words.gettext, page.words
    costs = _("Budget line “%(title)s” belongs to no service any more; it stays, and costs what it did.")
    pays = _("“%(title)s” pays for it no more, and still for its other services.")
    return (
        *(costs % {"title": words.text(each.title)} for each in page.plan.budget if each.service_id == service.id),
        *(pays % {"title": words.text(each.title)} for each in page.plan.sources if service.id in each.service_ids),
    )


class ServicesController(PartsController):
    """``/plans/{slug}/services``."""

    path = "/plans/{slug:str}/services"
    desk = PartDesk(
        form=SERVICE,
        save=save_service,
        remove=lambda service_id, version, _: remove_service(service_id, version),
        along=_along,
    )
