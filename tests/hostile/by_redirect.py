"""Redirects: in circles, to nowhere, off the web, and to places inside in all spellings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.model import Access
from tests.hostile.behaviour import (
    ONE,
    Answer,
    Behaviour,
    Expected,
    Failed,
    Stored,
    Wire,
    head,
    raw,
    says,
)
from tests.mailboxes import Word
from tests.receivers import CERTIFICATE

SECRET = "s3cret-of-the-source"
INSIDE = "inside.example"
"""A public name that leads to 127.0.0.1."""
BOTH = "both.example"
"""A public name that leads to a server of the street and to 127.0.0.1."""
REBINDING = "rebinding.example"
"""A name that leads to a server of the street first, and after a restart to 127.0.0.1."""
_NOWHERE = "only http and https addresses are fetched"
_SECRETS: Mapping[str, Any] = {
    "headers": {"X-Token": SECRET},
    "cookies": {"session": SECRET},
    "bearer": Word(SECRET),
}


def to(location: str, status: str = "302 Found") -> Answer:
    return says(status, f"Location: {location}")


async def chain(wire: Wire) -> None:
    """20 hops."""
    number = int(wire.asked.path.removeprefix("/feed") or 0)
    if number < 20:
        await to(f"/feed{number + 1}")(wire)
    else:
        await wire.send(head("200 OK"), ONE)


async def endless_path(wire: Wire) -> None:
    await to(f"{wire.asked.path}/{'x' * 1000}")(wire)


async def cookies_in_a_circle(wire: Wire) -> None:
    """Let in whoever shows the cookie, as some firewalls do."""
    if "pass=1" in wire.asked.headers.get("cookie", ""):
        await wire.send(head("200 OK"), ONE)
    else:
        await says("302 Found", "Set-Cookie: pass=1; Path=/", "Location: /feed")(wire)


async def oddly_relative(wire: Wire) -> None:
    if wire.asked.path == "/feed":
        await to("./../a/../there?q=1#part")(wire)
    elif wire.asked.path == "/there?q=1":
        await wire.send(head("200 OK"), ONE)
    else:
        await wire.send(head("404 Not Found"))


def inside(name: str, location: str, words: str = "", expects: Expected | None = None) -> Behaviour:
    return Behaviour(
        name=f"redirects inside: {name}",
        answer=to(location),
        expects=expects or Failed(cause="forbidden", words=words),
    )


_INSIDE = (
    inside("loopback", "http://127.0.0.1:{inside}/", "loopback"),
    inside("without scheme", "//127.0.0.1:{inside}/", "loopback"),
    inside("short form", "http://127.1:{inside}/", "loopback"),
    inside("decimal", "http://2130706433:{inside}/", "loopback"),
    inside("hexadecimal", "http://0x7f000001:{inside}/", "loopback"),
    inside("octal", "http://017700000001:{inside}/", "loopback"),
    inside("octal parts", "http://0177.0.0.01:{inside}/", expects=Failed(cause="redirects")),
    inside("zero", "http://0:{inside}/", "this-network"),
    inside("trailing dot", "http://127.0.0.1.:{inside}/", "loopback"),
    inside("IPv6 loopback", "http://[::1]:{inside}/", "loopback"),
    inside("IPv6 unspecified", "http://[::]:{inside}/", "reserved"),
    inside("IPv4 mapped", "http://[::ffff:127.0.0.1]:{inside}/", "loopback"),
    inside("IPv4 mapped, in hexadecimal", "http://[::ffff:7f00:1]:{inside}/", "loopback"),
    inside("IPv4 compatible", "http://[::127.0.0.1]:{inside}/", "reserved"),
    inside("NAT64", "http://[64:ff9b::7f00:1]:{inside}/", "loopback"),
    inside("6to4", "http://[2002:7f00:1::]:{inside}/", "6to4"),
    inside("a user before it", "http://example.org@127.0.0.1:{inside}/", "loopback"),
    inside(
        "coded letters", "http://%31%32%37.0.0.1:{inside}/", expects=Failed(cause="unreachable")
    ),
    inside("localhost", "http://localhost:{inside}/", "leads inside"),
    inside("a public name", f"http://{INSIDE}:{{inside}}/", f"{INSIDE} leads inside"),
    inside("metadata of a cloud", "http://169.254.169.254/latest/meta-data/", "link-local"),
    inside("metadata in decimal", "http://2852039166/latest/meta-data/", "link-local"),
    inside("metadata of Azure", "http://168.63.129.16/machine", "cloud metadata"),
    inside("metadata of Alibaba", "http://100.100.100.200/latest/", "carrier-grade NAT"),
    inside("a router", "http://192.168.1.1/", "private"),
    inside("IPv6 local", "http://[fd00:ec2::254]/latest/", "private"),
)


def off_the_web(location: str) -> Behaviour:
    return Behaviour(
        name=f"redirects off the web: {location.partition(':')[0]}",
        answer=to(location),
        expects=Failed(cause="forbidden", words=_NOWHERE),
    )


BEHAVIOURS = (
    Behaviour(
        name="redirects to itself",
        answer=to("/feed"),
        expects=Failed(cause="redirects", words="redirects in a circle"),
    ),
    Behaviour(
        name="redirects 20 times",
        answer=chain,
        expects=Failed(cause="redirects", words="more than 5 redirects"),
        requests=6,
    ),
    Behaviour(
        name="redirects to ever longer paths",
        answer=endless_path,
        expects=Failed(cause="redirects", words="more than 5 redirects"),
        requests=6,
    ),
    Behaviour(
        name="redirects without saying where",
        answer=says("302 Found"),
        expects=Failed(cause="redirects", words="redirects to nowhere"),
    ),
    Behaviour(
        name="redirects to no address",
        answer=to("http://[::1/"),
        expects=Failed(cause="redirects", words="redirects to what is no address"),
    ),
    Behaviour(
        name="redirects to a port that is none",
        answer=to("http://127.0.0.1:99999999/"),
        expects=Failed(cause="forbidden"),
    ),
    Behaviour(
        name="redirects by a header with a bare CR",
        answer=raw("HTTP/1.1 302 Found\r\nLocation: /a\rX: y\r\n\r\n"),
        expects=Failed(cause="protocol"),
    ),
    Behaviour(
        name="redirects by backslashes, which browsers take for a host",
        answer=to("http:\\\\127.0.0.1:{inside}\\"),
        expects=Failed(cause="redirects"),
        requests=2,
    ),
    Behaviour(
        name="redirects oddly but rightly",
        answer=oddly_relative,
        expects=Stored(items=1),
        requests=2,
    ),
    Behaviour(
        name="wants a cookie back",
        answer=cookies_in_a_circle,
        expects=Stored(items=1),
        requests=2,
    ),
    Behaviour(
        name="sets a cookie for everybody and sends on",
        answer=says(
            "302 Found",
            f"Set-Cookie: spy={SECRET}; Domain=.example.org; Path=/",
            f"Set-Cookie: spy={SECRET}; Domain=127.0.99.1",
            "Location: {neighbour}",
        ),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="sends on whoever comes with secrets",
        answer=to("{neighbour}", "307 Temporary Redirect"),
        source={"access": Access(**_SECRETS)},
        expects=Stored(items=1),
    ),
    Behaviour(
        name="sends on from TLS to none with secrets",
        listens="tls",
        asks_by="https",
        number="127.0.0.1",
        answer=to("{neighbour}", "308 Permanent Redirect"),
        source={"access": Access(ca_file=str(CERTIFICATE), **_SECRETS)},
        expects=Stored(items=1),
    ),
    Behaviour(
        name="stands at a name that leads inside as well",
        host=BOTH,
        answer=says("200 OK", body=ONE),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="leads its name inside after a while",
        host=REBINDING,
        answer=says("200 OK", body=ONE),
        expects=Stored(items=1),
        later=Failed(cause="forbidden", words=f"{REBINDING} leads inside"),
    ),
    *(
        off_the_web(location)
        for location in (
            "file:///etc/passwd",
            "ftp://127.0.0.1:{inside}/",
            "gopher://127.0.0.1:{inside}/_GET",
            "javascript:alert(1)",
            "data:text/xml,<rss/>",
            "dict://127.0.0.1:{inside}/",
        )
    ),
    *_INSIDE,
)
