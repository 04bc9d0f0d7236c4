"""A line of a page → the calendar days printed in it, in forty languages.

Unlike `monitor.dates.read` it takes a day out of any line; whether the line speaks of the page
is the caller's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from monitor import dates
from monitor.article.publication_words import folded, month_of
from monitor.dates.zones import zone_named
from monitor.model import DateReading

_YEAR = r"(?:19|20)\d\d"
_NAME = r"[^\W\d_]{3,14}"
_DAY_NAME = re.compile(
    rf"(?<![\d.:/])(\d{{1,2}})\s?(?:st|nd|rd|th|er|re|\.|º|ª|η)?[\s,/-]{{0,3}}(?:de |of |d'|ngay )?"
    rf"({_NAME})\.?"
    rf"[\s,/-]{{0,3}}(?:de |del |of |год |r\. )?({_YEAR}|'\d\d|(?<=[-/])\d\d)(?!\d)"
)
_NAME_DAY = re.compile(
    rf"({_NAME})\.?[\s-]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:,\s?|\s{{1,2}}|-|/)({_YEAR}|'\d\d)(?!\d)"
)
_YEAR_NAME = re.compile(
    rf"(?<!\d)({_YEAR})\.?[\s,-]{{1,2}}(?:m\. |g\. )?({_NAME})\.?[\s-]{{1,2}}(\d{{1,2}})(?!\d)"
)
_YEAR_FIRST = re.compile(rf"(?<!\d)({_YEAR})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}})(?!\d)")
_YEAR_LAST = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?({_YEAR}|\d\d)(?![\d%]|[.,:/-]\d)"
)
_EASTERN = re.compile(
    rf"(?<!\d)({_YEAR}|[〇○零一二三四五六七八九]{{4}}|(?:令和|平成|昭和|民国|民國)\s?(?:\d{{1,3}}|元))"
    r"\s?[年년]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월]\s?"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号號일]"
)
_ROC = re.compile(r"(?<![\d/.-])(1[01]\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-])")
"""Years of the Republic of China, which began in 1912, as authorities in Taiwan write them."""
_VIETNAMESE = re.compile(rf"(\d{{1,2}}) thang (\d{{1,2}})(?: nam|,)? ({_YEAR})")
_ENGLISH = (
    " January February March April May June July August September October November December"
).split(" ")
_TAIL = re.compile(r"[\s,T|/-]{0,4}(?:at |um |a |o |в |kl\.? )?\d{1,2}[:.]\d\d(?::\d\d)?")
_CLOCK = r"\d{1,2}(?:[:.h]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|uhr|h\b)?"
_HOURS = re.compile(
    rf"[\s,T|@/()\w.]{{0,14}}?\b{_CLOCK}\s?(?:[-–—~〜]|to|bis|until|till)\s?"
    r"\d{1,2}(?:[:.h]\d\d|\s?(?:a\.?m|p\.?m|uhr))"
)
_UNTIL = re.compile(
    r"(?<![:.#\d])(?<!no )(?<!nr )\b\d{1,2}\.?(?:st|nd|rd|th)?\s?"
    r"(?:[-–—/&+~]|to|bis|au|al|a|and|und|et|y|и)\s?$"
)
_JOINED = re.compile(
    r"(?:[\s,|@]{0,3}\d{1,2}[:.]\d\d(?::\d\d)?)?\s?(?:[-–—~〜]|to|bis|au|al|until|till|至|到|から)\s?$"
)
_YEAR_FIRST_LANGUAGES = frozenset(("zh", "ja", "ko"))
_MAX_FOUND = 4
"""Days taken out of one line; a row of more is a table."""


class Span(NamedTuple):
    """A day at `start`..`end` of the folded line."""

    start: int
    end: int
    day: date
    other: date | None
    """What the same digits mean to people who write the month first, or the day first."""
    written: str
    """In a form that `monitor.dates.read` takes."""


def may_hold_day(line: str) -> bool:
    """Say whether a search for days in `line` can find one; costs next to nothing."""
    return _MAYBE.search(line) is not None


_MAYBE = re.compile(r"(?:19|20)\d\d|\d\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|'\d\d|[〇○零]|[年년]")


def spans(line: str, *, day_first: bool | None, language: str | None) -> list[Span]:
    """Return the days in a folded `line`, in order, at most four; impossible ones are left out.

    `day_first` reads numbers alone such as 3/4/2020; None: day first with dots, else month
    first.
    """
    found: list[Span] = []
    for span in _all(line, day_first, language):
        if all(span.end <= other.start or span.start >= other.end for other in found):
            found.append(span)
        if len(found) == _MAX_FOUND:
            break
    return sorted(found)


def is_period(line: str, span: Span, found: list[Span]) -> bool:
    """Say whether a day of `found` in the folded `line` bounds a period, or has hours from to.

    So events are written; what is published has one moment.
    """
    if _HOURS.match(line, span.end) or _UNTIL.search(line[max(0, span.start - 12) : span.start]):
        return True
    place = found.index(span)
    pairs = [(span, each) for each in found[place + 1 : place + 2]]
    pairs += [(each, span) for each in found[max(0, place - 1) : place]]
    return any(_JOINED.match(line[first.end : second.start]) for first, second in pairs)


def _all(line: str, day_first: bool | None, language: str | None) -> Iterator[Span]:
    for match in () if line.isascii() else _EASTERN.finditer(line):
        reading = dates.read(match[0])
        if reading is not None and dates.exact_to_day(reading):
            yield Span(match.start(), match.end(), reading.at.date(), None, match[0])
    for match in _YEAR_FIRST.finditer(line):
        yield from _span(match, match[1], int(match[3]), match[4])
    for form, order in ((_DAY_NAME, (3, 2, 1)), (_NAME_DAY, (3, 1, 2)), (_YEAR_NAME, (1, 2, 3))):
        for match in form.finditer(line):
            month = month_of(match[order[1]], language)
            if month:
                yield from _span(match, match[order[0]], month, match[order[2]])
    for match in _ROC.finditer(line) if language == "zh" else ():
        yield from _span(match, str(int(match[1]) + 1911), int(match[3]), match[4])
    for match in _VIETNAMESE.finditer(line) if "thang" in line else ():
        yield from _span(match, match[3], int(match[2]), match[1])
    for match in _YEAR_LAST.finditer(line):
        yield from _numbers(match, day_first, language)


def _span(match: re.Match[str], year: str, month: int, day: str) -> Iterator[Span]:
    if when := _real(year, month, int(day)):
        yield Span(match.start(), match.end(), when, None, _written(when))


def _numbers(match: re.Match[str], day_first: bool | None, language: str | None) -> Iterator[Span]:
    first, second, year = int(match[1]), int(match[3]), match[4]
    if day_first is None:
        day_first = match[2] == "."
    readings = [_real(year, second, first), _real(year, first, second)]
    if not day_first and match[2] != ".":
        readings.reverse()
    days = [day for day in readings if day]
    if len(year) == 2 and match[2] in ".-/" and (short := _real(match[1], second, int(year))):
        # East Asia puts the year first, of two digits as of four.
        days.insert(0 if language in _YEAR_FIRST_LANGUAGES else len(days), short)
    if days:
        other = days[1] if len(days) > 1 and days[1] != days[0] else None
        yield Span(match.start(), match.end(), days[0], other, _written(days[0]))


def _written(day: date) -> str:
    return f"{day.day} {_ENGLISH[day.month]} {day.year}"


def _real(year: str, month: int, day: int) -> date | None:
    number = int(year.removeprefix("'"))
    if number < 100:
        number += 2000 if number < 70 else 1900
    try:
        return date(number, month, day)
    except ValueError:
        return None


def reading_of(line: str, span: Span, shown: str, timezone: str) -> DateReading:
    """Return the day of `span` with the time that stands behind it; `shown` is the text kept."""
    if tail := _TAIL.match(line, span.end):
        written = f"{span.written} {line[span.end : tail.end() + 6].strip(' ,|-/')}"
        for candidate in (written, f"{span.written} {tail[0].strip(' ,|-/')}"):
            reading = dates.read(candidate, timezone=timezone)
            if reading is not None and reading.at.date() == span.day:
                return DateReading(at=reading.at, precision=reading.precision, text=shown)
    at = datetime(span.day.year, span.day.month, span.day.day, tzinfo=zone_named(timezone))
    return DateReading(at=at, precision="day", text=shown)


def shows_order(texts: list[str]) -> bool | None:
    """Return whether the numeric dates in `texts` put the day first; None: none tells."""
    votes = {True: 0, False: 0}
    for text in texts:
        for match in _YEAR_LAST.finditer(text):
            first, second = int(match[1]), int(match[3])
            if match[2] != "." and 12 < max(first, second) <= 31 and min(first, second) <= 12:
                votes[first > 12] += 1
    if votes[True] == votes[False]:
        return None
    return votes[True] > votes[False]


__all__ = ["Span", "folded", "may_hold_day", "reading_of", "shows_order", "spans"]
