"""Addresses of older pages of a list: numbered pages, and archives by year or month."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal, NamedTuple
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

_MAX_PAGE = 10_000
_OLDEST_YEAR = 1990
"""Before the web."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_FORMS = {
    "page": r"(?P<page>\d{1,6})",
    "year": r"(?P<year>\d{4})",
    "month": r"(?P<month>\d{2})",
    "month_number": r"(?P<month_number>\d{1,2})",
    "month_name": rf"(?P<month_name>{'|'.join(_MONTHS)})",
}


class Period(NamedTuple):
    """A year, or a month of it."""

    year: int
    month: int | None

    def before(self) -> Period | None:
        """Return the period before this one; None before the web."""
        if self.month is None:
            earlier = Period(self.year - 1, None)
        elif self.month == 1:
            earlier = Period(self.year - 1, 12)
        else:
            earlier = Period(self.year, self.month - 1)
        return earlier if earlier.year >= _OLDEST_YEAR else None


class Pages:
    """The pages that a pattern stands for."""

    def __init__(self, pattern: str, base: str) -> None:
        self._pattern = urljoin(base, pattern) if pattern else ""
        self._fields = fields(self._pattern)
        parts = _FIELD.split(self._pattern)
        forms = [
            _FORMS.get(part, "") if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        ]
        self._form = re.compile("".join(forms))

    @property
    def by(self) -> Literal["", "page", "year", "month"]:
        """Return what the pages are counted by; "" where there is no pattern."""
        if not self._fields:
            return ""
        if "page" in self._fields:
            return "page"
        return "year" if self._fields == {"year"} else "month"

    def number(self, url: str) -> int | None:
        """Return which numbered page `url` is; None for one that is not of the pattern."""
        found = self._form.fullmatch(url) if self.by == "page" else None
        return int(found["page"]) if found else None

    def period(self, url: str) -> Period | None:
        """Return which archive `url` is; None for one that is not of the pattern."""
        found = self._form.fullmatch(url) if self.by in ("year", "month") else None
        if found is None:
            return None
        written = found.groupdict()
        month: int | None = None
        if name := written.get("month_name"):
            month = _MONTHS.index(name) + 1
        elif digits := written.get("month") or written.get("month_number"):
            month = int(digits)
        if month is not None and not 1 <= month <= 12:
            return None
        return Period(int(written["year"]), month)

    def current(self, day: date) -> Period:
        """Return the archive in which `day` is."""
        return Period(day.year, day.month if self.by == "month" else None)

    def url(self, *, number: int = 0, period: Period | None = None) -> str | None:
        """Return the address of a page; None beyond the pages that are ever asked for."""
        if self.by == "page":
            return self._pattern.replace("{page}", str(number)) if number <= _MAX_PAGE else None
        if period is None:
            return None
        month = period.month or 1
        filled = {
            "year": f"{period.year:04}",
            "month": f"{month:02}",
            "month_number": str(month),
            "month_name": _MONTHS[month - 1],
        }
        return _FIELD.sub(lambda field: filled.get(field[1], field[0]), self._pattern)


def fields(pattern: str) -> set[str]:
    """Return the names in braces."""
    return set(_FIELD.findall(pattern))


def local_day(at: datetime, timezone: str) -> date:
    """Return the day that `at` is in a zone."""
    return at.astimezone(ZoneInfo(timezone)).date()


def paging_mistake(url: str, pattern: str, *, has_next: bool) -> str | None:
    """Return what is wrong with the address of older pages, or None."""
    for name, written in (("url", url), ("page", pattern)):
        named = fields(written)
        if unknown := sorted(named - _FORMS.keys()):
            return f"{name}: no {{{unknown[0]}}}; known are {{{'}, {'.join(_FORMS)}}}"
        if "page" in named and len(named) > 1:
            return f"{name}: {{page}} or {{year}}, not both"
        if named and not named & {"page", "year"}:
            return f"{name}: a month without {{year}}"
    if pattern and not fields(pattern):
        return "page: has no {page} and no {year}, so every page would be the same"
    if "page" in fields(url):
        return "url: is the first page; the address with {page} belongs into page"
    if pattern and has_next:
        return "page: next says already where the older page is"
    if pattern and fields(url):
        return "page: url has {year} already"
    return None
