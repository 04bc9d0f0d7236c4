"""What is learned of a source, and when it is looked at next for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.cadence import Cadence, expected, learned
from monitor.holidays import is_holiday
from monitor.model import Source
from monitor.polling import (
    AT_ONCE,
    INTERVAL_JITTER,
    LONGEST_START,
    LONGEST_WISH,
    WEIGHTY,
    Demand,
    Limits,
    Steering,
    Wish,
    demand,
    look_in,
    next_look,
    start_in,
    steered,
)

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
LIMITS = Limits()
SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")


def taught(
    times: Sequence[datetime], *, zone: ZoneInfo = SHANGHAI, is_dated: bool = True, every: int = 1
) -> Cadence:
    """Return what looks every so many hours learn of items at these times, from a day before."""
    now = min(times) - DAY
    cadence, end = learned(Cadence(), now=now, seen=[], last_look=None, zone=zone), max(times)
    while now < end:
        last, now = now, now + HOUR * every
        came = [at if is_dated else None for at in times if last < at <= now]
        cadence = learned(cadence, now=now, seen=came, last_look=last, zone=zone)
    return cadence


def working_days(hour: int, *, days: int = 42, zone: ZoneInfo = SHANGHAI) -> list[datetime]:
    """Return an instant at an hour of each working day from a Monday on."""
    start = datetime(2026, 6, 1, hour, 30, tzinfo=zone)
    return [start + DAY * n for n in range(days) if (start + DAY * n).weekday() < 5]


LEARNED = taught([at + HOUR * n for at in working_days(9) for n in range(3)])
CADENCES = st.sampled_from(
    [Cadence(), LEARNED, taught(working_days(16), zone=NEW_YORK), taught(working_days(3)[:2])]
)
WEIGHTS = st.floats(0, 1000)
PRESSURES = st.floats(1e-4, 1e4)
NOWS = st.datetimes(datetime(2026, 7, 13), datetime(2027, 7, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


def gap(
    cadence: Cadence, now: datetime, *, weight: float = 1, pressure: float = 1, zone: ZoneInfo
) -> timedelta:
    return next_look(cadence, now=now, weight=weight, pressure=pressure, limits=LIMITS, zone=zone)


def source(**changes: object) -> Source:
    return Source(**{"name": "mofcom", "kind": "feed", "url": "https://example.org/"} | changes)  # type: ignore[arg-type]


# what is learned


def test_nothing_learned_is_an_empty_text() -> None:
    assert Cadence().text() == ""
    assert Cadence.parse("") == Cadence()


@pytest.mark.parametrize("text", ["?", "1;;;;;", LEARNED.text()[2:], "2" + LEARNED.text()[1:]])
def test_a_text_that_is_no_cadence_is_refused_and_not_taken_for_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="not a cadence"):
        Cadence.parse(text)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.timedeltas(timedelta(minutes=1), DAY * 40),
            st.lists(st.none() | st.timedeltas(-DAY * 90, DAY * 3), max_size=30),
            st.integers(1, 40),
        ),
        max_size=30,
    )
)
def test_whatever_comes_the_text_stays_small_and_says_all(
    looks: list[tuple[timedelta, list[timedelta | None], int]],
) -> None:
    cadence, now, last = Cadence(), MONDAY, None
    for passed, offsets, times in looks:
        now += passed
        seen = [None if offset is None else now + offset for offset in offsets] * times
        cadence = learned(cadence, now=now, seen=seen, last_look=last, zone=SHANGHAI)
        last = now

    assert len(cadence.text()) <= 300
    assert Cadence.parse(cadence.text()) == cadence


def test_a_flood_of_years_still_fits_the_column() -> None:
    cadence, now = Cadence(), MONDAY
    for _ in range(6_000):
        seen = [now + timedelta(minutes=5)] * 500
        cadence = learned(
            cadence, now=now + timedelta(minutes=5), seen=seen, last_look=now, zone=SHANGHAI
        )
        now += timedelta(minutes=5)

    assert len(cadence.text()) <= 300
    assert Cadence.parse(cadence.text()) == cadence


def test_a_look_that_brings_nothing_changes_nothing() -> None:
    now = MONDAY + DAY * 60

    assert learned(LEARNED, now=now, seen=[], last_look=now - HOUR, zone=SHANGHAI) is LEARNED


def test_what_is_learned_fades_while_nothing_comes() -> None:
    end = MONDAY + DAY * 42
    rates = [LEARNED.rate(end + DAY * days) for days in (0, 21, 42, 400)]

    assert rates == sorted(rates, reverse=True)
    assert 0.25 < rates[1] / rates[0] < 0.5
    assert 0 < rates[3] < 0.001


def test_a_steady_source_has_the_rate_that_it_has() -> None:
    assert LEARNED.rate(MONDAY + DAY * 40) * 24 * 7 == pytest.approx(15, rel=0.15)


def test_the_dates_that_a_first_look_shows_are_its_history() -> None:
    seen = [MONDAY - HOUR * 8 * n for n in range(1, 21)]
    cadence = learned(Cadence(), now=MONDAY, seen=seen, last_look=None, zone=SHANGHAI)

    assert cadence.rate(MONDAY) * 24 == pytest.approx(3, rel=0.4)


@pytest.mark.parametrize(
    "seen",
    [
        [None] * 50,
        [MONDAY - timedelta(seconds=n) for n in range(50)],
        [MONDAY + DAY * n for n in range(1, 50)],
        [MONDAY - DAY * 365 * n for n in range(1, 50)],
    ],
    ids=["undated", "all of one minute", "in the future", "years old"],
)
def test_what_a_first_look_shows_without_telling_dates_is_no_burst(
    seen: list[datetime | None],
) -> None:
    cadence = learned(Cadence(), now=MONDAY, seen=seen, last_look=None, zone=SHANGHAI)

    assert cadence.count == cadence.burst == 0.0


def test_an_archive_put_on_line_does_not_count_as_a_rate() -> None:
    end = max(working_days(9)) + HOUR
    flooded = learned(LEARNED, now=end, seen=[None] * 5_000, last_look=end - HOUR, zone=SHANGHAI)

    assert flooded.count <= LEARNED.count + 100


def test_hours_and_days_are_those_of_the_source() -> None:
    hours, days = LEARNED.shape()

    assert max(range(24), key=hours.__getitem__) == 10
    assert hours[10] > 5 * hours[22]
    assert min(days[:5]) > 3 * max(days[5:])
    assert sum(hours) == pytest.approx(24)
    assert sum(days) == pytest.approx(7)


def test_hours_are_learned_without_any_date_too() -> None:
    hours, _ = taught(working_days(9), is_dated=False, every=4).shape()

    assert sum(hours[8:13]) > 2 * sum(hours[16:21])


def test_a_change_of_the_clocks_moves_no_habit() -> None:
    spring = [datetime(2026, 2, 16, 9, 30, tzinfo=NEW_YORK) + DAY * n for n in range(56)]
    hours, _ = taught(spring, zone=NEW_YORK).shape()

    assert hours[9] > 1.8 * max(hours[8], hours[10])


@given(NOWS, st.timedeltas(timedelta(0), DAY * 30), st.timedeltas(timedelta(0), DAY * 30))
def test_what_is_to_be_expected_of_two_spans_is_the_sum(
    start: datetime, one: timedelta, two: timedelta
) -> None:
    middle, end = start + one, start + one + two
    parts = expected(LEARNED, start, middle, UTC) + expected(LEARNED, middle, end, UTC)

    assert expected(LEARNED, start, end, UTC) == pytest.approx(parts, rel=0.02, abs=0.02)


def test_a_holiday_counts_as_the_quietest_day() -> None:
    week = datetime(2026, 10, 1, tzinfo=SHANGHAI)
    usual = week + DAY * 14

    assert is_holiday(date(2026, 10, 1), SHANGHAI)
    assert not is_holiday(date(2026, 10, 1), NEW_YORK)
    assert is_holiday(date(2027, 2, 6), SHANGHAI)
    assert expected(LEARNED, week, week + DAY * 7, SHANGHAI) < 0.2 * expected(
        LEARNED, usual, usual + DAY * 7, SHANGHAI
    )


# when it is looked at


@given(CADENCES, NOWS, WEIGHTS, PRESSURES)
def test_the_gap_keeps_within_its_limits(
    cadence: Cadence, now: datetime, weight: float, pressure: float
) -> None:
    one = source(weight=weight, timezone="Asia/Shanghai")
    most = LIMITS.longest_weighty if weight >= WEIGHTY else LIMITS.longest

    wait = look_in(one, cadence, now=now, pressure=pressure, limits=LIMITS)

    assert LIMITS.shortest <= gap(cadence, now, weight=weight, pressure=pressure, zone=SHANGHAI)
    assert LIMITS.shortest <= wait <= most


@given(CADENCES, NOWS, WEIGHTS, st.floats(1, 100), PRESSURES)
def test_more_weight_is_never_looked_at_later(
    cadence: Cadence, now: datetime, weight: float, more: float, pressure: float
) -> None:
    usual = gap(cadence, now, weight=weight, pressure=pressure, zone=SHANGHAI)

    assert gap(cadence, now, weight=weight * more, pressure=pressure, zone=SHANGHAI) <= usual
    assert gap(cadence, now, weight=weight, pressure=pressure * more, zone=SHANGHAI) >= usual


def test_a_source_is_looked_at_often_when_it_publishes_and_seldom_when_it_does_not() -> None:
    morning = datetime(2026, 7, 14, 9, 0, tzinfo=SHANGHAI)
    night, sunday = morning.replace(hour=20), morning - DAY * 2

    assert gap(LEARNED, night, zone=SHANGHAI) > 1.8 * gap(LEARNED, morning, zone=SHANGHAI)
    assert gap(LEARNED, sunday, zone=SHANGHAI) > 1.5 * gap(LEARNED, morning, zone=SHANGHAI)


def test_a_burst_is_followed_closely_and_then_left() -> None:
    night = datetime(2026, 7, 13, 23, 0, tzinfo=SHANGHAI)
    burst = learned(LEARNED, now=night, seen=[night] * 4, last_look=night - HOUR, zone=SHANGHAI)

    assert gap(burst, night, zone=SHANGHAI) < 0.5 * gap(LEARNED, night, zone=SHANGHAI)
    later = night + HOUR * 5
    assert gap(burst, later, zone=SHANGHAI) > 0.8 * gap(LEARNED, later, zone=SHANGHAI)


def test_an_interval_of_its_own_is_kept_to_a_hair() -> None:
    one = source(interval=timedelta(minutes=15))
    waits = {
        look_in(one, LEARNED, now=MONDAY + HOUR * n, pressure=1.0, limits=LIMITS) for n in range(50)
    }

    assert len(waits) > 25
    assert all(abs(wait / one.interval - 1) <= INTERVAL_JITTER for wait in waits if one.interval)


def test_the_jitter_is_the_same_for_the_same_look() -> None:
    waits = [look_in(source(), LEARNED, now=MONDAY, pressure=1.0, limits=LIMITS) for _ in "ab"]

    assert waits[0] == waits[1]


def test_a_server_that_asks_for_rest_gets_it_to_a_day() -> None:
    def wait(wish: Wish, **changes: object) -> timedelta:
        one = source(**changes)
        return look_in(one, LEARNED, now=MONDAY, pressure=0.1, limits=LIMITS, wish=wish)

    year = DAY * 365
    assert wait(Wish(ttl=HOUR * 5)) == wait(Wish(fresh_for=HOUR * 5)) == HOUR * 5
    assert wait(Wish(fresh_for=year)) == LONGEST_WISH
    assert wait(Wish(fresh_for=year), tier="ministry") == LIMITS.longest_weighty
    assert wait(Wish(retry_after=HOUR * 5), tier="ministry") == HOUR * 5
    assert wait(Wish(retry_after=year)) == LONGEST_WISH
    assert wait(Wish(ttl=timedelta(0), fresh_for=timedelta(0))) == wait(Wish())
    assert wait(Wish(ttl=DAY), interval=HOUR) < HOUR * 1.1
    assert wait(Wish(retry_after=DAY), interval=HOUR) == DAY


# the budget


def looks_a_day(demands: Sequence[Demand], pressure: float) -> float:
    return sum(
        one.sources * max(min(one.looks / pressure, 288.0), DAY / LIMITS.most(one.weight))
        for one in demands
    )


@given(
    st.lists(
        st.builds(Demand, st.floats(0.01, 100), st.sampled_from([1.0, 2.0, 10.0]), st.just(1)),
        min_size=1,
        max_size=20,
    ),
    st.floats(12, 288),
)
def test_the_pressure_is_that_at_which_the_looks_meet_the_budget(
    demands: list[Demand], each: float
) -> None:
    budget = each * len(demands)
    found = steered(Steering(), demands=demands, budget=budget, limits=LIMITS)

    assert looks_a_day(demands, found.pressure) == pytest.approx(budget, rel=0.02)


def test_weighty_sources_are_looked_at_even_if_the_budget_is_too_small() -> None:
    demands = [Demand(1.0, 10.0)] * 10 + [Demand(50.0, 1.0)] * 10
    found = steered(Steering(), demands=demands, budget=10, limits=LIMITS)

    assert looks_a_day(demands, found.pressure) == pytest.approx(130, rel=0.001)


def test_new_sources_do_not_all_want_to_be_looked_at_every_five_minutes() -> None:
    new = [Demand(0.0, 10.0)] * 50 + [Demand(0.0, 1.0)] * 50
    found = steered(Steering(), demands=new, budget=2_400, limits=LIMITS)
    gaps = [
        gap(Cadence(), MONDAY, weight=w, pressure=found.pressure, zone=SHANGHAI) for w in (10, 1)
    ]

    assert 50 * sum(DAY / one for one in gaps) == pytest.approx(2_400, rel=0.05)


@pytest.mark.parametrize("hidden", [0.5, 1.0, 1.6], ids=["failures", "as said", "bursts"])
def test_what_the_demands_do_not_know_is_corrected_and_does_not_swing(hidden: float) -> None:
    demands, budget = [Demand(10.0, 1.0, 100)], 2_400.0
    steering = steered(Steering(), demands=demands, budget=budget, limits=LIMITS)
    a_day: list[float] = []
    for hour in range(24 * 42):
        a_day.append(hidden * looks_a_day(demands, steering.pressure))
        over = min(hour + 1, 168)
        steering = steered(
            steering,
            demands=demands,
            budget=budget,
            limits=LIMITS,
            looks=round(sum(a_day[-over:]) / 24),
            over=HOUR * over,
        )

    assert all(abs(day / budget - 1) < 0.05 for day in a_day[-24 * 14 :])
    assert max(a_day[24 * 10 :]) < 1.2 * budget
    assert min(a_day[24 * 10 :]) > 0.8 * budget


def test_without_sources_there_is_nothing_to_steer() -> None:
    assert steered(Steering(), demands=[], budget=100, limits=LIMITS) == Steering()


@given(CADENCES, NOWS)
def test_the_demand_is_the_looks_that_are_made_at_the_pressure_one(
    cadence: Cadence, now: datetime
) -> None:
    wide = Limits(shortest=timedelta(0), longest=DAY * 999, longest_weighty=DAY * 999)
    at, looks = now, 0
    while at < now + DAY * 28:
        at += next_look(cadence, now=at, weight=900.0, pressure=1.0, limits=wide, zone=SHANGHAI)
        looks += 1

    if not cadence.burst:
        asked = demand(cadence, now=now + DAY * 14, weight=900.0)
        assert looks / 28 == pytest.approx(asked, rel=0.5, abs=0.5)


# starts


@given(st.text(), st.integers(0, 10**6), WEIGHTS)
def test_a_start_never_holds_a_source_back_for_more_than_an_hour(
    name: str, overdue: int, weight: float
) -> None:
    wait = start_in(name, overdue=overdue, weight=weight)

    assert timedelta(0) <= wait <= LONGEST_START
    if overdue <= AT_ONCE:
        assert wait == timedelta(0)


def test_many_overdue_sources_come_one_after_the_other_and_the_weighty_first() -> None:
    waits = sorted(start_in(f"s{n}", overdue=10_000, weight=1) for n in range(10_000))

    assert timedelta(minutes=3) < waits[-1] < timedelta(minutes=4)
    assert timedelta(minutes=1.4) < waits[5_000] < timedelta(minutes=1.9)
    assert start_in("s7", overdue=10_000, weight=10) < timedelta(seconds=20)
