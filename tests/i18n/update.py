"""`make messages`: one language's catalogue brought up to date with the extracted template.

Written here and not by `pybabel update`, which stamps every file with the time and so changes what has not changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from roadmap.i18n.catalogues import LOCALES

UNTOLD = (
    "#, fuzzy",
    '"POT-Creation',
    '"PO-Revision',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid',
    '"Project-Id',
    '"Generated-By',
)
"""Lines of a catalogue's head that say when and by what it was written, which is no news."""


def catalogue_file(code: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALES / code / "LC_MESSAGES" / "roadmap.po"


def update(template: Path, code: str) -> None:
    """Add new messages, take out those that are gone, keep every translation."""
    file = catalogue_file(code)
    with template.open("rb") as source:
        wanted = read_po(source)
    catalogue = Catalog(locale=code)
    if file.exists():
        with file.open("rb") as source:
            catalogue = read_po(source, locale=code)
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    fresh = Catalog(
        locale=code, project="roadmap", header_comment="# The interface's texts. `make messages` updates it."
    )
    for message in catalogue:
        if message.id:
            fresh.add(message.id, message.string, flags=message.flags)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, fresh, width=120, omit_header=False, sort_output=True)
    kept = [line for line in file.read_text().splitlines() if not line.startswith(UNTOLD)]
    file.write_text("\n".join(kept) + "\n")


if __name__ == "__main__":
    update(Path(sys.argv[1]), sys.argv[2])
