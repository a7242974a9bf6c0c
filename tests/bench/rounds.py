"""How long something takes: processor time over several rounds."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 9


def milliseconds(work: Callable[[], object]) -> tuple[float, float, float]:
    """The median, least and most of several rounds, after one that loads what is needed."""
    work()
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return median(spent), min(spent), max(spent)
