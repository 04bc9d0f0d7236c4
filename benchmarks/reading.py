"""Reading: documents and feeds to records, beside the libraries that do the heavy part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import feedparser
import trafilatura

from benchmarks._material import NOON, Writer, config, payload, samples, source
from benchmarks._measure import heading, row, seconds
from monitor.fingerprint import identities
from monitor.kinds import parse
from monitor.model import Payload
from monitor.normalise import normalise
from monitor.taxonomy import Taxonomy

_Value = TypeVar("_Value")
PAGES = 20
FEEDS = 40


def whole_texts(writer: Writer, items: int = 25) -> str:
    """Return RSS of some 90 kB as weblogs write it, with texts in full."""
    entries = "".join(
        f"<item><title>{writer.sentence()[:80]}</title><link>https://a.example/{n}</link>"
        f'<guid isPermaLink="false">a-{n}</guid><dc:creator>Jane Doe</dc:creator>'
        "<pubDate>Mon, 04 May 2026 08:00:00 GMT</pubDate><category>Magnets</category>"
        f"<description>{writer.sentence()}</description><content:encoded>"
        f"<![CDATA[<p>{writer.paragraph(29)}</p>]]></content:encoded></item>"
        for n in range(items)
    )
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title>'
        f"<link>https://a.example/</link>{entries}</channel></rss>"
    )


def records(payloads: list[Payload], taxonomy: Taxonomy, kind: str = "document") -> None:
    of = source(kind=kind)
    for one in payloads:
        items = parse(of, one).items
        for raw, identity in zip(items, identities(items), strict=True):
            normalise(raw, source=of, identity=identity, fetched_at=NOON, taxonomy=taxonomy)


def _each(work: Callable[[_Value], object], values: Sequence[_Value]) -> None:
    for value in values:
        work(value)


def main() -> None:
    heading("reading (per CPU second)")
    taxonomy = config().taxonomy
    writer = Writer()
    pages = [writer.page() for _ in range(PAGES)]
    page_payloads = [payload(page) for page in pages]
    documents = [payload(path.read_bytes(), path.as_uri()) for path in samples()]
    records([*page_payloads[:1], *documents], taxonomy)  # libraries and models are loaded once

    extraction = seconds(lambda: [trafilatura.extract(page) for page in pages])
    taken = seconds(lambda: records(page_payloads, taxonomy))
    row("pages of 20 kB normalised", f"{PAGES / taken:.0f} /s", taken / extraction, "trafilatura")
    per_page = taken / PAGES
    taken = seconds(lambda: records(documents, taxonomy)) / len(documents)
    row("sample documents normalised", f"{1 / taken:.0f} /s", taken / per_page, "such a page")

    for name, write, items in (
        ("RSS feeds of 30 items", writer.rss, 30),
        ("Atom feeds of 30 items", writer.atom, 30),
        ("92 kB feeds of 25 items", partial(whole_texts, writer), 25),
    ):
        feeds = [write() for _ in range(FEEDS)]
        bare = _read(name, feeds)
        _read("the same with an error in them", [_broken(feed) for feed in feeds[:10]])
        payloads = [payload(feed) for feed in feeds[:10]]
        taken = seconds(partial(records, payloads, taxonomy, "feed"), runs=3) / len(payloads)
        row(f"items of {name} normalised", f"{items / taken:.0f} /s", taken / bare, "feedparser")


def _read(name: str, feeds: Sequence[str]) -> float:
    """Print how fast feeds are read, and return what feedparser takes for one of them."""
    payloads = [payload(feed) for feed in feeds]
    bare = seconds(partial(_each, feedparser.parse, feeds), runs=3) / len(feeds)
    taken = seconds(partial(_each, partial(parse, source()), payloads), runs=3) / len(feeds)
    row(f"{name} read", f"{1 / taken:.0f} /s", taken / bare, "feedparser")
    return bare


def _broken(feed: str) -> str:
    return feed.replace("</title>", " & so on</title>", 1)


if __name__ == "__main__":
    main()
