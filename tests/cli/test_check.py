"""`roadmap check`: what the page says, without a browser, with a status for programs."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest

from roadmap.cli.check import command
from roadmap.domain.exchange import write_plan
from tests.cli.commands import NOWHERE, run_command
from tests.domain.checks.plans import service, sound

if TYPE_CHECKING:
    from pathlib import Path

    from roadmap.domain.plans import Plan

run = partial(run_command, command)


def written(plan: Plan, folder: Path) -> str:
    file = folder / "plan.json"
    file.write_bytes(write_plan(plan, ()))
    return str(file)


async def test_a_plan_in_the_database_is_checked_by_its_slug(samples: str) -> None:
    result = await run(samples, "croatia")
    assert result.exit_code == 1, result.output
    assert "FAILS   A permanent payer takes over what still costs money at the end" in result.stdout
    assert "        - Peer support: €1,500 a month still runs on 31 May 2028" in result.stdout
    assert "Ask a government or an insurer" in result.stdout
    assert "Of 20 checks: failing " in result.stdout


async def test_every_result_comes_as_json(samples: str) -> None:
    result = await run(samples, "scotland", "--json")
    assert result.exit_code == 1
    found = {each["check"]: each for each in json.loads(result.stdout)}
    size = found["service-size"]
    assert (size["state"], len(size["findings"]), size["sources"]) == ("failed", 3, ["003#L926"])
    assert size["findings"][0]["message"].endswith(" of the 2 full-time specialists that a team needs at least.")
    assert found["translation-and-travel"]["state"] == "passed", "its portfolio has several countries"


async def test_a_file_that_passes_ends_with_status_0_and_needs_no_database(tmp_path: Path) -> None:
    result = await run(NOWHERE, written(sound(), tmp_path))
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout.startswith("Of 20 checks: failing 0, ")


async def test_a_file_that_fails_ends_with_status_1(tmp_path: Path) -> None:
    plan = sound()
    alone = replace(plan, services=(service(plan, 1, specialists=Decimal(1)),))
    result = await run(NOWHERE, written(alone, tmp_path))
    assert result.exit_code == 1
    assert "        - Service 1 has 1 of the 2 full-time specialists that a team needs at least." in result.stdout


@pytest.mark.parametrize(
    ("plan", "said"),
    [("nowhere.json", "No such file"), ("not-json.json", "This is no JSON"), ("strange.json", "no playbook “strange”")],
)
async def test_bad_input_is_one_line_and_status_2(tmp_path: Path, plan: str, said: str) -> None:
    (tmp_path / "not-json.json").write_text("{", encoding="utf-8")
    (tmp_path / "strange.json").write_bytes(write_plan(replace(sound(), intervention="strange"), ()))
    result = await run(NOWHERE, str(tmp_path / plan))
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


async def test_an_unknown_slug_is_one_line_and_status_2(samples: str) -> None:
    result = await run(samples, "atlantis")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "atlantis" in result.stderr
