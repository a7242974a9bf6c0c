"""Every folder in `playbooks/` is sound, whoever wrote it: no test has to be added for a new one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.domain.provenance import Provenance
from roadmap.playbook_files import folders, load_samples, playbooks
from roadmap.playbook_files.checking import check
from roadmap.playbook_files.layout import expected_files
from roadmap.playbook_files.schemas import schema_text, schemas

PLAYBOOKS = Path(__file__).parent.parent / "playbooks"
EDITOR_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")


@pytest.fixture(params=list(folders().values()), ids=list(folders()))
def folder(request: pytest.FixtureRequest) -> Path:
    """Give each playbook's folder in turn."""
    given: Path = request.param
    return given


def test_the_check_is_silent(folder: Path) -> None:
    assert [str(problem) for problem in check(folder)] == []


def test_the_folder_is_named_like_its_intervention(folder: Path) -> None:
    assert folder.name in {playbook.intervention.key for playbook in playbooks()}


def test_a_file_that_names_a_schema_names_its_own(folder: Path) -> None:
    for file, kind in expected_files(folder):
        named = EDITOR_LINE.match(file.read_text(encoding="utf-8"))
        if named:
            assert (file.parent / named[1]).resolve() == PLAYBOOKS / "schema" / f"{kind.name}.json"


def test_the_published_schemas_are_those_of_the_code() -> None:
    published = {file.stem: file.read_text(encoding="utf-8") for file in (PLAYBOOKS / "schema").glob("*.json")}
    assert published == {name: schema_text(name) for name in schemas()}, (
        "roadmap playbook schema --out playbooks/schema"
    )


def test_nothing_is_published_without_a_place_in_a_source(folder: Path) -> None:
    for playbook in playbooks():
        if playbook.intervention.key == folder.name:
            assert bases(playbook)
            assert [basis for basis in bases((playbook, load_samples(folder.name))) if basis.missing] == []


def bases(value: object) -> list[Provenance]:
    """Collect every provenance in a playbook or a part of it, however deep."""
    if isinstance(value, Provenance):
        return [value]
    if isinstance(value, tuple):
        return [basis for item in value for basis in bases(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    return [basis for name in names for basis in bases(getattr(value, name))]
