"""Addresses: where a redirect may lead, and whose request it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap.web.client_address import client_address
from roadmap.web.render import local_path

HERE = "https://plans.example.org/sign-in"
# What browsers drop or read as a slash before they look for a host.
TRICKY = st.text(st.sampled_from("/\\.:@?#%&= \t\r\n\x00é\u2028evil"), max_size=12)


@given(st.one_of(st.text(max_size=40), TRICKY, TRICKY.map("/".__add__), TRICKY.map("//".__add__)))
@example("//evil.example")
@example("/\\evil.example")
@example("/\t/evil.example")
@example("http://[")
@example("//[")
@example("/" + "x" * 5_000)
@example("/\ud800")
def test_a_redirect_never_leaves_the_site_and_always_fits_a_header(address: str) -> None:
    led = local_path(address)
    assert led.startswith("/")
    assert led.isascii()
    assert led.isprintable()
    as_browsers_do = led.replace("\\", "/").translate({ord(each): None for each in "\t\r\n"})
    assert urlsplit(urljoin(HERE, as_browsers_do))[:2] == ("https", "plans.example.org")
    assert local_path(led) == led


@pytest.mark.parametrize("address", ["/", "/plans/croatia?status=late&theme=money#m-3", "/a%20b", "/plans/..//x"])
def test_an_address_of_the_site_is_led_on_to_as_it_is(address: str) -> None:
    assert local_path(address) == address


def test_letters_beyond_ascii_are_written_as_a_header_needs_them() -> None:
    assert local_path("/help?q=é") == "/help?q=%C3%A9"


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "counted"),
    [
        ("203.0.113.7", [], (), "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], (), "203.0.113.7"),
        ("10.0.0.1", ["198.51.100.1"], ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6, 198.51.100.1"], ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", ["6.6.6.6", "198.51.100.1, 10.0.0.2"], ("10.0.0.0/8",), "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], ("10.0.0.0/8",), "10.0.0.3"),
        ("10.0.0.1", ["nonsense"], ("10.0.0.0/8",), "unknown"),
        ("10.0.0.1", [], ("10.0.0.0/8",), "10.0.0.1"),
        ("::ffff:203.0.113.7", [], (), "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", [], (), "2001:db8:1:2::/64"),
        ("::1", ["2001:db8:1:2:aaaa::1"], ("::1",), "2001:db8:1:2::/64"),
        ("", [], (), "unknown"),
    ],
)
def test_failures_are_counted_by_the_nearest_address_that_no_trusted_proxy_has(
    peer: str, forwarded: list[str], trusted: tuple[str, ...], counted: str
) -> None:
    scope: Any = {
        "client": (peer, 1) if peer else None,
        "headers": [(b"x-forwarded-for", each.encode()) for each in forwarded],
    }
    assert client_address(scope, trusted) == counted
