"""What becomes of articles as they arrive: new, edited, a copy, or known; written in bulk.

The outcome is the same as if each had been stored before the next was looked at; the statements
are one for each table, whatever the number of articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, NamedTuple

import msgspec

from monitor.fingerprint import is_bare, tells_copies
from monitor.model import Article
from monitor.store.search_index import SearchIndex
from monitor.store.sqlite import Database, Row, instant_text

_MAX_RETURNS = 3
"""How often one text of an item is stored; a page that alternates is told that often, no more."""
_BATCH = 500
"""Values in one IN list; SQLite before 3.32 took 999 parameters."""
_SAME_NEWS = timedelta(days=3)
"""A bare headline comes back every week («Weekly rare earth prices»): only one seen within this
time is the same news."""
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Article)


def article_of(record: str) -> Article:
    """Return the article that a stored record is."""
    return _DECODER.decode(record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article: a row for it, and the text it replaced."""

    outcome: Literal["new", "edited", "copy"]
    """`copy`: new here, but another item has the same words."""
    item: int
    revision: int
    """The row of this text, not its number."""
    number: int
    before: Article | None = None
    """The item's previous text; None for its first."""
    before_revision: int | None = None
    """The row of that text."""


class _Latest(NamedTuple):
    """An item's present text."""

    item: int
    number: int
    content_hash: str
    record: str
    revision: int


class Arrivals:
    """Articles on their way into the tables; one for each call, inside a transaction."""

    def __init__(self, database: Database, articles: Sequence[Article]) -> None:
        self._database = database
        self._articles = articles
        self._latest = _latest(database, articles)
        self._hashes = _known_hashes(database, articles)
        self._next_item = _next_id(database, "items")
        self._next_revision = _next_id(database, "revisions")
        self._items: list[dict[str, Any]] = []
        self._revisions: list[dict[str, Any]] = []
        self._by_hash: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._present: dict[int, dict[str, Any]] = {}
        self._to_index: list[int] = []

    def store(self) -> list[Added | None]:
        """Write all and return what is new about each; None: its text is known."""
        added = [self._added(article) for article in self._articles]
        write_all = self._database.write_all
        write_all(
            "INSERT INTO items (id, source, identity, first_seen_at, revision)"
            " VALUES (:id, :source, :identity, :seen_at, 1)",
            self._items,
        )
        write_all(
            "INSERT INTO revisions (id, item, number, content_hash, seen_at, title, record)"
            " VALUES (:id, :item, :number, :content_hash, :seen_at, :title, :record)",
            self._revisions,
        )
        write_all(
            "UPDATE items SET revision = :number, copy_of = :original WHERE id = :item",
            self._present.values(),
        )
        SearchIndex(self._database).owe(self._to_index)
        return added

    def _added(self, article: Article) -> Added | None:
        key = (article.source, article.identity)
        before = self._latest.get(key)
        if before and self._is_known(article, before):
            return None
        seen_at = instant_text(article.first_seen)
        if before is None:
            item, number = self._next_item, 1
            self._next_item += 1
            self._items.append(
                {"id": item, "source": key[0], "identity": key[1], "seen_at": seen_at}
            )
        else:
            item, number = before.item, before.number + 1
        original = self._original(article, item)
        record = _ENCODER.encode(article).decode()
        revision: dict[str, Any] = {
            "id": self._next_revision,
            "item": item,
            "number": number,
            "content_hash": article.content_hash,
            "seen_at": seen_at,
            "title": article.title,
            "record": record,
        }
        self._next_revision += 1
        self._revisions.append(revision)
        self._by_hash[article.content_hash].append(revision)
        self._latest[key] = _Latest(item, number, article.content_hash, record, revision["id"])
        if before is not None or original is not None:
            self._present[item] = {"item": item, "number": number, "original": original}
        if original is None:
            self._to_index.append(item)
        return Added(
            outcome="copy" if original else "edited" if before else "new",
            item=item,
            revision=revision["id"],
            number=number,
            before=article_of(before.record) if before else None,
            before_revision=before.revision if before else None,
        )

    def _is_known(self, article: Article, latest: _Latest) -> bool:
        """Say whether this is the item's present text, or one of those it alternates between."""
        if latest.content_hash == article.content_hash:
            return True
        row = self._database.row(
            "SELECT COUNT(*) AS n FROM revisions WHERE item = :item AND content_hash = :hash",
            item=latest.item,
            hash=article.content_hash,
        )
        waiting = [one for one in self._by_hash[article.content_hash] if one["item"] == latest.item]
        return len(waiting) + (int(row["n"]) if row else 0) >= _MAX_RETURNS

    def _original(self, article: Article, item: int) -> int | None:
        """Return the first other item with the same words, or None."""
        content_hash = article.content_hash
        is_stored, waiting = content_hash in self._hashes, self._by_hash.get(content_hash, ())
        if not (is_stored or waiting) or not tells_copies(article):
            return None
        since = instant_text(article.first_seen - _SAME_NEWS) if is_bare(article) else ""
        row = is_stored and self._database.row(
            """
            SELECT item FROM revisions WHERE content_hash = :content_hash AND item <> :item
            AND seen_at >= :since ORDER BY id LIMIT 1
            """,
            content_hash=content_hash,
            item=item,
            since=since,
        )
        if row:
            return int(row["item"])
        others = (one for one in waiting if one["item"] != item and one["seen_at"] >= since)
        first = next(others, None)
        return int(first["item"]) if first else None


def _latest(database: Database, articles: Sequence[Article]) -> dict[tuple[str, str], _Latest]:
    """Return the present text of those items that are known, by source and identity."""
    identities: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        identities[article.source].append(article.identity)
    found: dict[tuple[str, str], _Latest] = {}
    for source, ones in identities.items():
        rows = rows_in(
            database,
            """
            SELECT i.identity, r.id, r.item, r.number, r.content_hash, r.record FROM items i
            JOIN revisions r ON r.item = i.id AND r.number = i.revision
            WHERE i.source = :source AND i.identity IN
            """,
            ones,
            source=source,
        )
        for row in rows:
            found[source, row["identity"]] = _Latest(
                row["item"], row["number"], row["content_hash"], row["record"], row["id"]
            )
    return found


def _known_hashes(database: Database, articles: Sequence[Article]) -> set[str]:
    rows = rows_in(
        database,
        "SELECT DISTINCT content_hash FROM revisions WHERE content_hash IN",
        [article.content_hash for article in articles],
    )
    return {row["content_hash"] for row in rows}


def rows_in(
    database: Database, select: str, values: Sequence[str | int], **parameters: Any
) -> Iterable[Row]:
    """Yield the rows of a statement that ends in `IN`, for however many values."""
    for start in range(0, len(values), _BATCH):
        names = {f"v{n}": one for n, one in enumerate(values[start : start + _BATCH])}
        listed = ", ".join(f":{name}" for name in names)
        yield from database.rows(f"{select} ({listed})", **names, **parameters)


def _next_id(database: Database, table: Literal["items", "revisions"]) -> int:
    row = database.row(f"SELECT MAX(id) AS last FROM {table}")  # noqa: S608 - one of two words
    return int((row and row["last"]) or 0) + 1
