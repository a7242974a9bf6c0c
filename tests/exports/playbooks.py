"""A playbook with one of everything that the plan of these tests names."""

from __future__ import annotations

from typing import Final

from roadmap.domain.benchmarks import QualityScale
from roadmap.domain.playbooks import CostCategory, Entry, FundingKind, Intervention, Playbook
from roadmap.domain.provenance import Source
from tests.exports.grounds import ASSUMED


def _playbook() -> Playbook:
    def entry(key: str, title: str) -> Entry:
        return Entry(key=key, title=title, summary=title, basis=ASSUMED)

    return Playbook(
        intervention=Intervention(
            key="ips",
            name="IPS",
            title="Individual Placement and Support",
            version="1.0",
            summary="Support into work",
            principles=(),
            building_blocks=(),
            themes=(entry("funding", "Funding"),),
            levers=(entry("build-evidence", "Build evidence"),),
            roles=(entry("country-lead", "Country lead"),),
            evidence=(),
        ),
        sources=(
            Source(key="000", title="Scaling employment support", publisher="Social Finance", year=2022),
            Source(key="001", title="Nobody cites this", publisher="Nobody", year=2020),
        ),
        barriers=(),
        cost_categories=(
            CostCategory(key="training", title="Training", summary="Courses", is_support=True, basis=ASSUMED),
        ),
        funding_kinds=(
            FundingKind(
                key="foundation",
                title="Foundation",
                summary="Gives",
                is_permanent=False,
                usually_pays=(),
                rarely_pays=(),
                basis=ASSUMED,
            ),
        ),
        archetypes=(),
        indicators=(),
        quality_scale=QualityScale(title="Scale", lowest_item=1, highest_item=5, sections=(), bands=(), basis=ASSUMED),
        benchmarks=(),
        histories=(),
        thresholds=(),
    )


PLAYBOOK: Final = _playbook()
