"""A fact about a plan or a part of it: what it is, and what is so."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.web.views.frame import Provenanced


@dataclass(frozen=True, kw_only=True, slots=True)
class FactView:
    """A term and what is said of it."""

    term: str
    text: str
    href: str = ""
    prov: Provenanced | None = None
