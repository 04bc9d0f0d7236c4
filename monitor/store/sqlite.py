"""The SQLite driver: one connection, one writer, every statement's failure typed.

The SQL itself lives in the other files of this package, in words that PostgreSQL shares;
here is only what is SQLite's own: how to open, lock and search.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.errors import StoreUnavailable, StoreUnusable
from monitor.imports import left_out
from monitor.text import search_words

Row = Mapping[str, Any]
_BUSY_TIMEOUT_MS = 10_000
_GIVEN_AT_ONCE = 256
"""Rows given to one statement; SQLite takes 32,766 parameters."""
SCHEMA = 8
"""How many migrations there are; a database that has seen as many is opened as it is."""
_SCRIPT = Path(__file__).with_name("schema.sql")
"""All of them at once, for a new database; see `monitor.store.migrations.script`."""
_REMEDIES = {
    "SQLITE_READONLY": "is read-only; Monitor must be able to write there",
    "SQLITE_FULL": "cannot grow, the disk is full; make room, nothing was lost",
    "SQLITE_IOERR": "cannot be read or written; check the disk",
    "SQLITE_CORRUPT": "is damaged; restore a backup",
    "SQLITE_NOTADB": "is not a database; restore a backup or move it away",
    "SQLITE_CANTOPEN": "cannot be opened; check the folder and its permissions",
    "SQLITE_PERM": "may not be opened by this user",
}


def instant_text(instant: datetime) -> str:
    """Return an instant as it is stored: UTC, fixed width, sorting as time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str | None) -> datetime | None:
    """Return an instant as it was stored, or None."""
    return datetime.fromisoformat(text) if text else None


