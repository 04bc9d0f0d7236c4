"""How long to wait after a failure: bounds that hold whatever the numbers."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.patience import (
    FIRST_RETRY,
    GIVE_UP_AFTER,
    LONGEST_BACKOFF,
    LONGEST_RETRY,
    look_again_in,
    send_again_in,
)

HOUR = timedelta(hours=1)
INTERVALS = st.timedeltas(timedelta(seconds=1), timedelta(days=30))
WISHES = st.none() | st.timedeltas(timedelta(0), timedelta(days=400))
FAILURES = st.integers(1, 10**6)


def test_the_interval_doubles_with_each_failure_to_a_day() -> None:
    waits = [look_again_in(HOUR, failures=n, retry_after=None) for n in range(1, 8)]

    assert waits == [HOUR * n for n in (1, 2, 4, 8, 16, 24, 24)]


def test_a_server_that_asks_for_longer_gets_it_to_a_day() -> None:
    assert look_again_in(HOUR, failures=1, retry_after=HOUR * 5) == HOUR * 5
    assert look_again_in(HOUR, failures=1, retry_after=HOUR * 500) == LONGEST_BACKOFF
    assert look_again_in(HOUR, failures=3, retry_after=HOUR) == HOUR * 4


@given(INTERVALS, FAILURES, WISHES, st.booleans())
def test_a_failing_source_is_looked_at_again_from_an_hour_to_a_day_for_ever(
    interval: timedelta, failures: int, wish: timedelta | None, is_refused: bool
) -> None:
    def wait(failures: int) -> timedelta:
        return look_again_in(interval, failures=failures, retry_after=wish, is_refused=is_refused)

    least = max(interval, HOUR) if is_refused else min(interval, HOUR)
    assert least <= wait(failures) <= max(interval, LONGEST_BACKOFF)
    assert wait(failures) <= wait(failures + 1)


def test_a_source_looked_at_daily_is_tried_again_within_the_hour_when_a_look_fails() -> None:
    waits = [look_again_in(HOUR * 24, failures=n, retry_after=None) for n in range(1, 7)]

    assert waits == [HOUR * n for n in (1, 2, 4, 8, 16, 24)]


def test_a_server_that_refuses_is_not_asked_more_often_than_hourly() -> None:
    often = timedelta(minutes=5)

    assert look_again_in(often, failures=1, retry_after=None) == often
    assert look_again_in(often, failures=1, retry_after=None, is_refused=True) == HOUR
    assert look_again_in(HOUR * 6, failures=1, retry_after=None, is_refused=True) == HOUR * 6


def test_what_is_gone_for_good_is_looked_at_daily_for_a_week_then_weekly() -> None:
    waits = [look_again_in(HOUR, failures=n, retry_after=None, is_gone=True) for n in (1, 7, 8, 99)]

    assert waits == [HOUR * 24, HOUR * 24, HOUR * 168, HOUR * 168]


@given(st.text(), FAILURES, WISHES)
def test_a_message_waits_about_a_minute_to_about_six_hours(
    key: str, attempts: int, wish: timedelta | None
) -> None:
    wait = send_again_in(key, attempts=attempts, age=timedelta(0), retry_after=wish)

    assert wait is not None
    assert FIRST_RETRY * 0.9 <= wait <= LONGEST_RETRY * 1.1
    assert wait == send_again_in(key, attempts=attempts, age=timedelta(0), retry_after=wish)


def test_messages_that_failed_together_do_not_come_back_together() -> None:
    waits = {
        send_again_in(f"message-{n}", attempts=3, age=HOUR, retry_after=None) for n in range(20)
    }

    assert len(waits) > 15


def test_a_message_is_given_up_after_five_days_and_not_before() -> None:
    almost = GIVE_UP_AFTER - timedelta(seconds=1)

    assert send_again_in("m", attempts=99, age=almost, retry_after=None) is not None
    assert send_again_in("m", attempts=1, age=GIVE_UP_AFTER, retry_after=None) is None
