"""When a source publishes, learned from what its looks brought. Deciding only.

The rate is items counted with a memory of three weeks; the shape of the week is counted by hour
and by weekday in the source's own zone. monitor.polling makes of it when to look next,
monitor.silence when to worry. Nothing is rewritten when a look brings nothing: what is learned
fades by the clock. Figures: docs/polling.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from math import exp

from monitor.week import shaped_hours

HOUR = timedelta(hours=1)
MEMORY = timedelta(days=21)
"""After this long an item counts e times less in the rate. Source: docs/polling.md, figures."""
SHAPE_MEMORY_WEEKS = 8.0
"""The same for the shape of the week, which changes more slowly."""
BURST_MEMORY = timedelta(hours=3)
HISTORY = timedelta(days=60)
"""How far back the dates of a first look are believed to say how often a source publishes."""
TRUSTED_AFTER = timedelta(days=14)
"""How long a source is watched before its silences are worth keeping: the shape must be known."""
STRETCHES = 6
"""Longest silences kept, for monitor.silence."""

_PRIOR_ITEMS, _PRIOR_HOURS = 0.3, 48.0
_FLAT_HOURS, _FLAT_DAYS = 6.0, 7.0
"""How many items without any shape are added before a shape is read off: few items, no shape."""
_MOST_AT_ONCE = 100
"""Items of one look that count: an archive put on line is not a rate."""
_MOST_A_WEEK = 300.0
"""Items a week that count for the shape; of more, each counts less: the bins stay small."""
_STRETCH_MEMORY_WEEKS = 26.0
_LONGEST_STRETCH = 9_999.0
_LEAST_HISTORY = timedelta(hours=1)
"""Dates of a first look closer together than this say when a file was made, not its items."""
_DAY = timedelta(days=1)
_VERSION = "1"
_LARGEST_BIN = 99_999
_ROUND = 100
"""Bins are whole hundredths of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """What is learned of one source: some 40 numbers, rounded so that `text` keeps them exactly."""

    since_at: datetime | None = None
    """From when on its items are known; None: nothing is learned yet."""
    learned_at: datetime | None = None
    """To when `count` and `burst` are faded."""
    newest_at: datetime | None = None
    """When its newest item came, as far as known."""
    count: float = 0.0
    """Items, fading with MEMORY."""
    burst: float = 0.0
    """Items, fading with BURST_MEMORY."""
    hours: tuple[int, ...] = (0,) * 24
    """Hundredths of items by hour of the day in the source's zone."""
    days: tuple[int, ...] = (0,) * 7
    """The same by day of the week, Monday first."""
    stretches: tuple[float, ...] = ()
    """Its longest silences in items that were to be expected in them, longest first."""

    def text(self) -> str:
        """Return it for a column, at most 300 characters; "" if nothing is learned."""
        if self.since_at is None:
            return ""
        times = (self.since_at, self.learned_at, self.newest_at)
        return ";".join(
            (
                _VERSION,
                ",".join(str(int(at.timestamp()) // 60) if at else "" for at in times),
                f"{self.count:.3f},{self.burst:.2f}",
                ",".join(map(str, self.hours)),
                ",".join(map(str, self.days)),
                ",".join(f"{stretch:.1f}" for stretch in self.stretches),
            )
        )

    @classmethod
    def parse(cls, text: str) -> Cadence:
        """Return what `text` wrote.

        Raises:
            ValueError: it is something else; the caller starts again with `Cadence()` and says so.
        """
        if not text:
            return cls()
        try:
            version, times, sums, hours, days, stretches = text.split(";")
            since_at, learned_at, newest_at = map(_instant, times.split(","))
            count, burst = map(float, sums.split(","))
            cadence = cls(
                since_at=since_at,
                learned_at=learned_at,
                newest_at=newest_at,
                count=count,
                burst=burst,
                hours=tuple(map(int, hours.split(","))),
                days=tuple(map(int, days.split(","))),
                stretches=tuple(map(float, stretches.split(","))) if stretches else (),
            )
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(f"not a cadence: {text[:40]!r}") from error
        if version != _VERSION or not cadence._is_sound():
            raise ValueError(f"not a cadence: {text[:40]!r}")
        return cadence

    def _is_sound(self) -> bool:
        numbers = (self.count, self.burst, *self.hours, *self.days, *self.stretches)
        return (
            self.since_at is not None
            and self.learned_at is not None
            and (len(self.hours), len(self.days)) == (24, 7)
            and len(self.stretches) <= STRETCHES
            and min(numbers) >= 0
            and sum(numbers) < 1e9  # what is no number at all fails here
        )

    def rate(self, now: datetime) -> float:
        """Return items an hour, the mean over its week, as far as known at `now`."""
        if self.since_at is None or self.learned_at is None:
            return _PRIOR_ITEMS / _PRIOR_HOURS
        items = self.count * _faded(now - self.learned_at, MEMORY)
        return (items + _PRIOR_ITEMS) / (self.observed(now) + _PRIOR_HOURS)

    def observed(self, now: datetime) -> float:
        """Return the hours that it was watched for, fading as the items do."""
        if self.since_at is None:
            return 0.0
        return MEMORY / HOUR * (1.0 - _faded(now - self.since_at, MEMORY))

    def shape(self) -> tuple[list[float], list[float]]:
        """Return factors by hour and by day of the week, each with the mean 1."""
        bins = self.hours
        flat = _FLAT_HOURS * _ROUND
        scale = 24.0 / (sum(bins) + flat)
        hours = [
            # The neighbours count half: 8:59 and 9:01 are no different.
            (0.25 * (bins[at - 1] + bins[at - 23]) + 0.5 * bins[at] + flat / 24.0) * scale
            for at in range(24)
        ]
        flat = _FLAT_DAYS * _ROUND
        scale = 7.0 / (sum(self.days) + flat)
        return hours, [(day + flat / 7.0) * scale for day in self.days]


def learned(
    cadence: Cadence,
    *,
    now: datetime,
    seen: Sequence[datetime | None],
    last_look: datetime | None,
    zone: tzinfo,
) -> Cadence:
    """Return what is known after a look that brought the items `seen`; itself if there were none.

    `seen` has the time of publication of each new item, None where it has none finer than a day.
    `last_look` is the last one that succeeded, None for the first: then the dates that the source
    shows are its history. Later a time outside of the two looks is no time: it came in between.
    """
    if cadence.since_at is None or last_look is None:
        return _first(now, seen, zone)
    if not seen:
        return cadence
    start = min(last_look, now)
    came = sorted(at for at in seen[:_MOST_AT_ONCE] if at is not None and start < at <= now)
    undated = min(len(seen), _MOST_AT_ONCE) - len(came)
    hours, days = list(cadence.hours), list(cadence.days)
    weeks = _week(now) - _week(cadence.learned_at or now)
    if weeks > 0:
        fade = exp(-weeks / SHAPE_MEMORY_WEEKS)
        hours, days = [round(one * fade) for one in hours], [round(one * fade) for one in days]
    each = _ROUND * min(1.0, _MOST_A_WEEK / (168.0 * cadence.rate(now)))
    shares = [(at.astimezone(zone), each) for at in came]
    if undated:
        shares += _shared(cadence, start, now, zone, undated * each)
    _count_into(hours, days, shares)
    since_learned = now - (cadence.learned_at or now)
    newest = max([*came[-1:], *([now] if undated else [])])
    return replace(
        cadence,
        learned_at=_minute(now),
        newest_at=_minute(max(newest, cadence.newest_at or newest)),
        count=round(cadence.count * _faded(since_learned, MEMORY) + len(came) + undated, 3),
        burst=round(
            cadence.burst * _faded(since_learned, BURST_MEMORY)
            + sum(_faded(now - at, BURST_MEMORY) for at in came)
            + undated,
            2,
        ),
        hours=tuple(hours),
        days=tuple(days),
        stretches=_stretches(cadence, first=came[0] if came else now, zone=zone, weeks=weeks),
    )


def expected(cadence: Cadence, start: datetime, end: datetime, zone: tzinfo) -> float:
    """Return how many items were to be expected in between, by what was known when the last came.

    A holiday of the zone counts as the quietest day of the source's week.
    """
    hours, days = cadence.shape()
    known_at = cadence.learned_at or end
    return cadence.rate(known_at) * shaped_hours(hours, days, start, end, zone)


def _first(now: datetime, seen: Sequence[datetime | None], zone: tzinfo) -> Cadence:
    """Return what the dates of a first look tell: the oldest says from when on all are known."""
    came = sorted(at for at in seen if at is not None and now - HISTORY < at <= now)
    fresh = Cadence(since_at=_minute(now), learned_at=_minute(now))
    if len(came) < 2 or came[-1] - came[0] < _LEAST_HISTORY:
        return fresh
    is_cut = sum(at is not None and at <= now - HISTORY for at in seen) == 0
    since_at, came = (came[0], came[1:]) if is_cut else (now - HISTORY, came)
    hours, days = [0] * 24, [0] * 7
    each = _ROUND * min(1.0, _MOST_A_WEEK * 8.0 / len(came))
    _count_into(hours, days, [(at.astimezone(zone), each) for at in came])
    return replace(
        fresh,
        since_at=_minute(since_at),
        newest_at=_minute(came[-1]),
        count=round(sum(_faded(now - at, MEMORY) for at in came), 3),
        burst=round(sum(_faded(now - at, BURST_MEMORY) for at in came), 2),
        hours=tuple(hours),
        days=tuple(days),
    )


def _shared(
    cadence: Cadence, start: datetime, now: datetime, zone: tzinfo, mass: float
) -> list[tuple[datetime, float]]:
    """Return `mass` shared over the hours between two looks, as far as known which are likely."""
    hours, days = cadence.shape()
    middle = max(start, now - _DAY)
    step = min(HOUR, max(now - middle, timedelta(minutes=1)))
    middle += step / 2
    shares: list[tuple[datetime, float]] = []
    while middle < now or not shares:
        local = middle.astimezone(zone)
        shares.append((local, hours[local.hour] * days[local.weekday()]))
        middle += step
    total = sum(share for _, share in shares)
    return [(local, mass * share / total) for local, share in shares]


def _count_into(
    hours: list[int], days: list[int], shares: Sequence[tuple[datetime, float]]
) -> None:
    """Add to the bins; each sum is rounded once, so that many small shares are not lost."""
    by_hour, by_day = [0.0] * 24, [0.0] * 7
    for local, mass in shares:
        by_hour[local.hour] += mass
        by_day[local.weekday()] += mass
    for bins, sums in ((hours, by_hour), (days, by_day)):
        bins[:] = [one + round(more) for one, more in zip(bins, sums, strict=True)]
    while max(hours) > _LARGEST_BIN:
        hours[:] = [one // 2 for one in hours]
        days[:] = [one // 2 for one in days]


def _stretches(cadence: Cadence, *, first: datetime, zone: tzinfo, weeks: int) -> tuple[float, ...]:
    """Return the longest silences with the one that ends now; old ones shrink slowly."""
    fade = exp(-weeks / _STRETCH_MEMORY_WEEKS) if weeks > 0 else 1.0
    kept = [round(one * fade, 1) for one in cadence.stretches]
    start = cadence.newest_at
    if start is None or cadence.since_at is None or start - cadence.since_at < TRUSTED_AFTER:
        return tuple(kept)
    if first > start:
        # A source that was dead for weeks and came back has not made a habit of it.
        most = 2.0 * kept[0] + 5.0 if len(kept) == STRETCHES else _LONGEST_STRETCH
        stretch = min(expected(cadence, start, first, zone), most, _LONGEST_STRETCH)
        kept.append(round(stretch, 1))
    return tuple(sorted(kept, reverse=True)[:STRETCHES])


def _faded(passed: timedelta, memory: timedelta) -> float:
    return exp(-max(passed / memory, 0.0))


def _week(at: datetime) -> int:
    return int(at.timestamp()) // 604_800


def _minute(at: datetime) -> datetime:
    return _at(int(at.timestamp()) // 60)


def _at(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def _instant(written: str) -> datetime | None:
    return _at(int(written)) if written else None
