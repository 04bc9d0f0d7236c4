"""A new database is made at once, and is what the migrations would have made step by step."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database as SqliteUtils

from monitor.store import Store
from monitor.store.migrations import migrations

REMEDY = "python -m monitor.store.migrations > monitor/store/schema.sql"


def shape(connection: sqlite3.Connection) -> dict[str, Any]:
    """Everything in the schema, by name, without the white space that it is written with."""
    made = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {
        name: (
            kind,
            of,
            "".join(sql or "").split(),
            connection.execute(f"PRAGMA table_xinfo('{name}')").fetchall(),
            connection.execute(f"PRAGMA foreign_key_list('{name}')").fetchall(),
        )
        for kind, name, of, sql in made
    }


def test_a_new_database_is_as_the_migrations_make_it(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db").close()
    stepwise = SqliteUtils(memory=True)
    migrations.apply(stepwise)

    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert shape(new) == shape(stepwise.conn), REMEDY
        applied = {name for (name,) in new.execute("SELECT name FROM _sqlite_migrations")}
    assert applied == {one.name for one in migrations.applied(stepwise)}


def test_what_migrates_is_not_imported_to_make_a_new_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlite_utils", None)

    Store.open(tmp_path / "new.db").close()


def test_tables_of_others_are_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE theirs (x)")

    Store.open(tmp_path / "other.db").close()

    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        assert {"theirs", "items"} <= shape(other).keys()
