"""Who runs the embedded server's processes: whoever started the product or, for root, an account without rights.

PostgreSQL refuses to run as root. As root the product therefore hands its server to the system account `roadmap-db`,
made at first need, and never opens a folder of somebody else's for it: where that account cannot go, the caller looks
for another place.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT_NAME = "roadmap-db"
FALLBACK_NAME = "postgres"
# The two families of tools that make a system account: shadow's, and BusyBox's.
MAKERS = (
    ("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"),
    ("adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/bin/false"),
)


class NoAccountError(Exception):
    """Root has no unprivileged account to run the server as, and could not make one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The operating-system account of the server's processes; for an ordinary user, their own."""

    user: int
    group: int

    @property
    def is_own(self) -> bool:
        """Whether the server runs as the very user who runs the product."""
        return self.user == os.geteuid()

    def run(self, command: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program as this account, in a folder that all may enter, with nothing of the caller's environment."""
        stays = self.is_own
        return subprocess.run(  # noqa: S603 the product's own commands, never a user's text
            command,
            check=False,
            input=given,
            capture_output=True,
            text=True,
            cwd="/",
            umask=0o077,
            start_new_session=True,  # a Ctrl-C in the terminal is the product's to hear, not its children's
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            user=None if stays else self.user,
            group=None if stays else self.group,
            extra_groups=None if stays else [],
        )

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this account may go into a folder, by trying."""
        return self.run(["/bin/sh", "-c", 'cd "$0"', str(folder)]).returncode == 0

    def can_start(self, program: Path) -> bool:
        """Tell whether this account may start a program, by trying."""
        try:
            return self.run([str(program), "--version"]).returncode == 0
        except OSError:
            return False

    def make_folder(self, folder: Path) -> None:
        """Make a folder that this account alone may enter; the folder above it is the product's own."""
        if folder.is_dir():
            return
        folder.mkdir(mode=0o700)
        if not self.is_own:
            os.chown(folder, self.user, self.group)


def owner_of(folder: Path) -> Account:
    """Give the account that a folder belongs to."""
    stat = folder.stat()
    return Account(user=stat.st_uid, group=stat.st_gid)


def own_account() -> Account:
    """Give the account of this very process."""
    return Account(user=os.geteuid(), group=os.getegid())


def account_without_rights() -> Account:
    """Find the account that root hands the server to, or make it."""
    for maker in (None, *MAKERS):
        if maker and shutil.which(maker[0]):
            subprocess.run([*maker, ACCOUNT_NAME], check=False, capture_output=True)  # noqa: S603 fixed words
        found = account_named(ACCOUNT_NAME)
        if found:
            return found
    found = account_named(FALLBACK_NAME)
    if found:
        return found
    raise NoAccountError(
        f"PostgreSQL does not run as root, and the system account {ACCOUNT_NAME} could not be made: make it, "
        "start as an ordinary user, or set DATABASE_URL."
    )


def account_named(name: str) -> Account | None:
    """Look an account up by its name."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(user=entry.pw_uid, group=entry.pw_gid)
