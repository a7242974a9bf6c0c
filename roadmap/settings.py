"""Settings: read once from the environment, checked as a whole, and listed by `roadmap settings`.

Every setting is one row of `SETTINGS`. A name that nobody knows, a value of the wrong kind or out of range, and a
combination that would be unsafe stop the product with one readable line, before anything is touched. An empty value
counts as not set.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PACKAGE = Path(__file__).resolve().parent
PREFIX = "ROADMAP_"
ON = ("on", "yes", "true", "1")
OFF = ("off", "no", "false", "0")
PUBLIC = "public"
LOG_LEVELS = ("debug", "info", "warning", "error")
HOST_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")


class StartError(Exception):
    """The product cannot start or run a command here; the message is one line for the person at the machine."""


class SettingsError(StartError):
    """A setting that the product will not start with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the environment decides, checked."""

    data: Path
    database_url: str | None
    host: str
    port: int
    workers: int
    base_url: str
    sample: str
    trusted_proxies: tuple[str, ...]
    session_idle_hours: int
    session_max_days: int
    upload_max_mb: int
    log_level: str
    pool_size: int

    @property
    def has_sample(self) -> bool:
        """Whether the sample plans and their accounts are loaded."""
        return self.sample != "off"

    @property
    def is_https(self) -> bool:
        """Whether people reach the product over TLS, so that cookies are `Secure`."""
        return self.base_url.startswith("https://")


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One row of the table: the variable, what it is when not set, what it is for, and how its text is read."""

    name: str
    field: str
    default: str
    meaning: str
    read: Callable[[str], Any]
    is_secret: bool = False


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Make a reader of whole numbers from `lowest` to `highest`, both included."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}")
        return int(text)

    return read


def sample_mode(text: str) -> str:
    """Read whether sample data is loaded: `off`, `on`, or `public` (on, and other machines may reach it)."""
    word = text.lower()
    if word in ON:
        return "on"
    if word in OFF:
        return "off"
    if word == PUBLIC:
        return PUBLIC
    raise ValueError("must be on, off or public")


def log_level(text: str) -> str:
    """Read a log level."""
    if text.lower() not in LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(LOG_LEVELS)}")
    return text.lower()


def host_name(text: str) -> str:
    """Read an address to listen on: an IP address or a host name."""
    if not HOST_NAME.fullmatch(text) and not is_address(text):
        raise ValueError("must be an IP address or a host name")
    return text


def is_address(text: str) -> bool:
    """Tell whether a text is an IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def database_url(text: str) -> str | None:
    """Read the address of a PostgreSQL server; none means the embedded one."""
    if not text:
        return None
    if not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("must begin with postgresql:// (PostgreSQL is the only database)")
    try:
        parts = urlsplit(text)
        is_whole = parts.port != 0 and bool(parts.hostname or "host=" in parts.query)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError(
            "must look like postgresql://user:password@host:5432/name, with what is special in a password "
            "percent-encoded, such as %23 for #"
        )
    return text


def base_url(text: str) -> str:
    """Read the public address: scheme and host, without a path."""
    if not text:
        return ""
    try:
        parts = urlsplit(text.rstrip("/"))
        is_address = parts.port != 0 and bool(parts.hostname) and parts.username is None
    except ValueError:
        is_address = False
    if not is_address or parts.scheme not in {"http", "https"} or parts.path or parts.query or parts.fragment:
        raise ValueError("must look like https://plans.example.org, without a path")
    # The scheme decides whether cookies are secure, however it was typed.
    return f"{parts.scheme}://{parts.netloc}"


def networks(text: str) -> tuple[str, ...]:
    """Read the proxies whose word on the client's address is believed: addresses or networks, separated by commas."""
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in parts:
        try:
            ipaddress.ip_network(part)
        except ValueError as error:
            raise ValueError(f"must be addresses or networks separated by commas, and {part!r} is neither") from error
    return parts


