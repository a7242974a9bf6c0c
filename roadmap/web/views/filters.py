"""The filters of a list, as its address asks for them; what none of them offers is told beside the filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from roadmap.domain.errors import Fault
from roadmap.domain.messages import message
from roadmap.i18n import Language
from roadmap.web.views.fields import ErrorView, Fields, FieldView

LONGEST = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """One filter: what it offers here, and what else is ``known`` although nothing here has it now."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    known: Collection[str] = ()

    def lets(self, value: str) -> bool:
        """Whether somebody may ask for a value."""
        return not value or value in self.known or any(value == key for key, _ in self.options)


@dataclass(frozen=True, kw_only=True, slots=True)
class FiltersView:
    """The form of a list's filters, ready to print; with ``errors`` the address asked for what there is not."""

    href: str
    fields: tuple[FieldView, ...]
    errors: tuple[ErrorView, ...]


def filters_view(words: Language, href: str, filters: Sequence[Filter], chosen: Mapping[str, str]) -> FiltersView:
    """The filters with what was chosen; ``href`` is the address of the list."""
    asked = {each.name: chosen.get(each.name, "") for each in filters}
    faults = [
        Fault(field=each.name, message=message("filter.unknown", typed=asked[each.name][:LONGEST]))
        for each in filters
        if not each.lets(asked[each.name])
    ]
    fields = Fields(words, faults, prefix="filter")
    return FiltersView(
        href=href,
        fields=tuple(fields.field(each.name, each.label, asked[each.name], options=each.options) for each in filters),
        errors=fields.errors(),
    )
