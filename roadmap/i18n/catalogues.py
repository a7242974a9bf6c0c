"""Translation catalogues: the interface's, and one a playbook for its texts. Read once, kept, misses counted."""

from __future__ import annotations

import gettext
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"

missing: Counter[str] = Counter()
"""How often each language fell back to English since the process started."""


class Counting(gettext.GNUTranslations):
    """Translations that count what they lack; English, the language of the message ids, lacks nothing."""

    code: str

    def gettext(self, message: str) -> str:
        """The translation, or the English text counted as missing."""
        translated = super().gettext(message)
        if translated == message and message and (message, 0) not in self._known and message not in self._known:
            missing[self.code] += 1
        return translated

    @property
    def _known(self) -> dict[object, str]:
        return self._catalog  # type: ignore[attr-defined, no-any-return]


def read_catalogue(path: Path, code: str) -> gettext.NullTranslations:
    """The catalogue in a ``.po`` file, compiled in memory; an empty one where the file does not exist."""
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    translations = Counting(compiled)
    translations.code = code
    return translations


@cache
def interface(code: str) -> gettext.NullTranslations:
    """The catalogue of the interface's own words in one language."""
    return read_catalogue(LOCALES / code / "LC_MESSAGES" / "roadmap.po", code)


def coverage(code: str) -> tuple[int, int]:
    """How many texts of the interface a language has, and how many there are."""
    with (LOCALES / code / "LC_MESSAGES" / "roadmap.po").open("rb") as file:
        messages = [each for each in read_po(file, locale=code) if each.id]
    have = sum(all(each.string) if isinstance(each.string, tuple) else bool(each.string) for each in messages)
    return have, len(messages)
