"""Storing: a whole line on a database in a file, beside plain inserts of the same rows."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlite_utils

from benchmarks._material import NOON, Writer, config, payload, source
from benchmarks._measure import heading, row, seconds
from monitor.app import build
from monitor.fingerprint import identities
from monitor.kinds import parse
from monitor.model import Article
from monitor.normalise import normalise
from monitor.pipeline import Pipeline
from monitor.store import Store

_Result = TypeVar("_Result")
FEEDS = 20
ITEMS = 30


async def at_once(step: Callable[[], _Result], /) -> _Result:
    return step()


def main() -> None:
    heading("storing (per CPU second, SQLite in a file)")
    shipped = config()
    feeds = [payload(Writer(n).rss(ITEMS, f"s{n}")) for n in range(FEEDS)]
    articles = [
        normalise(raw, source=source(), identity=one, fetched_at=NOON, taxonomy=shipped.taxonomy)
        for feed in feeds
        for items in [parse(source(), feed).items]
        for raw, one in zip(items, identities(items), strict=True)
    ]
    count = len(articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = seconds(lambda: _insert(folder, articles), runs=3)
        lines: list[Pipeline] = []

        def take_in() -> None:
            store = Store.open(folder / f"monitor-{len(lines)}.db")
            lines.append(
                build(shipped, store=store, channels={}, worker=at_once, clock=lambda: NOON)
            )
            again()

        def again() -> None:
            for number, feed in enumerate(feeds):
                lines[-1].ingest(source(f"s{number}"), feed)

        taken = seconds(take_in, runs=3)
        known = seconds(again, runs=3)
        stored = lines[-1].store.totals().items
        for line in lines:
            line.store.close()
    assert stored == count, stored
    to = "insert_all"
    row("items parsed, stored and matched", f"{count / taken:.0f} /s", taken / plain, to)
    row("known items looked at again", f"{count / known:.0f} /s", known / plain, to)
    reading = seconds(lambda: [parse(source(), feed) for feed in feeds], runs=3)
    row("  of that, parsing", f"{count / reading:.0f} /s", reading / plain, to)


def _insert(folder: Path, articles: list[Article]) -> None:
    """Write the same facts as rows and nothing else."""
    path = folder / "plain.db"
    path.unlink(missing_ok=True)
    database = sqlite_utils.Database(path)
    rows = (
        {key: json.dumps(value) if isinstance(value, (list, dict)) else value
         for key, value in msgspec.to_builtins(article).items()}
        for article in articles
    )  # fmt: skip
    database.table("items").insert_all(rows)
    database.close()


if __name__ == "__main__":
    main()
