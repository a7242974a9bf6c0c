"""What is measured: answers per second as a share of the ceiling's, and processor time of an answer made afresh."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.bench.load import SECONDS, Answer, Wish, ask, drive

if TYPE_CHECKING:
    from tests.bench.servers import Serving

ROUNDS: Final = 5
WARM: Final = 0.3
AFRESH: Final = 100
"""Answers rendered afresh: the system counts processor time in hundredths of a second, so it takes many."""

Change = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An answer that nothing has changed: ``path`` names it at the ceiling."""

    name: str
    wish: Wish
    path: str
    aim: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """Of each round the product's answers per second over the ceiling's; and the product's processor time an answer."""

    name: str
    aim: float | None
    ratios: tuple[float, ...]
    rate: float
    ceiling_rate: float
    milliseconds: float
    size: int

    @property
    def middle(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.ratios)


async def shares(product: Serving, ceiling: Serving, wanted: Sequence[Kept], answers: dict[str, Answer]) -> list[Share]:
    """Drive product and ceiling in turns, round after round, so that a slow moment of the machine meets both."""
    rates: dict[str, list[tuple[float, float]]] = {each.name: [] for each in wanted}
    used: dict[str, list[float]] = {each.name: [] for each in wanted}
    for each in wanted:
        await drive(product.port, each.wish, WARM)
        await drive(ceiling.port, _at_ceiling(each), WARM)
    for turn in range(ROUNDS):
        for each in wanted:
            pair = [0.0, 0.0]
            for side in (0, 1) if turn % 2 else (1, 0):
                if side == 0:
                    before = product.cpu()
                    pair[0] = await drive(product.port, each.wish)
                    used[each.name].append(product.cpu() - before)
                else:
                    pair[1] = await drive(ceiling.port, _at_ceiling(each))
            rates[each.name].append((pair[0], pair[1]))
    return [_share(each, rates[each.name], used[each.name], len(answers[each.path].body)) for each in wanted]


def _at_ceiling(kept: Kept) -> Wish:
    return Wish(path=kept.path, headers=kept.wish.headers, status=kept.wish.status)


def _share(kept: Kept, rates: list[tuple[float, float]], used: list[float], size: int) -> Share:
    own = [rate for rate, _ in rates]
    return Share(
        name=kept.name,
        aim=kept.aim,
        ratios=tuple(rate / ceiling for rate, ceiling in rates),
        rate=statistics.median(own),
        ceiling_rate=statistics.median(ceiling for _, ceiling in rates),
        milliseconds=1000 * statistics.median(each / (rate * SECONDS) for each, rate in zip(used, own, strict=True)),
        size=size,
    )


async def afresh(product: Serving, wish: Wish, change: Change, times: int = AFRESH) -> tuple[float, float, float]:
    """Processor milliseconds of an answer whose ground has changed: the least, the middle and the most of rounds."""
    for index in range(10):
        await change(index)
        await ask(product.port, wish)
    found = []
    for turn in range(ROUNDS):
        before = product.cpu()
        for index in range(times // ROUNDS):
            await change(1000 + turn * times + index)
            await ask(product.port, wish)
        found.append(1000 * (product.cpu() - before) / (times // ROUNDS))
    return min(found), statistics.median(found), max(found)
