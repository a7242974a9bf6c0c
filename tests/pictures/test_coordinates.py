"""Numbers of drawings are short, and axes end on or after the most."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmap.pictures.coordinates import pct, px, round_steps


def test_coordinates_are_short() -> None:
    assert (px(12.345), pct(0.5), pct(1 / 3), pct(0)) == ("12.3", "50%", "33.33%", "0%")


@given(st.decimals("0.01", 10**12, places=2), st.integers(2, 8))
def test_steps_are_even_begin_at_zero_and_reach_the_most(most: Decimal, about: int) -> None:
    steps = round_steps(most, about)
    assert steps[0] == 0
    assert steps[-2] < most <= steps[-1]
    assert {other - one for one, other in itertools.pairwise(steps)} == {steps[1]}
    assert len(steps) <= about + 2


def test_nothing_still_has_an_axis() -> None:
    assert round_steps(Decimal(0)) == (Decimal(0), Decimal(1))
