"""The terms in which playbooks and plans are written: levels, and what there is to choose from."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

Level = Annotated[int, Meta(ge=1, le=5)]
Trend = Literal["falling", "steady", "rising"]
Stance = Literal["opposes", "sceptical", "neutral", "supports", "champions"]
Recurrence = Literal["once", "monthly", "quarterly", "yearly"]
Driver = Literal["fixed", "specialists", "leaders", "services", "regions", "clients"]
Stage = Literal["identified", "in-talks", "applied", "committed", "contracted", "received"]
Rank = Literal["main", "secondary"]
Mark = Literal["support", "opening", "review", "evidence"]
"""What checks count a milestone as: people are trained or supervised, a service takes its first clients, quality is
reviewed, results come from the country itself."""
