"""Replaying and counting: the shipped rules asked of stored items, beside reading them alone."""

from __future__ import annotations

import resource
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks._material import NOON, Writer, config, source
from benchmarks._measure import heading, row, seconds
from monitor.config.settings import Config
from monitor.fingerprint import content_hash
from monitor.model import Article, RawItem
from monitor.normalise import normalise
from monitor.replaying import Replaying
from monitor.rules import Rules
from monitor.store import Ruled, Store
from monitor.tallying import Tallying

ITEMS = 10_000
PARAGRAPHS = 8
"""Of one item: 3,600 characters, every third sentence with a name."""
TEXTS = 500
"""Different ones; each is stored again and again under another title."""


def main() -> None:
    shipped = config()
    articles = _articles(shipped)
    with tempfile.TemporaryDirectory() as name:
        store = Store.open(Path(name) / "monitor.db")
        _fill(store, articles, shipped.rules)
        heading(f"replaying ({ITEMS:,} items of {len(articles[0].body):,} characters,"
                f" {len(shipped.rules.rules)} rules)")  # fmt: skip
        before = _peak()
        reading = seconds(lambda: _read(store), runs=1)
        differing: list[int] = []
        asking = seconds(lambda: differing.append(_replay(store, shipped.rules)), runs=1)
        assert differing == [0], differing
        counting = seconds(lambda: _tally(store, shipped.rules), runs=1)
        grown = _peak() - before
        store.close()
    to = "reading"
    row("reading the records", f"{reading:.1f} s", 1.0, to)
    row("replaying the rules in force", f"{asking:.1f} s", asking / reading, to)
    row("counting for stats", f"{counting:.1f} s", counting / reading, to)
    print(f"  memory: {grown:.0f} MB more")


def _articles(shipped: Config) -> list[Article]:
    writer = Writer()
    raws = [
        RawItem(
            source="gazette",
            title=writer.sentence()[:80],
            content="".join(f"<p>{writer.paragraph()}</p>" for _ in range(PARAGRAPHS)),
        )
        for _ in range(TEXTS)
    ]
    return [
        normalise(raw, source=source(), identity=str(n), fetched_at=NOON, taxonomy=shipped.taxonomy)
        for n, raw in enumerate(raws)
    ]


def _fill(store: Store, articles: list[Article], rules: Rules) -> None:
    version = rules.digest()
    for start in range(0, ITEMS, TEXTS):
        with store.transaction():
            again = [_again(one, start + n) for n, one in enumerate(articles)]
            added = [one for one in store.items.add_all(again) if one is not None]
            store.items.put_all_matches(
                [
                    (one.revision, rules.match(article), None)
                    for one, article in zip(added, again, strict=True)
                ],
                now=NOON,
            )
            store.history.record((one.revision, Ruled(rules=version, tier="")) for one in added)


def _again(article: Article, number: int) -> Article:
    body = f"{article.body} {number}"
    return replace(
        article,
        identity=str(number),
        body=body,
        content_hash=content_hash(article.title, body),
        first_seen=NOON + timedelta(minutes=10 * number),
    )


def _read(store: Store) -> int:
    return sum(len(page) for page in store.history.texts())


def _replay(store: Store, rules: Rules) -> int:
    return sum(len(one.differences) for one in Replaying(store=store, rules=rules).run())


def _tally(store: Store, rules: Rules) -> None:
    until = NOON + timedelta(minutes=10 * ITEMS)
    tallying = Tallying(rules.rules, since=NOON, until=until, step="week")
    for hits in store.history.hits(since=NOON):
        tallying.add(hits)
    tallying.tally(store.history.items_of(since=NOON), above=0.25)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
