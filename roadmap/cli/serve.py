"""`roadmap serve`: database, migrations, sample data where wanted, and the workers, until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
import socket
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from roadmap.app import create_app
from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from roadmap.services.database import migrate_database, open_pool, reachable_database
from roadmap.services.playbooks import keep_playbooks
from roadmap.services.samples import load_samples
from roadmap.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SECONDS_TO_FINISH = 10
ORPHANS_SECONDS = 2
COLLECT_AT = (10_000, 20, 50)
"""Objects more than before, and rounds, after which garbage is looked for in the three generations."""
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command()
def command() -> None:
    """Start the product; Ctrl-C or SIGTERM stops it cleanly."""
    settings = read_settings()
    refuse_taken_port(settings)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
    with reachable_database(settings, say=click.echo) as dsn:
        # Workers inherit the environment; they must find the database that this process has made ready.
        os.environ["DATABASE_URL"] = dsn
        asyncio.run(prepare(settings, dsn))
        serve(settings)


async def prepare(settings: Settings, dsn: str) -> None:
    """Migrate, keep what the playbooks say today, and load the sample plans where they are wanted."""
    await migrate_database(dsn)
    async with open_pool(dsn, size=1):
        await keep_playbooks(datetime.now(UTC))
        if settings.has_sample:
            await load_samples()


def serve(settings: Settings) -> None:
    """Run the workers until a signal."""
    for line in greeting(settings):
        click.echo(line)
    server = Server(
        "roadmap.cli.serve:worker",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        websockets=False,
        log_level=LogLevels.info if settings.log_level == "debug" else LogLevels.warning,
        respawn_failed_workers=True,
    )

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 a signal handler's signature
        hurry_later()
        server.signal_handler_interrupt()  # type: ignore[no-untyped-call]

    # Granian takes a closed terminal for a wish to reload, and would run on without one.
    server.on_startup(lambda: [signal.signal(number, stop) for number in STOPPING])
    server.serve()


def greeting(settings: Settings) -> Iterator[str]:
    """Say where the product is, and with which accounts its sample plans can be tried."""
    yield f"roadmap is at {settings.base_url} (Ctrl-C stops it)"
    if settings.has_sample:
        yield f"its sample accounts, each with the password {SAMPLE_PASSWORD}:"
        width = max(len(each.email) for each in SAMPLE_ACCOUNTS)
        yield from (f"  {each.email:<{width}}  {each.name}" for each in SAMPLE_ACCOUNTS)


def hurry_later() -> None:
    """Give the workers their time to answer what they have begun, then end those that are left.

    Granian's own way of doing so waits for a worker in two threads; the one that learns its end second may take it for
    alive, and report as killed what has stopped cleanly.
    """
    later = threading.Timer(SECONDS_TO_FINISH, end_workers)
    later.daemon = True
    later.start()


def end_workers() -> None:
    """End the workers in the middle of what they do, such as waiting for a request that never comes to its end."""
    for left in multiprocessing.active_children():
        click.echo(f"a request was cut off: it took more than {SECONDS_TO_FINISH} seconds after the stop", err=True)
        left.kill()


def worker() -> Any:  # noqa: ANN401 an ASGI application, whatever builds it
    """Build the application in a worker, which ends when the process that started it is gone."""
    threading.Thread(target=end_with_parent, args=(os.getppid(),), daemon=True).start()
    application = create_app()
    collect_rarely()
    return application


def collect_rarely() -> None:
    """Look for garbage in cycles less often: a page makes thousands of objects, and hardly any of them a cycle.

    With Python's own measure, looking took more than half of the time in which a portfolio of 200 plans is loaded. What
    lives as long as the worker is never looked through again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AT)


def end_with_parent(parent: int) -> None:
    """End this worker once its parent was killed, or it would keep the port and serve beside the next start."""
    while os.getppid() == parent:
        time.sleep(0.25)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(ORPHANS_SECONDS)
    os._exit(1)


def refuse_taken_port(settings: Settings) -> None:
    """Stop before anything is started if another program listens there: workers would share the port with it.

    The workers of a product that was killed a moment ago get the time to leave.
    """
    patience = time.monotonic() + ORPHANS_SECONDS + 1
    while problem := problem_with_port(settings):
        if time.monotonic() > patience:
            raise SettingsError(f"HOST {settings.host} and PORT {settings.port} cannot be used: {problem}.")
        time.sleep(0.1)


def problem_with_port(settings: Settings) -> str | None:
    """Say what is in the way of listening, by trying; nothing if nothing is."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            return error.strerror or str(error)
    return None


def leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 a signal handler's signature
    """Turn a signal that comes before the workers run into an ordinary way out, so that the database is stopped too."""
    raise SystemExit(128 + number)
