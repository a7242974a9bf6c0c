"""What is wrong in a playbook's files, where it stands and what would be right."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Place = tuple[str | int, ...]
"""The way from a file's top to a value: names and zero-based positions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing wrong. ``line`` is one-based; ``path`` is the value's place in words, empty for the whole file."""

    file: Path
    line: int
    path: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """Write it as one line, the file as seen from the current folder."""
        place = f"{self.path}: " if self.path else ""
        return one_line(f"{shown(self.file)}:{self.line}: {place}{self.wrong}; {self.right}")


class PlaybookFileError(Exception):
    """A playbook's files cannot be used; ``problems`` say why, all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Raise with at least one problem."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by file and line, each said once."""
    return sorted(dict.fromkeys(problems), key=lambda each: (str(each.file), each.line, each.path, each.wrong))


def written(place: Place) -> str:
    """Write a place as its reader would: ``milestones[3].after[0].key``, positions from zero."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


def shown(file: Path) -> str:
    """Write a file's name from the current folder when it lies below it, in full otherwise."""
    try:
        return str(file.absolute().relative_to(Path(os.curdir).absolute()))
    except ValueError:
        return str(file)


def one_line(text: str) -> str:
    """Keep a report of one line one line, whatever was quoted from the file."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
