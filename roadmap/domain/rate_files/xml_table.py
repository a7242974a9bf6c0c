"""The bank's XML: a cube for each day, in it a cube for each currency.

Read with the expat parser that comes with Python: three attributes are wanted from a flat file, so no tree is built.
Any document type is refused before an entity could be declared, so that none is ever expanded and none is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from xml.parsers import expat

from roadmap.domain.messages import message
from roadmap.domain.rate_files.findings import Findings, refuse, shown

ENVELOPE: Final = "http://www.gesmes.org/xml/2002-08-01 Envelope"
CUBE: Final = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref Cube"
DEEPEST: Final = 20


@dataclass(kw_only=True, slots=True)
class Table:
    """What was read so far, and where in the file that is."""

    findings: Findings
    depth: int = 0
    day: date | None = None
    seen: set[date] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    found: list[tuple[str, date, Decimal]] = field(default_factory=list)

    def enter(self, line: int, name: str, attributes: dict[str, str]) -> None:
        """Read an element that begins."""
        self.depth += 1
        if self.depth == 1 and name != ENVELOPE:
            refuse(message("rates.not_ecb_xml", typed=shown(name.rpartition(" ")[2])), line)
        if self.depth > DEEPEST:
            refuse(message("rates.not_xml"), line)
        if name != CUBE or not attributes:
            return
        if "time" in attributes:
            self._begin_day(line, attributes["time"])
        else:
            self._note_rate(line, attributes)

    def leave(self) -> None:
        """Leave an element."""
        self.depth -= 1

    def _begin_day(self, line: int, text: str) -> None:
        self.day, self.codes = self.findings.day(line, "time", text), set()
        if self.day in self.seen:
            self.findings.add(line, "time", message("rates.twice_day", day=self.day))
        if self.day:
            self.seen.add(self.day)

    def _note_rate(self, line: int, attributes: dict[str, str]) -> None:
        if not self.seen and not self.findings.faults:
            refuse(message("rates.no_day"), line)
        code = self.findings.currency(line, attributes.get("currency", ""))
        rate = self.findings.rate(line, code or "rate", attributes.get("rate", ""))
        if code in self.codes:
            self.findings.add(line, code, message("rates.twice_currency", currency=code))
        self.codes.add(code)
        if code and rate and self.day:
            self.found.append((code, self.day, rate))


def read_xml(text: str, findings: Findings) -> Iterator[tuple[str, date, Decimal]]:
    """Currency, day and rate of every cube that has them; what is wrong is noted."""
    parser: Any = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    table = Table(findings=findings)

    def no_document_type(*_: object) -> None:
        refuse(message("rates.document_type"), parser.CurrentLineNumber)

    parser.StartDoctypeDeclHandler = no_document_type
    parser.StartElementHandler = lambda name, attributes: table.enter(parser.CurrentLineNumber, name, attributes)
    parser.EndElementHandler = lambda _: table.leave()
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        refuse(message("rates.not_xml"), error.lineno)
    yield from table.found
