"""HTTP: one address, conditionally, within one deadline, one cap on bytes and on redirects.

The transport is the seam for guarding (which hosts may be reached), politeness (when) and
archiving (what was answered): pass one that wraps httpx's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from monitor.clock import Clock
from monitor.errors import FetchCause, FetchError, without_query
from monitor.faults import failure
from monitor.fetch import Fetched
from monitor.fetch.content_coding import ACCEPTED, CodingError, TooLarge, decoder
from monitor.model import NotModified, Payload, Source, Validators
from monitor.patience import retry_after

MIB = 1 << 20
MAX_RETRY_AFTER = timedelta(hours=24)

_UNCONDITIONAL = Validators()
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CONTENT = frozenset({200, 203, 226})
_BLOCKED = frozenset({401, 403, 407, 412, 429, 451})
_GONE = frozenset({404, 410})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9,"
    " text/xml;q=0.9, application/json;q=0.8, text/html;q=0.8, */*;q=0.5"
)


class HttpFetcher:
    """Looks at addresses with one shared client, made on first use.

    Nothing is taken from the environment: no proxy, no certificates, no .netrc. Cookies live
    as long as one look, so that sources cannot mark each other.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        clock: Clock,
        deadline: timedelta = timedelta(seconds=30),
        max_bytes: int = 15 * MIB,
        max_redirects: int = 5,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._transport = transport
        self._client: httpx.AsyncClient | None = None

    async def fetch(self, source: Source, validators: Validators) -> AsyncIterator[Fetched]:
        """Yield the one answer of the source's address; see `get`."""
        yield await self.get(source.name, source.url, validators)

    async def get(
        self, subject: str, url: str, validators: Validators = _UNCONDITIONAL
    ) -> Payload | NotModified:
        """Return what `url` has now; the deadline holds from the first lookup to the last byte.

        Raises:
            FetchError: about `subject`; its cause says what failed.
        """
        shown = without_query(url)
        try:
            async with asyncio.timeout(self._deadline.total_seconds()):
                return await self._follow(subject, url, validators)
        except TimeoutError as error:
            fact = f"{shown}: timed out after {self._deadline.total_seconds():g} s"
            raise FetchError(subject, fact, cause="timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            cause, fact = failure(error)
            raise FetchError(subject, f"{shown}: {fact}", cause=cause) from error

    async def aclose(self) -> None:
        """Close all connections; the next look opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _follow(
        self, subject: str, url: str, validators: Validators
    ) -> Payload | NotModified:
        """Follow redirects by hand: each hop is counted and its scheme looked at."""
        client = self._opened()
        cookies = httpx.Cookies()
        target = _http_address(httpx.URL(url), subject, cause="protocol")
        for _ in range(self._max_redirects + 1):
            request = client.build_request("GET", target, headers=_conditions(validators))
            cookies.set_cookie_header(request)
            try:
                response = await client.send(request, stream=True, follow_redirects=False)
            except httpx.InvalidURL as error:  # the next hop's: it looks ahead
                fact = f"{without_query(str(target))} redirects to what is no address"
                raise FetchError(subject, fact, cause="redirects") from error
            try:
                if response.status_code not in _REDIRECTS:
                    return await self._answer(subject, response, validators)
            finally:
                await response.aclose()
            cookies.extract_cookies(response)
            target = _next_hop(response, subject)
        fact = f"{without_query(url)}: more than {self._max_redirects} redirects"
        raise FetchError(subject, fact, cause="redirects")

    def _opened(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = httpx.AsyncClient(
                transport=self._transport,
                headers={
                    "User-Agent": self._user_agent,
                    "Accept": _ACCEPT,
                    "Accept-Encoding": ACCEPTED,
                },
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                timeout=None,  # noqa: S113 - one deadline over all of it, in `get`
                trust_env=False,
            )
        return self._client

    async def _answer(
        self, subject: str, response: httpx.Response, validators: Validators
    ) -> Payload | NotModified:
        """Return what a final answer says, or raise what it refuses."""
        shown = without_query(str(response.url))
        status = response.status_code
        given = Validators(
            etag=_verbatim(response, b"etag"),
            last_modified=_verbatim(response, b"last-modified"),
        )
        if status == HTTPStatus.NOT_MODIFIED and validators != _UNCONDITIONAL:
            return NotModified(
                validators=Validators(
                    etag=given.etag or validators.etag,
                    last_modified=given.last_modified or validators.last_modified,
                )
            )
        if status == HTTPStatus.NO_CONTENT:
            fact = f"{shown} answered 204 No Content"
            raise FetchError(subject, fact, cause="empty", status=status)
        if status not in _CONTENT:
            raise self._refusal(subject, response)
        body = await self._body(subject, response)
        if not body:
            fact = f"{shown} answered with no content"
            raise FetchError(subject, fact, cause="empty", status=status)
        return Payload(
            body=body,
            url=str(response.url.copy_with(userinfo=b"", fragment=None)),
            content_type=response.headers.get("content-type") or None,
            fetched_at=self._clock(),
            validators=given,
        )

    async def _body(self, subject: str, response: httpx.Response) -> bytes:
        """Return the decoded body; reading stops at the first byte over the cap."""
        shown = without_query(str(response.url))
        declared = response.headers.get("content-length", "")
        try:
            if declared.isdecimal() and int(declared[:20]) > self._max_bytes:
                raise TooLarge
            if response.is_stream_consumed:  # a transport may answer from memory
                return _within(response.content, self._max_bytes)
            coding = response.headers.get("content-encoding", "")
            collected = decoder(coding, max_bytes=self._max_bytes)
            async for chunk in response.aiter_raw():
                collected.add(chunk)
            return collected.body()
        except TooLarge as error:
            fact = f"{shown}: larger than {self._max_bytes / MIB:g} MiB"
            raise FetchError(subject, fact, cause="too-large") from error
        except CodingError as error:
            raise FetchError(subject, f"{shown}: {error}", cause="decode") from error

    def _refusal(self, subject: str, response: httpx.Response) -> FetchError:
        status = response.status_code
        cause: FetchCause = (
            "blocked" if status in _BLOCKED else "gone" if status in _GONE else "http"
        )
        try:
            phrase = f" {HTTPStatus(status).phrase}"
        except ValueError:
            phrase = ""
        return FetchError(
            subject,
            f"{without_query(str(response.url))} answered {status}{phrase}",
            cause=cause,
            status=status,
            retry_after=retry_after(
                response.headers.get("retry-after", ""), now=self._clock(), longest=MAX_RETRY_AFTER
            ),
        )


def _within(body: bytes, max_bytes: int) -> bytes:
    if len(body) > max_bytes:
        raise TooLarge
    return body


def _conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """Return the headers that ask whether anything changed, byte for byte as they were given."""
    asked = (
        (b"If-None-Match", validators.etag),
        (b"If-Modified-Since", validators.last_modified),
    )
    return [(name, value.encode("latin-1", "replace")) for name, value in asked if value]


def _verbatim(response: httpx.Response, name: bytes) -> str | None:
    """Return the first header `name` with one character a byte, or None."""
    found = (value for key, value in response.headers.raw if key.lower() == name)
    return next(found, b"").decode("latin-1") or None


def _http_address(url: httpx.URL, subject: str, *, cause: FetchCause) -> httpx.URL:
    if url.scheme in ("http", "https") and url.host:
        return url
    fact = f"{without_query(str(url))}: only http and https addresses are fetched"
    raise FetchError(subject, fact, cause=cause)


def _next_hop(response: httpx.Response, subject: str) -> httpx.URL:
    """Return where a redirect leads.

    A user and password in an address go no further than its origin: a relative hop keeps them,
    any other brings its own or has none.
    """
    shown = without_query(str(response.url))
    location = response.headers.get("location", "")
    if not location:
        fact = f"{shown} redirects to nowhere"
        raise FetchError(subject, fact, cause="redirects", status=response.status_code)
    try:
        target = response.url.join(location)
    except httpx.InvalidURL as error:
        fact = f"{shown} redirects to what is no address"
        raise FetchError(subject, fact, cause="redirects", status=response.status_code) from error
    return _http_address(target, subject, cause="redirects")
