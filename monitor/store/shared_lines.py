"""What is learnt of the lines that the items of a source share."""

from __future__ import annotations

import msgspec

from monitor.article.shared_lines import SharedLines
from monitor.store.sqlite import Database

_DECODER = msgspec.json.Decoder(SharedLines)
_ENCODER = msgspec.json.Encoder()


class LearntLines:
    """One row for each source of which anything is learnt."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, source: str) -> SharedLines:
        """Return what is learnt of a source; empty for one that is new."""
        row = self._database.row(
            "SELECT lines FROM shared_lines WHERE source = :source", source=source
        )
        return _DECODER.decode(row["lines"]) if row else SharedLines()

    def put(self, source: str, learnt: SharedLines) -> None:
        """Remember what is learnt of a source."""
        self._database.write(
            """
            INSERT INTO shared_lines (source, lines) VALUES (:source, :lines)
            ON CONFLICT (source) DO UPDATE SET lines = :lines
            """,
            source=source,
            lines=_ENCODER.encode(learnt).decode(),
        )
