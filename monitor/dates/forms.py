"""The written forms of a calendar day, month or year, and how each is to be read.

Which of several numbers is the month is decided in `monitor.dates.order`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from monitor.dates.line import holds_any
from monitor.dates.names import MONTHS
from monitor.dates.order import Habits, full_year, ordered, real

_MON = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
MONTH = rf"(?<![^\W\d_])(?P<mon>{_MON})(?![^\W\d_])\.?"
"""A month's name or short form, group `mon`."""

_DAY = r"(?<![\d.:])(?P<d>\d{1,2})"
_YEAR4 = r"(?P<y>(?:19|20|21)\d\d)(?![\d:])"
HOUR_SIGN = (
    r"\s?(?:(?:h|hs|hrs?|hours?|heures?|horas?|uhr|час|часа|часов|noon|am|pm)(?![^\W\d_])|[ap]\.\s?m|"
    r"[時时點点시])"
)
"""What makes the number before it an hour: `18 h`, `18 Uhr`, `6 p.m.`, `18h30`."""
NO_HOUR = rf"(?!{HOUR_SIGN}|h[0-5]\d|\s?[-~]\s?\d\d?{HOUR_SIGN})"
_YEAR = rf"(?P<y>(?:19|20|21)\d\d|'\d\d|\d\d{NO_HOUR})(?![\d:])"
TH = r"(?:(?:st|nd|rd|th|er|re|-?го|\.?[oa])(?![^\W\d_])|\s?\.)?"
"""What makes a number an ordinal."""

_NAMED = (
    rf"{_DAY}{TH}[\s,/-]*(?:of |de |day of )?{MONTH}[\s,/-]*(?:del? ?)?{_YEAR}",
    rf"{MONTH}[\s,/-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:[\s,./-]+)(?:de |del )?{_YEAR4}",
    rf"{MONTH}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? ?'(?P<y>\d\d)(?!\d)",
    rf"(?<!\d){_YEAR4}[\s,-]+{MONTH}[\s-]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])",
)
_NUMBERS = r"(?<![\d.])(?P<y>(?:19|20|21)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})"
_SIGNS = (
    r"(?<!\d)(?P<y>(?:19|20|21)?\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?"
    r"(?P<d>\d{1,2})\s?[日号號일]"
)
_VIETNAMESE = r"(?<!\d)(?P<y>\d{4})\s?nam\s?(?P<m>\d{1,2})\s?nguyet\s?(?P<d>\d{1,2})\s?ngay"
_VIETNAMESE_DAY = (
    r"(?:ngay )?(?<!\d)(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam|,)? (?P<y>\d{4})(?!\d)"
)
_REPUBLIC = (
    r"(?<![\d./-])(?P<roc>1[01]\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-])"
)

_Forms = tuple[re.Pattern[str], ...]


def _compiled(*forms: str) -> _Forms:
    return tuple(map(re.compile, forms))


