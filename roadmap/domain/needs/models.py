"""The needs calculation of a playbook as data: its parameters, benchmark sets and published areas to compare with.

These types are the format of ``needs.yaml``. Amounts are in the ``currency`` of the model unless a figure says its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from roadmap.domain.playbook_texts import Key, Text, TextOrNothing
from roadmap.domain.provenance import Provenance, Statement

ParameterKey = Literal[
    "share-in-work",
    "share-interested",
    "coverage",
    "clients-per-specialist",
    "span",
    "outcomes-per-specialist",
    "cost-per-specialist",
    "cost-per-leader",
    "cost-per-client",
    "cost-per-outcome",
]
"""What the calculation is given, in its order. Shares are in percent."""
Costing = Literal["staff", "client", "outcome"]
"""What the cost is counted by: posts, people to reach, or outcomes."""
Figure = Literal["eligible", "posts", "cost", "outcomes"]
"""What published areas give beside the people in contact."""

PARAMETERS: Final[tuple[ParameterKey, ...]] = get_args(ParameterKey)
COSTINGS: Final[tuple[Costing, ...]] = get_args(Costing)
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
PERCENT: Final[frozenset[str]] = frozenset({"share-in-work", "share-interested", "coverage"})
PRICE_OF: Final[dict[Costing, tuple[ParameterKey, ...]]] = {
    "staff": ("cost-per-specialist", "cost-per-leader"),
    "client": ("cost-per-client",),
    "outcome": ("cost-per-outcome",),
}
MONEY: Final[frozenset[str]] = frozenset(key for keys in PRICE_OF.values() for key in keys)


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A figure that the calculation is given, with its usual ``value`` and what that stands on.

    ``least`` and ``most`` are what is taken at all, both included. ``low`` and ``high`` are the range that the sources
    state, where they do: sensitivity tries it, and a tenth more and less otherwise.
    """

    key: ParameterKey
    title: Text
    unit: Text
    value: Decimal
    least: Decimal
    most: Decimal
    basis: Provenance
    low: Decimal | None = None
    high: Decimal | None = None
    caveat: TextOrNothing = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarkValue:
    """A parameter whose value is a benchmark's of the same playbook."""

    parameter: ParameterKey
    benchmark: Key


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarkSet:
    """Values that belong together and can be chosen at once; parameters that it does not name keep their usual value.

    ``costing`` says what the cost is then counted by.
    """

    key: Key
    title: Text
    summary: Text
    values: tuple[BenchmarkValue, ...]
    costing: Costing = "staff"
    caveat: TextOrNothing = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownDifference:
    """Why a published figure differs from what the calculation gives."""

    figure: Figure
    text: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferenceArea:
    """An area as somebody published it. ``cost`` is a year's, in whole units of the model's currency."""

    key: Key
    title: Text
    people: Annotated[int, Meta(ge=0, le=1_000_000_000)]
    eligible: Annotated[int, Meta(ge=0)]
    posts: Annotated[int, Meta(ge=0)]
    cost: Annotated[int, Meta(ge=0)]
    outcomes: Annotated[int, Meta(ge=0)]
    basis: Provenance
    differences: tuple[KnownDifference, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferenceSet:
    """Published areas of one place, which can be computed again and started from. ``total`` is as published.

    ``cost_step`` is how finely the cost was published: 1000 where in whole thousands. ``notes`` say what else there is
    to know about the publication.
    """

    key: Key
    title: Text
    summary: Text
    total: ReferenceArea
    areas: tuple[ReferenceArea, ...]
    cost_step: Annotated[int, Meta(ge=1)] = 1
    notes: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultPlaces:
    """Where results go in a plan: cost categories, and indicators where the playbook has them."""

    specialists: Key
    leaders: Key
    reached: Key | None = None
    outcomes: Key | None = None
    posts: Key | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedsModel:
    """The calculation of one playbook.

    ``per_client``, ``per_outcome`` and ``ratios`` are benchmarks to hold its cost against: of one person reached, of
    one outcome, and what is saved for what is spent.
    """

    title: Text
    summary: Text
    people: Text
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]
    parameters: tuple[Parameter, ...]
    results: ResultPlaces
    sets: tuple[BenchmarkSet, ...] = ()
    references: tuple[ReferenceSet, ...] = ()
    per_client: tuple[Key, ...] = ()
    per_outcome: tuple[Key, ...] = ()
    ratios: tuple[Key, ...] = ()

    def parameter(self, key: str) -> Parameter:
        """The parameter with a key; raises ``KeyError``."""
        return {str(each.key): each for each in self.parameters}[key]

    def benchmarks(self, key: str) -> BenchmarkSet | None:
        """The benchmark set with a key, if there is one."""
        return next((each for each in self.sets if each.key == key), None)

    def reference(self, key: str) -> ReferenceSet | None:
        """The published areas with a key, if there are such."""
        return next((each for each in self.references if each.key == key), None)
