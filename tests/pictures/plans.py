"""Made-up plans for pictures, and how hypothesis makes more."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from roadmap.pictures.figures import Figure
from roadmap.pictures.timeline import TimelineInput, TimelineMilestone, TimelinePhase, TimelineWindow

START = date(2026, 9, 14)
STATUSES = ("not-started", "in-progress", "done", "blocked", "dropped")


def figure(name: str = "timeline") -> Figure:
    """What a page would say about the picture."""
    return Figure(dom_id=name, number=1, finding="Two dates move", name="Timeline of a plan", measure="By milestone")


def milestone(number: int = 1, *, starts: int = 0, days: int = 30, slip: int = 0, **more: object) -> TimelineMilestone:
    """A milestone that begins so many days after the start, with a forecast so many days after its baseline."""
    first = START + timedelta(days=starts)
    due = first + timedelta(days=days)
    values: dict[str, object] = {
        "id": f"m{number}",
        "number": number,
        "title": f"Milestone {number}",
        "href": f"/milestones/{number}",
        "planned_start": first,
        "planned_due": due,
        "baseline_start": first,
        "baseline_due": due,
        "forecast_start": first,
        "forecast_due": due + timedelta(days=slip),
        "percent": 0,
        "status": "not-started",
    } | more
    return TimelineMilestone(**values)  # type: ignore[arg-type]


def plan(
    *milestones: TimelineMilestone, today: date = START, windows: tuple[TimelineWindow, ...] = ()
) -> TimelineInput:
    """A plan with all milestones in one phase."""
    phase = TimelinePhase(
        key="one",
        title="Foundations",
        starts=min(each.forecast_start for each in milestones),
        ends=max(each.forecast_due for each in milestones),
        percent=10,
        milestones=milestones,
    )
    ends = START + timedelta(days=730)
    return TimelineInput(figure=figure(), today=today, starts=START, ends=ends, phases=(phase,), windows=windows)


@st.composite
def milestones(draw: st.DrawFn, number: int) -> TimelineMilestone:
    """Any milestone within six years, with or without a baseline, a title of up to 70 characters."""
    starts, days = draw(st.integers(0, 1500)), draw(st.integers(0, 400))
    slip = draw(st.integers(-days, 300))
    status = draw(st.sampled_from(STATUSES))
    base = {} if draw(st.booleans()) else {"baseline_start": None, "baseline_due": None}
    title = draw(st.text(alphabet="abcdefghij éüčđ–WM", min_size=1, max_size=70))
    return milestone(
        number,
        starts=starts,
        days=days,
        slip=slip,
        status=status,
        title=title,
        percent=draw(st.integers(0, 100)),
        is_critical=draw(st.booleans()),
        is_pinned=draw(st.booleans()),
        predecessors=tuple(f"m{before}" for before in range(1, number) if draw(st.integers(0, 3)) == 0),
        **base,
    )


@st.composite
def plans(draw: st.DrawFn) -> TimelineInput:
    """Any plan of one to nine milestones in up to three phases, with up to four windows."""
    count = draw(st.integers(1, 9))
    every = [draw(milestones(number + 1)) for number in range(count)]
    size = draw(st.integers(1, 3))
    phases = tuple(
        TimelinePhase(
            key=str(index),
            title=draw(st.text(alphabet="abcW ", min_size=1, max_size=60)),
            starts=min(each.forecast_start for each in part),
            ends=max(each.forecast_due for each in part),
            percent=draw(st.integers(0, 100)),
            milestones=tuple(part),
        )
        for index in range(0, count, -(-count // size))
        if (part := every[index : index + -(-count // size)])
    )
    windows = tuple(
        TimelineWindow(title=f"Window {index}", starts=START + timedelta(days=at), ends=START + timedelta(days=at + 20))
        for index, at in enumerate(draw(st.lists(st.integers(-100, 2500), max_size=4)))
    )
    today = START + timedelta(days=draw(st.integers(-400, 2500)))
    ends = START + timedelta(days=draw(st.integers(100, 1900)))
    return TimelineInput(figure=figure(), today=today, starts=START, ends=ends, phases=phases, windows=windows)
