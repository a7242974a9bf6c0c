"""The product as people start it: `roadmap serve` in a process of its own, over a throwaway folder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from tests.databases import throwaway_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS_TO_START: Final = 90
SECONDS_TO_STOP: Final = 30
AS_INSTALLED: Final = (str(Path(sys.executable).parent / "roadmap"), "serve")


@dataclass(frozen=True, kw_only=True, slots=True)
class Product:
    """A running product: its address, its process, and where it writes."""

    address: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """Everything that it has said so far."""
        return (self.folder / "log").read_text(encoding="utf-8")

    def family(self) -> list[psutil.Process]:
        """List its processes: itself, the workers, and the database's, which work in its folder."""
        below = str(self.folder.resolve())
        own = psutil.Process(self.process.pid)
        servers = [each for each in psutil.process_iter(["cwd"]) if (each.info["cwd"] or "").startswith(below)]
        return [own, *own.children(recursive=True), *servers]

    def stop(self, number: int = signal.SIGTERM) -> list[psutil.Process]:
        """Stop it as a terminal or a service manager does; give what is left of it."""
        family = self.family()
        self.process.send_signal(number)
        self.process.wait(SECONDS_TO_STOP)
        _, alive = psutil.wait_procs(family, timeout=2)
        return alive

    def kill(self) -> None:
        """End what a failed test left."""
        if self.process.poll() is None:
            for each in self.family():
                each.kill()
            self.process.wait(SECONDS_TO_STOP)


@contextmanager
def running_product(
    *, sample: str = "on", database: str = "", command: tuple[str, ...] = AS_INSTALLED
) -> Iterator[Product]:
    """Start it on a free port and wait until it answers. Whoever stops it sees how that went; otherwise it is killed.

    Without the address of a database it starts its own.
    """
    with throwaway_folder() as folder, (folder / "log").open("wb") as log:
        port = free_port()
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ROADMAP_")},
            "ROADMAP_DATA": str(folder / "var"),
            "ROADMAP_SAMPLE": sample,
            "DATABASE_URL": database,
            "PORT": str(port),
        }
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        product = Product(address=f"http://127.0.0.1:{port}", folder=folder, process=process)
        try:
            wait_for(product)
            yield product
        finally:
            product.kill()


def wait_for(product: Product) -> None:
    """Wait until the product answers. Raises ``TimeoutError`` with what it said instead."""
    patience = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < patience and product.process.poll() is None:
        try:
            with urlopen(f"{product.address}/healthz", timeout=2):  # noqa: S310 (our own address)
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(product.log)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
