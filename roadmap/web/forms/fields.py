"""The fields that forms of a plan's parts are made of: each is read, shown and said in one way, whatever the noun.

A field knows how what is typed becomes a value of the draft, how a value stands in the form, and how it reads in the
log and beside another version. Here stand the root of all of them, texts, days and boxes to tick.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from roadmap.domain.messages import Message, message
from roadmap.i18n.dates import read_day, written_day
from roadmap.web.forms.reading import Typed
from roadmap.web.views.plan_frame import PlanPage

OWNER_MAX: Final = 120


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """Everything that is wrong with a field of many values, such as a table: each is told."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A line of text, and the root of the others. ``label`` and ``hint`` are English, as in the catalogues.

    One that is needed only with some answers to other fields ``is_conditional``: its hint says with which.
    """

    drawn: ClassVar[str] = "text"

    name: str
    label: str
    hint: str = ""
    is_required: bool = False
    is_conditional: bool = False

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

    def read(self, form: Typed, page: PlanPage) -> date | Message:
        """The day, as a browser's own field for days sends it, or as it is typed where there is none."""
        return read_day(form.text(self.name), page.words.code)

    def stand_in(self, page: PlanPage) -> Any:  # noqa: ANN401
        """The first day of the plan."""
        return page.plan.start

    def said(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """As dates are written."""
        return page.words.date(date.fromisoformat(str(value))) if value else ""


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
class WrittenDay(Day):
    """A day in a field of text, as the reader's language writes it."""

    drawn: ClassVar[str] = "text"

    def typed(self, value: Any, page: PlanPage) -> str:  # noqa: ANN401
        """The day in numbers."""
        return written_day(date.fromisoformat(str(value)), page.words.code) if value else ""


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
