"""The written forms of a calendar day, month or year, and how each is to be read.

Numbers alone may be day-month-year or month-day-year. A number above 12 decides; then the
language; then the zone written or the source's zone; a reading that lies after `now` loses to
one that does not. What stays open is read day first, but month first with slashes in English
text of no particular zone, as American official pages write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from monitor.dates.names import MONTHS

_MON = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_MON = rf"(?<![^\W\d_])(?P<mon>{_MON})(?![^\W\d_])\.?"
_DAY = r"(?<![\d.:])(?P<d>\d{1,2})"
_YEAR4 = r"(?P<y>(?:19|20|21)\d\d)(?![\d:])"
_YEAR = r"(?P<y>(?:19|20|21)\d\d|'?\d\d)(?![\d:])"
_TH = r"(?:st|nd|rd|th|er|º|ª|\.)?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<![\d.])(?P<y>(?:19|20|21)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?"
        r"(?P<d>\d{1,2})(?!\d)\.?",
        r"(?<!\d)(?P<y>(?:19|20|21)?\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?"
        r"(?P<d>\d{1,2})\s?[日号號일]",
        r"(?<!\d)(?P<y>\d{4})\s?nam\s?(?P<m>\d{1,2})\s?nguyet\s?(?P<d>\d{1,2})\s?ngay",
        r"(?:ngay )?(?<!\d)(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam|,)? (?P<y>\d{4})(?!\d)",
        rf"{_DAY}{_TH}[\s,/-]*(?:of |de |day of )?{_MON}[\s,/-]*(?:de |del )?{_YEAR}",
        rf"{_MON}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,.-]+){_YEAR4}",
        rf"{_MON}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? ?'(?P<y>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR4}[\s,-]+{_MON}[\s-]*(?P<d>\d{{1,2}})(?![\d:])",
        r"(?<!\d)(?P<y>(?:19|20|21)\d\d)-?w(?P<week>[0-5]\d)(?:-?(?P<weekday>[1-7]))?(?!\d)",
        r"(?<!\d)(?P<y>(?:19|20|21)\d\d)-(?P<ordinal>[0-3]\d\d)(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[-/.]) ?(?P<b>\d{1,2})(?P=sep) ?"
        r"(?P<c>\d{4}|\d\d)(?![\d:])",
        r"(?<!\d)(?P<y>(?:19|20|21)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]",
        rf"{_MON}[\s,/-]*(?:de |del )?{_YEAR4}",
        r"(?<!\d)(?P<y>(?:19|20|21)\d\d)[-/.](?P<m>\d{1,2})(?![\d/.-])",
        r"(?<![\d/.-])(?P<m>\d{1,2})[/.](?P<y>(?:19|20|21)\d\d)(?!\d)",
        r"(?<![\d.])(?P<y>(?:19|20|21)\d\d)(?:\s?[年년])?(?!\d)",
    )
)
_YEARLESS = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]",
        rf"{_DAY}{_TH}[\s,/-]*(?:of |de )?{_MON}(?!\s*\d{{4}})",
        rf"{_MON}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])",
    )
)
_DAY_ALONE = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s?[日号號일]")

_DAY_FIRST = frozenset(("de", "fr", "es", "ru", "it", "pt"))
_YEAR_FIRST = frozenset(("zh", "ja", "ko"))
_YEAR_FIRST_ZONES = (
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Seoul",
    "Asia/Hong_Kong",
)
_MONTH_FIRST_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Detroit", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "US/",
    "Asia/Manila",
)  # fmt: skip


class Habits(NamedTuple):
    """What is known of the writer, to order day, month and year."""

    language: str | None
    timezone: str
    american: bool
    today: date | None


class Form(NamedTuple):
    """A date found at `start`..`end`; month or day None: not stated."""

    start: int
    end: int
    year: int
    month: int | None
    day: int | None


def dates(text: str, habits: Habits) -> Iterator[Form]:
    """Yield the first place of each written form in `text`, the most telling form first.

    Every one is a real day, month or year; whether the rest of the line fits is the caller's
    to judge.
    """
    for form in _FORMS:
        if (found := form.search(text)) and (parts := _parts(found, habits)):
            yield Form(found.start(), found.end(), *parts)


def yearless(text: str, today: date) -> Form | None:
    """Return a date without a year, or a day alone, as the last one not after tomorrow."""
    for form in _YEARLESS:
        if found := form.search(text):
            groups = found.groupdict()
            month = int(groups["m"]) if groups.get("m") else MONTHS[groups["mon"]]
            for year in (today.year, today.year - 1):
                day = _real(year, month, int(groups["d"]))
                if day and (day - today).days <= 1:
                    return Form(found.start(), found.end(), day.year, day.month, day.day)
            return None
    if found := _DAY_ALONE.search(text):
        month_index = today.year * 12 + today.month - 1
        for back in range(3):
            year, month = divmod(month_index - back, 12)
            day = _real(year, month + 1, int(found["d"]))
            if day and (day - today).days <= 1:
                return Form(found.start(), found.end(), day.year, day.month, day.day)
    return None


def _parts(found: re.Match[str], habits: Habits) -> tuple[int, int | None, int | None] | None:
    groups = found.groupdict()
    if groups.get("sep"):
        return _numeric(found, habits)
    year = _full_year(groups["y"])
    if groups.get("week"):
        return _week(year, int(groups["week"]), int(groups["weekday"] or 1))
    if groups.get("ordinal"):
        return _ordinal(year, int(groups["ordinal"]))
    month = MONTHS[groups["mon"]] if groups.get("mon") else groups.get("m")
    if month is None:
        return year, None, None
    day = groups.get("d")
    if _real(year, int(month), int(day or 1)) is None:
        return None
    return year, int(month), int(day) if day else None


def _numeric(found: re.Match[str], habits: Habits) -> tuple[int, int, int] | None:
    """Return the likeliest reading of three numbers; see the module's words."""
    a, b, c = found["a"], found["b"], found["c"]
    orders = {"dmy": (c, b, a), "mdy": (c, a, b)}
    if len(c) == 2 and len(a) == 2:
        orders["ymd"] = (a, b, c)
    ranked = sorted(orders, key=_preference(found["sep"], habits).index)
    real = [
        day
        for order in ranked
        if (day := _real(*(_full_year(orders[order][0]), *map(int, orders[order][1:]))))
    ]
    if habits.today is not None:
        today = habits.today
        real.sort(key=lambda day: (day - today).days > 1)
    return (real[0].year, real[0].month, real[0].day) if real else None


