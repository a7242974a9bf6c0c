"""A page as a tree, for tests that ask what stands inside what."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "col", "path", "circle", "rect", "use", "line"})


@dataclass
class Node:
    """An element; its children are elements and texts, ``before`` is the element before it."""

    tag: str
    attrs: dict[str, str]
    before: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Give its classes."""
        return frozenset(self.attrs.get("class", "").split())

    def walk(self, without: tuple[str, ...] = ()) -> Iterator[Node]:
        """Give the element and all inside it, but nothing with one of these classes."""
        if self.classes & set(without):
            return
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk(without)

    def text(self, without: tuple[str, ...] = ()) -> str:
        """Give what is read in it, with single spaces, but nothing with one of these classes."""
        return " ".join("".join(self.texts(without)).split())

    def texts(self, without: tuple[str, ...]) -> Iterator[str]:
        """Give the texts in it, in order."""
        if self.classes & set(without):
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts(without)


class Tree(HTMLParser):
    """A page. Elements without an end are known by name or by their slash."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        node = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element that ends where it begins."""
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost such element and what was left open in it."""
        depth = next((index for index in range(len(self._open) - 1, 0, -1) if self._open[index].tag == tag), 0)
        if depth:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self._open[-1].children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        siblings = [each for each in self._open[-1].children if isinstance(each, Node)]
        node = Node(tag, {name: value or "" for name, value in attrs}, siblings[-1] if siblings else None)
        self._open[-1].children.append(node)
        self.tags.append((tag, node.attrs))
        return node

    def nodes(self, tag: str, of_class: str = "") -> list[Node]:
        """Give every such element."""
        return [each for each in self.root.walk() if each.tag == tag and (not of_class or of_class in each.classes)]

    def one_node(self, tag: str) -> Node:
        """Give the only such element."""
        (found,) = self.nodes(tag)
        return found

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Give the attributes of every such element that has the wanted ones (an underscore stands for a dash)."""
        pairs = {(name.rstrip("_").replace("_", "-"), value) for name, value in wanted.items()}
        return [attrs for name, attrs in self.tags if name == tag and pairs <= attrs.items()]

    def one(self, tag: str, **wanted: str) -> dict[str, str]:
        """Give the attributes of the only such element."""
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def text(self) -> str:
        """Give everything that is read, without the hints of marks, with single spaces."""
        return self.root.text(without=("tip",)).replace("\u2060", "")


def tree_of(html: str) -> Tree:
    """Read a page."""
    return Tree(html)
