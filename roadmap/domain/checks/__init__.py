"""Plan checks: rules that a plan passes or fails, one function each. Pure, so that a preview runs them on what may be.

Which of them a plan is held against, with why, lesson, remedy and thresholds, is the playbook's to say; what each looks
at in a plan is said here. A new check is a function, a line in ``CHECKS``, its sentences, and its entry in playbooks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal
from uuid import UUID

from roadmap.domain.checks import barriers, funding, milestones, people, services
from roadmap.domain.checks.results import CheckResult, Finding, Noun, Outcome, Place, Turned, failed, result, turned
from roadmap.domain.checks.situations import Situation
from roadmap.domain.coverage.restrictions import LIKELY
from roadmap.domain.plan_checks import PlanCheck
from roadmap.domain.plans import Plan
from roadmap.domain.playbooks import Playbook
from roadmap.domain.schedule import Dates

__all__ = [
    "CHECKS",
    "Check",
    "CheckResult",
    "Finding",
    "Noun",
    "Place",
    "Turned",
    "failed",
    "run_checks",
    "turned",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A rule by its key: its function, the thresholds that it reads, and what its entry in a playbook has to name.

    ``is_of_money``: it looks at nothing of the plan but its money, so that it finds the same while that stays the same.
    """

    find: Callable[[Situation, PlanCheck], Outcome]
    thresholds: tuple[str, ...] = ()
    names: Literal["", "categories", "barriers", "indicators"] = ""
    is_of_money: bool = False


of_money = partial(Check, is_of_money=True)
CHECKS: Mapping[str, Check] = {
    "support-funded": of_money(find=funding.support_funded, thresholds=(LIKELY,), names="categories"),
    "posts-funded": of_money(find=funding.posts_funded, thresholds=(LIKELY,), names="categories"),
    "quarters-funded": of_money(find=funding.quarters_funded, thresholds=(LIKELY, "check-funded-quarters")),
    "exit-payer": of_money(find=funding.exit_payer, thresholds=(LIKELY,)),
    "single-payer": of_money(find=funding.single_payer, thresholds=("check-max-single-payer",)),
    "translation-and-travel": of_money(find=funding.translation_and_travel, names="categories"),
    "support-first": Check(find=milestones.support_first),
    "owned-and-dated": Check(find=milestones.owned_and_dated),
    "pins-met": Check(find=milestones.pins_met),
    "within-plan": Check(find=milestones.within_plan),
    "windows": Check(find=milestones.windows),
    "barriers-assessed": Check(find=barriers.barriers_assessed),
    "risks-mitigated": Check(find=barriers.risks_mitigated, thresholds=("check-high-risk",)),
    "local-evidence": Check(find=barriers.local_evidence, thresholds=("check-barrier-stands",), names="barriers"),
    "service-users": Check(find=people.service_users),
    "stakeholders-engaged": Check(find=people.stakeholders_engaged, thresholds=("check-influential",)),
    "service-size": Check(find=services.service_size, thresholds=("check-min-specialists",)),
    "caseload": Check(find=services.caseload, thresholds=("check-max-caseload",), names="indicators"),
    "quality-reviews": Check(
        find=services.quality_reviews, thresholds=("check-review-months", "check-review-after-months")
    ),
    "growth": Check(find=services.growth, thresholds=("check-growth-per-year",), names="indicators"),
}
"""Every check that the product knows, by the key under which a playbook asks for it."""


def run_checks(
    plan: Plan,
    playbook: Playbook,
    dates: Mapping[UUID, Dates],
    today: date,
    *,
    is_multi_country: bool = False,
    is_of_money_too: bool = True,
) -> tuple[CheckResult, ...]:
    """Hold a whole plan against the checks of its playbook, in the playbook's order.

    ``dates`` is the plan's forecast as of ``today``; ``is_multi_country`` whether its portfolio has plans of other
    countries. Checks of money alone, which take the longest, are left out unless ``is_of_money_too``. A check that the
    product does not know, or whose numbers the playbook lacks, is left out: checking the playbook names it.
    """
    here = Situation(plan, playbook, dates, today, is_multi_country=is_multi_country)
    known = [each for each in playbook.checks if each.key in CHECKS]
    wanted = [each for each in known if is_of_money_too or not CHECKS[each.key].is_of_money]
    return tuple(
        result(check, CHECKS[check.key].find(here, check), plan.waivers)
        for check in wanted
        if here.thresholds.keys() >= set(CHECKS[check.key].thresholds)
    )
