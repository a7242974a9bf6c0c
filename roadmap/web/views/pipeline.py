"""The pipeline of a plan's funding as a board: every amount at its stage, the stages with their sums, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from roadmap.domain.funding import FIRM, STAGES, Commitment, by_stage, in_all
from roadmap.domain.terms import Stage
from roadmap.web.forms.funding import COMMITMENT_STAGE, source_title
from roadmap.web.views.amounts import amount_or_dash
from roadmap.web.views.coming_dates import away
from roadmap.web.views.frame import Link, Provenanced
from roadmap.web.views.parts import address_of
from roadmap.web.views.plan_frame import PlanPage
from roadmap.web.views.words import stage_word


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveView:
    """The way from a card to the form of its stage: every other stage by key and word, the next one first."""

    action: str
    field_id: str
    stages: tuple[tuple[Stage, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CardView:
    """An amount on the board; ``id`` is its place there. ``move`` is for who may change the plan.

    ``decides`` is by when its payer is to be asked or decides, ``due`` how far that is from today; both are empty for
    money that is firm. ``late`` says how late it will likely come, ``since`` how long it has stood at its stage.
    """

    id: str
    amount: str
    href: str
    prov: Provenanced
    source: Link
    chance: str
    period: str
    decides: str
    due: str
    is_overdue: bool
    late: str
    since: str
    move: MoveView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnView:
    """A stage with its cards and their sum."""

    key: Stage
    title: str
    total: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class HalfView:
    """The stages before money is firm, or from then on, with their sum. ``look`` is how its mark is drawn."""

    look: Literal["probable", "committed"]
    title: str
    total: str
    columns: tuple[ColumnView, ...]


def pipeline(page: PlanPage, since: Mapping[UUID, datetime]) -> tuple[HalfView, ...]:
    """The board of a plan loaded with sources and commitments; ``since`` when each came to its stage, where known."""
    _ = page.words.gettext
    held = by_stage(page.plan.commitments)
    probable = tuple(stage for stage in STAGES if stage not in FIRM)
    firm = tuple(stage for stage in STAGES if stage in FIRM)
    return (
        _half(page, "probable", _("Probable"), {stage: held[stage] for stage in probable}, since),
        _half(page, "committed", _("Firm"), {stage: held[stage] for stage in firm}, since),
    )


def _half(
    page: PlanPage,
    look: Literal["probable", "committed"],
    title: str,
    held: Mapping[Stage, tuple[Commitment, ...]],
    since: Mapping[UUID, datetime],
) -> HalfView:
    columns = tuple(
        ColumnView(
            key=stage,
            title=stage_word(page.words, stage),
            total=amount_or_dash(page, in_all(found)),
            cards=tuple(_card(page, each, since.get(each.id)) for each in found),
        )
        for stage, found in held.items()
    )
    return HalfView(look=look, title=title, total=amount_or_dash(page, _all(held.values())), columns=columns)


def _all(held: Iterable[tuple[Commitment, ...]]) -> Decimal:
    return in_all(each for found in held for each in found)


def _card(page: PlanPage, held: Commitment, since: datetime | None) -> CardView:
    _, words = page.words.gettext, page.words
    day = None if held.is_firm else held.decides_on
    return CardView(
        id=f"{COMMITMENT_STAGE.anchor}{held.id}",
        amount=amount_or_dash(page, held.amount),
        href=commitment_href(page, held),
        prov=page.notes.mark(held.basis),
        source=Link(label=source_title(page, held.source_id), href=f"#source-{held.source_id}"),
        chance=chance_said(page, held),
        period=period_said(page, held),
        decides=decides_said(page, held),
        due=away(page, day) if day else "",
        is_overdue=day is not None and day < page.today,
        late=late_said(page, held),
        since=_("Here since %(day)s") % {"day": words.date(since.date())} if since else "",
        move=_move(page, held) if page.may_manage else None,
    )


def _move(page: PlanPage, held: Commitment) -> MoveView:
    # The next stage first: an amount mostly goes there, and the first is sent by who presses the button at once.
    place = STAGES.index(held.stage)
    return MoveView(
        action=address_of(page, COMMITMENT_STAGE, held.id, "edit"),
        field_id=f"move-{held.id}",
        stages=tuple(
            (stage, stage_word(page.words, stage)) for stage in (*STAGES[place + 1 :], *reversed(STAGES[:place]))
        ),
    )


def commitment_href(page: PlanPage, held: Commitment) -> str:
    """The page of an amount."""
    return f"{page.address}/commitments/{held.id}"


def chance_said(page: PlanPage, held: Commitment) -> str:
    """How likely an amount is to come; nothing for what is firm."""
    if held.is_firm:
        return ""
    return page.words.gettext("%(chance)s likely") % {"chance": page.words.percent_of_hundred(held.probability)}


def period_said(page: PlanPage, held: Commitment) -> str:
    """From when to when an amount is there, as agreed."""
    return f"{page.words.date(held.starts)} – {page.words.date(held.ends)}"


def decides_said(page: PlanPage, held: Commitment) -> str:
    """By when it is asked for or decided; nothing for what is firm."""
    if held.is_firm or held.decides_on is None:
        return ""
    return page.words.gettext("By %(day)s") % {"day": page.words.date(held.decides_on)}


def late_said(page: PlanPage, held: Commitment) -> str:
    """By how much later it will likely come; nothing where it will not."""
    if not held.delay:
        return ""
    text = page.words.ngettext("Likely %(count)s month late", "Likely %(count)s months late", held.delay)
    return text % {"count": page.words.number(held.delay)}
