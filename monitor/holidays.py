"""Days on which whole countries publish as on a Sunday. A few long holidays, by time zone only.

Nobody is told that a ministry is silent because of the New Year. Single public holidays are left
out: they are no longer than a weekend, which every source has in its history.
"""

from __future__ import annotations

from datetime import date, timedelta, tzinfo

_LUNAR_NEW_YEAR = {
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28),
    2037: (2, 15), 2038: (2, 4), 2039: (1, 24), 2040: (2, 12),
}  # fmt: skip
"""Month and day. Source: Hong Kong Observatory, Gregorian-Lunar calendar conversion table."""

_CHINESE = frozenset(
    {"Asia/Shanghai", "Asia/Chongqing", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau"}
)
_LUNAR = _CHINESE | {"Asia/Taipei", "Asia/Singapore", "Asia/Seoul", "Asia/Ho_Chi_Minh"}


def is_holiday(day: date, zone: tzinfo) -> bool:
    """Say whether a day falls into one of the long holidays of a zone."""
    key = (day.month, day.day)
    if key >= (12, 24) or key == (1, 1):
        return True
    name = str(zone)
    if name in _CHINESE and ((5, 1) <= key <= (5, 5) or (10, 1) <= key <= (10, 8)):
        return True
    if name == "Asia/Tokyo" and ((4, 29) <= key <= (5, 6) or key <= (1, 3)):
        return True
    if name in _LUNAR and key <= (3, 1) and day.year in _LUNAR_NEW_YEAR:
        since = day - date(day.year, *_LUNAR_NEW_YEAR[day.year])
        return timedelta(days=-1) <= since <= timedelta(days=7)
    return False
