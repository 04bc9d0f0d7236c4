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

    for name, write in (("RSS", writer.rss), ("Atom", writer.atom)):
        feeds = [write() for _ in range(FEEDS)]
        payloads = [payload(feed) for feed in feeds]
        bare = seconds(partial(_each, feedparser.parse, feeds), runs=3)
        taken = seconds(partial(_each, partial(parse, source()), payloads), runs=3)
        row(f"{name} feeds of 30 items read", f"{FEEDS / taken:.0f} /s", taken / bare, "feedparser")
        whole = seconds(partial(records, payloads[:10], taxonomy, "feed"), runs=3)
        row(
            f"items of {name} feeds normalised",
            f"{300 / whole:.0f} /s",
            whole / 10 / (bare / FEEDS),
            "feedparser",
        )


if __name__ == "__main__":
    main()
