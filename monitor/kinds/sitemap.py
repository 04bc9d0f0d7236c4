"""Sitemaps: plain, index, of news, of text lines; also gzipped. Addresses in, items out.

An address without a title becomes an item without one: its page has it. `lastmod` says when a
page changed, not when it was published. A sitemap holds a whole site, so that only the newest
addresses are taken.
Source: https://www.sitemaps.org/protocol.html and Google's extension for news.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from monitor.errors import ParseError
from monitor.kinds.address_patterns import is_wanted
from monitor.kinds.barrier import barrier
from monitor.kinds.decoding import decoded
from monitor.kinds.parsed import Parsed
from monitor.kinds.prolog import appearance, is_html, opening
from monitor.kinds.sitemap_options import SitemapOptions, sitemap_mistake, sitemap_options
from monitor.kinds.web_address import web_address
from monitor.model import Payload, RawItem, Request, Source

if TYPE_CHECKING:
    from lxml.etree import Element

__all__ = ["SitemapOptions", "parse_sitemap", "sitemap_mistake", "sitemap_request"]

_GZIP = b"\x1f\x8b"
_MAX_UNPACKED = 52_428_800
"""Bytes of one file. Source: sitemaps.org, "no larger than 50MB"."""
_MAX_ADDRESSES = 50_000
"""Addresses of one file. Source: the same."""
_MAX_VALUE = 4000
_CHUNK = 65_536


def sitemap_request(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Request:
    """Return the request for the sitemap; it has no archive by time."""
    return Request(url=source.url, role="sitemap")


@dataclass(slots=True)
class _Address:
    """One <url> or <sitemap>, values as written."""

    url: str
    changed: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    keywords: str = ""

    def changed_at(self, timezone: str) -> datetime | None:
        """Return when it changed or was published, aware; None where it does not say."""
        for written in (self.changed, self.published):
            if not written:
                continue
            try:
                at = datetime.fromisoformat(written)  # 50,000 of them: the slow way costs seconds
            except ValueError:
                from monitor import dates  # and its patterns, which nothing unchanged needs

                reading = dates.read(written, timezone=timezone)
                if reading is None:
                    continue
                at = reading.at
            return at if at.tzinfo else at.replace(tzinfo=UTC)
        return None


def parse_sitemap(source: Source, payload: Payload) -> Parsed:
    """Return the newest addresses of a sitemap, or the parts of an index to ask for.

    Raises:
        ParseError: it is no sitemap, is broken before its first address, or declares entities.
    """
    options = sitemap_options(source)
    body, packed = _unpacked(payload.body, source.name)
    text, warnings = decoded(body, payload.content_type, subject=source.name)
    if not text.strip():
        raise ParseError(source.name, "not a sitemap: it is empty")
    drift = [*warnings, *packed]
    begins = opening(text, subject=source.name)
    root = begins.root
    if root in ("urlset", "sitemapindex"):
        found, broken = _addresses(text[begins.start :], source.name)
        drift += broken
    elif not root and (found := list(_lines(text))):
        root = "urlset"
    elif is_html(text, begins) and (blocked := barrier(text)):
        raise ParseError(source.name, f"{blocked}, in place of the sitemap")
    elif root in ("rss", "feed", "rdf"):
        raise ParseError(source.name, 'not a sitemap but a feed: read it with kind = "feed"')
    else:
        raise ParseError(source.name, f"not a sitemap: {appearance(text, begins)}")
    if root == "sitemapindex":
        return _index(source, payload, found, options, drift)
    return _urls(source, payload, found, options, drift)


def _index(
    source: Source,
    payload: Payload,
    found: list[_Address],
    options: SitemapOptions,
    drift: list[str],
) -> Parsed:
    """Return the parts to ask for; an index within an index leads nowhere."""
    asked = payload.request.url if payload.request else source.url
    if asked != source.url:
        raise ParseError(source.name, "an index of sitemaps within an index; not followed")
    if not found:
        raise ParseError(source.name, "an index without a sitemap")
    wanted = [one for one in found if is_wanted(one.url, options.parts, ())]
    if not wanted:
        drift.append(f"parts match 0 of {len(found)} sitemaps")
    newest = _newest(wanted, source.timezone, options.max_parts)
    urls = [url for one in newest if (url := web_address(one.url, payload.url))]
    follow = tuple(Request(url=url, role="sitemap") for url in urls if url != asked)
    return Parsed(items=(), follow=follow, is_window=False, drift=tuple(drift))


def _urls(
    source: Source,
    payload: Payload,
    found: list[_Address],
    options: SitemapOptions,
    drift: list[str],
) -> Parsed:
    """Return the newest of the wanted addresses as items."""
    wanted = [one for one in found if is_wanted(one.url, options.include, options.exclude)]
    if found and not wanted:
        drift.append(f"include and exclude leave 0 of {len(found)} addresses")
    if options.max_age is not None:
        oldest = payload.fetched_at - options.max_age
        wanted = [
            one for one in wanted if (at := one.changed_at(source.timezone)) is None or at >= oldest
        ]
    taken = _newest(wanted, source.timezone, options.newest)
    items = [_item(source, one, url) for one in taken if (url := web_address(one.url, payload.url))]
    if len(items) < len(taken):
        drift.append(f"no address in {len(taken) - len(items)} of {len(taken)} entries")
    return Parsed(items=tuple(items), is_window=len(taken) < len(wanted), drift=tuple(drift))


def _item(source: Source, one: _Address, url: str) -> RawItem:
    return RawItem(
        source=source.name,
        url=url,
        title=one.title or None,
        published=one.published or None,
        updated=one.changed or None,
        date_origin="sitemap",
        publisher=one.publisher or None,
        language=one.language or None,
        tags=tuple(word for part in one.keywords.split(",")[:20] if (word := part.strip())),
    )


def _newest(found: Sequence[_Address], timezone: str, limit: int) -> list[_Address]:
    """Return at most `limit` of the addresses, the newest first.

    Undated ones come after the dated, from both ends of the file: sites write their newest at
    the top or at the end.
    """
    if len(found) <= 1:
        return list(found)
    dated = [(at, one) for one in found if (at := one.changed_at(timezone)) is not None]
    known = {id(one) for _, one in dated}
    undated = [one for one in found if id(one) not in known]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    taken = [one for _, one in dated[:limit]]
    room = limit - len(taken)
    if len(undated) > room:
        first = (room + 1) // 2
        undated = undated[:first] + undated[len(undated) - (room - first) :]
    return taken + undated


def _unpacked(body: bytes, subject: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a body without gzip, at most 50 MiB of it, and what was cut or broken."""
    if not body.startswith(_GZIP):
        return body, ()
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    size = 0
    try:
        pending = body
        while pending and not unpacker.eof and size < _MAX_UNPACKED:
            parts.append(unpacker.decompress(pending, _CHUNK * 16))
            size += len(parts[-1])
            pending = unpacker.unconsumed_tail
    except zlib.error as error:
        if not size:
            raise ParseError(subject, f"broken gzip: {error}") from error
        return b"".join(parts), ("broken gzip: only its beginning was read",)
    if unpacker.eof:
        return b"".join(parts), ()
    fact = "is larger than 50 MiB" if size >= _MAX_UNPACKED else "ends early"
    return b"".join(parts), (f"the gzip file {fact}: only its beginning was read",)


