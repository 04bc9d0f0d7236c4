"""Date strings and labelled date lines → DateReading. A text that holds no date gives None.

Reads machine dates (RFC 822, ISO 8601, Unix time) and printed ones in English, Chinese,
Japanese, Korean, German, French, Spanish and Russian. It refuses to read a date out of a
sentence: whatever stands beside the date must be a label, a weekday, a time or a zone.
Dates said from now, and dates without a year, are read only where `now` is given.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from urllib.parse import urlsplit

from monitor.dates.forms import Form, Habits, dates, yearless
from monitor.dates.names import MONTHS, NOISE, UPDATE_WORDS
from monitor.dates.numerals import arabic
from monitor.dates.relative import take_day, take_span
from monitor.dates.stamps import read_stamp
from monitor.dates.times import TimeOfDay, take_time
from monitor.dates.zones import take_zone, zone_named
from monitor.model import DateReading, Precision

__all__ = ["exact_to_day", "find", "from_url", "is_update", "read"]

_MAX_LENGTH = 120
_MAX_FIND_LENGTH = 240
_MAX_WINDOW_WORDS = 24
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_EPOCH = re.compile(r"(\d{10}|\d{13})(?:\.\d{1,9})?")
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20|21)\d\d)([01]\d)([0-3]\d)[t "
    r"]?(?:([0-2]\d)(?:([0-5]\d)([0-5]\d)?)?)?(?!\d)"
)
_ISO_T = re.compile(r"(?<=\d)t(?=\d\d)")
_ISO_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)t([01]\d|2[0-3])(?=z?$|[+-])")
_ASCTIME = re.compile(
    rf"({'|'.join(map(re.escape, MONTHS))})\s+(\d{{1,2}}),?\s+(\d\d?:\d\d(?::\d\d)?)"
    r"\s+(?:([a-z]{1,5}|[+-]\d{4})\s+)?((?:19|20)\d\d)(?!\d)"
)
_LOG_TIME = re.compile(r"(?<=\d{4}):(?=\d\d:\d\d)")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+|\d+")
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


def read(
    text: str,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    language: str | None = None,
) -> DateReading | None:
    """Return the date that `text` states, or None: no date, an impossible one, or a sentence.

    A zone in the text beats `timezone` (an IANA name). `language` (ISO 639-1) and the zone
    decide between day-month and month-day; see `monitor.dates.forms`. Never raises.
    """
    shown = " ".join(text.split())
    if not shown or len(shown) > _MAX_LENGTH:
        return None
    if stamp := read_stamp(shown):
        return stamp
    line = _plain(shown)
    own = zone_named(timezone)
    if _EPOCH.fullmatch(line) and (instant := _epoch(line)):
        return DateReading(at=instant, precision="second", text=shown)
    here = None if now is None else (now if now.tzinfo else now.replace(tzinfo=UTC))
    local = None if here is None else here.astimezone(own)
    if _DIGIT.search(line):  # most lines have none, and no form of a date is without one
        american = take_zone(line, own)[2]
        habits = Habits(language, timezone, american, local.date() if local else None)
        for form in dates(line, habits):
            reading = _with_time(shown, line[: form.start], line[form.end :], form, own)
            if reading is not None:
                return reading
    return _from_now(shown, line, local, own) if local is not None else None


def find(
    line: str,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    language: str | None = None,
) -> DateReading | None:
    """Return the date that stands among other words in a line such as `by X | 7 Nov 2025 | "
    "Y`.

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
    """Return the date in the path of an address (`/2025/04/04/`, `t20250404_1.html`), or "
    "None."""
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
    return DateReading(at=reading.at, precision=reading.precision, text=path[:_MAX_LENGTH])


def is_update(label: str) -> bool:
    """Say whether a date line's label dates a change (`Updated:`), not the publication."""
    plain = _plain(label)
    return any(word in plain for word in UPDATE_WORDS) and "publi" not in plain


def exact_to_day(reading: DateReading) -> bool:
    """Say whether at least the day is known."""
    return reading.precision not in _BEFORE_TIME


def _plain(text: str) -> str:
    """Return a date line as the forms expect it: lower case, Latin without accents, "
    "digits."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).replace("’", "'")
    if not text.isascii():
        text = "".join(
            unicodedata.normalize("NFD", character)[0] if "\u00c0" <= character <= "\u1eff"
            and not "\u0400" <= character <= "\u052f" else character
            for character in text
        )  # fmt: skip
        text = "".join(
            str(unicodedata.decimal(character)) if character.isdecimal() else character
            for character in text
        )
    text = arabic(text.lower())
    text = _ISO_HOUR.sub(r"\1 \2h ", text)
    text = _COMPACT.sub(_spread, text)
    text = _ISO_T.sub(" ", text)
    text = _LOG_TIME.sub(" ", text)
    return _ASCTIME.sub(r"\1 \2, \5 \3 \4", text)


def _spread(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found[0]
    time = ""
    if hour:
        time = f" {hour}h" if not minute else f" {hour}:{minute}" + (f":{second}" if second else "")
    return f"{year}-{month}-{day}{time}"


def _epoch(line: str) -> datetime | None:
    """Return the instant of a Unix time in seconds or milliseconds, if it is of our age."""
    digits = line.partition(".")[0]
    seconds = int(digits[:10])
    instant = datetime.fromtimestamp(seconds, tz=UTC)
    return instant if 1990 <= instant.year <= 2100 else None


def _with_time(shown: str, before: str, after: str, form: Form, own: tzinfo) -> DateReading | None:
    """Return the reading if the words round the date are a time, a zone, labels or "
    "nothing."""
    rest = f"{before} \x1f {after}"
    if form.day is None:
        if not _is_noise(rest):
            return None
        precision: Precision = "month" if form.month else "year"
        at = datetime(form.year, form.month or 1, 1, tzinfo=own)
        return DateReading(at=at, precision=precision, text=shown)
    time, rest = take_time(rest)
    zone, rest, _american = take_zone(rest, own)
    if not _is_noise(rest):
        return None
    return _reading(shown, (form.year, form.month or 1, form.day), time, zone or own)


def _from_now(shown: str, line: str, now: datetime, own: tzinfo) -> DateReading | None:
    if span := take_span(line, now):
        instant, exactness, rest = span
        return _cut(shown, instant, exactness) if _is_noise(rest) else None
    if day := take_day(line, now):
        when, rest = day
        if beside := yearless(rest, now.date()):
            rest = f"{rest[: beside.start]} {rest[beside.end :]}"
            date_parts = (beside.year, beside.month or 1, beside.day or 1)
        else:
            date_parts = (when.year, when.month, when.day)
    elif form := yearless(line, now.date()):
        rest = f"{line[: form.start]} {line[form.end :]}"
        date_parts = (form.year, form.month or 1, form.day or 1)
    else:
        rest, date_parts = line, (now.year, now.month, now.day)
        if take_time(rest)[0] is None:
            return None
    time, rest = take_time(rest)
    zone, rest, _american = take_zone(rest, own)
    return _reading(shown, date_parts, time, zone or own) if _is_noise(rest) else None


def _reading(
    shown: str, day: tuple[int, int, int], time: TimeOfDay | None, zone: tzinfo
) -> DateReading:
    at = datetime(*day, tzinfo=zone)
    if time is None:
        return DateReading(at=at, precision="day", text=shown)
    at = at.replace(hour=time.hour, minute=time.minute, second=time.second)
    return DateReading(at=at + timedelta(days=time.days), precision=time.precision, text=shown)


def _cut(shown: str, instant: datetime, precision: Precision) -> DateReading:
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
