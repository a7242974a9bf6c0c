"""Countries and currencies by name, in the reader's language."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global

from roadmap.domain.workdays import is_country


@cache
def countries(locale: Locale) -> tuple[tuple[str, str], ...]:
    """Every country's code (ISO 3166-1 alpha-2) with its name, by name as the language's readers look for it."""
    names = [(code, name) for code, name in locale.territories.items() if is_country(code)]
    return tuple(sorted(names, key=lambda pair: _plain(pair[1])))


@cache
def currencies(locale: Locale) -> tuple[tuple[str, str], ...]:
    """Every currency in use (ISO 4217) with its name, by code."""
    return tuple((code, str(locale.currencies.get(code, code))) for code in sorted(codes_in_use()))


@cache
def codes_in_use() -> frozenset[str]:
    """The codes of all currencies that are legal tender somewhere today."""
    held = get_global("territory_currencies")
    return frozenset(code for used in held.values() for code, _from, until, is_legal in used if is_legal and not until)


def _plain(name: str) -> str:
    """A name without accents, so that Österreich stands at O."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
