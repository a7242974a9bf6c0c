"""The fields that forms of a plan's parts are made of: each is read, shown and said in one way, whatever the noun.

A field knows how what is typed becomes a value of the draft, how a value stands in the form, and how it reads in the
log and beside another version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final
from uuid import UUID

from roadmap.domain.drafts import LEVELS
from roadmap.domain.messages import Message, message
from roadmap.domain.money import Money, minor_units
from roadmap.i18n.numbers import read_number, written
from roadmap.web.forms.reading import Typed, day, ordered, whole
from roadmap.web.views.plan_frame import PlanPage

Options = Callable[[PlanPage], Iterable[tuple[str, str]]]
OWNER_MAX: Final = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """Everything that is wrong with a field of many values, such as a table: each is told."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A line of text, and the root of the others. ``label`` and ``hint`` are English, as in the catalogues."""

    drawn: ClassVar[str] = "text"

    name: str
    label: str
    hint: str = ""
    is_required: bool = False

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002 (what the draft takes, or a message)
        """What was typed as a value, or the message that says what is wrong with it."""
        return " ".join(form.text(self.name).split())

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """A value as somebody would type or choose it; a playbook's text in the reader's language."""
        return "" if value is None else page.words.text(str(value))

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """A value, or the plain JSON value of it, in words."""
        return self.typed(value, page)

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """What was typed as a value: exactly the one that is held where it says the same, or what is wrong with it."""
        if held is not None and form.text(self.name) == self.typed(held, page) and not form.all(self.name)[1:]:
            return held
        found = self.read(form, page)
        is_same = (
            held is not None and not isinstance(found, Message) and self.typed(found, page) == self.typed(held, page)
        )
        return held if is_same else found

    def called(self, page: PlanPage) -> str:
        """Its label in the reader's language."""
        return page.words.gettext(self.label)

    def advice(self, page: PlanPage) -> str:
        """Its hint in the reader's language, or nothing."""
        return page.words.gettext(self.hint) if self.hint else ""

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """What stands for a value that cannot be read, so that the rules can look at the other fields."""
        return ""

    def options(self, page: PlanPage) -> tuple[tuple[str, str], ...]:  # noqa: ARG002
        """What there is to choose from; nothing to choose from in a field of text."""
        return ()

    def affix(self, page: PlanPage) -> str:  # noqa: ARG002
        """What stands after the field, such as a unit."""
        return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose(Field):
    """Text of several lines."""

    drawn: ClassVar[str] = "textarea"

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """The text without what surrounds it."""
        return form.text(self.name).strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines(Prose):
    """Several texts, one a line."""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """The lines that say something, each once."""
        lines = (" ".join(line.split()) for line in form.text(self.name).split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """The lines, those that say the same as before exactly as before."""
        known = {page.words.text(each): each for each in held or ()}
        return tuple(known.get(each, each) for each in self.read(form, page))

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """One a line."""
        return "\n".join(page.words.text(each) for each in value or ())

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """No line."""
        return ()

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As in a sentence."""
        return page.words.sentence_list(page.words.text(each) for each in value or ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Day(Field):
    """A day."""

    drawn: ClassVar[str] = "date"

    def read(self, form: Typed, page: PlanPage) -> date | Message:  # noqa: ARG002
        """The day."""
        text = form.text(self.name)
        found = day(text)
        return message("date.unreadable", typed=text[:40]) if found is None else found

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401
        """The first day of the plan."""
        return page.plan.start

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As dates are written."""
        return page.words.date(date.fromisoformat(str(value))) if value else ""


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
class OptionalDay(Day):
    """A day, or none."""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401 (as the class above says, or nothing)
        """The day, or nothing."""
        return Day.read(self, form, page) if form.text(self.name).strip() else None

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """None."""
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole(Field):
    """A whole number of things that are called ``unit``; none stands for 0."""

    drawn: ClassVar[str] = "number"

    unit: str = ""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401, ARG002 (a number, or a message)
        """The number."""
        text = form.text(self.name).strip() or "0"
        found = whole(text)
        return message("number.not_whole", typed=text[:40]) if found is None else found

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """None."""
        return 0

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Field):
    """One of several. ``among`` gives them for a page; ``has_none`` offers to choose none of them."""

    drawn: ClassVar[str] = "select"

    among: Options
    none: str = ""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """The one that was chosen."""
        chosen = form.text(self.name)
        is_answer = chosen in {key for key, _ in self.options(page)} and (chosen or not self.is_required)
        return chosen if is_answer else message("choice.unknown")

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Its name."""
        key = self.typed(value, page)
        return dict(self.options(page)).get(key, key) if key else ""

    def options(self, page: PlanPage) -> tuple[tuple[str, str], ...]:
        """Those on offer."""
        none = (("", page.words.gettext(self.none)),) if self.none else ()
        return (*none, *self.among(page))


@dataclass(frozen=True, kw_only=True, slots=True)
class Level(Choice):
    """A level from 1, little, to 5, much."""

    drawn: ClassVar[str] = "radios"

    among: Options = lambda page: [(str(each), page.words.number(each)) for each in LEVELS]

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """The least."""
        return LEVELS[0]

    def read(self, form: Typed, page: PlanPage) -> int | Message:
        """The number."""
        chosen = Choice.read(self, form, page)
        return message("level.range") if isinstance(chosen, Message) else int(chosen)


@dataclass(frozen=True, kw_only=True, slots=True)
class Related(Choice):
    """Another part of the plan, by its id."""

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """None of them."""
        return None

    def read(self, form: Typed, page: PlanPage) -> UUID | Message:
        """Its id."""
        chosen = Choice.read(self, form, page)
        return chosen if isinstance(chosen, Message) else UUID(chosen)


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionalRelated(Related):
    """Another part of the plan by its id, or none."""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401 (as the class above says, or nothing)
        """Its id, or nothing."""
        return Related.read(self, form, page) if form.text(self.name) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices(Choice):
    """Any number of several, in the order in which they are offered. Together they stand as one text with commas."""

    drawn: ClassVar[str] = "checkboxes"

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """Those that were ticked."""
        ticked = {key for text in form.all(self.name) for key in text.split(",") if key}
        known = [key for key, _ in self.options(page)]
        return tuple(key for key in known if key in ticked) if ticked <= set(known) else message("choice.unknown")

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Keys with commas, in the order of the form."""
        known = [key for key, _ in self.options(page)]
        return ",".join(sorted(value or (), key=lambda key: known.index(key) if key in known else len(known)))

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Their names, as in a sentence."""
        names = dict(self.options(page))
        return page.words.sentence_list(names.get(key, key) for key in value or ())


@dataclass(frozen=True, kw_only=True, slots=True)
class Ordered(Choice):
    """All of several in an order. It stands as one text with commas; a button moves one of them up or down."""

    drawn: ClassVar[str] = "ordered"

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401
        """Each once, in the order that was sent, after the move that was pressed."""
        keys, known = ordered(form, self.name), {key for key, _ in self.options(page)}
        return keys if len(keys) == len(known) and set(keys) == known else message("order.incomplete")

    def value(self, form: Typed, page: PlanPage, held: Any) -> Any:  # noqa: ANN401
        """The order, exactly the one that is held where it comes to the same."""
        found = self.read(form, page)
        return held if not isinstance(found, Message) and self.typed(found, page) == self.typed(held, page) else found

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Keys with commas; those that the value does not name follow as on offer, those not on offer are left out."""
        known = [key for key, _ in self.options(page)]
        return ",".join(dict.fromkeys([*(key for key in value or () if key in known), *known]))

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """No order of its own."""
        return ()

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Their names, as in a sentence."""
        names = dict(self.options(page))
        return page.words.sentence_list(names[key] for key in self.typed(value, page).split(",") if key)


@dataclass(frozen=True, kw_only=True, slots=True)
class AllRelated(Choices):
    """Any number of other parts of the plan, by their ids."""

    def read(self, form: Typed, page: PlanPage) -> Any:  # noqa: ANN401 (as the class above says)
        """Their ids."""
        ticked = Choices.read(self, form, page)
        return ticked if isinstance(ticked, Message) else tuple(UUID(each) for each in ticked)

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Their ids as text."""
        return Choices.typed(self, [str(each) for each in value or ()], page)

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401, ARG002
        """None of them."""
        return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag(Field):
    """Yes or no, as one box to tick."""

    drawn: ClassVar[str] = "checkbox"

    def read(self, form: Typed, page: PlanPage) -> bool:  # noqa: ARG002
        """Whether it is ticked."""
        return bool(form.text(self.name))

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401, ARG002
        """What a ticked box sends."""
        return "on" if value else ""

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """Yes or no."""
        return page.words.gettext("Yes") if value else page.words.gettext("No")


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner(Field):
    """A role of the playbook, by its title in the reader's language or its key, or whoever is named instead."""

    drawn: ClassVar[str] = "suggested"

    def read(self, form: Typed, page: PlanPage) -> str | Message:
        """The role's key, or the text."""
        text = " ".join(form.text(self.name).split())
        if not text:
            return message("owner.empty")
        if len(text) > OWNER_MAX:
            return message("text.too_long", most=OWNER_MAX, length=len(text))
        roles = page.playbook.intervention.roles
        named = {
            name.casefold(): each.key for each in roles for name in (each.key, each.title, page.words.text(each.title))
        }
        return named.get(text.casefold(), text)

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """The role's title."""
        return page.titles.role(str(value or ""))

    def options(self, page: PlanPage) -> tuple[tuple[str, str], ...]:
        """The roles, to choose from while typing."""
        return tuple((page.titles.role(each.key), "") for each in page.playbook.intervention.roles)
