"""The table of exports: every format is named, loads what it needs, and gives the same bytes twice."""

from __future__ import annotations

import dataclasses
import typing

import pytest

from roadmap.domain.plan_parts import PART_FIELDS
from roadmap.exports import EXPORTS
from roadmap.i18n import language
from roadmap.i18n.messages import SENTENCES
from roadmap.store.plans import EVERYTHING
from tests.exports.plans import GOLDEN, PLAN, subject

OF_THE_PLAN = [name for name, each in EXPORTS.items() if not each.has_calendar]
ENGLISH = language("en")


def test_the_parts_of_a_plan_are_those_that_the_store_knows() -> None:
    assert set(PART_FIELDS) == EVERYTHING


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_says_what_it_is_and_what_it_holds(name: str) -> None:
    assert {EXPORTS[name].label, EXPORTS[name].holds} <= set(SENTENCES)
    assert EXPORTS[name].parts <= EVERYTHING


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    made = EXPORTS[name].make(subject(), ENGLISH)
    again = EXPORTS[name].make(subject(dataclasses.replace(PLAN)), ENGLISH)
    assert made == again


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_the_bytes_are_those_that_were_looked_at(name: str) -> None:
    assert EXPORTS[name].make(subject(), ENGLISH).body == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_an_export_needs_no_part_that_it_does_not_ask_for(name: str) -> None:
    wanted = EXPORTS[name]
    spared: dict[str, typing.Any] = dict.fromkeys(EVERYTHING - wanted.parts, ())
    assert wanted.make(subject(dataclasses.replace(PLAN, **spared)), ENGLISH).body == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", OF_THE_PLAN)
def test_a_plan_with_nothing_in_it_can_be_exported(name: str) -> None:
    nothing: dict[str, typing.Any] = dict.fromkeys(EVERYTHING, ())
    assert EXPORTS[name].make(subject(dataclasses.replace(PLAN, **nothing)), ENGLISH).body


def test_file_names_tell_plan_table_and_revision() -> None:
    assert EXPORTS["budget.csv"].make(subject(), ENGLISH).file_name == "bohemia-budget-r7.csv"
    assert EXPORTS["plan.json"].make(subject(), ENGLISH).file_name == "bohemia-r7.json"
