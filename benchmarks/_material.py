"""Generated pages, feeds and words: the same at every run."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.app import load_config, shipped
from monitor.config.settings import Config
from monitor.model import Payload, Source

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
_WORDS = (
    "the ministry announced that exporters of magnets and oxides will need a licence for every "
    "shipment while quotas for the second half of the year remain under review by officials who "
    "said producers had asked for clarity on prices supply and demand in several markets"
).split()
_NAMES = ("dysprosium", "terbium", "gallium", "Ministry of Commerce", "export control", "neodymium")


class Writer:
    """Writes sentences, pages and feeds from a seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def sentence(self) -> str:
        words = self._random.choices(_WORDS, k=18)
        if self._random.random() < 0.3:
            words[9] = self._random.choice(_NAMES)
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def page(self, size: int = 20_000) -> str:
        """Return an article's page of about `size` characters, with menus and a sidebar."""
        menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
        title = self.sentence()[:80]
        head = (
            f"<head><title>{title} - Gazette</title><meta property='article:published_time' "
            f"content='2026-05-04T08:00:00Z'></head><nav><ul>{menu}</ul></nav>"
        )
        body = ""
        while len(head) + len(body) < size:
            body += f"<p>{self.paragraph()}</p>\n"
        return (
            f"<html>{head}<body><article><h1>{title}</h1><p>By Jane Doe | 4 May 2026</p>{body}"
            "</article><aside><h3>Related news</h3><ul><li>Other things</li></ul></aside>"
            "<footer>All rights reserved.</footer></body></html>"
        )

    def rss(self, items: int = 30, name: str = "a") -> str:
        entries = "".join(
            f"<item><title>{self.sentence()[:80]}</title><link>https://{name}.example/{n}</link>"
            f"<guid>{name}-{n}</guid><pubDate>{_rfc(n)}</pubDate>"
            f"<description>&lt;p&gt;{self.paragraph()}&lt;/p&gt;</description></item>"
            for n in range(items)
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette'
            f"</title><link>https://{name}.example/</link>{entries}</channel></rss>"
        )

    def atom(self, items: int = 30, name: str = "a") -> str:
        entries = "".join(
            f"<entry><title>{self.sentence()[:80]}</title><id>urn:{name}:{n}</id>"
            f'<link href="https://{name}.example/{n}"/><published>2026-05-04T08:{n % 60:02}:00Z'
            f'</published><content type="html">&lt;p&gt;{self.paragraph()}&lt;/p&gt;</content>'
            "</entry>"
            for n in range(items)
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
            f"<title>Gazette</title><id>urn:{name}</id>{entries}</feed>"
        )


def _rfc(number: int) -> str:
    at = NOON - timedelta(hours=number)
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


def payload(body: str | bytes, url: str = "https://a.example/feed") -> Payload:
    data = body.encode() if isinstance(body, str) else body
    return Payload(body=data, url=url, content_type=None, fetched_at=NOON)


def source(name: str = "gazette", kind: str = "feed") -> Source:
    return Source(name=name, kind=kind, url="https://a.example/feed")


def config() -> Config:
    """Return the configuration as shipped."""
    return load_config(shipped() / "config")


def samples() -> list[Path]:
    """Return the sample documents as shipped."""
    return sorted((shipped() / "seeds" / "documents").iterdir())
