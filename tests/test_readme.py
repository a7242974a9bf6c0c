"""The README: what it tells a newcomer to type works, and its picture is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from roadmap.cli import roadmap
from roadmap.settings import SETTINGS
from tests.web.test_help import check_command

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS: Final = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
TYPED: Final = [
    line.split("  #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
COMMANDS: Final = [line.removeprefix(".venv/bin/") for line in TYPED if "bin/roadmap " in line]


def test_every_make_target_in_the_readme_exists() -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, flags=re.MULTILINE))
    assert named >= {"run", "test", "check", "setup", "screenshot"}
    assert named - TARGETS == set()


@pytest.mark.parametrize("line", [*COMMANDS, *re.findall(r"`(roadmap [^`]+)`", README)])
def test_every_command_in_the_readme_exists(line: str) -> None:
    check_command(line)


def test_the_plan_without_a_browser_is_made_as_the_readme_says() -> None:
    (line,) = [each for each in COMMANDS if " plan new " in each]
    result = CliRunner().invoke(roadmap, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("{")


def test_every_setting_in_the_readme_is_one() -> None:
    named = {found[1] for line in TYPED if (found := re.match(r"export (\w+)=", line))}
    assert named >= {"DATABASE_URL", "ROADMAP_BASE_URL"}
    assert named - {setting.name for setting in SETTINGS} == set()


def test_the_readme_shows_a_picture_that_is_small_enough_and_says_what_it_shows() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", README)
    assert pictures
    for words, address in pictures:
        assert len(words) > 20
        file = ROOT / address
        assert file.read_bytes().startswith(b"\x89PNG")
        assert file.stat().st_size <= 200_000


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
