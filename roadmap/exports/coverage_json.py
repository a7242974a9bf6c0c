"""The coverage of a plan as JSON: the same document for a file and for `roadmap coverage`. Amounts are exact texts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, Final

from roadmap.domain.coverage import Amounts, Coverage, ExitCost, Payment, Unused, cover, exit_test
from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.money import digits
from roadmap.i18n import Language

MEDIA_TYPE: Final = "application/json"
AMOUNTS: Final = ("need", "committed", "probable", "gap")


def coverage(subject: ExportSubject, words: Language) -> Export:
    """Both ways of counting, with committed money alone and with probable; needs budget, sources and commitments.

    Raises ``RuleBrokenError`` beyond counting.
    """
    exits = exit_test(subject.plan, subject.playbook)
    documents = [
        {
            "plan": subject.plan.slug,
            **coverage_document(cover(subject.plan, subject.playbook, with_probable=each), subject.today, words),
            "exit": [exit_document(cost, subject.plan.currency) for cost in exits],
        }
        for each in (False, True)
    ]
    body = (json.dumps(documents, ensure_ascii=False, indent=1) + "\n").encode()
    return Export(body=body, media_type=MEDIA_TYPE, file_name=subject.file_name("coverage", "json"))


def coverage_document(found: Coverage, today: date, words: Language) -> dict[str, Any]:
    """A coverage in plain values; ``today`` is the day whose quarter and next one are told."""
    now, following = found.gaps_ahead(today)
    return {
        "currency": found.currency,
        "with_probable": found.with_probable,
        "today": today.isoformat(),
        "gap_this_quarter": digits(now, found.currency),
        "gap_next_quarter": digits(following, found.currency),
        "lapsing": digits(found.lapsing, found.currency),
        "total": _amounts(found, found.total),
        "quarters": [{"quarter": str(key), **_amounts(found, each)} for key, each in found.by_quarter.items()],
        "categories": [{"category": key, **_amounts(found, each)} for key, each in found.by_category.items()],
        "cells": [
            {"quarter": str(quarter), "category": category, **_amounts(found, each)}
            for (quarter, category), each in found.cells.items()
        ],
        "sources": [
            {
                "source": str(key),
                "committed": digits(each.committed, found.currency),
                "probable": digits(each.probable, found.currency),
                "unused": digits(each.unused, found.currency),
            }
            for key, each in found.by_source.items()
        ],
        "payments": [_payment(found, each) for each in found.payments],
        "unused": [_unused(found, each, words) for each in found.unused],
        "left_out": [str(each) for each in found.left_out],
    }


def _amounts(found: Coverage, amounts: Amounts) -> dict[str, str]:
    values: dict[str, Decimal] = {name: getattr(amounts, name) for name in AMOUNTS}
    return {name: digits(amount, found.currency) for name, amount in values.items()}


def _payment(found: Coverage, each: Payment) -> dict[str, Any]:
    return {
        "commitment": str(each.commitment_id),
        "source": str(each.source_id),
        "quarter": each.quarter.isoformat(),
        "category": each.category,
        "service": str(each.service_id) if each.service_id else None,
        "amount": digits(each.amount, found.currency),
        "is_firm": each.is_firm,
    }


def _unused(found: Coverage, each: Unused, words: Language) -> dict[str, Any]:
    return {
        "commitment": str(each.commitment_id),
        "source": str(each.source_id),
        "amount": digits(each.amount, found.currency),
        "ends": each.ends.isoformat(),
        "is_firm": each.is_firm,
        "why": words.say(each.why),
    }


def exit_document(each: ExitCost, currency: str) -> dict[str, Any]:
    """A cost that runs on after the plan's end, in plain values."""
    return {
        "category": each.category,
        "a_month": digits(each.month, currency),
        "a_year": digits(each.year, currency),
        "state": each.state,
        "firm": [str(source.id) for source in each.firm],
        "probable": [str(source.id) for source in each.probable],
        "may_pay": [str(source.id) for source in each.able],
    }
