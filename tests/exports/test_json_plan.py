"""JSON: the whole plan, without loss, the same bytes for the same revision."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import msgspec
import pytest

from roadmap.domain.exchange import FORMAT
from roadmap.domain.exchange.documents import _scalar
from roadmap.domain.plans import Plan
from roadmap.exports import EXPORTS
from roadmap.i18n import language
from tests.exports.plans import PLAN, subject


def document(plan: Plan = PLAN, code: str = "en") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXPORTS["plan.json"].make(subject(plan), language(code)).body)
    return found


def walk(value: object) -> list[object]:
    """Give all values of a document, however deep."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in walk(each)]
    return [leaf for each in value for leaf in walk(each)] if isinstance(value, list) else [value]


def test_it_reads_back_into_the_same_plan() -> None:
    assert msgspec.convert(document()["plan"], Plan) == PLAN


def test_the_language_of_the_reader_changes_nothing() -> None:
    assert document(code="fr") == document()


def test_it_names_its_format_and_keeps_every_field_in_its_order() -> None:
    found = document()
    assert list(found) == ["format", "sources", "plan"]
    assert found["format"] == FORMAT == "roadmap.plan/1"
    assert list(found["plan"]) == [each.name for each in fields(Plan)]
    assert list(found["plan"]["drivers"]) == ["services", "specialists"]


def test_every_ground_stands_beside_its_figure_and_every_cited_source_is_named() -> None:
    found = document()
    assert found["plan"]["budget"][0]["basis"]["formula"] == "3 × 780,000"
    assert [each["key"] for each in found["sources"]] == ["000"]
    for part in ("milestones", "budget", "sources", "commitments", "stakeholders", "risks", "committees", "services"):
        assert all(each["basis"]["kind"] for each in found["plan"][part]), part


def test_exact_decimals_are_texts_without_exponents() -> None:
    plan = document()["plan"]
    assert plan["budget"][0]["unit_cost"] == "1400000"
    assert plan["rate"] == "24.4"
    assert plan["spending"][1]["amount"] == "-0.25"
    assert not [leaf for leaf in walk(plan) if isinstance(leaf, float)]


def test_instants_are_in_utc() -> None:
    plan = document()["plan"]
    assert plan["changed_at"] == "2026-11-20T14:30:05Z"
    assert plan["start"] == "2027-01-01"


def test_a_value_that_the_format_does_not_know_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TypeError, match="does not know"):
        _scalar(1.5)
