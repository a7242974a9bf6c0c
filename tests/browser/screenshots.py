"""Pictures of the product for its README: `make screenshot` starts it with the sample plans, signs in and looks."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD
from tests.databases import throwaway_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).resolve().parents[2] / "static" / "img"
PICTURES: Final = {"portfolio": "/"}
"""Name and address of every picture."""
SIZE: Final = {"width": 1280, "height": 820}
MOST_BYTES: Final = 200_000
SECONDS_TO_START: Final = 60
CHROMIUM: Final = ("/usr/bin/chromium", "/usr/bin/chromium-browser")


@contextmanager
def product() -> Iterator[str]:
    """Run the product with its sample plans in a throwaway folder; give its address."""
    with throwaway_folder() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "ROADMAP_DATA": str(folder / "var"),
            "ROADMAP_SAMPLE": "on",
            "PORT": str(port),
        }
        command = [str(Path(sys.executable).parent / "roadmap"), "serve"]
        process = subprocess.Popen(command, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(address: str) -> None:
    """Wait until the product answers; raises ``TimeoutError``."""
    patience = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < patience:
        try:
            with urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 (our own address)
                return
        except (URLError, OSError):
            time.sleep(0.3)
    message = f"nothing answers at {address}"
    raise TimeoutError(message)


def browser_program() -> str | None:
    """Find the system's Chromium; nothing lets Playwright look for its own."""
    return next((program for program in CHROMIUM if Path(program).exists()), None)


def take(address: str, folder: Path = FOLDER) -> list[Path]:
    """Write every picture; raises ``ValueError`` for one too big to be kept in the repository."""
    written = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en-GB")  # type: ignore[arg-type]
        page.goto(f"{address}/sign-in")
        page.fill("[name=email]", "grant-manager@example.org")
        page.fill("[name=password]", SAMPLE_PASSWORD)
        page.click("main button[type=submit]")
        for name, path in PICTURES.items():
            page.goto(f"{address}{path}", wait_until="networkidle")
            file = folder / f"screenshot-{name}.png"
            file.write_bytes(page.screenshot())
            if file.stat().st_size > MOST_BYTES:
                message = f"{file.name} has {file.stat().st_size} bytes, more than {MOST_BYTES}"
                raise ValueError(message)
            written.append(file)
        browser.close()
    return written


if __name__ == "__main__":
    with product() as here:
        for picture in take(here):
            print(picture.name)  # noqa: T201 (a command's answer)
