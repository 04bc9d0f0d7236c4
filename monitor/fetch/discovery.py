"""Asking a site where its feeds are: every lead is fetched and read before it is believed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from monitor import dates
from monitor.errors import FetchError, SourceError, without_address
from monitor.fetch import Fetcher
from monitor.kinds import KINDS, parse
from monitor.kinds.discovery import (
    Lead,
    distinct,
    leads_on_page,
    sitemap_places,
    usual_places,
)
from monitor.model import FeedInfo, Payload, RawItem, Request, Source, Validators
from monitor.text import one_line, without_markup

_AT_ONCE = 4
_COMPARED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed or sitemap that was fetched and read; or a lead that the site gave and that fails."""

    url: str
    kind: str
    clue: str
    title: str | None = None
    language: str | None = None
    items: int = 0
    newest: str | None = None
    """ISO 8601 as exact as it is written; None where no item has a date."""
    fact: str | None = None
    """What is wrong with it; None: it works."""
    sample: tuple[str, ...] = ()
    """Its first addresses: two leads that share them are one feed."""


async def discover(
    fetcher: Fetcher, url: str, *, seen: Callable[[str], None] = lambda words: None
) -> list[Found]:
    """Return the feeds and sitemaps of the site at `url`, those that it declares first.

    Where `url` is a feed itself, it is the only one. What is not there at a usual place is left
    out; what the site names but does not serve is returned with the fact.

    Raises:
        FetchError: the address cannot be had.
    """
    # As a feed, which robots.txt is not asked for: it may be one, and a person asked for it, once.
    page = await _payload(fetcher, url, Request(url=url))
    given = _read(Lead(page.url, "given"), page)
    if isinstance(given, Found) or not _may_be_page(page):
        found = given if isinstance(given, Found) else None
        return [found] if found else [Found(url=url, kind="feed", clue="given", fact=str(given))]
    try:
        named = list(leads_on_page(page))
    except SourceError:
        named = []
    leads = [*named, *usual_places(page.url), *await _sitemaps(fetcher, page.url)]
    limit = asyncio.Semaphore(_AT_ONCE)

    async def look(lead: Lead) -> Found | None:
        async with limit:
            found = await _look(fetcher, lead)
            seen(lead.url)
            return found

    looks = await asyncio.gather(*(look(lead) for lead in distinct(leads)))
    return _without_doubles(one for one in looks if one is not None)


def _may_be_page(page: Payload) -> bool:
    return b"<" in page.body[:4096]


async def _sitemaps(fetcher: Fetcher, url: str) -> list[Lead]:
    if "sitemap" not in KINDS:
        return []
    robots = urljoin(url, "/robots.txt")
    try:
        text = (await _payload(fetcher, url, Request(url=robots))).body.decode("utf-8", "replace")
    except FetchError:
        text = ""
    return list(sitemap_places(url, text))


async def _look(fetcher: Fetcher, lead: Lead) -> Found | None:
    """Return what is at a lead; None for a guess that leads nowhere."""
    try:
        payload = await _payload(fetcher, lead.url, Request(url=lead.url, role=lead.kind))
        found: Found | SourceError = _read(lead, payload)
    except FetchError as error:
        found = error
    if isinstance(found, Found):
        return found
    if lead.clue == "usual place":
        return None
    return Found(url=lead.url, kind=lead.kind, clue=lead.clue, fact=without_address(found.fact))


async def _payload(fetcher: Fetcher, url: str, ask: Request) -> Payload:
    source = Source(name=urlsplit(url).hostname or url, kind="feed", url=url)
    async with aclosing(fetcher.fetch(source, ask, Validators())) as answers:
        async for answer in answers:
            if isinstance(answer, Payload):
                return answer
    raise FetchError(source.name, f"{ask.url}: no answer", cause="empty")


def _read(lead: Lead, payload: Payload) -> Found | SourceError:
    """Return what the payload holds as the lead's kind, or why it is none."""
    kind = KINDS[lead.kind]
    options = kind.options() if kind.options else None
    source = Source(name=lead.kind, kind=lead.kind, url=lead.url, options=options)
    try:
        parsed = parse(source, payload)
    except SourceError as error:
        return error
    feed = parsed.feed or FeedInfo()
    return Found(
        url=lead.url,
        kind=lead.kind,
        clue=lead.clue,
        title=without_markup(one_line(feed.title)) if feed.title else None,
        language=feed.language,
        items=len(parsed.items) or len(parsed.follow),
        newest=newest(parsed.items),
        sample=tuple(item.url or "" for item in parsed.items[:_COMPARED]),
    )


def newest(items: Iterable[RawItem], *, timezone: str = "UTC") -> str | None:
    """Return the latest date of publication or change among items, as it is written, or None."""
    readings = [
        reading
        for item in items
        for written in (item.published or item.updated,)
        if written and (reading := dates.read(written, timezone=timezone))
    ]
    return max(readings, key=lambda one: one.at).iso() if readings else None


def _without_doubles(found: Iterable[Found]) -> list[Found]:
    """Return each feed once: many sites serve one under several addresses."""
    kept: list[Found] = []
    for one in found:
        if not any(one.sample and one.sample == other.sample for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.fact is not None, one.kind != "feed"))
