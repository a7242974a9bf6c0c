"""Marks for texts that are said elsewhere than where they are written."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for marking a text)
    """Mark a text for extraction; it is translated where it is said."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a text with a plural for extraction."""
    return one, many
