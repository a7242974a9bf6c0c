"""What a playbook holds a plan against: its checks, why they are there, and their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roadmap.domain.playbook_texts import Key, Text
from roadmap.domain.provenance import Provenance
from roadmap.domain.terms import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """A number that a rule uses: of the red/amber/green rule or of a plan check."""

    key: Key
    value: Decimal
    unit: Text
    summary: Text
    basis: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCheck:
    """A rule that every plan passes or fails; ``key`` is one that the product knows.

    ``why`` says why it matters, ``rule`` how it is judged, ``lesson`` what a source learnt about it, with ``basis``,
    and ``remedy`` what to do. ``gravity`` orders failed checks, 5 first. What it looks at is named where its rule needs
    it: cost ``categories``, ``barriers``, ``indicators``.
    """

    key: Key
    title: Text
    gravity: Level
    why: Text
    rule: Text
    lesson: Text
    remedy: Text
    basis: Provenance
    categories: tuple[Key, ...] = ()
    barriers: tuple[Key, ...] = ()
    indicators: tuple[Key, ...] = ()
