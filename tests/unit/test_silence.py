"""When the silence of a source is told, and in which words."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.cadence import Cadence, learned
from monitor.silence import LEARNING, SHORTEST, Silence, silence, usual

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, tzinfo=SHANGHAI)
NEXT_MONDAY_OF_ITS_END = MONDAY + DAY * 84


def publishing(
    height: Callable[[datetime], float], *, days: int = 84, seed: int = 1
) -> tuple[Cadence, datetime]:
    """Return what is learned, in looks every two hours, and when the last item came."""
    chance, now = random.Random(seed), MONDAY
    cadence = learned(Cadence(), now=now, seen=[], last_look=None, zone=SHANGHAI)
    newest = now
    while now < MONDAY + DAY * days:
        last, now = now, now + HOUR * 2
        came = [
            last + HOUR * chance.uniform(0, 2)
            for _ in range(4)
            if chance.random() < height(now) / 4
        ]
        cadence = learned(cadence, now=now, seen=came, last_look=last, zone=SHANGHAI)
        newest = max([newest, *came])
    return cadence, newest


def office(at: datetime) -> float:
    """Return items in two hours: twelve a working day, none at night and at weekends."""
    local = at.astimezone(SHANGHAI)
    return 2.4 if 9 <= local.hour < 19 and local.weekday() < 5 else 0.0


def told_after(cadence: Cadence, newest: datetime, *, within: timedelta = DAY * 60) -> timedelta:
    """Return how long a source must be silent before it is told."""
    now = newest
    while now < newest + within:
        now += HOUR
        if silence(cadence, last_new_at=newest, now=now, zone=SHANGHAI):
            return now - newest
    raise AssertionError("never told")


OFFICE, FRIDAY_EVENING = publishing(office)


def test_an_office_may_be_silent_over_the_weekend_but_not_on_the_days_after() -> None:
    monday_morning = NEXT_MONDAY_OF_ITS_END + HOUR * 10
    assert silence(OFFICE, last_new_at=FRIDAY_EVENING, now=monday_morning, zone=SHANGHAI) is None

    assert DAY * 2.5 < told_after(OFFICE, FRIDAY_EVENING) < DAY * 6


def test_a_busy_source_is_told_within_hours() -> None:
    cadence, newest = publishing(lambda _: 4.0)

    assert SHORTEST <= told_after(cadence, newest) < HOUR * 24


def test_a_rare_source_is_told_after_weeks() -> None:
    cadence, newest = publishing(lambda _: 0.05)

    assert DAY * 8 < told_after(cadence, newest) < DAY * 45


def test_a_source_with_long_silences_of_its_own_is_given_longer() -> None:
    def in_campaigns(at: datetime) -> float:
        return 2.0 if (at - MONDAY) % (DAY * 5) < DAY * 2 else 0.0

    steady, newest = publishing(lambda _: 0.8)
    bursty, newest_burst = publishing(in_campaigns)

    assert told_after(bursty, newest_burst) > 2 * told_after(steady, newest)


def test_a_new_source_is_not_judged() -> None:
    cadence, newest = publishing(office, days=LEARNING // DAY - 1)

    assert silence(cadence, last_new_at=newest, now=newest + DAY * 365, zone=SHANGHAI) is None
    assert silence(Cadence(), last_new_at=None, now=newest, zone=SHANGHAI) is None
    assert silence(Cadence(), last_new_at=newest, now=newest + DAY, zone=SHANGHAI) is None


def test_a_long_holiday_is_no_silence() -> None:
    cadence, newest = publishing(office, days=210)  # to the end of September
    holiday = datetime(2026, 10, 1, tzinfo=SHANGHAI)
    evening = datetime(2026, 9, 30, 18, tzinfo=SHANGHAI)
    assert newest < holiday

    assert silence(cadence, last_new_at=evening, now=holiday + DAY * 8, zone=SHANGHAI) is None
    assert silence(cadence, last_new_at=evening, now=holiday + DAY * 14, zone=SHANGHAI)


def test_its_words_say_what_is_usual_since_when_and_how_rare() -> None:
    said = silence(OFFICE, last_new_at=FRIDAY_EVENING, now=FRIDAY_EVENING + DAY * 10, zone=SHANGHAI)

    assert said is not None
    assert said.usual.endswith(" items a working day")
    assert 10 <= int(said.usual.split()[0]) <= 14
    assert said.words == (
        f"usually {said.usual}; none since {FRIDAY_EVENING:%a %d %b %H:%M}, 10 days, in which"
        f" {said.expected:.0f} were to be expected; by chance about once a year at most"
    )


@pytest.mark.parametrize(
    ("height", "words"),
    [(lambda _: 2.0, "items a day"), (lambda _: 0.03, "items a week")],
    ids=["every day", "some a week"],
)
def test_what_is_usual_is_said_in_a_unit_that_fits(
    height: Callable[[datetime], float], words: str
) -> None:
    assert words in usual(publishing(height)[0])


@given(st.timedeltas(timedelta(0), DAY * 40), st.timedeltas(timedelta(0), DAY * 40))
def test_a_silence_once_told_holds_until_something_comes(one: timedelta, more: timedelta) -> None:
    def at(passed: timedelta) -> Silence | None:
        now = FRIDAY_EVENING + passed
        return silence(OFFICE, last_new_at=FRIDAY_EVENING, now=now, zone=SHANGHAI)

    if at(one):
        assert at(one + more)
