"""The embedded server: private, durable, shared, back after a crash, and considerate of folders that are not its own.

As root the server runs as an account without rights, as anybody else as themselves; the same promises hold for both.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import asyncpg
import psutil
import pytest

from db import server_place
from db.cluster import ClusterError
from db.embedded import EmbeddedServer
from db.server_place import (
    ID_FILE,
    ORIGIN_FILE,
    ORPHANS_KEPT_SECONDS,
    SYSTEM_FOLDER,
    carried_programs,
    find_place,
    sweep_orphans,
)
from tests.databases import throwaway_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

IS_ROOT = os.geteuid() == 0
# A shell's background jobs ignore SIGINT and hand that down; the product is tried as it is started from a terminal.
HOLD = """
import pathlib, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from db.embedded import EmbeddedServer
with EmbeddedServer(pathlib.Path(sys.argv[1])):
    print("started", flush=True)
    time.sleep(60)
"""


async def ask(dsn: str, query: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def processes_in(folder: Path) -> list[psutil.Process]:
    """List the processes that work below a folder."""
    below = str(folder.resolve())
    return [process for process in psutil.process_iter(["cwd"]) if (process.info["cwd"] or "").startswith(below)]


def postmaster(folder: Path) -> int:
    return int(next(folder.rglob("postmaster.pid")).read_text(encoding="utf-8").split("\n", 1)[0])


def modes_above(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mode for path in folder.resolve().parents}


def product_holding(data: Path) -> subprocess.Popen[bytes]:
    """Start another process that holds the server of a data folder, and wait until it does."""
    product = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE)
    assert product.stdout
    product.stdout.readline()
    return product


def socket_of(server: EmbeddedServer) -> Path:
    return Path(parse_qs(urlsplit(server.dsn).query)["host"][0])


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(scope="module")
def made_once() -> Iterator[Path]:
    """Give a data folder with a stopped cluster, to be copied: making one takes two seconds."""
    with throwaway_folder() as folder:
        with EmbeddedServer(folder / "var"):
            pass
        yield folder / "var"


@pytest.fixture
def data(open_folder: Path, made_once: Path) -> Iterator[Path]:
    """Give a data folder that has been used before; kill what a failed test left running in it."""
    data = open_folder / "var"
    subprocess.run(["cp", "-a", str(made_once), str(data)], check=True)
    yield data
    for process in processes_in(open_folder):
        process.kill()


async def test_a_first_start_makes_a_durable_database(open_folder: Path) -> None:
    with EmbeddedServer(open_folder / "var") as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
            assert await ask(server.dsn, f"SHOW {setting}") == "on"
        assert await ask(server.dsn, "SHOW server_encoding") == "UTF8"
        assert await ask(server.dsn, "SELECT lower('ŽČĐ')") == "žčđ"


async def test_the_server_listens_on_a_private_socket_only(data: Path) -> None:
    with EmbeddedServer(data) as server:
        assert await ask(server.dsn, "SHOW listen_addresses") == ""
        assert mode(socket_of(server)) == 0o700
        assert not [c for c in psutil.Process(postmaster(data)).net_connections("inet") if c.status == "LISTEN"]


def test_the_last_to_leave_stops_the_server_and_no_process_stays(data: Path) -> None:
    first, second = EmbeddedServer(data), EmbeddedServer(data)
    assert first.start() == second.start()
    first.stop()
    assert processes_in(data)
    second.stop()
    assert not processes_in(data)


async def test_data_outlives_the_server_and_a_deleted_folder_starts_afresh(data: Path) -> None:
    with EmbeddedServer(data) as server:
        await ask(server.dsn, "CREATE TABLE kept ()")
    with EmbeddedServer(data) as server:
        assert await ask(server.dsn, "SELECT to_regclass('kept') IS NOT NULL")
    shutil.rmtree(data)
    with EmbeddedServer(data) as server:
        assert not await ask(server.dsn, "SELECT to_regclass('kept') IS NOT NULL")


async def test_a_killed_server_comes_back_with_what_it_acknowledged(data: Path) -> None:
    server = EmbeddedServer(data)
    await ask(server.start(), "CREATE TABLE kept ()")
    os.kill(postmaster(data), signal.SIGKILL)
    with EmbeddedServer(data) as again:
        assert await ask(again.dsn, "SELECT to_regclass('kept') IS NOT NULL")
        server.stop()


def test_a_server_that_no_longer_answers_is_not_taken_for_one_that_runs(data: Path) -> None:
    with EmbeddedServer(data):
        place = find_place(data, SYSTEM_FOLDER).cluster()
        process = postmaster(data)
        os.kill(process, signal.SIGSTOP)
        try:
            assert place.is_running()
            assert not place.answers()
        finally:
            os.kill(process, signal.SIGCONT)
        assert place.answers()


async def test_the_next_start_takes_over_from_a_killed_product(data: Path) -> None:
    with product_holding(data) as product:
        left_running = postmaster(data)
        product.kill()
    with EmbeddedServer(data) as server:
        assert postmaster(data) == left_running
        assert await ask(server.dsn, "SELECT 1") == 1
    assert not processes_in(data)


def test_a_signal_during_the_start_leaves_no_server_behind(open_folder: Path) -> None:
    for moment in (0.3, 0.6, 1.2, 1.8):
        command = [sys.executable, "-c", HOLD, str(open_folder / "var")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as product:
            time.sleep(moment)
            product.send_signal(signal.SIGINT)
        assert not processes_in(open_folder)


async def test_a_note_of_a_dead_server_that_names_a_stranger_is_no_hindrance(data: Path) -> None:
    with EmbeddedServer(data):
        note = data / "postgres" / "cluster" / "postmaster.pid"
        text = note.read_text(encoding="utf-8")
    note.write_text(text.replace(text.split("\n", 1)[0], str(os.getppid()), 1), encoding="utf-8")
    os.chown(note, note.parent.stat().st_uid, note.parent.stat().st_gid)
    with EmbeddedServer(data) as server:
        assert await ask(server.dsn, "SELECT 1") == 1


async def test_a_start_that_was_killed_half_way_is_made_good(data: Path) -> None:
    with EmbeddedServer(data):
        pass
    cluster = data / "postgres" / "cluster"
    cluster.rename(cluster.with_name("new"))
    (cluster.with_name("new") / "PG_VERSION").unlink()
    with EmbeddedServer(data) as server:
        assert await ask(server.dsn, "SELECT 1") == 1
    assert not cluster.with_name("new").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(open_folder: Path, data: Path) -> None:
    deep = open_folder / ("a long, 'quoted' name " * 6).strip()
    deep.mkdir(mode=0o711)
    data.rename(deep / "var")
    with EmbeddedServer(deep / "var") as server:
        socket = socket_of(server)
        assert mode(socket) == 0o700
        assert not socket.is_relative_to(deep)
        assert asyncio.run(ask(server.dsn, "SELECT 1")) == 1
    assert not socket.exists()


def test_data_of_another_major_version_is_refused_and_left_alone(data: Path) -> None:
    with EmbeddedServer(data):
        pass
    version = data / "postgres" / "cluster" / "PG_VERSION"
    version.write_text("17\n", encoding="ascii")
    with pytest.raises(ClusterError, match="is PostgreSQL 17's and this server is 18"):
        EmbeddedServer(data).start()


async def test_no_folder_above_changes_its_permissions(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone and its environment in a private home: run there, stop, crash, run again."""
    home = open_folder / "home"
    site = home / "clone" / "site-packages"
    site.mkdir(parents=True)
    home.chmod(0o700)
    (home / "clone").chmod(0o750)
    for part in server_place.CARRIED:
        shutil.copytree(carried_programs().parents[2] / part, site / part, symlinks=True)
    programs = site / server_place.CARRIED[0] / "bin"
    monkeypatch.setattr(server_place, "carried_programs", lambda: programs)
    data, system = home / "clone" / "var", open_folder / "system"
    before = modes_above(data) | modes_above(programs)
    for _ in range(2):
        with EmbeddedServer(data, system=system) as server:
            assert await ask(server.dsn, "SELECT 1") == 1
            assert bool(server.notice) == IS_ROOT
    assert modes_above(data) | modes_above(programs) == before
    assert not processes_in(open_folder)


