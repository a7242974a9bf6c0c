"""The published JSON Schema says what the reader does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from roadmap.domain.exchange import FORMAT, write_plan
from roadmap.domain.exchange.schema import schema, schema_text
from tests.domain.exchange.files import WHOLE, file_with, file_without, told
from tests.domain.exchange.random_plans import random_plan, seeds, texts
from tests.domain.exchange.test_reading import WRONG
from tests.exports.plans import GOLDEN

VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
ONLY_READ = (
    "$.plan.subdivision", "2000 and 2094", "holds a character", "lies before", "This lies", "the id of another",
    "at position", "Nothing in this file", "Of the three", "Say on which", "An anchor", "Give a link",
    "Write a whole address", "“XX”", "“XQQ”", "rate above",
)  # fmt: skip
"""What the reader says beyond what a schema can: of calendars, of codes in use, of one value beside another."""


def test_the_schema_is_one_that_validators_accept() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_published_schema_is_the_one_that_was_looked_at() -> None:
    assert schema_text() == (GOLDEN / "roadmap.plan-1.json").read_text(encoding="utf-8")


def test_every_file_of_the_product_is_valid() -> None:
    assert list(VALIDATOR.iter_errors(json.loads(WHOLE))) == []


@settings(max_examples=60)
@given(seeds, texts)
def test_every_plan_is_valid_as_written(seed: int, words: Sequence[str]) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(write_plan(random_plan(seed, words), ())))) == []


@pytest.mark.parametrize(("path", "value", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_what_the_reader_refuses_is_invalid_too_where_a_schema_can_say_it(
    path: str, value: object, sentence: str
) -> None:
    is_valid = VALIDATOR.is_valid(json.loads(file_with(path, value)))
    assert is_valid == any(each in sentence for each in ONLY_READ), sentence


def test_what_may_be_left_out_is_what_the_reader_lets_be_left_out() -> None:
    for name, kind in schema()["$defs"].items():
        if name == "Plan":
            for field in kind["properties"]:
                without = file_without(f"plan.{field}")
                missing = [line for line in told(without) if "This is missing" in line]
                assert bool(missing) == (field in kind["required"]), field


def test_every_field_and_record_is_described() -> None:
    made: dict[str, Any] = schema()
    assert FORMAT in made["title"]
    assert all(kind["description"] for kind in made["$defs"].values())
    assert {"Plan", "Milestone", "BudgetLine", "Provenance", "CitedSource"} <= set(made["$defs"])
