"""Dates that only feeds write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.dates import read
from monitor.kinds.feed_dates import plain_date


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T12:00:00-05:00"),
        ("Δευ, 05 Μάι 2025 10:00:00 GMT", "2025-05-05T10:00:00+00:00"),
        ("Πεμ, 12 Ιούν 2025 10:00:00 +0300", "2025-06-12T10:00:00+03:00"),
        ("Τρι, 04 Μαρ 2025 10:00:00 +0200", "2025-03-04T10:00:00+02:00"),
        ("5 Μαΐου 2025", "2025-05-05"),
        ("2004-július-13T9:15-05:00", "2004-07-13T09:15:00-05:00"),
        ("2025-március-3T09:15+01:00", "2025-03-03T09:15:00+01:00"),
        ("2025-május-03", "2025-05-03"),
        ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15+09:00"),
        ("2004-05-25 오후 11:23:17", "2004-05-25T23:23:17+09:00"),
        ("2004-05-25 오전 12:23:17", "2004-05-25T00:23:17+09:00"),
        ("2025-5-5T9:05:07Z", "2025-05-05T09:05:07+00:00"),
    ],
)
def test_local_forms_are_read(written: str, instant: str) -> None:
    reading = read(plain_date(written) or "", timezone="UTC")

    assert reading is not None
    assert reading.iso() == instant


@pytest.mark.parametrize(
    "written",
    ["Mon, 05 May 2025 10:00:00 GMT", "2025-05-05", "gestern", "5 мая 2025", "11 Φοο 2004", ""],
)
def test_all_others_stay_as_written(written: str) -> None:
    assert plain_date(written) == written


@given(st.text())
def test_no_text_is_too_odd(written: str) -> None:
    assert plain_date(written) is not None
