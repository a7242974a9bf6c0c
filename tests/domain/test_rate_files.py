"""The files of the European Central Bank: read exactly, or refused with every place that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.domain.errors import Fault, RuleBrokenError
from roadmap.domain.money import is_currency, plain
from roadmap.domain.rate_files import MOST_BYTES, Place, read_rates
from roadmap.domain.rate_files.findings import MONTHS, MOST_FAULTS
from roadmap.domain.rates import FIRST_DAY, Rate

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 25)
PUBLISHED = [
    *("AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CYP", "CZK", "DKK", "EEK", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS"),
    *("INR", "ISK", "JPY", "KRW", "LTL", "LVL", "MTL", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "ROL", "RON", "RUB"),
    *("SEK", "SGD", "SIT", "SKK", "THB", "TRL", "TRY", "USD", "ZAR"),
]
"""All currencies that the bank has published rates of since 1999."""
Table = dict[date, dict[str, Decimal]]
tables = st.dictionaries(
    st.dates(FIRST_DAY, TODAY),
    st.dictionaries(
        st.sampled_from(PUBLISHED), st.decimals("0.000001", 999_999, places=6).filter(bool), min_size=1, max_size=6
    ),
    min_size=1,
    max_size=12,
)

ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n<gesmes:subject>Reference rates</gesmes:subject>\n'
    "<Cube>\n{}</Cube>\n</gesmes:Envelope>\n"
)


def as_csv(table: Table) -> str:
    """Write a table as ``eurofxref-hist.csv`` is written."""
    codes = sorted({code for rates in table.values() for code in rates})
    lines = [["Date", *codes]]
    lines += [
        [day.isoformat(), *(plain(rates[code]) if code in rates else "N/A" for code in codes)]
        for day, rates in table.items()
    ]
    return "".join(",".join(line) + ",\n" for line in lines)


def as_daily_csv(day: date, rates: dict[str, Decimal]) -> str:
    """Write one day as ``eurofxref.csv`` is written: spaces, and the day in words."""
    head = ", ".join(["Date", *rates])
    body = ", ".join([f"{day.day} {MONTHS[day.month - 1]} {day.year}", *map(plain, rates.values())])
    return f"{head}, \n{body}, \n"


def as_xml(table: Table) -> str:
    """Write a table as ``eurofxref-hist.xml`` is written."""
    return ENVELOPE.format(
        "".join(
            f'<Cube time="{day}">'
            + "".join(f"<Cube currency='{code}' rate='{plain(rate)}'/>\n" for code, rate in rates.items())
            + "</Cube>"
            for day, rates in table.items()
        )
    )


def read(text: str | bytes) -> tuple[Rate, ...]:
    return read_rates(text.encode() if isinstance(text, str) else text, source="ecb", today=TODAY)


def problems(text: str | bytes) -> list[tuple[str, str]]:
    """List what is wrong in a file, by place and sentence's key."""
    with pytest.raises(RuleBrokenError) as refused:
        read(text)
    return [(each.field, each.message.key) for each in refused.value.faults]


def as_table(rates: tuple[Rate, ...]) -> Table:
    found: Table = {}
    for each in rates:
        found.setdefault(each.day, {})[each.currency] = each.rate
    return found


def test_every_currency_that_the_bank_ever_published_is_known() -> None:
    assert [code for code in PUBLISHED if not is_currency(code)] == []


@given(table=tables)
def test_a_history_is_read_exactly_as_it_was_written(table: Table) -> None:
    assert as_table(read(as_csv(table))) == table
    assert as_table(read(as_xml(table))) == table
    assert as_table(read("\ufeff" + as_csv(table).replace("\n", "\r\n"))) == table


@given(table=tables)
def test_one_day_is_read_with_its_date_in_words(table: Table) -> None:
    for day, rates in table.items():
        assert as_table(read(as_daily_csv(day, rates))) == {day: rates}


