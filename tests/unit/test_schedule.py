"""When a digest is due, also on the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digest.schedule import Schedule

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2020, 1, 1, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=15 * 365)).map(lambda since: START + since)


def times(words: str, zone: ZoneInfo, start: datetime, count: int) -> list[str]:
    """Return the first due times after `start` as local wall-clock times."""
    schedule, at, found = Schedule(words, zone), start, []
    for _ in range(count):
        at = schedule.next_after(at)
        found.append(at.astimezone(zone).strftime("%m-%d %H:%M"))
    return found


def test_a_daily_digest_keeps_its_wall_clock_time_over_both_changes() -> None:
    spring = times("0 8 * * *", BERLIN, datetime(2026, 3, 28, tzinfo=UTC), 3)
    autumn = times("0 8 * * *", BERLIN, datetime(2026, 10, 24, tzinfo=UTC), 3)

    assert spring == ["03-28 08:00", "03-29 08:00", "03-30 08:00"]
    assert autumn == ["10-24 08:00", "10-25 08:00", "10-26 08:00"]


def test_an_hour_that_is_skipped_runs_once_when_it_would_have_been() -> None:
    found = times("30 2 * * *", BERLIN, datetime(2026, 3, 28, 12, tzinfo=UTC), 2)

    assert found == ["03-29 03:00", "03-30 02:30"]


def test_an_hour_that_comes_twice_runs_once() -> None:
    found = times("30 2 * * *", BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC), 2)

    assert found == ["10-25 02:30", "10-26 02:30"]


@given(
    INSTANTS,
    st.sampled_from(["0 8 * * *", "30 2 * * *", "0 9 * * 1-5", "*/15 * * * *", "@monthly"]),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai"]),
)
def test_the_next_time_is_always_later(at: datetime, words: str, zone: str) -> None:
    due = Schedule(words, ZoneInfo(zone)).next_after(at)

    assert at < due <= at + timedelta(days=32)
    assert due.tzinfo is UTC


@given(INSTANTS)
def test_daily_is_once_a_day(at: datetime) -> None:
    schedule = Schedule("30 2 * * *", BERLIN)
    days = []
    for _ in range(5):
        at = schedule.next_after(at)
        days.append(at.astimezone(BERLIN).date())

    assert days == [days[0] + timedelta(days=n) for n in range(5)]


def test_seven_and_nought_are_sunday() -> None:
    monday = datetime(2026, 5, 4, tzinfo=UTC)
    utc = ZoneInfo("UTC")

    assert times("0 9 * * 0", utc, monday, 1) == times("0 9 * * 7", utc, monday, 1)
    assert times("0 9 * * 7", utc, monday, 1) == ["05-10 09:00"]


def test_immediate_is_now() -> None:
    at = datetime(2026, 5, 4, tzinfo=UTC)

    assert Schedule("immediate", BERLIN).next_after(at) == at


@pytest.mark.parametrize(
    "words", ["immediate", "0 8 * * *", "@daily", "*/5 * * * *", "0 8 29 2 *", "0 8 * * mon-fri"]
)
def test_good_schedules_have_no_mistake(words: str) -> None:
    assert Schedule.mistake(words) is None


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("", "expected"),
        ("hourly", "expected"),
        ("0 8 * *", "expected"),
        ("0 8 * * * *", "expected"),
        ("61 8 * * *", "not a cron expression"),
        ("0 8 * * someday", "not a cron expression"),
        ("0 8 30 2 *", "n"),
    ],
)
def test_bad_schedules_say_what_is_wrong(words: str, fact: str) -> None:
    assert fact in (Schedule.mistake(words) or "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("immediate", "as it happens"),
        ("0 8 * * *", "daily 08:00 Europe/Berlin"),
        ("@daily", "daily 00:00 Europe/Berlin"),
        ("30 7 * * 1-5", "weekdays 07:30 Europe/Berlin"),
        ("*/5 * * * *", "*/5 * * * * Europe/Berlin"),
    ],
)
def test_a_schedule_is_told_in_words(words: str, told: str) -> None:
    assert Schedule(words, BERLIN).told() == told
