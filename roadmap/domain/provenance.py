"""Where a figure or a statement comes from: the rule under all others.

Everything that the product shows is published (with a citation), derived (with its formula), assumed (by whom, when and
why) or reported (entered by whom and when). Provenance travels with the value, to the page and to every export.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ProvenanceKind = Literal["published", "derived", "assumed", "reported"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A place in a source, as a reader of the original would look it up.

    ``source`` is a key of the playbook's source index, ``section`` one of its headings, ``line`` a line of the source's
    text edition, one-based, inside that section.
    """

    source: str
    section: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """How firm the ground under a figure or statement is. ``on`` is the day it was assumed or reported."""

    kind: ProvenanceKind
    citations: tuple[Citation, ...] = ()
    formula: str = ""
    by: str = ""
    on: date | None = None
    reason: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that this kind requires and that are empty; a complete provenance has none."""
        kinds: dict[str, dict[str, object]] = {
            "published": {"citations": self.citations},
            "derived": {"formula": self.formula},
            "assumed": {"by": self.by, "reason": self.reason},
            "reported": {"by": self.by, "on": self.on},
        }
        return tuple(name for name, value in kinds[self.kind].items() if not value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A sentence with the ground it stands on."""

    text: str
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A published document in the index of sources. ``sections`` are its headings with their line ranges."""

    key: str
    title: str
    publisher: str
    year: int
    month: int | None = None
    licence: str = ""
    sections: tuple[SourceSection, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSection:
    """A heading of a source and its lines in the text edition, both ends inclusive and one-based."""

    title: str
    first: int
    last: int
