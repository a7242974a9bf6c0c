"""A newer version of a real playbook as its author would write it: a copy of its folder, six changes later."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from roadmap.playbook_files import folders, load_playbook
from roadmap.services import playbooks as service
from tests.playbook_copies import change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmap.domain.playbooks import Playbook

CURRENT: Final = load_playbook(folders()["ips"]).intervention.version
VERSION: Final = f"{CURRENT}1"
ROUTE: Final = "learning-community"
NEW_MILESTONE: Final = f"{ROUTE}/data-agreement"
GONE_MILESTONE: Final = f"{ROUTE}/next-areas"
LONGER_MILESTONE: Final = f"{ROUTE}/action-plans"
REWORDED_MILESTONE: Final = f"{ROUTE}/second-annual-meeting"
DEARER_LINE: Final = "community-consultants"
STRICTER_SOURCE: Final = "regional-cofunding"
NEW_WORDS: Final = "Figures of both years and what the members want next"
NAMES: Final = {
    "longer": f"milestone/{LONGER_MILESTONE}/duration",
    "new": f"milestone/{NEW_MILESTONE}/added",
    "gone": f"milestone/{GONE_MILESTONE}/removed",
    "reworded": f"milestone/{REWORDED_MILESTONE}/deliverable",
    "dearer": f"budget-line/{DEARER_LINE}/cost",
    "stricter": f"funding-source/{STRICTER_SOURCE}/restrictions",
}
"""What the newer version offers to a plan on its route, by the name of each item."""
ADDED: Final = """\
  - key: data-agreement
    title: Services have agreed on sharing their data
    deliverable: Agreement on which figures are shared, with whom and for how long
    phase: support
    owner: research-lead
    theme: evidence
    lever: build-evidence
    duration: {best: 10, likely: 20, worst: 40}
    weight: 2
    evidence: The signed agreement
    after: [{key: data-portal, lag: 3}]
    basis: {kind: assumed, by: Authors, on: 2026-11-25, reason: Two networks stalled without one.}
"""


def newer_ips(into: Path) -> Playbook:
    """The playbook that comes with the product, six changes later."""
    folder = into / "ips"
    shutil.copytree(folders()["ips"], folder)
    file = folder / "routes" / f"{ROUTE}.yaml"
    change(folder / "intervention.yaml", '^version: ".*"', f'version: "{VERSION}"')
    change(file, _within("action-plans", r"duration: .*"), r"\1duration: {best: 40, likely: 60, worst: 90}")
    change(file, _within("second-annual-meeting", r"deliverable: .*"), rf"\1deliverable: {NEW_WORDS}")
    change(file, _within(DEARER_LINE, r"unit_cost: \{amount: \d+"), r"\1unit_cost: {amount: 78500")
    change(file, _within(STRICTER_SOURCE, r"may_pay: .*\n.*may_not_pay: \["), STRICTER)
    change(file, r"^  - key: next-areas\n(?:    .*\n)*", "")
    change(file, r"^budget:", f"{ADDED}\nbudget:")
    return load_playbook(folder)


STRICTER: Final = r"\1may_pay: [quality-assurance, coordination, peer-support]\n    may_not_pay: [training, set-up, "


def _within(key: str, pattern: str) -> str:
    """A field of the thing with a key; the first group is what stands before it."""
    return rf"(^  - key: {re.escape(key)}\n(?:    .*\n)*?    ){pattern}"


@contextmanager
def installed(playbook: Playbook) -> Iterator[Playbook]:
    """The product as if it had been started with this playbook in its folder."""
    caches = (service.digest, service.thresholds, service.texts_of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service, "playbooks", lambda: (playbook,))
        for each in caches:
            each.cache_clear()
        yield playbook
    for each in caches:
        each.cache_clear()
