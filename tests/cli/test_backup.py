"""`roadmap backup` and `roadmap restore`: what comes back is what was there, exactly, or nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import asyncpg

from db.engine import point_engine_at
from db.schema import known_migrations, run_one, schema_state
from roadmap.cli.backup import command as backup
from roadmap.cli.restore import command as restore
from roadmap.store.backups import BackupError
from tests.cli.commands import NOWHERE, run_command
from tests.web.milestone_desk import PDF, SAVED, desk_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import Databases
    from tests.world import World

back_up, bring_back = partial(run_command, backup), partial(run_command, restore)
NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


async def everything(dsn: str) -> dict[str, list[str]]:
    """Give every row of every table as text."""
    connection = await asyncpg.connect(dsn)
    try:
        names = [row["tablename"] for row in await connection.fetch(NAMES)]
        found = {name: await connection.fetch(f'SELECT t::text FROM "{name}" t ORDER BY 1') for name in names}  # noqa: S608
        return {name: [row["t"] for row in rows] for name, rows in found.items()}
    finally:
        await connection.close()


async def test_what_comes_back_is_what_was_there_and_only_its_owner_reads_the_file(
    sample_world: World, empty_database: str, tmp_path: Path
) -> None:
    file = tmp_path / "roadmap.backup"
    desk = await desk_in(sample_world)
    assert (await desk.attach({}, ("ž.pdf", PDF, "application/pdf"))).status_code == SAVED
    done = await back_up(sample_world.dsn, str(file))
    assert done.output.startswith(f"written to {file}: "), done.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    before = await everything(sample_world.dsn)
    assert before["evidence_file"]
    assert len(before["plan"]) == len({*before["plan"]}) == 6
    assert (await bring_back(empty_database, str(file))).output == f"restored from {file}\n"
    assert await everything(empty_database) == before
    assert (await schema_state(empty_database)).is_current


async def test_a_backup_of_an_older_version_comes_to_this_versions_schema(
    databases: Databases, empty_database: str, tmp_path: Path
) -> None:
    file = tmp_path / "older.backup"
    async with databases.copy("template0") as older:
        point_engine_at(older)
        for name in known_migrations()[:-1]:
            await run_one(name)
        assert (await schema_state(older)).pending == known_migrations()[-1:]
        await back_up(older, str(file))
    assert (await bring_back(empty_database, str(file))).exit_code == 0
    assert (await schema_state(empty_database)).is_current


async def test_nothing_is_written_over_and_nothing_is_restored_over(
    migrated: str, empty_database: str, tmp_path: Path
) -> None:
    file = tmp_path / "roadmap.backup"
    file.write_text("mine")
    assert said(await back_up(migrated, str(file))) == f"there is a file {file} already: name another one."
    assert file.read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    before = await everything(migrated)
    file.unlink()
    await back_up(migrated, str(file))
    assert said(await bring_back(migrated, str(file))).startswith("the database is not empty: ")
    assert await everything(migrated) == before
    assert said(await bring_back(empty_database, str(tmp_path / "none"))) == f"there is no file {tmp_path / 'none'}."
    file.write_bytes(file.read_bytes()[:2_000])
    assert (await bring_back(empty_database, str(file))).exit_code != 0
    assert await everything(empty_database) == {}


async def test_without_a_database_or_a_folder_one_line_says_so(migrated: str, tmp_path: Path) -> None:
    file = tmp_path / "roadmap.backup"
    assert "Connection refused" in said(await back_up(NOWHERE.replace("nobody", "nobody:hunter2"), str(file)))
    assert "hunter2" not in said(await back_up(NOWHERE.replace("nobody", "nobody:hunter2"), str(file)))
    assert not [*tmp_path.iterdir()]
    nowhere = tmp_path / "none" / "roadmap.backup"
    assert (
        said(await back_up(migrated, str(nowhere))) == f"{nowhere}.part cannot be written: No such file or directory."
    )


def said(result: object) -> str:
    """Give what a command that was refused says, in one line."""
    error = getattr(result, "exception", None)
    assert isinstance(error, BackupError)
    assert "\n" not in str(error)
    return str(error)