def _lines(text: str) -> Iterator[_Address]:
    """Yield the addresses of a text sitemap, one a line."""
    for number, line in enumerate(text.splitlines()):
        if number >= _MAX_ADDRESSES:
            return
        if line.strip().startswith(("http://", "https://")):
            yield _Address(line.strip()[:_MAX_VALUE])


def _addresses(text: str, subject: str) -> tuple[list[_Address], tuple[str, ...]]:
    """Return the addresses of a sitemap's XML, and what was broken or cut."""
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("end",), recover=True, resolve_entities=False, no_network=True
    )
    found: list[_Address] = []
    data = text.encode("utf-8", "replace")
    try:
        # The text was decoded here: what its declaration says is no longer true of it.
        parser.feed(b"<?xml version='1.0' encoding='utf-8'?>")
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            found += _taken(parser.read_events())
            if len(found) >= _MAX_ADDRESSES:
                cut = f"only the first {_MAX_ADDRESSES:,} addresses were read"
                return found[:_MAX_ADDRESSES], (cut,)
        parser.close()
        found += _taken(parser.read_events())
    except etree.LxmlError as error:
        if not found:
            raise ParseError(subject, f"broken XML that cannot be read: {error}") from error
    broken = tuple(f"broken XML: {error.message}" for error in list(parser.feed_error_log)[:1])
    return found, broken


def _taken(events: Iterator[tuple[str, Element]]) -> Iterator[_Address]:
    """Yield the addresses that were read to their end, and let go of them."""
    for _, element in events:
        name = _name(element)
        if name in ("url", "sitemap"):
            if (one := _read(element)).url:
                yield one
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


_FIELDS = {
    "loc": "url",
    "lastmod": "changed",
    "title": "title",
    "publication_date": "published",
    "name": "publisher",
    "language": "language",
    "keywords": "keywords",
}


def _read(element: Element) -> _Address:
    """Return what an element says of its page; images, videos and translations are left out."""
    one = _Address("")
    for child in element.iter():
        name = _name(child)
        if _FIELDS.get(name) is None or _inside(child, element) in ("image", "video"):
            continue
        text = " ".join((child.text or "")[:_MAX_VALUE].split())
        if not getattr(one, _FIELDS[name]):
            setattr(one, _FIELDS[name], text)
    return one


def _inside(child: Element, element: Element) -> str:
    parent = child.getparent()
    return _name(parent) if parent is not None and parent is not element else ""


def _name(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
