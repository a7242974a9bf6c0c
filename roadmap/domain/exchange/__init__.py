"""The exchange format of plans, ``roadmap.plan/1``: written, read, described, and taken over."""

from __future__ import annotations

from roadmap.domain.exchange.documents import FORMAT, CitedSource, PlanFile, read_plan, write_plan
from roadmap.domain.exchange.fitting import playbook_of
from roadmap.domain.exchange.takeover import IMPORTED, NewPlace, as_new_plan, left_out_files, over_plan

__all__ = [
    "FORMAT",
    "IMPORTED",
    "CitedSource",
    "NewPlace",
    "PlanFile",
    "as_new_plan",
    "left_out_files",
    "over_plan",
    "playbook_of",
    "read_plan",
    "write_plan",
]
