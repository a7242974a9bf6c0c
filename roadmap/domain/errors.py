"""What can go wrong, as the domain says it: a message key and values, never a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roadmap.domain.messages import Message, message


class RoadmapError(Exception):
    """The root of all errors that a person can be told about."""

    def __init__(self, message: Message) -> None:
        """An error saying ``message``."""
        super().__init__(message.key)
        self.message = message


class NotFoundError(RoadmapError):
    """There is no such thing, or none that this person may know of."""


class ForbiddenError(RoadmapError):
    """This person may see the thing but not do this to it."""


class SignInNeededError(RoadmapError):
    """Nobody is signed in, and somebody has to be."""


class UnavailableError(RoadmapError):
    """What everything stands on cannot be reached for the moment; soon it may be again."""

    def __init__(self) -> None:
        """An error that says so; why stands in its cause."""
        super().__init__(message("error.unavailable"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with one field; ``field`` is its name in the form, or empty for the whole."""

    field: str
    message: Message


class RuleBrokenError(RoadmapError):
    """The input breaks a rule; ``faults`` say which field and why, all at once."""

    def __init__(self, *faults: Fault) -> None:
        """An error with at least one fault."""
        super().__init__(faults[0].message)
        self.faults: Sequence[Fault] = faults


class ConflictError(RoadmapError):
    """Somebody saved the item since this person opened it; ``current`` is the item as saved."""

    def __init__(self, message: Message, current: Any) -> None:  # noqa: ANN401 (any editable item)
        """A conflict with the item as it now stands."""
        super().__init__(message)
        self.current = current
