"""Numbers that steer, kept over restarts by name."""

from __future__ import annotations

from monitor.store.sqlite import Database


class Controls:
    """The table of numbers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> float | None:
        """Return a number, or None if it was never put."""
        row = self._database.row("SELECT value FROM controls WHERE name = :name", name=name)
        return float(row["value"]) if row else None

    def put(self, name: str, value: float) -> None:
        """Keep a number."""
        self._database.write(
            """
            INSERT INTO controls (name, value) VALUES (:name, :value)
            ON CONFLICT (name) DO UPDATE SET value = :value
            """,
            name=name,
            value=value,
        )
