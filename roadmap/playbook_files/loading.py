"""From files to the domain's playbooks and sample plans; quick, and once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from roadmap.domain.playbooks import Playbook
from roadmap.domain.samples import SamplePlan
from roadmap.playbook_files.layout import ROUTE, SAMPLE, SINGLE, FileKind, item_files, single_file
from roadmap.playbook_files.problems import PlaybookFileError, Problem
from roadmap.playbook_files.yaml_text import read_yaml
from roadmap.settings import shipped_folder


def folders() -> dict[str, Path]:
    """Find the folder of every playbook, by its name."""
    home = shipped_folder("playbooks")
    return {file.parent.name: file.parent for file in sorted(home.glob("*/intervention.yaml"))}


@cache
def playbooks() -> Mapping[str, Playbook]:
    """Every playbook by its intervention's key, read once a process."""
    return MappingProxyType({key: load_playbook(folder) for key, folder in folders().items()})


def playbook(intervention: str) -> Playbook:
    """The playbook of one intervention; raises ``KeyError`` for an unknown one."""
    return playbooks()[intervention]


@cache
def samples(intervention: str) -> tuple[SamplePlan, ...]:
    """The sample plans of one intervention, read once a process; raises ``KeyError`` for an unknown one."""
    return load_samples(folders()[intervention])


def load_playbook(folder: Path) -> Playbook:
    """Read the playbook in a folder; raises ``PlaybookFileError`` when a file cannot be used."""
    parts = {kind.field: _load(single_file(folder, kind), kind) for kind in SINGLE}
    routes = tuple(_load(file, ROUTE) for file in item_files(folder, ROUTE))
    return Playbook(**parts, routes=routes)


def load_samples(folder: Path) -> tuple[SamplePlan, ...]:
    """Read the sample plans in a playbook's folder; raises ``PlaybookFileError`` when a file cannot be used."""
    return tuple(_load(file, SAMPLE) for file in item_files(folder, SAMPLE))


def _load(file: Path, kind: FileKind) -> Any:  # noqa: ANN401 (the kind's type)
    data = read_yaml(file)
    try:
        return msgspec.convert(data, kind.format)
    except msgspec.ValidationError as error:
        right = f"`roadmap playbook check {file.parent}` names the line"
        raise PlaybookFileError([Problem(file=file, line=1, path="", wrong=str(error), right=right)]) from error
