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


@given(INTERVALS, FAILURES, WISHES)
def test_a_failing_source_is_looked_at_again_never_sooner_than_usual_nor_much_later_than_a_day(
    interval: timedelta, failures: int, wish: timedelta | None
) -> None:
    wait = look_again_in(interval, failures=failures, retry_after=wish)

    assert interval <= wait <= max(interval, LONGEST_BACKOFF)
    assert wait <= look_again_in(interval, failures=failures + 1, retry_after=wish)


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
