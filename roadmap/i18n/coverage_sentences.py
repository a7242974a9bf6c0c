"""What the coverage says: why money is left over, and which changes would close gaps."""

from __future__ import annotations

from roadmap.i18n.marking import N_

SENTENCES: dict[str, str] = {
    "coverage.too_big": N_("The amounts of this plan are too big to be shared out. Look for one with digits too many."),
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
}
