"""Which of three numbers is the day, the month, the year.

Numbers alone may be day-month-year or month-day-year. A number above 12 decides; then the
language; then the zone written or the source's zone; a weekday beside them, and a reading that
lies after `now`, overrule the zone but not the language. What stays open is read day first, but
month first in English text of no particular zone, as American official pages do, and with slashes
also where not even the language is known.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, Self

from monitor.dates.weekdays import weekday_in
from monitor.dates.zones import names_american_zone, names_day_first_zone

_DAY_FIRST = frozenset(("de", "fr", "es", "ru", "it", "pt", "nl", "pl"))
_YEAR_FIRST = frozenset(("zh", "ja", "ko"))
_DOTTED = _DAY_FIRST | _YEAR_FIRST
"""Languages that write short dates with points: 4.4.25 is a date there, elsewhere a version."""

_DAY_FIRST_WORDS = re.compile(
    r"(?<![^\W\d_])(?:publiee?|mise? a jour|modifiee?|parution|le|publicad[oa]|actualizad[oa]|"
    r"fecha|el|veroffentlicht|erschienen|aktualisiert|stand|datum|uhr|vom|am|опубликовано|обновлено|дата|"
    r"от|г|pubblicato|aggiornato|publicado em|atualizado)(?![^\W\d_])(?!\.m)"
)
"""Labels of languages that write the day first, for where the language itself is not known."""

_YEAR_FIRST_ZONES = ("Asia/Tokyo", "Asia/Shanghai", "Asia/Taipei", "Asia/Seoul", "Asia/Hong_Kong")
_MONTH_FIRST_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "America/Detroit", "America/Phoenix", "America/Anchorage", "Pacific/Honolulu", "US/",
    "Asia/Manila",
)  # fmt: skip
_NO_ZONES = ("UTC", "Etc/UTC", "GMT")
_RECENT_DAYS = 730
_MAX_SHORT_YEARS = 10
_PIVOT = 70
"""Two-digit years below it are of this century, as in POSIX strptime (69), a year on."""


class Habits(NamedTuple):
    """What is known of the writer, to order day, month and year."""

    language: str | None
    region: str
    timezone: str
    today: date | None

    @classmethod
    def of(cls, language: str | None, timezone: str, today: date | None) -> Self:
        """Return the habits of who writes `language` (`en`, `en-GB`, `zh-TW`) in `timezone`."""
        primary, _, region = (language or "").lower().replace("_", "-").partition("-")
        return cls(primary or None, region, timezone, today)

    @property
    def counts_from_republic(self) -> bool:
        """Whether 114/4/4 is a date of Taiwan's calendar."""
        return self.language == "zh" or self.timezone == "Asia/Taipei"

    @property
    def counts_only_from_republic(self) -> bool:
        """Whether a year below 100 is one of Taiwan's calendar."""
        return self.region in ("tw", "hant-tw") or self.timezone == "Asia/Taipei"

    @property
    def year_first(self) -> bool:
        """Whether the year, and so the month before the day, comes first."""
        return self.language in _YEAR_FIRST or self.timezone in _YEAR_FIRST_ZONES

    @property
    def settled(self) -> bool:
        """Whether the language alone decides the order."""
        return self.language in _DAY_FIRST or self.region in ("gb", "us", "au", "in")


def ordered(found: re.Match[str], habits: Habits) -> tuple[int, int, int] | None:
    """Return year, month, day of groups a, b, c joined by `sep`; None: they are no day."""
    a, b, c = found["a"], found["b"], found["c"]
    if _is_version(found, habits):
        return None
    orders = {"dmy": (c, b, a), "mdy": (c, a, b)}
    if len(c) == 2 and (len(a) == 2 or a[0] == "'"):
        orders["ymd"] = (a, b, c)
    if a[0] == "'":
        orders = {"ymd": (a, b, c)}
    if len(c) == 1:
        if a[0] != "'" and not _is_short_year(a, habits):
            return None
        orders = {"ymd": (a, b, c)}
    ranked = sorted(orders, key=_preference(found, habits).index)
    days = [
        day
        for order in ranked
        if (day := real(*(full_year(orders[order][0]), *map(int, orders[order][1:]))))
    ]
    if len(set(days)) > 1 and not habits.settled:
        days = _likeliest(days, found, habits)
    return (days[0].year, days[0].month, days[0].day) if days else None


