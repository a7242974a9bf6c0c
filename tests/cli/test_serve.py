"""`roadmap serve` stops cleanly: no process stays, nobody is reported killed who stopped, nobody waits for ever."""

from __future__ import annotations

import signal
import socket
import sys
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from roadmap.domain.sample_accounts import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from tests.product import Product, running_product

if TYPE_CHECKING:
    from tests.databases import Databases

IMPATIENT = """
import sys, roadmap.cli, roadmap.cli.serve
roadmap.cli.serve.SECONDS_TO_FINISH = 1
sys.argv[1:] = ["serve"]
roadmap.cli.main()
"""
"""The same product, with less patience for requests that never end."""
UNFINISHED = {
    "headers": b"GET / HTTP/1.1\r\nHost: x\r\n",
    "body": b"POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nemail",
}


def connected(product: Product) -> socket.socket:
    place = urlsplit(product.address)
    return socket.create_connection((place.hostname, place.port), timeout=5)


def stops_cleanly(product: Product, number: signal.Signals) -> bool:
    """Tell whether it stops while one connection is kept by a browser and another was never used."""
    used = HTTPConnection(urlsplit(product.address).netloc, timeout=5)
    used.request("GET", "/sign-in")
    used.getresponse().read()
    with connected(product):
        left = product.stop(number)
    used.close()
    said = product.log.splitlines()
    return (left, product.process.returncode, said) == ([], 0, [f"roadmap is at {product.address} (Ctrl-C stops it)"])


def test_it_says_where_it_is_and_with_which_accounts_its_sample_plans_can_be_tried() -> None:
    with running_product() as product:
        assert product.stop() == []
        first, second, *accounts = product.log.splitlines()[:8]
    assert first == f"roadmap is at {product.address} (Ctrl-C stops it)"
    assert SAMPLE_PASSWORD in second
    assert [each.split()[0] for each in accounts] == [each.email for each in SAMPLE_ACCOUNTS]


def test_a_stop_leaves_no_process_and_no_database_running() -> None:
    with running_product(sample="off") as product:
        assert len(product.family()) > 5
        assert stops_cleanly(product, signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP], ids=lambda each: each.name)
async def test_the_terminals_signals_stop_it_as_well(databases: Databases, number: signal.Signals) -> None:
    async with databases.copy("template0") as dsn:
        with running_product(sample="off", database=dsn) as product:
            assert stops_cleanly(product, number)


@pytest.mark.parametrize("part", UNFINISHED)
async def test_a_request_that_never_ends_is_cut_off_at_a_stop(databases: Databases, part: str) -> None:
    async with databases.copy("template0") as dsn:
        with running_product(sample="off", database=dsn, command=(sys.executable, "-c", IMPATIENT)) as product:
            with connected(product) as unfinished:
                unfinished.sendall(UNFINISHED[part])
                time.sleep(0.5)
                assert product.stop() == []
            assert product.process.returncode == 0
            assert "a request was cut off: it took more than 1 seconds after the stop" in product.log
