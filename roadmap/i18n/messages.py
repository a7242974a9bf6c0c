"""The English sentences behind message keys. Extracted for translation like every other text.

``%(name)s`` placeholders are formatted for the reader's locale before they are put in.
"""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for marking a text)
    """Mark a text for extraction; it is translated where it is said."""
    return text


SENTENCES: dict[str, str] = {
    "status.not-started": N_("Not started"),
    "status.in-progress": N_("In progress"),
    "status.done": N_("Done"),
    "status.blocked": N_("Blocked"),
    "status.dropped": N_("Dropped"),
}

PLURALS: dict[str, tuple[str, str]] = {}
