"""Funding sources and their commitments: add, change and take out."""

from __future__ import annotations

from roadmap.services.funding import remove_commitment, remove_funding_source, save_commitment, save_funding_source
from roadmap.web.forms.funding import COMMITMENT, FUNDING_SOURCE
from roadmap.web.part_pages import PartDesk, PartsController
from roadmap.web.views.funding import commitments_said


class FundingSourcesController(PartsController):
    """``/plans/{slug}/funding-sources``."""

    path = "/plans/{slug:str}/funding-sources"
    desk = PartDesk(
        form=FUNDING_SOURCE,
        save=save_funding_source,
        remove=lambda source_id, version, form: remove_funding_source(
            source_id, version, takes_along=form.text("along") == "yes"
        ),
        along=commitments_said,
    )


class CommitmentsController(PartsController):
    """``/plans/{slug}/commitments``."""

    path = "/plans/{slug:str}/commitments"
    desk = PartDesk(
        form=COMMITMENT, save=save_commitment, remove=lambda held_id, version, _: remove_commitment(held_id, version)
    )
