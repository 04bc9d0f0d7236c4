"""Which addresses Monitor may be led to: by default only those of the public internet.

An address is judged where a connection is opened, after the name was looked up, on every hop;
`Guard.forbids_host` says the same early where the host of an address is already a number.
A configured proxy is exempt, as the operator named it; what it is asked for is judged by name.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

REMEDY = "list it in fetch.allow if that is wanted"

_SPECIAL_V4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this-network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),  # Azure's, within public space
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
"""Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890), RFC 5771."""

_UNICAST_V6 = IPv6Network("2000::/3")
"""All that is assigned for use on the public internet. Source: RFC 4291, 2.4."""
_SPECIAL_V6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::1/128", "loopback"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
        ("2001::/32", "Teredo tunnel"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4 tunnel"),
        ("3fff::/20", "documentation"),
    )
)
"""Source: IANA IPv6 Special-Purpose Address Registry."""
_EMBEDDING = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""The last 32 bits are where the packets go: v4-mapped, and NAT64 (RFC 6052)."""

_INSIDE = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet", ".corp")
"""Names that mean something only within a network."""
_DIGITS = frozenset("0123456789abcdef")
_HOST_PORT = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s/:\[\]@]+):(?P<port>\d{1,5})")


class Guard:
    """Says which addresses are refused; `allow` are the operator's exceptions.

    An entry is a network (`10.1.0.0/16`, `::1/128`, one address) or `host:port`, by name or number.
    """

    def __init__(self, allow: tuple[str, ...] = ()) -> None:
        """Take the exceptions.

        Raises:
            ValueError: an entry has a mistake; see `mistake`.
        """
        self._networks: list[IPv4Network | IPv6Network] = []
        self._places: set[tuple[str, int]] = set()
        for entry in allow:
            if mistake := self.mistake(entry):
                raise ValueError(f"{entry!r}: {mistake}")
            if (network := _network(entry)) is not None:
                self._networks.append(network)
            elif found := _HOST_PORT.fullmatch(entry.strip()):
                self._places.add((plain_host(found["host"]), int(found["port"])))

    @staticmethod
    def mistake(entry: str) -> str | None:
        """Return what is wrong with an entry of `fetch.allow`, or None."""
        if _network(entry) is not None:
            return None
        if (found := _HOST_PORT.fullmatch(entry.strip())) and 0 < int(found["port"]) < 65536:
            return None
        return "expected a network such as 10.1.0.0/16, or host:port such as intranet.example:8080"

    def forbids(self, address: str, *, host: str, port: int) -> str | None:
        """Return why `address`, to which `host` led, is refused; None: it may be reached.

        What is no address at all is refused.
        """
        number = _number(address)
        if number is None:
            return f"{address[:60]} is no address"
        what = special(number)
        if what is None or (plain_host(host), port) in self._places:
            return None
        real = _destination(number)
        if any(one in network for network in self._networks for one in (number, real)):
            return None
        return f"{real} is a {what} address; {REMEDY}"

    def forbids_host(self, host: str, *, port: int, through_proxy: bool = False) -> str | None:
        """Return why the host of an address is refused before anything is looked up, or None.

        A name is not judged here but where it leads; only a proxy, which looks it up itself and
        out of our sight, is asked for no name that has a meaning within networks alone.
        """
        number = literal(host)
        if number is not None:
            return self.forbids(str(number), host=host, port=port)
        name = plain_host(host)
        is_inside = "." not in name or f".{name}".endswith(_INSIDE)
        if through_proxy and is_inside and (name, port) not in self._places:
            return f"{name} is a name within a network; {REMEDY}"
        return None


@lru_cache(maxsize=4096)
def special(address: Address) -> str | None:
    """Return in a word what an address is other than public, or None."""
    real = _destination(address)
    if isinstance(real, IPv4Address):
        return next((what for network, what in _SPECIAL_V4 if real in network), None)
    for network, what in _SPECIAL_V6:
        if real in network:
            return what
    return None if real in _UNICAST_V6 else "reserved"


def literal(host: str) -> Address | None:
    """Return the address that a host is in any way of writing a number, or None for a name.

    Resolvers take decimal, octal, hexadecimal and short forms (inet_aton), and browsers other
    scripts' digits and dots.
    """
    plain = plain_host(host)
    if plain and (plain[-1] in _DIGITS or ":" in plain):
        return _number(plain)
    return None


def plain_host(host: str) -> str:
    """Return a host as it is compared: small, without brackets, zone, trailing dots, width."""
    if not host.isascii():
        host = unicodedata.normalize("NFKC", host).replace("\u3002", ".")
    return host.strip().lower().strip("[]").partition("%")[0].rstrip(".")


@lru_cache(maxsize=4096)
def _number(written: str) -> Address | None:
    try:
        return ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        pass  # not in the usual form
    if not written or written[0] not in "0123456789" or not written.isascii():
        return None
    try:
        return IPv4Address(socket.inet_aton(written))
    except OSError:
        return None


def _destination(address: Address) -> Address:
    if isinstance(address, IPv6Address) and any(address in network for network in _EMBEDDING):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _network(entry: str) -> IPv4Network | IPv6Network | None:
    try:
        return ipaddress.ip_network(entry.strip(), strict=False)
    except ValueError:
        return None
