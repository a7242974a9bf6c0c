"""What a playbook measures and what was measured before: indicators, scales of quality, benchmarks, histories."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from roadmap.domain.playbook_texts import Key, Text, TextOrNothing
from roadmap.domain.provenance import Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """Something counted. ``unit`` is ``people``, ``percent``, ``posts``, ``score`` or ``services``.

    ``is_average`` marks a count for each of something, which a bigger plan does not raise.
    """

    key: Key
    title: Text
    definition: Text
    unit: Literal["people", "percent", "posts", "score", "services"]
    is_higher_better: bool
    per: Literal["service", "plan"]
    basis: Provenance
    is_average: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A band of the quality scale; both ends are inclusive total scores."""

    key: Key
    title: Text
    lowest: int
    highest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityItem:
    """One item of the quality scale, scored 1 to 5."""

    key: Key
    title: Text
    summary: TextOrNothing = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualitySection:
    """A section of the quality scale."""

    key: Key
    title: Text
    items: tuple[QualityItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityScale:
    """The scale by which a service's fidelity is reviewed."""

    title: Text
    lowest_item: int
    highest_item: int
    sections: tuple[QualitySection, ...]
    bands: tuple[Band, ...]
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Benchmark:
    """A published or derived figure to compare a plan with. ``unit`` is plain words, e.g. ``clients a year``."""

    key: Key
    title: Text
    value: Decimal
    unit: Text
    basis: Provenance
    highest: Decimal | None = None
    currency: str = ""
    caveat: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPoint:
    """A dated figure of a country's history. ``is_goal`` marks an aim, not a result."""

    year: int
    value: Decimal
    basis: Provenance
    is_goal: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """How one country really grew, in one measure."""

    key: Key
    country: Text
    measure: Text
    unit: Literal["people", "percent", "services", "programmes", "organisations", "centres", "sites", "specialists"]
    points: tuple[HistoryPoint, ...]
    summary: Text
