"""Stakeholders by interest and influence, with their stance and whether another one is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.domain.terms import Stance
from roadmap.i18n.language import Language
from roadmap.pictures.cells import CELL, GUTTER, LEVELS, Grid, Spot, spread
from roadmap.pictures.coordinates import pct, px
from roadmap.pictures.figures import Figure, Frame, framed
from roadmap.pictures.grid_labels import Label, Named, labels

HIGH_FROM = 3
"""From this level on influence and interest count as high."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridStakeholder:
    """A stakeholder; ``interest`` and ``influence`` run from 1 to 5. ``number`` is its number in the list."""

    number: int
    name: str
    href: str
    interest: int
    influence: int
    stance: Stance
    wanted: Stance


@dataclass(frozen=True, kw_only=True, slots=True)
class InfluenceInput:
    """Stakeholders in the order of their numbers."""

    figure: Figure
    stakeholders: tuple[GridStakeholder, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GridMark:
    """A mark: ``stance`` is its shape; ``wanted`` that of the stance that is wanted, empty when this one may stay."""

    x: str
    y: str
    number: str
    stance: str
    wanted: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GridTick:
    """A level on an axis."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StakeholderRow:
    """A stakeholder in the table; ``wanted`` is empty when the stance may stay.

    One that ``is_named`` has its name in the wide drawing.
    """

    number: str
    name: str
    href: str
    influence: str
    interest: str
    stance: str
    wanted: str
    place: str
    is_named: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class InfluencePicture:
    """The grid, drawn with numbers, and in the wide drawing with the names that have room."""

    frame: Frame
    height: str
    bottom: str
    left: str
    split_x: str
    split_width: str
    split_y: str
    split_top: str
    split_height: str
    low_y: str
    interest_y: str
    ticks_x: tuple[GridTick, ...]
    ticks_y: tuple[GridTick, ...]
    marks: tuple[GridMark, ...]
    labels: tuple[Label, ...]
    stances: tuple[tuple[str, str], ...]
    has_moves: bool
    is_all_named: bool
    table: tuple[StakeholderRow, ...]


def influence_grid(given: InfluenceInput, language: Language) -> InfluencePicture:
    """The grid of a plan's stakeholders in a language."""
    people = given.stakeholders
    grid, spots = spread([(each.number, each.interest, each.influence) for each in people])
    ordered = [spots[each.number] for each in people]
    named = labels(
        [
            Named(name=each.name, spot=spot, has_arrow=each.stance != each.wanted)
            for each, spot in zip(people, ordered, strict=True)
        ],
        _corners(grid, language),
    )
    return InfluencePicture(
        frame=framed(given.figure, _description(people, language), language),
        height=str(grid.height),
        bottom=str(grid.bottom),
        left=pct(GUTTER),
        split_x=pct(grid.left(HIGH_FROM)),
        split_width=pct(1 - grid.left(HIGH_FROM)),
        split_y=str(grid.top(HIGH_FROM - 1)),
        split_top=str(grid.top(LEVELS)),
        split_height=str(grid.top(HIGH_FROM - 1) - grid.top(LEVELS)),
        low_y=str(grid.bottom - 7),
        interest_y=str(grid.bottom + 36),
        ticks_x=tuple(_tick_x(grid, level) for level in range(1, LEVELS + 1)),
        ticks_y=tuple(_tick_y(grid, level) for level in range(1, LEVELS + 1)),
        marks=tuple(_mark(each, spot) for each, spot in zip(people, ordered, strict=True)),
        labels=tuple(each for each in named if each),
        stances=_stances(people, language),
        has_moves=any(each.stance != each.wanted for each in people),
        is_all_named=all(named),
        table=tuple(_row(each, label is not None, language) for each, label in zip(people, named, strict=True)),
    )


def stance_word(stance: Stance, language: Language) -> str:
    """A stance in words."""
    say = language.gettext
    match stance:
        case "opposes":
            return say("opposes")
        case "sceptical":
            return say("sceptical")
        case "neutral":
            return say("neutral")
        case "supports":
            return say("supports")
    return say("champions")


def place_word(interest: int, influence: int, language: Language) -> str:
    """What the place on the grid asks for: manage closely, keep satisfied, keep informed or monitor."""
    say = language.gettext
    if influence >= HIGH_FROM:
        return say("manage closely") if interest >= HIGH_FROM else say("keep satisfied")
    return say("keep informed") if interest >= HIGH_FROM else say("monitor")


def _corners(grid: Grid, language: Language) -> tuple[tuple[str, float, bool], ...]:
    """The words in the corners with their line, and whether they stand at the right edge."""
    high, low = grid.top(LEVELS) + 14.0, grid.bottom - 7.0
    return (
        (place_word(1, LEVELS, language), high, False),
        (place_word(LEVELS, LEVELS, language), high, True),
        (place_word(1, 1, language), low, False),
        (place_word(LEVELS, 1, language), low, True),
    )


def _tick_x(grid: Grid, level: int) -> GridTick:
    return GridTick(x=pct(grid.left(level) + CELL / 2), y=str(grid.bottom + 17), text=str(level))


def _tick_y(grid: Grid, level: int) -> GridTick:
    return GridTick(x=pct(GUTTER), y=px(grid.middle(level) + 4), text=str(level))


def _mark(person: GridStakeholder, spot: Spot) -> GridMark:
    return GridMark(
        x=pct(spot.x),
        y=px(spot.y),
        number=str(person.number),
        stance=person.stance,
        wanted="" if person.stance == person.wanted else person.wanted,
    )


def _stances(people: tuple[GridStakeholder, ...], language: Language) -> tuple[tuple[str, str], ...]:
    """The stances that occur or are wanted, each with its word, from the best to the worst."""
    order: tuple[Stance, ...] = ("champions", "supports", "neutral", "sceptical", "opposes")
    held = {stance for each in people for stance in (each.stance, each.wanted)}
    return tuple((stance, stance_word(stance, language)) for stance in order if stance in held)


def _row(person: GridStakeholder, is_named: bool, language: Language) -> StakeholderRow:  # noqa: FBT001 (of its row)
    return StakeholderRow(
        number=str(person.number),
        name=person.name,
        href=person.href,
        influence=str(person.influence),
        interest=str(person.interest),
        stance=stance_word(person.stance, language),
        wanted="" if person.stance == person.wanted else stance_word(person.wanted, language),
        place=place_word(person.interest, person.influence, language),
        is_named=is_named,
    )


def _description(people: tuple[GridStakeholder, ...], language: Language) -> str:
    count, moved = len(people), sum(1 for each in people if each.stance != each.wanted)
    close = sum(1 for each in people if min(each.interest, each.influence) >= HIGH_FROM)
    sentences = (
        language.ngettext(
            "%(count)s stakeholder by interest across and influence upwards, from 1 to 5.",
            "%(count)s stakeholders by interest across and influence upwards, from 1 to 5.",
            count,
        )
        % {"count": count},
        language.ngettext("%(count)s is high on both.", "%(count)s are high on both.", close) % {"count": close},
        language.ngettext("Of %(count)s another stance is wanted.", "Of %(count)s another stance is wanted.", moved)
        % {"count": moved},
        language.gettext("The table has every value."),
    )
    return " ".join(sentences)
