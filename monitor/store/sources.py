"""Sources: when each is due, how it went, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import Look, SourceState
from monitor.store.looks import Looks
from monitor.store.source_rows import COLUMNS, row_of, state_of
from monitor.store.sqlite import Database, instant

_OVERDUE = timedelta(hours=1)
"""For how long a source is due before it is told that nobody looks."""
_CLOCKS_DIFFER = timedelta(hours=1)
"""By how much a clock may be set back before what it said is forgotten."""
_NAMED_AT_ONCE = 1000
"""Sources named in one statement."""
_SETTLE = (
    f"UPDATE sources SET {', '.join(f'{one} = given.{one}' for one in COLUMNS)} FROM given"  # noqa: S608
    " WHERE sources.name = given.name AND sources.address = given.address"
    # Another process looked later, and knows better; unless its clock was far ahead.
    " AND (sources.looked_at IS NULL OR sources.looked_at <= given.looked_at"
    " OR sources.looked_at > given.far_ahead)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What changed when the store was brought in step with the configuration, by name."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    moved: tuple[str, ...] = ()
    """Sources whose address is another than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How many enabled sources there are, and how many could be looked at last time."""

    sources: int
    looked: int
    """Those whose last look succeeded, and that are not overdue for the next."""
    overdue: int
    """Due for more than an hour: nobody looks."""
    new: int
    """Not looked at yet."""
    last_look_at: datetime | None
    blind: tuple[SourceState, ...]
    """Those whose last look failed, longest first."""


class Sources:
    """The table of sources; each look is logged as it is settled."""

    def __init__(self, database: Database, looks: Looks) -> None:
        self._database = database
        self._looks = looks

    def align(
        self,
        addresses: Mapping[str, str],
        now: datetime,
        *,
        host_of: Callable[[str], str] = str,
    ) -> Aligned:
        """Make the enabled sources those named, and forget nothing of the others.

        One that is new, was switched off, or has another address is due at once, and what it
        holds then is first sight: a backlog is not news. `host_of` says of a name which host's
        it is, whose sources are claimed a few at a time; by default each is its own.
        """
        went, moved, missing = list[str](), list[str](), set(addresses)
        with self._database.transaction():
            for name, address in self._database.each(
                "SELECT name, address FROM sources WHERE enabled = 1 ORDER BY name"
            ):
                missing.discard(name)
                if name not in addresses:
                    went.append(name)
                elif addresses[name] != address:
                    moved.append(name)
            came = sorted(missing)
            self._database.write_all(
                """
                INSERT INTO sources (name, address, host, enabled, due_at, failures)
                VALUES (:name, :address, :host, 1, :now, 0)
                ON CONFLICT (name) DO UPDATE SET address = :address, host = :host, enabled = 1,
                    due_at = :now, baseline_at = NULL, etag = NULL, last_modified = NULL,
                    failures = 0, cause = NULL, fact = NULL, failing_since = NULL,
                    succeeded_at = NULL, last_new_at = NULL, audited_at = NULL,
                    moved_to = NULL, moved_since = NULL, moves = 0,
                    cadence = '', pace = 0, conditions = ''
                """,
                (
                    {
                        "name": name,
                        "address": addresses[name],
                        "host": host_of(name),
                        "now": now,
                    }
                    for name in (*came, *moved)
                ),
            )
            self._database.write_all(
                "UPDATE sources SET enabled = 0 WHERE name = :name", ({"name": n} for n in went)
            )
        return Aligned(came=tuple(came), went=tuple(went), moved=tuple(moved))

    def claim(
        self, names: Iterable[str], *, until: datetime, due: datetime | None = None
    ) -> list[SourceState]:
        """Take these sources whether due or not; names that are not enabled are left out.

        `due`: those only that were due at that instant, so that each goes to one caller.
        """
        taken: list[SourceState] = []
        wanted = list(dict.fromkeys(names))
        with self._database.transaction():
            for start in range(0, len(wanted), _NAMED_AT_ONCE):
                named = wanted[start : start + _NAMED_AT_ONCE]
                rows = self._database.write(
                    f"""
                    UPDATE sources SET due_at = :until WHERE enabled = 1
                        AND name IN ({", ".join(f":n{number}" for number in range(len(named)))})
                        {"AND due_at <= :due" if due else ""}
                    RETURNING *
                    """,  # noqa: S608 - our own words and parameters
                    until=until,
                    **({"due": due} if due else {}),
                    **{f"n{number}": name for number, name in enumerate(named)},
                )
                found = {row["name"]: row for row in rows}
                taken.extend(state_of(found[name]) for name in named if name in found)
        return taken

    def due(self, now: datetime) -> Iterator[tuple[str, str]]:
        """Yield name and host of the sources that are due, longest due first; read at once."""
        return self._database.each(
            """
            SELECT name, host FROM sources WHERE enabled = 1 AND due_at <= :now
            ORDER BY due_at, name
            """,
            now=now,
        )

    def make_due(self, now: datetime) -> int:
        """Make every enabled source due; returns how many are."""
        self._database.write(
            "UPDATE sources SET due_at = :now WHERE enabled = 1 AND due_at > :now", now=now
        )
        return self.count_due(now)

    def recall(self, now: datetime) -> None:
        """Make due what was last looked at in the future: the clock was wrong then, and may have
        sent it years away.
        """
        self._database.write(
            """
            UPDATE sources SET due_at = :now, looked_at = NULL
            WHERE enabled = 1 AND looked_at > :later
            """,
            now=now,
            later=now + _CLOCKS_DIFFER,
        )

    def overdue(self, now: datetime) -> list[str]:
        """Return the sources that are due and were looked at before."""
        rows = self._database.rows(
            """
            SELECT name FROM sources
            WHERE enabled = 1 AND due_at <= :now AND looked_at IS NOT NULL
            """,
            now=now,
        )
        return [row["name"] for row in rows]

    def postpone(self, due: Mapping[str, datetime]) -> None:
        """Set when sources are due."""
        self._database.write_all(
            "UPDATE sources SET due_at = :due_at WHERE name = :name",
            ({"name": name, "due_at": at} for name, at in due.items()),
        )

    def count_due(self, now: datetime) -> int:
        """Return how many sources are due."""
        row = self._database.row(
            "SELECT COUNT(*) AS n FROM sources WHERE enabled = 1 AND due_at <= :now", now=now
        )
        return int(row["n"]) if row else 0

    def state(self, name: str) -> SourceState | None:
        """Return what is known of a source, or None if it was never configured."""
        row = self._database.row("SELECT * FROM sources WHERE name = :name", name=name)
        return state_of(row) if row else None

    def states(self) -> list[SourceState]:
        """Return all enabled sources by name."""
        rows = self._database.rows("SELECT * FROM sources WHERE enabled = 1 ORDER BY name")
        return [state_of(row) for row in rows]

    def sight(self, now: datetime, names: Collection[str] = ()) -> Sight:
        """Return how well the enabled sources are seen; of `names` only, if there are any."""
        named = {f"n{number}": name for number, name in enumerate(sorted(names))}
        among = f"AND name IN ({', '.join(f':{one}' for one in named)})" if named else ""
        counts = self._database.row(
            f"""
            SELECT COUNT(*) AS n, COUNT(CASE WHEN succeeded_at IS NOT NULL AND failures = 0
                AND due_at >= :late THEN 1 END) AS looked,
                COUNT(CASE WHEN looked_at IS NOT NULL AND due_at < :late THEN 1 END) AS overdue,
                COUNT(CASE WHEN looked_at IS NULL THEN 1 END) AS fresh, MAX(looked_at) AS last
            FROM sources WHERE enabled = 1 {among}
            """,  # noqa: S608 - our own words and parameters
            late=now - _OVERDUE,
            **named,
        )
        rows = self._database.rows(
            f"""
            SELECT * FROM sources WHERE enabled = 1 AND failing_since IS NOT NULL {among}
            ORDER BY failing_since, name
            """,  # noqa: S608
            **named,
        )
        assert counts is not None  # noqa: S101 - an aggregate has one row
        return Sight(
            sources=counts["n"],
            looked=counts["looked"],
            overdue=counts["overdue"],
            new=counts["fresh"],
            last_look_at=instant(counts["last"]),
            blind=tuple(state_of(row) for row in rows),
        )

    def in_doubt(self) -> list[SourceState]:
        """Return the enabled sources with which something is the matter, by name."""
        rows = self._database.rows(
            "SELECT * FROM sources WHERE enabled = 1 AND conditions <> '' ORDER BY name"
        )
        return [state_of(row) for row in rows]

    def paces(self) -> Iterator[tuple[str, float]]:
        """Yield the looks a day that each source's rhythm asks for, without those that ask none.

        At the pressure 1; see `monitor.polling`. To be read at once.
        """
        return self._database.each("SELECT name, pace FROM sources WHERE enabled = 1 AND pace > 0")

    def settle(self, settled: Sequence[tuple[Look, SourceState]]) -> None:
        """Log looks, and record what each source is after its own, if no later look has.

        A source that moved meanwhile is at another address: what was seen at the old one is
        logged and changes nothing else.
        """
        # Neighbours in the table together: it is written page by page.
        in_order = sorted(settled, key=lambda one: one[1].name)
        records = [
            {**row_of(state), "far_ahead": (state.looked_at or state.due_at) + _CLOCKS_DIFFER}
            for _, state in in_order
        ]
        with self._database.transaction():
            self._database.write_given(_SETTLE, records)
            self._looks.add([look for look, _ in in_order])
