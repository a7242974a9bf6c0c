"""Sample plans on their pages: what their sources say can be pointed at, and what the authors judged looks judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.web.money_pages import PLANS
from tests.web.pages import tree_of

if TYPE_CHECKING:
    from tests.world import World

ROWS: Final = {"croatia": 528, "czech-republic": 529, "denmark": 530, "france": 531, "spain": 532}
"""The lines of Appendix D of the source 000, a row a country."""
PHASING: Final = (874, 880, 886)
"""The lines of the source 003 on the first year, on the four after it and on the phases."""


@pytest.mark.parametrize("slug", ROWS)
async def test_each_cell_of_a_countrys_row_in_the_published_summary_is_cited_on_its_plan(
    sample_world: World, slug: str
) -> None:
    page, cited = tree_of((await sample_world.reader.get(f"/plans/{slug}")).text), f"Appendix D (000#L{ROWS[slug]})"
    said = {fact.before.text(): fact.text() for fact in page.nodes("dd") if fact.before}
    for cell in ("Where", "Main activity", "Service size", "Funding"):
        assert cited in said[cell], cell
    assert cited in tree_of((await sample_world.reader.get(f"/plans/{slug}/funding")).text).text


async def test_the_phasing_of_scotland_is_cited_on_its_plan(sample_world: World) -> None:
    page = tree_of((await sample_world.reader.get("/plans/scotland")).text)
    (phasing,) = [each.text() for each in page.nodes("li") if "years two to five ramp up" in each.text()]
    assert all(f"Recommended steps to realise this plan (003#L{line})" in phasing for line in PHASING)


@pytest.mark.parametrize("tab", ["funding", "stakeholders", "committees"])
@pytest.mark.parametrize("slug", PLANS)
async def test_what_holds_a_judgement_of_the_authors_never_looks_published(
    sample_world: World, slug: str, tab: str
) -> None:
    page = tree_of((await sample_world.reader.get(f"/plans/{slug}/{tab}")).text)
    marks = [each for each in page.nodes("a") if "mark" in each.classes]
    assert marks
    assert not [each for each in marks if each.attrs["aria-label"].startswith("Published")]
