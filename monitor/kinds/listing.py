"""Lists of links in HTML: entries, links, titles and dates by the selectors of the source.

Nothing found is never an empty day: a page on which `items` selects nothing is a changed
layout, unless `empty` proves otherwise; a field that is found in no entry is drift. What an
entry says is passed on as written.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from monitor.errors import LayoutError, ParseError
from monitor.kinds.barrier import barrier, redirect
from monitor.kinds.css import compiled
from monitor.kinds.decoding import decoded
from monitor.kinds.listing_entries import Reading
from monitor.kinds.listing_options import ListingOptions, listing_mistake, listing_options
from monitor.kinds.paging import Pages, local_day
from monitor.kinds.parsed import Parsed
from monitor.kinds.selectors import (
    base_of,
    link,
    page_tree,
    places,
    shown_text,
    values,
)
from monitor.model import Payload, Request, Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["ListingOptions", "listing_mistake", "listing_request", "parse_listing"]

_MAX_ENTRIES = 2000
"""Entries of one page; the longest list of a year has some hundreds."""
_XHR = ("X-Requested-With", "XMLHttpRequest")


def listing_request(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Request:
    """Return the request for the list, or for the archive in which `until` is."""
    options = listing_options(source)
    archive = Pages(options.page, source.url)
    if until is not None and archive.by in ("year", "month"):
        url = archive.url(period=archive.current(until))
    else:
        own = Pages(source.url, source.url)
        day = until or local_day(now, source.timezone)
        url = own.url(period=own.current(day)) if own.by in ("year", "month") else source.url
    # The list behind a page changes while the page stays the same, an archive's address does not.
    is_stable = options.data is None and url == source.url
    return Request(url=url or source.url, role="listing", is_stable=is_stable)


def parse_listing(source: Source, payload: Payload) -> Parsed:
    """Return the entries of a list, top to bottom, each address once.

    Raises:
        LayoutError: no element matches `items`, no entry has a link, or the data behind the page
            are not where the options say.
        ParseError: it is no page, or a challenge or login in place of one.
    """
    options = listing_options(source)
    text, warnings = decoded(payload.body, payload.content_type, subject=source.name)
    is_data = bool(payload.request and payload.request.role == "api")
    if is_data and options.data is not None and options.data.html:
        text = _html_in(text, options.data.html, source.name)
    if not text.strip():
        raise ParseError(source.name, "the page is empty")
    root, cut = page_tree(text, subject=source.name, remove=options.remove)
    if options.data is not None and not is_data:
        return Parsed(items=(), follow=(_data_request(source, options, root, payload),))
    entries = compiled(options.items)(root)
    if not entries:
        return _nothing(source, options, root, payload, text)
    reading = Reading(source, options, payload, base=base_of(root, _address(source, payload)))
    items = tuple(reading.items(entries[:_MAX_ENTRIES]))
    if not items and reading.without_link == reading.entries > 0:
        raise LayoutError(
            source.name,
            f'none of {reading.entries} entries of items "{options.items}" has a link;'
            " compare options.items and options.link with the page",
        )
    if len(entries) > _MAX_ENTRIES:
        cut = f"only the first {_MAX_ENTRIES:,} of {len(entries):,} entries were read"
    drift = (*reading.drift(), *((cut,) if cut else ()), *warnings)
    return Parsed(items=items, older=_older(source, options, root, payload), drift=drift)


def _html_in(text: str, path: str, subject: str) -> str:
    """Return the HTML at a path such as `data.html` of a JSON answer."""
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        blocked = barrier(text)
        fact = f"is {blocked}" if blocked else "is no JSON"
        raise ParseError(subject, f"the answer behind the page {fact}") from error
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, str):
        raise LayoutError(subject, f'no HTML at "{path}" of the answer; see options.data.html')
    return found


def _data_request(
    source: Source, options: ListingOptions, root: HtmlElement, payload: Payload
) -> Request:
    """Return the request for the list behind a page."""
    data = options.data
    base = base_of(root, payload.url)
    url = link(root, places(data.url), base) if data else None
    if data is None or url is None:
        wanted = data.url if data else ""
        raise LayoutError(source.name, f'no element matches data.url "{wanted}"')
    written = next(values(root, places(data.query)), "") if data.query else ""
    if data.query and not written:
        raise LayoutError(source.name, f'no element matches data.query "{data.query}"')
    query = urlencode(_parameters(written, source.name)) if written else ""
    joined = f"{url}{'&' if '?' in url else '?'}{query}" if query else url
    return Request(url=joined, role="api", headers=(_XHR, ("Referer", payload.url)))


def _parameters(written: str, subject: str) -> dict[str, str]:
    """Return query parameters out of a JSON object, whose quotes may be single ones."""
    for text in (written, written.replace('"', "\0").replace("'", '"').replace("\0", '"')):
        try:
            read = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(read, dict):
            return {
                str(name): value if isinstance(value, str) else json.dumps(value)
                for name, value in read.items()
            }
    raise LayoutError(subject, "what options.data.query selects is no JSON object")


def _nothing(
    source: Source, options: ListingOptions, root: HtmlElement, payload: Payload, text: str
) -> Parsed:
    """Return what a page without entries means, if it means anything."""
    if options.empty and compiled(options.empty)(root):
        return Parsed(items=(), older=_older(source, options, root, payload), is_window=False)
    asked = _asked(source, payload)
    was_sent = payload.request is not None and bool(payload.request.headers)
    target = None if was_sent else redirect(text, payload.url)
    if target and len(shown_text(root)) < 500:
        return Parsed(
            items=(),
            follow=(Request(url=target, role="listing", headers=(("Referer", payload.url),)),),
        )
    if blocked := barrier(text):
        raise ParseError(source.name, f"{blocked}, in place of the list")
    archive = Pages(options.page or source.url, source.url)
    drift = f'items "{options.items}" in 0 entries of {asked}'
    if (period := archive.period(asked)) and (before := period.before()):
        current = archive.current(local_day(payload.fetched_at, source.timezone))
        older = archive.url(period=before)
        if older and period == current:  # the period is young: the one before has the newest
            return Parsed(items=(), follow=(Request(url=older, role="listing"),))
        if older and period != current.before():
            return Parsed(items=(), older=Request(url=older, role="listing"), drift=(drift,))
    number = archive.number(asked)
    where = f" (page {number}: the list may end before it)" if number else ""
    raise LayoutError(
        source.name, f'no element matches items "{options.items}"{where}; compare with the page'
    )


def _older(
    source: Source, options: ListingOptions, root: HtmlElement, payload: Payload
) -> Request | None:
    """Return the request for the page before this one in time, or None."""
    asked = _asked(source, payload)
    url: str | None = None
    if options.next:
        url = link(root, places(options.next, "href"), base_of(root, payload.url))
    else:
        pages = Pages(options.page or source.url, source.url)
        if pages.by == "page":
            number = pages.number(asked)
            url = pages.url(number=options.page_from if number is None else number + 1)
        elif pages.by:
            period = pages.period(asked)
            today = local_day(payload.fetched_at, source.timezone)
            url = pages.url(period=pages.current(today) if period is None else period.before())
    is_further = url is not None and url not in (asked, payload.url)
    return Request(url=url, role="listing") if url and is_further else None


def _asked(source: Source, payload: Payload) -> str:
    return payload.request.url if payload.request else source.url


def _address(source: Source, payload: Payload) -> str:
    """Return the address of the page on which a list is shown, which is not that of its data."""
    if payload.request and payload.request.role == "api":
        return dict(payload.request.headers).get("Referer", source.url)
    return payload.url
