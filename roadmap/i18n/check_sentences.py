"""What plan checks say: of what fails, of what holds, and of why a check does not apply."""

from __future__ import annotations

from roadmap.i18n.marking import N_, NN_

SENTENCES: dict[str, str] = {
    # Money
    "check.not_budgeted": N_("%(category)s: nothing is budgeted."),
    "check.unpaid": N_("%(category)s: %(need)s is needed, and no likely source may pay for it."),
    "check.unpaid_months": N_(
        "%(category)s: of %(need)s needed, %(amount)s has no likely source that may pay for it. It falls between "
        "%(first)s and %(last)s."
    ),
    "check.short": N_(
        "%(category)s: of %(need)s needed, a gap of %(gap)s stays when the likely money is shared out as its "
        "restrictions and periods allow."
    ),
    "check.paid": N_("Likely sources that may pay for it cover, month by month: %(categories)s."),
    "check.outlasted": N_(
        "%(category)s: the last likely money that may pay for it ends on %(ends)s. What comes after, until "
        "%(last)s, costs %(amount)s."
    ),
    "check.no_posts": N_("No posts are budgeted."),
    "check.single_payer": N_(
        "%(share)s of the funding to be expected comes from one payer, %(source)s. At most %(most)s should."
    ),
    "check.several_payers": N_("Most comes from %(source)s: %(share)s of the funding to be expected."),
    "check.no_money": N_("No source has named an amount yet."),
    "check.quarter_open": N_(
        "%(quarter)s: of %(need)s needed, %(gap)s has no likely money. The gap is in: %(categories)s."
    ),
    "check.quarters_paid": N_("Likely money covers everything that is needed in %(quarters)s."),
    "check.nothing_ahead": N_("Nothing is needed in the quarters ahead."),
    "check.no_heir": N_(
        "%(category)s: %(amount)s a month still runs on %(end)s, and no permanent payer among the sources may pay for "
        "it."
    ),
    "check.not_agreed": N_(
        "%(category)s: %(amount)s a month still runs on %(end)s. %(payers)s may pay for it, and no likely money from "
        "there reaches that day."
    ),
    "check.heir": N_("%(category)s (%(payers)s)"),
    "check.taken_over": N_("Each cost that still runs has a permanent payer: %(costs)s."),
    "check.nothing_runs_on": N_("No recurrent cost still runs when the plan ends on %(end)s."),
    "check.one_country": N_("All plans of this portfolio are of one country."),
    "check.no_exchange": N_(
        "The portfolio has plans of several countries, and this one budgets nothing for it: %(categories)s."
    ),
    "check.exchange": N_("It is budgeted: %(categories)s."),
    # Milestones
    "check.no_milestones": N_("The plan has no milestones yet."),
    "check.no_owner": N_("“%(title)s” has no owner."),
    "check.due_first": N_("“%(title)s” is due on %(due)s, before it starts on %(start)s."),
    "check.owned": N_("Milestones with an owner and dates in order: all %(number)s."),
    "check.no_opening": N_("No milestone of the plan opens a service."),
    "check.support_late": N_("“%(title)s” is due on %(due)s, before “%(support)s”, which is due on %(done)s."),
    "check.no_support": N_(
        "“%(title)s” is due on %(due)s, and no milestone trains or supervises those who work there."
    ),
    "check.support_first": N_("Whoever takes clients is trained and supervised first."),
    "check.no_window": N_("The plan notes no date that others set: no budget vote, no election, no new strategy."),
    "check.window_unnamed": N_("“%(title)s” is pinned to %(day)s, and nothing says who set that date and why."),
    "check.window_unprepared": N_(
        "“%(title)s” is pinned to %(day)s (%(reason)s), and nothing in the plan prepares for it."
    ),
    "check.windows": N_("Noted and prepared for: %(windows)s."),
    "check.window": N_("“%(title)s” (%(day)s)"),
    "check.no_pin": N_("No date that others set lies ahead."),
    "check.pins_met": N_("Every date that others set is met, as things stand today."),
    "check.all_done": N_("Nothing is left to do."),
    "check.within_plan": N_("Everything is forecast to end by the plan’s last day, %(end)s."),
    "check.title": N_("“%(title)s”"),
    # Barriers
    "check.not_assessed": N_("“%(barrier)s” is not assessed in this plan."),
    "check.no_reason": N_("“%(barrier)s” is assessed without saying how it stands here."),
    "check.assessed": N_("Barriers assessed, each with a reason: all %(number)s."),
    "check.no_high_risk": N_("No barrier is high now."),
    "check.unmitigated": N_("“%(risk)s” weighs %(score)s of 25, and no milestone lowers it."),
    "check.mitigation_dropped": N_(
        "“%(risk)s” weighs %(score)s of 25, and no milestone lowers it any more. This was dropped: %(dropped)s."
    ),
    "check.mitigated": N_("High barriers that milestones lower: all %(number)s."),
    "check.no_evidence_barrier": N_("Local evidence does not stand in the way here."),
    "check.no_evidence": N_(
        "“%(barrier)s” weighs %(score)s of 25, and no milestone brings evidence from the country itself."
    ),
    "check.evidence": N_("Evidence from the country comes with: %(titles)s."),
    # People
    "check.no_committee": N_("The plan has no committee."),
    "check.no_users": N_("No committee has service users among its members."),
    "check.users": N_("Service users sit on: %(committees)s."),
    "check.all_won": N_("Nobody with influence is short of support."),
    "check.opponent": N_("%(title)s opposes the plan, has influence %(influence)s of 5, and no milestone engages it."),
    "check.sceptic": N_("%(title)s is sceptical, has influence %(influence)s of 5, and no milestone engages it."),
    "check.undecided": N_("%(title)s is undecided, has influence %(influence)s of 5, and no milestone engages it."),
    "check.engaged": N_("Influential and not won over yet, and engaged by a milestone: all %(number)s."),
    # Services
    "check.no_services": N_("No services are entered yet that this could be judged for."),
    "check.few_specialists": N_(
        "%(service)s has %(specialists)s of the %(least)s full-time specialists that a team needs at least."
    ),
    "check.few_and_unled": N_(
        "%(service)s has %(specialists)s of the %(least)s full-time specialists that a team needs at least, and nobody "
        "who leads it."
    ),
    "check.unled": N_("%(service)s has no team leadership."),
    "check.big_enough": N_(
        "Services with at least %(least)s full-time specialists and some leadership: all %(number)s."
    ),
    "check.few_on_average": N_(
        "Specialists %(specialists)s, services %(services)s: that is %(each)s for each on average. A team needs at "
        "least %(least)s."
    ),
    "check.enough_on_average": N_("Specialists for each service, on average: %(each)s."),
    "check.no_caseload": N_("No caseload is aimed at or reported yet."),
    "check.caseload_read": N_(
        "%(service)s: %(indicator)s is %(value)s in the quarter from %(quarter)s. Above %(most)s not everyone is "
        "helped."
    ),
    "check.caseload_aim": N_(
        "%(indicator)s: the plan aims at %(value)s by %(due)s. Above %(most)s not everyone is helped."
    ),
    "check.caseload_right": N_("No reading or target lies above %(most)s active clients for each specialist."),
    "check.no_review": N_("%(service)s opens on %(opens)s, and no review is dated from then to %(until)s."),
    "check.reviews": N_("Reviewed with: %(titles)s."),
    "check.from_nothing": N_("The plan starts from nothing, and growth from nothing has no rate."),
    "check.specialists_of_services": N_("Specialists of all services"),
    "check.too_fast": N_(
        "%(title)s: from %(before)s on %(start)s to %(after)s on %(end)s is %(factor)s times a year. No history grew "
        "by more than %(most)s times."
    ),
    "check.growth": N_("The fastest growth is %(factor)s times a year, the fastest history %(most)s times."),
    # Waiving
    "check.reason_needed": N_("Say why this may stay as it is. Everybody who reads the plan is shown it."),
    "check.nothing_to_waive": N_("This no longer fails, so there is nothing to waive."),
}

PLURALS: dict[str, tuple[str, str]] = {
    "check.pin_missed": NN_(
        "“%(title)s” has to be done by %(day)s and is forecast for %(due)s, %(count)s day too late.",
        "“%(title)s” has to be done by %(day)s and is forecast for %(due)s, %(count)s days too late.",
    ),
    "check.overrun": NN_(
        "“%(title)s” is forecast for %(due)s, %(count)s day after the plan’s last day, %(end)s.",
        "“%(title)s” is forecast for %(due)s, %(count)s days after the plan’s last day, %(end)s.",
    ),
}
