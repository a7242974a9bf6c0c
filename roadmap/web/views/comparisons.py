"""Two states of a plan compared: what was found in a sentence, a picture, and a table for each sort of change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import msgspec

from roadmap.domain.comparisons import Comparison, FieldDifference, ItemDifference
from roadmap.domain.money import Money
from roadmap.domain.money_changes import AmountChange, MoneyChanges, money_changes
from roadmap.domain.planned_changes import DATES, Moved, moved, planned, reported
from roadmap.domain.provenance import Provenance
from roadmap.domain.workdays import working_calendar
from roadmap.pictures.timeline import TimelinePicture
from roadmap.services.comparisons import Compared
from roadmap.web.forms.funding import source_title
from roadmap.web.views.changes import kind_words
from roadmap.web.views.comparison_pictures import comparison_picture
from roadmap.web.views.comparison_words import (
    amount_words,
    by_words,
    dates_finding,
    days_words,
    finding,
    point_words,
    why_words,
)
from roadmap.web.views.field_words import FieldWords
from roadmap.web.views.frame import Provenanced, ProvenanceNote
from roadmap.web.views.plan_frame import PlanPage

MONEY_FIELDS: Final = frozenset({"quantity", "unit_cost", "amount", "recurrence"})
"""What the table of money tells already."""
NOUNS_APART: Final = frozenset({"risk"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DifferenceRow:
    """A line of a table: something before and after. ``kind`` is a shape beside ``change``, or nothing."""

    title: str
    sub: str
    href: str
    before: str
    after: str
    change: str
    kind: str
    who: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonView:
    """The page, ready to print. ``first`` and ``second`` name the two states in the heads of the tables."""

    finding: str
    first: str
    second: str
    is_empty: bool
    picture: TimelinePicture | None
    dates_prov: Provenanced
    moved: tuple[DifferenceRow, ...]
    added: tuple[DifferenceRow, ...]
    deleted: tuple[DifferenceRow, ...]
    money: tuple[DifferenceRow, ...]
    money_prov: Provenanced
    tolerance: str
    risks: tuple[DifferenceRow, ...]
    others: tuple[DifferenceRow, ...]
    reported: tuple[DifferenceRow, ...]
    notes: tuple[ProvenanceNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _States:
    """The page with the words of either state, so that what only one of them holds is called by its title too."""

    page: PlanPage
    before: FieldWords
    after: FieldWords

    def title(self, each: ItemDifference) -> str:
        """What a thing is called; an amount of money by who pays it."""
        held, kind = self.after.page, kind_words(self.page.words).get(each.noun, each.noun)
        if each.noun == "commitment":
            return source_title(held, each.thing.source_id) or kind
        return self.page.words.text(getattr(each.thing, "title", "")) or kind


def comparison_view(page: PlanPage, found: Compared, tolerance: Decimal) -> ComparisonView:
    """A comparison as a page; amounts that changed by more than ``tolerance`` percent of a category are marked."""
    _, plan = page.words.gettext, page.plan
    changed = planned(found.comparison)
    money = money_changes(changed)
    moves = moved(changed, working_calendar(plan.country, plan.subdivision))
    dates = page.notes.mark(Provenance(kind="derived", formula=_("The plan’s log, undone back to either point.")))
    both = (found.comparison.before, found.comparison.after)
    states = _States(page=page, before=FieldWords(page, both), after=FieldWords(page, both[::-1]))
    sums = page.notes.mark(Provenance(kind="derived", formula=_("The sum of all budget lines at either point.")))
    return ComparisonView(
        finding=finding(page, found, changed, money, len(moves)),
        first=point_words(page, found.first),
        second=point_words(page, found.second),
        is_empty=not changed.count,
        picture=comparison_picture(page, found, dates_finding(page, changed, len(moves))) if changed.count else None,
        dates_prov=dates,
        moved=tuple(_moved(page, each) for each in moves),
        added=tuple(_item(states, each) for each in changed.items if each.sort == "added"),
        deleted=tuple(_item(states, each) for each in changed.items if each.sort == "deleted"),
        money=tuple(_money(page, money, tolerance)),
        money_prov=sums,
        tolerance=page.words.number(tolerance),
        risks=tuple(row for each in changed.of("risk", "changed") for row in _changed(states, each)),
        others=tuple(_others(states, changed)),
        reported=tuple(_reported(states, reported(found.comparison))),
        notes=page.notes.notes(),
    )


def _moved(page: PlanPage, each: Moved) -> DifferenceRow:
    words = page.words
    is_start = each.days == 0
    before, after = (
        words.date(milestone.planned_start if is_start else milestone.planned_due)
        for milestone in (each.before, each.after)
    )
    return DifferenceRow(
        title=words.text(each.after.title),
        sub=words.gettext("Pinned: %(why)s") % {"why": words.text(each.after.pin.reason)}
        if each.after.pin and each.after.pin.reason
        else "",
        href=_href(page, "milestone", each.after.id),
        before=before,
        after=after,
        change=days_words(page, each.days, each.working_days),
        kind="bad" if each.days > 0 and (each.before.pin or each.after.pin) else "",
        who=by_words(page, each.by),
        why=why_words(page, each.by),
    )


def _item(states: _States, each: ItemDifference) -> DifferenceRow:
    page, thing = states.page, each.thing
    day = getattr(thing, "planned_due", None) or getattr(thing, "opens", None) or getattr(thing, "starts", None)
    return DifferenceRow(
        title=states.title(each),
        sub=_kind(page, each.noun),
        href=_href(page, each.noun, each.id),
        before=page.words.date(day) if day else "–",
        after="",
        change="",
        kind="",
        who=by_words(page, each.by),
        why=why_words(page, each.by),
    )


def _money(page: PlanPage, money: MoneyChanges, tolerance: Decimal) -> Iterable[DifferenceRow]:
    _, words = page.words.gettext, page.words
    if not money.is_any:
        return
    kinds = {"total": _("Budget in all"), "category": _("Cost category"), "line": _("Budget line")}
    for each in (money.total, *money.categories, *money.lines, *money.commitments):
        yield DifferenceRow(
            title=_amount_title(page, each),
            sub=kinds.get(each.level, _("Commitment")) if each.level != "total" else "",
            href="",
            before=words.money(Money(amount=each.before, currency=page.plan.currency)),
            after=words.money(Money(amount=each.after, currency=page.plan.currency)),
            change=amount_words(page, each),
            kind="bad" if each.level == "category" and each.exceeds(tolerance) else "",
            who=by_words(page, each.by) if each.by else "",
            why=why_words(page, each.by) if each.by else "",
        )


def _amount_title(page: PlanPage, each: AmountChange) -> str:
    if each.level == "total":
        return page.words.gettext("Budget in all")
    return page.titles.category(each.key) if each.level == "category" else page.words.text(each.title)


def _others(states: _States, changed: Comparison) -> Iterable[DifferenceRow]:
    """What no other table tells: fields of the plan itself, and of things that changed."""
    for field in changed.head:
        yield _field(states, "plan", field, states.page.plan.title, "")
    for each in changed.items:
        if each.sort == "changed" and each.noun not in NOUNS_APART:
            told = {*DATES} if each.noun == "milestone" else MONEY_FIELDS
            yield from _changed(states, each, frozenset(told))


def _reported(states: _States, found: Comparison) -> Iterable[DifferenceRow]:
    for field in found.head:
        yield _field(states, "plan", field, states.page.plan.title, "")
    for each in found.items:
        if each.sort == "changed":
            yield from _changed(states, each)


def _changed(states: _States, each: ItemDifference, told: frozenset[str] = frozenset()) -> Iterable[DifferenceRow]:
    title, href = states.title(each), _href(states.page, each.noun, each.id)
    for field in each.fields:
        if field.field not in told:
            yield _field(states, each.noun, field, title, href)


def _field(states: _States, noun: str, field: FieldDifference, title: str, href: str) -> DifferenceRow:
    page = states.page
    return DifferenceRow(
        title=title,
        sub=states.after.label(noun, field.field),
        href=href,
        before=states.before.said(noun, field.field, _plain(field.before)) or "–",
        after=states.after.said(noun, field.field, _plain(field.after)) or "–",
        change="",
        kind="",
        who=by_words(page, field.by),
        why=why_words(page, field.by),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a field holds)
    return msgspec.to_builtins(value)


def _kind(page: PlanPage, noun: str) -> str:
    return kind_words(page.words).get(noun, noun)


def _href(page: PlanPage, noun: str, key: object) -> str:
    """The page of a thing that is still there."""
    if noun == "milestone" and any(each.id == key for each in page.plan.milestones):
        return f"{page.address}/milestones/{key}"
    return ""
