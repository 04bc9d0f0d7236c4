"""What is written to a server: the request of a hop, and who may read what of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.fetch.content_coding import ACCEPTED
from monitor.fetch.credentials import (
    Cookies,
    Headers,
    Origin,
    access_headers,
    basic,
    merged,
    origin_of,
)
from monitor.fetch.redirects import Hop
from monitor.model import Request, Role, Source

if TYPE_CHECKING:
    import httpx

_FEEDS = (
    b"application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
    b" text/xml;q=0.9, application/json;q=0.8, text/html;q=0.8, */*;q=0.5"
)
_PAGES = b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
_ACCEPT: dict[Role, bytes] = {
    "feed": _FEEDS,
    "sitemap": b"application/xml, text/xml, */*;q=0.8",
    "api": b"application/json, */*;q=0.8",
    "page": _PAGES,
    "listing": _PAGES,
}


_ACCEPTED = (b"Accept-Encoding", ACCEPTED.encode())


@dataclass(slots=True, kw_only=True)
class Letter:
    """One request as it is written to each of the servers that redirects lead to."""

    request: Request
    headers: Headers
    """For everybody."""
    own: Headers = field(default_factory=list)
    """For the origin of the request's address alone: what its kind adds."""
    own_origin: Origin | None = None
    credentials: Headers = field(default_factory=list)
    """For the origin of the source's address alone."""
    source_origin: Origin | None = None
    extensions: dict[str, str] = field(default_factory=dict)
    cookies: Cookies = field(default_factory=Cookies)

    def to(self, hop: Hop) -> httpx.Request:
        """Return the request for one hop."""
        import httpx

        headers = self.headers.copy()
        if hop.url.userinfo:
            headers.append((b"Authorization", basic(hop.user_and_password)))
        body = self.request.body if hop.method == "POST" else None
        if body is not None and self.request.content_type:
            headers.append((b"Content-Type", self.request.content_type.encode()))
        if self.own_origin is not None and origin_of(hop.url) == self.own_origin:
            headers = merged(headers, self.own)
        if self.source_origin is not None and origin_of(hop.url) == self.source_origin:
            headers = merged(headers, self.credentials)
        if hop.cookies:
            headers.append((b"Cookie", hop.cookies))
        if body is None and hop.method == "GET":
            # A request that brings its stream is taken as it is, in a fifth of the time.
            headers.append((b"Host", hop.url.netloc))
            return httpx.Request(
                hop.method,
                hop.url,
                headers=headers,
                stream=httpx.ByteStream(b""),
                extensions=self.extensions,
            )
        return httpx.Request(
            hop.method, hop.url, headers=headers, content=body, extensions=self.extensions
        )


def letter(
    source: Source, request: Request, *, user_agent: bytes, conditions: Headers, is_let_in: bool
) -> Letter:
    """Return how `request` is written; `is_let_in`: with what lets the source in.

    Raises:
        FetchError: a secret of the source cannot be read.
    """
    import httpx

    written = Letter(
        request=request,
        headers=[
            (b"User-Agent", user_agent),
            (b"Accept", _ACCEPT[request.role]),
            _ACCEPTED,
            *conditions,
        ],
    )
    if request.headers:
        target = httpx.URL(request.url)
        for name, value in request.headers:
            shown = referrer(value, target) if name.lower() == "referer" else value
            if shown:
                written.own.append((name.encode(), shown.encode()))
        written.own_origin = origin_of(target)
    if is_let_in:
        written.credentials = access_headers(source)
        written.source_origin = origin = origin_of(httpx.URL(source.url))
        for name, value in source.access.cookies.items():
            written.cookies.set(origin, name.encode(), value.encode())
    if request.cookies:
        origin = origin_of(httpx.URL(request.url))
        for one in request.cookies.split("; "):
            key, _, value = one.partition("=")
            written.cookies.set(origin, key.encode("latin-1"), value.encode("latin-1"))
    if source.access.proxy:
        written.extensions["proxy"] = source.access.proxy
    if source.access.ca_file:
        written.extensions["ca_file"] = source.access.ca_file
    return written


def referrer(written: str, target: httpx.URL) -> str:
    """Return what a server may know of where its address was found; empty: nothing.

    Another origin hears the origin alone, nobody a user or password, and none without
    encryption of an encrypted one: queries hold keys.
    Source: Referrer Policy, strict-origin-when-cross-origin, which is the default of browsers.
    """
    import httpx

    try:
        url = httpx.URL(written)
    except httpx.InvalidURL:
        return ""
    if url.scheme not in ("http", "https") or (url.scheme, target.scheme) == ("https", "http"):
        return ""
    if origin_of(url) == origin_of(target):
        return str(url.copy_with(userinfo=b"", fragment=None))
    return str(url.copy_with(userinfo=b"", raw_path=b"/", fragment=None))