class Database:
    """An open database. Threads may share it; a transaction belongs to one at a time.

    Nothing may be awaited inside a transaction: another task's row would be in it too.
    """

    skip_locked = ""
    """What a claiming SELECT ends with; SQLite has one writer and needs nothing."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the database; None keeps it in memory.

        Raises:
            StoreUnusable: unreadable, damaged, or written by a newer version.
            StoreUnavailable: another process is upgrading it.
        """
        self._shown = str(path) if path else "the database in memory"
        self._lock = threading.RLock()
        self._depth = 0
        with self._translated():
            connection = sqlite3.connect(
                path or ":memory:",
                isolation_level=None,
                check_same_thread=False,
                timeout=_BUSY_TIMEOUT_MS / 1000,
            )
            self._connection = connection
            try:
                self._prepare(connection, in_file=path is not None)
                self._upgrade()
            except BaseException:
                connection.close()
                raise

    def _prepare(self, connection: sqlite3.Connection, *, in_file: bool) -> None:
        connection.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        if in_file:
            connection.execute("PRAGMA journal_mode=WAL")
            # A power cut may undo the last commits but never damages; a message sent in that
            # window is sent again with the same id.
            connection.execute("PRAGMA synchronous=NORMAL")

    def _upgrade(self) -> None:
        if self._applied() == SCHEMA or self._made():
            return
        # What makes and alters tables takes 10 MB and a tenth of a second; it is rarely needed.
        # It imports numpy and pandas if they happen to be there: 25 MB.
        with left_out("numpy", "pandas"):
            from sqlite_utils import Database as SqliteUtils

            from monitor.store.migrations import migrations

        database = SqliteUtils(self._connection)
        with closing(sqlite3.connect(":memory:")) as nothing:
            known = {migration.name for migration in migrations.pending(SqliteUtils(nothing))}
        applied = {migration.name for migration in migrations.applied(database)}
        if newer := sorted(applied - known):
            raise StoreUnusable(
                f"{self._shown}: was written by a newer Monitor (it has {newer[-1]});"
                " install that version, or restore a backup of this one"
            )
        if migrations.pending(database):
            with self.transaction():
                migrations.apply(database)

    def _made(self) -> bool:
        """Make all tables at once in an empty database; False: it is not empty."""
        with self.transaction():
            if self.row("SELECT 1 AS n FROM sqlite_master LIMIT 1"):
                return False
            for statement in _SCRIPT.read_text(encoding="utf-8").split("\n\n"):
                self._connection.execute(statement)
        return True

    def _applied(self) -> int:
        """Return how many migrations the database has seen; 0 for an empty one."""
        made = self._connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
        ).fetchone()
        counted = (
            made
            and self._connection.execute(
                "SELECT COUNT(*) FROM _sqlite_migrations WHERE migration_set = 'monitor'"
            ).fetchone()
        )
        return int(counted[0]) if counted else 0

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            name = str(getattr(error, "sqlite_errorname", ""))
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise StoreUnavailable(
                    f"{self._shown}: is busy, another process is writing; try again"
                ) from error
            for prefix, remedy in _REMEDIES.items():
                if name.startswith(prefix):
                    raise StoreUnusable(f"{self._shown}: {remedy}") from error
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of the block or nothing; an inner transaction joins the outer one."""
        with self._lock, self._translated():
            if self._depth == 0:
                # Deferred transactions that write later fail at once when another writer was
                # faster; asking for the lock first waits for it instead.
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0 and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """Return the rows of a statement that only reads."""
        with self._lock, self._translated():
            cursor = self._connection.execute(sql, _bound(parameters))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def each(self, sql: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement that only reads, by position; to be read to the end now.

        For what is asked of all sources: 100,000 rows as a list of dicts take 40 MB.
        """
        with self._lock, self._translated():
            yield from self._connection.execute(sql, _bound(parameters))

    def row(self, sql: str, **parameters: Any) -> Row | None:
        """Return the first row, or None."""
        found = self.rows(sql, **parameters)
        return found[0] if found else None

    def write(self, sql: str, **parameters: Any) -> list[Row]:
        """Run a statement that writes, and return the rows of its RETURNING clause."""
        with self.transaction():
            cursor = self._connection.execute(sql, _bound(parameters))
            if cursor.description is None:
                return []
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def write_all(self, sql: str, records: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement that writes, once for each record, in one transaction."""
        with self.transaction():
            self._connection.executemany(sql, (_bound(record) for record in records))

    def insert_all(self, table: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of the same columns; those whose key exists already stay as they are."""
        if records:
            columns = ", ".join(records[0])
            self.write_given(
                f"INSERT INTO {table} ({columns}) SELECT * FROM given WHERE TRUE"  # noqa: S608
                " ON CONFLICT DO NOTHING",
                records,
            )

    def write_given(self, sql: str, records: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that reads `records`, all of the same columns, as the table `given`.

        Many rows to a step and not one: before and after each, the driver lets other threads
        run, and to change between two that are busy costs more than the row.
        """
        start = 0
        with self.transaction():
            while left := len(records) - start:
                # A power of two: the driver keeps statements, one for each number of rows.
                rows = records[start : start + min(1 << left.bit_length() - 1, _GIVEN_AT_ONCE)]
                start += len(rows)
                row = f"({', '.join('?' * len(rows[0]))})"
                self._connection.execute(
                    f"WITH given ({', '.join(rows[0])}) AS"
                    f" (VALUES {', '.join([row] * len(rows))}) {sql}",
                    [value for record in rows for value in _bound(record).values()],
                )

    def index_texts(self, texts: Iterable[tuple[int, str, str]]) -> None:
        """Make items findable by the words of their latest title and body."""
        self.write_all(
            """
            INSERT INTO search (item, title, body) VALUES (:item, :title, :body)
            ON CONFLICT (item) DO UPDATE SET title = :title, body = :body
            """,
            (
                {"item": item, "title": search_words(title), "body": search_words(body)}
                for item, title, body in texts
            ),
        )

    def search(self, words: str, limit: int) -> list[int]:
        """Return items that hold all the words, best first; quoted words stand together."""
        query = _fts_query(words)
        if not query:
            return []
        found = self.rows(
            """
            SELECT rowid AS item FROM search_fts WHERE search_fts MATCH :query
            ORDER BY bm25(search_fts, 4.0, 1.0), rowid DESC LIMIT :limit
            """,
            query=query,
            limit=limit,
        )
        return [row["item"] for row in found]

    def close(self) -> None:
        """Close the connection; the write-ahead log is merged into the file."""
        with self._lock:
            self._connection.close()


def _bound(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    if datetime not in map(type, parameters.values()):
        return parameters
    return {
        name: instant_text(value) if isinstance(value, datetime) else value
        for name, value in parameters.items()
    }


def _fts_query(words: str) -> str:
    """Return an FTS5 query for what a person typed: phrases in quotes, every word required.

    Nothing typed is an operator, so nothing typed is a syntax error.
    """
    phrases = []
    for index, part in enumerate(words.split('"')):
        pieces = [part] if index % 2 else part.split()
        for piece in pieces:
            kept = search_words(piece).replace('"', " ").strip()
            if any(character.isalnum() for character in kept):
                phrases.append(f'"{kept}"')
    return " AND ".join(phrases)
