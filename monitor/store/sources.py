"""What is known of each source: when it is due, whether it answers, and every look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor.model import Validators
from monitor.store.sqlite import Database, Row

Outcome = Literal["new", "unchanged", "not-modified", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as it stands; instants are None where it never happened."""

    name: str
    address: str
    """The kind and place that all this was learnt of."""
    enabled: bool
    due_at: datetime
    baseline_at: datetime | None
    """When its first sight was complete; until then what it holds is not news."""
    validators: Validators
    failures: int
    """Looks that failed since the last that did not."""
    cause: str | None
    fact: str | None
    failing_since: datetime | None
    looked_at: datetime | None
    succeeded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source, as logged; `cause` and `fact` are None where it succeeded."""

    source: str
    looked_at: datetime
    outcome: Outcome
    cause: str | None = None
    fact: str | None = None
    bytes: int = 0
    items: int = 0
    new: int = 0
    edited: int = 0
    copies: int = 0
    took: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What changed when the store was brought in step with the configuration, by name."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[str, ...] = ()
    """Sources whose address is another than before."""


class Sources:
    """The table of sources and the log of looks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def align(self, addresses: Mapping[str, str], now: datetime) -> Aligned:
        """Make the enabled sources those named, and forget nothing of the others.

        One that is new, was switched off, or has another address is due at once, and what it
        holds then is first sight: a backlog is not news.
        """
        with self._database.transaction():
            rows = self._database.rows("SELECT name, address FROM sources WHERE enabled = 1")
            before = {row["name"]: row["address"] for row in rows}
            came = sorted(addresses.keys() - before.keys())
            went = sorted(before.keys() - addresses.keys())
            moved = sorted(
                name for name in addresses.keys() & before.keys() if addresses[name] != before[name]
            )
            for name in (*came, *moved):
                self._database.write(
                    """
                    INSERT INTO sources (name, address, enabled, due_at, failures)
                    VALUES (:name, :address, 1, :now, 0)
                    ON CONFLICT (name) DO UPDATE SET address = :address, enabled = 1,
                        due_at = :now, baseline_at = NULL, etag = NULL, last_modified = NULL,
                        failures = 0, cause = NULL, fact = NULL, failing_since = NULL
                    """,
                    name=name,
                    address=addresses[name],
                    now=now,
                )
            for name in went:
                self._database.write("UPDATE sources SET enabled = 0 WHERE name = :name", name=name)
        return Aligned(came=tuple(came), went=tuple(went), moved=tuple(moved))

    def claim_due(self, now: datetime, *, limit: int, lease: timedelta) -> list[str]:
        """Take sources that are due, longest due first; each goes to one caller.

        One that is not settled within `lease` is due again.
        """
        rows = self._database.write(
            f"""
            UPDATE sources SET due_at = :until WHERE name IN (
                SELECT name FROM sources WHERE enabled = 1 AND due_at <= :now
                ORDER BY due_at, name LIMIT :limit {self._database.skip_locked}
            ) RETURNING name
            """,  # noqa: S608 - the driver's own words
            until=now + lease,
            now=now,
            limit=limit,
        )
        return sorted(row["name"] for row in rows)

    def claim(self, names: Sequence[str], now: datetime, *, lease: timedelta) -> list[str]:
        """Take these sources whether due or not; names that are not enabled are left out."""
        taken: list[str] = []
        with self._database.transaction():
            for name in names:
                rows = self._database.write(
                    """
                    UPDATE sources SET due_at = :until WHERE name = :name AND enabled = 1
                    RETURNING name
                    """,
                    until=now + lease,
                    name=name,
                )
                taken.extend(row["name"] for row in rows)
        return taken

    def state(self, name: str) -> SourceState | None:
        """Return what is known of a source, or None if it was never configured."""
        row = self._database.row("SELECT * FROM sources WHERE name = :name", name=name)
        return _state(row) if row else None

    def states(self) -> list[SourceState]:
        """Return all enabled sources by name."""
        rows = self._database.rows("SELECT * FROM sources WHERE enabled = 1 ORDER BY name")
        return [_state(row) for row in rows]

    def settle(
        self, look: Look, *, address: str, due_at: datetime, validators: Validators | None
    ) -> None:
        """Record a look and when the next is due; None keeps the validators as they are.

        A look that succeeded completes the baseline. A source that moved meanwhile is at another
        `address`: what was seen at the old one is logged and changes nothing else.
        """
        with self._database.transaction():
            if look.outcome == "failed":
                self._database.write(
                    """
                    UPDATE sources SET due_at = :due_at, failures = failures + 1, cause = :cause,
                        fact = :fact, looked_at = :looked_at,
                        failing_since = COALESCE(failing_since, :looked_at)
                    WHERE name = :name AND address = :address
                    """,
                    due_at=due_at,
                    cause=look.cause,
                    fact=look.fact,
                    looked_at=look.looked_at,
                    name=look.source,
                    address=address,
                )
            else:
                self._database.write(
                    """
                    UPDATE sources SET due_at = :due_at, failures = 0, cause = NULL, fact = NULL,
                        failing_since = NULL, looked_at = :looked_at, succeeded_at = :looked_at,
                        baseline_at = COALESCE(baseline_at, :looked_at)
                    WHERE name = :name AND address = :address
                    """,
                    due_at=due_at,
                    looked_at=look.looked_at,
                    name=look.source,
                    address=address,
                )
            if validators is not None:
                self._database.write(
                    """
                    UPDATE sources SET etag = :etag, last_modified = :last_modified
                    WHERE name = :name AND address = :address
                    """,
                    etag=validators.etag,
                    last_modified=validators.last_modified,
                    name=look.source,
                    address=address,
                )
            self._log(look)

    def _log(self, look: Look) -> None:
        self._database.insert_all(
            "polls",
            [
                {
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
                }
            ],
        )

    def forget_looks(self, *, before: datetime) -> None:
        """Drop looks from before an instant from the log."""
        self._database.write("DELETE FROM polls WHERE looked_at < :before", before=before)


def _state(row: Row) -> SourceState:
    return SourceState(
        name=row["name"],
        address=row["address"],
        enabled=bool(row["enabled"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        baseline_at=_instant(row["baseline_at"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        failures=row["failures"],
        cause=row["cause"],
        fact=row["fact"],
        failing_since=_instant(row["failing_since"]),
        looked_at=_instant(row["looked_at"]),
        succeeded_at=_instant(row["succeeded_at"]),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
