"""Digests and their deliveries: written together, leased one by one, settled once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from monitor.model import Delivery, DeliveryState, Digest
from monitor.store.sqlite import Database, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRecord:
    """A delivery as it stands, for people and scripts."""

    id: str
    digest: str
    subscription: str
    channel: str
    state: DeliveryState
    attempts: int
    due_at: datetime
    """When it is tried next; the past means now. Of no meaning once sent or dead."""
    settled_at: datetime | None
    note: str | None
    """The receipt once sent, else what went wrong last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRecord:
    """A digest in one line."""

    id: str
    subscription: str
    composed_at: datetime
    entries: int
    states: tuple[DeliveryState, ...]


class Outbox:
    """Digests and deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, digest: Digest, channels: Sequence[str], *, due_at: datetime) -> bool:
        """Store a digest with one delivery a channel, all or nothing; False if it is there."""
        with self._database.transaction():
            created = self._database.write(
                """
                INSERT INTO digests (id, subscription, composed_at, payload)
                VALUES (:id, :subscription, :composed_at, :payload)
                ON CONFLICT (id) DO NOTHING RETURNING id
                """,
                id=digest.id,
                subscription=digest.subscription,
                composed_at=digest.composed_at,
                payload=msgspec.json.encode(digest).decode(),
            )
            if not created:
                return False
            for channel in channels:
                self._database.write(
                    """
                    INSERT INTO deliveries
                        (id, digest, channel, state, attempts, due_at, leased, created_at)
                    VALUES (:id, :digest, :channel, 'waiting', 0, :due_at, 0, :due_at)
                    ON CONFLICT (id) DO NOTHING
                    """,
                    id=f"{digest.id}.{channel}",
                    digest=digest.id,
                    channel=channel,
                    due_at=due_at,
                )
        return True

    def due_channels(self, now: datetime) -> list[str]:
        """Return the channels that a delivery is due on, by name."""
        rows = self._database.rows(
            """
            SELECT DISTINCT channel FROM deliveries WHERE state = 'waiting' AND due_at <= :now
            ORDER BY channel
            """,
            now=now,
        )
        return [row["channel"] for row in rows]

    def claim(
        self, *, now: datetime, lease: timedelta, channel: str | None = None
    ) -> Delivery | None:
        """Take the delivery longest due, on one channel or on any; None if none is due.

        It comes back if not settled within `lease`.

        The UPDATE's own WHERE is the lock, so any number of workers can call this at once and
        each row goes to one of them.
        """
        rows = self._database.write(
            f"""
            UPDATE deliveries SET attempts = attempts + 1, due_at = :lease_ends, leased = 1
            WHERE state = 'waiting' AND due_at <= :now AND id = (
                SELECT id FROM deliveries WHERE state = 'waiting' AND due_at <= :now
                    AND (CAST(:channel AS TEXT) IS NULL OR channel = :channel)
                ORDER BY due_at, id LIMIT 1 {self._database.skip_locked}
            )
            RETURNING id, digest, channel, attempts
            """,  # noqa: S608 - the driver's own words
            now=now,
            lease_ends=now + lease,
            channel=channel,
        )
        if not rows:
            return None
        digest = self.digest(rows[0]["digest"])
        assert digest is not None  # noqa: S101 - a foreign key says so
        return Delivery(
            id=rows[0]["id"],
            digest=digest,
            channel=rows[0]["channel"],
            attempts=rows[0]["attempts"],
        )

    def sent(self, delivery: Delivery, receipt: str, *, now: datetime) -> None:
        """Settle a delivery as done, whoever else may have leased it since."""
        self._settle(delivery.id, "sent", receipt, now)

    def dead(self, delivery: Delivery, fact: str, *, now: datetime) -> None:
        """Give a delivery up, unless another worker has it by now."""
        if self._is_mine(delivery):
            self._settle(delivery.id, "dead", fact, now)

    def retry(self, delivery: Delivery, fact: str, *, due_at: datetime) -> None:
        """Put a delivery back for later, unless another worker has it by now."""
        self._database.write(
            """
            UPDATE deliveries SET due_at = :due_at, note = :fact, leased = 0
            WHERE id = :id AND state = 'waiting' AND attempts = :attempts
            """,
            due_at=due_at,
            fact=fact,
            id=delivery.id,
            attempts=delivery.attempts,
        )

    def _is_mine(self, delivery: Delivery) -> bool:
        row = self._database.row(
            "SELECT 1 FROM deliveries WHERE id = :id AND attempts = :attempts",
            id=delivery.id,
            attempts=delivery.attempts,
        )
        return row is not None

    def _settle(self, id: str, state: DeliveryState, note: str, now: datetime) -> None:
        self._database.write(
            """
            UPDATE deliveries SET state = :state, note = :note, settled_at = :now, leased = 0
            WHERE id = :id AND state = 'waiting'
            """,
            state=state,
            note=note,
            now=now,
            id=id,
        )

    def created_at(self, delivery: Delivery) -> datetime:
        """Return when a delivery was put into the outbox."""
        row = self._database.row("SELECT created_at FROM deliveries WHERE id = :id", id=delivery.id)
        assert row is not None  # noqa: S101 - it was claimed from there
        return datetime.fromisoformat(row["created_at"])

    def end_leases(self, now: datetime) -> None:
        """Make due what is leased: for a daemon that starts, whose predecessor is gone."""
        self._database.write(
            """
            UPDATE deliveries SET due_at = :now, leased = 0
            WHERE state = 'waiting' AND leased = 1
            """,
            now=now,
        )

    def revive(self, ids: Sequence[str], *, now: datetime) -> list[str]:
        """Make deliveries due now that wait or are dead; return those it found.

        One that a worker has leased at this moment is left to it.
        """
        revived: list[str] = []
        with self._database.transaction():
            for id_ in ids:
                rows = self._database.write(
                    """
                    UPDATE deliveries SET state = 'waiting', due_at = :now, created_at = :now,
                        settled_at = NULL
                    WHERE id = :id AND state <> 'sent' AND (leased = 0 OR due_at <= :now)
                    RETURNING id
                    """,
                    now=now,
                    id=id_,
                )
                revived.extend(row["id"] for row in rows)
        return revived

    def digest(self, digest: str) -> Digest | None:
        """Return a digest by its id, or by the beginning of it where that is one only."""
        rows = self._database.rows(
            "SELECT payload FROM digests WHERE id LIKE :prefix ESCAPE '!' LIMIT 2",
            prefix=digest.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%",
        )
        return msgspec.json.decode(rows[0]["payload"], type=Digest) if len(rows) == 1 else None

    def latest(self, subscription: str | None = None) -> Digest | None:
        """Return the newest digest, of one subscription or of any; None if there is none."""
        row = self._database.row(
            """
            SELECT payload FROM digests
            WHERE (CAST(:subscription AS TEXT) IS NULL OR subscription = :subscription)
            ORDER BY composed_at DESC, id LIMIT 1
            """,
            subscription=subscription,
        )
        return msgspec.json.decode(row["payload"], type=Digest) if row else None

    def digests(self, *, limit: int) -> list[DigestRecord]:
        """Return digests, newest first."""
        rows = self._database.rows(
            "SELECT id, payload FROM digests ORDER BY composed_at DESC, id LIMIT :limit",
            limit=limit,
        )
        found = []
        for row in rows:
            digest = msgspec.json.decode(row["payload"], type=Digest)
            states = self._database.rows(
                "SELECT state FROM deliveries WHERE digest = :id ORDER BY channel", id=digest.id
            )
            found.append(
                DigestRecord(
                    id=digest.id,
                    subscription=digest.subscription,
                    composed_at=digest.composed_at,
                    entries=len(digest.entries),
                    states=tuple(state["state"] for state in states),
                )
            )
        return found

    def deliveries(
        self, *, state: DeliveryState | None = None, digest: str | None = None, limit: int
    ) -> list[DeliveryRecord]:
        """Return deliveries, newest first, all or those in one state or of one digest."""
        rows = self._database.rows(
            """
            SELECT d.*, g.subscription FROM deliveries d JOIN digests g ON g.id = d.digest
            WHERE (CAST(:state AS TEXT) IS NULL OR d.state = :state)
                AND (CAST(:digest AS TEXT) IS NULL OR d.digest = :digest)
            ORDER BY d.created_at DESC, d.id LIMIT :limit
            """,
            state=state,
            digest=digest,
            limit=limit,
        )
        return [_record(row) for row in rows]


def _record(row: Row) -> DeliveryRecord:
    settled = row["settled_at"]
    return DeliveryRecord(
        id=row["id"],
        digest=row["digest"],
        subscription=row["subscription"],
        channel=row["channel"],
        state=row["state"],
        attempts=row["attempts"],
        due_at=datetime.fromisoformat(row["due_at"]),
        settled_at=datetime.fromisoformat(settled) if settled else None,
        note=row["note"],
    )
