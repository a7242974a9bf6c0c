"""Broken copies of a playbook: whatever is wrong is named with file, line and what would be right, all at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.playbook_files.checking import check
from roadmap.playbook_files.layout import expected_files
from roadmap.playbook_files.problems import Problem
from roadmap.playbook_files.yaml_text import read_yaml
from tests.broken_playbooks import BROKEN, ROUTE_FILE, SAMPLE_FILE, Break
from tests.playbook_copies import ROUTE, change


def test_a_sound_copy_is_sound(small: Path) -> None:
    assert check(small) == []


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named_with_its_line_and_what_would_be_right(small: Path, name: str) -> None:
    broken = BROKEN[name]
    line, file = _break(small, name), small / broken.file
    found = [each for each in check(small) if _is_told(each, broken)]
    assert [each.file for each in found][:1] == [file]
    # A field that is missing is told at the mapping that misses it.
    assert found[0].line <= line if "missing" in broken.wrong else found[0].line == line
    assert str(found[0]).startswith(f"{file}:{found[0].line}: ")


@pytest.mark.parametrize(
    ("pattern", "replacement", "wrong"),
    [
        ("key: span$", "key: coverage", "there is no parameter 'span'"),
        ("^    high: 50\n", "", "low stands alone"),
        ("^    low: 30\n", "    low: 60\n", "the range 60 to 50 is not within 1 to 100"),
        ("outcomes: 95", "outcomes: 96", "the calculation gives what is published as outcomes"),
    ],
)
def test_a_needs_calculation_that_cannot_be_trusted_is_named(
    small: Path, pattern: str, replacement: str, wrong: str
) -> None:
    change(small / "needs.yaml", pattern, replacement)
    assert [each.wrong for each in check(small) if each.file.name == "needs.yaml" and each.wrong == wrong]


def test_a_check_without_its_number_is_named(small: Path) -> None:
    change(small / "thresholds.yaml", "^- key: check-high-risk", "- key: check-risky")
    (found,) = check(small)
    assert (found.file.name, "needs the threshold 'check-high-risk'" in found.wrong) == ("checks.yaml", True)
    assert found.right == "add check-high-risk to thresholds.yaml"


def test_a_check_that_is_not_told_what_to_look_at_is_named(small: Path) -> None:
    change(small / "checks.yaml", r"^  barriers: \[local-evidence\]\n", "")
    (found,) = check(small)
    assert "'local-evidence' does not say what it looks at" in found.wrong
    assert "add barriers" in found.right


def test_a_cycle_is_named_with_its_path(small: Path) -> None:
    file = small / ROUTE_FILE
    text = file.read_text(encoding="utf-8")
    waiting = re.search(r"after: \[\{key: ([a-z-]+)", text)
    assert waiting
    first = waiting[1]
    second = re.findall(r"^  - key: ([a-z-]+)", text[: waiting.start()], flags=re.MULTILINE)[-1]
    line = change(file, f"^  - key: {first}$", rf"  - key: {first}\n    after: [{{key: {second}}}]")
    (problem,) = [each for each in check(small) if "wait for each other" in each.wrong]
    assert problem.file == file
    assert problem.line in {line, text.count("\n", 0, waiting.start()) + 2}
    assert f"{first} → {second} → {first}" in problem.wrong or f"{second} → {first} → {second}" in problem.wrong


def test_a_phase_that_does_not_fit_is_named_with_the_lengths_of_plan(small: Path) -> None:
    line = change(small / ROUTE_FILE, "^  - key: .*(\n    .*)*?\n    starts: .*", r"\g<0>")
    change(small / ROUTE_FILE, "^    ends: .*", "    ends: {at: plan-end, months: -40}")
    problems = check(small)
    assert [each for each in problems if "24 to 4" in each.wrong and "before it starts" in each.wrong]
    assert {each.file for each in problems} == {small / ROUTE_FILE}
    assert problems[0].line <= line


def test_a_milestone_that_cannot_end_in_time_is_named(small: Path) -> None:
    change(small / ROUTE_FILE, r"duration: \{.*\}", "duration: {best: 900, likely: 1000, worst: 1100}")
    problems = check(small)
    assert [each for each in problems if "after the end of a plan of 24 months" in each.wrong]
    assert [each for each in problems if "after the end of a plan of 36 months" in each.wrong]


def test_durations_that_would_run_out_of_the_calendar_are_named_and_not_tried(small: Path) -> None:
    route = _plain(read_yaml(small / ROUTE_FILE))
    for milestone in route["milestones"]:
        milestone["duration"] = {"best": 1300, "likely": 1300, "worst": 1300}
        milestone["after"] = [{**before, "lag": 520} for before in milestone.get("after", [])]
    route["milestones"] += [{**route["milestones"][0], "key": f"more-{number}"} for number in range(20)]
    _write(small / ROUTE_FILE, route)
    assert [each.path for each in check(small) if "working days" in each.wrong] == ["milestones"]


def test_a_route_of_few_milestones_is_told_how_many_it_needs(small: Path) -> None:
    route = _plain(read_yaml(small / ROUTE_FILE))
    route["milestones"] = route["milestones"][:2]
    _write(small / ROUTE_FILE, route)
    assert [each.right for each in check(small) if "has 2 milestones" in each.wrong] == [
        "a route that can be followed has at least 18"
    ]


def test_progress_is_held_against_the_rules_of_the_form(small: Path) -> None:
    line = change(small / SAMPLE_FILE, "^    done_on: .*\n", "")
    problems = [each for each in check(small) if "on which day" in each.wrong]
    assert [each.file for each in problems] == [small / SAMPLE_FILE]
    assert problems[0].line < line


def test_all_problems_are_told_at_once_in_the_order_of_the_files(small: Path) -> None:
    for name in ("misspelt key", "unknown theme", "no date", "band"):
        _break(small, name)
    found = check(small)
    assert found == sorted(found, key=lambda each: (str(each.file), each.line))
    for name in ("misspelt key", "unknown theme", "no date", "band"):
        assert _tells(found, name), name


def test_one_file_is_checked_with_the_others_in_mind(small: Path) -> None:
    for name in ("misspelt key", "no date"):
        _break(small, name)
    assert _tells(check(small / SAMPLE_FILE), "no date")
    assert {each.file for each in check(small / SAMPLE_FILE)} == {small / SAMPLE_FILE}
    assert check(small / "barriers.yaml") == []


def test_a_broken_file_is_not_blamed_on_those_that_name_its_keys(small: Path) -> None:
    (small / "barriers.yaml").write_text("- key: [\n", encoding="utf-8")
    assert {each.file.name for each in check(small)} == {"barriers.yaml"}
    change(small / ROUTE_FILE, "^milestones:", "milestonez:")
    assert {each.file.name for each in check(small)} == {"barriers.yaml", f"{ROUTE}.yaml"}


def test_missing_and_unknown_files_are_named(small: Path) -> None:
    (small / "barriers.yaml").rename(small / "bariers.yaml")
    (small / ROUTE_FILE).rename(small / "routes" / f"{ROUTE}.yml")
    told = {each.file.name: f"{each.wrong}; {each.right}" for each in check(small)}
    assert "no such file" in told["barriers.yaml"]
    assert "did you mean 'barriers'?" in told["bariers.yaml"]
    assert "rename it to pilot.yaml" in told["pilot.yml"]
    assert "no route" in told["routes"]


def test_a_folder_without_a_playbook_is_one_problem(small: Path, tmp_path: Path) -> None:
    (problem,) = check(tmp_path)
    assert "small" in problem.right
    (problem,) = check(small / "nowhere")
    assert "no such file" in problem.wrong


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 10**17)
    | st.sampled_from(["", "x", "pilot", "2026-01-01", "phase-end", "EUR"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["key", "at", "phase", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.randoms(use_true_random=False), value=VALUES)
def test_no_value_in_any_place_makes_a_traceback(small: Path, chosen: Random, value: object) -> None:
    file, _ = chosen.choice(list(expected_files(small)))
    before = file.read_text(encoding="utf-8")
    data = _plain(read_yaml(file))
    places = list(_places(data))
    container, step = chosen.choice(places)
    container[step] = value
    try:
        _write(file, data)
        assert all(each.line >= 1 and each.right for each in check(small))
    finally:
        file.write_text(before, encoding="utf-8")


def _break(small: Path, name: str) -> int:
    """Break the copy and give the line that was changed."""
    broken = BROKEN[name]
    return change(small / broken.file, broken.pattern, broken.replacement)


def _is_told(problem: Problem, broken: Break) -> bool:
    return broken.wrong in problem.wrong and broken.right in problem.right


def _tells(found: list[Problem], name: str) -> bool:
    broken = BROKEN[name]
    return any(_is_told(each, broken) for each in found if str(each.file).endswith(broken.file))


def _plain(data: Any) -> Any:  # noqa: ANN401 data of any shape
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(value) for value in data] if isinstance(data, list) else data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    steps = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    for step in steps:
        yield data, step
        yield from _places(data[step])


def _write(file: Path, data: object) -> None:
    """Write data as YAML; JSON is YAML too."""
    file.write_text(json.dumps(data, default=float, ensure_ascii=False), encoding="utf-8")
