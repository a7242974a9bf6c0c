"""What a playbook and its sample plans say, for translators: gettext catalogues beside the files, in ``texts/``.

The English text itself is the message id, so that a changed text asks to be translated anew and an untranslated one is
shown as it is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from roadmap.domain.playbook_texts import Text, TextOrNothing
from roadmap.domain.provenance import Source
from roadmap.playbook_files.loading import folders, load_playbook, samples_in
from roadmap.playbook_files.problems import PlaybookFileError, Problem

FOLDER = "texts"
WIDTH = 100
UNSTEADY = (b'"POT-', b'"PO-', b'"Report-', b'"Last-', b'"Language-Team', b'"Generated-')
"""Header lines that hold no more than the history of the file does, and would change it with every run."""
WORDS = frozenset({"text", "note", "caveat", "formula", "by", "reason", "evidence_title"})
"""Fields of plain ``str`` that people read; every field of type ``Text`` is one too."""


def playbook_texts(intervention: str) -> list[str]:
    """List every text for readers of a playbook and its sample plans, each once, in the order of the files."""
    return texts_in(folders()[intervention])


@cache
def read_texts(intervention: str, language: str) -> Mapping[str, str]:
    """Read the translations of a playbook's texts, English to the language; empty where there is no catalogue."""
    return MappingProxyType(read_catalogue(folders()[intervention], language))


def read_catalogue(folder: Path, language: str) -> dict[str, str]:
    """Read what a language's catalogue translates; raises ``PlaybookFileError`` for one that cannot be read."""
    file = catalogue_file(folder, language)
    if not file.is_file():
        return {}
    return {str(each.id): str(each.string) for each in _read(file) if each.id and each.string and not each.fuzzy}


def texts_in(folder: Path) -> list[str]:
    """List the texts of the playbook in a folder; raises ``PlaybookFileError``."""
    return list(dict.fromkeys(text for _, text in _placed(folder)))


def missing_in(folder: Path, language: str) -> list[str]:
    """List the texts that a language's catalogue does not translate."""
    done = read_catalogue(folder, language)
    return [text for text in texts_in(folder) if text not in done]


def languages_in(folder: Path) -> list[str]:
    """Name the languages that have a catalogue."""
    return sorted(file.stem for file in (folder / FOLDER).glob("*.po"))


def catalogue_file(folder: Path, language: str) -> Path:
    """Name the catalogue of a language."""
    return folder / FOLDER / f"{language}.po"


def update_catalogue(folder: Path, language: str) -> bool:
    """Bring a language's catalogue to the texts of today, keeping what is translated; tell whether it changed.

    The translation of a text that is no longer used is kept as obsolete, at the end, in case the text returns.
    """
    file = catalogue_file(folder, language)
    old = _read(file) if file.is_file() else _new(folder, language)
    known = {each.id: each for each in [*old.obsolete.values(), *old]}
    catalogue = _new(folder, language)
    for place, text in _placed(folder):
        before = known.pop(text, None) or catalogue.get(text)
        catalogue.add(
            text,
            before.string if before else "",
            flags=before.flags if before else (),
            auto_comments=[place],
            user_comments=before.user_comments if before else (),
        )
    catalogue.obsolete.update({each.id: each for each in known.values() if each.id and each.string})
    return _write(file, catalogue)


def _new(folder: Path, language: str) -> Catalog:
    return Catalog(
        locale=language,
        project=f"roadmap playbook {folder.resolve().name}",
        version="1",
        fuzzy=False,
        header_comment="# The texts of this playbook; `roadmap playbook texts` brings this file to the texts of today.",
    )


def _read(file: Path) -> Catalog:
    """Read a catalogue; raises ``PlaybookFileError`` for one that gettext would not take."""
    try:
        with file.open("rb") as opened:
            return read_po(opened, locale=file.stem, abort_invalid=True)
    except PoFileError as error:
        line = getattr(error, "lineno", 1)
        raise _unreadable(file, line, f"this is no gettext catalogue ({error})") from error
    except (OSError, ValueError) as error:
        raise _unreadable(file, 1, f"the catalogue cannot be read ({error})") from error


def _unreadable(file: Path, line: int, wrong: str) -> PlaybookFileError:
    right = "a catalogue is UTF-8 text as `roadmap playbook texts` writes it"
    return PlaybookFileError([Problem(file=file, line=line, path="", wrong=wrong, right=right)])


def _write(file: Path, catalogue: Catalog) -> bool:
    output = BytesIO()
    write_po(output, catalogue, width=WIDTH, no_location=True, ignore_obsolete=False)
    written = b"".join(line for line in output.getvalue().splitlines(keepends=True) if not line.startswith(UNSTEADY))
    if file.is_file() and file.read_bytes() == written:
        return False
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(written)
    return True


def _placed(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each text with the name of where it stands, such as ``routes/pilot/milestones/local-evidence/title``."""
    playbook = load_playbook(folder)
    for field in dataclasses.fields(playbook):
        if field.name != "routes":
            yield from _said(getattr(playbook, field.name), field.name)
    for route in playbook.routes:
        yield from _said(route, f"routes/{route.key}")
    for sample in samples_in(folder):
        yield from _said(sample, f"samples/{sample.key}")


def _said(value: Any, place: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 (any part of a playbook)
    if isinstance(value, tuple):
        for item in value:
            yield from _said(item, f"{place}/{item.key}" if hasattr(item, "key") else place)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Source):
        for name, is_text in _fields(type(value)):
            part = getattr(value, name)
            if not is_text:
                yield from _said(part, f"{place}/{name}")
            else:
                yield from ((f"{place}/{name}", text) for text in ([part] if isinstance(part, str) else part) if text)


@cache
def _fields(kind: type) -> tuple[tuple[str, bool], ...]:
    """Name a type's fields, and which of them are for readers."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple((field.name, _is_text(field.name, hints[field.name])) for field in dataclasses.fields(kind))


def _is_text(name: str, hint: object) -> bool:
    return hint in {Text, TextOrNothing, tuple[Text, ...]} or (hint is str and name in WORDS)
