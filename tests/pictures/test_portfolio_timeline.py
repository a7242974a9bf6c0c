"""A portfolio's common timeline: phases in turn, slips against baselines, nothing on top of anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.portfolio_timeline import PortfolioInput, PortfolioPhase, PortfolioPlan, portfolio_timeline
from tests.pictures.drawings import ENGLISH, drawing, overlaps, parsed, path_points, render, text_boxes, view_box
from tests.pictures.plans import figure

START = date(2026, 1, 1)
SLOW = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def plan(
    name: str = "Croatia", *, slip: int | None = 0, phases: tuple[tuple[int, int], ...] = ((0, 200), (201, 700))
) -> PortfolioPlan:
    """A plan whose phases begin and end so many days after the start."""
    drawn = tuple(
        PortfolioPhase(title=f"Phase {index}", starts=START + timedelta(days=a), ends=START + timedelta(days=b))
        for index, (a, b) in enumerate(phases)
    )
    ends = max(each.ends for each in drawn)
    return PortfolioPlan(
        name=name,
        href="/plans/1",
        rag="warn",
        status="At risk",
        phases=drawn,
        starts=START,
        ends=ends,
        baseline_ends=None if slip is None else ends - timedelta(days=slip),
        next_on=START + timedelta(days=60),
        next_title="Committee",
    )


def portfolio(*plans: PortfolioPlan, today: int = 100) -> PortfolioInput:
    """A portfolio as seen so many days after the start."""
    return PortfolioInput(figure=figure("portfolio"), today=START + timedelta(days=today), plans=plans)


@st.composite
def portfolios(draw: st.DrawFn) -> PortfolioInput:
    """Any portfolio of up to six plans of up to five phases, which may overlap."""
    days = st.integers(0, 1800)
    made = []
    for _ in range(draw(st.integers(1, 6))):
        spans = draw(st.lists(st.tuples(days, days), min_size=1, max_size=5))
        name = draw(st.text(alphabet="abcW é", min_size=1, max_size=50))
        made.append(plan(name, slip=draw(st.integers(-90, 90)), phases=tuple((min(s), max(s)) for s in spans)))
    return portfolio(*made, today=draw(days))


@SLOW
@given(portfolios())
def test_everything_lies_within_the_drawing_and_no_text_on_another(given_one: PortfolioInput) -> None:
    tree = parsed(render("portfolio_timeline", "portfolio_timeline", portfolio_timeline(given_one, ENGLISH)))
    wide = drawing(tree, "only-wide")
    width, height = view_box(wide)
    for path in wide.iter("path"):
        assert all(-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1 for x, y in path_points(path.get("d", "")))
    assert overlaps(text_boxes(wide, width)) == []
    assert overlaps(text_boxes(drawing(tree, "only-narrow"), 288)) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_fits(code: str) -> None:
    words = language(code)
    picture = portfolio_timeline(portfolio(plan(slip=40), plan("République tchèque", slip=None)), words)
    wide = drawing(parsed(render("portfolio_timeline", "portfolio_timeline", picture, words)), "only-wide")
    assert overlaps(text_boxes(wide, view_box(wide)[0])) == []


def test_what_lies_before_today_is_solid_and_the_rest_outlined() -> None:
    wide = portfolio_timeline(portfolio(plan()), ENGLISH).wide
    now = path_points(wide.now)[0][0]
    assert max(x for x, _ in path_points(wide.gone)) == pytest.approx(now, abs=0.2)
    assert min(x for x, _ in path_points(wide.open)) == pytest.approx(now, abs=0.2)


def test_overlapping_phases_are_shown_in_turn() -> None:
    wide = portfolio_timeline(portfolio(plan(phases=((0, 500), (200, 700))), today=0), ENGLISH).wide
    points = path_points(wide.open)
    assert max(x for x, _ in points[:5]) <= min(x for x, _ in points[5:])


def test_a_plan_that_ends_later_than_its_baseline_says_so_in_red() -> None:
    picture = portfolio_timeline(portfolio(plan(slip=30)), ENGLISH)
    assert (picture.wide.rows[0].difference, picture.wide.rows[0].difference_css) == ("4 weeks late", "tbad")
    assert picture.has_slips


def test_a_plan_without_a_baseline_has_no_slip() -> None:
    picture = portfolio_timeline(portfolio(plan(slip=None)), ENGLISH)
    assert (picture.wide.rows[0].difference, picture.wide.slips) == ("no baseline", "")


def test_the_table_has_every_phase_and_date() -> None:
    row = portfolio_timeline(portfolio(plan()), ENGLISH).table[0]
    assert row.phases == ("Phase 0, Jan 2026 to Jul 2026", "Phase 1, Jul 2026 to Dec 2027")
    assert (row.next_on, row.next_title, row.ends) == ("2 Mar 2026", "Committee", "2 Dec 2027")
