"""Dates said from now: 2 hours ago, yesterday, vor 2 Stunden, 昨天, 3시간 전."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from monitor.dates.names import DAY_WORDS, ONES, UNITS
from monitor.model import Precision

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_COUNT = rf"(?P<count>\d{{1,4}}|半|{'|'.join(sorted(ONES, key=len, reverse=True))})"
_AGO = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\w){_COUNT}\s?(?P<unit>{_UNIT})\s?(?:ago|назад|以?前|之前|전)(?!\w)",
        rf"(?<!\w)(?:vor|il y a|hace|ha)\s{_COUNT}\s?(?P<unit>{_UNIT})(?!\w)",
        r"(?<!\w)(?P<unit>час|минуту|неделю|месяц|год|день)\sназад(?!\w)",
    )
)
_NOW = re.compile(
    r"(?<!\w)(?:just now|right now|刚刚|剛剛|たった今|방금|gerade eben|только что)(?!\w)"
)
_DAY = re.compile("|".join(sorted(map(re.escape, DAY_WORDS), key=len, reverse=True)))
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
_PRECISION: dict[str, Precision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
}


def take_span(text: str, now: datetime) -> tuple[datetime, Precision, str] | None:
    """Return the instant that «N units ago» means, how exact it is, and the rest of `text`."""
    if found := _NOW.search(text):
        return now, "minute", _without(text, found)
    for form in _AGO:
        if found := form.search(text):
            unit = UNITS[found["unit"]]
            count = found.groupdict().get("count") or "1"
            span = _SPANS[unit] * (0.5 if count == "半" else 1 if count in ONES else int(count))
            if span > timedelta(days=36500):
                return None
            return now - span, _PRECISION[unit], _without(text, found)
    return None


def take_day(text: str, now: datetime) -> tuple[datetime, str] | None:
    """Return the day that «today» or «yesterday» means and the rest of `text`."""
    if found := _DAY.search(text):
        return now + timedelta(days=DAY_WORDS[found[0]]), _without(text, found)
    return None


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
