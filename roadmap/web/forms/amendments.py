"""The form of an amendment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.amendments import Tolerances
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.services.amendments import AmendmentDraft
from roadmap.web.forms.reading import Typed, whole

MOST_PERCENT, MOST_DAYS = 100, 3_650


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A form that was refused: as typed, and what is wrong with it."""

    typed: Mapping[str, str]
    faults: Sequence[Fault]

    @classmethod
    def of(cls, form: Typed, faults: Sequence[Fault]) -> Refused:
        """The form with its faults."""
        return cls(typed=form.values, faults=faults)

    @classmethod
    def saying(cls, form: Typed, said: Message) -> Refused:
        """The form with one thing to say of it as a whole."""
        return cls.of(form, (Fault(field="", message=said),))


def parse_amendment(form: Typed) -> AmendmentDraft:
    """What was typed. Raises ``RuleBrokenError`` for a text that cannot be kept."""
    form.check()
    return AmendmentDraft(kind=form.text("kind"), reason=form.text("reason"), decision=form.text("decision"))


def parse_tolerances(form: Typed) -> Tolerances:
    """What a plan may change by itself, as typed. Raises ``RuleBrokenError`` with a fault for each wrong number."""
    percent, days = whole(form.text("category_percent")), whole(form.text("pinned_days"))
    faults = [*form.faults]
    for name, number, most in (("category_percent", percent, MOST_PERCENT), ("pinned_days", days, MOST_DAYS)):
        if number is None or not 0 <= number <= most:
            faults.append(Fault(field=name, message=message("tolerances.range", most=most)))
    if faults or percent is None or days is None:
        raise RuleBrokenError(*faults)
    return Tolerances(category_percent=Decimal(percent), pinned_days=days)
