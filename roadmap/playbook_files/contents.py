"""A playbook's folder as it is read for checking: every file's data with its lines, and what could not be read."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap.playbook_files.layout import ROUTE, SAMPLE, SINGLE, FileKind, expected_files, single_file
from roadmap.playbook_files.problems import Place, PlaybookFileError, Problem
from roadmap.playbook_files.yaml_text import Listing, Table, line_of, read_yaml

LISTED = 12
"""How many names are listed when none is near."""
CODE = 3
"""Up to this length a word is a code."""
MAY_BE_ABSENT = ("modules",)


@dataclass(frozen=True, kw_only=True, eq=False)
class Document:
    """One file that could be read."""

    file: Path
    kind: FileKind
    data: Any

    def problem(self, place: Place, wrong: str, right: str) -> Problem:
        """Say what is wrong at a place of this file."""
        path = named(self.data, place)
        return Problem(file=self.file, line=line_of(self.data, place), path=path, wrong=wrong, right=right)

    def values(self, pattern: str) -> Iterator[tuple[Place, Any]]:
        """Find what stands at a pattern such as ``milestones[].after[].key``; what is not there is passed over."""
        found: list[tuple[Place, Any]] = [((), self.data)]
        for step in pattern.replace("[]", ".[]").strip(".").split("."):
            found = [each for place, value in found for each in _step(place, value, step)]
        yield from found

    def words(self, pattern: str) -> list[str]:
        """List the texts at a pattern."""
        return [value for _, value in self.values(pattern) if isinstance(value, str)]

    def names(self, pattern: str) -> set[str] | None:
        """Collect the keys at a pattern such as ``phases[].key``; nothing when its list is missing or none."""
        field, is_list, _ = pattern.partition("[]")
        listed = [value for _, value in self.values(field)] if field else [self.data]
        if is_list and field not in MAY_BE_ABSENT and not listed:
            return None
        return None if is_list and listed and not isinstance(listed[0], Listing) else set(self.words(pattern))


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a playbook's folder holds, and the problems met while reading it."""

    folder: Path
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]

    def of(self, kind: FileKind) -> list[Document]:
        """List the documents of a kind."""
        return [each for each in self.documents if each.kind is kind]

    def words(self, kind: FileKind, pattern: str) -> set[str] | None:
        """Collect the keys at a pattern in all files of a kind; nothing when one of them could not be read."""
        if {problem.file for problem in self.problems} & {
            file for file, each in expected_files(self.folder) if each is kind
        }:
            return None
        return united(each.names(pattern) for each in self.of(kind))


def read_folder(folder: Path) -> Contents:
    """Read every file of a playbook's folder."""
    documents, problems = [], list(_strangers(folder))
    for file, kind in expected_files(folder):
        try:
            documents.append(Document(file=file, kind=kind, data=read_yaml(file)))
        except PlaybookFileError as error:
            problems += error.problems
    return Contents(folder=folder, documents=tuple(documents), problems=tuple(problems))


def united(sets: Iterable[set[str] | None]) -> set[str] | None:
    """Unite what is known; nothing when any part of it is not known, so that nobody is blamed for another's fault."""
    known: set[str] = set()
    for each in sets:
        if each is None:
            return None
        known |= each
    return known


def nearest(word: str, known: Iterable[str]) -> str:
    """Say what may have been meant."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    # Codes of a few signs are all near each other: where they can be listed, that says more.
    if near and (len(word) > CODE or len(names) > LISTED):
        return f"did you mean {near[0]!r}?"
    if not names:
        return "there is none to name here"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return f"known: {', '.join(names[:LISTED])}{more}"


def named(data: Any, place: Place) -> str:  # noqa: ANN401 (data of any shape)
    """Write a place as its reader would, list items by their key: ``milestones[local-study].after[0]``."""
    text = ""
    for step in place:
        is_item = isinstance(data, Listing) and isinstance(step, int) and step < len(data)
        data = data[step] if is_item or (isinstance(data, Table) and step in data) else None
        key = data.get("key") if isinstance(data, Table) else None
        text += f"[{key if isinstance(key, str) else step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def _step(place: Place, value: Any, step: str) -> Iterator[tuple[Place, Any]]:  # noqa: ANN401
    if step == "[]" and isinstance(value, Listing):
        yield from (((*place, index), item) for index, item in enumerate(value))
    elif isinstance(value, Table) and step in value:
        yield (*place, step), value[step]


def _strangers(folder: Path) -> Iterator[Problem]:
    """Find YAML files that nobody would read: misspelt names are silent otherwise."""
    known = {kind.name for kind in SINGLE}
    for file in sorted(folder.glob("*.y*ml")):
        if file not in {single_file(folder, kind) for kind in SINGLE}:
            right = nearest(file.stem, known)
            yield Problem(file=file, line=1, path="", wrong="no file of a playbook has this name", right=right)
    for kind in (ROUTE, SAMPLE):
        for file in sorted((folder / kind.folder).glob("*.yml")):
            wrong, right = "only files that end in .yaml are read", f"rename it to {file.stem}.yaml"
            yield Problem(file=file, line=1, path="", wrong=wrong, right=right)
