"""All that was ever stored, with what rules made of it then: to be asked again, or counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from monitor.model import HEALTH_TOPIC, Article, Held, Match, Severity
from monitor.store.arrivals import article_of, rows_in
from monitor.store.items import matches_of
from monitor.store.sqlite import Database, Row, instant_text

_PAGE = 100
"""Texts read in one go: with their bodies."""
_STRIDE = 1000
"""Items counted in one go: without."""
_RECEIVED = """
    r.seen_at >= :since AND r.seen_at < :until
    AND (CAST(:source AS TEXT) IS NULL OR i.source = :source)
    AND NOT (i.identity LIKE 'monitor:%' AND EXISTS (
        SELECT 1 FROM matches h WHERE h.revision = r.id AND h.topic = :health))
"""
"""What Monitor says of its sources is nothing that rules are asked about."""
_FOR_EVER = "9"
"""Sorts after every instant."""


class _Term(msgspec.Struct, frozen=True, gc=False):
    """A span, as far as it says what it satisfies."""

    term: str


_TERMS = msgspec.json.Decoder(tuple[_Term, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """By which rules a text was asked, and what they saw that is not in its record."""

    rules: str
    """Their version, `Rules.digest()`; "" for a text from before versions were kept."""
    tier: str
    """The tier that they took its source for; "": of none, or not kept."""


_UNKNOWN = Ruled(rules="", tier="")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One text of an item as it was stored, and what it matched then."""

    revision: int
    """The row of this text."""
    item: int
    number: int
    """1 for the first text of the item."""
    is_latest: bool
    article: Article
    matches: tuple[Match, ...]
    """Gravest first."""
    ruled: Ruled


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """That a rule applied to a text."""

    item: int
    source: str
    received: datetime
    topic: str
    rule: str
    severity: Severity
    held: Held | None
    """Why it was not told; None: it was, or nobody asks for it."""
    is_told: bool
    """Whether anybody is told of the text, or is to be."""
    terms: frozenset[str]
    """What of the query was among the evidence."""


class History:
    """Every text of every item, with what it matched."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, revisions: Iterable[tuple[int, Ruled]]) -> None:
        """Note by which rules texts were asked; to be called with what they matched."""
        rows = [
            {"revision": revision, "rules": ruled.rules, "tier": ruled.tier}
            for revision, ruled in revisions
        ]
        if rows:
            self._database.write_given(
                """
                INSERT INTO ruled_texts (revision, rules, tier) SELECT * FROM given WHERE TRUE
                ON CONFLICT (revision) DO UPDATE SET rules = excluded.rules, tier = excluded.tier
                """,
                rows,
            )

    def ruled(self, revision: int) -> Ruled:
        """Return by which rules a text was asked."""
        row = self._database.row(
            "SELECT rules, tier FROM ruled_texts WHERE revision = :revision", revision=revision
        )
        return Ruled(rules=row["rules"], tier=row["tier"]) if row else _UNKNOWN

    def texts(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source: str | None = None,
    ) -> Iterator[list[StoredText]]:
        """Yield all texts, newest first, a page at a time.

        Those only that were received since an instant, before another, from one source, if
        these are given.
        """
        before: int | None = None
        while rows := self._database.rows(
            f"""
            SELECT r.id, r.item, r.number, r.record, i.revision AS latest,
                COALESCE(t.rules, '') AS rules, COALESCE(t.tier, '') AS tier
            FROM revisions r JOIN items i ON i.id = r.item
            LEFT JOIN ruled_texts t ON t.revision = r.id
            WHERE (CAST(:before AS INTEGER) IS NULL OR r.id < :before) AND {_RECEIVED}
            ORDER BY r.id DESC LIMIT :page
            """,  # noqa: S608 - our own words
            before=before,
            page=_PAGE,
            **_bounds(since, until, source),
        ):
            before = rows[-1]["id"]
            found = self._matches([row["id"] for row in rows])
            yield [
                StoredText(
                    revision=row["id"],
                    item=row["item"],
                    number=row["number"],
                    is_latest=row["number"] == row["latest"],
                    article=article_of(row["record"]),
                    matches=matches_of(found.get(row["id"], ())),
                    ruled=Ruled(rules=row["rules"], tier=row["tier"]),
                )
                for row in rows
            ]

    def _matches(self, revisions: list[int]) -> Mapping[int, list[Row]]:
        found: dict[int, list[Row]] = {}
        for row in rows_in(
            self._database,
            "SELECT revision, rule, topic, severity, spans FROM matches WHERE revision IN",
            revisions,
        ):
            found.setdefault(row["revision"], []).append(row)
        return found

    def count(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source: str | None = None,
    ) -> int:
        """Return how many texts there are."""
        row = self._database.row(
            "SELECT COUNT(*) AS n FROM revisions r JOIN items i ON i.id = r.item"  # noqa: S608
            f" WHERE {_RECEIVED}",
            **_bounds(since, until, source),
        )
        return int(row["n"]) if row else 0

    def items_of(self, *, since: datetime | None = None) -> Mapping[str, int]:
        """Return how many items have a text received since an instant, by source."""
        rows = self._database.rows(
            f"""
            SELECT i.source, COUNT(DISTINCT r.item) AS n
            FROM revisions r JOIN items i ON i.id = r.item WHERE {_RECEIVED}
            GROUP BY i.source ORDER BY i.source
            """,  # noqa: S608 - our own words
            **_bounds(since, None, None),
        )
        return {row["source"]: int(row["n"]) for row in rows}

    def hits(self, *, since: datetime | None = None) -> Iterator[list[Hit]]:
        """Yield each rule that applied to a text received since an instant, some items at a time.

        In order of items and of their texts; what is told of one item is together.
        """
        ends = self._database.row(
            "SELECT MIN(item) AS first, MAX(item) AS last FROM revisions WHERE seen_at >= :since",
            since=_instant(since),
        )
        first, last = (ends["first"], ends["last"]) if ends else (None, None)
        if first is None or last is None:
            return
        for start in range(first, last + 1, _STRIDE):
            rows = self._database.rows(
                f"""
                SELECT r.item, r.seen_at, i.source, m.topic, m.rule, m.severity, m.held, m.spans,
                    EXISTS (SELECT 1 FROM alerts a WHERE a.revision = r.id) AS told
                FROM revisions r JOIN items i ON i.id = r.item JOIN matches m ON m.revision = r.id
                WHERE r.item >= :start AND r.item < :stop AND {_RECEIVED}
                ORDER BY r.item, r.number, m.topic, m.rule
                """,  # noqa: S608 - our own words
                start=start,
                stop=start + _STRIDE,
                **_bounds(since, None, None),
            )
            yield [_hit(row) for row in rows]


def _hit(row: Row) -> Hit:
    return Hit(
        item=row["item"],
        source=row["source"],
        received=datetime.fromisoformat(row["seen_at"]),
        topic=row["topic"],
        rule=row["rule"],
        severity=Severity(row["severity"]),
        held=row["held"],
        is_told=bool(row["told"]) and row["held"] is None,
        terms=frozenset(span.term for span in _TERMS.decode(row["spans"])),
    )


def _instant(since: datetime | None) -> str:
    return instant_text(since) if since else ""


def _bounds(
    since: datetime | None, until: datetime | None, source: str | None
) -> Mapping[str, str | None]:
    return {
        "since": _instant(since),
        "until": instant_text(until) if until else _FOR_EVER,
        "source": source,
        "health": HEALTH_TOPIC,
    }
