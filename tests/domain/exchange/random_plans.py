"""Plans of any content that a file may hold: made from the format's own description, so that new fields are in at once.

``seed`` decides everything but the texts, which hypothesis finds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st

from roadmap.domain.budgets import BudgetLine
from roadmap.domain.exchange.kinds import Choice, Day, Exact, Id, Instant, Kind, Maybe, Text, Truth, Whole
from roadmap.domain.exchange.references import REFERENCES
from roadmap.domain.exchange.structures import Counts, ListOf, Record, record_of
from roadmap.domain.funding import Commitment
from roadmap.domain.milestones import DateAnchor, Dependency, Evidence, Milestone
from roadmap.domain.needs.assessments import ScenarioValues
from roadmap.domain.plans import BaselineMilestone, Phase, Plan
from roadmap.domain.provenance import Citation, Provenance

FIRST: Final = date(2000, 1, 1)
DAYS: Final = (date(2100, 12, 31) - FIRST).days
MOMENTS: Final = 94 * 365 * 86_400
NEAR: Final = 20
"""The most of a random whole number over its least: small ones are the usual ones."""
CHOSEN: Final[dict[str, Sequence[str]]] = {
    "country": ("HR", "CZ", "GB", "IN"),
    "currency": ("EUR", "CZK", "JPY", "TND"),
    "subdivision": ("",),
    "slug": ("", "croatia", "a-b-9"),
    "intervention": ("ips",),
    "playbook_version": ("1.0", "12.34"),
    "link": ("https://example.org/a?b=c#d", "http://пример.example/"),
}

texts = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), max_size=30),
    min_size=1,
    max_size=4,
)
seeds = st.integers(0, 2**64 - 1)


def random_plan(seed: int, words: Sequence[str]) -> Plan:
    """Give the plan of a seed, its texts made of ``words``."""
    return _Maker(random.Random(seed), words).plan()  # noqa: S311 (plans, not secrets)


class _Maker:
    """Makes one plan."""

    def __init__(self, rng: random.Random, words: Sequence[str]) -> None:
        self.rng, self.words = rng, words
        self.plan_id = UUID(int=rng.getrandbits(128))

    def plan(self) -> Plan:
        plan: Plan = self.value(record_of(Plan), "plan")
        return self.joined(replace(plan, id=self.plan_id, rate=None if plan.rate is None else plan.rate + 1))

    def value(self, kind: Kind, name: str) -> Any:  # noqa: ANN401
        return MAKERS[type(kind)](self, kind, name)

    def text(self, kind: Text, name: str) -> str:
        if name in CHOSEN:
            return self.rng.choice(CHOSEN[name])
        made = " ".join(self.rng.choice(self.words) for _ in range(self.rng.randint(0, 2)))
        return (made if made.strip() or not kind.limit.least else f"x{made}")[: kind.limit.most or 200]

    def whole(self, kind: Whole, _name: str) -> int:
        least = kind.schema()["minimum"]
        return self.rng.randint(least, min(least + NEAR, kind.schema()["maximum"]))

    def exact(self, kind: Exact, _name: str) -> Decimal:
        sign = -1 if kind.limit.least is None and self.rng.random() < 0.3 else 1
        digits, places = self.rng.getrandbits(self.rng.choice((4, 20, 25))), self.rng.choice((0, 0, 2, 3, 18))
        return sign * Decimal(digits).scaleb(-places)

    def day(self, _kind: Day, name: str) -> date:
        longest = DAYS - 7 * 366 if name == "start" else DAYS
        return FIRST + timedelta(days=self.rng.randint(0, longest))

    def instant(self, _kind: Instant, _name: str) -> datetime:
        part = self.rng.choice((0, 0, 120_000, 7))
        return datetime(2000, 1, 2, tzinfo=UTC) + timedelta(seconds=self.rng.randint(0, MOMENTS), microseconds=part)

    def id(self, kind: Id, _name: str) -> UUID:
        return self.plan_id if kind.is_plans else UUID(int=self.rng.getrandbits(128))

    def maybe(self, kind: Maybe, name: str) -> Any:  # noqa: ANN401
        return None if self.rng.random() < 0.4 else self.value(kind.inner, name)

    def several(self, kind: ListOf, name: str) -> tuple[Any, ...]:
        return tuple(self.value(kind.item, name) for _ in range(self.rng.choice((0, 1, 1, 2, 3))))

    def counts(self, kind: Counts, name: str) -> dict[str, int]:
        whole = Whole(limit=kind.limit)
        return {each: self.whole(whole, name) for each in kind.names if self.rng.random() < 0.5}

    def record(self, kind: Record, _name: str) -> Any:  # noqa: ANN401
        made = kind.made(**{name: self.value(member.kind, name) for name, member in kind.members.items()})
        mended = MENDED.get(kind.made)
        return mended(made, self) if mended else made

    def joined(self, plan: Plan) -> Plan:
        """Let the parts refer to each other as they must."""
        parts: dict[str, Any] = {}
        for part, name, there in REFERENCES:
            ids = [each.id for each in getattr(plan, there)]
            may_be_none = part in {"budget", "sources"}
            held = parts.get(part, getattr(plan, part)) if ids or may_be_none else ()
            parts[part] = tuple(replace(each, **{name: self.named(part, name, ids)}) for each in held)
        milestones = self.linked(parts["milestones"], [each.id for each in plan.phases])
        ids = [each.id for each in milestones]
        evidence = parts["evidence"] if ids else ()
        parts["evidence"] = tuple(replace(each, milestone_id=self.rng.choice(ids)) for each in evidence)
        baselines = tuple(replace(each, name=f"{index} {each.name}"[:80]) for index, each in enumerate(plan.baselines))
        return replace(plan, **{**parts, "milestones": milestones, "baselines": baselines})

    def named(self, part: str, name: str, ids: list[UUID]) -> Any:  # noqa: ANN401 (one id, none or several)
        if name.endswith("_ids"):
            return tuple(each for each in ids if self.rng.random() < 0.5)
        return self.rng.choice([None, *ids] if part in {"budget", "sources"} else ids)

    def linked(self, milestones: tuple[Milestone, ...], phases: list[UUID]) -> tuple[Milestone, ...]:
        """Each waits for some of those before it."""
        made: list[Milestone] = []
        for each in milestones:
            before = [other.id for other in made]
            wanted = self.rng.sample(before, self.rng.randint(0, len(before)))
            links = tuple(replace(self.value(record_of(Dependency), ""), milestone_id=key) for key in wanted)
            anchor = each.anchor and self.anchored(each.anchor, before, phases)
            made.append(replace(each, after=links, anchor=anchor))
        return tuple(made)

    def anchored(self, anchor: DateAnchor, before: list[UUID], phases: list[UUID]) -> DateAnchor | None:
        if anchor.at.startswith("milestone") and not before:
            return None
        milestone = self.rng.choice(before) if anchor.at.startswith("milestone") else None
        day = anchor.day or FIRST
        return replace(anchor, milestone_id=milestone, phase_id=self.rng.choice(phases) if phases else None, day=day)


def _milestone(made: Milestone, maker: _Maker) -> Milestone:
    best, likely, worst = sorted((made.best, made.likely, made.worst))
    first, last = sorted((made.planned_start, made.planned_due))
    done: dict[str, Any] = {"percent": 100, "done_on": maker.day(Day(), "")} if made.status == "done" else {}
    return replace(made, best=best, likely=likely, worst=worst, planned_start=first, planned_due=last, **done)


def _spans(first: str, last: str) -> Callable[[Any, _Maker], Any]:
    def mended(made: Any, _maker: _Maker) -> Any:  # noqa: ANN401
        days = sorted((getattr(made, first), getattr(made, last)))
        return replace(made, **{first: days[0], last: days[1]})

    return mended


def _line(made: BudgetLine, _maker: _Maker) -> BudgetLine:
    first, last = sorted((made.starts, made.ends))
    return replace(made, starts=first, ends=last, growth=made.growth % 100)


def _evidence(made: Evidence, maker: _Maker) -> Evidence:
    is_link = maker.rng.random() < 0.5
    return replace(made, file_name="") if is_link else replace(made, link="", file_name="a.pdf")


def _provenance(made: Provenance, _maker: _Maker) -> Provenance:
    given: dict[str, Any] = {
        "citations": (Citation(source="000", section="Route B", line=1),),
        "formula": "2 × 3",
        "by": "Authors",
        "reason": "Made up",
        "on": FIRST,
    }
    return replace(made, **{name: given[name] for name in made.missing})


def _values(made: ScenarioValues, _maker: _Maker) -> ScenarioValues:
    divisors = ("clients_per_specialist", "span")
    given: dict[str, Any] = {
        name: replace(getattr(made, name), value=getattr(made, name).value + 1) for name in divisors
    }
    for name in ("share_in_work", "share_interested", "coverage"):
        given[name] = replace(getattr(made, name), value=getattr(made, name).value % 100)
    return replace(made, **given)


MENDED: Final[dict[type, Callable[[Any, _Maker], Any]]] = {
    Milestone: _milestone,
    Phase: _spans("starts", "ends"),
    BudgetLine: _line,
    Commitment: _spans("starts", "ends"),
    BaselineMilestone: _spans("start", "due"),
    Evidence: _evidence,
    Provenance: _provenance,
    ScenarioValues: _values,
}
MAKERS: Final[dict[type, Callable[..., Any]]] = {
    Text: _Maker.text,
    Choice: lambda maker, kind, _name: maker.rng.choice(kind.known),
    Whole: _Maker.whole,
    Truth: lambda maker, _kind, _name: maker.rng.random() < 0.5,
    Exact: _Maker.exact,
    Day: _Maker.day,
    Instant: _Maker.instant,
    Id: _Maker.id,
    Maybe: _Maker.maybe,
    ListOf: _Maker.several,
    Counts: _Maker.counts,
    Record: _Maker.record,
}
