"""The schema of the SQLite database, as steps that are applied once each and never changed.

Instants are text, ISO 8601 in UTC with six digits of a second, so that they sort as time.
"""

from __future__ import annotations

import sys

from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

migrations = Migrations("monitor")


def _table(database: Database, name: str) -> Table:
    table = database[name]
    assert isinstance(table, Table)  # noqa: S101 - a fresh name is never a view
    return table


@migrations(name="0001_items")
def _items(database: Database) -> None:
    """Items, their texts, and the index that finds words in them."""
    items = _table(database, "items")
    items.create(
        {
            "id": int,
            "source": str,
            "identity": str,
            "raw_hash": str,
            "first_seen_at": str,
            "revision": int,
            "copy_of": int,
        },
        pk="id",
        not_null={"source", "identity", "first_seen_at", "revision"},
        foreign_keys=[("copy_of", "items", "id")],
    )
    items.create_index(["source", "identity"], unique=True)
    revisions = _table(database, "revisions")
    revisions.create(
        {
            "id": int,
            "item": int,
            "number": int,
            "content_hash": str,
            "seen_at": str,
            "title": str,
            "record": str,
        },
        pk="id",
        not_null={"item", "number", "content_hash", "seen_at", "title", "record"},
        foreign_keys=[("item", "items", "id")],
    )
    revisions.create_index(["item", "number"], unique=True)
    revisions.create_index(["content_hash"])
    revisions.create_index(["seen_at"])
    search = _table(database, "search")
    search.create({"item": int, "title": str, "body": str}, pk="item", not_null={"title", "body"})
    search.enable_fts(
        ["title", "body"], create_triggers=True, tokenize="porter unicode61 remove_diacritics 2"
    )


@migrations(name="0002_matches")
def _matches(database: Database) -> None:
    """What matched, and who is still to be told."""
    matches = _table(database, "matches")
    matches.create(
        {
            "id": int,
            "revision": int,
            "rule": str,
            "topic": str,
            "severity": str,
            "spans": str,
            "held": str,
            "matched_at": str,
        },
        pk="id",
        not_null={"revision", "rule", "topic", "severity", "spans", "matched_at"},
        foreign_keys=[("revision", "revisions", "id")],
    )
    matches.create_index(["revision", "topic", "rule"], unique=True)
    matches.create_index(["matched_at"])


@migrations(name="0003_digests")
def _digests(database: Database) -> None:
    """Digests, the alerts in them, and their deliveries: the outbox."""
    _table(database, "subscriptions").create(
        {"name": str, "schedule": str, "due_at": str, "composed_at": str},
        pk="name",
        not_null={"schedule", "due_at"},
    )
    digests = _table(database, "digests")
    digests.create(
        {"id": str, "subscription": str, "composed_at": str, "payload": str},
        pk="id",
        not_null={"subscription", "composed_at", "payload"},
    )
    digests.create_index(["composed_at"])
    alerts = _table(database, "alerts")
    alerts.create(
        {"subscription": str, "revision": int, "queued_at": str, "digest": str},
        pk=("subscription", "revision"),
        not_null={"queued_at"},
        foreign_keys=[("revision", "revisions", "id"), ("digest", "digests", "id")],
    )
    alerts.create_index(["digest"])
    alerts.create_index(["revision"])
    deliveries = _table(database, "deliveries")
    deliveries.create(
        {
            "id": str,
            "digest": str,
            "channel": str,
            "state": str,
            "attempts": int,
            "due_at": str,
            "leased": int,
            "created_at": str,
            "settled_at": str,
            "note": str,
        },
        pk="id",
        not_null={"digest", "channel", "state", "attempts", "due_at", "leased", "created_at"},
        foreign_keys=[("digest", "digests", "id")],
    )
    deliveries.create_index(["digest", "channel"], unique=True)
    deliveries.create_index(["state", "channel", "due_at"])


@migrations(name="0004_sources")
def _sources(database: Database) -> None:
    """What is known of each source, and every look at it."""
    sources = _table(database, "sources")
    sources.create(
        {
            "name": str,
            "address": str,
            "enabled": int,
            "due_at": str,
            "baseline_at": str,
            "etag": str,
            "last_modified": str,
            "failures": int,
            "cause": str,
            "fact": str,
            "failing_since": str,
            "looked_at": str,
            "succeeded_at": str,
        },
        pk="name",
        not_null={"address", "enabled", "due_at", "failures"},
    )
    sources.create_index(["enabled", "due_at"])
    polls = _table(database, "polls")
    polls.create(
        {
            "id": int,
            "source": str,
            "looked_at": str,
            "outcome": str,
            "cause": str,
            "fact": str,
            "bytes": int,
            "items": int,
            "new": int,
            "edited": int,
            "copies": int,
            "milliseconds": int,
        },
        pk="id",
        not_null={"source", "looked_at", "outcome"},
    )
    polls.create_index(["source", "looked_at"])
    polls.create_index(["looked_at"])


@migrations(name="0005_watch")
def _watch(database: Database) -> None:
    """What is learnt of a source by looking: rhythm, redirects, conditions; pages still owed."""
    sources = _table(database, "sources")
    for name, kind, default in (
        ("host", str, ""),
        ("last_new_at", str, None),
        ("audited_at", str, None),
        ("moved_to", str, None),
        ("moved_since", str, None),
        ("moves", int, 0),
        ("cadence", str, ""),
        ("pace", float, 0),
        ("conditions", str, ""),
    ):
        sources.add_column(name, kind, not_null_default=default)
    database.execute("UPDATE sources SET host = name")
    _table(database, "polls").add_column("due_at", str)
    owed = _table(database, "owed_pages")
    owed.create(
        {"source": str, "identity": str, "tries": int, "tried_at": str},
        pk=("source", "identity"),
        not_null={"tries", "tried_at"},
    )
    _table(database, "controls").create(
        {"name": str, "value": float}, pk="name", not_null={"value"}
    )


@migrations(name="0006_given")
def _given(database: Database) -> None:
    """Items as their sources gave them, and the lines that the items of a source share."""
    given = _table(database, "given_items")
    given.create(
        {"revision": int, "given": bytes, "received_at": str},
        pk="revision",
        not_null={"given", "received_at"},
        foreign_keys=[("revision", "revisions", "id")],
    )
    given.create_index(["received_at"])
    _table(database, "shared_lines").create(
        {"source": str, "lines": str}, pk="source", not_null={"lines"}
    )


@migrations(name="0007_unindexed")
def _unindexed(database: Database) -> None:
    """Items whose latest words the full-text index does not hold yet."""
    _table(database, "unindexed").create({"item": int}, pk="item")


@migrations(name="0008_ruled")
def _ruled(database: Database) -> None:
    """By which rules each text was asked, and the tier that they took its source for."""
    _table(database, "ruled_texts").create(
        {"revision": int, "rules": str, "tier": str},
        pk="revision",
        not_null={"rules", "tier"},
        foreign_keys=[("revision", "revisions", "id")],
    )


def script() -> str:
    """Return what makes an empty database as all the steps make it, a blank line between each two.

    For schema.sql: `python -m monitor.store.migrations > monitor/store/schema.sql`.
    """
    made = Database(memory=True)
    migrations.apply(made)
    named = [migration.name for migration in migrations.applied(made)]
    rows = made.query(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'search_fts_*'"
        " ORDER BY rowid"
    )
    seen = (
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"  # noqa: S608 - our names
        f" VALUES ('monitor', '{name}', CURRENT_TIMESTAMP)"
        for name in named
    )
    return "\n\n".join([*(row["sql"] for row in rows), *seen]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(script())
