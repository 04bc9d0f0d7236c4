"""Kinds of source: how bytes become items, one file per kind.

A kind is pure: it is given bytes and returns strings as written. A new kind is a file here and
a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from monitor.errors import ConfigError
from monitor.kinds.document import parse_document
from monitor.kinds.feed import parse_feed
from monitor.kinds.json_api import (
    JsonApiOptions,
    first_request,
    json_api_mistake,
    parse_json_api,
)
from monitor.kinds.listing import (
    ListingOptions,
    listing_mistake,
    listing_request,
    parse_listing,
)
from monitor.kinds.mailbox import (
    MailboxOptions,
    mailbox_mistake,
    mailbox_request,
    parse_mailbox,
)
from monitor.kinds.parsed import Parsed
from monitor.kinds.sitemap import (
    SitemapOptions,
    parse_sitemap,
    sitemap_mistake,
    sitemap_request,
)
from monitor.model import Payload, Request, Source

__all__ = ["KINDS", "Asking", "Kind", "Parsed", "kind_of", "parse"]


class Asking(Protocol):
    """How a kind asks for what is new, or for a span of time."""

    def __call__(
        self, source: Source, now: datetime, since: date | None = None, until: date | None = None
    ) -> Request:
        """Return the first request of a look at `now`; the days are a backfill's, both included."""
        ...


def ask_for_url(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Request:
    """Return the request for just the source's address."""
    return Request(url=source.url)


def no_mistake(source: Source) -> str | None:
    """Return None: nothing can be wrong."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What can be done with the sources of one kind."""

    parse: Callable[[Source, Payload], Parsed]
    """Returns the items of one payload, or raises ParseError."""
    address: Literal["url", "paths", "mailbox"]
    """Where to look: an address on the web, files, or an IMAP folder."""
    doc: str
    """One line for people who choose a kind."""
    request: Asking = ask_for_url
    """Returns what to ask the server for."""
    is_links: bool = False
    """Whether its items are links only, so that their pages hold the texts."""
    options: type[object] | None = None
    """The class of `Source.options`: table [sources.NAME.options]; None: it has none."""
    mistake: Callable[[Source], str | None] = no_mistake
    """Returns what is wrong with options that are well-formed one by one, or None."""


KINDS: Mapping[str, Kind] = {
    "feed": Kind(
        parse=parse_feed,
        address="url",
        doc="A feed on the web: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom or JSON Feed.",
    ),
    "json_api": Kind(
        parse=parse_json_api,
        address="url",
        doc="An interface that answers in JSON, JSONP or a script of literals, read by JMESPath.",
        request=first_request,
        options=JsonApiOptions,
        mistake=json_api_mistake,
    ),
    "listing": Kind(
        parse=parse_listing,
        address="url",
        doc="A page with a list of links, read by CSS selectors; the linked pages have the texts.",
        request=listing_request,
        is_links=True,
        options=ListingOptions,
        mistake=listing_mistake,
    ),
    "sitemap": Kind(
        parse=parse_sitemap,
        address="url",
        doc="A sitemap: plain, an index, of news, of text lines; also gzipped.",
        request=sitemap_request,
        is_links=True,
        options=SitemapOptions,
        mistake=sitemap_mistake,
    ),
    "mailbox": Kind(
        parse=parse_mailbox,
        address="mailbox",
        doc="A folder of an IMAP mailbox: newsletters and notices, read without a trace.",
        request=mailbox_request,
        options=MailboxOptions,
        mistake=mailbox_mistake,
    ),
    "document": Kind(
        parse=parse_document,
        address="paths",
        doc="Files and folders: saved pages, texts, saved feeds and mails (.eml).",
    ),
}


def kind_of(source: Source) -> Kind:
    """Return the kind of `source`.

    Raises:
        ConfigError: there is no such kind.
    """
    if found := KINDS.get(source.kind):
        return found
    known = ", ".join(sorted(KINDS))
    raise ConfigError(f"source {source.name}: kind {source.kind!r} is not one of {known}")


def parse(source: Source, payload: Payload) -> Parsed:
    """Return the items of `payload` as the source's kind reads them.

    Raises:
        ParseError: the payload is not what the kind expects.
        ConfigError: there is no such kind.
    """
    return kind_of(source).parse(source, payload)
