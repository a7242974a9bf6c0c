"""The exchange format of plans, ``roadmap.plan/1``: written, read, described, and taken over."""

from __future__ import annotations

from roadmap.domain.exchange.documents import FORMAT, CitedSource, PlanFile, read_plan, write_plan

__all__ = ["FORMAT", "CitedSource", "PlanFile", "read_plan", "write_plan"]
