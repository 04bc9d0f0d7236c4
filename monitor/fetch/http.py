"""HTTP: one request, conditionally, within one deadline, caps on bytes and on redirects.

Every hop goes through the guard (which hosts may be reached), the hosts' gate (when) and the
transport, which is the seam for carrying requests otherwise.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.clock import Clock
from monitor.errors import FetchError, without_query
from monitor.faults import failure
from monitor.fetch import Fetched
from monitor.fetch.answers import MIB, Answers
from monitor.fetch.asking import Letter, letter
from monitor.fetch.credentials import is_open, origin_of
from monitor.fetch.guard import Guard
from monitor.fetch.hosts import Hosts, NotBefore, TurnTooLate
from monitor.fetch.redirects import Hop, address, next_hop
from monitor.fetch.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from monitor.fetch.robots import ROLES, Robots
from monitor.fetch.verdict import REDIRECTS, conditions
from monitor.model import NotModified, Payload, Request, Source, Validators

if TYPE_CHECKING:
    import httpx

_UNCONDITIONAL = Validators()


@dataclass(slots=True, kw_only=True)
class _Look:
    """One request on its way through redirects."""

    source: Source
    request: Request
    validators: Validators
    limit: asyncio.Timeout
    seconds_left: float
    spacing: timedelta | None
    letter: Letter
    max_bytes: int
    cuts: bool = False
    """Take the beginning of what is larger than `max_bytes`, instead of refusing it."""


class HttpFetcher:
    """Asks servers of the web; connections are opened on first use and kept a while.

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
        max_header_bytes: int = 64 << 10,
        concurrent: int = 64,
        guard: Guard | None = None,
        hosts: Hosts | None = None,
        robots: Robots | None = None,
        obeys_robots: bool = True,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Ask under these limits; `transport` carries the requests, None for guarded curl.

        At most `concurrent` requests are under way; those that wait for their host's turn are
        none of them, and their deadline has not begun.
        """
        self._user_agent = user_agent.encode("utf-8")
        self._deadline = deadline
        self._max_bytes = max_bytes
        self._max_redirects = max_redirects
        self._max_header_bytes = max_header_bytes
        self._concurrent = concurrent
        self._guard = guard or Guard()
        self._hosts = hosts or Hosts()
        self._robots = robots or Robots()
        self._obeys_robots = obeys_robots
        self._transport = transport
        self._carrying: httpx.AsyncBaseTransport | None = None
        self._slots = asyncio.Semaphore(concurrent)
        self._answers = Answers(clock=clock)

    async def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        """Yield the one answer to `request`, None for the source's address; see `get`."""
        yield await self.get(source, request or Request(url=source.url), validators)

    async def get(
        self, source: Source, request: Request, validators: Validators = _UNCONDITIONAL
    ) -> Payload | NotModified:
        """Return the answer to `request`; the deadline holds from the look-up to the last byte.

        Raises:
            FetchError: about the source; its cause says what failed.
        """
        spacing = source.spacing
        if request.role in ROLES and self._asks_robots(source):
            wished = await self._robots.permit(source.name, request.url, self._ask_robots(source))
            spacing = max(spacing or wished, wished) if wished is not None else spacing
        return await self._look(source, request, validators, spacing=spacing)

    async def sitemaps(self, source: Source) -> tuple[str, ...]:
        """Return the addresses of the sitemaps that robots.txt of the source's site lists.

        Raises:
            FetchError: about the source: robots.txt cannot be had now.
        """
        return await self._robots.sitemaps(source.name, source.url, self._ask_robots(source))

    async def aclose(self) -> None:
        """Close all connections; the next look opens new ones."""
        carrying, self._carrying = self._carrying, None
        self._slots = asyncio.Semaphore(self._concurrent)
        if carrying is not None:
            await carrying.aclose()

    def _asks_robots(self, source: Source) -> bool:
        return self._obeys_robots if source.robots is None else source.robots

    def _ask_robots(self, source: Source) -> _AskRobots:
        return _AskRobots(self, source)

    async def beginning(self, source: Source, url: str, *, max_bytes: int) -> bytes:
        """Return the first bytes of what `url` has, without what the source is let in by.

        Raises:
            FetchError: about the source.
        """
        request = Request(url=url, role="sitemap")
        found = await self._look(
            source, request, _UNCONDITIONAL, max_bytes=max_bytes, is_foreign=True
        )
        return found.body if isinstance(found, Payload) else b""

    async def _look(
        self,
        source: Source,
        request: Request,
        validators: Validators,
        *,
        spacing: timedelta | None = None,
        max_bytes: int | None = None,
        is_foreign: bool = False,
    ) -> Payload | NotModified:
        import httpx

        deadline = (source.access.timeout or self._deadline).total_seconds()
        is_let_in = not is_foreign and not is_open(source.access)
        try:
            async with asyncio.timeout(None) as limit:
                look = _Look(
                    source=source,
                    request=request,
                    validators=validators,
                    limit=limit,
                    seconds_left=deadline,
                    spacing=spacing,
                    letter=letter(
                        source,
                        request,
                        user_agent=self._user_agent,
                        conditions=conditions(validators),
                        is_let_in=is_let_in,
                    ),
                    max_bytes=max_bytes or self._max_bytes,
                    cuts=max_bytes is not None,
                )
                return await self._follow(look)
        except TimeoutError as error:
            fact = f"{without_query(request.url)}: timed out after {deadline:g} s"
            raise FetchError(source.name, fact, cause="timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            cause, fact = failure(error)
            raise FetchError(
                source.name, f"{without_query(request.url)}: {fact}", cause=cause
            ) from error

    async def _follow(self, look: _Look) -> Payload | NotModified:
        """Follow redirects by hand: each hop is counted, guarded and waits for its turn."""
        name = look.source.name
        first = address(look.request.url, name)
        cookies = look.letter.cookies.header(origin_of(first))
        hop = Hop(url=first, method=look.request.method, cookies=cookies)
        for _ in range(self._max_redirects + 1):
            if self._transport is not None:  # ours looks itself, and after the name's look-up too
                self._refuse(look, hop.url)
            host = hop.url.host
            await self._turn(look, host)
            try:
                response = await self._carrier().handle_async_request(look.letter.to(hop))
                try:
                    if response.status_code not in REDIRECTS:
                        return await self._answered(look, hop, response)
                    look.letter.cookies.take(origin_of(hop.url), response.headers)
                finally:
                    await response.aclose()
            finally:
                self._slots.release()
                self._hosts.leave(host)
            hop = next_hop(hop, response, name, cookies=look.letter.cookies)

        fact = f"{without_query(look.request.url)}: more than {self._max_redirects} redirects"
        raise FetchError(name, fact, cause="redirects")

    def _carrier(self) -> httpx.AsyncBaseTransport:
        if self._carrying is None:
            if self._transport is not None:
                self._carrying = self._transport
            else:
                from monitor.fetch.curl import CurlTransport

                self._carrying = CurlTransport(
                    guard=self._guard, max_header_bytes=self._max_header_bytes
                )
        return self._carrying

    def _refuse(self, look: _Look, url: httpx.URL) -> None:
        """Raise FetchError where the host is a number that may not be reached."""
        port = origin_of(url)[2]
        proxy = bool(look.source.access.proxy)
        if reason := self._guard.forbids_host(url.host, port=port, through_proxy=proxy):
            fact = f"{without_query(str(url))}: {reason}"
            raise FetchError(look.source.name, fact, cause="forbidden")

    async def _turn(self, look: _Look, host: str) -> None:
        """Wait until the request may start; the deadline stands still meanwhile."""
        loop = asyncio.get_running_loop()
        if (ends_at := look.limit.when()) is not None:
            look.seconds_left = ends_at - loop.time()
            look.limit.reschedule(None)
        try:
            if not self._hosts.enters_at_once(host, look.spacing):
                await self._hosts.enter(host, look.spacing)
        except NotBefore as error:
            fact = f"{host} asked to be left alone: {error}"
            raise FetchError(
                look.source.name, fact, cause="rate-limited", retry_after=error.wait
            ) from error
        except TurnTooLate as error:
            fact = f"{host}: its turn did not come, too many requests wait for this host"
            raise FetchError(look.source.name, fact, cause="timeout") from error
        try:
            await self._slots.acquire()
        except asyncio.CancelledError:
            self._hosts.leave(host)
            raise
        look.limit.reschedule(loop.time() + look.seconds_left)

    async def _answered(
        self, look: _Look, hop: Hop, response: httpx.Response
    ) -> Payload | NotModified:
        try:
            answer = await self._answers.read(
                response,
                hop,
                subject=look.source.name,
                request=look.request,
                validators=look.validators,
                max_bytes=look.max_bytes,
                cuts=look.cuts,
            )
        except FetchError as error:
            if error.cause == "rate-limited":
                self._hosts.hold(hop.url.host, error.retry_after or timedelta(minutes=1))
            raise
        if isinstance(answer, Payload) and "set-cookie" in response.headers:
            origin = origin_of(hop.url)
            look.letter.cookies.take(origin, response.headers)
            return replace(answer, cookies=look.letter.cookies.header(origin).decode("latin-1"))
        return answer


@dataclass(frozen=True, slots=True)
class _AskRobots:
    """How the robots.txt of a site is asked for on behalf of a source."""

    fetcher: HttpFetcher
    source: Source

    async def __call__(self, url: str) -> bytes:
        return await self.fetcher.beginning(self.source, url, max_bytes=MAX_ROBOTS_BYTES)
