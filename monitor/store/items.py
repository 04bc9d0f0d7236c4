"""Items, their revisions and what matched: what came, and whether it was new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal

import msgspec

from monitor.errors import NotFound
from monitor.model import Article, Held, Match, Severity, Span
from monitor.store.arrivals import Added, Arrivals, article_of, rows_in
from monitor.store.search_index import SearchIndex
from monitor.store.sqlite import Database, Row, instant_text

_ENCODER = msgspec.json.Encoder()
_SPANS = msgspec.json.Decoder(tuple[Span, ...])
_MATCHES_AT_ONCE = 64
"""Rows made before they are written: evidence may be longer than the text, of all rules of all
items of an answer 10 MB."""


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
        rows = rows_in(
            self._database,
            f"""
            SELECT i.identity, {column} AS value FROM items i
            JOIN revisions r ON r.item = i.id AND r.number = i.revision
            WHERE i.source = :source AND i.identity IN
            """,  # noqa: S608 - one of two words
            identities,
            source=source,
        )
        return {row["identity"]: row["value"] for row in rows}

    def remember_raw(self, source: str, raw_hashes: Mapping[str, str]) -> None:
        """Note how the source gave these items, for `changed` at the next look."""
        self._database.write_all(
            """
            UPDATE items SET raw_hash = :raw_hash
            WHERE source = :source AND identity = :identity
            """,
            (
                {"raw_hash": raw_hash, "source": source, "identity": identity}
                for identity, raw_hash in raw_hashes.items()
            ),
        )

    def add(self, article: Article) -> Added | None:
        """Store an article and return what is new about it; None if its text is known.

        A text that comes back after an edit is an edit too, until it has come so often that the
        page must be alternating between texts. To be called inside a transaction, with
        everything that follows from the answer.
        """
        return self.add_all([article])[0]

    def add_all(self, articles: Sequence[Article]) -> list[Added | None]:
        """Do as `add` with one article after the other, at a fraction of the cost."""
        if not articles:
            return []
        with self._database.transaction():
            return Arrivals(self._database, articles).store()

    def put_matches(
        self, revision: int, matches: Iterable[Match], *, held: Held | None, now: datetime
    ) -> None:
        """Record what a revision matched, and why it is not told where it is held."""
        self.put_all_matches([(revision, matches, held)], now=now)

    def put_all_matches(
        self, found: Iterable[tuple[int, Iterable[Match], Held | None]], *, now: datetime
    ) -> None:
        """Do as `put_matches` for many: revision, its matches, and why it is held."""
        matched_at = instant_text(now)
        rows = (
            {
                "revision": revision,
                "rule": match.rule,
                "topic": match.topic,
                "severity": match.severity.value,
                "spans": _ENCODER.encode(match.spans).decode(),
                "held": held,
                "matched_at": matched_at,
            }
            for revision, matches, held in found
            for match in matches
        )
        with self._database.transaction():
            while some := list(islice(rows, _MATCHES_AT_ONCE)):
                self._database.insert_all("matches", some)

    def rewrite(
        self,
        revision: int,
        article: Article,
        matches: Sequence[Match],
        *,
        is_latest: bool,
        now: datetime,
    ) -> None:
        """Put another reading of the same text in the place of a stored one.

        What matched before and does still keeps whether and when it was told; what is new is
        held. To be called inside a transaction.
        """
        before = {(row["topic"], row["rule"]): row for row in self._match_rows(revision)}
        self._database.write(
            """
            UPDATE revisions SET title = :title, record = :record, content_hash = :content_hash
            WHERE id = :revision
            """,
            revision=revision,
            title=article.title,
            record=_ENCODER.encode(article).decode(),
            content_hash=article.content_hash,
        )
        self._database.write("DELETE FROM matches WHERE revision = :revision", revision=revision)
        for match in matches:
            known = before.get((match.topic, match.rule))
            self.put_matches(
                revision,
                [match],
                held=known["held"] if known else "renormalised",
                now=datetime.fromisoformat(known["matched_at"]) if known else now,
            )
        row = self._database.row(
            "SELECT i.id FROM items i JOIN revisions r ON r.item = i.id"
            " WHERE r.id = :revision AND i.copy_of IS NULL",
            revision=revision,
        )
        if is_latest and row:
            SearchIndex(self._database).owe([row["id"]])

    def matches(self, revision: int) -> tuple[Match, ...]:
        """Return what a revision matched, gravest first."""
        return matches_of(self._match_rows(revision))

    def _match_rows(self, revision: int) -> list[Row]:
        return self._database.rows(
            """
            SELECT rule, topic, severity, spans, held, matched_at FROM matches
            WHERE revision = :revision ORDER BY topic, rule
            """,
            revision=revision,
        )

    def get(self, item: int, number: int | None = None) -> StoredItem | None:
        """Return an item with its latest text, or with that of a number, or None."""
        row = self._database.row(
            """
            SELECT r.id FROM items i JOIN revisions r ON r.item = i.id
            WHERE i.id = :item AND r.number = COALESCE(CAST(:number AS INTEGER), i.revision)
            """,
            item=item,
            number=number,
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
            article=article_of(row["record"]),
            revision=revision,
            number=row["number"],
            copies=self.carriers(row["content_hash"]) - 1,
            matches=matches_of(found),
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
        return [article_of(row["record"]) for row in rows]

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
        return SearchIndex(self._database).search(words, limit)

    def read_since(self, instant: datetime | None, *, sources: Collection[str] = ()) -> int:
        """Return how many new or edited texts came after an instant; None: all.

        Of `sources` only, if there are any; what Monitor says of its sources is none of them.
        """
        named = {f"n{number}": name for number, name in enumerate(sorted(sources))}
        among = f"AND i.source IN ({', '.join(f':{one}' for one in named)})" if named else ""
        row = self._database.row(
            f"""
            SELECT COUNT(*) AS n FROM revisions r JOIN items i ON i.id = r.item
            WHERE r.seen_at > :since AND i.identity NOT LIKE 'monitor:%' {among}
            """,  # noqa: S608 - our own words and parameters
            since=instant or "",
            **named,
        )
        return int(row["n"]) if row else 0


def matches_of(rows: Iterable[Row]) -> tuple[Match, ...]:
    """Return the matches of one text as they are stored, gravest first."""
    found = [
        Match(
            rule=row["rule"],
            topic=row["topic"],
            severity=Severity(row["severity"]),
            spans=_SPANS.decode(row["spans"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda match: -match.severity.rank))