@pytest.mark.parametrize(
    ("cells", "place", "key"),
    [
        ("2026-11-25,NaN", "2:USD", "rates.number"),
        ("2026-11-25,Infinity", "2:USD", "rates.number"),
        ("2026-11-25,1e400", "2:USD", "rates.number"),
        ("2026-11-25,-1.1", "2:USD", "rates.number"),
        ("2026-11-25,+1.1", "2:USD", "rates.number"),
        ("2026-11-25,=1+1", "2:USD", "rates.number"),
        ("2026-11-25,@SUM(A1)", "2:USD", "rates.number"),
        ("2026-11-25,٣", "2:USD", "rates.number"),
        ("2026-11-25,1 157", "2:USD", "rates.number"),
        ("2026-11-25,0", "2:USD", "rates.zero"),
        ("2026-11-25,0.0000", "2:USD", "rates.zero"),
        ("2026-11-25,1,1574", "2:", "rates.cells"),
        ("2026-11-25", "2:", "rates.cells"),
        ("2026-11-26,1.1", "2:Date", "rates.day_future"),
        ("0001-01-01,1.1", "2:Date", "rates.day_early"),
        ("1999-01-03,1.1", "2:Date", "rates.day_early"),
        ("25/11/2026,1.1", "2:Date", "rates.day"),
        ("31 November 2026,1.1", "2:Date", "rates.day"),
        ("2026-02-30,1.1", "2:Date", "rates.day"),
        (",1.1", "2:Date", "rates.day"),
        ("2026-11-25,1.1\n2026-11-25,1.2", "3:Date", "rates.twice_day"),
        ('2026-11-25,"1.1', "2:", "rates.not_csv"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_column(cells: str, place: str, key: str) -> None:
    assert problems(f"Date,USD,\n{cells}\n") == [(place, key)]


@pytest.mark.parametrize(
    ("content", "place", "key"),
    [
        (b"", "1:", "rates.empty"),
        (b" \n\n", "1:", "rates.empty"),
        (b"Date,USD,\n", "1:", "rates.none"),
        (b"Date,USD,\n2026-11-25,N/A,\n", "1:", "rates.none"),
        (b"Day,USD\n2026-11-25,1.1\n", "1:", "rates.head"),
        (b"Date\n2026-11-25\n", "1:", "rates.head"),
        (b"Date;USD\n2026-11-25;1,1\n", "1:", "rates.head"),
        (b"Date," + b"USD," * 300 + b"\n", "1:", "rates.head"),
        ("Date,USD\n2026-11-25,1.1\n".encode("utf-16"), "1:", "rates.not_utf8"),
        ("Date,USD\n2026-11-25,1.1\n".encode("utf-16-le"), "1:", "rates.not_utf8"),
        ("Date,USD\n2026-11-25,1é\n".encode("latin-1"), "2:", "rates.not_utf8"),
        (b"PK\x03\x04\x14\x00", "1:", "rates.zipped"),
        (b"x" * (MOST_BYTES + 1), "1:", "rates.too_big"),
        (b"Date,US$\n2026-11-25,1.1\n", "1:US$", "rates.unknown_currency"),
        (b"Date,usd\n2026-11-25,1.1\n", "1:usd", "rates.unknown_currency"),
        (b"Date,EUR\n2026-11-25,1\n", "1:EUR", "rates.euro"),
        (b"Date,USD,USD\n2026-11-25,1.1,1.1\n", "1:USD", "rates.twice_currency"),
    ],
)
def test_a_file_that_is_no_table_of_rates_is_refused(content: bytes, place: str, key: str) -> None:
    assert (place, key) in problems(content)


@pytest.mark.parametrize(
    ("cubes", "place", "key"),
    [
        ('<Cube time="2026-11-25"><Cube currency="USD" rate="1e400"/></Cube>', "5:USD", "rates.number"),
        ('<Cube time="2026-11-25"><Cube currency="USD" rate="0"/></Cube>', "5:USD", "rates.zero"),
        ('<Cube time="2026-11-25"><Cube currency="USD"/></Cube>', "5:USD", "rates.number"),
        ('<Cube time="2026-11-25"><Cube rate="1.1"/></Cube>', "5:", "rates.unknown_currency"),
        ('<Cube time="2026-11-26"><Cube currency="USD" rate="1.1"/></Cube>', "5:time", "rates.day_future"),
        ('<Cube time="tomorrow"><Cube currency="USD" rate="1.1"/></Cube>', "5:time", "rates.day"),
        ('<Cube time="2026-11-25"/><Cube time="2026-11-25"/>', "5:time", "rates.twice_day"),
        (
            '<Cube time="2026-11-25"><Cube currency="USD" rate="1"/><Cube currency="USD" rate="2"/></Cube>',
            "5:USD",
            "rates.twice_currency",
        ),
        ('<Cube currency="USD" rate="1.1"/>', "5:", "rates.no_day"),
        ("<Cube><Cube>", "6:", "rates.not_xml"),
        ("<Cube>" * 30 + "</Cube>" * 30, "5:", "rates.not_xml"),
        ("&lol;", "5:", "rates.not_xml"),
        ("", "1:", "rates.none"),
    ],
)
def test_wrong_xml_is_told_with_its_line(cubes: str, place: str, key: str) -> None:
    assert problems(ENVELOPE.format(cubes)) == [(place, key)]


LAUGHS = "".join(f"<!ENTITY l{n} '{'&l' + str(n - 1) + ';' if n else 'ha'}'>" for n in range(10))


@pytest.mark.parametrize(
    "document_type",
    [
        "<!DOCTYPE Envelope>",
        f"<!DOCTYPE Envelope [{LAUGHS}]>",
        "<!DOCTYPE Envelope [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE Envelope SYSTEM 'http://example.org/envelope.dtd'>",
    ],
)
def test_no_entity_is_ever_declared_or_fetched(document_type: str) -> None:
    text = ENVELOPE.format('<Cube time="2026-11-25"><Cube currency="USD" rate="1.1"/></Cube>')
    assert problems(text.replace("?>\n", f"?>\n{document_type}\n")) == [("2:", "rates.document_type")]
    assert problems(f"{document_type}<html/>") == [("1:", "rates.document_type")]


def test_other_xml_is_refused_by_its_first_element() -> None:
    assert problems("<html><body/></html>") == [("1:", "rates.not_ecb_xml")]


def test_everything_that_is_wrong_is_told_at_once_up_to_what_one_sitting_takes() -> None:
    two = problems("Date,USD,GBP\n2026-11-25,NaN,0\n")
    assert two == [("2:USD", "rates.number"), ("2:GBP", "rates.zero")]
    many = problems("Date,USD\n" + "".join(f"2026-11-25,x{line}\n" for line in range(200)))
    assert len(many) == MOST_FAULTS + 1
    assert many[-1][1] == "rates.more"


@given(content=st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused(content: bytes) -> None:
    for before in (b"", b"Date,USD\n", b"<"):
        faults: Sequence[Fault] = ()
        try:
            assert read(before + content)
        except RuleBrokenError as error:
            faults = error.faults
        assert all(Place.of(each.field) for each in faults)
