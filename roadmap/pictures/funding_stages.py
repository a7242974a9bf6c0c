"""Sources of money and how far each has come, from identified to received. A table that draws; it needs no twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.domain.funding import STAGES
from roadmap.domain.money import Money
from roadmap.domain.terms import Stage
from roadmap.i18n.language import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class StagedSource:
    """A source at its stage. ``amount`` is ``None`` before any is known, and so is ``probability``, a percentage.

    ``kind``, ``when``, ``may_pay`` and ``may_not_pay`` are texts that stand as they are; each may be empty.
    """

    title: str
    href: str
    stage: Stage
    amount: Money | None
    probability: int | None
    kind: str = ""
    when: str = ""
    may_pay: str = ""
    may_not_pay: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class StageCell:
    """A stage of one source: the track before and after it, the dot on it, and its word where the source stands.

    ``dot`` is the radius, 0 for a stage still ahead. ``before`` and ``after`` are the classes of the two half lines,
    empty at the ends of the track.
    """

    before: str
    after: str
    dot: str
    word: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StageRow:
    """A source; ``stage`` is told in words with its place among all."""

    title: str
    href: str
    kind: str
    amount: str
    when: str
    cells: tuple[StageCell, ...]
    stage: str
    chance: str
    may_pay: str
    may_not_pay: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StagesPicture:
    """The stages' names and the sources, in the order given; ``has_limits`` when any says what it may pay."""

    stages: tuple[str, ...]
    has_limits: bool
    rows: tuple[StageRow, ...]


def funding_stages(sources: tuple[StagedSource, ...], language: Language) -> StagesPicture:
    """The funding pipeline of a plan in a language."""
    words = stage_words(language)
    return StagesPicture(
        stages=tuple(words[stage] for stage in STAGES),
        has_limits=any(source.may_pay or source.may_not_pay for source in sources),
        rows=tuple(_row(source, words, language) for source in sources),
    )


def stage_words(language: Language) -> Mapping[Stage, str]:
    """The stages in words."""
    say = language.gettext
    return {
        "identified": say("Identified"),
        "in-talks": say("In talks"),
        "applied": say("Applied"),
        "committed": say("Committed"),
        "contracted": say("Contracted"),
        "received": say("Received"),
    }


def _row(source: StagedSource, words: Mapping[Stage, str], language: Language) -> StageRow:
    place = STAGES.index(source.stage)
    said = {"stage": words[source.stage], "place": place + 1, "all": len(STAGES)}
    return StageRow(
        title=source.title,
        href=source.href,
        kind=source.kind,
        amount=language.money(source.amount) if source.amount else language.gettext("no amount yet"),
        when=source.when,
        cells=tuple(_cell(index, place, words) for index in range(len(STAGES))),
        stage=language.gettext("%(stage)s, %(place)s of %(all)s") % said,
        chance=language.percent_of_hundred(source.probability) if source.probability is not None else "–",
        may_pay=source.may_pay or language.gettext("not known"),
        may_not_pay=source.may_not_pay,
    )


def _cell(index: int, place: int, words: Mapping[Stage, str]) -> StageCell:
    last = len(STAGES) - 1
    return StageCell(
        before="" if index == 0 else "s-ink" if index <= place else "g-rule",
        after="" if index == last else "s-ink" if index < place else "g-rule",
        dot="2.5" if index < place else "6" if index == place else "",
        word=words[STAGES[index]] if index == place else "",
    )
