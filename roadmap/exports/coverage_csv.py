"""The coverage of a plan as CSV: each quarter and cost category, with committed money alone and with probable money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from roadmap.domain.coverage import Coverage, cover
from roadmap.domain.csv_writing import MEDIA_TYPE, Cell, Number, csv_file
from roadmap.domain.exports import Export, ExportSubject
from roadmap.domain.money import digits
from roadmap.i18n import Language

COUNTED: Final = {False: "committed", True: "probable"}
"""Which money counts, as the address of the page says it too."""


def coverage(subject: ExportSubject, words: Language) -> Export:
    """Need, cover and gap; needs budget, sources and commitments. Raises ``RuleBrokenError`` beyond counting."""
    _ = words.gettext
    heads = (
        _("Money that counts"), _("Quarter from"), _("Category key"), _("Cost category"), _("Need"), _("Committed"),
        _("Probable"), _("Gap"), _("Currency"), _("Ground"), _("Formula"),
    )  # fmt: skip
    rows = [row for each in COUNTED for row in _rows(subject, words, with_probable=each)]
    return Export(body=csv_file(heads, rows), media_type=MEDIA_TYPE, file_name=subject.file_name("coverage", "csv"))


def _rows(subject: ExportSubject, words: Language, *, with_probable: bool) -> Iterator[tuple[Cell, ...]]:
    found = cover(subject.plan, subject.playbook, with_probable=with_probable)
    titles = {each.key: words.text(each.title) for each in subject.playbook.cost_categories}
    formula = words.gettext("Gap = need − committed − probable; amounts shared out by restrictions and periods.")
    for (quarter, key), amounts in found.cells.items():
        yield (
            COUNTED[with_probable], quarter, key, titles.get(key, key), _digits(found, amounts.need),
            _digits(found, amounts.committed), _digits(found, amounts.probable), _digits(found, amounts.gap),
            found.currency, "derived", formula,
        )  # fmt: skip


def _digits(found: Coverage, amount: Decimal) -> Number:
    return Number(digits(amount, found.currency))
