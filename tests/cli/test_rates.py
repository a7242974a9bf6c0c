"""`roadmap rates`: files come in whole or not at all, and what there is is listed."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from roadmap.cli.rates import command
from tests.cli.commands import run_command

if TYPE_CHECKING:
    from pathlib import Path


run = partial(run_command, command)

GOOD = "Date,USD,CZK,\n2026-11-20,1.15,24.405,\n2026-11-19,1.16,N/A,\n"


async def test_rates_come_in_once_and_are_listed_with_date_and_source(migrated: str, tmp_path: Path) -> None:
    file = tmp_path / "eurofxref-hist.csv"
    file.write_text(GOOD, encoding="utf-8")
    assert "there is no rate yet" in (await run(migrated, "list")).output
    looked = await run(migrated, "import", str(file), "--dry-run")
    assert "new 3, changed 0, the same 0" in looked.output
    assert (await run(migrated, "list", "--json")).output.strip() == "[]"
    assert "+ 2026-11-20  1 EUR = 24.405 CZK" in (await run(migrated, "import", str(file))).output
    again = await run(migrated, "import", "-", given=GOOD.replace("24.405", "24.5"))
    assert "~ 2026-11-20  1 EUR = 24.5 CZK, was 24.405\nnew 0, changed 1, the same 2" in again.output
    listed = json.loads((await run(migrated, "list", "--json")).output)
    assert listed == [
        {"currency": "CZK", "day": "2026-11-20", "rate": "24.5", "source": "ecb", "reason": ""},
        {"currency": "USD", "day": "2026-11-20", "rate": "1.15", "source": "ecb", "reason": ""},
    ]
    assert "2026-11-20  1 EUR = 24.5 CZK  European Central Bank" in (await run(migrated, "list")).output


async def test_own_rates_stand_beside_published_ones(migrated: str) -> None:
    await run(migrated, "import", "-", given=GOOD)
    own = ("import", "-", "--source", "own")
    refused = await run(migrated, *own, given="Date,CZK\n2026-11-20,25\n")
    assert (refused.exit_code, "--reason: Say who set these rates and why" in refused.output) == (2, True)
    await run(migrated, *own, "--reason", "Budget circular", given="Date,CZK\n2026-11-20,25\n")
    assert "1 EUR = 25 CZK  assumed, entered here: Budget circular" in (await run(migrated, "list")).output
    assert "1 EUR = 24.405 CZK" in (await run(migrated, "list")).output


async def test_another_reason_for_a_rate_of_ones_own_is_a_change_that_is_said_and_saved(migrated: str) -> None:
    own, given = ("import", "-", "--source", "own", "--reason"), "Date,CZK\n2026-11-20,25\n"
    await run(migrated, *own, "First reason", given=given)
    said = "~ 2026-11-20  1 EUR = 25 CZK, now because “Second reason”, was because “First reason”\nnew 0, changed 1,"
    assert said in (await run(migrated, *own, "Second reason", "--dry-run", given=given)).output
    assert said in (await run(migrated, *own, "Second reason", given=given)).output
    assert "new 0, changed 0, the same 1" in (await run(migrated, *own, "Second reason", given=given)).output
    assert "assumed, entered here: Second reason" in (await run(migrated, "list")).output


async def test_a_wrong_file_is_refused_whole_with_every_place(migrated: str) -> None:
    result = await run(migrated, "import", "-", given=GOOD + "2999-01-01,1e400,=1,\n")
    assert result.exit_code == 2
    assert "line 4, Date: 1 Jan 2999 is after today" in result.output
    assert "line 4, USD: Write a number above zero" in result.output
    assert "line 4, CZK: Write a number above zero" in result.output
    assert (await run(migrated, "list", "--json")).output.strip() == "[]"


async def test_a_file_that_is_not_there_is_one_line(migrated: str) -> None:
    result = await run(migrated, "import", "nowhere.csv")
    assert (result.exit_code, result.output) == (2, "Error: nowhere.csv: No such file or directory\n")
