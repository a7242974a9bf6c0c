"""What is needed by quarter and cost category, and what of it is covered: solid, hatched, or a gap outlined in red."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from roadmap.domain.coverage import Amounts
from roadmap.domain.money import Money
from roadmap.i18n.language import Language
from roadmap.pictures.amounts import LAYERS, Layer, Look, money_said
from roadmap.pictures.coverage_inputs import LOOKS, StripInput, StripLine, total_of
from roadmap.pictures.coverage_narrow import NarrowStrip, narrow_strip
from roadmap.pictures.coverage_wide import THOUSAND, WideStrip, strip_unit, wide_strip
from roadmap.pictures.figures import Frame, framed


@dataclass(frozen=True, kw_only=True, slots=True)
class StripRow:
    """One measure of a category, or of all, in the table: by quarter, and the sum at the end. ``tone`` colours gaps."""

    title: str
    amounts: tuple[str, ...]
    total: str
    is_gap: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StripGroup:
    """A category, or all of them, in the table."""

    title: str
    rows: tuple[StripRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CoveragePicture:
    """Both drawings, the key and the table. ``red`` says of each quarter whether anything in it is uncovered."""

    frame: Frame
    wide: WideStrip
    narrow: NarrowStrip
    parts: tuple[tuple[str, tuple[Layer, ...]], ...]
    quarters: tuple[str, ...]
    red: tuple[bool, ...]
    table: tuple[StripGroup, ...]


def coverage_strip(given: StripInput, language: Language) -> CoveragePicture:
    """The coverage of a plan's need in a language."""
    say = language.gettext
    every = StripLine(title=say("All categories"), cells=tuple(_column(given, at) for at in range(len(given.quarters))))
    lines = (*given.lines, every)
    unit = strip_unit(given, lines, language)
    looks, said = _looks(lines), _alike(lines, given.currency, language)
    titles = {"committed": say("Committed"), "probable": say("Probable"), "open": say("Gap: nobody pays yet")}
    measure = {
        Decimal(1): say("Need in %(currency)s, and how it is covered"),
        THOUSAND: say("Need in thousand %(currency)s, and how it is covered"),
        None: say("How the need in %(currency)s is covered"),
    }[unit] % {"currency": given.currency}
    return CoveragePicture(
        frame=framed(replace(given.figure, measure=measure), _description(given, every, language), language),
        wide=wide_strip(given, lines, unit, language),
        narrow=narrow_strip(given, lines, unit, language),
        parts=tuple((titles[look], LAYERS[look]) for look in looks),
        quarters=tuple(language.quarter(each) for each in given.quarters),
        red=tuple(bool(each.gap) for each in every.cells),
        table=tuple(_group(each, said, language, has_probable="probable" in looks) for each in lines),
    )


def _column(given: StripInput, at: int) -> Amounts:
    return total_of([each.cells[at] for each in given.lines])


def _looks(lines: Sequence[StripLine]) -> tuple[Look, ...]:
    """The looks that are somewhere; what is committed belongs to the key in any case."""
    every = total_of([cell for line in lines for cell in line.cells])
    there = (True, bool(every.probable), bool(every.gap))
    return tuple(look for look, is_there in zip(LOOKS, there, strict=True) if is_there)


def _group(line: StripLine, said: Callable[[Decimal], str], language: Language, *, has_probable: bool) -> StripGroup:
    say = language.gettext
    measures = (
        (say("Need"), "need"),
        (say("Committed"), "committed"),
        *(((say("Probable"), "probable"),) if has_probable else ()),
        (say("Gap"), "gap"),
    )
    return StripGroup(
        title=line.title,
        rows=tuple(
            StripRow(
                title=title,
                amounts=tuple(said(getattr(cell, name)) for cell in line.cells),
                total=said(getattr(total_of(line.cells), name)),
                is_gap=name == "gap",
            )
            for title, name in measures
        ),
    )


def _alike(lines: Iterable[StripLine], currency: str, language: Language) -> Callable[[Decimal], str]:
    """How the table says amounts: all to the smallest unit where any has some of them, nothing a dash."""
    exact = any(
        amount != amount.to_integral_value()
        for line in lines
        for cell in line.cells
        for amount in (cell.need, cell.committed, cell.probable)
    )

    def said(amount: Decimal) -> str:
        return language.money(Money(amount=amount, currency=currency), exact=exact) if amount else "–"

    return said


def _description(given: StripInput, every: StripLine, language: Language) -> str:
    total, count = total_of(every.cells), len(given.quarters)
    red = [language.quarter(each) for each, cell in zip(given.quarters, every.cells, strict=True) if cell.gap]
    sentences = [
        language.ngettext("%(count)s quarter.", "%(count)s quarters.", count) % {"count": language.number(count)},
        language.gettext("%(covered)s of %(need)s is covered.")
        % {
            "covered": money_said(total.covered, given.currency, language),
            "need": money_said(total.need, given.currency, language),
        },
        language.gettext("Gap: %(amount)s, %(when)s.")
        % {"amount": money_said(total.gap, given.currency, language), "when": language.sentence_list(red)}
        if red
        else language.gettext("No quarter has a gap."),
        language.gettext("The table has every amount."),
    ]
    return " ".join(sentences)
