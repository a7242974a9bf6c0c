"""Small bars say the same in widths and in words."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from roadmap.pictures.progress_bar import funding_bar, progress_bar
from tests.pictures.drawings import ENGLISH, parsed, render

AMOUNTS = st.decimals(0, 10_000, places=2)


def test_progress_is_told_against_what_was_due() -> None:
    bar = progress_bar(Decimal("0.28"), Decimal("0.38"), ENGLISH)
    assert (bar.done, bar.due, bar.words) == ("28%", "38%", "28% done, 38% due")


def test_without_a_baseline_there_is_no_mark() -> None:
    bar = progress_bar(Decimal("0.5"), None, ENGLISH)
    assert (bar.due, bar.words) == ("", "50% done")
    assert len(list(parsed(render("progress_bar", "progress_bar", bar)).iter("rect"))) == 2


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_money_fills_the_bar_and_never_more(committed: Decimal, probable: Decimal, need: Decimal) -> None:
    bar = funding_bar(committed, probable, need, ENGLISH)
    shares = [float(each.rstrip("%")) for each in (bar.committed, bar.probable, bar.open)]
    assert all(share >= 0 for share in shares)
    assert sum(shares) <= 100.02
    assert need == 0 or sum(shares) >= 99.98


def test_an_empty_part_of_the_money_is_not_drawn() -> None:
    markup = render("progress_bar", "funding_bar", funding_bar(Decimal(60), Decimal(0), Decimal(100), ENGLISH))
    assert "f-com" in markup
    assert "hatch" not in markup
    assert 'x="60%"' in markup
