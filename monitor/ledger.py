"""Did we look? Per source and hour, read off the log of looks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor.model import Look

HOUR = timedelta(hours=1)

Hour = Literal["new", "unchanged", "blocked", "failed", "not-due", "missed", "unknown"]
"""What an hour was: looked at with news or without, in vain, not due, due and not looked at
(Monitor was not running), or before anything is known."""

_BLOCKED = frozenset({"blocked", "rate-limited", "robots", "forbidden"})
_BEST_FIRST: tuple[Hour, ...] = ("new", "unchanged", "blocked", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How one source was covered, hour by hour."""

    source: str
    hours: tuple[Hour, ...]

    @property
    def seen(self) -> float | None:
        """The part of the known hours in which it was seen or not due; None: nothing is known."""
        known = [hour for hour in self.hours if hour != "unknown"]
        good = sum(hour in ("new", "unchanged", "not-due") for hour in known)
        return good / len(known) if known else None


def ledger(
    looks: Iterable[Look], names: Sequence[str], *, since: datetime, until: datetime
) -> list[Coverage]:
    """Return how each source was covered in the hours from `since` to `until`.

    `looks` are best from some days earlier on: whether an hour was due is said by the look
    before it. Of several looks in an hour the best counts.
    """
    by_source: dict[str, list[Look]] = {}
    for look in sorted(looks, key=lambda one: one.looked_at):
        by_source.setdefault(look.source, []).append(look)
    starts = _starts(since, until)
    return [
        Coverage(source=name, hours=tuple(_hours(by_source.get(name, []), starts, until)))
        for name in names
    ]


def first_hour(since: datetime) -> datetime:
    """Return when the hour began that `since` is in."""
    return since.replace(minute=0, second=0, microsecond=0)


def _starts(since: datetime, until: datetime) -> list[datetime]:
    count = int((until - first_hour(since)) / HOUR) + 1
    return [first_hour(since) + number * HOUR for number in range(count)]


def _hours(looks: Sequence[Look], starts: Sequence[datetime], until: datetime) -> list[Hour]:
    hours: list[Hour] = []
    place, before = 0, None
    for start in starts:
        found: list[Hour] = []
        while place < len(looks) and looks[place].looked_at < start + HOUR:
            before = looks[place]
            if before.looked_at >= start:
                found.append(_of(before))
            place += 1
        if found:
            hours.append(min(found, key=_BEST_FIRST.index))
        else:
            hours.append(_without_look(before, min(start + HOUR, until)))
    return hours


def _of(look: Look) -> Hour:
    if look.outcome == "failed":
        return "blocked" if look.cause in _BLOCKED else "failed"
    return "new" if look.outcome == "new" else "unchanged"


def _without_look(before: Look | None, end: datetime) -> Hour:
    """Return what an hour without a look was, which ends at `end`."""
    if before is None or before.due_at is None:
        return "unknown"
    if before.due_at < end - timedelta(minutes=5):
        return "missed"
    # A source that backs off after failures is not due, and not seen either.
    return _of(before) if before.outcome == "failed" else "not-due"


SIGNS: Mapping[Hour, str] = {
    "new": "+",
    "unchanged": "=",
    "blocked": "x",
    "failed": "!",
    "not-due": ".",
    "missed": "?",
    "unknown": " ",
}
"""One character an hour."""