SETTINGS = (
    Setting(
        name="ROADMAP_DATA",
        field="data",
        default="var",
        meaning="Folder of the embedded database, which holds uploads too; deleting it starts afresh.",
        read=lambda text: Path(text).absolute(),
    ),
    Setting(
        name="DATABASE_URL",
        field="database_url",
        default="",
        meaning="PostgreSQL server, postgresql://user:password@host/name; not set, an embedded one in ROADMAP_DATA.",
        read=database_url,
        is_secret=True,
    ),
    Setting(name="HOST", field="host", default="127.0.0.1", meaning="Address to listen on.", read=host_name),
    Setting(name="PORT", field="port", default="8000", meaning="Port to listen on.", read=whole_number(1, 65_535)),
    Setting(
        name="ROADMAP_WORKERS", field="workers", default="1", meaning="Worker processes.", read=whole_number(1, 256)
    ),
    Setting(
        name="ROADMAP_BASE_URL",
        field="base_url",
        default="",
        meaning="Public address in links and calendars, https://plans.example.org; not set, made of HOST and PORT.",
        read=base_url,
    ),
    Setting(
        name="ROADMAP_SAMPLE",
        field="sample",
        default="off",
        meaning="Sample plans and their accounts: on, off, or public to let other machines reach them.",
        read=sample_mode,
    ),
    Setting(
        name="ROADMAP_TRUSTED_PROXIES",
        field="trusted_proxies",
        default="",
        meaning="Addresses or networks of reverse proxies whose X-Forwarded-For is believed, separated by commas.",
        read=networks,
    ),
    Setting(
        name="ROADMAP_SESSION_IDLE_HOURS",
        field="session_idle_hours",
        default="12",
        meaning="Hours without a request after which one must sign in again.",
        read=whole_number(1, 720),
    ),
    Setting(
        name="ROADMAP_SESSION_MAX_DAYS",
        field="session_max_days",
        default="14",
        meaning="Days after which one must sign in again in any case.",
        read=whole_number(1, 365),
    ),
    Setting(
        name="ROADMAP_UPLOAD_MAX_MB",
        field="upload_max_mb",
        default="10",
        meaning="Largest file that can be attached as evidence or imported, in megabytes.",
        read=whole_number(1, 1_000),
    ),
    Setting(
        name="ROADMAP_LOG_LEVEL",
        field="log_level",
        default="info",
        meaning=f"One of {', '.join(LOG_LEVELS)}.",
        read=log_level,
    ),
    Setting(
        name="ROADMAP_POOL_SIZE",
        field="pool_size",
        default="10",
        meaning="Database connections a worker may hold.",
        read=whole_number(1, 500),
    ),
)


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and check all settings; `SettingsError` names the first that is wrong."""
    given = os.environ if environment is None else environment
    refuse_unknown_names(given)
    values = {setting.field: read_one(setting, given.get(setting.name, "")) for setting in SETTINGS}
    settings = Settings(**{**values, "base_url": values["base_url"] or address(values["host"], values["port"])})
    refuse_public_sample(settings)
    return settings


def read_one(setting: Setting, text: str) -> Any:  # noqa: ANN401 each setting has its own type, stated in Settings
    """Read one value; a secret one is not repeated in the message."""
    try:
        return setting.read(text.strip() or setting.default)
    except ValueError as error:
        shown = "" if setting.is_secret else f", not {text!r}"
        raise SettingsError(f"{setting.name} {error}{shown}") from error


def refuse_unknown_names(given: Mapping[str, str]) -> None:
    """Stop at a misspelt name: silence would run with another value than its author believes."""
    known = [setting.name for setting in SETTINGS]
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.8)
            advice = f"did you mean {near[0]}?" if near else "`roadmap settings` lists all."
            raise SettingsError(f"{name} is not a setting; {advice}")


def refuse_public_sample(settings: Settings) -> None:
    """Stop before sample accounts, whose passwords everybody knows, can be reached from another machine."""
    reached = {settings.host, urlsplit(settings.base_url).hostname or settings.host}
    if settings.sample == "on" and not all(is_loopback(host) for host in reached):
        raise SettingsError(
            "ROADMAP_SAMPLE=on brings accounts with known passwords: keep HOST and ROADMAP_BASE_URL on this machine; "
            "ROADMAP_SAMPLE=off for real use, ROADMAP_SAMPLE=public for a demonstration that anybody may enter."
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def address(host: str, port: int) -> str:
    """Write the address that a browser on this machine opens."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 read here, not listened on
    name = everywhere.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def shipped_folder(name: str) -> Path:
    """Find `templates`, `static` or `playbooks`: in a checkout they lie beside the code, in a wheel inside it."""
    inside = PACKAGE / "shipped"
    return (inside if inside.is_dir() else PACKAGE.parent) / name
