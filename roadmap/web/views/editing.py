"""The ways from what a page shows to the forms that change it; nothing for who may only read."""

from __future__ import annotations

from urllib.parse import urlencode

from roadmap.web.views.plan_frame import PlanPage


def edit_href(page: PlanPage, segment: str, part_id: object) -> str:
    """The form of one part of the plan."""
    return f"{page.address}/{segment}/{part_id}/edit" if page.may_manage else ""


def add_href(page: PlanPage, segment: str, **filled: object) -> str:
    """The form of a new part, with some of its fields filled in."""
    query = f"?{urlencode(filled)}" if filled else ""
    return f"{page.address}/{segment}/new{query}" if page.may_manage else ""
