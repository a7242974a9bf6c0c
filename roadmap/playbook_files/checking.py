"""All that is wrong with a playbook, at once: form first, then meaning, then whether plans come out of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from roadmap.playbook_files.check_rules import check_problems
from roadmap.playbook_files.contents import Document, read_folder
from roadmap.playbook_files.diagnosis_rules import diagnosis_problems
from roadmap.playbook_files.fitting import fitting_problems
from roadmap.playbook_files.grounds import ground_problems
from roadmap.playbook_files.layout import DIAGNOSIS, KINDS, ROUTE, SAMPLE, SINGLE, item_files, single_file
from roadmap.playbook_files.needs_rules import needs_problems
from roadmap.playbook_files.problems import PlaybookFileError, Problem, in_order, shown
from roadmap.playbook_files.references import reference_problems
from roadmap.playbook_files.rules import rule_problems
from roadmap.playbook_files.sample_rules import sample_problems
from roadmap.playbook_files.shape import shape_problems
from roadmap.playbook_files.texts import FOLDER, languages_in, read_catalogue

INSIDE = {FOLDER, *(kind.folder for kind in KINDS if kind.folder)}


def check(path: Path) -> list[Problem]:
    """Find every problem of a playbook's folder, or of one file in it, sorted by file and line."""
    if path.is_dir():
        return _no_playbook(path) or _check_folder(path)
    problems = _check_folder(path.parent.parent if path.parent.name in INSIDE else path.parent)
    if path.exists():
        return [each for each in problems if each.file.absolute() == path.absolute()]
    return [
        Problem(
            file=path, line=1, path="", wrong="there is no such file", right="name a playbook's folder or a file in it"
        )
    ]


def _no_playbook(folder: Path) -> list[Problem]:
    """Say so in one line when a folder holds none of the files of a playbook, instead of that each is missing."""
    if any(single_file(folder, kind).exists() for kind in SINGLE):
        return []
    inside = [shown(file.parent) for file in sorted(folder.glob("*/intervention.yaml"))]
    right = f"check {' or '.join(inside)}" if inside else "name the folder that holds intervention.yaml"
    return [Problem(file=folder, line=1, path="", wrong="this folder holds no playbook", right=right)]


def _check_folder(folder: Path) -> list[Problem]:
    contents = read_folder(folder)
    problems = [*contents.problems, *_no_route(folder), *_catalogues(folder)]
    for document in contents.documents:
        problems += _check_document(document)
    problems += reference_problems(contents)
    problems += check_problems(contents)
    problems += needs_problems(contents)
    problems += ground_problems(contents)
    problems += fitting_problems(contents, {problem.file for problem in problems})
    return in_order(problems)


def _no_route(folder: Path) -> Iterator[Problem]:
    if not item_files(folder, ROUTE):
        routes = folder / ROUTE.folder
        yield Problem(file=routes, line=1, path="", wrong="there is no route", right="add one as routes/<key>.yaml")


def _check_document(document: Document) -> Iterator[Problem]:
    yield from shape_problems(document)
    yield from rule_problems(document)
    if document.kind is SAMPLE:
        yield from sample_problems(document)
    if document.kind is DIAGNOSIS:
        yield from diagnosis_problems(document)


def _catalogues(folder: Path) -> Iterator[Problem]:
    for language in languages_in(folder):
        try:
            read_catalogue(folder, language)
        except PlaybookFileError as error:
            yield from error.problems
