"""The funding pipeline: a track to the stage reached, in words for those who do not see it."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import jinja2
import pytest

from roadmap.domain.money import Money
from roadmap.domain.terms import Stage
from roadmap.pictures.funding_stages import StagedSource, funding_stages
from tests.pictures.drawings import ENGLISH, TEMPLATES


def source(stage: Stage = "applied", amount: int | None = 56_000) -> StagedSource:
    """A source at a stage."""
    money = None if amount is None else Money(amount=Decimal(amount), currency="EUR")
    return StagedSource(title="<Foundation>", href="/f", stage=stage, amount=money, probability=50, may_not_pay="posts")


@pytest.mark.parametrize(("place", "stage"), tuple(enumerate(get_args(Stage))))
def test_the_track_is_solid_up_to_the_stage_reached(place: int, stage: Stage) -> None:
    row = funding_stages((source(stage),), ENGLISH).rows[0]
    assert [cell.dot for cell in row.cells] == ["2.5"] * place + ["6"] + [""] * (5 - place)
    assert all(cell.after == "s-ink" for cell in row.cells[:place])
    assert all(cell.before == "g-rule" for cell in row.cells[place + 1 :])
    assert row.stage.endswith(f", {place + 1} of 6")


def test_the_track_has_two_ends() -> None:
    cells = funding_stages((source(),), ENGLISH).rows[0].cells
    assert (cells[0].before, cells[-1].after) == ("", "")


def test_an_amount_not_known_says_so() -> None:
    assert funding_stages((source(amount=None),), ENGLISH).rows[0].amount == "no amount yet"


def test_a_chance_not_known_is_a_dash() -> None:
    unknown = StagedSource(title="F", href="/f", stage="identified", amount=None, probability=None)
    assert funding_stages((unknown,), ENGLISH).rows[0].chance == "–"


def test_what_sources_may_pay_is_a_column_only_where_one_says_so() -> None:
    silent = StagedSource(title="F", href="/f", stage="identified", amount=None, probability=None)
    assert not funding_stages((silent,), ENGLISH).has_limits
    assert funding_stages((silent, source()), ENGLISH).has_limits


def test_the_table_has_roles_and_escapes_texts() -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(ENGLISH.gettext, ENGLISH.ngettext, newstyle=True)  # type: ignore[attr-defined]
    text = '{% from "pictures/funding_stages.html" import funding_stages %}{{ funding_stages(picture, "Sources") }}'
    markup = environment.from_string(text).render(picture=funding_stages((source(),), ENGLISH))
    assert 'role="table"' in markup
    assert "<Foundation>" not in markup
    assert "Not: posts" in markup
