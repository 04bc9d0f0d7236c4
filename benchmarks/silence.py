"""How often the silence alarm is false, and how soon it is true, on invented sources.

    python benchmarks/silence.py [SOURCES] [DAYS] [SEED]

Every source is looked at every two hours, is well for the days given and then dies. A false alarm
is one while it is well; each stretch of silence counts once. Days before the alarm speaks (it must
know the source first) are not counted as watched.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from benchmarks._measure import cpu_seconds, heading
from benchmarks._newsroom import Publisher, instant, publishers
from monitor.cadence import Cadence, learned
from monitor.holidays import is_holiday
from monitor.silence import is_known, silence

LOOKS_EVERY = 2.0
DEAD_DAYS = 90
BANDS = ((0.0, 0.5), (0.5, 2.0), (2.0, 10.0), (10.0, 1e9))


@dataclass(slots=True)
class Record:
    """What became of one source."""

    a_day: float
    watched_days: float = 0.0
    false: int = 0
    on_holidays: int = 0
    detected_hours: float | None = None
    is_watched: bool = False
    """Whether the alarm knew the source when it died."""


def lived(one: Publisher, days: float) -> Record:
    """Return what the alarm said of a source that dies after `days`."""
    zone, death = ZoneInfo(one.source.timezone), days * 24
    alive = Publisher(one.source, [item for item in one.items if item < death], one.dated)
    record = Record(a_day=sum(0 <= item < death for item in one.items) / days)
    cadence, last, newest, told = Cadence(), -1e9, None, False
    now = 1.0
    while now < death + DEAD_DAYS * 24:
        record.watched_days += record.is_watched * (now < death) * LOOKS_EVERY / 24
        came, _ = alive.answer(last, now)
        if came or last < 0:
            times = [instant(item) if one.dated else None for item in came]
            before = None if last < 0 else instant(last)
            cadence = learned(cadence, now=instant(now), seen=times, last_look=before, zone=zone)
            newest, told = now if came else newest, False
        else:
            start = instant(newest) if newest is not None else None
            knows = start is not None and is_known(cadence, start)
            found = silence(cadence, last_new_at=start, now=instant(now), zone=zone)
            if found is not None and not told:
                told = True
                if now >= death:
                    record.detected_hours, record.is_watched = now - death, True
                    break
                record.false += 1
                record.on_holidays += is_holiday(instant(now).astimezone(zone).date(), zone)
            if now >= death and told:
                record.detected_hours, record.is_watched = 0.0, True
                break
            record.is_watched = knows
        last, now = now, now + LOOKS_EVERY
    return record


def row(name: str, records: Sequence[Record]) -> None:
    watched = sum(one.watched_days for one in records)
    false = sum(one.false for one in records)
    known = [one for one in records if one.is_watched]
    hours = sorted(one.detected_hours or DEAD_DAYS * 24.0 for one in known)
    every = f"{watched / false:.0f}" if false else f"over {watched:.0f}"
    late = "never known"
    if hours:
        late = f"{statistics.median(hours):>4.0f} h, 90 % {hours[int(len(hours) * 0.9)]:>4.0f} h"
    print(
        f"  {name:<26} {len(records):>4} sources, {len(known):>4} known; one false alarm in"
        f" {every:>9} days ({false}, {sum(one.on_holidays for one in records)} on holidays);"
        f" death found after {late}"
    )


def main() -> None:
    number, days, seed = (
        int(one) for one in (*sys.argv[1:], *("100", "380", "7")[len(sys.argv) - 1 :])
    )
    known = publishers(number, until=days * 24.0, seed=seed)
    records = [(one.source.tier, lived(one, days)) for one in known]
    heading(f"silence alarm, {number} sources, {days} days each, then dead; seed {seed}")
    for tier in dict.fromkeys(tier for tier, _ in records):
        row(tier, [record for of, record in records if of == tier])
    for least, most in BANDS:
        name = f"{least:g} to {most:g} items a day" if most < 1e9 else f"over {least:g} items a day"
        row(name, [record for _, record in records if least <= record.a_day < most])
    row("all", [record for _, record in records])
    print(f"  {cpu_seconds():.0f} s of processor time")


if __name__ == "__main__":
    main()
