"""Where the items before those of a feed stand, where the feed or its software tells.

Nobody is asked here: whether the page is there, and whether it says anything new, is for those
who follow. Servers that know no pages answer with the feed itself.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.kinds.feed_reading import Values
from monitor.kinds.web_address import web_address
from monitor.model import Payload, Request

_RELATIONS = ("prev-archive", "next")
"""Links to what is older, the steadier first. Source: RFC 5005, sections 3 and 4."""
_WORDPRESS_PATH = re.compile(r"/feed(?:/(?:atom|rdf|rss2?))?/?\Z")
_MAX_PAGE = 100_000


def is_complete(feed: Values) -> bool:
    """Say whether a feed says that it holds all there is. Source: RFC 5005, section 2."""
    return "fh_complete" in feed


def older_page(feed: Values, payload: Payload) -> Request | None:
    """Return the request for the page before this one, which has items; None: not known."""
    if is_complete(feed):
        return None
    links = dict.get(feed, "links") if isinstance(feed, dict) else None
    for relation in _RELATIONS:
        for link in links if isinstance(links, list) else ():
            if str(link.get("rel", "")) == relation and (
                request := page_at(link.get("href"), payload)
            ):
                return request
    asked = payload.request.url if payload.request else payload.url
    generator = _text(feed, "generator").lower()
    if "blogger" in generator:
        return page_at(_next_of_blogger(feed, asked), payload)
    if "wordpress" in generator or _WORDPRESS_PATH.search(_path(asked)):
        return page_at(_next_of_wordpress(asked), payload)
    return None


def page_at(written: object, payload: Payload) -> Request | None:
    """Return the request for an address in a feed; None where it is none, or this very page."""
    address = web_address(written, payload.url) if isinstance(written, str) else None
    asked = payload.request.url if payload.request else None
    if address is None or address in (payload.url, asked):
        return None
    return Request(url=address, role="feed", is_stable=False)


def _next_of_wordpress(address: str) -> str | None:
    """Return the address of the next page.

    Source: https://developer.wordpress.org/reference/classes/wp_query/#pagination-parameters
    """
    page = _number(_parameter(address, "paged")) or 1
    return _with(address, {"paged": page + 1}) if page < _MAX_PAGE else None


def _next_of_blogger(feed: Values, address: str) -> str | None:
    """Return the address of the next page of RSS; Atom has a link to it.

    Source: https://developers.google.com/gdata/docs/2.0/reference#Queries
    """
    first = _number(_text(feed, "opensearch_startindex"))
    shown = _number(_text(feed, "opensearch_itemsperpage"))
    total = _number(_text(feed, "opensearch_totalresults"))
    if not (first and shown and total) or first + shown > total:
        return None
    return _with(address, {"start-index": first + shown, "max-results": shown})


def _text(values: Values, key: str) -> str:
    value: Any = dict.get(values, key) if isinstance(values, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _number(text: str) -> int:
    """Return a small whole number, 0 where the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _parameter(address: str, name: str) -> str:
    try:
        return dict(parse_qsl(urlsplit(address).query)).get(name, "")
    except ValueError:
        return ""


def _with(address: str, changed: dict[str, int]) -> str | None:
    """Return an address with parameters of its query changed or added."""
    try:
        parts = urlsplit(address)
        kept = [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if key not in changed
        ]
    except ValueError:
        return None
    query = urlencode([*kept, *((key, str(value)) for key, value in changed.items())])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
