"""Who may do what at which address: a rule for every route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.world import (
    MANAGERS,
    READERS,
    STRANGERS,
)

EVERYBODY: Final = (*MANAGERS, *READERS, *STRANGERS)
SIGNED_IN: Final = (*MANAGERS, *READERS, "outsider")
OK, TO_SIGN_IN, BAD_REQUEST, NOT_SIGNED_IN, FORBIDDEN, NOT_FOUND, SERVER_ERROR = 200, 303, 400, 401, 403, 404, 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """What a route answers: ``let_in`` get past it, the others get the status that is given for them."""

    let_in: frozenset[str]
    reader: int = FORBIDDEN
    outsider: int = NOT_FOUND
    anonymous: int = TO_SIGN_IN

    def status_for(self, name: str) -> int | None:
        """The status for somebody who is refused, nothing for somebody who is let in."""
        if name in self.let_in:
            return None
        return {"outsider": self.outsider, "anonymous": self.anonymous}.get(name, self.reader)


OPEN: Final = Rule(let_in=frozenset(EVERYBODY))
OWN: Final = Rule(let_in=frozenset(SIGNED_IN))
READ: Final = Rule(let_in=frozenset({*MANAGERS, *READERS}))
TRACK: Final = Rule(let_in=frozenset(MANAGERS))
MANAGE: Final = Rule(let_in=frozenset(MANAGERS))
SIGN: Final = Rule(let_in=frozenset({"administrator", "committee"}))
"""Those who make amendments do not sign them."""
START: Final = Rule(let_in=frozenset(MANAGERS), outsider=FORBIDDEN)
"""Starting a plan takes a portfolio that one manages, or a plan in it; that there are portfolios is no secret."""
DRAFT: Final = Rule(let_in=frozenset({"country_lead"}), reader=NOT_FOUND)
"""A draft is its author's alone, even before an administrator; the country lead's is looked at."""
SECRET: Final = Rule(let_in=frozenset(), reader=NOT_FOUND, anonymous=NOT_FOUND)
"""The address itself is the secret; with a wrong one nobody gets in."""
PARTS: Final = {
    "barriers": "risk",
    "budget-lines": "budget_line",
    "commitments": "commitment",
    "committees": "committee",
    "funding-sources": "funding_source",
    "meetings": "meeting",
    "needs": "",
    "phases": "phase",
    "services": "service",
    "spending": "spending",
    "stakeholders": "stakeholder",
    "targets": "",
}
"""The nouns of a plan that are edited alike, by their place in addresses, with their tables; those in its head have
none."""
OWN_FILE: Final = Rule(let_in=frozenset({"grant_manager"}), reader=NOT_FOUND)
"""A file that waits to become a plan is open to whoever sent it."""
WHOLE: Final = Rule(let_in=frozenset({"administrator", "grant_manager"}))
"""A portfolio itself is changed by who manages the whole of it, not by who leads plans in it."""
RATES: Final = Rule(let_in=frozenset({"administrator", "grant_manager"}), outsider=FORBIDDEN)
"""Rates hold for everybody, so it takes who answers for money; that there are some is no secret."""
RULES: Final[dict[tuple[str, str], Rule]] = {
    ("GET", "/"): OWN,
    ("GET", "/healthz"): OPEN,
    ("GET", "/static/{path:path}"): OPEN,
    ("GET", "/sign-in"): OPEN,
    ("POST", "/sign-in"): OPEN,
    ("POST", "/sign-out"): OPEN,
    ("POST", "/preferences"): OPEN,
    ("GET", "/account"): OWN,
    ("POST", "/account/password"): OWN,
    ("POST", "/account/sign-outs"): OWN,
    ("GET", "/playbooks"): OPEN,
    ("GET", "/playbooks/{intervention:str}"): OPEN,
    ("GET", "/playbooks/{intervention:str}/compare"): OPEN,
    ("GET", "/playbooks/{intervention:str}/{route:str}"): OPEN,
    ("GET", "/help"): OPEN,
    ("GET", "/help/{topic:str}"): OPEN,
    ("GET", "/calendar"): OWN,
    ("GET", "/money"): OWN,
    ("GET", "/money/exports/{name:str}"): OWN,
    ("POST", "/portfolios/{portfolio:str}/currency"): WHOLE,
    ("GET", "/rates"): RATES,
    ("POST", "/rates/imports"): RATES,
    ("GET", "/rates/imports/{rate_import:str}"): RATES,
    ("POST", "/rates/imports/{rate_import:str}"): RATES,
    ("POST", "/rates/imports/{rate_import:str}/removal"): RATES,
    ("POST", "/feeds"): OWN,
    ("POST", "/feeds/{feed_id:str}/revocation"): Rule(
        let_in=frozenset(), reader=NOT_FOUND, outsider=NOT_FOUND, anonymous=TO_SIGN_IN
    ),
    ("GET", "/feeds/{name:str}"): SECRET,
    ("GET", "/schemas/roadmap.plan-1.json"): OPEN,
    ("GET", "/plans/import"): START,
    ("POST", "/plans/import"): START,
    ("GET", "/plans/import/{import_id:str}"): OWN_FILE,
    ("POST", "/plans/import/{import_id:str}"): OWN_FILE,
    ("POST", "/plans/import/{import_id:str}/removal"): OWN_FILE,
    ("GET", "/plans/{slug:str}/import"): MANAGE,
    ("POST", "/plans/{slug:str}/import"): MANAGE,
    ("GET", "/plans/{slug:str}/import/{import_id:str}"): MANAGE,
    ("POST", "/plans/{slug:str}/import/{import_id:str}"): MANAGE,
    ("POST", "/plans/{slug:str}/import/{import_id:str}/removal"): MANAGE,
    ("GET", "/plans/new"): START,
    ("POST", "/drafts"): START,
    ("GET", "/drafts/{draft_id:str}/{step:str}"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/{step:str}"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/removal"): DRAFT,
    ("POST", "/drafts/{draft_id:str}/plan"): DRAFT,
    ("GET", "/plans/{slug:str}"): READ,
    ("GET", "/plans/{slug:str}/timeline"): READ,
    ("GET", "/plans/{slug:str}/budget"): READ,
    ("GET", "/plans/{slug:str}/budget/spending"): READ,
    ("GET", "/plans/{slug:str}/budget/table"): MANAGE,
    ("POST", "/plans/{slug:str}/budget/table"): MANAGE,
    ("GET", "/plans/{slug:str}/spending/import"): MANAGE,
    ("POST", "/plans/{slug:str}/spending/import"): MANAGE,
    ("POST", "/plans/{slug:str}/spending/import/rows"): MANAGE,
    ("GET", "/plans/{slug:str}/funding"): READ,
    ("GET", "/plans/{slug:str}/needs"): READ,
    ("POST", "/plans/{slug:str}/needs/choice"): MANAGE,
    ("GET", "/plans/{slug:str}/needs/takeover"): MANAGE,
    ("POST", "/plans/{slug:str}/needs/takeover"): MANAGE,
    ("POST", "/plans/{slug:str}/needs/takeover/removal"): MANAGE,
    ("GET", "/plans/{slug:str}/coverage"): READ,
    ("GET", "/plans/{slug:str}/stakeholders"): READ,
    ("GET", "/plans/{slug:str}/barriers"): READ,
    ("GET", "/plans/{slug:str}/committees"): READ,
    ("GET", "/plans/{slug:str}/checks"): READ,
    ("GET", "/plans/{slug:str}/checks/label"): READ,
    ("GET", "/plans/{slug:str}/waivers/new"): MANAGE,
    ("POST", "/plans/{slug:str}/waivers"): MANAGE,
    ("POST", "/plans/{slug:str}/waivers/removal"): MANAGE,
    ("GET", "/plans/{slug:str}/activity"): READ,
    ("GET", "/plans/{slug:str}/compare"): READ,
    ("GET", "/plans/{slug:str}/amendments"): READ,
    ("POST", "/plans/{slug:str}/amendments"): MANAGE,
    ("POST", "/plans/{slug:str}/amendments/tolerances"): MANAGE,
    ("POST", "/plans/{slug:str}/amendments/{amendment_id:str}/signature"): SIGN,
    ("GET", "/plans/{slug:str}/diagnosis"): READ,
    ("GET", "/plans/{slug:str}/exports"): READ,
    ("GET", "/plans/{slug:str}/exports/{name:str}"): READ,
    ("GET", "/plans/{slug:str}/settings"): MANAGE,
    ("POST", "/plans/{slug:str}/title"): MANAGE,
    ("POST", "/plans/{slug:str}/start"): MANAGE,
    ("POST", "/plans/{slug:str}/archive"): MANAGE,
    ("POST", "/plans/{slug:str}/baselines"): MANAGE,
    **{
        (method, f"/plans/{{slug:str}}/{noun}{rest}"): MANAGE
        for noun in PARTS
        for method, rest in (
            ("GET", "/new"),
            ("POST", ""),
            ("GET", "/{part_id:str}/edit"),
            ("POST", "/{part_id:str}"),
            ("GET", "/{part_id:str}/removal"),
            ("POST", "/{part_id:str}/removal"),
        )
    },
    ("POST", "/plans/{slug:str}/undo"): TRACK,
    ("GET", "/plans/{slug:str}/statements/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/statements/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/priorities/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/priorities/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/commitment-stages/{part_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/commitment-stages/{part_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/commitments/{part_id:str}"): READ,
    ("GET", "/plans/{slug:str}/upgrade"): MANAGE,
    ("POST", "/plans/{slug:str}/upgrade"): MANAGE,
    ("GET", "/plans/{slug:str}/status"): TRACK,
    ("POST", "/plans/{slug:str}/status"): TRACK,
    ("GET", "/plans/{slug:str}/milestones"): READ,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}"): READ,
    ("GET", "/plans/{slug:str}/milestones/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/edit"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/batches/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/batches"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/merge"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/merges"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/split"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/parts"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/links/new"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/links"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/place"): MANAGE,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/removal"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/removal"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/drop"): MANAGE,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/progress"): TRACK,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence"): TRACK,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}"): READ,
    ("GET", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}/removal"): TRACK,
    ("POST", "/plans/{slug:str}/milestones/{milestone_id:str}/evidence/{evidence_id:str}/removal"): TRACK,
}
"""Every route has its rule; a new one is a line here. The rule says who gets past it, not what they find behind it."""
