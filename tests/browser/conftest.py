"""One product and one Chromium for all browser tests, gone before other tests run."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium
from tests.browser.visitors import Visitors
from tests.product import Product, running_product

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


@pytest.fixture(scope="package")
def product() -> Iterator[Product]:
    """Run the product with its sample plans; in the end it stops cleanly and has logged no error."""
    with running_product() as running:
        yield running
        assert running.process.poll() is None, f"it stopped by itself: {running.log}"
        assert running.stop() == []
        assert running.process.returncode == 0
        assert [line for line in running.log.splitlines() if re.search(r"\[(error|warning)", line, re.IGNORECASE)] == []


@pytest.fixture(scope="package")
def everybody(product: Product) -> Iterator[Visitors]:
    """Give a Chromium in which people visit the product."""
    with chromium() as browser:
        yield Visitors(browser=browser, address=product.address)


@pytest.fixture
def visitors(everybody: Visitors) -> Iterator[Visitors]:
    """Let people visit; their browsers have nothing to complain of."""
    everybody.complaints.clear()
    yield everybody
    assert everybody.complaints == []


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, visitors: Visitors) -> Iterator[Page]:
    """Open a country lead's browser, with and without scripts."""
    with ExitStack() as stack:
        yield stack.enter_context(visitors.visit("country-lead", java_script_enabled=bool(request.param)))
