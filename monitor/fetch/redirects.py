"""Where a redirect leads, and with what method."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote_to_bytes

from monitor.errors import FetchCause, FetchError, without_query
from monitor.fetch.credentials import Cookies, origin_of
from monitor.fetch.verdict import PERMANENT

if TYPE_CHECKING:
    import httpx

_WEB = ("http", "https")
_TO_GET = frozenset({301, 302, 303})
"""After these a POST goes on as GET, as browsers do. Source: RFC 9110, 15.4.2 to 15.4.4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One address on the way, and how it is asked for."""

    url: httpx.URL
    method: Literal["GET", "POST"] = "GET"
    cookies: bytes = b""
    """What is sent as Cookie."""
    is_permanent: bool = True
    """Whether all redirects up to here were permanent."""
    seen: frozenset[tuple[str, str, bytes]] = field(default=frozenset())
    """What was asked before, with which method and cookies; empty for the first hop."""

    @property
    def user_and_password(self) -> bytes:
        """Return `user:password` of the address as they are meant, or nothing."""
        user, _, password = self.url.userinfo.partition(b":")
        return unquote_to_bytes(user) + b":" + unquote_to_bytes(password)

    @property
    def shown(self) -> str:
        """Return the address fit for messages."""
        return without_query(str(self.url))

    @property
    def clean_url(self) -> str:
        """Return the address without user, password and fragment."""
        if self.url.userinfo or self.url.fragment:
            return str(self.url.copy_with(userinfo=b"", fragment=None))
        return str(self.url)

    @property
    def moved_to(self) -> str | None:
        """Return the address if permanent redirects alone led to it."""
        return self.clean_url if self.seen and self.is_permanent else None


def address(written: str, subject: str) -> httpx.URL:
    """Return an address of the web.

    Raises:
        FetchError: it is none: cause forbidden for other schemes, else protocol.
    """
    return _of_the_web(_read(written), subject, nowhere="protocol")


def next_hop(hop: Hop, response: httpx.Response, subject: str, *, cookies: Cookies) -> Hop:
    """Return where a redirect leads from `hop`; `cookies` are those of the look.

    A user and password in an address go no further than its origin: a relative hop keeps them,
    any other brings its own or has none.

    Raises:
        FetchError: it leads nowhere, in a circle, or away from the web.
    """
    import httpx

    status = response.status_code
    location = response.headers.get("location", "").strip()
    if not location:
        raise _astray(hop, "redirects to nowhere", subject, status)
    try:
        target = hop.url.join(_read(location))
    except httpx.InvalidURL as error:
        raise _astray(hop, "redirects to what is no address", subject, status) from error
    target = _of_the_web(target, subject, nowhere="redirects")
    method: Literal["GET", "POST"] = "GET" if status in _TO_GET else hop.method
    seen = hop.seen | {(hop.method, hop.clean_url, hop.cookies)}
    following = Hop(
        url=target,
        method=method,
        cookies=cookies.header(origin_of(target)),
        is_permanent=hop.is_permanent and status in PERMANENT,
        seen=seen,
    )
    if (method, following.clean_url, following.cookies) in seen:
        raise _astray(hop, "redirects in a circle", subject, status)
    return following


def _read(written: str) -> httpx.URL:
    """Return an address, its host in the width of ASCII as browsers read it."""
    import httpx

    try:
        return httpx.URL(written)
    except httpx.InvalidURL:
        if written.isascii():
            raise
        return httpx.URL(unicodedata.normalize("NFKC", written))


def _of_the_web(url: httpx.URL, subject: str, *, nowhere: FetchCause) -> httpx.URL:
    if url.scheme in _WEB and url.host:
        return url
    cause: FetchCause = "forbidden" if url.scheme and url.scheme not in _WEB else nowhere
    fact = f"{without_query(str(url))}: only http and https addresses are fetched"
    raise FetchError(subject, fact, cause=cause)


def _astray(hop: Hop, fact: str, subject: str, status: int) -> FetchError:
    return FetchError(subject, f"{hop.shown} {fact}", cause="redirects", status=status)
