"""From files to the domain's playbooks and sample plans; quick, and once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from roadmap.domain.playbooks import Playbook
from roadmap.domain.samples import SamplePlan
from roadmap.playbook_files.layout import ROUTE, SAMPLE, SINGLE, FileKind, item_files, single_file
from roadmap.playbook_files.problems import PlaybookFileError, Problem, shown
from roadmap.playbook_files.yaml_text import read_yaml
from roadmap.settings import shipped_folder


def folders() -> dict[str, Path]:
    """Find the folder of every playbook, by its name, which is its intervention's key."""
    home = shipped_folder("playbooks")
    return {file.parent.name: file.parent for file in sorted(home.glob("*/intervention.yaml"))}


@cache
def playbooks() -> tuple[Playbook, ...]:
    """Read every playbook, once a process; raises ``PlaybookFileError``."""
    return tuple(load_playbook(folder) for folder in folders().values())


@cache
def load_samples(intervention: str) -> tuple[SamplePlan, ...]:
    """Read an intervention's sample plans, once a process; raises ``KeyError`` or ``PlaybookFileError``."""
    return samples_in(folders()[intervention])


def load_playbook(folder: Path) -> Playbook:
    """Read the playbook in a folder; raises ``PlaybookFileError`` when a file cannot be used."""
    parts = {kind.field: read_file(single_file(folder, kind), kind) for kind in SINGLE}
    routes = tuple(read_file(file, ROUTE) for file in item_files(folder, ROUTE))
    return Playbook(**parts, routes=routes)


def samples_in(folder: Path) -> tuple[SamplePlan, ...]:
    """Read the sample plans in a playbook's folder; raises ``PlaybookFileError`` when a file cannot be used."""
    return tuple(read_file(file, SAMPLE) for file in item_files(folder, SAMPLE))


def read_file(file: Path, kind: FileKind) -> Any:  # noqa: ANN401 (the kind's type)
    """Read one file as what its kind holds; raises ``PlaybookFileError``."""
    data = read_yaml(file)
    try:
        return msgspec.convert(data, kind.format)
    except msgspec.ValidationError as error:
        right = f"`roadmap playbook check {shown(file)}` names the line"
        raise PlaybookFileError([Problem(file=file, line=1, path="", wrong=str(error), right=right)]) from error
