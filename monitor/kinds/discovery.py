"""Where a site may keep its feeds: what a page says of itself, its links, usual places, robots.txt.

Only addresses are found here; whether there is a feed at one of them is seen by asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from monitor.fingerprint import canonical_url
from monitor.kinds.decoding import decoded
from monitor.kinds.selectors import base_of, page_tree
from monitor.kinds.web_address import web_address
from monitor.model import Payload

Clue = Literal["given", "link tag", "link", "usual place", "robots.txt"]

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/rss",
        "application/atom",
        "text/rss",
    }
)
_FEED_LIKE = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feeds?|rdf)(?:[/._-]|\d|$)|rss_[a-z]{2}$|\.(?:rss|rdf|atom)$", re.I
)
_USUAL = ("/feed/", "/rss", "/atom.xml", "/feed.xml", "/index.xml", "/rss.xml")
"""Source: WordPress, Drupal, Jekyll, Hugo, Ghost and Typo3 as they come."""
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_MAX_LINKS = 12
_MAX_SITEMAPS = 5


@dataclass(frozen=True, slots=True)
class Lead:
    """An address at which a feed or a sitemap may be."""

    url: str
    clue: Clue
    kind: Literal["feed", "sitemap"] = "feed"


def leads_on_page(page: Payload) -> Iterator[Lead]:
    """Yield the feeds that an HTML page names: first those it declares, then links like feeds.

    Comment feeds are left out. Raises:
        ParseError: it is no text, or cannot be read as a page.
    """
    html, _ = decoded(page.body, page.content_type, subject=page.url)
    root, _ = page_tree(html, subject=page.url)
    base = base_of(root, page.url)
    for link in root.iter("link"):
        rel = (link.get("rel") or "").lower().split()
        media = (link.get("type") or "").partition(";")[0].strip().lower()
        if ("alternate" in rel and media in _FEED_TYPES) or "feed" in rel:
            address = web_address(link.get("href"), base)
            if address and not _is_of_comments(address, link.get("title") or ""):
                yield Lead(address, "link tag")
    found = 0
    for link in root.iter("a"):
        address = web_address(link.get("href"), base)
        if address and _looks_like_feed(address) and not _is_of_comments(address, ""):
            yield Lead(address, "link")
            found += 1
            if found >= _MAX_LINKS:
                break


def _looks_like_feed(address: str) -> bool:
    parts = urlsplit(address)
    return _FEED_LIKE.search(parts.path) is not None or "feed=rss" in parts.query


def _is_of_comments(address: str, title: str) -> bool:
    return "/comments/" in urlsplit(address).path or "comments feed" in title.lower()


def usual_places(url: str) -> Iterator[Lead]:
    """Yield the addresses at which software for websites puts feeds."""
    for place in _USUAL:
        yield Lead(urljoin(url, place), "usual place")


def sitemap_places(url: str, robots: str) -> Iterator[Lead]:
    """Yield the sitemaps that a robots.txt names, or the usual place if it names none."""
    named = [web_address(one, url) for one in _SITEMAP_LINE.findall(robots[:500_000])]
    for address in [one for one in named if one][:_MAX_SITEMAPS]:
        yield Lead(address, "robots.txt", "sitemap")
    if not any(named):
        yield Lead(urljoin(url, "/sitemap.xml"), "usual place", "sitemap")


def distinct(leads: Iterable[Lead]) -> Iterator[Lead]:
    """Yield each address once, with its first clue."""
    seen: set[str] = set()
    for lead in leads:
        key = canonical_url(lead.url)
        if key not in seen:
            seen.add(key)
            yield lead
