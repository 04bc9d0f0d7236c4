"""Zones of time as dates print them: offsets, abbreviations, names of places.

An abbreviation that several zones use (CST, IST, BST) is the source's own zone where that zone
uses it, else the meaning listed here.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.dates.line import holds_any

_OFFSETS: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "ast": -4, "adt": -3, "nst": -3.5, "ndt": -2.5,
    "brt": -3, "art": -3, "clt": -4, "pet": -5, "bot": -4,
    "bst": 1, "west": 1, "cet": 1, "met": 1, "mez": 1, "wat": 1,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "cat": 2, "sast": 2, "eest": 3, "msk": 3,
    "мск": 3, "eat": 3, "trt": 3, "msd": 4, "gst": 4, "pkt": 5, "uzt": 5, "ist": 5.5,
    "npt": 5.75, "mmt": 6.5, "ict": 7, "wib": 7, "hkt": 8, "sgt": 8, "myt": 8, "pht": 8,
    "wita": 8, "awst": 8, "ulat": 8, "jst": 9, "kst": 9, "wit": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
"""Hours east of UTC. Source: RFC 822 section 5 for the American ones; IANA for the others."""

_PLACES = {
    "北京时间": "Asia/Shanghai", "北京時間": "Asia/Shanghai", "beijing time": "Asia/Shanghai",
    "中国时间": "Asia/Shanghai", "台北時間": "Asia/Taipei", "台灣時間": "Asia/Taipei",
    "香港时间": "Asia/Hong_Kong", "香港時間": "Asia/Hong_Kong", "日本時間": "Asia/Tokyo",
    "hong kong time": "Asia/Hong_Kong", "japan time": "Asia/Tokyo", "korea time": "Asia/Seoul",
    "한국시간": "Asia/Seoul", "한국 시간": "Asia/Seoul", "hora de madrid": "Europe/Madrid",
    "hora peninsular": "Europe/Madrid", "по москве": "Europe/Moscow",
    "central european time": "Europe/Berlin", "heure de bruxelles": "Europe/Brussels",
    "british summer time": "Europe/London", "india standard time": "Asia/Kolkata",
    "eastern time": "America/New_York", "et": "America/New_York", "ct": "America/Chicago",
    "eastern standard time": "America/New_York", "eastern daylight time": "America/New_York",
    "central time": "America/Chicago", "mountain time": "America/Denver",
    "pacific standard time": "America/Los_Angeles", "pacific daylight time": "America/Los_Angeles",
    "mt": "America/Denver", "pacific time": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "moscow time": "Europe/Moscow", "по московскому времени": "Europe/Moscow",
    "heure de paris": "Europe/Paris", "london time": "Europe/London",
}  # fmt: skip

_NUMERIC = re.compile(
    r"(?:(?:utc(?:/gmt)?|gmt)\s?(?P<named>[+-])\s?|\s?(?<![\d.])(?P<bare>[+-]))"
    r"(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?![\d:])"
)
"""A bare sign touches its number: in `10:00 - 12:00` it is the dash of a span of hours."""
_NAME = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(sorted(map(re.escape, [*_OFFSETS, *_PLACES]), key=len, reverse=True))
    + r")(?![^\W\d_])"
)
_WORDS = frozenset(word for name in (*_OFFSETS, *_PLACES) for word in name.split())
_IANA = re.compile(r"\[([a-z]+/[a-z_]+(?:/[a-z_]+)?)\]")
_MAX_HOURS, _MAX_HOURS_WEST = 14, 11
"""Nobody lives where it is twelve hours earlier: 10:00-12:00 is a span."""

_AMERICAN = frozenset(
    ("est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "mt", "pt")
)
"""Zones whose people write the month first."""

_AMERICAN_NAME = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(_AMERICAN))})(?![^\W\d_])")
_NEUTRAL = frozenset(("z", "ut", "utc", "gmt", "met", "art", "cat", "eat", "bot", "pet", "wit"))
"""Zones of nobody's, and those that are English words besides."""

_DAY_FIRST_NAME = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(sorted(set(_OFFSETS) - _AMERICAN - _NEUTRAL))})(?![^\W\d_])"
)
_ABBREVIATIONS_BY_LANGUAGE = {("zh", "cst"): "Asia/Shanghai"}
"""What an abbreviation of several zones means to who writes a language: 2025-04-04 16:30 CST."""


@lru_cache(maxsize=256)
def zone_named(name: str) -> tzinfo:
    """Return the zone of an IANA name; UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC


def names_day_first_zone(text: str) -> bool:
    """Say whether `text` names a zone whose people write the day first: IST, CET, МСК."""
    return _DAY_FIRST_NAME.search(text) is not None


def names_american_zone(text: str) -> bool:
    """Say whether `text` names a zone of the United States by its usual abbreviation."""
    return _AMERICAN_NAME.search(text) is not None


def take_zone(text: str, own: tzinfo, language: str | None) -> tuple[tzinfo | None, str]:
    """Return the zone written in `text` and the text without it.

    `text` is what is left of a date line once date and time are out of it; `own` is the
    source's zone. The zone is None where none is written.
    """
    zone: tzinfo | None = None
    rest = _IANA.sub(" ", text) if "[" in text else text
    if found := _NUMERIC.search(rest):
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        is_west = "-" in (found["named"], found["bare"])
        if hours <= (_MAX_HOURS_WEST if is_west else _MAX_HOURS):
            offset = timedelta(hours=hours, minutes=minutes)
            zone = timezone(-offset if is_west else offset)
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if (holds_any(rest, _WORDS) or "时" in rest or "時" in rest or "시" in rest) and (
        found := _NAME.search(rest)
    ):
        zone = zone or _by_name(found[0], own, language)
        rest = _NAME.sub(" ", rest)
    return zone, rest


def _by_name(name: str, own: tzinfo, language: str | None) -> tzinfo:
    if place := _PLACES.get(name):
        return zone_named(place)
    if name in _own_names(own):
        return own
    if place := _ABBREVIATIONS_BY_LANGUAGE.get((language or "", name)):
        return zone_named(place)
    return timezone(timedelta(hours=_OFFSETS[name])) if _OFFSETS[name] else UTC


@lru_cache(maxsize=256)
def _own_names(zone: tzinfo) -> frozenset[str]:
    """Return the abbreviations that a zone uses in winter and in summer."""
    days = (datetime(2025, month, 1, tzinfo=zone) for month in (1, 7))
    return frozenset((day.tzname() or "").lower() for day in days)
