"""What budgets, funding, needs and the tables that people send say."""

from __future__ import annotations

from roadmap.i18n.marking import N_

SENTENCES: dict[str, str] = {
    "amount.negative": N_("Write a number that is not below zero."),
    "amount.too_big": N_("Write an amount under %(most)s."),
    "amount.positive": N_("Write an amount above zero."),
    "amount.whole_only": N_("%(currency)s has no smaller unit: write a whole amount."),
    "amount.too_fine": N_(
        "%(currency)s has %(places)s decimal places: write an amount such as %(example)s, not a finer one."
    ),
    # Tables in CSV
    "csv.encoding": N_(
        "Line %(line)s is not Unicode text. Save the file as “CSV UTF-8” in your spreadsheet and try again."
    ),
    "csv.too_big": N_("This file is bigger than %(most)s MB, more than any table needs."),
    "csv.unknown_kind": N_("This is no CSV file. In a spreadsheet, save it as “CSV UTF-8”."),
    "csv.unreadable": N_(
        "The file cannot be read as a table from line %(line)s on: look for a quotation mark too many."
    ),
    "csv.column_missing": N_("The first row names the columns. “%(column)s” is missing; there are: %(there)s."),
    "csv.column_twice": N_("The first row names “%(column)s” more than once."),
    "csv.empty": N_("The file is empty. Its first line names the columns: %(wanted)s."),
    "csv.columns": N_("The first line names the columns: %(wanted)s. Here it says: %(found)s."),
    "csv.too_many_cells": N_(
        "This row has %(cells)s cells, and the first one %(heads)s. Put what holds a “%(separator)s” in quotes."
    ),
    "csv.no_head": N_("“%(text)s” stands in a column without a name."),
    "csv.row": N_("Line %(line)s: %(what)s"),
    "csv.cell": N_("Line %(line)s, %(column)s: %(what)s"),
    # Needs assessment
    "needs.no_area": N_("Write at least one area with its number of people."),
    "needs.too_many_areas": N_("Write at most %(most)s areas."),
    "needs.too_wide": N_("This line has %(cells)s cells. Write the area and its number of people, and nothing else."),
    "needs.area_missing": N_("Name the area."),
    "needs.area_formula": N_(
        "“%(typed)s” looks like the formula of a spreadsheet. The name of an area begins with a letter or a digit."
    ),
    "needs.area_twice": N_("“%(typed)s” stands on line %(line)s already. Each area is written once."),
    "needs.people_whole": N_("Write a whole number of people."),
    "needs.people_most": N_("Write a number of at most %(most)s people."),
    "needs.fraction": N_("%(typed)s could be %(typed)s%% or %(percent)s%%. Write %(percent)s if you mean the latter."),
    "needs.range": N_("Write a number from %(least)s to %(most)s."),
    "needs.no_model": N_("The playbook of this plan has no needs calculation."),
    "needs.title_taken": N_("Another scenario of this plan is called so. Give it a title of its own."),
    "needs.too_many_scenarios": N_("A plan has at most %(most)s scenarios. Take one out, or change one."),
    "needs.taken_over": N_(
        "The plan took over the results of “%(title)s”. Take over another scenario first, or cut the link."
    ),
    "needs.other_currency": N_(
        "This is the figure in %(own)s. Write what it costs in %(wanted)s, or choose %(own)s above."
    ),
    "needs.rate_missing": N_("Say how many %(own)s one %(other)s is, above zero."),
    "needs.rate_source": N_("Say where this rate is from, and of which day it is."),
    "needs.too_big": N_("A plan holds at most %(most)s posts and people to reach. Look at the areas again."),
    "needs.set_form": N_("Write key=value, for example coverage=30. You wrote “%(typed)s”."),
    "needs.unknown_parameter": N_("There is no parameter “%(typed)s”. These are: %(known)s."),
    "needs.at_parameter": N_("%(key)s: %(what)s"),
    "needs.unknown_benchmarks": N_("There is no benchmark set “%(typed)s”. These are: %(known)s."),
    "needs.unknown_reference": N_("There are no published areas “%(typed)s”. These are: %(known)s."),
    "needs.unknown_playbook": N_("There is no playbook “%(typed)s” with a needs calculation. These are: %(known)s."),
    "needs.which_areas": N_("Say which areas: --areas FILE.csv, or --reference and one of: %(known)s."),
    # Money
    "budget.spent": N_(
        "%(amount)s is reported as spent on “%(title)s”, so it cannot be taken out. To plan no more money on it, let it"
        " end on %(day)s, the end of the last month with spending."
    ),
    "budget.growth_range": N_("Prices grow by 0 to %(most)s percent a year."),
    "funding.deadline_unreadable": N_(
        "“%(typed)s” cannot be read: a line begins with a day such as 2028-03-31, and then says what is due."
    ),
    "funding.too_many_deadlines": N_("No more than %(most)s reports can be due."),
    "funding.delay_range": N_("Money comes late by 0 to %(most)s months; what comes later still is another amount."),
    "spending.month_unreadable": N_("Write year and month, such as 2027-03. You wrote “%(typed)s”."),
    "spending.outside": N_(
        "“%(title)s” can be paid from %(starts)s to %(ends)s: enter a month of that time, or change the line’s dates."
    ),
    "spending.ahead": N_("This month has not begun: enter what has been spent, not what will be."),
    "spending.no_line": N_("Name a budget line."),
    "spending.unknown_line": N_("The plan has no budget line “%(typed)s”. Write its title or its key."),
    "spending.ambiguous_line": N_("“%(typed)s” could be several lines. Write the key of the one you mean: %(keys)s."),
    "spending.ambiguous_title": N_("“%(typed)s” could be several lines. Give them different titles first."),
    "spending.same_row": N_("Row %(row)s has an amount of this line and month already."),
    "spending.no_row": N_("There is no row in this table."),
    "spending.too_many_rows": N_("This table has more than %(most)s rows. Split it."),
    "spending.twice": N_("An amount of this line and month is entered already: change that one."),
    "funding.both": N_("A source cannot both pay and not pay for the same thing: tick each in one list only."),
    "funding.takes_along": N_(
        "“%(title)s” has committed money. Take those amounts out first, or take them out along with it after looking at"
        " what goes."
    ),
    "funding.firm_is_certain": N_("From committed on, the chance is 100 percent."),
    "funding.not_certain": N_(
        "Write a whole number from 0 to 99: a chance of 100 percent begins when the money is committed."
    ),
    "funding.unknown_source": N_("Choose one of the plan’s funding sources."),
    # Exchange rates
    "rates.no_file": N_("Choose a file."),
    "rates.too_big": N_("This file is bigger than %(most)s MB, more than all rates since 1999."),
    "rates.zipped": N_("This is a packed file. Unpack it, and choose the file inside that ends in .csv or .xml."),
    "rates.not_utf8": N_("This is no text in UTF-8, as the European Central Bank writes it."),
    "rates.empty": N_("This file is empty."),
    "rates.none": N_("This file holds no rate."),
    "rates.more": N_("More is wrong below. Mend these first, then look again."),
    "rates.head": N_("The first line must begin with “Date” and then name a currency in each column, as USD."),
    "rates.too_long": N_("This file has more than %(most)s lines, more than there are days with rates."),
    "rates.not_csv": N_("This is no table with commas: a quotation mark is missing or stands inside a cell."),
    "rates.not_xml": N_("This is no well-formed XML."),
    "rates.not_ecb_xml": N_("This XML begins with “%(typed)s”, not with the Envelope of the European Central Bank."),
    "rates.document_type": N_("A document type (DOCTYPE) has no place in a file of rates."),
    "rates.no_day": N_("A rate stands here before any day."),
    "rates.unknown_currency": N_("“%(typed)s” is no currency of ISO 4217. Write its three letters, as USD."),
    "rates.euro": N_("Rates are for one euro, so that the euro itself has none."),
    "rates.twice_currency": N_("%(currency)s stands here a second time."),
    "rates.cells": N_("This line has %(found)s cells where the first one has %(wanted)s."),
    "rates.day": N_("Write the day as 2026-11-25 or as 25 November 2026. Here stands “%(typed)s”."),
    "rates.day_early": N_("%(day)s is before the euro began, on %(first)s."),
    "rates.day_future": N_("%(day)s is after today, %(today)s. No rate is known ahead."),
    "rates.twice_day": N_("%(day)s stands here a second time."),
    "rates.number": N_("Write a number above zero with a decimal point, as 24.405, or N/A. Here stands “%(typed)s”."),
    "rates.zero": N_("A rate is above zero."),
    "rates.gone": N_(
        "This file is no longer here: it was taken over already, or it waited for more than a day. Choose it again."
    ),
    "rates.currency_changed": N_("Meanwhile somebody chose %(now)s. Choose again, or leave it so."),
    "rates.reason_missing": N_("Say who set these rates and why: nobody published them."),
    "rates.unknown_source": N_("Choose where the rates come from."),
}
