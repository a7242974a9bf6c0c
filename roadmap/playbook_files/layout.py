"""Which file of a playbook's folder holds what: the one table that loading, checking and the schemas read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import GenericAlias
from typing import Any

from roadmap.domain.benchmarks import Benchmark, History, Indicator, QualityScale
from roadmap.domain.needs.models import NeedsModel
from roadmap.domain.plan_checks import PlanCheck, Threshold
from roadmap.domain.playbooks import Archetype, Barrier, CostCategory, FundingKind, Intervention
from roadmap.domain.provenance import Source
from roadmap.domain.questionnaires import Questionnaire
from roadmap.domain.routes import Route
from roadmap.domain.samples import SamplePlan


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of file. ``field`` is the playbook's, ``item`` what it holds, or each item of its list.

    ``folder`` is set when there is a file an item, named like the item's key.
    """

    name: str
    field: str
    item: type
    is_list: bool = False
    folder: str = ""

    @property
    def format(self) -> Any:  # noqa: ANN401 (a type expression)
        """The type of the whole file's content."""
        return GenericAlias(tuple, (self.item, ...)) if self.is_list else self.item


DIAGNOSIS = FileKind(name="diagnosis", field="diagnosis", item=Questionnaire)
SINGLE = (
    FileKind(name="intervention", field="intervention", item=Intervention),
    FileKind(name="sources", field="sources", item=Source, is_list=True),
    FileKind(name="barriers", field="barriers", item=Barrier, is_list=True),
    FileKind(name="cost-categories", field="cost_categories", item=CostCategory, is_list=True),
    FileKind(name="funding-kinds", field="funding_kinds", item=FundingKind, is_list=True),
    FileKind(name="stakeholders", field="archetypes", item=Archetype, is_list=True),
    FileKind(name="indicators", field="indicators", item=Indicator, is_list=True),
    FileKind(name="quality-scale", field="quality_scale", item=QualityScale),
    FileKind(name="benchmarks", field="benchmarks", item=Benchmark, is_list=True),
    FileKind(name="histories", field="histories", item=History, is_list=True),
    FileKind(name="thresholds", field="thresholds", item=Threshold, is_list=True),
    FileKind(name="checks", field="checks", item=PlanCheck, is_list=True),
    DIAGNOSIS,
    FileKind(name="needs", field="needs", item=NeedsModel),
)
ROUTE = FileKind(name="route", field="routes", item=Route, folder="routes")
SAMPLE = FileKind(name="sample", field="samples", item=SamplePlan, folder="samples")
KINDS = (*SINGLE, ROUTE, SAMPLE)


def single_file(folder: Path, kind: FileKind) -> Path:
    """Name the file of a kind that has only one."""
    return folder / f"{kind.name}.yaml"


def item_files(folder: Path, kind: FileKind) -> list[Path]:
    """List the files of a kind that has a file an item, sorted by name."""
    return sorted((folder / kind.folder).glob("*.yaml"))


def expected_files(folder: Path) -> Iterator[tuple[Path, FileKind]]:
    """Name every file that a playbook must or does hold, with its kind."""
    for kind in SINGLE:
        yield single_file(folder, kind), kind
    for kind in (ROUTE, SAMPLE):
        for file in item_files(folder, kind):
            yield file, kind
