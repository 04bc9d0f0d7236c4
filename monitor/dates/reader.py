"""The reading of a text that is a date as a whole: `monitor.dates.read`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from monitor.dates.forms import Form, dates
from monitor.dates.labels import NOISE
from monitor.dates.line import plain
from monitor.dates.order import Habits
from monitor.dates.relative import take_day, take_now, take_span, take_span_ahead
from monitor.dates.stamps import read_stamp
from monitor.dates.times import TimeOfDay, take_time
from monitor.dates.weekdays import SaidDay, take_weekday, weekday_in
from monitor.dates.yearless import two_numbers, yearless
from monitor.dates.zones import take_zone, zone_named
from monitor.model import DateReading, Precision

_MAX_LENGTH = 120
_EPOCH = re.compile(r"(\d{10}|\d{13})(?:\.\d{1,9})?")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|\s?h)")
_HOURS = re.compile(r"\d[:.]\d\d\s?[-~]\s?\d{1,2}[:.]\d\d")
"""From when to when, as an event is: without a date beside it, it has no zone behind the dash."""
_SLACK = timedelta(hours=1)
"""How far a clock may run ahead before a bare time is yesterday's."""


class Question(NamedTuple):
    """A text to be read, and what is known of it."""

    shown: str
    line: str
    own: tzinfo
    now: datetime | None
    """In the zone `own`."""
    habits: Habits
    wide: bool
    """Whether future days, weekdays alone and counted months are days too."""


def asked(
    text: str, *, timezone: str, now: datetime | None, language: str | None, wide: bool = False
) -> Question:
    """Return `text` ready to be read."""
    shown = " ".join(text.split())
    own = zone_named(timezone)
    here = None if now is None else (now if now.tzinfo else now.replace(tzinfo=UTC)).astimezone(own)
    habits = Habits.of(language, timezone, here.date() if here else None)
    return Question(shown, plain(shown), own, here, habits, wide)


def read(
    text: str,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    language: str | None = None,
) -> DateReading | None:
    """Return the date that `text` states, or None: no date, an impossible one, or a sentence.

    A zone in the text beats `timezone` (an IANA name). `language` (ISO 639-1, with or without
    a region) and the zone decide between day-month and month-day; see `monitor.dates.order`.
    Never raises.
    """
    shown = " ".join(text.split())
    if not shown or len(shown) > _MAX_LENGTH:
        return None
    if stamp := read_stamp(shown):
        return stamp
    return whole(asked(shown, timezone=timezone, now=now, language=language))


def whole(question: Question) -> DateReading | None:
    """Return the date that the whole of a text says, labels and zones beside it."""
    line = question.line
    if _EPOCH.fullmatch(line) and (instant := _epoch(line, question.own)):
        return DateReading(at=instant, precision="second", text=question.shown)
    if _DIGIT.search(line):  # most lines have none, and no form of a date is without one
        for form in dates(line, question.habits):
            reading = _with_time(question, form)
            if reading is not None:
                return reading
    return _from_now(question) if question.now is not None else None


def says_year(line: str) -> bool:
    """Say whether a plain line holds a year, so that no other is to be assumed."""
    return _YEAR.search(line) is not None


def placed(question: Question, day: tuple[int, int, int], beside: str) -> DateReading:
    """Return `day` at the time and in the zone that the words `beside` it say."""
    time, rest = take_time(beside)
    zone, _ = take_zone(rest, question.own, question.habits.language)
    return _reading(question.shown, day, time, zone or question.own)


def _epoch(line: str, own: tzinfo) -> datetime | None:
    """Return the instant of a Unix time in seconds or milliseconds, if it is of our age."""
    seconds = int(line.partition(".")[0][:10])
    instant = datetime.fromtimestamp(seconds, tz=UTC)
    return instant.astimezone(own) if 1990 <= instant.year <= 2100 else None


def _with_time(question: Question, form: Form) -> DateReading | None:
    """Return the reading if the words round the date are a time, a zone, labels or nothing."""
    rest = f"{question.line[: form.start]} \x1f {question.line[form.end :]}"
    if form.day is None:
        if not _is_noise(rest):
            return None
        precision: Precision = "month" if form.month else "year"
        at = datetime(form.year, form.month or 1, 1, tzinfo=question.own)
        return DateReading(at=at, precision=precision, text=question.shown)
    return _if_noise(question, rest, (form.year, form.month or 1, form.day))


