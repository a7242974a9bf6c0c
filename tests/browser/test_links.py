"""Every link of every page: it answers, its anchor is there, and no page is without a link that leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
import pytest

from roadmap.domain.sample_accounts import SAMPLE_PASSWORD
from tests.browser.addresses import DRAFT, MILESTONE, PART, SLUGS, page_routes
from tests.browser.addresses import addresses as addresses_of

if TYPE_CHECKING:
    from tests.product import Product

pytestmark = pytest.mark.browser
LEADING: Final = {"a": "href", "img": "src", "script": "src", "link": "href", "use": "href", "source": "src"}
BAD: Final = 400
NOT_LED_TO: Final = frozenset(
    {"/sign-in", *(f"/plans/{slug}/{page}" for slug in SLUGS for page in ("milestones/merge", "upgrade"))}
    | {"/plans/scotland/diagnosis"}
)
"""What somebody who is signed in finds no link to: a form leads to merging, a newer playbook to taking it over, and
Scotland has no diagnosis."""


class Linked(HTMLParser):
    """The ids of a page and the addresses that it leads to."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.ids: set[str] = set()
        self.leads: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        if tag in LEADING and given.get(LEADING[tag]):
            self.leads.add(given[LEADING[tag]] or "")
        if tag == "form" and given.get("method", "get") == "get":
            self.leads.add(given.get("action") or "")


@dataclass(slots=True)
class Walk:
    """A walk over all that can be reached from the start page, and what was wrong on the way."""

    client: httpx.Client
    pages: dict[str, set[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _anchors: dict[tuple[str, str], str] = field(default_factory=dict)

    def go(self, start: str) -> None:
        """Follow every link within the product once."""
        waiting = [(start, "the start")]
        while waiting:
            address, found_on = waiting.pop()
            if address in self._known:
                continue
            self._known.add(address)
            waiting += [(each, address) for each in self._open(address, found_on)]
        self.broken += [
            f"{address}#{anchor} on {found_on}: no such place"
            for (address, anchor), found_on in self._anchors.items()
            if address in self.pages and anchor not in self.pages[address]
        ]

    def _open(self, address: str, found_on: str) -> list[str]:
        answer = self.client.get(address)
        if answer.status_code >= BAD:
            self.broken.append(f"{address} on {found_on}: {answer.status_code}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        read = Linked(answer.text)
        self.pages[address] = read.ids
        within = []
        for lead in read.leads:
            plain, anchor = urldefrag(urljoin(str(answer.url), lead))
            if not plain.startswith(str(self.client.base_url).rstrip("/")):
                continue
            path = plain.removeprefix(str(self.client.base_url).rstrip("/")) or "/"
            within.append(path)
            if anchor:
                self._anchors[path, anchor] = address
        return within


@pytest.fixture(scope="module")
def walk(product: Product) -> Walk:
    """Walk over the product as its administrator."""
    with httpx.Client(base_url=product.address, headers={"sec-fetch-site": "same-origin"}, trust_env=False) as client:
        form = {"email": "administrator@example.org", "password": SAMPLE_PASSWORD}
        assert client.post("/sign-in", data=form).status_code == httpx.codes.SEE_OTHER
        walk = Walk(client=client)
        walk.go("/")
    return walk


def test_every_link_within_the_product_answers_and_finds_its_place(walk: Walk) -> None:
    assert walk.broken == []


def test_every_page_is_linked_from_another(walk: Walk) -> None:
    reached = {urlsplit(address).path for address in walk.pages}
    pages = {
        address
        for pattern in page_routes()
        for address in addresses_of(pattern)
        if not {DRAFT, MILESTONE, PART} & set(address.split("/"))
    }
    assert pages - NOT_LED_TO - reached == set()
