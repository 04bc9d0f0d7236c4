"""Values for tests, with everything filled that the test does not speak of."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from monitor.fingerprint import content_hash
from monitor.model import (
    Article,
    Coverage,
    Digest,
    Entry,
    Look,
    Match,
    Payload,
    RawItem,
    Severity,
    Source,
    SourceState,
    Span,
    Subscription,
)

if TYPE_CHECKING:
    from monitor.taxonomy.facts import Facts

NOON = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=10)


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


def article(**given: Any) -> Article:
    values: dict[str, Any] = {
        "source": "gazette",
        "identity": "//example.org/1",
        "title": "Ministry requires licence for dysprosium exports",
        "url": "https://example.org/1",
        "publisher": None,
        "language": "en",
        "first_seen": NOON,
        "body": "Exporters of dysprosium oxide shall apply for a licence from 1 June.",
        **given,
    }
    values.setdefault("content_hash", content_hash(values["title"], values["body"]))
    return Article(**values)


def bare(title: str, body: str = "", facts: Facts | None = None) -> Article:
    """A title and a body without the rest of an article; `facts` are what is found in them."""
    found = {one.name: getattr(facts, one.name) for one in fields(facts)} if facts else {}
    return article(source="", identity="", title=title, body=body, url=None, language=None, **found)


def match(**given: Any) -> Match:
    values: dict[str, Any] = {
        "rule": "licence",
        "topic": "export-controls",
        "severity": Severity.ACTION,
        "spans": (Span(field="title", start=18, end=25, text="licence", term="licence"),),
        **given,
    }
    return Match(**values)


def raw_item(**given: Any) -> RawItem:
    return RawItem(**{"source": "gazette", "title": "A title", **given})


def source(**given: Any) -> Source:
    return Source(**{"name": "gazette", "kind": "feed", "url": "https://example.org/feed", **given})


def state(**given: Any) -> SourceState:
    values = {
        "name": "gazette",
        "address": "feed https://example.org/feed",
        "due_at": NOON,
        **given,
    }
    return SourceState(**values)


def look(**given: Any) -> Look:
    return Look(**{"source": "gazette", "looked_at": NOON, "outcome": "new", **given})


def payload(body: bytes | str, **given: Any) -> Payload:
    return Payload(
        **{
            "body": body.encode() if isinstance(body, str) else body,
            "url": "https://example.org/feed",
            "content_type": None,
            "fetched_at": NOON,
            **given,
        }
    )


def subscription(**given: Any) -> Subscription:
    return Subscription(
        **{
            "name": "desk",
            "topics": ("*",),
            "channels": ("files",),
            "timezone": ZoneInfo("Europe/Berlin"),
            **given,
        }
    )


def entry(**given: Any) -> Entry:
    values: dict[str, Any] = {
        "item": 1,
        "revision": 1,
        "change": "new",
        "severity": Severity.ACTION,
        "title": "Ministry requires licence for dysprosium exports",
        "url": "https://example.org/1",
        "source": "gazette",
        "publisher": "Gazette",
        "language": "en",
        "machine_translated": False,
        "published": "2026-05-05",
        "published_precision": "day",
        "published_source": "feed",
        "first_seen": NOON,
        "evidence": (),
        "reasons": (),
        **given,
    }
    return Entry(**values)


def digest(**given: Any) -> Digest:
    return Digest(
        **{
            "id": "d1" * 16,
            "subscription": "desk",
            "schedule": "daily 08:00 Europe/Berlin",
            "timezone": "Europe/Berlin",
            "composed_at": NOON,
            "since": None,
            "entries": (entry(),),
            "coverage": Coverage(sources=1, looked=1),
            **given,
        }
    )


def rss(*items: tuple[str, str, str], guid: bool = True) -> bytes:
    """An RSS feed of (link, title, description)."""
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link>"
        f"{f'<guid>{link}</guid>' if guid else ''}<description>{text}</description></item>"
        for link, title, text in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette</title>'
        f"<link>https://example.org/</link>{entries}</channel></rss>"
    ).encode()
