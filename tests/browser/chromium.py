"""The system's Chromium, as the tests and the pictures of the product start it."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The same names as in set-up, which sees to it that one of them is here."""
# A browser without a window makes the menus and suggestions of one all the same, and a process to spare: half of what
# a new one costs. The last list counts, so what Playwright switches off and a page could notice stands here as well.
UNSEEN: Final = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "SpareRendererForSitePerProcess")
UNSTEADY: Final = (
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
QUIET: Final = (
    f"--disable-features={','.join((*UNSEEN, *UNSTEADY))}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium that asks nobody for anything; its sandbox cannot be had by root."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    flags = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=flags)
        try:
            yield browser
        finally:
            browser.close()
