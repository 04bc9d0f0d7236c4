"""robots.txt: what sites ask of programs, as RFC 9309 reads it; our product token is Monitor."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.errors import FetchError, without_query
from monitor.fetch.hosts import LONGEST_SPACING

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "Monitor"
MAX_BYTES = 500 << 10
"""What is read of a robots.txt; the rest does not count. Source: RFC 9309, 2.5."""
KEPT = timedelta(hours=24)
"""Source: RFC 9309, 2.4."""
RETRIED = timedelta(minutes=10)
"""After this an unreachable robots.txt is asked for again."""
MAX_SITES = 256

ROLES = frozenset({"page", "listing", "sitemap"})
"""Roles of requests that robots.txt is asked for; feeds and APIs are made for programs."""

_NONE = frozenset({"gone", "empty", "redirects", "blocked", "forbidden", "decode"})
"""Causes that mean that there is none, so that all is allowed. Source: RFC 9309, 2.3.1.3."""

Ask = Callable[[str], Awaitable[bytes]]
"""Returns the first bytes of the robots.txt at an address, or raises FetchError."""


@dataclass(frozen=True, slots=True)
class _Known:
    until: float
    rules: Protego | None
    """None: nothing is ruled."""
    failed: FetchError | None = None


class Robots:
    """The rules of the sites asked last, for a day each."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._sites: dict[str, _Known] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def permit(self, subject: str, url: str, ask: Ask) -> timedelta | None:
        """Return how far apart the site wishes requests, None for no wish; `url` may be fetched.

        Raises:
            FetchError: about `subject`: robots.txt disallows `url`, or cannot be had now, in
                which case nothing is fetched until it can.
        """
        rules = await self._rules(subject, url, ask)
        if rules is None:
            return None
        if not rules.can_fetch(url, PRODUCT):
            fact = (
                f"{without_query(url)}: robots.txt asks programs not to fetch it;"
                ' "robots = false" in the source fetches it all the same'
            )
            raise FetchError(subject, fact, cause="robots")
        delay = rules.crawl_delay(PRODUCT)
        if delay is None or not delay > 0:  # also where it is no number
            return None
        return min(timedelta(seconds=min(delay, 1e6)), LONGEST_SPACING)

    async def sitemaps(self, subject: str, url: str, ask: Ask) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of `url`'s site lists, in its order.

        Raises:
            FetchError: robots.txt cannot be had now.
        """
        rules = await self._rules(subject, url, ask)
        return () if rules is None else tuple(dict.fromkeys(rules.sitemaps))

    async def _rules(self, subject: str, url: str, ask: Ask) -> Protego | None:
        site = site_of(url)
        known = self._sites.get(site)
        if known is None or known.until <= self._now():
            known = await self._once(site, ask)
        if known.failed is not None:
            failed = known.failed
            # A host that is not there needs no word about what was asked of it first.
            why = ", and without robots.txt nothing else is fetched"
            fact = failed.fact + (why if failed.status is not None else "")
            raise FetchError(
                subject,
                fact,
                cause=failed.cause,
                status=failed.status,
                retry_after=failed.retry_after,
            ) from failed
        return known.rules

    async def _once(self, site: str, ask: Ask) -> _Known:
        """Ask, unless somebody else has just done so."""
        async with self._asking.setdefault(site, asyncio.Lock()):
            known = self._sites.get(site)
            if known is None or known.until <= self._now():
                known = await self._asked(site, ask, known)
            self._asking.pop(site, None)
            return known

    async def _asked(self, site: str, ask: Ask, old: _Known | None) -> _Known:
        """Ask for the rules of a site; old ones hold where new ones cannot be had."""
        rules: Protego | None = None
        failed: FetchError | None = None
        kept = KEPT
        try:
            rules = _read(await ask(f"{site}/robots.txt"))
        except FetchError as error:
            if not _is_none(error):
                kept = RETRIED
                if old is not None and old.failed is None:
                    rules = old.rules
                else:
                    failed = error
        if len(self._sites) >= MAX_SITES and site not in self._sites:
            del self._sites[next(iter(self._sites))]
        self._sites.pop(site, None)  # so that the order is that of asking
        known = _Known(self._now() + kept.total_seconds(), rules, failed)
        self._sites[site] = known
        return known


def site_of(url: str) -> str:
    """Return scheme, host and port of an address: `https://a.example:8443`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def _is_none(error: FetchError) -> bool:
    """Say whether the answer means that the site has no rules: any 4xx but 429."""
    if error.status is not None and 400 <= error.status < 500:
        return error.status != 429
    return error.cause in _NONE


def _read(body: bytes) -> Protego | None:
    from protego import Protego

    text = body.decode("utf-8-sig", "replace")
    return Protego.parse(text) if text.strip() else None
