"""How amounts are said and parts of them look: certain ones solid, possible hatched, missing outlined in red."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from roadmap.domain.money import Money
from roadmap.i18n.language import Language

Look = Literal["committed", "probable", "open", "tone-1", "tone-2", "tone-3", "tone-4", "tone-5", "tone-6", "tone-7"]

TONES: tuple[Look, ...] = ("tone-1", "tone-2", "tone-3", "tone-4", "tone-5", "tone-6", "tone-7")
"""For parts that differ in kind only; neighbours differ in brightness or pattern, so they hold in greyscale."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layer:
    """One of the shapes that make a look: a class, or else a pattern to fill with."""

    css: str = ""
    fill: str = ""


LAYERS: dict[Look, tuple[Layer, ...]] = {
    "committed": (Layer(css="f-com"),),
    "probable": (Layer(fill="url(#hatch)"), Layer(css="f-prob-edge")),
    "open": (Layer(css="f-gap"),),
    "tone-1": (Layer(css="f-com"),),
    "tone-2": (Layer(css="f-wash"), Layer(css="f-prob-edge")),
    "tone-3": (Layer(css="f-line"),),
    "tone-4": (Layer(fill="url(#hatch)"), Layer(css="f-prob-edge")),
    "tone-5": (Layer(css="f-track"), Layer(css="f-prob-edge")),
    "tone-6": (Layer(css="f-ink"),),
    "tone-7": (Layer(css="f-open"),),
}


def tone(index: int) -> Look:
    """The look of the part with this index; beyond the seventh they begin again, and the table tells them apart."""
    return TONES[index % len(TONES)]


def money_said(amount: Decimal, currency: str, language: Language) -> str:
    """An amount with its currency, in whole units."""
    return language.money(Money(amount=amount, currency=currency))
