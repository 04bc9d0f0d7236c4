"""Printed strings state the day that a reader sees in them, or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import dates

NOW = datetime(2025, 4, 10, 12, 0, tzinfo=UTC)
TABLE = Path(__file__).with_name("printed_dates.txt")


def day(text: str, **options: object) -> str | None:
    reading = dates.stated(text, **{"now": NOW, **options})  # type: ignore[arg-type]
    if reading is None or not dates.exact_to_day(reading):
        return None
    return f"{reading.at:%Y-%m-%d}"


def printed() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each writer, `language zone`, with the strings and the days they state."""
    for section in TABLE.read_text("utf-8").split("\n== ")[1:]:
        writer, _, lines = section.partition("\n")
        rows = [line.rpartition(" => ") for line in lines.split("\n") if line]
        yield writer, [(text, stated) for text, _, stated in rows]


@pytest.mark.parametrize(("writer", "rows"), [*printed()], ids=lambda each: str(each)[:24])
def test_a_printed_string_states_its_day(writer: str, rows: list[tuple[str, str]]) -> None:
    language, zone = writer.replace("?", "").rpartition(" ")[::2]

    read = {text: day(text, timezone=zone, language=language or None) or "-" for text, _ in rows}

    assert read == dict(rows)


def test_a_date_among_words_keeps_its_time_and_zone() -> None:
    reading = dates.stated("Par Marie Dupont, le 7 mars 2025 à 10h15 (heure de Paris)")

    assert reading and reading.iso() == "2025-03-07T10:15:00+01:00"


def test_words_round_a_date_are_for_stated_alone() -> None:
    text = "Berlin, den 4. April 2025"

    assert dates.read(text, now=NOW) is None
    assert day(text) == "2025-04-04"


@pytest.mark.parametrize("text", ["tomorrow", "in 3 Tagen", "Tuesday", "04-09", "次の金曜日"])
def test_a_day_ahead_or_half_said_is_no_publication(text: str) -> None:
    assert dates.read(text, now=NOW, language="zh") is None


def test_counted_months_are_a_month_to_read_and_a_day_to_stated() -> None:
    reading = dates.read("3 months ago", now=NOW)

    assert reading and reading.iso() == "2025-01"
    assert day("3 months ago") == "2025-01-10"


def test_a_weekday_with_a_time_is_the_last_such_day() -> None:
    reading = dates.read("Monday 10:30", now=NOW)

    assert reading and reading.iso() == "2025-04-07T10:30:00+00:00"


def test_a_clock_time_that_is_still_ahead_was_yesterdays() -> None:
    assert day("23:50") == "2025-04-09"
    assert day("11:50") == "2025-04-10"


def test_the_weekday_beside_numbers_decides_their_order() -> None:
    assert day("Sat, 05/04/2025", language="en") == "2025-04-05"
    assert day("05/04/2025", language="en", now=None) == "2025-05-04"


def test_the_language_beats_a_reading_in_the_past() -> None:
    assert day("04/05/2025", language="fr") == "2025-05-04"
    assert day("04/05/2025", language="en-GB") == "2025-05-04"


def test_a_moment_of_unix_time_is_a_day_of_the_sources_zone() -> None:
    assert day("1743782400", timezone="Asia/Shanghai") == "2025-04-05"
    assert day("1743782400") == "2025-04-04"


def test_china_standard_time_is_chinas_in_chinese() -> None:
    chinese = dates.read("2025-04-04 16:30 CST", language="zh")

    assert chinese and chinese.iso() == "2025-04-04T16:30:00+08:00"


def test_without_now_nothing_is_said_from_now() -> None:
    for text in ("2 hours ago", "昨天", "4 April", "вчера", "新华社北京4月4日电", "Tuesday"):
        assert dates.stated(text) is None


WORDS = st.lists(
    st.sampled_from(
        "1 12 31 2025 '25 - / . : , 年 月 日 4月 一 十 令和 + z t ago hour vor hace il&y&a to"
        " bis ~ 週 五 今 前 전 may march dec sept am uhr gmt st th smm ( ) [ | \u200b \ufdfa 半"
        " last monday 周五".split()
    ),
    max_size=40,
)


@given(WORDS, st.sampled_from(["", " "]), st.sampled_from([None, "en", "zh", "ja", "de", "x-y"]))
def test_stating_never_raises(words: list[str], between: str, language: str | None) -> None:
    text = between.join(words).replace("&", " ")

    reading = dates.stated(text, now=NOW, timezone="Asia/Shanghai", language=language)

    assert reading is None or (reading.at.tzinfo is not None and reading.iso())


@pytest.mark.parametrize(
    "piece", ["1", "1-", "2025.", "may ", "4月", "1 day ", "\u200b", "令和", "("]
)
def test_an_endless_string_is_read_by_its_start(piece: str) -> None:
    text = f"4 April 2025 | {piece * 100_000}"

    assert day(text) in ("2025-04-04", None)
    assert dates.read(text) is None


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("5 May 2024 10:00-12:00", "2024-05-05T10:00:00+00:00"),
        ("5 May 2024 16:30-07:00", "2024-05-05T16:30:00-07:00"),
        ("2024-05-05 10:00-12:00", "2024-05-05T10:00:00+00:00"),
        ("2024-05-05 07:00-08:00", "2024-05-05T07:00:00-08:00"),
        ("18 May 2014 - 04 Mar 2019", "2014-05-18"),
    ],
)
def test_the_end_of_a_span_is_neither_a_zone_nor_a_time(text: str, instant: str) -> None:
    reading = dates.stated(text)

    assert reading and reading.iso() == instant


def test_a_stamp_with_a_zone_is_of_the_day_that_it_prints() -> None:
    reading = dates.stated("2025-06-18T02:30:00Z", timezone="America/New_York")

    assert reading and reading.iso() == "2025-06-18T02:30:00+00:00"
