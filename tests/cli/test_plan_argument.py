"""PLAN on the command line: a plan's address or a file, and what is wrong with either in one line a problem."""

from __future__ import annotations

import asyncio
import io
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from roadmap.cli.plan_argument import BadInputError, is_file, plan_at
from roadmap.settings import read_settings
from tests.domain.exchange.files import WHOLE, file_with
from tests.exports.plans import PLAN
from tests.world import PLAN as SLUG
from tests.world import fill_world

if TYPE_CHECKING:
    from tests.databases import Databases

SETTINGS = read_settings({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing", "ROADMAP_UPLOAD_MAX_MB": "1"})


def test_a_file_is_read_without_a_database(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(WHOLE)
    assert plan_at(str(file), SETTINGS) == PLAN


def test_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WHOLE)))
    assert plan_at("-", SETTINGS) == PLAN


@pytest.mark.parametrize("name", ["-", "plan.json", "plans/croatia", "./croatia"])
def test_what_looks_like_a_file_is_one(name: str) -> None:
    assert is_file(name)


def test_a_plan_is_found_by_the_last_part_of_its_address() -> None:
    assert not is_file("croatia")


async def test_a_plan_in_the_database_comes_with_all_its_parts(databases: Databases) -> None:
    async with databases.copy(await databases.template("sample_world", fill_world)) as dsn:
        settings = read_settings({"DATABASE_URL": dsn})
        plan = await asyncio.to_thread(plan_at, SLUG, settings)
        assert plan.slug == SLUG
        assert plan.milestones
        assert plan.readings
        with pytest.raises(BadInputError, match="There is no plan “atlantis”"):
            await asyncio.to_thread(plan_at, "atlantis", settings)


def test_every_problem_is_a_line_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(file_with("plan.months", 1))
    with pytest.raises(BadInputError, match=r"^\$\.plan\.months: Write a whole number from 24 to 60\.$"):
        plan_at(str(file), SETTINGS)


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), (b" " * 1_048_577, "bigger than 1 MB"), (b"", "This file is empty")]
)
def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "plan.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        plan_at(str(file), SETTINGS)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Is a directory"):
        plan_at(str(tmp_path), SETTINGS)
