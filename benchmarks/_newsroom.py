"""Invented sources that publish by their own hours, for the benchmarks of polling and silence.

Working hours and days in the zone of each, slots of gazettes, bursts after an announcement,
sources that hardly publish, long holidays, lists that show no time of publication.
"""

from __future__ import annotations

import bisect
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log
from zoneinfo import ZoneInfo

from monitor.holidays import is_holiday
from monitor.model import Source
from monitor.model.source import Tier

START = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday; hours of the simulations are counted from here."""
WINDOW = 20
"""Newest items that an answer shows."""
ZONES = (
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Europe/Brussels",
    "America/New_York",
    "Australia/Perth",
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one kind of publisher behaves; `height` is relative, by local hour and weekday."""

    tier: Tier
    share: float
    least_a_day: float
    most_a_day: float
    height: Callable[[int, int, int], float]
    bursts_a_week: float
    dated: float
    """Part of them that give a time of publication."""
    rests_on_holidays: bool


def _works(hour: int, weekday: int) -> bool:
    return 9 <= hour < 18 and weekday < 5


HABITS = (
    Habit("ministry", 0.35, 0.05, 4, lambda h, d, _: _works(h, d) + 0.01, 0.6, 0.5, True),
    Habit("official", 0.15, 0.3, 20, lambda h, d, s: (h == s and d < 5) + 0.002, 0.0, 0.7, True),
    Habit("trade", 0.25, 1, 15, lambda h, d, _: _works(h, d) + 0.15, 0.7, 0.9, False),
    Habit("wire", 0.15, 10, 150, lambda h, d, _: 1 + _works(h, d), 0.7, 1.0, False),
    Habit("other", 0.10, 0.005, 0.05, lambda h, d, _: _works(h, d) + 0.05, 0.0, 0.8, False),
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """One source, and when it publishes, in hours from START, ascending."""

    source: Source
    items: list[float]
    dated: bool

    def answer(self, seen: float, now: float) -> tuple[list[float], int]:
        """Return what came after `seen` as far as the window shows it, and how many it lost."""
        first, end = bisect.bisect_right(self.items, seen), bisect.bisect_right(self.items, now)
        return self.items[max(first, end - WINDOW) : end], max(end - first - WINDOW, 0)


def instant(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def publishers(
    number: int, *, until: float, seed: int, since: float = -24.0 * 60
) -> list[Publisher]:
    """Return publishers, the same for a seed, with their items from hour `since` to `until`."""
    chance = random.Random(seed)
    habits = chance.choices(HABITS, [habit.share for habit in HABITS], k=number)
    return [
        _publisher(f"{habit.tier}-{at}", habit, chance, since, until)
        for at, habit in enumerate(habits)
    ]


def _publisher(
    name: str, habit: Habit, chance: random.Random, since: float, until: float
) -> Publisher:
    zone = chance.choice(ZONES)
    slot = chance.randrange(8, 18)
    a_day = exp(chance.uniform(log(habit.least_a_day), log(habit.most_a_day)))
    week = [habit.height(hour, day, slot) for day in range(7) for hour in range(24)]
    scale = a_day * 7 / sum(week)
    items = []
    for hour in range(int(since), int(until)):
        local = instant(hour).astimezone(ZoneInfo(zone))
        day = local.weekday()
        if habit.rests_on_holidays and is_holiday(local.date(), local.tzinfo or UTC):
            day = 6
        rate = scale * week[day * 24 + local.hour]
        items += [hour + chance.random() for _ in range(_poisson(rate, chance))]
    items += _bursts(habit.bursts_a_week, a_day, items, chance, since, until)
    configured = zone if chance.random() < 0.8 else "UTC"
    source = Source(
        name=name, kind="feed", url=f"https://{name}.example/", tier=habit.tier, timezone=configured
    )
    return Publisher(source, sorted(items), chance.random() < habit.dated)


def _bursts(
    a_week: float,
    a_day: float,
    items: list[float],
    chance: random.Random,
    since: float,
    until: float,
) -> list[float]:
    """Return what follows announcements: items that come ever more slowly over some hours.

    Half of the announcements are made when the source publishes anyway, half at any hour.
    """
    more = []
    for _ in range(_poisson(a_week * (until - since) / 168, chance)):
        start = chance.uniform(since, until)
        if items and chance.random() < 0.5:
            start = chance.choice(items)
        followers = _poisson(max(2.0, a_day), chance)
        more += [start + chance.expovariate(0.5) for _ in range(followers)]
    return [item for item in more if item < until]


def _poisson(mean: float, chance: random.Random) -> int:
    """Return a Poisson number; by its waiting times, since means here are small."""
    number, passed = 0, chance.expovariate(1.0)
    while passed < mean:
        number, passed = number + 1, passed + chance.expovariate(1.0)
    return number
