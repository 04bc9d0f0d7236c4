"""How late news is found: Monitor's polling against others at the same number of requests.

    python benchmarks/freshness.py [SOURCES] [LOOKS_A_DAY] [SEEDS]

Invented sources (_newsroom.py) are looked at for 21 days to learn and 14 days to measure. Monitor
runs first, its pressure steered to the budget as in the daemon; the others are then given exactly
the number of looks that it made.
"""

from __future__ import annotations

import bisect
import heapq
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil, sqrt
from zoneinfo import ZoneInfo

from benchmarks._measure import cpu_seconds, heading
from benchmarks._newsroom import Publisher, instant, publishers
from monitor.cadence import Cadence, learned
from monitor.polling import Demand, Limits, Steering, demand, look_in, steered

LEARN, MEASURE = 21 * 24.0, 14 * 24.0
END = LEARN + MEASURE
LIMITS = Limits()
HOUR = timedelta(hours=1)
WEEK = 168.0


@dataclass(slots=True)
class Tally:
    """What a policy came to: looks made while measured, and delays in minutes by publisher."""

    looks: int = 0
    lost: int = 0
    days: list[int] = field(default_factory=list)
    """Looks by day from the start, where it is asked for."""
    delays: dict[str, list[float]] = field(default_factory=dict)

    def look(self, publisher: Publisher, now: float, came: Sequence[float], lost: int) -> None:
        if now < LEARN:
            return
        self.looks += 1
        self.lost += lost
        late = self.delays.setdefault(publisher.source.name, [])
        late += [(now - item) * 60 for item in came if item >= LEARN]

    def of(self, wanted: Callable[[str], bool]) -> list[float]:
        return sorted(late for name, all_ in self.delays.items() if wanted(name) for late in all_)


def is_official(name: str) -> bool:
    return name.startswith(("ministry", "official"))


