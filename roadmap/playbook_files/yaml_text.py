"""YAML read as data and nothing else, every value with the line it stands on.

Built from the parser's events, so that no object is ever made from a tag, aliases cannot multiply, depth and size have
a limit, and a key that stands twice is an error instead of a silent loss. Plain words follow YAML 1.2: ``no`` is text,
not false. Numbers with a decimal point become exact decimals; dates stay text until a field wants a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from roadmap.playbook_files.problems import Place, PlaybookFileError, Problem, written

LARGEST = 1_000_000
DEEPEST = 40
LONGEST = 60
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C where the machine has it: twenty times as quick."""


class Table(dict[str, Any]):
    """A mapping with the line of each of its keys and its own."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        """Begin an empty mapping that stands on a line."""
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Listing(list[Any]):
    """A list with the line of each of its items and its own."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        """Begin an empty list that stands on a line."""
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def read_yaml(file: Path) -> Any:  # noqa: ANN401 (data of any shape)
    """Read one document as ``Table``, ``Listing``, text, numbers, booleans and None; raises ``PlaybookFileError``."""
    return _Reader(file).document(_text(file))


def line_of(data: Any, place: Place) -> int:  # noqa: ANN401
    """Find the line of a place; of the nearest known one above it where the place does not exist."""
    line = getattr(data, "line", 1)
    for step in place:
        is_item = isinstance(data, Listing) and isinstance(step, int) and 0 <= step < len(data)
        if not is_item and not (isinstance(data, Table) and step in data):
            break
        line, data = data.lines[step], data[step]
    return int(line)


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise _stop(file, 1, f"the file cannot be read ({reason})", "a readable file is needed here") from error
    if len(raw) > LARGEST:
        raise _stop(file, 1, f"the file has more than {LARGEST} bytes", "split it, or remove what is not a playbook's")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _stop(file, line, "the file is not UTF-8 text", "save it with the encoding UTF-8") from error


def _stop(file: Path, line: int, wrong: str, right: str, path: str = "") -> PlaybookFileError:
    return PlaybookFileError([Problem(file=file, line=line, path=path, wrong=wrong, right=right)])


class _Reader:
    """Builds the values of one file from the parser's events."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.open: list[Table | Listing] = []
        self.keys: list[str | None] = []
        self.repeated: list[Problem] = []
        self.result: Any = None

    def document(self, text: str) -> Any:  # noqa: ANN401
        """Read the only document in a text."""
        documents = 0
        for event in self._events(text):
            line = event.start_mark.line + 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _stop(self.file, line, "a second document begins here", "one file holds one document")
            if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self._ascend()
            elif isinstance(event, yaml.NodeEvent):
                self._take(self._value(event, line), line)
        if self.repeated:
            raise PlaybookFileError(self.repeated)
        if documents == 0:
            raise _stop(self.file, 1, "the file is empty", "`roadmap playbook schema` says what it should hold")
        return self.result

    def _events(self, text: str) -> Iterator[Any]:
        parser = PARSER(text)
        try:
            while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
                yield event
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            raise _stop(self.file, line, "the file holds characters that text does not", "remove them") from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise _stop(self.file, line, f"this is not YAML ({error.problem})", _advice(str(error.problem))) from error
        finally:
            parser.dispose()

    def _value(self, event: Any, line: int) -> Any:  # noqa: ANN401
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _stop(self.file, line, "anchors and aliases are not used here", "write the value out", self._path())
        if isinstance(event, yaml.ScalarEvent):
            if event.tag:
                raise self._tagged(event.tag, line)
            if CONTROL.search(event.value):
                raise _stop(self.file, line, "the text holds a control character", "remove it", self._path())
            return _plain(event.value) if event.implicit[0] else event.value
        if event.tag:
            raise self._tagged(event.tag, line)
        return Table(line) if isinstance(event, yaml.MappingStartEvent) else Listing(line)

    def _tagged(self, tag: str, line: int) -> PlaybookFileError:
        wrong = f"the tag {tag[:LONGEST]} is not used here"
        return _stop(self.file, line, wrong, "write the value without it", self._path())

    def _take(self, value: Any, line: int) -> None:  # noqa: ANN401
        """Put a value where it belongs and, when it can hold others, open it."""
        if not self.open:
            self.result = value
        elif not self._is_key(value, line):
            self._put(value, line)
        if isinstance(value, Table | Listing):
            self._descend(value, line)

    def _is_key(self, value: object, line: int) -> bool:
        """Take a value as the next key of the open mapping, when it is its turn."""
        table = self.open[-1]
        if not isinstance(table, Table) or self.keys[-1] is not None:
            return False
        if isinstance(value, Table | Listing):
            raise _stop(self.file, line, "a mapping's key is itself a mapping or list", "a key is a word", self._path())
        # A key such as `000` or `null` is a word all the same.
        key = str(value)
        if key in table:
            first = table.lines[key]
            self.repeated.append(
                Problem(
                    file=self.file,
                    line=line,
                    path=written((*self._place(), key)),
                    wrong=f"the key {key!r} stands twice, first on line {first}",
                    right="keep one of them",
                )
            )
        self.keys[-1] = key
        table.lines[key] = line
        return True

    def _put(self, value: object, line: int) -> None:
        container = self.open[-1]
        if isinstance(container, Listing):
            container.append(value)
            container.lines.append(line)
        elif (key := self.keys[-1]) is not None:
            container[key] = value
            if not isinstance(value, Table | Listing):
                self.keys[-1] = None

    def _ascend(self) -> None:
        self.open.pop()
        self.keys.pop()
        if self.keys:
            self.keys[-1] = None

    def _descend(self, value: Table | Listing, line: int) -> None:
        if len(self.open) >= DEEPEST:
            raise _stop(self.file, line, f"values are nested more than {DEEPEST} deep", "no field goes that deep")
        self.open.append(value)
        self.keys.append(None)

    def _path(self) -> str:
        return written(self._place())

    def _place(self) -> Place:
        """Tell where the next value will stand."""
        steps: list[str | int] = []
        for depth, (container, key) in enumerate(zip(self.open, self.keys, strict=True), start=1):
            if isinstance(container, Listing):
                steps.append(len(container) - (depth < len(self.open)))
            elif key is not None:
                steps.append(key)
        return tuple(steps)


def _plain(text: str) -> Any:  # noqa: ANN401
    """Resolve an unquoted word."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if DECIMAL.fullmatch(text) else text


def _advice(problem: str) -> str:
    """Say what usually causes a parser's complaint."""
    if "tab" in problem or "cannot start any token" in problem:
        return "indent with spaces, and quote a text that begins with a sign"
    if "mapping values are not allowed" in problem:
        return "quote a text that holds a colon and a space"
    if "block" in problem or "key" in problem:
        return "look at the indentation here and on the line above"
    return "look at the quotes, brackets and indentation here and above"
