"""The addresses of all pages, read off the application's routes, so that a new page is looked at by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from litestar import Litestar

from roadmap.app import create_app
from roadmap.domain.drafting import STEPS
from roadmap.playbook_files import load_samples, playbooks
from roadmap.settings import read_settings, shipped_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

MILESTONE: Final = "{milestone}"
"""Stands in an address for the plan's first milestone, whose id is another one in each product."""
DRAFT: Final = "{draft}"
"""Stands for a draft of the visitor's own, which has to be begun first."""
PART: Final = "{part}"
"""Stands in an address for the plan's first thing of that noun."""
SHOWN_ON: Final = {
    "barriers": "barriers",
    "budget-lines": "budget",
    "commitment-stages": "funding",
    "commitments": "funding",
    "committees": "committees",
    "funding-sources": "funding",
    "meetings": "committees",
    "needs": "needs",
    "phases": "",
    "priorities": "coverage",
    "services": "",
    "spending": "budget/spending",
    "stakeholders": "stakeholders",
    "statements": "",
    "targets": "",
}
"""The page of a plan where the things of a noun are found, with the links to their forms."""
NO_PAGES: Final = frozenset(
    {
        "/healthz",
        "/static/{path:path}",
        "/feeds/{name:str}",
        "/schemas/roadmap.plan-1.json",
        "/plans/{slug:str}/checks/label",
        "/money/exports/{name:str}",
        "/plans/{slug:str}/exports/{name:str}",
        "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}",
    }
)
"""What is got and is no page: files, feeds and a word for machines."""
WITHOUT_QUERY: Final = frozenset({"/plans/{slug:str}/waivers/new"})
"""Pages that are about something only with a query."""
AFTER_SENDING: Final = frozenset(
    {
        "/plans/import/{import_id:str}",
        "/plans/{slug:str}/import/{import_id:str}",
        "/rates/imports/{rate_import:str}",
        "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}/removal",
    }
)
"""Pages that are there once somebody has sent a file: looked at where that is done, as in ``test_import``."""
INTERVENTIONS: Final = {each.intervention.key: each for each in playbooks()}
ROUTES: Final = {name: [each.key for each in found.routes] for name, found in INTERVENTIONS.items()}
SLUGS: Final = [sample.key for name in INTERVENTIONS for sample in load_samples(name)]
TOPICS: Final = sorted({path.stem for path in shipped_folder("templates").glob("help/[a-z]*.html")} - {"index", "show"})
FILL: Final[dict[str, list[str]]] = {
    "slug": SLUGS,
    "milestone_id": [MILESTONE],
    "draft_id": [DRAFT],
    "step": list(STEPS),
    "part_id": [PART],
    "intervention": list(INTERVENTIONS),
    "route": sorted({key for keys in ROUTES.values() for key in keys}),
    "topic": TOPICS,
}
"""What stands for each placeholder."""


SHOWN_IN: Final = {"needs": "scotland"}
"""The plan in which the forms of a noun are looked at, where it is another one."""
FORMS: Final = (
    "/new",
    "/edit",
    "/removal",
    "/takeover",
    "/split",
    "/merge",
    "/import",
    "/settings",
    "/upgrade",
    "/status",
    "/table",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """Somebody opens an address and gets a page with a status."""

    address: str
    person: str = "administrator"
    status: int = 200

    def __str__(self) -> str:
        """Name the test."""
        return self.address + ("" if self.person == "administrator" else f" as {self.person or 'nobody'}")


def page_routes() -> list[str]:
    """List the patterns of the application's GET routes that are pages."""
    site: Any = create_app(read_settings({"ROADMAP_SAMPLE": "on"}))
    while not isinstance(site, Litestar):
        site = site.app
    paths = {route.path for route in site.routes if "GET" in getattr(route, "methods", ())}
    return sorted(paths - NO_PAGES - AFTER_SENDING - WITHOUT_QUERY)


def addresses(pattern: str) -> Iterator[str]:
    """Fill a route's placeholders in every way that there is data for. Raises ``KeyError`` for an unknown one.

    A form is looked at in one plan: in others it is the same but for what is filled in.
    """
    names = re.findall(r"\{(\w+):\w+\}", pattern)
    is_form = pattern.startswith("/plans/{slug:str}/") and pattern.endswith(FORMS)
    noun = pattern.removeprefix("/plans/{slug:str}/").partition("/")[0]
    fill = FILL | {"slug": [SHOWN_IN.get(noun, "spain")]} if is_form else FILL
    for values in product(*(fill[name] for name in names)):
        filled = dict(zip(names, values, strict=True))
        yield re.sub(r"\{(\w+):\w+\}", lambda found, filled=filled: filled[found[1]], pattern)  # type: ignore[misc]


OTHER_EYES: Final = (
    Visit(address="/sign-in", person=""),
    Visit(address="/sign-in?next=/plans/spain", person=""),
    Visit(address="/playbooks", person=""),
    Visit(address="/help", person=""),
    Visit(address="/", person="outsider"),
    Visit(address="/", person="reader"),
    Visit(address="/money", person="reader"),
    Visit(address="/money", person="outsider"),
    Visit(address="/rates", person="reader", status=403),
    Visit(address=f"/plans/spain/milestones/{MILESTONE}", person="reader"),
    Visit(address="/nowhere", status=404),
    Visit(address="/nowhere", person="", status=404),
    Visit(address="/plans/spain", person="outsider", status=404),
    Visit(address="/sign-out", status=405),
    Visit(address="/plans/new", person="reader", status=403),
)
"""The same pages as others see them, and the pages of errors."""
WITH_QUERY: Final = (
    *(
        Visit(address=f"/playbooks/{name}/compare?a={keys[0]}&b={other}")
        for name, keys in ROUTES.items()
        for other in keys[1:]
    ),
    Visit(address="/calendar?plan=spain"),
    Visit(address="/money?currency=GBP&status=bad"),
    Visit(address="/money?currency=XAU", status=422),
    Visit(address="/plans/spain/compare?a=day&a_day=soon&b=now", status=422),
    Visit(address="/plans/spain/activity?saved=undone"),
    Visit(address="/plans/spain/waivers/new?check=exit-payer&item=evaluation"),
    Visit(address="/plans/spain/budget?period=month"),
    Visit(address="/plans/spain/budget?period=year"),
    Visit(address="/plans/spain/milestones?late=yes"),
    Visit(address="/plans/spain/milestones?status=done&late=yes"),
)
"""Pages that a query changes."""


def visits() -> list[Visit]:
    """List every page once, and those that somebody else sees otherwise."""
    usual = [Visit(address=address) for pattern in page_routes() for address in addresses(pattern)]
    return [*(each for each in usual if each.address != "/sign-in"), *WITH_QUERY, *OTHER_EYES]
