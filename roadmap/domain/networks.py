"""Networks of things that wait for each other."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import message

Node = TypeVar("Node", bound=Hashable)


def in_order(waits_for: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """The nodes so that each comes after all it waits for, otherwise in the given order.

    Raises ``RuleBrokenError`` with the path of a cycle. A node that is waited for but not a key is left out.
    """
    found: dict[Node, None] = {}
    for root in waits_for:
        if root not in found:
            _visit(root, waits_for, found)
    return list(found)


def _visit(root: Node, waits_for: Mapping[Node, Sequence[Node]], found: dict[Node, None]) -> None:
    """Depth first with its own stack, so that a network of thousands in one chain does not exhaust Python's."""
    path: dict[Node, None] = {root: None}
    stack = [(root, iter(waits_for[root]))]
    while stack:
        node, waits = stack[-1]
        for before in waits:
            if before in path:
                raise RuleBrokenError(_cycle([*path], before))
            if before in waits_for and before not in found:
                path[before] = None
                stack.append((before, iter(waits_for[before])))
                break
        else:
            stack.pop()
            del path[node]
            found[node] = None


def _cycle(path: list[Node], again: Node) -> Fault:
    names = [str(node) for node in [*path[path.index(again) :], again]]
    return Fault(field="after", message=message("schedule.cycle", path=" → ".join(names)))
