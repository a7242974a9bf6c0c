"""Fields of a form as the templates read them: as typed, with what is wrong beside each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.i18n import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionView:
    """A choice."""

    value: str
    label: str
    is_selected: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldView:
    """A field: its value is text as typed."""

    name: str
    id: str
    label: str
    hint: str = ""
    value: str = ""
    error: str = ""
    options: tuple[OptionView, ...] = ()
    is_required: bool = False
    is_conditional: bool = False
    affix: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorView:
    """A line of the summary over a refused form, leading to its field.

    ``labels`` are those of the form's fields by name, all known once the page is written.
    """

    message: str
    href: str
    field: str = ""
    labels: Mapping[str, str] | None = None

    @property
    def label(self) -> str:
        """What the field is called; nothing where the fault is no single field's."""
        return (self.labels or {}).get(self.field, "")


class Fields:
    """Makes the fields of one form, each with the first of its faults."""

    def __init__(self, words: Language, faults: Sequence[Fault] = (), *, prefix: str = "f") -> None:
        """Fields in a language, with what is wrong; of two forms on one page one needs ids of its own."""
        self._words, self._faults, self._prefix = words, faults, prefix
        self._labels: dict[str, str] = {}

    def field(  # noqa: PLR0913 (a field has this many parts)
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        options: Iterable[tuple[str, str]] = (),
        is_required: bool = False,
        is_conditional: bool = False,
        affix: str = "",
        chosen: Iterable[str] | None = None,
    ) -> FieldView:
        """One field; ``options`` are values with labels, of which ``value`` (or each of ``chosen``) is selected."""
        selected = {value} if chosen is None else set(chosen)
        self._labels[name] = label
        return FieldView(
            name=name,
            id=self._id(name),
            label=label,
            hint=hint,
            value=value,
            error=next((self._words.say(each.message) for each in self._faults if each.field == name), ""),
            options=tuple(OptionView(value=key, label=text, is_selected=key in selected) for key, text in options),
            is_required=is_required,
            is_conditional=is_conditional,
            affix=affix,
        )

    def reason(self, text: str) -> FieldView:
        """The field that asks why, in any form that edits a plan."""
        _ = self._words.gettext
        hint = _("Shown in the activity of the plan and wherever two states are compared.")
        return self.field("reason", _("Why (kept in the log)"), text, hint=hint)

    def is_wrong(self, name: str) -> bool:
        """Whether something is wrong with a field."""
        return any(each.field == name for each in self._faults)

    def errors(self) -> tuple[ErrorView, ...]:
        """The summary: every fault in the order found."""
        return tuple(
            ErrorView(
                message=self._words.say(each.message),
                href=f"#{self._id(each.field)}" if each.field else "",
                field=each.field,
                labels=self._labels,
            )
            for each in self._faults
        )

    def _id(self, name: str) -> str:
        return f"{self._prefix}-{name.replace('_', '-')}"
