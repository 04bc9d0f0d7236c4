"""When to look at a source next, within a budget of looks. Deciding only.

Over all sources the sum of delays is least, for a given number of looks, if each is looked at in
proportion to √(weight × rate): the next look is due when ∫√(weight · rate(t)) dt has grown to
`pressure`, one number for all sources, which `steered` sets so that their looks meet the budget.
Figures and what lost: docs/polling.md; benchmarks/freshness.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from math import exp, log2, sqrt
from typing import NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from monitor.cadence import BURST_MEMORY, HOUR, Cadence
from monitor.model import Source

WEIGHTY = 4.0
"""Weight from which on a source is looked at every `longest_weighty`, news or not."""
LONGEST_WISH = timedelta(hours=24)
"""Longest time that a server can ask for."""
JITTER = 0.10
"""Part of a learned gap by which a look is sooner or later."""
INTERVAL_JITTER = 0.02
"""The same where a person has set the interval."""
BURST_ITEMS = 1.0
"""Items in the memory of a burst from which on a source counts as bursting: two in an hour."""
AT_ONCE = 200
"""Sources overdue at a start that are looked at at once."""
STARTS_A_SECOND = 50
"""How fast the others follow. Source: docs/polling.md, starts."""
LONGEST_START = timedelta(hours=1)

_LEAST_SHAPE = 0.2
"""Part of its mean rate that a source keeps in hours in which it never published: announcements
come at any hour. Source: docs/polling.md, figures."""
_PRESSURES = (1e-6, 1e6)
_CORRECTIONS = (1 / 3, 3.0)
_GAIN = 0.7
"""How much of a miss a whole window of counting corrects; above about 1.5 it would swing."""
_STEPS = 32
"""Groups of demands to a doubling."""
_COUNTED_ENOUGH = timedelta(days=3)
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the time between two looks, as [polling] has them."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=24)
    longest_weighty: timedelta = timedelta(hours=2)

    def most(self, weight: float) -> timedelta:
        """Return the longest time between two looks at a source of this weight."""
        longest = self.longest if weight < WEIGHTY else min(self.longest_weighty, self.longest)
        return max(longest, self.shortest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How long a server asks to be left alone; None: it does not say."""

    retry_after: timedelta | None = None
    ttl: timedelta | None = None
    """RSS `ttl` or the syndication module."""
    fresh_for: timedelta | None = None
    """Cache-Control or Expires."""


_NO_WISH = Wish()


def look_in(
    source: Source,
    cadence: Cadence,
    *,
    now: datetime,
    pressure: float,
    limits: Limits,
    wish: Wish = _NO_WISH,
) -> timedelta:
    """Return how long to leave a source alone after a look that went well.

    Its own `interval`, or what is learned. A Retry-After counts up to a day, always. ttl and
    Cache-Control are about caches: they count up to a day, for a weighty source up to its longest
    gap (a year of max-age must not blind us), and not against an interval set by a person.
    """
    key = f"{source.name} {int(now.timestamp()) // 60}"
    asked = min(wish.retry_after or timedelta(0), LONGEST_WISH)
    if source.interval is not None:
        return max(source.interval * _shaken(key, INTERVAL_JITTER), asked)
    weight, zone = source.importance, ZoneInfo(source.timezone)
    most = limits.most(weight)
    gap = next_look(cadence, now=now, weight=weight, pressure=pressure, limits=limits, zone=zone)
    shaken = gap * (factor := _shaken(key, JITTER))
    if not limits.shortest <= shaken <= most:
        shaken = gap * (2.0 - factor)  # to the other side: the bounds hold with the jitter too
    cached = min(max(wish.ttl or gap, wish.fresh_for or gap), LONGEST_WISH, most)
    return max(min(max(shaken, limits.shortest), most), cached if cached > gap else asked, asked)


def next_look(
    cadence: Cadence,
    *,
    now: datetime,
    weight: float,
    pressure: float,
    limits: Limits,
    zone: tzinfo,
) -> timedelta:
    """Return the gap in which ∫√(weight · rate) grows to `pressure`, within the limits."""
    most = limits.most(weight)
    steepness = sqrt(max(weight, 0.0) * cadence.rate(now))
    if steepness <= 0.0:
        return most
    wanted = pressure / steepness
    if cadence.newest_at is None or cadence.learned_at is None:
        gap = wanted
    else:
        gap = _walked(cadence, now.astimezone(zone), wanted, most / HOUR)
        burst = cadence.burst * exp(-max((now - cadence.learned_at) / BURST_MEMORY, 0.0))
        if burst >= BURST_ITEMS:
            gap = min(gap, pressure / sqrt(weight * burst / (BURST_MEMORY / HOUR)))
    return max(min(gap * HOUR, most), limits.shortest) if gap < most / HOUR else most