def monitored(known: Sequence[Publisher], budget: float) -> Tally:
    """Return what the product's own policy comes to, with a budget of looks a day."""
    tally, steering = Tally(), Steering()
    made: list[float] = []
    cadences = [Cadence() for _ in known]
    wishes = [Demand(0.0, one.source.importance) for one in known]
    looked: list[float | None] = [None] * len(known)
    due = [(0.001 * at, at) for at in range(len(known))]
    hour = 0.0
    steering = steered(steering, demands=wishes, budget=budget, limits=LIMITS)
    while due[0][0] < END:
        now, at = heapq.heappop(due)
        while now >= hour + 1:
            hour += 1
            over = min(hour, WEEK)
            counted = len(made) - bisect.bisect_left(made, hour - over)
            steering = steered(
                steering,
                demands=wishes,
                budget=budget,
                limits=LIMITS,
                looks=counted,
                over=over * HOUR,
            )
        made.append(now)
        one, last = known[at], looked[at]
        came, lost = one.answer(-1e9 if last is None else last, now)
        tally.look(one, now, came, 0 if last is None else lost)
        zone = ZoneInfo(one.source.timezone)
        if came or last is None:
            cadences[at] = learned(
                cadences[at],
                now=instant(now),
                seen=[instant(item) if one.dated else None for item in came],
                last_look=None if last is None else instant(last),
                zone=zone,
            )
            asks = demand(cadences[at], now=instant(now), weight=one.source.importance)
            wishes[at] = Demand(asks, one.source.importance)
        looked[at] = now
        gap = look_in(
            one.source,
            cadences[at],
            now=instant(now),
            pressure=steering.pressure,
            limits=LIMITS,
        )
        heapq.heappush(due, (now + gap / HOUR, at))
    tally.days = [sum(day == at // 24 for at in made) for day in range(int(END / 24))]
    return tally


def fixed(known: Sequence[Publisher], interval: float) -> Tally:
    tally = Tally()
    for at, one in enumerate(known):
        now, last = LEARN + interval * (at * 0.618034 % 1.0), LEARN - interval
        while now < END:
            tally.look(one, now, *one.answer(last, now))
            now, last = now + interval, now
    return tally


def entry_frequency(known: Sequence[Publisher], factor: float) -> Tally:
    """Miniflux: a week over (entries a week × factor), 5 min to 24 h.

    The week's entries are estimated from the mean time between those of the last seven days; with
    none or one of them the gap is 24 h. An entry without a date has the time of its detection.
    Source: miniflux 2, internal/model/feed.go ScheduleNextCheck and internal/storage/feed.go
    WeeklyFeedEntryCount. There the factor is a whole number; here it sets the number of looks.
    """
    tally = Tally()
    for at, one in enumerate(known):
        now, last = at * 0.618034 % 1.0, -1e9
        entries: list[float] = []
        while now < END:
            came, lost = one.answer(last, now)
            tally.look(one, now, came, 0 if last < 0 else lost)
            if came:
                entries += came if one.dated else [now] * len(came)
            entries = entries[bisect.bisect_left(entries, now - WEEK) :]
            gap = 24.0
            if len(entries) > 1 and entries[-1] > entries[0]:
                a_week = ceil(WEEK / ((entries[-1] - entries[0]) / (len(entries) - 1)))
                gap = min(24.0, max(WEEK / (a_week * factor), 1 / 12))
            now, last = now + gap, now
    return tally


def with_looks(looks: int, run: Callable[[float], Tally], low: float, high: float) -> Tally:
    """Return the run that makes as many looks, within half a percent; more with a larger number."""
    best = run(sqrt(low * high))
    for _ in range(16):
        middle = sqrt(low * high)
        tally = run(middle)
        if abs(tally.looks - looks) < abs(best.looks - looks):
            best = tally
        if abs(best.looks - looks) <= 0.005 * looks:
            break
        low, high = (low, middle) if tally.looks > looks else (middle, high)
    return best


def figures(tally: Tally) -> dict[str, float]:
    everything, official = tally.of(lambda _: True), tally.of(is_official)
    return {
        "looks": tally.looks,
        "mean": statistics.fmean(everything),
        "p50": everything[len(everything) // 2],
        "p95": everything[int(len(everything) * 0.95)],
        "official mean": statistics.fmean(official),
        "official p95": official[int(len(official) * 0.95)],
        "lost": tally.lost,
    }


def one_seed(seed: int, number: int, a_day: float) -> list[tuple[str, dict[str, float]]]:
    """Run one seed, print its looks by day, return the figures of each policy."""
    known = publishers(number, until=END, seed=seed)
    ours = monitored(known, number * a_day)
    weeks = [sum(ours.days[at : at + 7]) / (7 * number * a_day) for at in range(0, 35, 7)]
    print(
        f"  seed {seed}, looks of the first day {ours.days[0] / (number * a_day):.2f} x the budget,"
    )
    print("    by week " + " ".join(f"{week:.2f}" for week in weeks))
    policies = [
        ("Monitor", ours),
        ("fixed interval", fixed(known, number * MEASURE / ours.looks)),
        (
            "Miniflux entry_frequency",
            with_looks(ours.looks, lambda factor: entry_frequency(known, factor), 0.01, 10_000),
        ),
    ]
    return [(name, figures(tally)) for name, tally in policies]


def main() -> None:
    number, a_day, seeds = (
        int(one) for one in (*sys.argv[1:], *("150", "24", "3")[len(sys.argv) - 1 :])
    )
    heading(
        f"minutes from publication to detection, {number} sources, budget {a_day} looks a day each"
    )
    ratios: dict[str, list[float]] = {}
    for seed in range(1, seeds + 1):
        rows = one_seed(seed, number, a_day)
        for name, row in rows:
            print(
                f"    {name:<26}" + "".join(f"{key} {value:>8.1f}  " for key, value in row.items())
            )
        for key in ("mean", "p95", "official mean", "official p95"):
            for name, row in rows[1:]:
                ratios.setdefault(f"{key} / {name}", []).append(rows[0][1][key] / row[key])
    heading("Monitor against the others, mean of the seeds (least to most)")
    for what, all_ in ratios.items():
        print(f"  {what:<44} {statistics.fmean(all_):.2f} ({min(all_):.2f} to {max(all_):.2f})")
    print(f"  {cpu_seconds():.0f} s of processor time")


if __name__ == "__main__":
    main()
