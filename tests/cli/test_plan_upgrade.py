"""`roadmap plan upgrade`: what a newer playbook would change, listed without a browser and without saving anything."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from roadmap.cli.plan import command
from tests.cli.commands import run_command
from tests.newer_playbooks import CURRENT, NAMES, VERSION, installed, newer_ips

if TYPE_CHECKING:
    from pathlib import Path


run = partial(run_command, command)


async def test_a_plan_of_the_newest_playbook_has_nothing_to_take_over(samples: str) -> None:
    result = await run(samples, "upgrade", "spain")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [f"This plan follows the IPS playbook {CURRENT}, the newest there is."]


async def test_every_difference_is_listed_three_ways(samples: str, tmp_path: Path) -> None:
    with installed(newer_ips(tmp_path)):
        result = await run(samples, "upgrade", "spain")
    assert result.exit_code == 0, result.output
    assert f"The IPS playbook {VERSION} is there; this plan follows {CURRENT}." in result.stdout
    assert "Services have agreed on sharing their data: New in the playbook (new)" in result.stdout
    assert "    new   €78,500" in result.stdout
    assert "    plan  €" in result.stdout


async def test_every_difference_comes_as_json(samples: str, tmp_path: Path) -> None:
    with installed(newer_ips(tmp_path)):
        result = await run(samples, "upgrade", "spain", "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["from"]["version"], found["to"]["version"]) == (CURRENT, VERSION)
    items = {each["name"]: each for each in found["items"]}
    assert set(NAMES.values()) <= set(items)
    assert items[NAMES["dearer"]]["fields"][0] | {"plan": ""} == {
        "field": "unit_cost",
        "old": "72000",
        "new": "78500",
        "plan": "",
    }
    assert items[NAMES["new"]]["new"]["key"] == "learning-community/data-agreement"
    assert items[NAMES["new"]]["plan"] is None


async def test_an_unknown_slug_is_one_line_and_status_2(samples: str) -> None:
    result = await run(samples, "upgrade", "atlantis")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "atlantis" in result.stderr
