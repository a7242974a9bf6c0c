"""Bytes to JSON values, and whatever they are instead in words: nothing that somebody sends breaks the reader."""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.messages import Message, message

ROOT: Final = "$"
"""Where a path begins: the whole file."""
MARK: Final = b"\xef\xbb\xbf"
"""The mark that some editors write before UTF-8; it is passed over."""
LONGEST_WHOLE: Final = 19
"""Digits of the largest whole number that is read exactly. A longer one is cut, and is far out of every range still."""


def read_json(content: bytes) -> Any:  # noqa: ANN401 (any JSON value)
    """The value that a file holds. Raises ``RuleBrokenError``: not UTF-8, not JSON, too deep, a name twice."""
    try:
        text = content.removeprefix(MARK).decode()
    except UnicodeDecodeError:
        _refuse(message("exchange.not_utf8"))
    if "\x00" in text:
        # UTF-16 without its mark: every other byte of plain letters is zero, and JSON itself has none.
        _refuse(message("exchange.not_utf8"))
    if not text.strip():
        _refuse(message("exchange.empty"))
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        _refuse(message("exchange.not_json", line=error.lineno, column=error.colno))
    except RecursionError:
        _refuse(message("exchange.too_deep"))


def shown(text: str, most: int = 40) -> str:
    """The beginning of what somebody wrote, fit to be quoted: one line, nothing that steers a terminal."""
    plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:most])
    return f"{plain}…" if len(text) > most else plain


def step(name: str) -> str:
    """A name as part of a path: ``.planned_due``, or in brackets where it is no plain word."""
    if re.fullmatch(r"[A-Za-z_$][A-Za-z0-9_]{0,59}", name):
        return f".{name}"
    return f"[{json.dumps(name[:60])}]"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names differ: of two the later would silently win."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            _refuse(message("exchange.twice", name=shown(name)))
        made[name] = value
    return made


def _constant(name: str) -> NoReturn:
    """``NaN`` and ``Infinity``, which some programs write although JSON has no such number."""
    _refuse(message("exchange.no_number", name=name))


def _whole(digits: str) -> int:
    return int(digits[:LONGEST_WHOLE])


def _refuse(why: Message) -> NoReturn:
    raise RuleBrokenError(Fault(field=ROOT, message=why)) from None
