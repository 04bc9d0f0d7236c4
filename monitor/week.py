"""Time counted by the shape of a week: an hour in which much is usual counts for more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import accumulate

from monitor.holidays import is_holiday

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_LONGEST_SPAN = timedelta(days=400)


def shaped_hours(
    hours: Sequence[float], days: Sequence[float], start: datetime, end: datetime, zone: tzinfo
) -> float:
    """Return the hours in between, each counted by the factors of its hour and weekday.

    A long holiday of the zone counts as the day with the least factor; a change of the clocks in
    between does not count. At most 400 days.
    """
    local, left = start.astimezone(zone), min(max(end - start, timedelta(0)), _LONGEST_SPAN) / _HOUR
    day, at, total = local.date(), local.hour + local.minute / 60.0, 0.0
    upto = [0.0, *accumulate(hours)]
    while left > 0:
        until = min(24.0, at + left)
        factor = min(days) if is_holiday(day, zone) else days[day.weekday()]
        total += factor * (_between(upto, hours, until) - _between(upto, hours, at))
        left -= until - at
        day, at = day + _DAY, 0.0
    return total


def _between(upto: Sequence[float], hours: Sequence[float], at: float) -> float:
    whole = int(at)
    return upto[whole] + ((at - whole) * hours[whole] if whole < 24 else 0.0)
