"""Which file of a playbook's folder holds what: the one table that loading, checking and the schemas read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap.domain.playbooks import (
    Archetype,
    Barrier,
    Benchmark,
    CostCategory,
    FundingKind,
    History,
    Indicator,
    Intervention,
    QualityScale,
    Route,
    Threshold,
)
from roadmap.domain.provenance import Source
from roadmap.domain.samples import SamplePlan


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """A kind of file. ``field`` is the playbook's, ``type`` what one holds, or each item of its list.

    ``folder`` is set when there is a file an item, named like the item's key.
    """

    name: str
    field: str
    type: type[Any]
    is_list: bool = False
    folder: str = ""

    @property
    def format(self) -> Any:  # noqa: ANN401 (a type expression)
        """The type of the whole file's content."""
        return tuple[self.type, ...] if self.is_list else self.type


SINGLE = (
    FileKind(name="intervention", field="intervention", type=Intervention),
    FileKind(name="sources", field="sources", type=Source, is_list=True),
    FileKind(name="barriers", field="barriers", type=Barrier, is_list=True),
    FileKind(name="cost-categories", field="cost_categories", type=CostCategory, is_list=True),
    FileKind(name="funding-kinds", field="funding_kinds", type=FundingKind, is_list=True),
    FileKind(name="stakeholders", field="archetypes", type=Archetype, is_list=True),
    FileKind(name="indicators", field="indicators", type=Indicator, is_list=True),
    FileKind(name="quality-scale", field="quality_scale", type=QualityScale),
    FileKind(name="benchmarks", field="benchmarks", type=Benchmark, is_list=True),
    FileKind(name="histories", field="histories", type=History, is_list=True),
    FileKind(name="thresholds", field="thresholds", type=Threshold, is_list=True),
)
ROUTE = FileKind(name="route", field="routes", type=Route, folder="routes")
SAMPLE = FileKind(name="sample", field="samples", type=SamplePlan, folder="samples")
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
