"""Which addresses a push may be sent to: those of the push services in the settings, by https.

A browser says where it is reached, and whoever pretends to be a browser may say anything. So an
address is looked at when it is given and again before each sending (OWASP Server-Side Request
Forgery Prevention cheat sheet, case 2).
"""
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from peoplehub.push.models import LONGEST_ENDPOINT

PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?&=%+,;@!$*()]+")  # no space, backslash, quote or fragment
HTTPS_PORT = 443
ROUTABLE_V6 = ip_network("2000::/3")
WRAPS_V4 = ip_network("2002::/16")  # 6to4: an address of the old kind is inside


class EndpointRefused(ValueError):
    """An address that nothing is sent to, and why."""


@dataclass(frozen=True)
class Target:
    """An address that was looked at, in its parts; `service` is the line of the settings that lets
    it pass, `path` begins with a slash and holds the query."""

    host: str
    port: int
    path: str
    service: str

    @property
    def origin(self) -> str:
        return f"https://{self.netloc}"

    @property
    def netloc(self) -> str:
        return self.host if self.port == HTTPS_PORT else f"{self.host}:{self.port}"


def target_of(endpoint: str, services: Sequence[str]) -> Target:
    """The parts of an `endpoint` of one of these `services`. Raises EndpointRefused."""
    if len(endpoint) > LONGEST_ENDPOINT or not PLAIN.fullmatch(endpoint):
        raise EndpointRefused("not an address")
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port or HTTPS_PORT
    except ValueError as error:
        raise EndpointRefused("not an address") from error
    if parts.scheme != "https" or "@" in parts.netloc:
        raise EndpointRefused("not plainly https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(host, port, path, "")
    service = next((one for one in services if _fits(target.netloc, one)), None)
    if service is None:
        raise EndpointRefused("not a push service of the settings")
    return Target(host, port, path, service)


def public_address(host: str, port: int, *, loopback_too: bool = False) -> str:
    """The numeric address of `host`. Raises EndpointRefused where any that it has is not of the
    public internet, OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        if not _is_public(ip_address(address)) and not loopback_too:
            raise EndpointRefused("not an address of the public internet")
    return addresses[0]


def _fits(netloc: str, service: str) -> bool:
    """`service` is a name, or `*.` and the end of names below it; with a port unless it is 443."""
    if service.startswith("*."):
        return netloc.endswith(service[1:]) and len(netloc) >= len(service)
    return netloc == service


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address not in ROUTABLE_V6 or address in WRAPS_V4:
            return False
    return address.is_global and not address.is_multicast
