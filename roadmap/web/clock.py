"""The only clock of the web: everything below is told the time."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date, in UTC: a page's day is the same for all its readers."""
    return now().date()
