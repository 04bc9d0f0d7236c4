"""Dates that an article's own lines give to themselves, and dates of something else.

`VESTBY, Norlund, Feb. 11, 2025 -- The company …` is dated; `Effective date: 1 May 2025` is not.
"""

from __future__ import annotations

import re

from monitor import dates
from monitor.model import DateReading

_DASH = re.compile(r"\s?(?:--|[–—])\s?|\s-\s|\s?/\s-?-?\s?|:\s")
_CARRIER = re.compile(r"\s*(?:[(（][^()（）]{2,40}[)）]|/[^/]{2,40}(?:/|$))\s*$")
_PLACE = re.compile(r"[A-ZÀ-ÝА-Я][^.!?;:]{1,60}$")
_HAN = re.compile(r"[【(（\[]?[\u4e00-\u9fff]{2,14}?(?P<date>20\d\d年\d{1,2}月\d{1,2}日)[电電讯訊]")
_MAX_DATELINE = 110
_OTHER = re.compile(
    r"[^\d:：|]{0,40}(?:\beffective\b|\bin force\b|\bexpir|\bdeadline|\bdue\b|\bclos(?:es|ing)\b|"
    r"\bvalid\b|\bevent date|\b(?:start|end)(?:s|ing)?\b|\bcompliance\b|生效|实施|施行|截止|截至|"
    r"有效期|到期|締切|期限|시행|마감|유효|inkraft|in kraft|gültig|frist|entrée en vigueur|"
    r"date limite|échéance|vigor\b|vigencia|límite|вступ|\bсрок)",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\W{0,2}(?:成文|签发|印发|起草|簽發|作成)日期?")


def names_other_date(line: str) -> bool:
    """Say whether a label says that the line's date is no publication: in force, deadline."""
    return _OTHER.match(line) is not None


def names_writing(line: str) -> bool:
    """Say whether a label dates the writing or signing of a document, not its publication."""
    return _WRITTEN.match(line) is not None


def dateline(paragraph: str, timezone: str) -> DateReading | None:
    """Return the date, with its year, between place and dash at the start of `paragraph`."""
    opening = paragraph[:_MAX_DATELINE]
    if found := _HAN.match(opening):
        return dates.read(found["date"], timezone=timezone)
    for dash in _DASH.finditer(opening):
        written = _CARRIER.sub("", opening[: dash.start()])
        parts = written.split(",")
        for count in (1, 2, 3):
            place, date = ",".join(parts[:-count]), ",".join(parts[-count:]).strip()
            if not _PLACE.match(place):
                continue
            reading = dates.read(date, timezone=timezone)
            if reading is not None and dates.exact_to_day(reading):
                return reading
    return None
