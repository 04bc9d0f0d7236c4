"""Printed and machine dates are read as written, and nothing else is read as a date."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import dates

NOW = datetime(2025, 4, 10, 12, 0, tzinfo=UTC)
SHANGHAI = "Asia/Shanghai"


def iso(text: str, **options: object) -> str | None:
    reading = dates.read(text, **options)  # type: ignore[arg-type]
    return reading.iso() if reading else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published: May 22, 2019 21:50", "2019-05-22T21:50:00+08:00"),
        ("Sep. 19, 2020", "2020-09-19"),
        ("Oct 17,2019", "2019-10-17"),
        ("Issue Time:2019-06-04", "2019-06-04"),
        ("June 4th, 2019", "2019-06-04"),
        ("Posted on April 4, 2025 at 9:05 am", "2025-04-04T09:05:00+08:00"),
        ("7. Nov 2025 - 15:16", "2025-11-07T15:16:00+08:00"),
        ("17-Oct-19", "2019-10-17"),
        ("07.15.25", "2025-07-15"),
        ("2016-08/09", "2016-08-09"),
        ("September 2020", "2020-09"),
        ("2020", "2020"),
        ("2025年04月04日", "2025-04-04"),
        ("发布时间：2025-04-04 16:30", "2025-04-04T16:30:00+08:00"),
        ("二〇二五年四月二十一日", "2025-04-21"),
        ("二○二四年十月一日", "2024-10-01"),
        ("２０２５年４月４日", "2025-04-04"),
        ("民國114年4月4日", "2025-04-04"),
        ("令和8年4月1日", "2026-04-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("R7.4.4", "2025-04-04"),
        ("2025年4月4日(金) 16時30分", "2025-04-04T16:30:00+08:00"),
        ("2025.04.04. 오후 4:30", "2025-04-04T16:30:00+08:00"),
        ("2025년 4월 4일 오후 4시 30분", "2025-04-04T16:30:00+08:00"),
        ("Freitag, 4. April 2025, 16.30 Uhr", "2025-04-04T16:30:00+08:00"),
        ("Mo., 3. März 2025", "2025-03-03"),
        ("vendredi 4 avril 2025 à 16h30", "2025-04-04T16:30:00+08:00"),
        ("mar. 4 mars 2025", "2025-03-04"),
        ("1er août 2025", "2025-08-01"),
        ("4 de abril de 2025", "2025-04-04"),
        ("4 апреля 2025 г. в 16:30", "2025-04-04T16:30:00+08:00"),
        ("2024 năm 06 nguyệt 29 ngày", "2024-06-29"),
        ("2019-06-04 24:00", "2019-06-05T00:00:00+08:00"),
    ],
)
def test_a_printed_date_is_read(text: str, expected: str) -> None:
    assert iso(text, timezone=SHANGHAI) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 04 Apr 2025 16:30:00 +0800", "2025-04-04T16:30:00+08:00"),
        ("Fri, 4 Apr 25 16:30 EST", "2025-04-04T16:30:00-05:00"),
        ("Thu Apr  3 16:30:00 PDT 2025", "2025-04-03T16:30:00-07:00"),
        ("04/Apr/2025:16:30:00 +0000", "2025-04-04T16:30:00+00:00"),
        ("2025-04-04T16:30:05.123Z", "2025-04-04T16:30:05+00:00"),
        ("2025-04-04T16:30:00+08:00[Asia/Shanghai]", "2025-04-04T16:30:00+08:00"),
        ("20250404T163000Z", "2025-04-04T16:30:00+00:00"),
        ("2025-W14-5", "2025-04-04"),
        ("2025-094", "2025-04-04"),
        ("1743752400", "2025-04-04T07:40:00+00:00"),
        ("1743752400000", "2025-04-04T07:40:00+00:00"),
    ],
)
def test_a_machine_date_is_read(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Feb 30, 2025",
        "2025-13-01",
        "2025-04-04 25:00",
        "0000-00-00 00:00:00",
        "Announcement No. 18 of 2025",
        "商务部公告2025年第18号",
        "+86 571 56668956",
        "5 min read",
        "In 2012, the State Council issued an opinion",
        "SMM5, 22 March",
        "(Photo taken on 3 March 2024)",
        "Effective date: December 1, 2025",
        "卅二條",
        "2 hours ago",
        "9日上午",
    ],
)
def test_what_states_no_date_gives_none(text: str) -> None:
    assert dates.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 hours ago", "2025-04-10T18:00:00+08:00"),
        ("vor 2 Stunden", "2025-04-10T18:00:00+08:00"),
        ("il y a 3 heures", "2025-04-10T17:00:00+08:00"),
        ("hace 2 días", "2025-04-08"),
        ("2 часа назад", "2025-04-10T18:00:00+08:00"),
        ("3小时前", "2025-04-10T17:00:00+08:00"),
        ("어제", "2025-04-09"),
        ("yesterday", "2025-04-09"),
        ("昨天 16:30", "2025-04-09T16:30:00+08:00"),
        ("今天（4月4日）", "2025-04-04"),
        ("9日上午", "2025-04-09"),
        ("Dec 5", "2024-12-05"),
        ("11:07 GMT", "2025-04-10T11:07:00+00:00"),
    ],
)
def test_a_relative_date_is_read_from_now(text: str, expected: str) -> None:
    assert iso(text, timezone=SHANGHAI, now=NOW) == expected


def test_a_zone_in_the_text_beats_the_sources_own() -> None:
    assert iso("04-02-2025 12:42 IST", timezone=SHANGHAI) == "2025-02-04T12:42:00+05:30"
    assert iso("2025-04-04 16:30 GMT+9", timezone=SHANGHAI) == "2025-04-04T16:30:00+09:00"


def test_an_ambiguous_abbreviation_is_the_sources_own_zone() -> None:
    text = "2025-04-04 16:30 CST"

    assert iso(text, timezone=SHANGHAI) == "2025-04-04T16:30:00+08:00"
    assert iso(text, timezone="America/Chicago") == "2025-04-04T16:30:00-05:00"
    assert iso(text) == "2025-04-04T16:30:00-06:00"


def test_language_and_zone_decide_between_day_and_month() -> None:
    assert iso("04/05/2025", language="de") == "2025-05-04"
    assert iso("04/05/2025", timezone="America/New_York") == "2025-04-05"
    assert iso("04/05/2025", timezone="Europe/London") == "2025-05-04"
    assert iso("25/04/05", language="ja") == "2025-04-05"
    assert iso("04/13/2025", language="de") == "2025-04-13"


def test_a_reading_in_the_future_loses_to_one_in_the_past() -> None:
    assert iso("04/11/2025", timezone="Europe/London", now=NOW) == "2025-04-11"
    assert iso("04/11/2025", timezone="Europe/London") == "2025-11-04"


def test_a_date_is_found_among_the_words_of_a_date_line() -> None:
    by = dates.find("by Jo | 7. Nov 2025 - 15:16 | Politics")
    two = dates.find("Updated: April 4, 2025 | Published: April 3, 2025")
    source = dates.find("2025-04-04 16:30 来源：商务部", timezone=SHANGHAI)

    assert by and by.iso() == "2025-11-07T15:16:00+00:00"
    assert two and two.iso() == "2025-04-03"
    assert source and source.iso() == "2025-04-04T16:30:00+08:00"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/2025/04/04/title", "2025-04-04"),
        ("https://x.example/a/202504/t20250404_12.html", "2025-04-04"),
        ("https://x.example/2016-08/09/c_1.htm", "2016-08-09"),
        ("https://x.example/2025/04/title", "2025-04"),
        ("https://x.example/id/2025123412", None),
        ("https://[broken/2025/04/04/", None),
    ],
)
def test_the_path_of_an_address_may_hold_a_date(url: str, expected: str | None) -> None:
    reading = dates.from_url(url)

    assert (reading.iso() if reading else None) == expected


@pytest.mark.parametrize(
    "text",
    ["Time: 10:00 - 12:00", "10:00-12:00", "10:00 – 12:00 Uhr", "5 May 2025, 10:00 - 12:00"],
)
def test_a_span_of_hours_is_no_moment_and_its_dash_no_zone(text: str) -> None:
    assert dates.read(text, now=NOW) is None


@pytest.mark.parametrize("zone", ["-05:00", " -0500", " GMT - 5", " (UTC-5)"])
def test_an_offset_behind_a_day_and_its_time_is_a_zone(zone: str) -> None:
    assert iso(f"2025-04-04 10:00{zone}") == "2025-04-04T10:00:00-05:00"


def test_a_day_with_hours_from_to_is_still_the_day_that_a_cell_states() -> None:
    reading = dates.stated("5 May 2025, 10:00 - 12:00", now=NOW)

    assert reading and reading.iso().startswith("2025-05-05T10:00:00")


def test_an_unknown_zone_is_utc() -> None:
    assert iso("2025-04-04 16:30", timezone="Nowhere/At_All") == "2025-04-04T16:30:00+00:00"


LINES = st.one_of(
    st.text(max_size=60),
    st.from_regex(
        r"(?:[0-9]{1,14}|[a-z]{1,9}|[年月日时前上午令和二〇十元]|[-/.:,+ ]|ago|ten|z|gmt){1,12}",
        fullmatch=True,
    ),
)


@given(LINES, st.booleans(), st.sampled_from(["UTC", SHANGHAI, "America/New_York"]))
def test_reading_never_raises_and_is_always_aware(text: str, near: bool, zone: str) -> None:
    now = NOW if near else None
    for reading in (
        dates.read(text, timezone=zone, now=now),
        dates.find(text, timezone=zone, now=now),
        dates.from_url(f"https://x.example/{text}"),
    ):
        if reading is not None:
            assert reading.at.tzinfo is not None
            assert reading.at.astimezone(UTC).year > 1800
            assert reading.iso()


@pytest.mark.parametrize("zone", ["GMT", "+0000", "-0000", "+0800", "-0930", "+1345"])
@given(at=st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2099, 12, 31)))
def test_a_machine_date_says_the_same_with_and_without_a_label(zone: str, at: datetime) -> None:
    colon = "Z" if zone == "GMT" else f"{zone[:3]}:{zone[3:]}"
    for written in (f"{at:%a, %d %b %Y %H:%M:%S} {zone}", f"{at:%Y-%m-%dT%H:%M:%S}{colon}"):
        assert iso(written) == iso(f"Published: {written}")


@pytest.mark.parametrize("text", ["Wed, 31 Apr 2025 16:30:00 GMT", "2025-02-30T00:00:00Z"])
def test_a_machine_date_of_no_day_is_none(text: str) -> None:
    assert iso(text) is None
