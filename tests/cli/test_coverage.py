"""`roadmap coverage`: what a plan's money covers, from a file or from the database."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from roadmap.cli.coverage import command
from roadmap.domain.exchange import write_plan
from tests.cli.commands import NOWHERE, run_command
from tests.domain.coverage.test_samples import sample
from tests.world import fill_world

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.databases import Databases

TODAY = ("--today", "2026-11-25")


async def run(*words: str, dsn: str = NOWHERE) -> Result:
    return await run_command(command, dsn, *words)


def written(folder: Path) -> Path:
    file = folder / "plan.json"
    file.write_bytes(write_plan(sample("czech-republic"), ()))
    return file


async def document(*words: str) -> dict[str, Any]:
    result = await run(*words, "--json", *TODAY)
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.stdout)
    return told


async def test_a_file_needs_no_database_and_every_amount_is_exact_and_adds_up(tmp_path: Path) -> None:
    told = await document(str(written(tmp_path)))
    assert told["currency"] == "CZK"
    assert told["gap_next_quarter"] == "677100.00"
    for name in ("need", "committed", "probable", "gap"):
        whole = Decimal(told["total"][name])
        for part in ("quarters", "categories", "cells"):
            assert sum(Decimal(each[name]) for each in told[part]) == whole
    paid = sum(Decimal(each["amount"]) for each in told["payments"])
    assert paid == Decimal(told["total"]["committed"]) + Decimal(told["total"]["probable"])
    assert sum(Decimal(each["amount"]) for each in told["unused"]) == Decimal(told["lapsing"])
    assert len(told["cells"]) == len(told["quarters"]) * len(told["categories"])
    assert {each["state"] for each in told["exit"]} == {"probable", "asked", "nobody"}


async def test_probable_money_counts_when_asked_for(tmp_path: Path) -> None:
    file = str(written(tmp_path))
    firm, wide = await document(file), await document(file, "--with-probable")
    assert Decimal(firm["total"]["probable"]) == 0 < Decimal(wide["total"]["probable"])
    assert len(firm["left_out"]) > len(wide["left_out"]) > 0


async def test_people_get_tables_and_then_sentences(tmp_path: Path) -> None:
    result = await run(str(written(tmp_path)), *TODAY)
    lines = result.stdout.splitlines()
    assert lines[2].split() == ["Category", "Need", "Committed", "Gap"]
    assert ["Training", "1210538.67", "0.00", "1210538.67"] in [each.split() for each in lines]
    assert any(line.startswith("Q1 2028") and "Employment specialists" in line for line in lines)
    assert "Gap in this quarter: 668220.00. In the next: 677100.00." in lines
    assert "What would close gaps:" in lines
    assert "Still running when the plan ends on 2028-03-31:" in lines


async def test_a_plan_of_the_database_is_named_by_its_address(databases: Databases) -> None:
    async with databases.copy(await databases.template("sample_world", fill_world)) as dsn:
        result = await run("croatia", "--json", dsn=dsn)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["plan"] == "croatia"


async def test_odd_input_is_one_line_and_exit_code_two(tmp_path: Path) -> None:
    file = written(tmp_path)
    bad = json.loads(file.read_text(encoding="utf-8"))
    bad["plan"]["commitments"][0]["amount"] = "-1"
    negative = tmp_path / "negative.json"
    negative.write_text(json.dumps(bad), encoding="utf-8")
    for words in ((str(tmp_path / "none.json"),), (str(file), "--today", "soon"), (str(negative),)):
        result = await run(*words)
        assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1), result.output
    assert "$.plan.commitments[0].amount: " in result.stderr


async def test_a_plan_of_an_unknown_playbook_is_refused_in_one_line(tmp_path: Path) -> None:
    file = written(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace('"ips"', '"other"'), encoding="utf-8")
    result = await run(str(file))
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1), result.output
