"""`roadmap plan export` and `roadmap plan import`: out, in, over, and what is refused."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from roadmap.cli.plan import command
from tests.cli.commands import NOWHERE, run_command
from tests.domain.exchange.files import file_with
from tests.world import PLAN, PORTFOLIO

run = partial(run_command, command)


async def exported(dsn: str, folder: Path) -> Path:
    result = await run(dsn, "export", PLAN)
    assert result.exit_code == 0, result.output
    file = folder / "plan.json"
    file.write_text(result.stdout, encoding="utf-8")
    return file


async def test_a_plan_goes_out_and_comes_back_as_a_new_one(samples: str, tmp_path: Path) -> None:
    file = await exported(samples, tmp_path)
    result = await run(samples, "import", str(file), "--portfolio", PORTFOLIO)
    assert result.exit_code == 0, result.output
    assert f"in the portfolio {PORTFOLIO}" in result.stderr
    assert "Playbook ips" in result.stdout
    slug = result.stderr.partition("/plans/")[2].split()[0]
    again = await run(samples, "export", slug)
    mine, theirs = json.loads(again.stdout)["plan"], json.loads(file.read_text(encoding="utf-8"))["plan"]
    assert [each["title"] for each in mine["milestones"]] == [each["title"] for each in theirs["milestones"]]
    assert mine["status"] == "draft"


async def test_a_dry_run_saves_nothing_and_needs_no_database(samples: str, tmp_path: Path) -> None:
    file = await exported(samples, tmp_path)
    result = await run(NOWHERE, "import", str(file), "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["plan"]["status"] == "draft"


async def test_over_a_plan_it_says_what_differs_and_then_makes_it_so(samples: str, tmp_path: Path) -> None:
    file = await exported(samples, tmp_path)
    assert (await run(samples, "import", str(file), "--over", PLAN)).stdout == "nothing differs\n"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["plan"]["title"] = "Spain, together"
    document["plan"]["risks"].pop()
    file.write_text(json.dumps(document), encoding="utf-8")
    dry = await run(samples, "import", str(file), "--over", PLAN, "--dry-run")
    assert "- risk " in dry.stdout
    assert '"Spain, together"' in dry.stdout
    result = await run(samples, "import", str(file), "--over", PLAN, "--json", "--reason", "Agreed")
    assert {each["action"] for each in json.loads(result.stdout)} == {"changed", "removed"}
    assert (await run(samples, "import", str(file), "--over", PLAN)).stdout == "nothing differs\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--over", "atlantis"), "There is no plan “atlantis”."),
        (("--portfolio", "atlantis"), "There is no portfolio “atlantis”."),
        (("--over", PLAN, "--reason", " "), "Say why the plan changes"),
    ],
)
async def test_what_cannot_be_done_is_said(samples: str, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    result = await run(samples, "import", str(await exported(samples, tmp_path)), *words)
    assert result.exit_code == 2
    assert said in result.stderr


async def test_what_is_wrong_in_a_file_is_said_a_line_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(file_with("plan.months", 1))
    result = await run(NOWHERE, "import", str(file), "--dry-run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "$.plan.months: Write a whole number from 24 to 60." in result.stderr


async def test_there_is_no_such_plan_to_export(samples: str) -> None:
    result = await run(samples, "export", "atlantis")
    assert result.exit_code == 2
    assert "There is no plan “atlantis”." in result.stderr


async def test_the_schema_of_the_format_is_printed() -> None:
    result = await run(NOWHERE, "schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["title"] == "roadmap.plan/1: a plan"