def _if_noise(question: Question, rest: str, day: tuple[int, int, int]) -> DateReading | None:
    time: TimeOfDay | None = None
    zone: tzinfo | None = None
    if _WORD.search(rest):
        time, rest = take_time(rest)
        zone, rest = take_zone(rest, question.own, question.habits.language)
        if not _is_noise(rest):
            return None
    return _reading(question.shown, day, time, zone or question.own)


def _from_now(question: Question) -> DateReading | None:
    line, now = question.line, question.now
    if now is None or says_year(line):
        return None
    is_span = _HOURS.search(line) is not None
    if is_span and not question.wide:
        return None
    if reading := _span(question, now):
        return reading
    if day := take_day(line, now):
        return _said_day(question, now, *day)
    if form := yearless(line, now.date()):
        return _if_noise(question, _rest(line, form), _day(form))
    time, beside = take_time(line)
    sure = time is not None or weekday_in(line) is not None
    if form := two_numbers(line, question.habits, sure=sure, wide=question.wide):
        return _if_noise(question, _rest(line, form), _day(form))
    if said := take_weekday(beside, now.date()):
        return _weekday(question, said, time)
    known_to_minute = time is not None and time.precision != "hour" and not is_span
    return _time_alone(question, now) if known_to_minute else None


def _span(question: Question, now: datetime) -> DateReading | None:
    span = take_span(question.line, now) or take_now(question.line, now)
    if span is None and question.wide:
        span = take_span_ahead(question.line, now)
        if span is not None and span.precision in ("month", "year"):
            return None  # a term, as of a contract, not a day
    if span is None or not _is_noise(span.rest):
        return None
    counted: Precision = span.precision
    if question.wide and counted in ("month", "year"):
        counted = "day"
    return cut(question.shown, span.at, counted)


def _said_day(question: Question, now: datetime, days: int, rest: str) -> DateReading | None:
    if beside := yearless(rest, now.date()):
        return _if_noise(question, _rest(rest, beside), _day(beside))
    if days > 0 and not question.wide:
        return None
    zone, _ = take_zone(rest, question.own, question.habits.language)
    when = (now.astimezone(zone) if zone else now) + timedelta(days=days)
    return _if_noise(question, rest, (when.year, when.month, when.day))


def _weekday(question: Question, said: SaidDay, time: TimeOfDay | None) -> DateReading | None:
    """Return the day of a weekday with a time or a `last` beside it; alone if read widely."""
    if time is None and said.plain and (said.short or not question.wide):
        return None
    if said.ahead and not question.wide:
        return None
    zone, rest = take_zone(said.rest, question.own, question.habits.language)
    if not _is_noise(rest):
        return None
    day = (said.day.year, said.day.month, said.day.day)
    return _reading(question.shown, day, time, zone or question.own)


def _time_alone(question: Question, now: datetime) -> DateReading | None:
    """Return the last moment at which it was that time."""
    zone, _ = take_zone(take_time(question.line)[1], question.own, question.habits.language)
    here = now.astimezone(zone) if zone else now
    reading = _if_noise(question, question.line, (here.year, here.month, here.day))
    if reading is not None and reading.at - now > _SLACK:
        earlier: date = here.date() - timedelta(days=1)
        return _if_noise(question, question.line, (earlier.year, earlier.month, earlier.day))
    return reading


def _rest(line: str, form: Form) -> str:
    return f"{line[: form.start]} {line[form.end :]}"


def _day(form: Form) -> tuple[int, int, int]:
    return form.year, form.month or 1, form.day or 1


def _reading(
    shown: str, day: tuple[int, int, int], time: TimeOfDay | None, zone: tzinfo
) -> DateReading:
    at = datetime(*day, tzinfo=zone)
    if time is None:
        return DateReading(at=at, precision="day", text=shown)
    at = at.replace(hour=time.hour, minute=time.minute, second=time.second)
    return DateReading(at=at + timedelta(days=time.days), precision=time.precision, text=shown)


def cut(shown: str, instant: datetime, precision: Precision) -> DateReading:
    """Return `instant` as the start of its minute, hour, day, month or year."""
    at = instant.replace(second=0, microsecond=0)
    if precision != "minute":
        at = at.replace(minute=0)
    if precision in ("day", "month", "year"):
        at = at.replace(hour=0)
    if precision in ("month", "year"):
        at = at.replace(day=1)
    if precision == "year":
        at = at.replace(month=1)
    return DateReading(at=at, precision=precision, text=shown)


def _is_noise(rest: str) -> bool:
    """Say whether nothing but labels and weekdays is left round a date."""
    return all(word in NOISE for word in _WORD.findall(rest))
