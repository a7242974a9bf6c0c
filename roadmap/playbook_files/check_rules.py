"""Whether a playbook's plan checks are ones that the product knows, and have what they need."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap.domain.checks import CHECKS
from roadmap.playbook_files.contents import Contents, Document, nearest
from roadmap.playbook_files.problems import Problem
from roadmap.playbook_files.references import KIND


def check_problems(contents: Contents) -> Iterator[Problem]:
    """Find checks that nobody knows, that name nothing to look at, or whose thresholds are missing."""
    thresholds = contents.words(KIND["thresholds"], "[].key")
    for document in contents.of(KIND["checks"]):
        for place, key in document.values("[].key"):
            if not isinstance(key, str):
                continue
            if key not in CHECKS:
                wrong = f"the product knows no plan check {key!r}"
                yield document.problem(place, wrong, nearest(key, CHECKS))
            else:
                yield from _needs(document, int(place[0]), key, thresholds)


def _needs(document: Document, position: int, key: str, thresholds: set[str] | None) -> Iterator[Problem]:
    known, entry = CHECKS[key], document.data[position]
    if known.names and not entry.get(known.names):
        right = f"add {known.names} with the keys of what it looks at"
        yield document.problem((position,), f"the check {key!r} does not say what it looks at", right)
    for threshold in known.thresholds:
        if thresholds is not None and threshold not in thresholds:
            right = f"add {threshold} to thresholds.yaml"
            yield document.problem((position, "key"), f"the check {key!r} needs the threshold {threshold!r}", right)
