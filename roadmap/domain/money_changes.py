"""What of a comparison is money: the budget in all, by cost category and by line, and what payers promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from roadmap.domain.budgets import BudgetLine, total
from roadmap.domain.comparisons import Comparison, ItemDifference, Touch, merged

Level = Literal["total", "category", "line", "commitment"]
HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class AmountChange:
    """An amount before and after, in the plan's currency. ``key`` is a category's, ``title`` a line's or a payer's."""

    level: Level
    key: str = ""
    title: str = ""
    before: Decimal
    after: Decimal
    by: tuple[Touch, ...] = ()

    @property
    def difference(self) -> Decimal:
        """How much more it is, negative for less."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of what it was; nothing for what was nothing."""
        return self.difference * HUNDRED / self.before if self.before else None

    def exceeds(self, percent: Decimal | int) -> bool:
        """Whether it changed by more than so many percent; from nothing to something always does."""
        return self.difference != 0 if self.percent is None else abs(self.percent) > percent


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyChanges:
    """What changed in money; amounts that are the same are left out, but for the total."""

    total: AmountChange
    categories: tuple[AmountChange, ...]
    lines: tuple[AmountChange, ...]
    commitments: tuple[AmountChange, ...]

    @property
    def is_any(self) -> bool:
        """Whether any amount changed."""
        return bool(self.categories or self.lines or self.commitments)


def money_changes(comparison: Comparison) -> MoneyChanges:
    """The amounts that differ, the largest difference first."""
    currency = comparison.after.currency
    touched = {each.id: each for each in comparison.of("budget-line")}
    lines = _ordered(_line(each, comparison) for each in touched.values())
    return MoneyChanges(
        total=AmountChange(
            level="total",
            before=total(comparison.before.budget, comparison.before.currency),
            after=total(comparison.after.budget, currency),
            by=merged(*(each.by for each in lines)),
        ),
        categories=_categories(comparison, touched.values()),
        lines=lines,
        commitments=_ordered(_commitment(each, comparison) for each in comparison.of("commitment")),
    )


def count_changes(comparison: Comparison, money: MoneyChanges) -> int:
    """How many changes a comparison holds, where the budget of a cost category is one, however many lines it has."""
    lines = len(comparison.of("budget-line"))
    return comparison.count - lines + budget_changes(comparison, money)


def budget_changes(comparison: Comparison, money: MoneyChanges) -> int:
    """How many cost categories cost another amount, and how many lines changed in something else alone."""
    return len(money.categories) + len(comparison.of("budget-line")) - len(money.lines)


def _line(difference: ItemDifference, comparison: Comparison) -> AmountChange:
    before, after = difference.before, difference.after
    return AmountChange(
        level="line",
        key=difference.thing.category,
        title=difference.thing.title,
        before=before.total(comparison.before.currency) if before else Decimal(0),
        after=after.total(comparison.after.currency) if after else Decimal(0),
        by=difference.by,
    )


def _commitment(difference: ItemDifference, comparison: Comparison) -> AmountChange:
    source = difference.thing.source_id
    payers = {each.id: each.title for each in (*comparison.before.sources, *comparison.after.sources)}
    amount = difference.field("amount")
    return AmountChange(
        level="commitment",
        title=payers.get(source, ""),
        before=difference.before.amount if difference.before else Decimal(0),
        after=difference.after.amount if difference.after else Decimal(0),
        by=amount.by if amount else difference.by,
    )


def _categories(comparison: Comparison, touched: Iterable[ItemDifference]) -> tuple[AmountChange, ...]:
    before = _by_category(comparison.before.budget, comparison.before.currency)
    after = _by_category(comparison.after.budget, comparison.after.currency)
    by: dict[str, list[tuple[Touch, ...]]] = defaultdict(list)
    for each in touched:
        for thing in filter(None, (each.before, each.after)):
            by[thing.category].append(each.by)
    return _ordered(
        AmountChange(
            level="category",
            key=key,
            before=before.get(key, Decimal(0)),
            after=after.get(key, Decimal(0)),
            by=merged(*by[key]),
        )
        for key in {**before, **after}
    )


def _by_category(lines: Iterable[BudgetLine], currency: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for each in lines:
        found[each.category] += each.total(currency)
    return dict(found)


def _ordered(changes: Iterable[AmountChange]) -> tuple[AmountChange, ...]:
    real = [each for each in changes if each.difference]
    return tuple(sorted(real, key=lambda each: (-abs(each.difference), each.key, each.title)))
