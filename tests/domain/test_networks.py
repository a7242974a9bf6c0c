"""Networks of things that wait for each other: their order, and the path of a cycle."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.errors import RuleBrokenError
from roadmap.domain.networks import in_order


def test_a_cycle_is_named_by_its_path() -> None:
    waits = {"alone": [], "vote": ["agree"], "agree": ["write"], "write": ["vote"], "late": ["vote"]}
    with pytest.raises(RuleBrokenError) as refused:
        in_order(waits)
    assert refused.value.message.key == "schedule.cycle"
    assert refused.value.message.values == {"path": "vote → agree → write → vote"}


def test_what_waits_for_itself_is_a_cycle() -> None:
    with pytest.raises(RuleBrokenError) as refused:
        in_order({"vote": ["vote"]})
    assert refused.value.message.values == {"path": "vote → vote"}


def test_thousands_in_one_chain_are_no_trouble() -> None:
    chain = {number: [number + 1] for number in range(20_000)} | {20_000: []}
    assert in_order(chain) == list(range(20_000, -1, -1))


def test_a_cycle_of_thousands_is_found_too() -> None:
    with pytest.raises(RuleBrokenError):
        in_order({number: [(number + 1) % 20_000] for number in range(20_000)})


def test_the_given_order_stands_where_nothing_waits() -> None:
    assert in_order({"b": [], "a": [], "c": []}) == ["b", "a", "c"]


def test_what_is_waited_for_but_not_there_is_left_out() -> None:
    assert in_order({"a": ["gone"]}) == ["a"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80))
def test_each_comes_after_all_that_it_waits_for(links: list[tuple[int, int]]) -> None:
    waits: dict[int, list[int]] = {number: [] for number in range(31)}
    for one, other in links:
        if one != other:
            waits[max(one, other)].append(min(one, other))
    place = {node: index for index, node in enumerate(in_order(waits))}
    assert len(place) == 31
    assert all(place[before] < place[node] for node, befores in waits.items() for before in befores)


@given(st.permutations(range(8)))
def test_a_ring_is_always_refused_with_every_node_in_its_path(ring: list[int]) -> None:
    waits = {one: [other] for one, other in pairwise([*ring, ring[0]])}
    with pytest.raises(RuleBrokenError) as refused:
        in_order(waits)
    path = str(refused.value.message.values["path"]).split(" → ")
    assert (len(path), path[0]) == (9, path[-1])
    assert {int(each) for each in path} == set(range(8))
