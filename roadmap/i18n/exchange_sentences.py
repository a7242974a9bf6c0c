"""What files with a plan say: what is wrong in one that is read, and what each that is exported holds."""

from __future__ import annotations

from roadmap.i18n.marking import N_, NN_

SENTENCES: dict[str, str] = {
    # Files with a plan; the parts of sentences follow “Write … here, instead of …”
    "exchange.empty": N_("This file is empty."),
    "exchange.not_utf8": N_("This file is not text in UTF-8. Save it as UTF-8 and try again."),
    "exchange.not_json": N_("This is no JSON: it cannot be read from line %(line)s, column %(column)s on."),
    "exchange.too_deep": N_("Here things stand inside each other deeper than in any plan."),
    "exchange.twice": N_("The name “%(name)s” stands twice in one object. Keep one of them."),
    "exchange.no_number": N_(
        "JSON has no number “%(name)s”. Leave the field out, or write null where that is allowed."
    ),
    "exchange.no_plan_file": N_('This is no file of a plan: it must say "format": "%(format)s".'),
    "exchange.other_version": N_(
        "This file is of the format %(theirs)s, and %(ours)s is read here. Export it again from a product like this "
        "one, or bring this one up to date."
    ),
    "exchange.more": N_("There is more. Mend these first, then try again."),
    "exchange.missing": N_("This is missing. Write %(wanted)s."),
    "exchange.unknown_field": N_(
        "There is no field “%(name)s” here, and what it says would be lost. Remove it, or bring the product up to date."
    ),
    "exchange.unknown_field_near": N_("There is no field “%(name)s” here. Do you mean “%(near)s”?"),
    "exchange.other_kind": N_("Write %(wanted)s here, instead of %(found)s."),
    "exchange.a.text": N_("a text in quotes"),
    "exchange.a.whole": N_("a whole number without quotes"),
    "exchange.a.exact": N_('an exact number in quotes, such as "1250.50"'),
    "exchange.a.truth": N_("true or false"),
    "exchange.a.day": N_('a day such as "2027-03-01"'),
    "exchange.a.instant": N_('a moment such as "2027-03-01T09:00:00Z"'),
    "exchange.a.id": N_('an id such as "6f1c1d0e-52a5-4f0b-9d7e-3f4a5b6c7d8e"'),
    "exchange.a.choice": N_("one of %(known)s"),
    "exchange.a.list": N_("a list in [ ]"),
    "exchange.a.object": N_("an object in { }"),
    "exchange.is.nothing": N_("null"),
    "exchange.is.truth": N_("true or false"),
    "exchange.is.number": N_("a number"),
    "exchange.is.fraction": N_("a number with a fraction"),
    "exchange.is.text": N_("the text “%(typed)s”"),
    "exchange.is.empty_text": N_("an empty text"),
    "exchange.is.list": N_("a list"),
    "exchange.is.object": N_("an object"),
    "exchange.range": N_("Write a whole number from %(least)s to %(most)s."),
    "exchange.too_big": N_("Write a number below %(most)s."),
    "exchange.line_too_big": N_("Quantity times unit cost is to be below %(most)s."),
    "exchange.negative": N_("Write a number that is not below zero."),
    "exchange.bad_character": N_("This text holds a character that cannot be kept."),
    "exchange.bad_form": N_("“%(typed)s” has not the form that is needed here: %(pattern)s."),
    "exchange.empty_text": N_("Write something here: it must not be empty."),
    "exchange.no_such_day": N_("The calendar has no day “%(typed)s”."),
    "exchange.too_many": N_("At most %(most)s entries are taken here. These are %(length)s."),
    "exchange.other_plan": N_("This is the id of another plan. Write that of the plan in this file, or leave it out."),
    "exchange.same_id": N_("The entry at position %(first)s has this id already. Every entry needs its own."),
    "exchange.nothing_there": N_("Nothing in this file has the id %(id)s."),
    "exchange.waits_for_itself": N_("A milestone cannot wait for itself."),
    "exchange.waits_twice": N_("This milestone waits for that one already. Keep one of the links."),
    "exchange.ends_before": N_("This lies before the beginning, %(start)s."),
    "exchange.durations": N_("Of the three estimates the best must be the shortest and the worst the longest."),
    "exchange.done_percent": N_("A milestone that is done is at 100 percent."),
    "exchange.other_intervention": N_(
        "This plan follows the playbook %(ours)s, and the file follows %(theirs)s. Import it as a new plan instead."
    ),
    "exchange.part_left_out": N_(
        "The file leaves this out, so the plan’s own entries stay; but they refer to something that the file takes "
        "away. Write this part into the file too."
    ),
    "exchange.unknown_source": N_(
        "The playbook has no source “%(source)s”, so nobody could look this up. Cite one that it has, or say that the"
        " figure is assumed."
    ),
    "exchange.anchor_needs": N_("An anchor at “%(at)s” needs this."),
    "exchange.ground_lacks": N_("A ground of the kind “%(kind)s” needs this: no figure stands without one."),
    # Importing a plan
    "import.no_file": N_("Choose a file."),
    "import.too_big": N_("This file is bigger than %(most)s MB, more than any plan needs."),
    "import.gone": N_(
        "This file is no longer here: it was taken over already, or it waited for more than a day. Choose it again."
    ),
    "import.reason_needed": N_("Say why the plan changes: the log keeps it."),
    # Exports
    "export.milestones": N_("Milestones"),
    "export.milestones.holds": N_("Every milestone with its dates, baseline, status, owner, links and note."),
    "export.budget": N_("Budget"),
    "export.budget.holds": N_(
        "Every budget line with quantity, unit cost, growth, service, period, and what is needed and spent."
    ),
    "export.spending": N_("Spending"),
    "export.spending.holds": N_("Every amount spent, by budget line and month, with who entered it and when."),
    "export.funding": N_("Funding"),
    "export.funding.holds": N_("Every source with what it may and may not pay, and each commitment with its stage."),
    "export.coverage": N_("Coverage"),
    "export.coverage.holds": N_("Need, cover and gap by quarter and cost category, without and with probable money."),
    "export.coverage_json": N_("Coverage with every payment"),
    "export.coverage_json.holds": N_(
        "The same for programs: who pays what and when, what lapses unused, the exit test."
    ),
    "export.asks": N_("Ask list"),
    "export.asks.holds": N_("Who to ask for money, for what, by when and for how much."),
    "export.stakeholders": N_("Stakeholders"),
    "export.stakeholders.holds": N_("Organisations and roles with influence, interest, stance and what we ask."),
    "export.risks": N_("Barriers and risks"),
    "export.risks.holds": N_("Every risk as assessed, its response, what is left of it, and when it is reviewed."),
    "export.calendar": N_("Calendar"),
    "export.calendar.holds": N_(
        "Milestones, committee meetings and days of the funding as all-day events, as they stand now."
    ),
    "export.json": N_("Whole plan"),
    "export.json.holds": N_(
        "Everything in the plan with the provenance of every figure, for programs and for keeping: "
        "format roadmap.plan/1."
    ),
}

PLURALS: dict[str, tuple[str, str]] = {
    "import.problems": NN_(
        "This file cannot be imported. What is wrong stands below.",
        "This file cannot be imported. The %(count)s things that are wrong stand below.",
    ),
}
