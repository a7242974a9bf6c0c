"""Copies of a real playbook, small and quick to check, for tests that break them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from roadmap.playbook_files import folders

ROUTE, SAMPLE = "pilot", "croatia"
DIAGNOSIS = """
questions:
  - key: services-today
    title: Services today
    ask: How far has the service come?
    why: A route begins where a country stands.
    basis: {kind: published, citations: [{source: "000", section: Route A, line: 223}]}
    options:
      - key: none
        title: There is none yet.
        weights:
          - route: pilot
            points: 3
            reason: Nobody can see it work here.
            basis: {kind: assumed, by: Authors, reason: It follows.}
        barriers:
          - barrier: local-evidence
            likelihood: 5
            impact: 4
            trend: falling
            situation: There are no results from here.
            basis: {kind: assumed, by: Authors, reason: It follows.}
      - key: some
        title: There are some.
contexts:
  - key: croatia
    country: HR
    as_of: early 2021
    routes: [pilot]
    basis: {kind: published, citations: [{source: "000", section: Route A, line: 223}]}
    answers:
      - question: services-today
        option: none
        basis: {kind: derived, formula: The nearest option, citations: [{source: "000", section: Route A, line: 223}]}
"""
"""A diagnosis that knows one route only, as the copy does."""


def small_playbook(into: Path) -> Path:
    """Copy a playbook with one route and one sample plan, which refer to each other."""
    folder = into / "small"
    shutil.copytree(folders()["ips"], folder, ignore=shutil.ignore_patterns("*.po"))
    for kind, kept in (("routes", ROUTE), ("samples", SAMPLE)):
        for file in (folder / kind).glob("*.yaml"):
            if file.stem != kept:
                file.unlink()
    (folder / "diagnosis.yaml").write_text(DIAGNOSIS, encoding="utf-8")
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
