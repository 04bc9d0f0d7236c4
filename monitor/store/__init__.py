"""Everything that is remembered: one SQL text, and a driver per database private to it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.model import HEALTH_TOPIC
from monitor.store.alerts import Alerts, SubscriptionState
from monitor.store.arrivals import Added
from monitor.store.controls import Controls
from monitor.store.given import Given, GivenItems
from monitor.store.history import History, Hit, Ruled, StoredText
from monitor.store.items import Items, StoredItem
from monitor.store.looks import Looks
from monitor.store.outbox import DeliveryRecord, DigestRecord, Outbox
from monitor.store.owed import OwedPages
from monitor.store.search_index import SearchIndex
from monitor.store.shared_lines import LearntLines
from monitor.store.sources import Aligned, Sight, Sources
from monitor.store.sqlite import Database

__all__ = [
    "Added",
    "Aligned",
    "DeliveryRecord",
    "DigestRecord",
    "Given",
    "Hit",
    "Ruled",
    "Sight",
    "Store",
    "StoredItem",
    "StoredText",
    "SubscriptionState",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much is stored."""

    sources: int
    """Enabled ones."""
    items: int
    """Without what Monitor says of its sources, which is no item of theirs."""
    matched: int
    """Those of the items of which a text matched a rule, as `monitor run` counts what comes."""
    revisions: int
    digests: int
    deliveries: Mapping[str, int]
    """By state."""
    oldest_due: str | None
    """The enabled source that is longest due or next, or None without sources."""
    oldest_due_at: datetime | None


class Store:
    """The tables, and the transaction over them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.items = Items(database)
        self.alerts = Alerts(database)
        self.outbox = Outbox(database)
        self.looks = Looks(database)
        self.sources = Sources(database, self.looks)
        self.owed = OwedPages(database)
        self.controls = Controls(database)
        self.given = GivenItems(database)
        self.history = History(database)
        self.learnt = LearntLines(database)
        self.search_index = SearchIndex(database)

    @classmethod
    def open(cls, path: Path | None) -> Store:
        """Return the store in an SQLite file, made if need be; None keeps it in memory.

        Raises:
            StoreUnusable: the file cannot be used; the message says why.
        """
        return cls(Database(path))

    def transaction(self) -> AbstractContextManager[None]:
        """Return a block of which all or nothing is written; nothing in it may be awaited."""
        return self._database.transaction()

    def totals(self) -> Totals:
        """Return how much is stored and which source is longest due."""
        counts = {
            table: int(self._database.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"])  # noqa: S608
            for table in ("revisions", "digests")
        }
        items = self._database.row(
            "SELECT COUNT(*) AS n FROM items WHERE identity NOT LIKE 'monitor:%'"
        )
        matched = self._database.row(
            """
            SELECT COUNT(DISTINCT item) AS n FROM revisions
            WHERE id IN (SELECT revision FROM matches WHERE topic <> :health)
            """,
            health=HEALTH_TOPIC,
        )
        states = self._database.rows(
            "SELECT state, COUNT(*) AS n FROM deliveries GROUP BY state ORDER BY state"
        )
        due = self._database.row(
            "SELECT name, due_at FROM sources WHERE enabled = 1 ORDER BY due_at, name LIMIT 1"
        )
        enabled = self._database.row("SELECT COUNT(*) AS n FROM sources WHERE enabled = 1")
        return Totals(
            sources=int(enabled["n"]) if enabled else 0,
            items=int(items["n"]) if items else 0,
            matched=int(matched["n"]) if matched else 0,
            revisions=counts["revisions"],
            digests=counts["digests"],
            deliveries={"waiting": 0, "sent": 0, "dead": 0}
            | {row["state"]: row["n"] for row in states},
            oldest_due=due["name"] if due else None,
            oldest_due_at=datetime.fromisoformat(due["due_at"]) if due else None,
        )

    def close(self) -> None:
        """Close the database."""
        self._database.close()
