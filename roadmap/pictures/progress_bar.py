"""Small bars beside a number: the share done against the share due, and money by how certain it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from roadmap.i18n.language import Language
from roadmap.pictures.coordinates import pct


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressBar:
    """Widths in percent, and the words for those who do not see the bar; ``due`` is empty without a baseline."""

    done: str
    due: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FundingBar:
    """Where each part begins and how wide it is, in percent; a part with nothing in it is 0 % wide."""

    committed: str
    probable_x: str
    probable: str
    open_x: str
    open: str
    words: str


def progress_bar(done: Decimal, due: Decimal | None, language: Language) -> ProgressBar:
    """A bar of the share of the work done, from 0 to 1, and of the share that the baseline had due by today."""
    values = {"done": language.percent(done)}
    if due is None:
        return ProgressBar(done=_share(done), due="", words=language.gettext("%(done)s done") % values)
    words = language.gettext("%(done)s done, %(due)s due") % {**values, "due": language.percent(due)}
    return ProgressBar(done=_share(done), due=_share(due), words=words)


def funding_bar(committed: Decimal, probable: Decimal, need: Decimal, language: Language) -> FundingBar:
    """A bar of an amount needed: committed, then probable, then open. Money beyond the need is not drawn."""
    whole = need if need > 0 else Decimal(1)
    first = min(max(committed / whole, Decimal(0)), Decimal(1))
    second = min(max(probable / whole, Decimal(0)), 1 - first)
    rest = 1 - first - second if need > 0 else Decimal(0)
    words = language.gettext("%(committed)s committed, %(probable)s probable, %(open)s without a source") % {
        "committed": language.percent(first),
        "probable": language.percent(second),
        "open": language.percent(rest),
    }
    return FundingBar(
        committed=pct(float(first)),
        probable_x=pct(float(first)),
        probable=pct(float(second)),
        open_x=pct(float(first + second)),
        open=pct(float(rest)),
        words=words,
    )


def _share(share: Decimal) -> str:
    return pct(float(min(max(share, Decimal(0)), Decimal(1))))
