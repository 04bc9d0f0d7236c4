"""What arrived: bytes, and the items that a kind read in them, as written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

Precision = Literal["year", "month", "day", "hour", "minute", "second"]
DateOrigin = Literal[
    "feed",
    "meta",
    "json_ld",
    "script",
    "time_element",
    "page_text",
    "url",
    "mail",
    "listing",
    "api",
    "sitemap",
    "monitor",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave for asking whether it changed, byte for byte; None: nothing."""

    etag: str | None = None
    last_modified: str | None = None


Role = Literal["feed", "api", "listing", "sitemap", "page"]
"""What a request is for: pages and listings ask robots.txt first, feeds and APIs do not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask a server for."""

    url: str
    role: Role = "feed"
    method: Literal["GET", "POST"] = "GET"
    body: bytes | None = None
    content_type: str | None = None
    """Of `body`."""
    headers: tuple[tuple[str, str], ...] = ()
    """Besides those of the source's access."""
    cookies: str = field(default="", repr=False)
    """What earlier answers of the same look set for its origin, as in a Cookie header."""
    is_stable: bool = True
    """Whether it is the same at every look, so that the validators of the last one hold."""

    def after(self, answer: Payload) -> Request:
        """Return it with the cookies that the answer before it set, if it goes to its origin."""
        if not answer.cookies or urlsplit(self.url)[:2] != urlsplit(answer.url)[:2]:
            return self
        return replace(self, cookies=answer.cookies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes as they arrived, with where and when."""

    body: bytes
    url: str
    """The final address after redirects, or a file: address."""
    content_type: str | None
    """The declared media type with parameters, or None where nothing was declared."""
    fetched_at: datetime
    validators: Validators = Validators()
    request: Request | None = None
    """What it answers; None for a file."""
    moved_to: str | None = None
    """The final address if every hop to it was permanent (301, 308), else None."""
    fresh_for: timedelta | None = None
    """How long the server says that it stays as it is (Cache-Control, Expires); None: unsaid."""
    cookies: str = field(default="", repr=False)
    """What it set for its origin, as in a Cookie header; for this look only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The source was looked at and says that nothing changed."""

    validators: Validators = Validators()
    moved_to: str | None = None
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One entry as its kind read it: strings as written, nothing guessed, None where absent."""

    source: str
    id: str | None = None
    """The feed's own guid or id."""
    url: str | None = None
    title: str | None = None
    """May hold mark-up and entities."""
    published: str | None = None
    updated: str | None = None
    date_origin: DateOrigin = "feed"
    """Where `published` was read."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    summary: str | None = None
    content: str | None = None
    content_type: Literal["text/html", "text/plain"] = "text/html"
    is_page: bool = False
    """`content` is a whole page or scraped text with its surroundings, not the bare article."""
    tags: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedInfo:
    """What a feed says of itself; dates as written."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    updated: str | None = None
    ttl: timedelta | None = None
    """How long it asks to be left alone (RSS `ttl`, syndication module); None: it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """A date as it was read: `at` is aware, in the zone it was read in, cut to `precision`."""

    at: datetime
    precision: Precision
    text: str
    """The words it was read from."""

    def iso(self) -> str:
        """Return ISO 8601 as exact as `precision`: `2020-09`, `2020-09-19`, or with time."""
        match self.precision:
            case "year":
                return f"{self.at:%Y}"
            case "month":
                return f"{self.at:%Y-%m}"
            case "day":
                return f"{self.at:%Y-%m-%d}"
            case _:
                return self.at.isoformat(timespec="seconds")
