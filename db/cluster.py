"""One PostgreSQL data folder: made once, started, stopped, and brought back after a crash.

A cluster's folder holds `cluster` (PostgreSQL's data), `log` and `socket`, all of them open to the server's account
alone. The server listens on that socket only, never on the network. Nothing that makes a write durable is ever
switched off here.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import socket as socketlib
import struct
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psutil

if TYPE_CHECKING:
    from db.server_account import Account

NAME = "roadmap"
SOCKET_FILE = ".s.PGSQL.5432"
# The kernel takes 107 bytes for a socket's path on Linux and 103 on macOS.
LONGEST_SOCKET_PATH = 103
LARGEST_LOG = 5_000_000
PATIENCE_SECONDS = 60
# Where each line of postmaster.pid says what (PostgreSQL's miscadmin.h), counted from 0.
PID_LINE, SOCKET_LINE, STATUS_LINE = 0, 4, 7
SSL_REQUEST = struct.pack("!II", 8, 80_877_103)
"""PostgreSQL's SSLRequest message (protocol 3.0): every server answers it with one letter."""
INITDB = (
    "--username=roadmap",
    "--auth=trust",  # the socket's folder is what keeps others out
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # the server's own, so no update of a system library can change an index's order
    "--data-checksums",
    "--no-instructions",
)


class ClusterError(Exception):
    """The embedded server cannot be made, started or stopped; the message is one line for the person at the machine."""


