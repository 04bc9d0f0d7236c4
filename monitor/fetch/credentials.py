"""What is sent to a source's own origin and to nobody else: headers, cookies, credentials."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import TYPE_CHECKING

from monitor.errors import ConfigError, FetchError
from monitor.model import Access, Source

if TYPE_CHECKING:
    import httpx

Headers = list[tuple[bytes, bytes]]
Origin = tuple[str, str, int]

_PORTS = {"http": 80, "https": 443}
_MAX_COOKIES = 50
_MAX_COOKIE_BYTES = 4096
"""Source: RFC 6265, 6.1, taken as the most instead of the least."""


def origin_of(url: httpx.URL) -> Origin:
    """Return scheme, host and port of an address."""
    return url.scheme, url.host, url.port or _PORTS.get(url.scheme, 0)


def access_headers(source: Source) -> Headers:
    """Return the headers by which `source` is let in, cookies not among them.

    Raises:
        FetchError: a secret is not where it was said to be.
    """
    access = source.access
    headers = [_header(name, value) for name, value in access.headers.items()]
    try:
        if access.bearer is not None:
            headers.append(_header("Authorization", f"Bearer {access.bearer.read()}"))
        elif access.username:
            password = access.password.read() if access.password is not None else ""
            headers.append((b"Authorization", basic(f"{access.username}:{password}".encode())))
        if access.api_key is not None:
            headers.append(_header(access.api_key_header, access.api_key.read()))
    except ConfigError as error:
        fact = f"its secret cannot be read: {error.problems[0]}"
        raise FetchError(source.name, fact, cause="unreadable") from error
    return headers


def is_open(access: Access) -> bool:
    """Say whether everybody is let in, so that there is nothing to send."""
    return not (
        access.headers
        or access.cookies
        or access.username
        or access.bearer is not None
        or access.api_key is not None
    )


def basic(user_and_password: bytes) -> bytes:
    """Return the value of Authorization for `user:password`. Source: RFC 7617."""
    return b"Basic " + base64.b64encode(user_and_password)


def merged(headers: Iterable[tuple[bytes, bytes]], own: Headers) -> Headers:
    """Return `headers` with those of `own` in place of the ones of the same name."""
    named = {name.lower() for name, _ in own}
    return [one for one in headers if one[0].lower() not in named] + own


class Cookies:
    """The cookies of one look, by origin: those configured, and those that answers set.

    Paths, domains and ages do not count: a look is over before they matter.
    """

    def __init__(self) -> None:
        self._jars: dict[Origin, dict[bytes, bytes]] = {}

    def set(self, origin: Origin, name: bytes, value: bytes) -> None:
        """Keep a cookie for `origin`, within bounds."""
        jar = self._jars.setdefault(origin, {})
        if len(jar) < _MAX_COOKIES and len(name) + len(value) <= _MAX_COOKIE_BYTES:
            jar[name] = value

    def take(self, origin: Origin, answer: httpx.Headers) -> None:
        """Keep what an answer of `origin` sets."""
        for name, value in answer.raw:
            if name.lower() == b"set-cookie":
                key, equals, rest = value.partition(b";")[0].partition(b"=")
                if equals and key.strip():
                    self.set(origin, key.strip(), rest.strip())

    def header(self, origin: Origin) -> bytes:
        """Return the value of Cookie for a request to `origin`; empty: send none."""
        jar = self._jars.get(origin)
        return b"; ".join(b"%b=%b" % one for one in jar.items()) if jar else b""


def _header(name: str, value: str) -> tuple[bytes, bytes]:
    return name.encode("ascii", "replace"), value.encode("utf-8")
