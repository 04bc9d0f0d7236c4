"""The full-text index, kept up with what is stored: later than the items, but before any search.

Indexing a text costs as much as reading it. So what arrives is only noted, in the transaction
that stores it, and indexed in batches when there is time. A search first indexes what is left:
it never misses anything.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from monitor.store.sqlite import Database

_AT_ONCE = 500
"""Texts of one transaction: some 60 ms, for which no other process can write."""


class _Words(msgspec.Struct):
    """What of a record is indexed."""

    title: str
    body: str


_DECODER = msgspec.json.Decoder(_Words)


class SearchIndex:
    """Which items hold which words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def owe(self, items: Iterable[int]) -> None:
        """Note items whose latest text is to be indexed; in the transaction that stores it."""
        self._database.write_all(
            "INSERT INTO unindexed (item) VALUES (:item) ON CONFLICT (item) DO NOTHING",
            ({"item": item} for item in items),
        )

    def catch_up(self, limit: int = _AT_ONCE) -> int:
        """Index some of the items that are owed, the oldest; return how many: 0 if none was."""
        if not self._database.row("SELECT item FROM unindexed LIMIT 1"):
            return 0  # found out without the lock that a writer takes
        with self._database.transaction():
            rows = self._database.rows(
                """
                SELECT u.item, r.record FROM unindexed u JOIN items i ON i.id = u.item
                JOIN revisions r ON r.item = i.id AND r.number = i.revision
                ORDER BY u.item LIMIT :limit
                """,
                limit=limit,
            )
            read = [(row["item"], _DECODER.decode(row["record"])) for row in rows]
            self._database.index_texts((item, text.title, text.body) for item, text in read)
            self._database.write(
                "DELETE FROM unindexed WHERE :all OR item <= :last",
                all=int(len(rows) < limit),
                last=rows[-1]["item"] if rows else 0,
            )
        return len(rows)

    def search(self, words: str, limit: int) -> list[int]:
        """Return items whose latest text holds all the words, best first."""
        while self.catch_up():
            pass
        return self._database.search(words, limit)
