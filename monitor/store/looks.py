"""The log of looks: every one at a source, as long as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Look
from monitor.store.sqlite import Database, Row, instant


class Looks:
    """The table of looks, newest last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, looks: Sequence[Look]) -> None:
        """Put looks into the log."""
        self._database.insert_all("polls", [_logged(look) for look in looks])

    def since(
        self, start: datetime, *, source: str | None = None, limit: int | None = None
    ) -> list[Look]:
        """Return the log from an instant on, newest first; of one source, if named."""
        rows = self._database.rows(
            f"""
            SELECT * FROM polls WHERE looked_at >= :since
            {"AND source = :source" if source else ""}
            ORDER BY looked_at DESC, id DESC {"LIMIT :limit" if limit else ""}
            """,  # noqa: S608 - our own words
            since=start,
            **({"source": source} if source else {}),
            **({"limit": limit} if limit else {}),
        )
        return [_look(row) for row in rows]

    def counted(self, since: datetime, now: datetime) -> tuple[int, timedelta]:
        """Return how many looks the log has from `since` on, and over how long they were made."""
        row = self._database.row(
            "SELECT COUNT(*) AS n, MIN(looked_at) AS first FROM polls WHERE looked_at >= :since",
            since=since,
        )
        if row is None or row["first"] is None:
            return 0, timedelta(0)
        return row["n"], max(now - datetime.fromisoformat(row["first"]), timedelta(0))

    def forget(self, *, before: datetime, keep: int) -> None:
        """Drop looks from before an instant from the log, and all but the newest `keep`."""
        with self._database.transaction():
            self._database.write("DELETE FROM polls WHERE looked_at < :before", before=before)
            self._database.write(
                "DELETE FROM polls WHERE id <= (SELECT MAX(id) FROM polls) - :keep", keep=keep
            )


def _logged(look: Look) -> dict[str, Any]:
    return {
        "source": look.source,
        "looked_at": look.looked_at,
        "outcome": look.outcome,
        "cause": look.cause,
        "fact": look.fact,
        "bytes": look.bytes,
        "items": look.items,
        "new": look.new,
        "edited": look.edited,
        "copies": look.copies,
        "milliseconds": round(look.took.total_seconds() * 1000),
        "due_at": look.due_at,
    }


def _look(row: Row) -> Look:
    return Look(
        source=row["source"],
        looked_at=datetime.fromisoformat(row["looked_at"]),
        outcome=row["outcome"],
        cause=row["cause"],
        fact=row["fact"],
        bytes=row["bytes"],
        items=row["items"],
        new=row["new"],
        edited=row["edited"],
        copies=row["copies"],
        took=timedelta(milliseconds=row["milliseconds"]),
        due_at=instant(row["due_at"]),
    )
