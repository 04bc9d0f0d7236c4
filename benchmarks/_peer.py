"""Monitor as one of the peers of a feed benchmark: bulk add, one forced poll of all, counts.

Copy it to the benchmark's peers/ as ours.py; MONITOR names the command, default `monitor`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

_PROGRAM = os.environ.get("MONITOR", "monitor")
_SETTINGS = """
[fetch]
allow = ["127.0.0.0/8"]

[channels.files]
kind = "file"
"""
_SUBSCRIPTION = """
[subscriptions.all]
topics = ["*"]
schedule = "0 8 * * *"
channels = ["files"]
"""


class Adapter:
    """What the benchmark's runner calls; every method takes the run's own empty folder."""

    name = "monitor"

    def add(self, urls_file: Path, db: Path) -> list[str]:
        """Return the command that adds every address of a file, one a line."""
        config = db / "watch" / "config"
        if not config.exists():
            shutil.copytree(Path(__file__).parents[1] / "config" / "rules", config / "rules")
            (config / "sources").mkdir()
            (config / "monitor.toml").write_text(_SETTINGS)
            (config / "subscriptions.toml").write_text(_SUBSCRIPTION)
        return [*self._command(db), "sources", "import", str(urls_file)]

    def poll(self, db: Path) -> list[str]:
        """Return the command that looks at every feed once."""
        return [*self._command(db), "poll", "--all", "--quiet"]

    def count(self, db: Path) -> int:
        """Return how many items are stored."""
        with closing(sqlite3.connect(db / "watch" / "state" / "monitor.db")) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM items").fetchone()[0])

    def sent(self, db: Path) -> int:
        """Return how many messages went out: a first sight tells nothing."""
        return 0

    @staticmethod
    def _command(db: Path) -> list[str]:
        watch = db / "watch"
        return [_PROGRAM, "--config", str(watch / "config"), "--state", str(watch / "state")]
