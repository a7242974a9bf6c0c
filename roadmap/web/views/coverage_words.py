"""What a plan's coverage says, in sentences: until when it is covered, what is not, when, and in what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from roadmap.domain.budgets import quarter_of
from roadmap.domain.coverage import Coverage, may_pay
from roadmap.domain.workdays import add_months
from roadmap.i18n import Language
from roadmap.web.views.amounts import amount_said
from roadmap.web.views.plan_frame import PlanPage

MOST_SPANS: Final = 3
MOST_NAMED: Final = 3
NEARLY_ALL: Final = Decimal("0.9")


def coverage_finding(page: PlanPage, found: Coverage) -> str:
    """The finding of a plan with a need: until when it is covered, how much is not, when, and what for."""
    _, words = page.words.gettext, page.words
    red = red_quarters(found)
    if not found.total.need:
        return _("No budget line has been entered yet.")
    if not red:
        return (
            _("Every quarter is covered, by committed and probable money.")
            if found.total.probable
            else _("Every quarter is covered by committed money.")
        )
    told = []
    if red[0] > found.quarters[0]:
        told.append(_("Covered until %(quarter)s.") % {"quarter": words.quarter(add_months(red[0], -3))})
    told.append(
        _("Gap: %(amount)s, %(when)s.")
        % {"amount": amount_said(page, found.total.gap), "when": quarters_said(words, red)}
    )
    told.append(_mostly(page, found))
    return " ".join(told)


def red_quarters(found: Coverage) -> list[date]:
    """The quarters with a gap."""
    return [quarter for quarter, amounts in found.by_quarter.items() if amounts.gap]


def unfunded(words: Language, quarters: Iterable[date], today: date) -> str:
    """Which of the quarters with gaps are not over yet, in a few words; nothing where all of them are."""
    red = [each for each in quarters if each >= quarter_of(today)]
    return words.gettext("Gap from today on: %(when)s") % {"when": quarters_said(words, red)} if red else ""


def quarters_said(words: Language, quarters: Sequence[date]) -> str:
    """Quarters in the order of time, those that follow each other as one span; many spans from first to last."""
    spans: list[tuple[date, date]] = []
    for each in quarters:
        if spans and add_months(spans[-1][1], 3) == each:
            spans[-1] = (spans[-1][0], each)
        else:
            spans.append((each, each))
    if len(spans) > MOST_SPANS:
        said = words.ngettext(
            "%(count)s quarter from %(first)s to %(last)s",
            "%(count)s quarters from %(first)s to %(last)s",
            len(quarters),
        )
        return said % {
            "count": words.number(len(quarters)),
            "first": _quarter(words, quarters[0]),
            "last": _quarter(words, quarters[-1]),
        }
    return words.sentence_list(_span(words, *each) for each in spans)


def _span(words: Language, first: date, last: date) -> str:
    if first == last:
        return _quarter(words, first)
    return words.gettext("%(first)s to %(last)s") % {"first": _quarter(words, first), "last": _quarter(words, last)}


def _quarter(words: Language, day: date) -> str:
    """A quarter whose year stays on its line."""
    return words.quarter(day).replace(" ", "\u00a0")


def _mostly(page: PlanPage, found: Coverage) -> str:
    """What the gap is in: what nobody that counts may pay for where there is such, else the largest parts of it."""
    _ = page.words.gettext
    if len(found.left_out) == len(page.plan.commitments):
        return _("Nothing is committed or probable yet.") if found.with_probable else _("Nothing is committed yet.")
    gaps = {key: amounts.gap for key, amounts in found.by_category.items() if amounts.gap}
    barred = [key for key in gaps if not _has_payer(page, found, key)]
    amount = sum((gaps[key] for key in barred), Decimal(0))
    if amount:
        values = {"amount": amount_said(page, amount), "what": _named(page, barred)}
        if found.with_probable:
            return _("No committed or probable source may pay for %(what)s, %(amount)s of it.") % values
        return _("No committed source may pay for %(what)s, %(amount)s of it.") % values
    named: list[str] = []
    share = Decimal(0)
    for key in sorted(gaps, key=lambda each: -gaps[each])[:MOST_NAMED]:
        if share < NEARLY_ALL:
            named.append(key)
            share += gaps[key] / found.total.gap
    values = {"what": _named(page, named)}
    if len(named) == len(gaps):
        return _("All of it is %(what)s.") % values
    if share >= NEARLY_ALL:
        return _("Nearly all of it is %(what)s.") % values
    return _("The largest parts of it are %(what)s.") % values


def _named(page: PlanPage, categories: Sequence[str]) -> str:
    return page.words.sentence_list(page.words.quoted(page.titles.category(key)) for key in categories)


def _has_payer(page: PlanPage, found: Coverage, category: str) -> bool:
    """Whether money that counts may be spent on a category at all, whenever it comes."""
    left_out = set(found.left_out)
    counted = {each.source_id for each in page.plan.commitments if each.id not in left_out}
    return any(each.id in counted and may_pay(each, category) for each in page.plan.sources)
