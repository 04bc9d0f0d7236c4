"""Dates without their year, and days without their month, read as the last such day.

What pages print has happened: 5 December, read in April, is last year's. Tomorrow is allowed,
for pages from further east.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from monitor.dates.forms import MONTH, NO_HOUR, TH, Form
from monitor.dates.line import holds_any
from monitor.dates.names import MONTHS
from monitor.dates.order import Habits, month_and_day, real

_NAMED = (
    re.compile(
        rf"(?<![\d.:])(?P<d>\d{{1,2}}){TH}[\s,/-]*(?:of |de )?{MONTH}"
        rf"(?!\s*\d{{4}})(?! '?\d\d{NO_HOUR}(?!\d|:|\.\d))"
    ),
    re.compile(rf"{MONTH}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?![\d:])"),
)
_SIGNED = re.compile(r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]")
_DAY_ALONE = re.compile(r"(?<!\d)(?P<d>\d{1,2})\s?[日号號일]")
_LAST_MONTH = re.compile(r"(?:지난\s?달|先月|上个?月|上個月)の?\s?(?P<d>\d{1,2})\s?[日号號일]")
_DISPATCH = re.compile(r"(?<!\d)(?P<d>\d{1,2})日(?=[电電讯訊])")
"""`北京4月4日电` without the month: the wire's dateline of today or of some days ago."""

_NUMBERS = re.compile(r"(?<![\d.,/-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})\.?(?![\d/-])")
_BRACKETED = re.compile(r"\([一二三四五六月火水木金土日월화수목금토일]\)")
_TRANSLATED = re.compile(r"(?<![a-z])smm ?(?P<m>1[0-2]|[1-9])[,:] ?(?P<d>\d{1,2}) march(?![a-z])")
"""`SMM4月17日讯` in machine English is `SMM4, 17 March`: the month stands at the name."""

_DAY_NUMBER_LANGUAGES = frozenset(("de", "ru"))
_MONTH_NAMES = frozenset(MONTHS)
_MAX_LEAP = 8


def yearless(text: str, today: date) -> Form | None:
    """Return a date without a year, or a day alone in CJK signs; None: there is none."""
    signed = "月" in text or "월" in text
    forms: tuple[re.Pattern[str], ...] = (_SIGNED,) if signed else ()
    if holds_any(text, _MONTH_NAMES):
        forms += _NAMED
    for form in forms:
        if found := form.search(text):
            return _last(found, today)
    if found := _LAST_MONTH.search(text):
        return _last_day(found, today.replace(day=1) - timedelta(days=1))
    if found := _DAY_ALONE.search(text):
        return _last_day(found, today)
    return None


def two_numbers(text: str, habits: Habits, *, sure: bool, wide: bool) -> Form | None:
    """Return the date that two numbers say: 04-09 in lists, 4/4(金), 04.04., 16:30 Uhr.

    `sure`: a time or a weekday stands beside them. Without, they count only if read widely,
    where such lists are printed, with a leading zero or a last point; 10/20 is a ratio, 24/7
    a phrase, 3-2 a score.
    """
    found = _NUMBERS.search(text)
    if found is None or habits.today is None:
        return None
    a, b, separator = found["a"], found["b"], found["sep"]
    pointed = habits.language in _DAY_NUMBER_LANGUAGES and found[0].endswith(".")
    padded = habits.year_first and len(a) == len(b) == 2 and "0" in (a[0], b[0])
    if separator == "." and not (pointed or padded):
        return None
    if separator == "-" and not habits.year_first:
        return None
    if not (sure or _BRACKETED.search(text) or (wide and (pointed or padded))):
        return None
    month, day = month_and_day(int(a), int(b), separator, habits)
    return _latest(found, month, day, habits.today)


def day_within(text: str, today: date) -> Form | None:
    """Return a day without a year that is sure among any words: 新华社北京4月4日电."""
    if found := _TRANSLATED.search(text):
        return _last(found, today)
    if found := _SIGNED.search(text):
        return _last(found, today)
    if found := _DISPATCH.search(text):
        return _last_day(found, today)
    return None


def _last(found: re.Match[str], today: date) -> Form | None:
    groups = found.groupdict()
    month = MONTHS[groups["mon"]] if groups.get("mon") else int(groups["m"])
    return _latest(found, month, int(groups["d"]), today)


def _latest(found: re.Match[str], month: int, day: int, today: date) -> Form | None:
    leap = month == 2 and day == 29
    for year in range(today.year + 1, today.year - (_MAX_LEAP if leap else 2), -1):
        this = real(year, month, day)
        if this and (this - today).days <= 1:
            return Form(found.start(), found.end(), year, month, day)
    return None


def _last_day(found: re.Match[str], today: date) -> Form | None:
    month_index = today.year * 12 + today.month - 1
    for back in range(-1, 3):
        year, month = divmod(month_index - back, 12)
        this = real(year, month + 1, int(found["d"]))
        if this and (this - today).days <= 1:
            return Form(found.start(), found.end(), this.year, this.month, this.day)
    return None
