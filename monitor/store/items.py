"""Items, their revisions and what matched: what came, and whether it was new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from monitor.errors import NotFound
from monitor.fingerprint import is_bare, tells_copies
from monitor.model import Article, Held, Match, Severity, Span
from monitor.store.sqlite import Database, Row

_MAX_RETURNS = 3
"""How often one text of an item is stored; a page that alternates is told that often, no more."""
_BATCH = 500
"""Values in one IN list; SQLite before 3.32 took 999 parameters."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item as it stands now, with what its latest text matched."""

    id: int
    article: Article
    revision: int
    number: int
    copies: int
    matches: tuple[Match, ...] = ()
    held: Held | None = None


class Items:
    """The table of items and those that hang on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def changed(self, source: str, raw_hashes: Mapping[str, str]) -> set[str]:
        """Return those identities that are new or that the source gives otherwise than before.

        What is left out need not even be normalised: this is the cheap first look.
        """
        known = self._latest_by_identity(source, list(raw_hashes), "i.raw_hash")
        return {key for key, value in raw_hashes.items() if known.get(key) != value}

    def unknown(self, articles: Sequence[Article]) -> list[Article]:
        """Return those articles that are not the present text of an item."""
        known = {
            source: self._latest_by_identity(
                source, [one.identity for one in articles if one.source == source], "r.content_hash"
            )
            for source in {article.source for article in articles}
        }
        return [one for one in articles if known[one.source].get(one.identity) != one.content_hash]

    def _latest_by_identity(
        self,
        source: str,
        identities: Sequence[str],
        column: Literal["i.raw_hash", "r.content_hash"],
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(identities), _BATCH):
            names = {f"i{n}": one for n, one in enumerate(identities[start : start + _BATCH])}
            rows = self._database.rows(
                f"""
                SELECT i.identity, {column} AS value FROM items i
                JOIN revisions r ON r.item = i.id AND r.number = i.revision
                WHERE i.source = :source AND i.identity IN ({", ".join(f":{n}" for n in names)})
                """,  # noqa: S608 - only our own names are put in
                source=source,
                **names,
            )
            found.update((row["identity"], row["value"]) for row in rows)
        return found

    def remember_raw(self, source: str, raw_hashes: Mapping[str, str]) -> None:
        """Note how the source gave these items, for `changed` at the next look."""
        for identity, raw_hash in raw_hashes.items():
            self._database.write(
                """
                UPDATE items SET raw_hash = :raw_hash
                WHERE source = :source AND identity = :identity
                """,
                raw_hash=raw_hash,
                source=source,
                identity=identity,
            )

    def add(self, article: Article) -> Added | None:
        """Store an article and return what is new about it; None if its text is known.

        A text that comes back after an edit is an edit too, until it has come so often that the
        page must be alternating between texts. To be called inside a transaction, with
        everything that follows from the answer.
        """
        created = self._database.write(
            """
            INSERT INTO items (source, identity, first_seen_at, revision)
            VALUES (:source, :identity, :seen_at, 0)
            ON CONFLICT (source, identity) DO NOTHING RETURNING id
            """,
            source=article.source,
            identity=article.identity,
            seen_at=article.first_seen,
        )
        before = None if created else self._latest(article)
        item = created[0]["id"] if created else before["item"] if before else 0
        if before and self._is_known(article, before):
            return None
        number = (before["number"] if before else 0) + 1
        written = self._database.write(
            """
            INSERT INTO revisions (item, number, content_hash, seen_at, title, record)
            VALUES (:item, :number, :content_hash, :seen_at, :title, :record) RETURNING id
            """,
            item=item,
            number=number,
            content_hash=article.content_hash,
            seen_at=article.first_seen,
            title=article.title,
            record=msgspec.json.encode(article).decode(),
        )
        original = self._original(article, item)
        self._database.write(
            "UPDATE items SET revision = :number, copy_of = :original WHERE id = :item",
            number=number,
            original=original,
            item=item,
        )
        if original is None:
            self._database.index_text(item, article.title, article.body)
        return Added(
            outcome="copy" if original else "edited" if before else "new",
            item=item,
            revision=written[0]["id"],
            number=number,
            before=_article(before["record"]) if before else None,
        )

    def _is_known(self, article: Article, latest: Row) -> bool:
        """Say whether this is the item's present text, or one of those it alternates between."""
        if latest["content_hash"] == article.content_hash:
            return True
        row = self._database.row(
            "SELECT COUNT(*) AS n FROM revisions WHERE item = :item AND content_hash = :hash",
            item=latest["item"],
            hash=article.content_hash,
        )
        return row is not None and row["n"] >= _MAX_RETURNS

    def _latest(self, article: Article) -> Row | None:
        return self._database.row(
            """
            SELECT r.item, r.number, r.record, r.content_hash FROM items i
            JOIN revisions r ON r.item = i.id AND r.number = i.revision
            WHERE i.source = :source AND i.identity = :identity
            """,
            source=article.source,
            identity=article.identity,
        )

    def _original(self, article: Article, item: int) -> int | None:
        """Return the first other item with the same words, or None."""
        if not tells_copies(article):
            return None
        # A bare headline comes back every week («Weekly rare earth prices»): only one seen
        # within three days is the same news.
        since = article.first_seen - timedelta(days=3) if is_bare(article) else None
        row = self._database.row(
            """
            SELECT item FROM revisions WHERE content_hash = :content_hash AND item <> :item
            AND seen_at >= :since ORDER BY id LIMIT 1
            """,
            content_hash=article.content_hash,
            item=item,
            since=since or "",
        )
        return int(row["item"]) if row else None

    def put_matches(
        self, revision: int, matches: Iterable[Match], *, held: Held | None, now: datetime
    ) -> None:
        """Record what a revision matched, and why it is not told where it is held."""
        self._database.insert_all(
            "matches",
            [
                {
                    "revision": revision,
                    "rule": match.rule,
                    "topic": match.topic,
                    "severity": match.severity.value,
                    "spans": msgspec.json.encode(match.spans).decode(),
                    "held": held,
                    "matched_at": now,
                }
                for match in matches
            ],
        )

    def _match_rows(self, revision: int) -> list[Row]:
        return self._database.rows(
            """
            SELECT rule, topic, severity, spans, held FROM matches
            WHERE revision = :revision ORDER BY topic, rule
            """,
            revision=revision,
        )

    def get(self, item: int) -> StoredItem | None:
        """Return an item with its latest text, or None."""
        row = self._database.row(
            """
            SELECT r.id FROM items i JOIN revisions r ON r.item = i.id AND r.number = i.revision
            WHERE i.id = :item
            """,
            item=item,
        )
        return self.revision(row["id"]) if row else None

    def revision(self, revision: int) -> StoredItem:
        """Return one text of an item, with what it matched.

        Raises:
            NotFound: there is no such revision.
        """
        row = self._database.row(
            "SELECT item, number, record, content_hash FROM revisions WHERE id = :revision",
            revision=revision,
        )
        if row is None:
            raise NotFound(f"no revision {revision}")
        found = self._match_rows(revision)
        return StoredItem(
            id=row["item"],
            article=_article(row["record"]),
            revision=revision,
            number=row["number"],
            copies=self.carriers(row["content_hash"]) - 1,
            matches=_matches(found),
            held=found[0]["held"] if found else None,
        )

    def carriers(self, content_hash: str) -> int:
        """Return how many items have had this text."""
        row = self._database.row(
            "SELECT COUNT(DISTINCT item) AS n FROM revisions WHERE content_hash = :content_hash",
            content_hash=content_hash,
        )
        return int(row["n"]) if row else 0

    def history(self, item: int) -> list[Article]:
        """Return all texts of an item, first to latest."""
        rows = self._database.rows(
            "SELECT record FROM revisions WHERE item = :item ORDER BY number", item=item
        )
        return [_article(row["record"]) for row in rows]

    def newest(
        self, *, limit: int, source: str | None = None, matched: bool = False, before: int = 0
    ) -> list[int]:
        """Return item ids, newest first; `before` is the id to go on from, 0 for the newest."""
        rows = self._database.rows(
            """
            SELECT i.id FROM items i WHERE (CAST(:source AS TEXT) IS NULL OR i.source = :source)
            AND (:before = 0 OR i.id < :before)
            AND (:matched = 0 OR EXISTS (SELECT 1 FROM matches m JOIN revisions r
                 ON r.id = m.revision WHERE r.item = i.id))
            ORDER BY i.id DESC LIMIT :limit
            """,
            source=source,
            before=before,
            matched=int(matched),
            limit=limit,
        )
        return [row["id"] for row in rows]

    def search(self, words: str, *, limit: int) -> list[int]:
        """Return item ids whose latest text holds all the words, best first."""
        return self._database.search(words, limit)

    def read_since(self, instant: datetime | None) -> int:
        """Return how many new or edited texts came after an instant; None: all."""
        row = self._database.row(
            "SELECT COUNT(*) AS n FROM revisions WHERE seen_at > :since", since=instant or ""
        )
        return int(row["n"]) if row else 0


def _article(record: str) -> Article:
    return msgspec.json.decode(record, type=Article)


def _matches(rows: Iterable[Row]) -> tuple[Match, ...]:
    found = [
        Match(
            rule=row["rule"],
            topic=row["topic"],
            severity=Severity(row["severity"]),
            spans=msgspec.json.decode(row["spans"], type=tuple[Span, ...]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda match: -match.severity.rank))
