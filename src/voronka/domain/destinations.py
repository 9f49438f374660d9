"""Where notices may go: addresses of the open internet. What a name resolves to is looked up elsewhere."""

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from msgspec import Struct

PATH = "destination.destination"  # where a fault of the address is reported; amoCRM names it twice
LONGEST = 2048
PORTS = {"http": 80, "https": 443}
UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f\\]")

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Destination(Struct, frozen=True):
    scheme: str
    host: str  # as DNS knows it: xn--…
    port: int


def parse(url: str) -> Destination | None:
    """None when nothing can be sent there."""
    if len(url) > LONGEST or UNPRINTABLE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or port == 0:
        return None
    return Destination(parts.scheme, host, port or PORTS[parts.scheme])


def is_public(address: str) -> bool:
    """Anyone on the internet reaches the same machine by it: not this one, nor its network, nor its cloud."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(each.is_global and not each.is_multicast for each in (found, *_embedded(found)))


def _embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """IPv6 has several ways to say an IPv4 address."""
    if isinstance(address, IPv4Address):
        return []
    ways = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        ways.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [found for found in ways if found is not None]
