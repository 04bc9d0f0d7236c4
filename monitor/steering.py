"""How many looks a day there are for each source: the budget shared out, and starts spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.cadence import Cadence
from monitor.model import Source
from monitor.polling import Demand, Limits, Steering, demand, start_in, steered
from monitor.store import Store

_COUNTED = timedelta(days=7)
"""Over how long looks are counted to meet the budget: a weekend has fewer than a working day."""
_BUDGET_OF_EACH = 24
"""Looks a day for each source without an interval, where no budget is set."""
_DAY = timedelta(days=1)


def steer(
    store: Store,
    sources: Mapping[str, Source],
    *,
    now: datetime,
    limits: Limits,
    budget: int,
    elapsed: timedelta,
) -> Steering:
    """Return, and keep, the pressure under which the looks of all sources meet the budget.

    `budget` is in looks a day, 0 for so many of each source; `elapsed` is the time since the last
    call. Sources that were looked at in the future are due again: the clock was wrong then.
    """
    store.sources.recall(now)
    enabled = [one for one in sources.values() if one.enabled]
    fixed = sum(_DAY / one.interval for one in enabled if one.interval is not None)
    asked = _asked(store, {one.name: one for one in enabled if one.interval is None}, now)
    looks, over = store.looks.counted(now - _COUNTED, now)
    steering = steered(
        Steering(
            pressure=store.controls.get("pressure") or 1.0,
            correction=store.controls.get("correction") or 1.0,
        ),
        demands=[Demand(pace, weight, count) for (pace, weight), count in asked.items()],
        budget=budget or _BUDGET_OF_EACH * asked.total(),
        limits=limits,
        looks=max(round(looks - fixed * (over / _DAY)), 0),
        over=over,
        elapsed=elapsed,
    )
    store.controls.put("pressure", steering.pressure)
    store.controls.put("correction", steering.correction)
    return steering


def _asked(
    store: Store, learning: Mapping[str, Source], now: datetime
) -> Counter[tuple[float, float]]:
    """Return how many sources ask for which looks a day (at the pressure 1) with which weight."""
    asked: Counter[tuple[float, float]] = Counter()
    unlearned = Counter(one.importance for one in learning.values())
    for name, pace in store.sources.paces():
        if (known := learning.get(name)) is not None:
            # To two digits: 100,000 sources then ask for some hundred different things.
            asked[float(f"{pace:.2g}"), known.importance] += 1
            unlearned[known.importance] -= 1
    for weight, count in unlearned.items():
        asked[demand(Cadence(), now=now, weight=weight), weight] += count
    return asked


def spread_overdue(store: Store, sources: Mapping[str, Source], now: datetime) -> None:
    """Postpone sources that were due while nobody looked, each a little, if they are many."""
    overdue = store.sources.overdue(now)
    waits = {
        name: start_in(name, overdue=len(overdue), weight=sources[name].importance)
        for name in overdue
        if name in sources
    }
    store.sources.postpone({name: now + wait for name, wait in waits.items() if wait})
