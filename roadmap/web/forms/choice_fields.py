"""Fields of forms to choose in: one of several, any of them, all in an order, and other parts of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from roadmap.domain.drafts import LEVELS
from roadmap.domain.messages import Message, message
from roadmap.web.forms.fields import Field
from roadmap.web.forms.reading import Typed, ordered
from roadmap.web.views.plan_frame import PlanPage

Options = Callable[[PlanPage], Iterable[tuple[str, str]]]


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
