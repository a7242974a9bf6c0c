"""A plan's timeline: true to its dates, inside its drawing, without collisions, safe to print."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from roadmap.i18n.language import LANGUAGES, language
from roadmap.pictures.timeline import TimelineInput, TimelineWindow, timeline
from tests.pictures.drawings import (
    ENGLISH,
    drawing,
    overlaps,
    parsed,
    path_points,
    render,
    text_boxes,
    view_box,
)
from tests.pictures.plans import START, milestone, plan, plans

SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(plans())
def test_the_same_plan_gives_the_same_picture(given_plan: TimelineInput) -> None:
    assert timeline(given_plan, ENGLISH) == timeline(given_plan, ENGLISH)


@SLOW
@given(plans())
def test_everything_lies_within_the_wide_drawing(given_plan: TimelineInput) -> None:
    svg = drawing(parsed(render("timeline", "timeline", timeline(given_plan, ENGLISH))), "only-wide")
    width, height = view_box(svg)
    for path in svg.iter("path"):
        for x, y in path_points(path.get("d", "")):
            # A pin's triangle may lean half its width over the end of the axis; the columns leave that room.
            assert -0.1 <= x <= width + 0.1
            assert -0.1 <= y <= height + 0.1
    for words, (left, top, right, bottom) in text_boxes(svg, width):
        assert left >= -0.5, words
        assert right <= width + 0.5, words
        assert top >= 0, words
        assert bottom <= height, words


@SLOW
@given(plans())
def test_the_parts_for_paper_hold_the_whole_drawing_and_each_phase_has_its_own(given_plan: TimelineInput) -> None:
    wide = timeline(given_plan, ENGLISH).wide
    tops, heights = zip(*((int(box.split()[1]), int(box.split()[3])) for box in wide.part_boxes), strict=True)
    ends = [top + height for top, height in zip(tops, heights, strict=True)]
    assert wide.head_box == f"0 0 1152 {tops[0]}"
    assert list(tops[1:]) == ends[:-1]
    assert wide.view_box == f"0 0 1152 {ends[-1]}"
    for phase, top, end in zip(wide.phases, tops, ends, strict=True):
        assert all(top < int(y) < end for y in (phase.y, *(row.y for row in phase.rows)))


@SLOW
@given(plans())
def test_no_text_stands_on_another_in_either_drawing(given_plan: TimelineInput) -> None:
    figure = parsed(render("timeline", "timeline", timeline(given_plan, ENGLISH)))
    wide = drawing(figure, "only-wide")
    assert overlaps(text_boxes(wide, view_box(wide)[0])) == []
    narrow = drawing(figure, "only-narrow")
    for width in (288, 328, 700):
        assert overlaps(text_boxes(narrow, width)) == []


@SLOW
@given(plans())
def test_texts_of_the_narrow_drawing_fit_a_small_phone(given_plan: TimelineInput) -> None:
    narrow = drawing(parsed(render("timeline", "timeline", timeline(given_plan, ENGLISH))), "only-narrow")
    for words, (left, _, right, bottom) in text_boxes(narrow, 288):
        assert left >= -1, words
        assert right <= 289, words
        assert bottom <= float(narrow.get("height", "0")), words


@pytest.mark.parametrize("code", LANGUAGES)
@settings(SLOW, max_examples=8)
@given(given_plan=plans())
def test_no_language_makes_texts_collide(code: str, given_plan: TimelineInput) -> None:
    words = language(code)
    wide = drawing(parsed(render("timeline", "timeline", timeline(given_plan, words), words)), "only-wide")
    assert overlaps(text_boxes(wide, view_box(wide)[0])) == []


def test_an_earlier_due_date_ends_further_left() -> None:
    picture = timeline(plan(milestone(1, days=10), milestone(2, days=60)), ENGLISH)
    one, other = path_points(picture.wide.open)[1], path_points(picture.wide.open)[6]
    assert one[0] < other[0]


def test_a_late_milestone_has_a_slip_and_says_by_how_much_in_red() -> None:
    picture = timeline(plan(milestone(1, slip=42)), ENGLISH)
    assert picture.wide.slips
    assert picture.narrow.slips
    row = picture.wide.phases[0].rows[0]
    assert (row.difference, row.difference_css) == ("6 weeks late", "tbad")


def test_what_is_done_is_solid_and_has_neither_slip_nor_pin() -> None:
    done = milestone(1, slip=5, status="done", done_on=START + timedelta(days=35), is_pinned=True, percent=100)
    wide = timeline(plan(done), ENGLISH).wide
    assert wide.done
    assert (wide.open, wide.slips, wide.pins) == ("", "", "")
    assert wide.phases[0].rows[0].difference == "done 5 days late"


def test_what_is_part_done_is_outlined_with_its_share_filled() -> None:
    wide = timeline(plan(milestone(1, percent=50)), ENGLISH).wide
    begin, end = path_points(wide.open)[0][0], path_points(wide.open)[1][0]
    assert path_points(wide.part)[1][0] == pytest.approx((begin + end) / 2, abs=1)


def test_a_pinned_milestone_bears_a_triangle_at_its_due_date() -> None:
    wide = timeline(plan(milestone(1, is_pinned=True)), ENGLISH).wide
    tip = path_points(wide.pins)[2]
    assert tip[0] == pytest.approx(path_points(wide.open)[1][0] + 0.5, abs=0.2)
    assert wide.phases[0].rows[0].forecast_css == "tb"


def test_only_open_predecessors_draw_a_dependency() -> None:
    first = milestone(1)
    waits = milestone(2, starts=40, predecessors=("m1",))
    assert timeline(plan(first, waits), ENGLISH).wide.dependencies.count("M") == 1
    done = milestone(1, status="done", done_on=START + timedelta(days=30))
    picture = timeline(plan(done, waits), ENGLISH)
    assert picture.wide.dependencies == ""
    assert picture.table[1].waits_for == "1"


def test_a_critical_milestone_is_bold_in_both_drawings() -> None:
    picture = timeline(plan(milestone(1, is_critical=True)), ENGLISH)
    assert picture.wide.phases[0].rows[0].css == "tb"
    assert "tb" in picture.narrow.phases[0].rows[0].css
    assert picture.has_critical


def test_a_plan_without_any_baseline_is_measured_by_itself() -> None:
    picture = timeline(plan(milestone(1, slip=42, baseline_start=None, baseline_due=None)), ENGLISH)
    assert picture.difference_head == "Against the plan"
    assert picture.table[0].difference == "6 weeks late"


def test_a_milestone_added_after_the_baseline_says_so() -> None:
    picture = timeline(plan(milestone(1), milestone(2, baseline_start=None, baseline_due=None)), ENGLISH)
    assert picture.table[1].difference == "not in the baseline"
    assert picture.table[1].baseline == "–"


def test_a_dropped_milestone_has_no_bar_and_no_date() -> None:
    picture = timeline(plan(milestone(1), milestone(2, status="dropped")), ENGLISH)
    assert picture.wide.open.count("M") == 1
    assert (picture.table[1].forecast, picture.table[1].difference) == ("–", "dropped")


def test_today_is_drawn_within_the_plan_only() -> None:
    assert timeline(plan(milestone(1), today=START + timedelta(days=100)), ENGLISH).wide.now
    assert timeline(plan(milestone(1), today=date(2035, 1, 1)), ENGLISH).wide.now is None


def test_a_long_title_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    title = "An agreement between the ministry, both regional governments and the insurers W"
    picture = timeline(plan(milestone(1, title=title)), ENGLISH)
    row = picture.wide.phases[0].rows[0]
    assert row.title.endswith("…")
    assert row.full == picture.table[0].title == title


def test_windows_are_hatched_named_and_told_in_words() -> None:
    window = TimelineWindow(title="Region votes", starts=START + timedelta(days=80), ends=START + timedelta(days=90))
    picture = timeline(plan(milestone(1), windows=(window,)), ENGLISH)
    assert picture.wide.windows[0].label == "Region votes"
    assert picture.windows == ("Region votes: 3 Dec 2026 to 13 Dec 2026.",)


def test_texts_are_escaped() -> None:
    markup = render("timeline", "timeline", timeline(plan(milestone(1, title="<script>&", href='"><b>')), ENGLISH))
    assert "<script>" not in markup
    assert '"><b>' not in markup


def test_both_drawings_have_names_and_the_page_has_no_inline_style() -> None:
    markup = render("timeline", "timeline", timeline(plan(milestone(1)), ENGLISH))
    figure = parsed(markup)
    ids = [each.get("id") for each in figure.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for svg in (drawing(figure, "only-wide"), drawing(figure, "only-narrow")):
        assert set(svg.get("aria-labelledby", "").split()) <= set(ids)
    assert "style=" not in markup


def test_the_mark_of_where_figures_come_from_stands_after_the_measure() -> None:
    picture = timeline(plan(milestone(1)), ENGLISH)
    assert picture.frame.label == "Figure 1"
    assert picture.frame.table_label == "Figure 1 as a table"
    assert "By milestone</span>" in render("timeline", "timeline", picture)