async def test_a_data_folder_in_a_private_home_is_tied_to_its_database(open_folder: Path) -> None:
    home, system = open_folder / "home", open_folder / "system"
    home.mkdir(mode=0o700)
    with EmbeddedServer(home / "var", system=system) as server:
        await ask(server.dsn, "CREATE TABLE kept ()")
    (home / "var").rename(home / "moved")
    with EmbeddedServer(home / "moved", system=system) as server:
        assert await ask(server.dsn, "SELECT to_regclass('kept') IS NOT NULL")
    shutil.rmtree(home / "moved")
    with EmbeddedServer(home / "moved", system=system) as server:
        assert not await ask(server.dsn, "SELECT to_regclass('kept') IS NOT NULL")
    assert len(list(system.glob(f"*/{ORIGIN_FILE}"))) == (2 if IS_ROOT else 0)


def test_a_database_nobody_names_is_stopped_at_once_and_removed_after_a_week(open_folder: Path) -> None:
    home, system = open_folder / "home", open_folder / "system"
    home.mkdir(mode=0o700)
    server = EmbeddedServer(home / "var", system=system)
    server.start()
    shutil.rmtree(home / "var")
    sweep_orphans(system)
    origins = list(system.glob(f"*/{ORIGIN_FILE}"))
    assert not processes_in(system)
    assert len(origins) == IS_ROOT
    for origin in origins:
        long_ago = time.time() - ORPHANS_KEPT_SECONDS - 60
        os.utime(origin, (long_ago, long_ago))
    sweep_orphans(system)
    assert not list(system.glob(f"*/{ORIGIN_FILE}"))
    for process in processes_in(open_folder):
        process.kill()


def test_a_database_that_vanished_is_told_and_not_replaced_in_silence(open_folder: Path) -> None:
    data, system = open_folder / "var", open_folder / "system"
    data.mkdir(mode=0o700)
    (data / ID_FILE).write_text("0123456789ab", encoding="ascii")
    server = EmbeddedServer(data, system=system)
    if IS_ROOT:
        with pytest.raises(ClusterError, match="which is gone: bring it back, or delete"):
            server.start()
    else:
        with server:
            assert server.notice is None
