"""What every file of a playbook holds: keys, and texts for readers, which its catalogues translate."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Key = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
TextOrNothing = Annotated[str, Meta(max_length=2000)]
"""A text that may be left out: a copy of a playbook writes it down empty, and must be read again."""
