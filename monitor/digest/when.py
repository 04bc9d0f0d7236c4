"""Dates and times of a digest as people read them: in one zone, with where they were read."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from monitor.model import DateOrigin, Digest, Entry, MeasureDate, Precision
from monitor.text import one_line, printable

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ORIGINS: dict[DateOrigin, str] = {
    "feed": "from the feed",
    "meta": "page header data",
    "json_ld": "page data, JSON-LD",
    "script": "page data, a script",
    "time_element": "marked as a time on the page",
    "page_text": "page text",
    "url": "read from the address",
    "mail": "mail header",
    "listing": "from the list of the page",
    "api": "from the interface",
    "sitemap": "from the sitemap",
    "monitor": "noticed by Monitor",
}


def zone(digest: Digest) -> tzinfo:
    """Return the digest's time zone; UTC where this machine no longer knows the name."""
    try:
        return ZoneInfo(digest.timezone)
    except (ValueError, OSError, LookupError):
        return UTC


def zone_name(digest: Digest) -> str:
    """Return the name under which the times of `digest` are shown."""
    return "UTC" if zone(digest) is UTC else one_line(printable(digest.timezone))


def calendar_day(at: datetime) -> str:
    """Return a date for people: `5 May 2026`; the same in every locale."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def moment(at: datetime, where: tzinfo) -> str:
    """Return an instant in the reader's zone: `5 May 2026, 22:10`."""
    local = at.astimezone(where)
    return f"{calendar_day(local)}, {local:%H:%M}"


def published(entry: Entry, where: tzinfo) -> str:
    """Return the publication date as exact as it is known, and where it was read.

    A time without an offset, and a date that is none, are given as they were written.
    """
    if entry.published is None:
        return "unknown"
    said = _date(entry.published, entry.published_precision, where)
    origin = _ORIGINS[entry.published_source] if entry.published_source else "origin unknown"
    doubt = ", doubtful" if entry.published_confidence == "low" else ""
    return f"{said} ({origin}{doubt})"


def of_measure(one: MeasureDate, where: tzinfo) -> str:
    """Return a date of a measure as exact as it is known."""
    return _date(one.date, one.precision, where)


def _date(iso: str, precision: Precision | None, where: tzinfo) -> str:
    if re.fullmatch(r"\d{4}", iso):
        return f"{iso}, day unknown"
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", iso):
        return f"{_MONTHS[int(found[2]) - 1]} {found[1]}, day unknown"
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return one_line(printable(iso))
    if precision == "day" or len(iso) == len("2026-05-05"):
        return calendar_day(at)
    if at.tzinfo is None:
        return f"{calendar_day(at)}, {at:%H:%M}, zone unknown"
    try:
        local = at.astimezone(where)
    except OverflowError:  # the years 1 and 9999
        return one_line(printable(iso))
    said = moment(at, where)
    if local.date() != at.date():
        # A licence that is due «from 1 June» must not look like one of 31 May.
        return f"{said}; {calendar_day(at)} where it was published"
    return said
