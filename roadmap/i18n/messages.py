"""The English sentences behind message keys. Extracted for translation like every other text.

``%(name)s`` placeholders are formatted for the reader's locale before they are put in.
"""

from __future__ import annotations

from roadmap.i18n import account_sentences, check_sentences, coverage_sentences, exchange_sentences, money_sentences
from roadmap.i18n.marking import N_, NN_

SENTENCES: dict[str, str] = {
    **account_sentences.SENTENCES,
    **check_sentences.SENTENCES,
    **coverage_sentences.SENTENCES,
    **exchange_sentences.SENTENCES,
    **money_sentences.SENTENCES,
    "stage.identified": N_("Identified"),
    "stage.in-talks": N_("In talks"),
    "stage.applied": N_("Applied for"),
    "stage.committed": N_("Committed"),
    "stage.contracted": N_("Contracted"),
    "stage.received": N_("Received"),
    "status.not-started": N_("Not started"),
    "status.in-progress": N_("In progress"),
    "status.done": N_("Done"),
    "status.blocked": N_("Blocked"),
    "status.dropped": N_("Dropped"),
    # Errors of every page
    "error.not_found": N_("There is no such page, or it is not open to you."),
    "error.forbidden": N_("You may read this, but not change it. Ask whoever looks after the plan."),
    "error.conflict": N_("Somebody saved this while you were writing. Nothing of yours is lost."),
    # Amendments of an approved plan
    "plan.archived": N_(
        "This plan is archived, so nothing was saved. Whoever manages it can bring it back on its page Settings."
    ),
    "baseline.by_amendment": N_("This plan is approved. It changes by an amendment, which brings the next baseline."),
    "amendment.not_approved": N_("Nobody has approved this plan yet: freeze its first baseline."),
    "amendment.nothing": N_("Everything in this plan is approved: there is nothing to amend."),
    "amendment.only_upward": N_("Choose what the rule says or what weighs more, not less."),
    "amendment.reason_needed": N_("Say why the plan changes."),
    "amendment.changed_meanwhile": N_(
        "The plan was changed since you opened the page. Look at what is not approved now; nothing of yours is lost."
    ),
    "amendment.own": N_("You made this amendment: somebody else has to sign it."),
    "amendment.waits_no_more": N_("This amendment waits no more: it is signed, or a later one took its place."),
    "amendment.category_cut": N_("cut by %(percent)s%%; the tolerance is %(allowed)s%%."),
    "amendment.category_raised": N_("raised by %(percent)s%%; the tolerance is %(allowed)s%%."),
    "amendment.category_new": N_("new money where there was none; the tolerance is %(allowed)s%%."),
    "amendment.percent_widened": N_(
        "A cost category could change by %(percent)s%% without a sign-off; the tolerance is %(allowed)s%%."
    ),
    "amendment.pin_given_up": N_("“%(title)s” was pinned and is no longer."),
    "amendment.milestone_gone": N_("“%(title)s” is given up."),
    "amendment.other_deliverable": N_("“%(title)s” delivers something else."),
    "amendment.other_service": N_("The service “%(title)s” came, went or changed in its posts or its opening."),
    "amendment.other_aims": N_("The aim, the targets, the routes or the length of the plan changed."),
    "tolerances.range": N_("Write a whole number from 0 to %(most)s."),
    "comparison.unknown_point": N_("“%(typed)s” is no state of this plan. Choose one of those on offer."),
    "comparison.no_such_baseline": N_("This plan has no such baseline, or no longer. Choose one of those on offer."),
    "comparison.no_such_day": N_("Choose a day from the plan’s beginning, %(first)s, to today, %(today)s."),
    # Undoing the last change of a plan
    "undo.stale": N_("The plan was changed since you opened the page. Nothing was undone."),
    "undo.not_yours": N_("The last change is not yours. Who looks after the plan can undo it."),
    "upgrade.nothing_chosen": N_("Tick at least one thing to take over, or leave everything as it is, further down."),
    "undo.nothing": N_("There is nothing to undo."),
    "undo.plan_began": N_("This is how the plan began: there is nothing before it to go back to."),
    "undo.baseline_stays": N_("The baseline “%(name)s” stays: others hold the plan against it."),
    "undo.file_is_gone": N_("The file “%(name)s” was removed for good. Attach it again."),
    "error.long_address": N_("This address asks for more than can be answered at once. Choose fewer things."),
    "error.unavailable": N_(
        "The database cannot be reached at the moment. If you were saving something, look whether it is there before"
        " you save it again: your browser still has what you typed."
    ),
    "http.400": N_("This request cannot be read"),
    "http.401": N_("You are not signed in"),
    "http.403": N_("This is not open to you"),
    "http.404": N_("There is no such page here"),
    "http.405": N_("This address cannot be used that way"),
    "http.409": N_("Somebody was faster"),
    "http.413": N_("This is too big"),
    "http.415": N_("This kind of file is not taken"),
    "http.422": N_("Something in the form needs another look"),
    "http.429": N_("Too many attempts; wait a little"),
    "http.500": N_("Something went wrong on our side"),
    "http.503": N_("The product is not ready; try again in a moment"),
    # Fields of any form
    "form.too_big": N_("This form holds more than can be taken at once. Shorten it, or send it in parts."),
    "form.incomplete": N_("The form came in incomplete. Open the page again and repeat what you did."),
    "order.incomplete": N_("The order has to name every category once. Open the form anew and move them there."),
    "filter.unknown": N_("Nothing here is filtered by “%(typed)s”. Choose one of the answers on offer."),
    "choice.unknown": N_("Choose one of the answers on offer."),
    "text.too_long": N_("Write at most %(most)s characters. These are %(length)s."),
    "text.bad_character": N_("This text holds a character that cannot be kept. Type it again rather than pasting it."),
    "title.empty": N_("Give it a title."),
    "date.missing": N_("Write a date such as 31/03/2027 or 2027-03-31."),
    "day.unreadable": N_("Write a date such as %(example)s or 2027-03-31. You wrote “%(typed)s”."),
    "day.short_year": N_("Write the year with four digits, such as %(example)s. You wrote “%(typed)s”."),
    "day.impossible": N_("There is no day “%(typed)s”. Write day, month and year, such as %(example)s."),
    "date.out_of_range": N_("Write a date between the years %(first)s and %(last)s."),
    "number.missing": N_("Write a number, for example %(example)s."),
    "number.unreadable": N_("Write a number in digits, for example %(example)s. You wrote “%(typed)s”."),
    "number.ambiguous": N_("“%(typed)s” could be %(one)s or %(other)s. Write the one that you mean."),
    "date.due_before_start": N_("The due date lies before the start, %(start)s."),
    "owner.empty": N_("Name a role, or whoever else answers for it."),
    "date.end_before_start": N_("The last day lies before the first, %(start)s."),
    "count.range": N_("Write a number under %(most)s, with at most %(places)s decimal places."),
    "level.range": N_("Choose a level from 1 to 5."),
    "ground.reason_missing": N_("Say why: a figure that you add or change needs its reason."),
    "ground.source_missing": N_("Say who reported it, and where that can be looked up."),
    # Progress of a milestone
    "progress.percent_unreadable": N_("Write a whole number from 0 to 100, for example 30. You wrote “%(typed)s”."),
    "progress.percent_range": N_("Write a whole number from 0 to 100."),
    "progress.percent_means_done": N_("At 100 percent the milestone is done: choose that status, or a lower number."),
    "progress.done_needs_date": N_("Say on which day it was done."),
    "progress.done_in_future": N_("This day lies in the future. Today is %(today)s."),
    "progress.done_before_plan": N_("This day lies long before the plan’s start, %(start)s."),
    # Evidence
    "evidence.nothing": N_("Give a link or choose a file."),
    "evidence.one_of": N_("Give a link or a file, not both; attach the other one afterwards."),
    "evidence.bad_link": N_("Write a whole address that begins with https:// or http://."),
    "evidence.too_big": N_("This file is bigger than %(most)s MB. Link to it, or attach a smaller one."),
    "evidence.empty": N_("This file is empty."),
    "evidence.unknown_kind": N_("This kind of file is not taken. These are: %(kinds)s."),
    "evidence.not_what_it_says": N_("The content of this file is not what its ending .%(ending)s says."),
    # Plans
    "plan.no_route": N_("Choose at least one route."),
    "plan.unknown_route": N_("This playbook has no route “%(key)s”."),
    "plan.unknown_module": N_("These routes have no module “%(key)s”."),
    "plan.months_range": N_("Write a number of months from %(least)s to %(most)s."),
    "plan.rate_missing": N_(
        "To plan in %(currency)s, say how many %(currency)s one %(base)s is, and where that rate is from."
    ),
    "plan.phase_does_not_fit": N_("The phase “%(phase)s” does not fit into %(months)s months."),
    # Starting and settling a plan
    "plan.no_country": N_("Choose a country."),
    "plan.unknown_country": N_("No country has the code “%(typed)s”. Codes are two letters, for example HR."),
    "plan.unknown_part": N_("“%(typed)s” is no part of this country with holidays of its own. These are: %(known)s."),
    "plan.no_parts": N_("Holidays are the same in all of this country: leave this empty."),
    "plan.driver_range": N_("Write a whole number from 1 to %(most)s, or nothing."),
    "plan.number_missing": N_("Write a whole number, for example 24."),
    "plan.number_unreadable": N_("Write a whole number, for example 24. You wrote “%(typed)s”."),
    "plan.rate_unreadable": N_("Write the rate as a number, for example 24.40. You wrote “%(typed)s”."),
    "plan.rate_positive": N_("Write a rate above zero."),
    "plan.rate_range": N_("Write a rate under %(most)s, with at most %(places)s decimal places."),
    "plan.rate_source_missing": N_("Say who publishes this rate, and of which day it is."),
    "plan.unknown_currency": N_(
        "No currency in use has the code “%(typed)s”. Codes are three letters, for example EUR."
    ),
    "plan.nowhere_to_start": N_(
        "You lead no plan and look after no portfolio, so there is nowhere to put a new plan. Ask an administrator."
    ),
    "draft.too_many": N_("You have %(most)s drafts already. Finish or delete one of them first."),
    "plan.no_portfolio": N_("Choose one of the portfolios on offer."),
    "plan.unknown_portfolio": N_("There is no portfolio “%(typed)s”."),
    "plan.unknown_slug": N_("There is no plan “%(typed)s”. The name is the last part of the plan’s address."),
    "plan.which_portfolio": N_("There are several portfolios. Name one: %(known)s."),
    "plan.unknown_playbook": N_("There is no playbook “%(typed)s”. These are: %(known)s."),
    "plan.one_playbook": N_("A plan follows routes of one playbook. These belong to several."),
    "service.paid_by": N_(
        "“%(source)s” pays for “%(title)s” alone: say first what else it pays for, or take it out of the plan."
    ),
    "risk.assessed_already": N_(
        "This plan assesses that barrier already. Change what stands there, or choose another."
    ),
    "risk.more_is_left": N_("What is left when the response works cannot be more than there is now."),
    "committee.too_many": N_("Name at most %(most)s members."),
    "committee.takes_along": N_(
        "“%(title)s” has meetings. Take those out first, or take them out along with it after looking at what goes."
    ),
    "committee.unknown": N_("Choose one of the plan’s committees."),
    "committee.meets_already": N_("This committee meets on that day already."),
    "phase.only_one": N_("This is the plan’s only phase, and milestones need one. Add another phase first."),
    "target.there_already": N_("There is a target for this indicator and day already. Change that one."),
    "statement.too_many": N_("Write at most %(most)s sentences."),
    "baseline.name_empty": N_("Give the baseline a name, for example “Baseline 2” or the committee that approved it."),
    "baseline.name_taken": N_("This plan has a baseline “%(name)s” already. Give the new one another name."),
    "schedule.too_far": N_("With these durations and links the plan would run beyond the year %(year)s."),
    "schedule.cycle": N_("These wait for each other in a circle: %(path)s."),
    # Editing milestones
    "number.range": N_("Write a whole number from %(least)s to %(most)s."),
    "milestone.best_over_likely": N_("At best it takes no longer than is likely, %(likely)s working days."),
    "milestone.worst_under_likely": N_("At worst it takes no less than is likely, %(likely)s working days."),
    "milestone.anchor_day_missing": N_("Write the date, or choose something else that it hangs on."),
    "milestone.hangs_on_itself": N_("A milestone cannot hang on itself. Choose another one."),
    "milestone.anchor_other_missing": N_("Choose the milestone that it hangs on."),
    "milestone.pin_day_missing": N_("Write the date that others set."),
    "milestone.pin_reason_missing": N_("Say who set this date and why, for example a budget vote or a grant deadline."),
    "milestone.drop_done": N_("It is done. What is finished stays in the plan."),
    "milestone.drop_twice": N_("It is dropped already."),
    "milestone.drop_reason_missing": N_("Say why it is dropped: the committee will ask."),
    "milestone.delete_progress": N_("Work on it has begun, so it cannot be deleted without a trace. Drop it instead."),
    "milestone.delete_evidence": N_(
        "Evidence is attached to it, so it cannot be deleted without a trace. Drop it instead."
    ),
    "milestone.delete_finished": N_("Work was done on it, so it cannot be deleted without a trace."),
    "milestone.split_finished": N_("It is finished or dropped: nothing is left to split."),
    "milestone.split_count": N_("Split it into 2 to %(most)s parts."),
    "milestone.split_short": N_(
        "At best it takes %(days)s working days, too few for %(parts)s parts. Give it more days first, or fewer parts."
    ),
    "milestone.split_light": N_(
        "Its effort weight is %(weight)s, too little to share among %(parts)s parts. Give it more weight first."
    ),
    "milestone.split_days": N_("The parts have to take %(total)s working days together. These are %(sum)s."),
    "milestone.split_weight": N_("The parts have to weigh %(total)s together. These weigh %(sum)s."),
    "milestone.merge_two": N_("Choose at least two milestones to merge."),
    "milestone.merge_phases": N_("Only milestones of one phase can be merged. Move them to one phase first."),
    "milestone.merge_dropped": N_("“%(title)s” is dropped. Leave it out."),
    "milestone.merge_heavy": N_("Together they weigh %(sum)s, more than the %(most)s that one milestone may weigh."),
    "link.itself": N_("A milestone cannot wait for itself."),
    "link.twice": N_("This milestone is waited for in this way already. Remove one of the two."),
    "link.nobody": N_("Choose the milestone that it waits for, or remove this row."),
    "link.nobody_waits": N_("Choose the milestone that waits."),
    "batch.gone": N_("One of these milestones is gone. Go back to the list and select again."),
    "batch.nobody": N_("Select at least one milestone."),
    "batch.nothing": N_("Say what to change: an owner, a theme, a phase, or a number of days."),
    "basis.by_hand": N_("Put into the plan by hand."),
    # Playbooks
    "playbook.unknown_route": N_("This playbook has no route “%(key)s”. Choose one of those on offer."),
    "playbook.no_route_chosen": N_("Choose a route."),
    "playbook.same_route": N_("This is the first route again. Choose another one to compare it with."),
    "playbook.one_route": N_("This playbook has fewer than two routes, so there is nothing to compare."),
    # Red, amber, green
    "rag.override": N_("Judged by a person: %(reason)s"),
    "rag.index": N_("Less is done than was due by now: the schedule index is %(index)s."),
    "rag.blocked": N_("“%(title)s” is blocked."),
    "rag.on_track": N_("Nothing is late beyond the tolerance."),
    "rag.reason_needed": N_("Say why you judge it so."),
    "error.sign_in": N_("Sign in to see this page."),
    "error.cross_site": N_("This request came from another site and was refused. Open the page here and try again."),
    "error.method": N_("This method is not allowed."),
}

