"""Dates that stand among other words of a date line, and in addresses."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from monitor.dates.labels import UPDATE_WORDS
from monitor.dates.line import plain
from monitor.dates.reader import read
from monitor.model import DateReading, Precision

_MAX_FIND_LENGTH = 240
_MAX_WINDOW_WORDS = 24
_MAX_SHOWN_PATH = 120
_URL_DAY = re.compile(
    r"(?:^|[/_t-])((?:19|20)\d\d)([-/_.]?)(0?[1-9]|1[0-2])(?:[-/_.]|(?<=\d\d))(0[1-9]|[12]\d|"
    r"3[01]|[1-9])"
    r"(?=[/_.-]|$)"
)
_URL_MONTH_NAME = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(\d{1,2})(?=/|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[-/](0[1-9]|1[0-2])(?=/)")
_SEPARATORS = (
    re.compile(r"[|·•‧∙;；\t]|丨|\s{2,}"),
    re.compile(r"[|·•‧∙;；\t]|丨|\s[-–—/]\s|\s{2,}"),
)
_LABEL_START = re.compile(
    r"(?<=\S)\s+(?=(?:published|updated|posted|last updated|first published|发布时间|"
    r"发布日期|来源|作者"
    r"|更新|입력|수정|公開|更新日)\s?[::：])",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d\d[./-]\d\d|年|[’']\d\d|二[〇○零]")
_BEFORE_TIME: frozenset[Precision] = frozenset(("year", "month"))


def find(
    line: str,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    language: str | None = None,
) -> DateReading | None:
    """Return the date that stands among other words in a line such as `by X | 7 Nov 2025 | Y`.

    The words of an update label come last. A bare year or month is not enough. Whether the
    line is a date line at all is the caller's to judge.
    """
    if len(line) > _MAX_FIND_LENGTH or not _HAS_YEAR.search(line):
        return None

    def reading(part: str) -> DateReading | None:
        found = read(part, timezone=timezone, now=now, language=language)
        return found if found is not None and exact_to_day(found) else None

    if whole := reading(line):
        return whole
    labelled = _LABEL_START.sub(" | ", line)
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(labelled) if part.strip()]
        pairs = [" ".join(pair) for pair in pairwise(parts)]
        found = [each for part in [*pairs, *parts] if (each := reading(part))]
        if found:
            return min(found, key=lambda each: is_update(each.text))
    words = line.replace("，", " ").split()
    for length in range(min(len(words), 7), 0, -1):
        for start in range(min(len(words), _MAX_WINDOW_WORDS) - length + 1):
            part = " ".join(words[start : start + length])
            if _HAS_YEAR.search(part) and (each := reading(part.strip("()（）[]【】,"))):
                return each
    return None


def from_url(url: str, *, timezone: str = "UTC") -> DateReading | None:
    """Return the date in the path of an address (`/2025/04/04/`, `t20250404_1.html`), or None."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return None
    found = _URL_DAY.search(path)
    written = f"{found[1]}-{found[3]}-{found[4]}" if found else None
    if found is None and (named := _URL_MONTH_NAME.search(path)):
        written = f"{named[3]} {named[2]} {named[1]}"
    elif found is None and (month := _URL_MONTH.search(path)):
        written = f"{month[1]}-{month[2]}"
    reading = read(written, timezone=timezone) if written else None
    if reading is None:
        return None
    return DateReading(at=reading.at, precision=reading.precision, text=path[:_MAX_SHOWN_PATH])


def is_update(label: str) -> bool:
    """Say whether a date line's label dates a change (`Updated:`), not the publication."""
    written = plain(label[:_MAX_FIND_LENGTH])
    return any(word in written for word in UPDATE_WORDS) and "publi" not in written


def exact_to_day(reading: DateReading) -> bool:
    """Say whether at least the day is known."""
    return reading.precision not in _BEFORE_TIME