def _walked(cadence: Cadence, local: datetime, wanted: float, most: float) -> float:
    """Return after how many hours the integral of √shape reaches `wanted`, at most `most`."""
    hours, days = cadence.shape()
    hour, weekday = local.hour, local.weekday()
    passed, step = 0.0, 1.0 - (local.minute + local.second / 60.0) / 60.0
    while passed < most:
        height = sqrt(hours[hour] * days[weekday] + _LEAST_SHAPE)
        if height * step >= wanted:
            return passed + wanted / height
        wanted -= height * step
        passed, step = passed + step, 1.0
        hour += 1
        if hour == 24:
            hour, weekday = 0, (weekday + 1) % 7
    return most


def _shaken(key: str, part: float) -> float:
    """Return a factor from 1 - part to 1 + part, always the same for a key."""
    return 1.0 + part * (2.0 * crc32(key.encode()) / 0xFFFFFFFF - 1.0)


def start_in(name: str, *, overdue: int, weight: float) -> timedelta:
    """Return how long an overdue source waits at a start, so that not all are asked at once.

    Up to AT_ONCE sources wait not at all; more are spread by a hash of their names over the time
    that STARTS_A_SECOND needs, an hour at most, weighty ones over the first tenth of it.
    """
    window = min(max(overdue - AT_ONCE, 0) / STARTS_A_SECOND * _SECOND, LONGEST_START)
    part = crc32(name.encode()) / 0xFFFFFFFF
    return window * part * (0.1 if weight >= WEIGHTY else 1.0)


class Demand(NamedTuple):
    """What sources ask for, for `steered`; those with an interval of their own are left out."""

    looks: float
    """Looks a day at the pressure 1, each, as `demand` has it; 0: not known, it is new."""
    weight: float
    sources: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """What is kept between two calls of `steered`."""

    pressure: float = 1.0
    correction: float = 1.0
    """How much more pressure it takes than the demands say, from counted looks."""


def demand(cadence: Cadence, *, now: datetime, weight: float) -> float:
    """Return looks a day at the pressure 1, without limits; changes only as the cadence does."""
    hours, days = cadence.shape()
    shape = sum(sqrt(hour * day + _LEAST_SHAPE) for day in days for hour in hours) / 7.0
    return sqrt(max(weight, 0.0) * cadence.rate(now)) * shape


def steered(
    steering: Steering,
    *,
    demands: Sequence[Demand],
    budget: float,
    limits: Limits,
    looks: int = 0,
    over: timedelta = timedelta(0),
    elapsed: timedelta = HOUR,
) -> Steering:
    """Return the pressure under which the looks of all sources come to `budget` a day.

    It is solved from the demands at once, so a new start needs no time to settle; what the
    demands do not know (bursts, failures, wishes of servers) is corrected slowly from the `looks`
    counted `over` the time past, best a week, since a weekend has fewer looks than a budget's
    mean day. Called every `elapsed`. Limits win over the budget: if the longest gaps
    alone ask for more looks than it has, they are made.
    """
    if not demands:
        return steering
    demands = _grouped(demands)
    least, most = (_looks(demands, pressure, limits) for pressure in reversed(_PRESSURES))
    target = max(min(budget, most), least)
    correction = steering.correction
    if over >= _COUNTED_ENOUGH and target > 0:
        missed = max(looks / (over / _DAY), 0.01 * target) / target
        correction *= missed ** (_GAIN * min(elapsed / over, 1.0))
        correction = max(min(correction, _CORRECTIONS[1]), _CORRECTIONS[0])
    low, high = _PRESSURES
    while high / low > 1.001:
        middle = sqrt(low * high)
        low, high = (middle, high) if _looks(demands, middle, limits) > target else (low, middle)
    return Steering(pressure=sqrt(low * high) * correction, correction=correction)


def _looks(demands: Sequence[Demand], pressure: float, limits: Limits) -> float:
    """Return the looks a day of all sources at a pressure."""
    most = _DAY / limits.shortest
    return sum(
        sources * max(min(looks / pressure, most), _DAY / limits.most(weight))
        for looks, weight, sources in demands
    )


def _grouped(demands: Iterable[Demand]) -> list[Demand]:
    """Return demands that are alike to one in a hundred as one: a hundred thousand are solved fast.

    Where none is known, it is that of a source without history.
    """
    new = _DAY / HOUR * sqrt(Cadence().rate(_ANY_TIME))
    groups: Counter[tuple[int, float]] = Counter()
    for looks, weight, sources in demands:
        step = round(_STEPS * log2(looks if looks > 0 else max(new * sqrt(weight), 1e-9)))
        groups[step, weight] += sources
    return [Demand(2.0 ** (step / _STEPS), weight, n) for (step, weight), n in groups.items()]
