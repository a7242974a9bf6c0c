"""Fields of forms for numbers: exact ones, amounts of money, counts and percentages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from roadmap.domain.messages import Message, message
from roadmap.domain.money import Money, minor_units
from roadmap.i18n.numbers import read_number, written
from roadmap.web.forms.fields import Field
from roadmap.web.forms.reading import Typed, no_whole, whole
from roadmap.web.views.plan_frame import PlanPage


@dataclass(frozen=True, kw_only=True, slots=True)
class Number(Field):
    """An exact number, in the separators of the reader's language."""

    drawn: ClassVar[str] = "number"

    def read(self, form: Typed, page: PlanPage) -> Decimal | Message:
        """The number."""
        return read_number(form.text(self.name), page.words.code)

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """All of its digits."""
        return "" if value is None else written(Decimal(str(value)), page.words.code)

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """Nothing."""
        return Decimal(0)

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As it is typed."""
        return self.typed(value, page)


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount(Number):
    """An amount in the plan's currency."""

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """With the places of the currency's smallest unit."""
        places = minor_units(page.plan.currency)
        return "" if value is None else written(Decimal(str(value)), page.words.code, places)

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """With its currency, to the smallest unit where it has any of them."""
        amount = Decimal(str(value))
        exact = amount != amount.to_integral_value()
        return page.words.money(Money(amount=amount, currency=page.plan.currency), exact=exact)

    def affix(self, page: PlanPage) -> str:
        """The currency."""
        return page.plan.currency


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole(Field):
    """A whole number of things that are called ``unit``; where it is not required, none stands for 0."""

    drawn: ClassVar[str] = "number"

    unit: str = ""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002 (a number, or a message)
        """The number."""
        text = form.text(self.name).strip() or ("" if self.is_required else "0")
        found = whole(text)
        return no_whole(text) if found is None else found

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """The least that it may be."""
        return 1 if self.is_required else 0

    def affix(self, page: PlanPage) -> str:
        """The unit."""
        return page.words.gettext(self.unit) if self.unit else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Percent(Field):
    """A whole percentage, or nothing."""

    drawn: ClassVar[str] = "number"

    def read(self, form: Typed, page: PlanPage) -> int | Message | None:  # noqa: ARG002
        """The number without its sign."""
        text = form.text(self.name).strip()
        found = whole(text)
        return message("progress.percent_unreadable", typed=text[:40]) if text and found is None else found

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """Nothing."""
        return None

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """With its sign."""
        return "" if value is None else page.words.percent_of_hundred(int(value))

    def affix(self, page: PlanPage) -> str:  # noqa: ARG002
        """The sign."""
        return "%"
