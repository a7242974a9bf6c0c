"""Why somebody changes something: an optional word in any form that edits a plan, kept in the log."""

from __future__ import annotations

from typing import Final

from roadmap.domain.drafts import text_faults
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.web.forms.reading import Typed

REASON: Final = "reason"
REASON_MAX: Final = 500


def reason_faults(form: Typed) -> list[Fault]:
    """A reason that is too long."""
    return text_faults(REASON, form.text(REASON).strip(), REASON_MAX)


def read_reason(form: Typed) -> str:
    """The reason, or nothing. Raises ``RuleBrokenError``."""
    faults = reason_faults(form)
    if faults:
        raise RuleBrokenError(*faults)
    return form.text(REASON).strip()
