"""A portfolio's common timeline: phases in turn, slips against baselines, nothing on top of anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.portfolio_timeline import PortfolioInput, PortfolioPhase, PortfolioPlan, portfolio_timeline
from roadmap.pictures.text_widths import text_width
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


def named(*spans: tuple[str, int, int], today: int = 0) -> PortfolioInput:
    """One plan whose phases have names of their own."""
    made = plan(phases=tuple((a, b) for _, a, b in spans))
    phases = tuple(replace(each, title=title) for each, (title, _, _) in zip(made.phases, spans, strict=True))
    return portfolio(replace(made, phases=phases), plan("Denmark", phases=((0, 1800),)), today=today)


def test_a_long_name_of_a_phase_takes_two_lines_before_it_is_cut() -> None:
    spans = (("Team and tools built", 0, 200), ("Delivery", 201, 1800))
    made = portfolio_timeline(named(*spans), ENGLISH).wide
    assert [each.text for each in made.rows[0].labels] == ["Team and tools", "built", "Delivery"]
    assert int(made.view_box.split()[-1]) == 32 + 2 * 67


def test_the_last_name_has_the_room_beside_its_bar_and_a_name_that_of_one_left_out() -> None:
    spans = (
        ("Team and tools built together", 0, 340),
        ("Between the two", 341, 450),
        ("Delivery", 451, 900),
        ("Coverage reached and made permanent", 1500, 1800),
    )
    made = portfolio_timeline(named(*spans), ENGLISH).wide
    assert [each.text for each in made.rows[0].labels] == [
        "Team and tools built together",
        "Delivery",
        "Coverage reached and made permanent",
    ]


def test_the_line_of_today_does_not_run_through_the_name_of_a_phase() -> None:
    made = portfolio_timeline(named(("Delivery and review", 0, 900), today=60), ENGLISH).wide
    (label,) = made.rows[0].labels
    points = path_points(made.now)
    at = points[0][0]
    assert float(label.x) < at < float(label.x) + text_width(label.text)
    gaps = [(a[1], b[1]) for a, b in pairwise(points[1:-1])][::2]
    assert any(upper <= int(label.y) - 10 and lower >= int(label.y) + 3 for upper, lower in gaps)
    assert points[-1][1] == int(made.view_box.split()[-1])


def test_the_key_says_what_the_upright_stroke_is_with_and_without_slips() -> None:
    for slip in (0, 30):
        markup = render(
            "portfolio_timeline", "portfolio_timeline", portfolio_timeline(portfolio(plan(slip=slip)), ENGLISH)
        )
        assert "end in the baseline" in markup
    made = portfolio_timeline(portfolio(plan(slip=None)), ENGLISH)
    assert "end in the baseline" not in render("portfolio_timeline", "portfolio_timeline", made)


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
