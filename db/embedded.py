"""The embedded server: a real PostgreSQL beside the product, for one machine, for trying out and for tests.

    with EmbeddedServer(data_folder) as server:
        connect(server.dsn)

Several processes may hold the server of one data folder at once (the product, a command beside it); the first starts
it, the last stops it. The holds are file locks, so that a killed process holds nothing: the next start takes over the
server it left running, or clears what a killed server left, and goes on. Where the files lie is `server_place`'s
matter, PostgreSQL itself `cluster`'s.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from db.cluster import Cluster, ClusterError
from db.server_account import NoAccountError
from db.server_place import SYSTEM_FOLDER, Place, find_place, sweep_orphans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

__all__ = ["ClusterError", "EmbeddedServer", "NoAccountError"]


WAITING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class EmbeddedServer:
    """One process's hold on a data folder's server. `notice` is one line to show, where there is something to say."""

    def __init__(self, data: Path, *, options: tuple[str, ...] = (), system: Path = SYSTEM_FOLDER) -> None:
        """Prepare; `options` are further PostgreSQL settings (`name=value`) for whoever starts the server."""
        self.data = data.absolute()
        self.options = options
        self.system = system
        self.notice: str | None = None
        self.dsn = ""
        self._cluster: Cluster | None = None
        self._hold: int | None = None

    def start(self) -> str:
        """Hold the server, starting it if nobody does; give the address of the product's database."""
        try:
            with uninterrupted(), self._alone():
                sweep_orphans(self.system)
                self._start(find_place(self.data, self.system))
        except (PermissionError, NoAccountError) as error:
            raise ClusterError(readable(error)) from error
        except BaseException:
            self.stop()
            raise
        return self.dsn

    def stop(self) -> None:
        """Let go of the server; stop it if nobody else holds it."""
        if self._hold is None or self._cluster is None:
            return
        with uninterrupted(), self._alone():
            os.close(self._hold)
            self._hold = None
            if self._nobody_holds():
                self._cluster.stop()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    def _start(self, place: Place) -> None:
        self._cluster = place.cluster()
        self._cluster.start(self.options)
        self._hold = os.open(self.data / "postgres.holders", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._hold, fcntl.LOCK_SH)
        self.notice = place.notice
        self.dsn = self._cluster.dsn

    def _nobody_holds(self) -> bool:
        """Tell whether no process holds the server, by trying for the lock that each holder shares."""
        try:
            handle = os.open(self.data / "postgres.holders", os.O_RDWR)
        except FileNotFoundError:  # the data folder was deleted while the server ran
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only process that starts or stops this data folder's server."""
        make_data_folder(self.data)
        handle = os.open(self.data / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let signals wait until a start or a stop is done, or a server could be left running that nobody knows of."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in WAITING_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])


def make_data_folder(data: Path) -> None:
    """Make the data folder where there is none; what is there keeps its permissions.

    For root it can be passed through, so that the server's account reaches its own folder in it, and not listed; for
    others it is private.
    """
    if data.is_dir():
        return
    data.mkdir(parents=True, mode=0o700)
    data.chmod(0o711 if os.geteuid() == 0 else 0o700)


def readable(error: PermissionError | NoAccountError) -> str:
    """Say in one line what to do about a folder that belongs to somebody else."""
    if isinstance(error, NoAccountError):
        return str(error)
    return f"{error.filename} belongs to another user: start as that user, or choose another ROADMAP_DATA."
