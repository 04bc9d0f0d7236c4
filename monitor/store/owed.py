"""Article pages that could not be fetched yet, and how often that was tried."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from monitor.store.sqlite import Database

MAX_TRIES = 5
"""Looks at which the page of an item is asked for before its headline has to do."""


class OwedPages:
    """Pages by source and identity; a row exists only while its page is missing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def failed(self, source: str, identity: str, now: datetime) -> bool:
        """Count a page that could not be fetched; returns whether it is to be tried again."""
        rows = self._database.write(
            """
            INSERT INTO owed_pages (source, identity, tries, tried_at)
            VALUES (:source, :identity, 1, :now)
            ON CONFLICT (source, identity) DO UPDATE SET tries = owed_pages.tries + 1,
                tried_at = :now
            RETURNING tries
            """,
            source=source,
            identity=identity,
            now=now,
        )
        if rows[0]["tries"] < MAX_TRIES:
            return True
        self.settled(source, [identity])
        return False

    def among(self, source: str, identities: Iterable[str]) -> frozenset[str]:
        """Return those items whose pages are missing."""
        found: set[str] = set()
        for identity in identities:
            if self._database.row(
                "SELECT 1 AS n FROM owed_pages WHERE source = :source AND identity = :identity",
                source=source,
                identity=identity,
            ):
                found.add(identity)
        return frozenset(found)

    def settled(self, source: str, identities: Collection[str]) -> None:
        """Forget what was owed: the pages came, or are given up."""
        self._database.write_all(
            "DELETE FROM owed_pages WHERE source = :source AND identity = :identity",
            ({"source": source, "identity": one} for one in identities),
        )

    def count(self) -> int:
        """Return how many pages are owed."""
        row = self._database.row("SELECT COUNT(*) AS n FROM owed_pages")
        return int(row["n"]) if row else 0
