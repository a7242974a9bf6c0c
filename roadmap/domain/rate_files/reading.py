"""Bytes to rates, whichever of the two formats they are in."""

from __future__ import annotations

from datetime import date
from typing import Final

from roadmap.domain.messages import message
from roadmap.domain.rate_files.csv_table import read_csv
from roadmap.domain.rate_files.findings import MOST_BYTES, Findings, refuse
from roadmap.domain.rate_files.xml_table import read_xml
from roadmap.domain.rates import Rate, RateSource

MARK: Final = b"\xef\xbb\xbf"
"""The mark that some editors write before UTF-8; it is passed over."""
ZIPPED: Final = b"PK\x03\x04"
"""How an archive begins: the bank offers its CSV packed in one."""


def read_rates(content: bytes, *, source: RateSource, today: date) -> tuple[Rate, ...]:
    """The rates of a file in its order, as of a source. Raises ``RuleBrokenError`` with every place that is wrong.

    A fault's field is a place: ``12:GBP`` is the column GBP in line 12 (see ``Place``).
    """
    if len(content) > MOST_BYTES:
        refuse(message("rates.too_big", most=MOST_BYTES // 1_048_576))
    if content.startswith(ZIPPED):
        refuse(message("rates.zipped"))
    try:
        text = content.removeprefix(MARK).decode()
    except UnicodeDecodeError as error:
        refuse(message("rates.not_utf8"), content.count(b"\n", 0, error.start) + 1)
    if "\x00" in text:
        # UTF-16 without its mark: every other byte of plain letters is zero.
        refuse(message("rates.not_utf8"))
    if not text.strip():
        refuse(message("rates.empty"))
    findings = Findings(today)
    read = read_xml if text.lstrip().startswith("<") else read_csv
    found = tuple(Rate(currency=code, day=day, rate=rate, source=source) for code, day, rate in read(text, findings))
    findings.settle()
    if not found:
        refuse(message("rates.none"))
    return found
