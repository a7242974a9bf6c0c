"""Copies of a real playbook, small and quick to check, for tests that break them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from roadmap.playbook_files import folders

ROUTE, SAMPLE = "pilot", "croatia"


def small_playbook(into: Path) -> Path:
    """Copy a playbook with one route and one sample plan, which refer to each other."""
    folder = into / "small"
    shutil.copytree(folders()["ips"], folder, ignore=shutil.ignore_patterns("*.po"))
    for kind, kept in (("routes", ROUTE), ("samples", SAMPLE)):
        for file in (folder / kind).glob("*.yaml"):
            if file.stem != kept:
                file.unlink()
    shutil.rmtree(folder / "texts", ignore_errors=True)
    return folder


def change(file: Path, pattern: str, replacement: str) -> int:
    """Replace the first match of a pattern and give the line on which the replacement's last line stands."""
    text = file.read_text(encoding="utf-8")
    match = re.search(pattern, text, flags=re.MULTILINE)
    assert match, f"{file.name} has nothing like {pattern}"
    made = match.expand(replacement)
    file.write_text(text[: match.start()] + made + text[match.end() :], encoding="utf-8")
    return text.count("\n", 0, match.start()) + made.count("\n") + 1
