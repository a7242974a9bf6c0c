"""Whose request it is: the client's address, where proxies are believed only when the settings name them."""

from __future__ import annotations

import ipaddress
from functools import cache

from litestar.types import Scope

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
HOME_PREFIX = 64
"""An IPv6 customer has at least this prefix to themselves, so single addresses in it tell nobody apart."""


def client_address(scope: Scope, trusted_proxies: tuple[str, ...]) -> str:
    """Give the address that failed sign-ins are counted by: an IPv4 address or an IPv6 /64 network.

    ``X-Forwarded-For`` is read from its end, where the nearest proxy has written, and only as far as proxies are
    trusted; what stands before that is the client's own claim.
    """
    address = peer(scope)
    claimed = forwarded(scope, b"x-forwarded-for") if is_trusted(address, trusted_proxies) else []
    while claimed and is_trusted(address, trusted_proxies):
        address = claimed.pop()
    return network_of(address)


def is_behind_proxy(scope: Scope, trusted_proxies: tuple[str, ...]) -> bool:
    """Tell whether the request came through a trusted proxy."""
    return is_trusted(peer(scope), trusted_proxies)


def peer(scope: Scope) -> str:
    """Give the address at the other end of the connection; empty for a socket file."""
    client = scope.get("client")
    return client[0] if client else ""


def forwarded(scope: Scope, name: bytes) -> list[str]:
    """Give the entries of a header that proxies append to, in order."""
    values = b",".join(value for header, value in scope["headers"] if header == name).decode("latin-1")
    return [part.strip() for part in values.split(",") if part.strip()]


def is_trusted(address: str, trusted_proxies: tuple[str, ...]) -> bool:
    """Tell whether an address is one of the proxies that are believed."""
    parsed = parse(address)
    return parsed is not None and any(parsed in network for network in networks(trusted_proxies))


def network_of(address: str) -> str:
    """Give the part of an address that tells one client from another."""
    parsed = parse(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, HOME_PREFIX), strict=False))
    return str(parsed) if parsed else "unknown"


def parse(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Read an address; an IPv4 address in IPv6 clothes is an IPv4 address."""
    try:
        address = ipaddress.ip_address(text.removeprefix("[").partition("]")[0])
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


@cache
def networks(trusted_proxies: tuple[str, ...]) -> tuple[Network, ...]:
    """Read the setting once."""
    return tuple(ipaddress.ip_network(each) for each in trusted_proxies)
