"""What the coverage says: why money is left over, and which changes would close gaps."""

from __future__ import annotations

from roadmap.i18n.marking import N_

SENTENCES: dict[str, str] = {
    # Why money is left over
    "coverage.unused.not_budgeted": N_("Nothing that it may pay for is budgeted."),
    "coverage.unused.too_late": N_(
        "It comes on %(first)s at the earliest. What it may pay for is needed until %(last)s."
    ),
    "coverage.unused.too_early": N_("It ends on %(ends)s. What it may pay for is needed from %(first)s on."),
    "coverage.unused.between": N_("Nothing that it may pay for falls between %(first)s and %(ends)s."),
    "coverage.unused.more": N_("What it may pay for in its time costs only %(amount)s."),
    "coverage.unused.covered": N_(
        "What it may pay for in its time costs %(amount)s and is covered with money that goes first: %(sources)s."
    ),
    # Changes that would close gaps
    "coverage.quarter": N_("%(quarter)s"),
    "coverage.quarters": N_("%(first)s to %(last)s"),
    "coverage.relaxation.commit": N_(
        "If %(source)s committed the %(amount)s still open, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.category": N_(
        "If %(source)s were allowed to pay for “%(category)s”, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.service": N_(
        "If %(source)s paid for costs outside its services too, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.on-time": N_(
        "If the money of %(source)s came without delay, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.earlier": N_(
        "If the money of %(source)s were there from %(day)s on, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.longer": N_(
        "If the money of %(source)s could be spent until %(day)s, %(closed)s of the gap would close: %(when)s."
    ),
    "coverage.relaxation.ask": N_("New money of %(amount)s for “%(category)s” would close its gap: %(when)s."),
}