PLURALS: dict[str, tuple[str, str]] = {
    "rates.problems": NN_(
        "These rates cannot be taken over. What is wrong stands below.",
        "These rates cannot be taken over. The %(count)s things that are wrong stand below.",
    ),
    "spending.problems": NN_(
        "This table cannot be taken over. What is wrong stands below.",
        "This table cannot be taken over. The %(count)s cells that are wrong stand below.",
    ),
    **check_sentences.PLURALS,
    **exchange_sentences.PLURALS,
    "amendment.days_widened": NN_(
        "A pinned date could move by %(count)s day without a sign-off; the tolerance is %(allowed)s.",
        "A pinned date could move by %(count)s days without a sign-off; the tolerance is %(allowed)s.",
    ),
    "amendment.pin_moved": NN_(
        "The pinned date of “%(title)s” moves by %(count)s day; the tolerance is %(allowed)s.",
        "The pinned date of “%(title)s” moves by %(count)s days; the tolerance is %(allowed)s.",
    ),
    "rag.pin_missed": NN_(
        "“%(title)s” is forecast %(count)s day after its fixed date.",
        "“%(title)s” is forecast %(count)s days after its fixed date.",
    ),
    "rag.late": NN_(
        "“%(title)s” is forecast %(count)s day later than its baseline.",
        "“%(title)s” is forecast %(count)s days later than its baseline.",
    ),
    "phase.has_milestones": NN_(
        "%(count)s milestone belongs to “%(title)s”. Choose the phase that it goes to; its dates stay.",
        "%(count)s milestones belong to “%(title)s”. Choose the phase that they go to; their dates stay.",
    ),
    "service.reported": NN_(
        "“%(title)s” has %(count)s reading, so it cannot be taken out: what was reported must not vanish. Set its posts"
        " to 0 if it closes.",
        "“%(title)s” has %(count)s readings, so it cannot be taken out: what was reported must not vanish. Set its"
        " posts to 0 if it closes.",
    ),
    # Accounts
    "sign_in.slowed": NN_(
        "Too many tries failed. Wait a minute, then try again.",
        "Too many tries failed. Wait %(count)s minutes, then try again.",
    ),
    "account.browsers": NN_(
        "You are signed in on this browser only.",
        "You are signed in on %(count)s browsers, this one included.",
    ),
}