class Cluster:
    """A data folder and the server that may be running in it."""

    def __init__(self, folder: Path, programs: Path, account: Account) -> None:
        self.folder = folder
        self.programs = programs
        self.account = account
        self.data = folder / "cluster"
        self.log = folder / "log" / "server.log"

    @property
    def dsn(self) -> str:
        """The address of the product's database in the running server."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(self.pid_lines()[SOCKET_LINE], safe='/')}"

    def start(self, options: tuple[str, ...] = ()) -> None:
        """See that the server runs and takes connections; make the cluster first where there is none."""
        self.make()
        if self.is_running() and self.becomes_ready():
            return
        self.clear_after_crash()
        self.trim_log()
        socket = self.make_socket_folder()
        fixed = ("timezone=UTC", "log_timezone=UTC", "listen_addresses=", "unix_socket_permissions=0700")
        settings = (*fixed, f"unix_socket_directories={double_quoted(socket)}", *options)
        flags = " ".join(f"-c {shlex.quote(setting)}" for setting in settings)
        self.control("start", "--log", str(self.log), "--options", flags)

    def stop(self) -> None:
        """Stop the server after its transactions, and wait until no process of it is left."""
        if self.is_running():
            self.control("stop", "--mode", "fast")
        self.drop_short_socket_folder()

    def is_running(self) -> bool:
        """Tell whether the process of postmaster.pid is alive and this cluster's, not a stranger with its number."""
        lines = self.pid_lines()
        return bool(lines) and lives_in(self.data, lines[PID_LINE])

    def make(self) -> None:
        """Make the cluster and the product's database in it, all or nothing: a crash half-way leaves none."""
        version_file = self.data / "PG_VERSION"
        if version_file.exists():
            self.check_version(version_file.read_text(encoding="ascii").strip())
            return
        half_made = self.folder / "new"
        if half_made.exists():
            shutil.rmtree(half_made)
        for folder in (half_made, self.log.parent):
            self.account.make_folder(folder)
        self.call("initdb", "--pgdata", str(half_made), *INITDB)
        self.call("postgres", "--single", "-D", str(half_made), "postgres", given=f"CREATE DATABASE {NAME};\n")
        half_made.rename(self.data)
        flush(self.folder)

    def check_version(self, found: str) -> None:
        """Refuse a data folder of another major version, which this server would not read."""
        version = self.call("postgres", "--version").rsplit(" ", 1)[-1].split(".")[0].strip()
        if found != version:
            raise ClusterError(
                f"the data in {self.data} is PostgreSQL {found}'s and this server is {version}: "
                "`roadmap backup` with the version of the product that made it, "
                "then `roadmap restore` here with a new ROADMAP_DATA."
            )

    def clear_after_crash(self) -> None:
        """Make way for a start after a crash: wait for the last processes, then remove what names dead ones."""
        if not self.pid_lines():
            return
        patience = time.monotonic() + PATIENCE_SECONDS
        while any(lives_in(self.data, process.pid) for process in psutil.process_iter()):
            if time.monotonic() > patience:
                raise ClusterError(f"processes of a crashed server still hold {self.data}; end them and start again.")
            time.sleep(0.1)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def becomes_ready(self) -> bool:
        """Wait for a server that another process has just started, or that is still replaying its log.

        One that was killed a moment ago stands in the list of processes for a while yet: nothing is ready then.
        """
        patience = time.monotonic() + PATIENCE_SECONDS
        while self.is_running():
            if [line.strip() for line in self.pid_lines()[STATUS_LINE:]] == ["ready"] and self.answers():
                return True
            if time.monotonic() > patience:
                raise ClusterError(f"the database server does not become ready; {self.log} says why.")
            time.sleep(0.05)
        return False

    def answers(self) -> bool:
        """Ask the server a first question that needs no account; a dead one's socket takes it and never answers."""
        with contextlib.suppress(OSError), socketlib.socket(socketlib.AF_UNIX) as line:
            line.settimeout(1)
            line.connect(str(Path(self.pid_lines()[SOCKET_LINE]) / SOCKET_FILE))
            line.sendall(SSL_REQUEST)
            return line.recv(1) in {b"N", b"S"}
        return False

    def pid_lines(self) -> list[str]:
        """Read what the server says of itself; empty where none runs."""
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError:
            return []

    def make_socket_folder(self) -> Path:
        """Give the socket's folder, emptied: the cluster's own or, where its path is too long, a private short one."""
        socket = self.folder / "socket"
        if len(os.fsencode(socket / SOCKET_FILE)) > LONGEST_SOCKET_PATH:
            self.drop_short_socket_folder()
            socket = Path(tempfile.mkdtemp(prefix="roadmap-", dir="/tmp"))
            if not self.account.is_own:
                os.chown(socket, self.account.user, self.account.group)
            self.short_socket_note.write_text(str(socket), encoding="utf-8")
        self.account.make_folder(socket)
        for name in (SOCKET_FILE, f"{SOCKET_FILE}.lock"):
            (socket / name).unlink(missing_ok=True)
        return socket

    @property
    def short_socket_note(self) -> Path:
        """The file that remembers a socket folder outside, so that it can be removed."""
        return self.log.parent / "socket-folder"

    def drop_short_socket_folder(self) -> None:
        """Remove the socket folder outside, if there is one of this cluster's."""
        with contextlib.suppress(OSError):
            outside = Path(self.short_socket_note.read_text(encoding="utf-8"))
            if outside.stat().st_uid == self.account.user:
                shutil.rmtree(outside)
            self.short_socket_note.unlink()

    def trim_log(self) -> None:
        """Keep the server's log from growing without end: one old one beside the current."""
        with contextlib.suppress(FileNotFoundError):
            if self.log.stat().st_size > LARGEST_LOG:
                self.log.replace(self.log.with_suffix(".old.log"))

    def control(self, action: str, *arguments: str) -> None:
        """Start or stop the server and wait for the outcome."""
        patience = ("--wait", "--timeout", str(PATIENCE_SECONDS), "--silent")
        self.call("pg_ctl", action, "--pgdata", str(self.data), *patience, *arguments)

    def call(self, program: str, *arguments: str, given: str = "") -> str:
        """Run one of PostgreSQL's programs as the server's account; its last line tells what went wrong."""
        done = self.account.run([str(self.programs / program), *arguments], given)
        if done.returncode != 0:
            said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
            raise ClusterError(f"PostgreSQL's {program} failed in {self.folder} ({said}); its log is {self.log}.")
        return done.stdout


def lives_in(folder: Path, pid: int | str) -> bool:
    """Tell whether a process is alive and works in a folder, as all of a cluster's processes do in theirs."""
    try:
        process = psutil.Process(int(pid))
        return process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == folder.resolve()
    except (psutil.Error, ValueError, OSError):
        return False


def double_quoted(path: Path) -> str:
    """Write a path as one entry of a PostgreSQL list, whatever commas and quotes it holds."""
    return '"' + str(path).replace('"', '""') + '"'


def flush(folder: Path) -> None:
    """Make a rename in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