def month_and_day(a: int, b: int, separator: str, habits: Habits) -> tuple[int, int]:
    """Return month and day of two numbers, in the order that the writer's habits make likely."""
    day_first = habits.language in _DAY_FIRST or (separator == "." and not habits.year_first)
    if habits.region in ("gb", "au", "in") or (a > 12 >= b):
        day_first = True
    return (b, a) if day_first and not b > 12 >= a else (a, b)


def _likeliest(days: list[date], found: re.Match[str], habits: Habits) -> list[date]:
    weekday = weekday_in(found.string)
    today = habits.today
    short = len(found["c"]) == 2 and not habits.year_first

    def doubts(day: date) -> tuple[bool, bool, bool]:
        unlike = weekday is not None and day.weekday() != weekday
        if today is None:
            return unlike, False, False
        ahead = (day - today).days
        return unlike, ahead > 1, short and ahead < -_RECENT_DAYS

    return sorted(days, key=doubts)


def _is_version(found: re.Match[str], habits: Habits) -> bool:
    """Say whether the numbers are rather those of a version or a section: 1.2.10."""
    a, b, c = found["a"], found["b"], found["c"]
    if found["sep"] != "." or len(c) == 4 or habits.language != "en":
        return False
    return len(a) < 2 or len(b) < 2


def _is_short_year(text: str, habits: Habits) -> bool:
    """Say whether two digits before single ones are a year of these: 25.4.3 in Japanese."""
    if habits.language not in _YEAR_FIRST:
        return False
    return habits.today is None or abs(full_year(text) - habits.today.year) <= _MAX_SHORT_YEARS


def _preference(found: re.Match[str], habits: Habits) -> tuple[str, str, str]:
    separator = found["sep"]
    if habits.language is None and _says_day_first(found):
        return ("dmy", "mdy", "ymd")
    if habits.region in ("gb", "au", "in"):
        return ("dmy", "mdy", "ymd")
    if habits.region == "us":
        return ("mdy", "dmy", "ymd")
    if habits.language in _YEAR_FIRST:
        return ("ymd", "mdy", "dmy") if separator == "/" else ("ymd", "dmy", "mdy")
    if habits.language in _DAY_FIRST:
        return ("dmy", "mdy", "ymd")
    if habits.year_first:
        return ("ymd", "mdy", "dmy") if separator == "/" else ("ymd", "dmy", "mdy")
    if separator == ".":
        return ("dmy", "mdy", "ymd")
    if habits.timezone.startswith(_MONTH_FIRST_ZONES) or names_american_zone(found.string):
        return ("mdy", "dmy", "ymd")
    american = habits.timezone in _NO_ZONES and (separator == "/" or habits.language == "en")
    if american and not names_day_first_zone(found.string):
        return ("mdy", "dmy", "ymd")
    return ("dmy", "mdy", "ymd")


def _says_day_first(found: re.Match[str]) -> bool:
    """Say whether the words beside the numbers are of a language that writes the day first."""
    label = _DAY_FIRST_WORDS.search(found.string)
    return label is not None and not (label[0] == "am" and label.start() > found.start())


def full_year(text: str) -> int:
    """Return the year of two digits (with or without apostrophe) or four."""
    year = int(text.removeprefix("'"))
    if year >= 100:
        return year
    return 2000 + year if year < _PIVOT else 1900 + year


def real(year: int, month: int, day: int) -> date | None:
    """Return the day if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
