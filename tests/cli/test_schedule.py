"""`roadmap schedule`: a plan's dates, slack and critical path, from a file or from the database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roadmap.cli.plan import command as plan_command
from roadmap.cli.schedule import command
from tests.cli.commands import NOWHERE, run_command
from tests.world import fill_world

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.databases import Databases

NEW = ("new", "--playbook", "ips/pilot", "--country", "HR", "--start", "2027-03-01", "--dry-run", "--json")
TODAY = ("--today", "2027-01-04")


async def run(*words: str, dsn: str = NOWHERE) -> Result:
    return await run_command(command, dsn, *words)


async def fresh(folder: Path) -> Path:
    """A plan as `roadmap plan new` prints it."""
    made = await run_command(plan_command, NOWHERE, *NEW)
    assert made.exit_code == 0, made.output
    file = folder / "plan.json"
    file.write_text(made.stdout, encoding="utf-8")
    return file


async def test_a_file_needs_no_database_and_gives_every_milestone_its_dates(tmp_path: Path) -> None:
    result = await run(str(await fresh(tmp_path)), "--json", *TODAY)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    items = {each["id"]: each for each in told["milestones"]}
    assert len(items) == 29
    assert told["critical_path"]
    assert all(items[key]["is_critical"] and items[key]["total_slack"] <= 0 for key in told["critical_path"])
    for each in items.values():
        assert each["start"] <= each["due"]
        assert (each["forecast_start"], each["forecast_due"]) == (each["start"], each["due"])
        assert (each["total_slack"] >= 0) == (each["late_due"] >= each["due"])
    assert not told["conflicts"]


async def test_people_get_a_table_with_the_critical_path_below(tmp_path: Path) -> None:
    result = await run(str(await fresh(tmp_path)), *TODAY)
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["No.", "Start", "Due", "Latest", "due", "Slack", "Forecast", "Title"]
    assert lines[1].startswith("1 ")
    assert lines[-1].startswith("Critical path: ")
    assert any("*" in line for line in lines[1:])


async def test_a_plan_of_the_database_is_named_by_its_address(databases: Databases) -> None:
    async with databases.copy(await databases.template("sample_world", fill_world)) as dsn:
        result = await run("czech-republic", "--json", dsn=dsn)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["plan"] == "czech-republic"


async def test_a_cycle_is_refused_in_one_line_that_names_its_path(tmp_path: Path) -> None:
    file = await fresh(tmp_path)
    document = json.loads(file.read_text(encoding="utf-8"))
    one, other = document["plan"]["milestones"][:2]
    one["after"] = [{"milestone_id": other["id"]}]
    other["after"] = [{"milestone_id": one["id"]}]
    file.write_text(json.dumps(document), encoding="utf-8")
    result = await run(str(file))
    assert result.exit_code == 2
    assert one["title"] in result.stderr
    assert other["title"] in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


async def test_a_pin_that_cannot_be_met_is_said_in_days(tmp_path: Path) -> None:
    file = await fresh(tmp_path)
    document = json.loads(file.read_text(encoding="utf-8"))
    milestones = document["plan"]["milestones"]
    waiting = next(each for each in milestones if each["after"] and each["pin"] is None)
    waiting["pin"] = {"kind": "on", "day": "2027-03-01", "reason": "Vote"}
    file.write_text(json.dumps(document), encoding="utf-8")
    told = json.loads((await run(str(file), "--json", *TODAY)).stdout)
    assert [(each["id"], each["days"] > 0) for each in told["conflicts"]] == [(waiting["id"], True)]
    assert f"Pin missed by {told['conflicts'][0]['days']} days: " in (await run(str(file), *TODAY)).stdout


async def test_odd_input_is_one_line_and_exit_code_two(tmp_path: Path) -> None:
    file = await fresh(tmp_path)
    for words in ((str(tmp_path / "none.json"),), (str(file), "--today", "soon")):
        result = await run(*words)
        assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1), result.output
