"""A good answer of every kind of source, with two items that say the same of every kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.kinds.json_api import JsonApiOptions
from monitor.kinds.listing import ListingOptions
from monitor.model import Payload, Source
from tests import build

LINKS = ("https://gazette.example/notices/1", "https://gazette.example/notices/2")
TITLES = ("Licences for dysprosium", "出口许可 terbium")


@dataclass(frozen=True, slots=True)
class Sample:
    """A source of one kind and what it answers."""

    source: Source
    body: str
    content_type: str | None = None
    items: int = 2

    def payload(self, body: bytes | None = None) -> Payload:
        """Return the answer, or another body in its place."""
        return build.payload(
            self.body.encode() if body is None else body,
            url="https://gazette.example/list",
            content_type=self.content_type,
        )


def _source(kind: str, **given: object) -> Source:
    return build.source(kind=kind, url="https://gazette.example/list", **given)


_RSS = "".join(
    f"<item><title>{title}</title><link>{link}</link></item>"
    for link, title in zip(LINKS, TITLES, strict=True)
)
_LIST = "".join(
    f'<li><a href="/notices/{number}">{title}</a> <span>2026-05-0{number}</span></li>'
    for number, title in enumerate(TITLES, 1)
)
_URLS = "".join(f"<url><loc>{link}</loc></url>" for link in LINKS)

SAMPLES: Mapping[str, Sample] = {
    "feed": Sample(
        _source("feed"), f'<rss version="2.0"><channel><title>Gazette</title>{_RSS}</channel></rss>'
    ),
    "listing": Sample(
        _source("listing", options=ListingOptions(items="ul.news li", date="span")),
        f"<!DOCTYPE html><html><body><h1>Notices</h1><ul class=news>{_LIST}</ul></body></html>",
        "text/html",
    ),
    "sitemap": Sample(
        _source("sitemap"),
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{_URLS}</urlset>',
    ),
    "json_api": Sample(
        _source("json_api", options=JsonApiOptions(items="results", url="link", title="name")),
        json.dumps(
            {
                "results": [
                    {"link": link, "name": title} for link, title in zip(LINKS, TITLES, strict=True)
                ]
            },
            ensure_ascii=False,
        ),
        "application/json",
    ),
    "mailbox": Sample(
        build.source(kind="mailbox", url="imaps://mail.example/INBOX"),
        "From: Desk <desk@gazette.example>\nSubject: Licences for dysprosium\n"
        "Message-ID: <1@gazette.example>\nDate: Wed, 6 May 2026 08:00:00 +0000\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        "Exporters of terbium need a licence from June.\n",
        "message/rfc822",
        items=1,
    ),
    "document": Sample(
        build.source(kind="document", url="", paths=("notices",)),
        "<!DOCTYPE html><html><head><title>Licences for dysprosium</title></head>"
        "<body><article><p>Exporters need a licence from June.</p></article></body></html>",
        "text/html",
        items=1,
    ),
}
