"""The servers under test: started as their own processes, watched from outside, stopped at the end."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from tests.bench.load import LOOPBACK, Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60.0
LOG: Final = "servers.log"
"""What the servers say, beside the data."""
TICKS: Final = os.sysconf("SC_CLK_TCK")
LEFT_TO_SERVER: Final = frozenset({"date", "server", "content-length"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """A server that answers: its port, its worker, and the seconds from its start to its first answer."""

    port: int
    worker: psutil.Process
    seconds: float

    def cpu(self) -> float:
        """Seconds of processor time that the worker has used, with all its threads."""
        fields = Path(f"/proc/{self.worker.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def megabytes(self) -> float:
        """Memory of the worker, in millions of bytes, as the system holds it for the process (RSS)."""
        return float(self.worker.memory_info().rss) / 1e6


@contextlib.contextmanager
def product(folder: Path) -> Iterator[Serving]:
    """Serve the product with one worker on the data in a folder."""
    port = free_port()
    environment = {
        **os.environ,
        "ROADMAP_DATA": str(folder),
        "ROADMAP_SAMPLE": "on",
        "ROADMAP_WORKERS": "1",
        "PORT": str(port),
    }
    environment.pop("DATABASE_URL", None)
    script = Path(sys.executable).parent / "roadmap"
    with _serving([str(script), "serve"], environment, port, "/sign-in", folder.parent / LOG) as serving:
        yield serving


@contextlib.contextmanager
def ceiling(folder: Path, answers: dict[str, Answer]) -> Iterator[Serving]:
    """Serve given answers by path, with the least that an ASGI application can do."""
    port, file = free_port(), folder / "ceiling.pickle"
    file.write_bytes(
        pickle.dumps(
            {
                path: (
                    answer.status,
                    [(name.encode(), value.encode()) for name, value in _own(answer).items()],
                    answer.body,
                )
                for path, answer in answers.items()
            }
        )
    )
    command = [sys.executable, "-m", "tests.bench.ceiling", str(port), str(file)]
    with _serving(command, dict(os.environ), port, next(iter(answers)), folder / LOG) as serving:
        yield serving


def _own(answer: Answer) -> dict[str, str]:
    """The headers that the application gave; the length only where there is a body."""
    kept = {name: value for name, value in answer.headers.items() if name not in LEFT_TO_SERVER}
    return {**kept, "content-length": str(len(answer.body))} if answer.body else kept


@contextlib.contextmanager
def _serving(command: list[str], environment: dict[str, str], port: int, path: str, log: Path) -> Iterator[Serving]:
    began = time.perf_counter()
    with log.open("ab") as lines:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=lines, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        _wait(process, port, path, log)
        yield Serving(port=port, worker=_worker(process), seconds=time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = time.perf_counter() + PATIENCE
    request = f"GET {path} HTTP/1.1\r\nhost: {LOOPBACK}\r\nconnection: close\r\n\r\n".encode()
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}:\n{log.read_text()[-2000:]}")
        with contextlib.suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=5) as line:
            line.sendall(request)
            if line.recv(12).startswith(b"HTTP/1.1 "):
                return
        time.sleep(0.01)
    raise RuntimeError(f"{process.args!r} did not answer:\n{log.read_text()[-2000:]}")


def _worker(process: subprocess.Popen[bytes]) -> psutil.Process:
    """The child that serves: of the Python processes below the one started the biggest (others only keep books)."""
    children = [
        each for each in psutil.Process(process.pid).children() if "python" in each.name() or "roadmap" in each.name()
    ]
    found: psutil.Process = max(children, key=lambda each: each.memory_info().rss)
    return found


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
