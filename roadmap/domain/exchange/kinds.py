"""The kinds of values that a file holds. Each reads a JSON value, says what is wrong with it, and describes itself.

What is read and what the published JSON Schema says therefore come from the same place.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from roadmap.domain.exchange.findings import Findings, Place
from roadmap.domain.exchange.json_text import shown
from roadmap.domain.exchange.limits import LONGEST_TEXT, MOST_WHOLE, Limit
from roadmap.domain.messages import Message, message
from roadmap.domain.workdays import FIRST_YEAR, LAST_YEAR

Schema = dict[str, Any]

UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, which steer terminals and are seen by nobody, and halves of characters."""
DAY: Final = r"^(20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"
TIME: Final = r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$"
INSTANT: Final = DAY.removesuffix("$") + TIME
EXACT: Final = r"-?[0-9]{1,40}(\.[0-9]{1,18})?"
ID: Final = r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_DAY, _ID = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), re.compile(ID)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}" + TIME)


class Kind(ABC):
    """A kind of value."""

    @abstractmethod
    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The value in the domain's own type; what is wrong is noted, and the result then of no use."""

    @abstractmethod
    def schema(self) -> Schema:
        """Its JSON Schema."""

    @abstractmethod
    def wanted(self) -> Message:
        """What is to be written, as part of a sentence."""

    def refuse(self, value: object, place: Place, found: Findings) -> None:
        """Note that something else was to be written here."""
        found.add(place, message("exchange.other_kind", wanted=self.wanted(), found=kind_of(value)))


def kind_of(value: object) -> Message:
    """What a JSON value is, as part of a sentence."""
    if isinstance(value, str) and value:
        return message("exchange.is.text", typed=shown(value))
    return message(f"exchange.is.{IS[type(value)]}")


IS: Final[dict[type, str]] = {
    type(None): "nothing",
    bool: "truth",
    int: "number",
    float: "fraction",
    str: "empty_text",
    list: "list",
    dict: "object",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Text(Kind):
    """A text of at most so many characters; one that has to be there holds more than spaces."""

    limit: Limit

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The text as it stands."""
        most = self.limit.most or LONGEST_TEXT
        if type(value) is not str:
            self.refuse(value, place, found)
        elif len(value) > most:
            found.add(place, message("text.too_long", most=most, length=len(value)))
        elif UNSTORABLE.search(value):
            found.add(place, message("exchange.bad_character"))
        elif self.limit.least and not value.strip():
            found.add(place, message("exchange.empty_text"))
        elif self.limit.pattern and not re.search(self.limit.pattern, value):
            found.add(place, message(self.limit.why, typed=shown(value), pattern=self.limit.pattern))
        return value

    def schema(self) -> Schema:
        """A string."""
        made: Schema = {"type": "string", "maxLength": self.limit.most or LONGEST_TEXT}
        pattern = self.limit.pattern or (r"\S" if self.limit.least else "")
        return {**made, "pattern": pattern} if pattern else made

    def wanted(self) -> Message:
        """A text."""
        return message("exchange.a.text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Kind):
    """One of several words."""

    known: tuple[str, ...]

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The word."""
        if not isinstance(value, str) or value not in self.known:
            self.refuse(value, place, found)
        return value

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": list(self.known)}

    def wanted(self) -> Message:
        """The words."""
        return message("exchange.a.choice", known=", ".join(f'"{each}"' for each in self.known))


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole(Kind):
    """A whole number in a range."""

    limit: Limit

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The number."""
        if type(value) is not int:
            self.refuse(value, place, found)
        elif not self._least <= value <= self._most:
            found.add(place, message("exchange.range", least=self._least, most=self._most))
        return value

    @property
    def _least(self) -> int:
        return 0 if self.limit.least is None else self.limit.least

    @property
    def _most(self) -> int:
        return MOST_WHOLE if self.limit.most is None else self.limit.most

    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self._least, "maximum": self._most}

    def wanted(self) -> Message:
        """A whole number."""
        return message("exchange.a.whole")


@dataclass(frozen=True, kw_only=True, slots=True)
class Truth(Kind):
    """True or false."""

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The truth."""
        if type(value) is not bool:
            self.refuse(value, place, found)
        return value

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}

    def wanted(self) -> Message:
        """True or false."""
        return message("exchange.a.truth")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exact(Kind):
    """An exact decimal, as text: a JSON number would pass through binary fractions on the way."""

    limit: Limit

    @property
    def _pattern(self) -> str:
        sign = "-?" if self.limit.least is None else ""
        return rf"^{sign}[0-9]{{1,{self.limit.digits}}}(\.[0-9]{{1,18}})?$"

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The number."""
        if not isinstance(value, str) or not re.fullmatch(EXACT, value):
            self.refuse(value, place, found)
            return value
        if value.startswith("-") and self.limit.least is not None:
            found.add(place, message("exchange.negative"))
        elif not re.fullmatch(self._pattern, value):
            found.add(place, message("exchange.too_big", most=10**self.limit.digits))
        return Decimal(value)

    def schema(self) -> Schema:
        """A string of digits."""
        return {"type": "string", "pattern": self._pattern}

    def wanted(self) -> Message:
        """An exact number."""
        return message("exchange.a.exact")


@dataclass(frozen=True, kw_only=True, slots=True)
class Day(Kind):
    """A day that plans can lie on."""

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The day."""
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
        except ValueError:
            found.add(place, message("exchange.no_such_day", typed=value))
            return value
        if day is None:
            self.refuse(value, place, found)
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            found.add(place, message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR)))
        return day

    def schema(self) -> Schema:
        """A date."""
        return {"type": "string", "format": "date", "pattern": DAY}

    def wanted(self) -> Message:
        """A day."""
        return message("exchange.a.day")


@dataclass(frozen=True, kw_only=True, slots=True)
class Instant(Kind):
    """A moment, with its distance from UTC."""

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The moment in UTC."""
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) and _INSTANT.fullmatch(value) else None
        except ValueError:
            moment = None
        if moment is None:
            self.refuse(value, place, found)
            return value
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            found.add(place, message("date.out_of_range", first=str(FIRST_YEAR), last=str(LAST_YEAR)))
            return value
        return moment.astimezone(UTC)

    def schema(self) -> Schema:
        """A date and time."""
        return {"type": "string", "format": "date-time", "pattern": INSTANT}

    def wanted(self) -> Message:
        """A moment."""
        return message("exchange.a.instant")


@dataclass(frozen=True, kw_only=True, slots=True)
class Id(Kind):
    """An id, and for a part of a plan the id of that plan."""

    is_plans: bool = False

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The id."""
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self.refuse(value, place, found)
            return value
        made = UUID(value)
        if self.is_plans and made != found.plan_id:
            found.add(place, message("exchange.other_plan"))
        return made

    def schema(self) -> Schema:
        """A UUID."""
        return {"type": "string", "format": "uuid", "pattern": ID}

    def wanted(self) -> Message:
        """An id."""
        return message("exchange.a.id")


@dataclass(frozen=True, kw_only=True, slots=True)
class Maybe(Kind):
    """Something, or null where there is none."""

    inner: Kind

    def read(self, value: Any, place: Place, found: Findings) -> Any:  # noqa: ANN401
        """The inner value."""
        return None if value is None else self.inner.read(value, place, found)

    def schema(self) -> Schema:
        """Either."""
        return {"anyOf": [self.inner.schema(), {"type": "null"}]}

    def wanted(self) -> Message:
        """The inner one."""
        return self.inner.wanted()
