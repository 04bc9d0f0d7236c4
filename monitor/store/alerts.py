"""Who is still to be told what: alerts wait here from match to digest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Severity, Subscription
from monitor.store.sqlite import Database

_STALE_ORIGINAL = timedelta(days=3)
"""A copy of a text that was held at first sight longer ago than this is old news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionState:
    """When a subscription's next digest is due, and when the last was made (None: never)."""

    name: str
    schedule: str
    due_at: datetime
    composed_at: datetime | None


class Alerts:
    """Alerts by subscription and revision; the key makes each one happen once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, subscription: str, revision: int, *, is_copy: bool, now: datetime) -> bool:
        """Put a revision on a subscription's next digest; False if it has been told already.

        The words of a copy are told if this subscription never was told them, unless they are
        old news that was held when their source was first seen, or the same source had them
        under another link or id.
        """
        rows = self._database.write(
            """
            INSERT INTO alerts (subscription, revision, queued_at)
            SELECT :subscription, :revision, :now
            WHERE :is_copy = 0 OR NOT EXISTS (
                SELECT 1 FROM revisions this JOIN items mine ON mine.id = this.item
                JOIN revisions r ON r.content_hash = this.content_hash
                JOIN items theirs ON theirs.id = r.item
                LEFT JOIN alerts a ON a.revision = r.id AND a.subscription = :subscription
                LEFT JOIN matches m ON m.revision = r.id AND m.held IN ('baseline', 'backfill')
                    AND m.matched_at < :stale
                LEFT JOIN matches b ON b.revision = r.id AND b.held = 'backfill'
                WHERE this.id = :revision AND r.id <> this.id
                    AND (a.revision IS NOT NULL OR m.revision IS NOT NULL
                         OR (theirs.source = mine.source AND b.revision IS NULL))
            )
            ON CONFLICT (subscription, revision) DO NOTHING RETURNING revision
            """,
            subscription=subscription,
            revision=revision,
            is_copy=int(is_copy),
            stale=now - _STALE_ORIGINAL,
            now=now,
        )
        return bool(rows)

    def pending(self, subscription: str) -> list[int]:
        """Return the revisions that wait for a subscription's next digest, oldest first."""
        rows = self._database.rows(
            """
            SELECT revision FROM alerts WHERE subscription = :subscription AND digest IS NULL
            ORDER BY revision
            """,
            subscription=subscription,
        )
        return [row["revision"] for row in rows]

    def is_waiting(self, revision: int) -> bool:
        """Say whether anybody is still to be told of a revision."""
        return bool(
            self._database.row(
                "SELECT 1 AS n FROM alerts WHERE revision = :revision AND digest IS NULL",
                revision=revision,
            )
        )

    def told(self, subscription: str, revisions: Sequence[int], digest: str) -> None:
        """Mark alerts as being in a digest; to be called in the transaction that stores it."""
        for revision in revisions:
            self._database.write(
                """
                UPDATE alerts SET digest = :digest WHERE subscription = :subscription
                AND revision = :revision AND digest IS NULL
                """,
                digest=digest,
                subscription=subscription,
                revision=revision,
            )

    def held(self, subscription: Subscription, since: datetime | None) -> dict[str, int]:
        """Return how many items matched what a subscription asks for but were held, by reason."""
        rows = self._database.rows(
            """
            SELECT m.topic, m.severity, m.held, r.item, i.source FROM matches m
            JOIN revisions r ON r.id = m.revision JOIN items i ON i.id = r.item
            WHERE m.held IS NOT NULL AND m.matched_at > :since
            """,
            since=since or "",
        )
        items: dict[str, set[int]] = {}
        for row in rows:
            if subscription.asks_for(row["topic"], row["source"], Severity(row["severity"])):
                items.setdefault(row["held"], set()).add(row["item"])
        return {reason: len(found) for reason, found in sorted(items.items())}

    def align(self, subscriptions: Collection[Subscription], due: dict[str, datetime]) -> None:
        """Bring the subscriptions in step with the configuration.

        A new one, or one whose schedule changed, is next due as `due` says; what waits for one
        that went is kept, and goes out if it comes back.
        """
        with self._database.transaction():
            for subscription in subscriptions:
                schedule = f"{subscription.schedule} {subscription.timezone.key}"
                self._database.write(
                    """
                    INSERT INTO subscriptions (name, schedule, due_at)
                    VALUES (:name, :schedule, :due_at)
                    ON CONFLICT (name) DO UPDATE SET schedule = :schedule, due_at = :due_at
                    WHERE subscriptions.schedule <> :schedule
                    """,
                    name=subscription.name,
                    schedule=schedule,
                    due_at=due[subscription.name],
                )

    def state(self, subscription: str) -> SubscriptionState | None:
        """Return when a subscription is due, or None if it is not known."""
        row = self._database.row(
            "SELECT * FROM subscriptions WHERE name = :name", name=subscription
        )
        if row is None:
            return None
        composed = row["composed_at"]
        return SubscriptionState(
            name=row["name"],
            schedule=row["schedule"],
            due_at=datetime.fromisoformat(row["due_at"]),
            composed_at=datetime.fromisoformat(composed) if composed else None,
        )

    def composed(self, subscription: str, *, due_at: datetime, at: datetime | None) -> None:
        """Set when a subscription is next due; `at` is None where there was nothing to tell."""
        self._database.write(
            """
            UPDATE subscriptions SET due_at = :due_at, composed_at = COALESCE(:at, composed_at)
            WHERE name = :name
            """,
            due_at=due_at,
            at=at,
            name=subscription,
        )
