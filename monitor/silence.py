"""Whether a source is silent for longer than its own past explains. Deciding only.

Time is measured in items that were to be expected by the source's week, so a night, a weekend or
a long holiday counts for what it usually brings. The alarm's threshold is the longer of two:
what chance alone does to a source of this rate, the rate being known from few items, and what
the source itself did: its longest stretches, continued to once in `EVERY`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from math import exp, log, sqrt

from monitor.cadence import STRETCHES, TRUSTED_AFTER, Cadence, expected

EVERY = timedelta(days=365)
"""How rarely a source that is well may cause a false alarm. Source: docs/polling.md, silence."""
LEARNING = timedelta(days=28)
"""How long a source is watched before its silence says anything."""
LEAST_ITEMS = 6.0
"""How many items, fading over three weeks, must be known."""
SHORTEST = timedelta(hours=3)
"""No silence is told earlier, however busy the source: a shorter one ends by itself."""

_DOUBT = 1.5
"""By how many standard errors of the rate it is raised. Source: benchmarks/silence.py."""
_REST_DAY = 0.4
"""A day with less than this part of a mean day's items is a day of rest."""
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_STRETCH_DAYS = 182.0
"""How long stretches are remembered, see monitor.cadence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A source that answers, but has published nothing for longer than by its past it should."""

    last_new_at: datetime
    silent_for: timedelta
    expected: float
    """Items that were to be expected since."""
    usual: str
    """How much it publishes, in words: "12 items a working day"."""

    @property
    def words(self) -> str:
        """One sentence for people, without the name of the source."""
        hours = self.silent_for / _HOUR
        length = f"{hours:.0f} h" if hours < 72 else f"{hours / 24:.0f} days"
        since = self.last_new_at.strftime("%a %d %b %H:%M")
        return (
            f"usually {self.usual}; none since {since}, {length},"
            f" in which {self.expected:.0f} were to be expected;"
            " by chance about once a year at most"
        )


def silence(
    cadence: Cadence, *, last_new_at: datetime | None, now: datetime, zone: tzinfo
) -> Silence | None:
    """Return what to tell of a source's silence, None if there is nothing to tell.

    `now` is when it was last looked at with success: while nobody looks, nobody can say. The
    words have times in `zone`.
    """
    start = last_new_at or cadence.newest_at
    if start is None or now - start < SHORTEST or not is_known(cadence, start):
        return None
    missing = expected(cadence, start, now, zone)
    if missing < threshold(cadence, start):
        return None
    return Silence(
        last_new_at=start.astimezone(zone),
        silent_for=now - start,
        expected=missing,
        usual=usual(cadence),
    )


def is_known(cadence: Cadence, at: datetime) -> bool:
    """Say whether enough is known of a source, silent since `at`, to judge its silence."""
    return (
        cadence.since_at is not None
        and at - cadence.since_at >= LEARNING
        and cadence.count >= LEAST_ITEMS
        and len(cadence.stretches) == STRETCHES
    )


def threshold(cadence: Cadence, at: datetime) -> float:
    """Return how many expected items must have failed to come before it is told.

    Two parts. Chance: of the N gaps in `EVERY` of a source without habits the longest is ln N;
    where the rate is known from n items only, n(exp(ln N / n) - 1). Habit: the excess of its
    longest stretches over the least of them, continued as an exponential tail. More than that
    by what a rate from n items, many of which came together, may be off.
    """
    gaps = max(cadence.rate(at) * (EVERY / _HOUR), 2.0)
    known = max(cadence.count, 1.0)
    chance = known * (exp(min(log(gaps) / known, 20.0)) - 1.0)
    least = cadence.stretches[-1]
    excess = sum(stretch - least for stretch in cadence.stretches) / max(STRETCHES - 1, 1)
    watched = (at - (cadence.since_at or at) - TRUSTED_AFTER) / _DAY
    times = STRETCHES * (EVERY / _DAY) / max(min(watched, _STRETCH_DAYS), 1.0)
    habit = least + max(excess, 1.0) * log(max(times, 1.0))
    return max(chance, habit) * (1.0 + _DOUBT / sqrt(known))


def usual(cadence: Cadence) -> str:
    """Return in words how much a source publishes when it does."""
    if cadence.learned_at is None:
        return "nothing"
    _, days = cadence.shape()
    a_day = cadence.rate(cadence.learned_at) * 24.0
    on_busy_days = a_day * sum(sorted(days)[2:]) / 5.0
    if on_busy_days < 1.0:
        return _items(a_day * 7.0, "week")
    return _items(on_busy_days, "working day" if min(days) < _REST_DAY else "day")


def _items(number: float, each: str) -> str:
    written = f"{number:.0f}" if number >= 2.0 else f"{number:.1f}".removesuffix(".0")
    return f"{written} item{'' if written == '1' else 's'} a {each}"
