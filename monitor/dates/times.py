"""The time of day in a date line: 16:30, 4:30 p.m., 16h30, 16.30 Uhr, 下午4时30分."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.dates.names import AFTERNOONS, MORNINGS
from monitor.model import Precision

_HALF = "|".join(sorted(map(re.escape, (*MORNINGS, *AFTERNOONS)), key=len, reverse=True))
_BEFORE = rf"(?:(?P<before>{_HALF})\s?)?"
_AFTER = rf"(?:\s?(?P<after>{_HALF})(?![^\W\d_]))?"
_FORMS = tuple(
    (signs, re.compile(form))
    for signs, form in zip(
        (":", "时時点點시", "h", "u", "", ".", ""),
        (
            rf"{_BEFORE}(?<![\d:.])(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d{{1,9}})?)?"
            rf"(?!\d|:\d){_AFTER}(?:\s?uhr)?",
            rf"{_BEFORE}(?<!\d)(?P<h>\d{{1,2}})\s?[时時点點시](?!间|間)\s?(?:(?P<m>\d{{1,2}})\s?[分분]?)?"
            r"(?:\s?(?P<s>\d{1,2})\s?[秒초])?",
            r"(?<![\d.])(?P<h>\d{1,2})\s?hs?(?![a-z])\s?(?P<m>[0-5]\d)?(?!\d)",
            r"(?<![\d.])(?P<h>\d{1,2})(?:[.:](?P<m>[0-5]\d))?\s?uhr(?![a-z])",
            rf"(?<![\d.])(?P<h>\d{{1,2}})(?:\.(?P<m>[0-5]\d))?\s?(?P<after>{_HALF})(?![^\W\d_])",
            r"(?<=[t ,])(?P<h>[01]?\d|2[0-3])\.(?P<m>[0-5]\d)(?=\s*(?:$|[a-z]{2,4}$))",
            r"(?<=[t ])(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?P<s>[0-5]\d)?(?=\s*(?:z|$|[+-]\d))",
        ),
        strict=True,
    )
)
"""Forms of a time, each behind the signs of which it has at least one; "": it may have none."""
_LONE_HALF = re.compile("|".join(half for half in (*MORNINGS, *AFTERNOONS) if half > "~"))
_DIGIT = re.compile(r"\d")
_NOON = 12


class TimeOfDay(NamedTuple):
    """A clock time; `days` is 1 for 24:00, which is the next day's midnight."""

    hour: int
    minute: int
    second: int
    precision: Precision
    days: int = 0


def take_time(text: str) -> tuple[TimeOfDay | None, str]:
    """Return the first time of day in `text` and the text without it; None: it holds none.

    An impossible time stays in the text, so that the line is not taken for a date.
    """
    for signs, form in _FORMS if _DIGIT.search(text) else ():
        if signs and not any(sign in text for sign in signs):
            continue
        if found := form.search(text):
            time = _time(found)
            if time is not None:
                return time, f"{text[: found.start()]} {text[found.end() :]}"
    return None, _LONE_HALF.sub(" ", text)


def _time(found: re.Match[str]) -> TimeOfDay | None:
    groups = found.groupdict()
    hour = int(groups["h"])
    minute, second = int(groups.get("m") or 0), int(groups.get("s") or 0)
    half = groups.get("before") or groups.get("after")
    if half in AFTERNOONS and hour < _NOON and not (half == "中午" and hour > _NOON - 2):
        hour += _NOON
    elif half in MORNINGS and hour == _NOON:
        hour = 0
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    precision: Precision = "hour"
    if groups.get("m"):
        precision = "second" if groups.get("s") else "minute"
    # A leap second has no place in datetime; its minute's last second is nearest.
    return TimeOfDay(hour % 24, minute, min(second, 59), precision, hour // 24)
