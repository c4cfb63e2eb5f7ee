"""Where a server of others really is, and whether it may be called."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

LookUp = Callable[..., Any]
"""`socket.getaddrinfo`, or what stands in for it."""
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses that hold another one inside: what they lead to cannot be seen from here.
_WRAPPED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))


class NoAnswer(Exception):
    """The server did not answer (in time, whole): it is not known whether it did what was asked."""


class NotAllowed(Exception):
    """This address may not be called: not https, or inside our own network."""


def addresses_of(
    host: str, port: int, near: frozenset[str], look_up: LookUp = socket.getaddrinfo
) -> tuple[str, ...]:
    """The addresses of a host, in the order in which to try them.

    One that lies in our own network refuses the whole name, unless it is listed in `near`: a name
    that answers with a public and a private address is up to something. Raises NotAllowed, and
    NoAnswer when nobody knows the name.
    """
    try:
        found = look_up(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NoAnswer("there is no server with this name") from unknown
    addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    if host not in near and not all(is_public(address) for address in addresses):
        raise NotAllowed(f"{host} is inside our own network")
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the internet at large."""
    number: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if any(number in net for net in _WRAPPED) or number.teredo:
            return False
        number = number.ipv4_mapped or number
    return number.is_global and not number.is_multicast
