"""Citations that a reader of the original can follow, and the index of sources that they point into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from roadmap.playbook_files.contents import Contents, Document, nearest
from roadmap.playbook_files.problems import Place, Problem
from roadmap.playbook_files.references import KIND
from roadmap.playbook_files.yaml_text import Listing, Table


@dataclass(frozen=True, kw_only=True, slots=True)
class _Section:
    title: str
    first: int
    last: int


Index = dict[str, list[_Section]]


def ground_problems(contents: Contents) -> Iterator[Problem]:
    """Check the index of sources, and every citation against it."""
    index: Index = {}
    for document in contents.of(KIND["sources"]):
        index = dict(_sources(document))
        yield from _index_problems(document)
    if index:
        for document in contents.documents:
            for place, citation in _citations(document.data, ()):
                yield from _citation_problems(document, place, citation, index)


def _sources(document: Document) -> Iterator[tuple[str, list[_Section]]]:
    for (position, *_), key in document.values("[].key"):
        sections = document.data[position].get("sections", [])
        yield str(key), [made for each in sections if (made := _section(each))] if isinstance(sections, list) else []


def _section(data: Any) -> _Section | None:  # noqa: ANN401 (data of any shape)
    match data:
        case {"title": str(title), "first": int(first), "last": int(last)}:
            return _Section(title=title, first=first, last=last)
        case _:
            return None


def _index_problems(document: Document) -> Iterator[Problem]:
    """Find sections that end before they begin, overlap or bear the same title, which no citation could tell apart."""
    for place, sections in document.values("[].sections"):
        before, titles = 0, set[str]()
        for position, data in enumerate(sections if isinstance(sections, Listing) else ()):
            section = _section(data)
            if section is None:
                continue
            here = (*place, position)
            if section.last < section.first:
                wrong = f"the section ends on line {section.last}, before it begins on line {section.first}"
                yield document.problem((*here, "last"), wrong, "the last line is the first one or a later one")
            if section.first <= before:
                wrong = f"line {section.first} belongs to a section above already"
                yield document.problem((*here, "first"), wrong, f"begin on line {before + 1} or later")
            if section.title in titles:
                wrong = f"the title {section.title!r} is given twice"
                yield document.problem((*here, "title"), wrong, "tell the sections apart, for example by their numbers")
            before = max(before, section.last)
            titles.add(section.title)


def _citations(data: Any, place: Place) -> Iterator[tuple[Place, Table]]:  # noqa: ANN401
    """Find every citation, wherever it stands."""
    if isinstance(data, Listing):
        is_citations = bool(place) and place[-1] == "citations"
        for position, item in enumerate(data):
            if is_citations and isinstance(item, Table):
                yield (*place, position), item
            else:
                yield from _citations(item, (*place, position))
    elif isinstance(data, Table):
        for key, value in data.items():
            yield from _citations(value, (*place, key))


def _citation_problems(document: Document, place: Place, citation: Table, index: Index) -> Iterator[Problem]:
    match citation:
        case {"source": str(source), "section": str(title)}:
            if source not in index:
                yield document.problem((*place, "source"), f"there is no source {source!r}", nearest(source, index))
                return
            section = next((each for each in index[source] if each.title == title), None)
            if section is None:
                right = nearest(title, [each.title for each in index[source]])
                yield document.problem((*place, "section"), f"source {source} has no section {title!r}", right)
            elif isinstance(line := citation.get("line"), int) and not section.first <= line <= section.last:
                holder = next((each.title for each in index[source] if each.first <= line <= each.last), None)
                right = f"the section has lines {section.first} to {section.last}"
                right += f", and line {line} belongs to {holder!r}" if holder else ""
                yield document.problem((*place, "line"), f"line {line} is not in {title!r}", right)