_MONTH_NAMES = frozenset(MONTHS)
_YEAR_SIGN = re.compile("[年년]")
_LONG_YEAR = re.compile(r"(?:19|20|21)\d\d|\d{4}\s?nam")
_THREE_NUMBERS = re.compile(r"\d\s?[-/.] ?\d{1,2}\s?[-/.] ?\d|thang")
_WHEN_NAMED = _compiled(*_NAMED)
_WHEN_SIGNED = _compiled(_SIGNS)
_ANYHOW = _compiled(
    rf"{_NUMBERS}(?!\d)\.?",
    r"(?<!\d)(?P<y>(?:19|20|21)\d\d)-?w(?P<week>[0-5]\d)(?:-?(?P<weekday>[1-7]))?(?!\d)",
    r"(?<!\d)(?P<y>(?:19|20|21)\d\d)-(?P<ordinal>[0-3]\d\d)(?!\d)",
    r"(?<![\d.'])(?P<a>'?\d{1,2})\s?(?P<sep>[-/.]) ?(?P<b>\d{1,2})\s?(?P=sep) ?"
    r"(?P<c>\d{4}|\d\d)(?![\d:])(?:\.(?!\d))?",
    r"(?<![\d.])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})[-/.](?P<c>(?:19|20)\d\d)(?![\d:])",
    r"(?<![\d.'])(?P<a>'?\d\d)\s?(?P<sep>[-/.]) ?(?P<b>\d{1,2})\s?(?P=sep) ?"
    r"(?P<c>\d)(?![\d:])(?:\.(?!\d))?",
    _REPUBLIC,
)
_SPACED = _compiled(
    r"^(?P<y>(?:19|20)\d\d) (?P<m>\d\d) (?P<d>\d\d)(?!\d)",
    r"^(?P<a>\d\d)(?P<sep> )(?P<b>\d\d) (?P<c>(?:19|20)\d\d)(?!\d)",
)
_RARE = _compiled(_VIETNAMESE, _VIETNAMESE_DAY)
_MONTHS_OR_YEARS_SIGNED = _compiled(
    r"(?<!\d)(?P<y>(?:19|20|21)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]"
)
_MONTHS_OR_YEARS_NAMED = _compiled(rf"{MONTH}[\s,/-]*(?:de |del )?{_YEAR4}")
_MONTHS_OR_YEARS = _compiled(
    r"(?<!\d)(?P<y>(?:19|20|21)\d\d)[-/.](?P<m>\d{1,2})(?![\d/.-])",
    r"(?<![\d/.-])(?P<m>\d{1,2})[/.](?P<y>(?:19|20|21)\d\d)(?!\d)",
    r"(?<![\d.])(?P<y>(?:19|20|21)\d\d)(?:\s?[年년])?(?!\d)",
)
_APART = r"(?<![a-z\d.,/+#_-])(?<!\d:)"
_AMONG_WORDS = _compiled(
    rf"{_APART}{_NUMBERS}(?![-/.:_+]?[\da-z]|\s?[%元円원號号条€$£¥])",
    rf"{_APART}(?P<a>\d{{1,2}})\s?(?P<sep>[-/.]) ?(?P<b>\d{{1,2}})\s?(?P=sep) ?"
    r"(?P<c>(?:19|20)\d\d)(?![-/.:_+]?[\da-z]|\s?[%元円원號号条€$£¥])",
    # With two digits for the year, only where a word says that it is a date.
    r"(?:filed|dated?|published|posted|updated|issued|datum|stand|erschienen|am|vom|publie le|le|"
    r"publicado el|fecha|el|от|опубликовано|日期|时间|時間|日付|日|작성일|입력|등록)[: ]{1,2}"
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d\d)(?![-/.:_+]?[\da-z])",
    _REPUBLIC,
)


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
    for form in _forms_for(text):
        if (found := form.search(text)) and (parts := _parts(found, habits)):
            yield Form(found.start(), found.end(), *parts)


def days_among_words(text: str, habits: Habits) -> Iterator[Form]:
    """Yield every whole day, in no order, in forms that mean a date among any words.

    Years have four digits, and numbers do not touch letters or other numbers.
    """
    forms = _AMONG_WORDS
    if _YEAR_SIGN.search(text):
        forms += _WHEN_SIGNED
    if holds_any(text, _MONTH_NAMES):
        forms += _WHEN_NAMED
    for form in forms:
        for found in form.finditer(text):
            parts = _parts(found, habits)
            if parts and parts[2] is not None:
                yield Form(found.start(), found.end(), *parts)


def _forms_for(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the forms that `text` may be in; most are ruled out at a glance."""
    named, signed = holds_any(text, _MONTH_NAMES), _YEAR_SIGN.search(text) is not None
    dated = _LONG_YEAR.search(text) is not None
    if signed:
        yield from _WHEN_SIGNED
    if named:
        yield from _WHEN_NAMED
    if dated or _THREE_NUMBERS.search(text):
        yield from _ANYHOW
        if " " in text:
            yield from _SPACED
            yield from _RARE
    if not dated:
        return
    if signed:
        yield from _MONTHS_OR_YEARS_SIGNED
    if named:
        yield from _MONTHS_OR_YEARS_NAMED
    yield from _MONTHS_OR_YEARS


def _parts(found: re.Match[str], habits: Habits) -> tuple[int, int | None, int | None] | None:
    groups = found.groupdict()
    if groups.get("roc"):
        if not habits.counts_from_republic:
            return None
        groups["y"] = str(int(groups["roc"]) + 1911)
    elif groups.get("sep"):
        return ordered(found, habits)
    year = full_year(groups["y"])
    if 1960 <= year < 2000 and len(groups["y"]) == 2 and habits.counts_only_from_republic:
        year += 11  # 99年 in Taiwan is 2010
    if groups.get("week"):
        return _week(year, int(groups["week"]), int(groups["weekday"] or 1))
    if groups.get("ordinal"):
        return _ordinal(year, int(groups["ordinal"]))
    month = MONTHS[groups["mon"]] if groups.get("mon") else groups.get("m")
    if month is None:
        return year, None, None
    day = groups.get("d")
    if real(year, int(month), int(day or 1)) is None:
        return None
    return year, int(month), int(day) if day else None


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
