"""Items as their sources gave them: what is needed to read them again by other rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
import zstandard

from monitor.errors import StoreUnusable
from monitor.model import Article, RawItem
from monitor.store.arrivals import article_of
from monitor.store.sqlite import Database, instant_text

_LEVEL = 3
_PAGE = 100
_MAX_GIVEN = 64 * 2**20
"""Bytes of one item; no answer is allowed more than `max_bytes`, and text grows in UTF-8."""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(RawItem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text as it is stored, and the item that it was read from."""

    revision: int
    item: int
    is_latest: bool
    raw: RawItem
    article: Article


class GivenItems:
    """What came, by revision; dropped when it is old."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)

    def keep(self, given: Iterable[tuple[int, RawItem]], now: datetime) -> None:
        """Keep items as they came, each for the revision that was made of it."""
        received_at = instant_text(now)
        self._database.insert_all(
            "given_items",
            [
                {
                    "revision": revision,
                    "given": self._compressor.compress(_ENCODER.encode(raw)),
                    "received_at": received_at,
                }
                for revision, raw in given
            ],
        )

    def of(self, revision: int) -> RawItem | None:
        """Return the item that a revision was read from; None: it is not kept."""
        row = self._database.row(
            "SELECT given FROM given_items WHERE revision = :revision", revision=revision
        )
        return _raw(row["given"], revision) if row else None

    def each(
        self, *, source: str | None = None, since: datetime | None = None
    ) -> Iterator[list[Given]]:
        """Yield all that is kept, oldest revision first, a page at a time.

        Of one source only, or received since an instant only, if these are given.

        Raises:
            StoreUnusable: a row is not what was written.
        """
        last = 0
        while rows := self._database.rows(
            """
            SELECT g.revision, g.given, r.item, r.record, r.number, i.revision AS latest
            FROM given_items g JOIN revisions r ON r.id = g.revision JOIN items i ON i.id = r.item
            WHERE g.revision > :last AND g.received_at >= :since
            AND (CAST(:source AS TEXT) IS NULL OR i.source = :source)
            ORDER BY g.revision LIMIT :page
            """,
            last=last,
            since=instant_text(since) if since else "",
            source=source,
            page=_PAGE,
        ):
            last = rows[-1]["revision"]
            yield [
                Given(
                    revision=row["revision"],
                    item=row["item"],
                    is_latest=row["number"] == row["latest"],
                    raw=_raw(row["given"], row["revision"]),
                    article=article_of(row["record"]),
                )
                for row in rows
            ]

    def count(self) -> int:
        """Return how many items are kept as they came."""
        row = self._database.row("SELECT COUNT(*) AS n FROM given_items")
        return int(row["n"]) if row else 0

    def forget(self, *, before: datetime) -> None:
        """Drop what was received before an instant."""
        self._database.write("DELETE FROM given_items WHERE received_at < :before", before=before)


def _raw(given: bytes, revision: int) -> RawItem:
    try:
        written = zstandard.ZstdDecompressor().decompress(given, max_output_size=_MAX_GIVEN)
        return _DECODER.decode(written)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise StoreUnusable(
            f"revision {revision}: the item as it was given cannot be read: {error};"
            " restore a backup"
        ) from error