def _preference(separator: str, habits: Habits) -> tuple[str, str, str]:
    if habits.language in _YEAR_FIRST or habits.timezone in _YEAR_FIRST_ZONES:
        return ("ymd", "mdy", "dmy") if separator == "/" else ("ymd", "dmy", "mdy")
    if habits.language in _DAY_FIRST or separator == ".":
        return ("dmy", "mdy", "ymd")
    if habits.american or habits.timezone.startswith(_MONTH_FIRST_ZONES):
        return ("mdy", "dmy", "ymd")
    if separator == "/" and habits.timezone in ("UTC", "Etc/UTC", "GMT"):
        return ("mdy", "dmy", "ymd")
    return ("dmy", "mdy", "ymd")


def _full_year(text: str) -> int:
    year = int(text.removeprefix("'"))
    if year >= 100:
        return year
    return 2000 + year if year < 70 else 1900 + year


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week(year: int, week: int, weekday: int) -> tuple[int, int, int] | None:
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return None
    return day.year, day.month, day.day


def _ordinal(year: int, ordinal: int) -> tuple[int, int, int] | None:
    first = date(year, 1, 1).toordinal()
    day = date.fromordinal(first + max(ordinal, 1) - 1)
    return (day.year, day.month, day.day) if day.year == year and ordinal else None
