"""Reading a submitted form: as typed, every field once, nothing that text must not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qsl
from uuid import UUID

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType

from roadmap.domain.drafts import BAD
from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message
from roadmap.i18n.dates import read_day
from roadmap.i18n.language import DEFAULT, MINUS
from roadmap.web.session import visit_of

LINE_END = re.compile("\r\n|[\r\x0b\x0c]")
"""What browsers send for a new line, and what word processors have for one."""
MOVES: Final = {"up-": -1, "down-": 1}
"""How the buttons of a field with an order begin, and by how many places they move."""
THOUSANDS: Final = re.compile(r"-?[1-9][0-9]{0,2}(\s[0-9]{3}){1,2}")
MOST_BYTES: Final = 2_000_000
"""A form without files, the longest table pasted into it in any script included."""
MOST_FIELDS: Final = 20_000
"""The budget of a plan with some thousand lines, as a table."""
LONGEST = 20_000
SHOWN_IN_A_SENTENCE = 40
SHOWN_AGAIN = 200_000
"""A text that is too long to keep comes back whole to be shortened, but nobody writes more than this by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A form as typed: the text of each field, and the files. ``faults`` are those of the text itself.

    ``code`` is the language of the page that it was typed into.
    """

    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, UploadFile] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    code: str = DEFAULT

    def text(self, name: str) -> str:
        """The text of a field, or nothing."""
        return self.values.get(name, "")

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field that may be ticked several times."""
        return self.lists.get(name, ())

    def check(self) -> None:
        """Raise ``RuleBrokenError`` for text that cannot be kept."""
        if self.faults:
            raise RuleBrokenError(*self.faults)


async def typed(request: Request[Any, Any, Any]) -> Typed:
    """The form of a request. A field sent twice counts once, with its first value, unless read as a list.

    Raises ``RuleBrokenError`` for a form that is too big to be looked at.
    """
    values: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    files: dict[str, UploadFile] = {}
    faults = []
    for name, value in await _sent(request):
        if isinstance(value, UploadFile):
            if value.filename:
                files.setdefault(name, value)
            continue
        text = LINE_END.sub("\n", str(value))
        if BAD.search(text):
            faults.append(Fault(field=name, message=message("text.bad_character")))
            text = BAD.sub("", text)
        if len(text) > LONGEST:
            faults.append(Fault(field=name, message=message("text.too_long", most=LONGEST, length=len(text))))
            text = text[:SHOWN_AGAIN]
        values.setdefault(name, text)
        lists.setdefault(name, []).append(text)
    return Typed(
        values=values,
        lists={name: tuple(each) for name, each in lists.items()},
        files=files,
        faults=tuple(faults),
        code=(await visit_of(request)).language,
    )


async def _sent(request: Request[Any, Any, Any]) -> Iterable[tuple[str, Any]]:
    """The fields of a form in their order. Only a form with files may be as big as files are.

    One without is read here: Litestar keeps the last thousand such forms, with the passwords in them.
    """
    if request.content_type[0] != RequestEncodingType.URL_ENCODED:
        return (await request.form()).multi_items()
    # What says that it is too big is not even received.
    if (request.content_length or 0) <= MOST_BYTES and len(body := await request.body()) <= MOST_BYTES:
        with suppress(ValueError):
            text = body.decode(errors="replace")
            return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    raise RuleBrokenError(Fault(field="", message=message("form.too_big")))


def whole(text: str) -> int | None:
    """A whole number as typed, or nothing for anything else.

    A percent sign after it and spaces around it are let pass, and spaces between thousands; a minus may be the one that
    pages write.
    """
    plain = text.strip().removesuffix("%").rstrip().replace(MINUS, "-")
    joined = re.sub(r"\s", "", plain) if THOUSANDS.fullmatch(plain) else plain
    return int(joined) if re.fullmatch(r"-?[0-9]{1,9}", joined) else None


def no_whole(text: str) -> Message:
    """What is said of a text that is no whole number."""
    typed = text.strip()[:SHOWN_IN_A_SENTENCE]
    return message("plan.number_unreadable", typed=typed) if typed else message("plan.number_missing")


def no_day(text: str, code: str) -> Message:
    """What is said of a text that is no day in a language."""
    found = read_day(text, code)
    return found if isinstance(found, Message) and text.strip() else message("date.missing")


def day(text: str, code: str) -> date | None:
    """A day as a date field sends it, or as people type it in a language; nothing for anything else."""
    found = read_day(text, code)
    return found if isinstance(found, date) else None


def key_of(text: str) -> UUID | None:
    """An id as a form sends it, or nothing for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def revision_of(form: Typed) -> int:
    """The plan's revision when the page was made. Raises ``RuleBrokenError`` when it is no number."""
    revision = whole(form.text("revision"))
    if revision is None or revision < 1:
        raise RuleBrokenError(Fault(field="", message=message("form.incomplete")))
    return revision


def ordered(form: Typed, name: str) -> tuple[str, ...]:
    """What an ``Ordered`` field holds, after the button that was pressed: ``up-`` or ``down-`` and a key."""
    keys = [key for key in form.text(name).split(",") if key]
    for way, by in MOVES.items():
        key = form.text("do").removeprefix(way)
        if form.text("do").startswith(way) and key in keys:
            at = keys.index(key)
            to = min(max(at + by, 0), len(keys) - 1)
            keys.insert(to, keys.pop(at))
    return tuple(keys)
