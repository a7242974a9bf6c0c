"""Services, the delivery sites: add, change and take out."""

from __future__ import annotations

from roadmap.services.services import remove_service, save_service
from roadmap.web.forms.services import SERVICE
from roadmap.web.part_desks import PartDesk
from roadmap.web.part_pages import PartsController


class ServicesController(PartsController):
    """``/plans/{slug}/services``."""

    path = "/plans/{slug:str}/services"
    desk = PartDesk(
        form=SERVICE, save=save_service, remove=lambda service_id, version, _: remove_service(service_id, version)
    )
