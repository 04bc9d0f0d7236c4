"""Days said by their weekday: last Tuesday, 上周五, mardi dernier, во вторник."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from monitor.dates.line import holds_any
from monitor.dates.names import SPOKEN_WEEKDAYS

_LETTERS = sorted((name for name in SPOKEN_WEEKDAYS if name[0] < "\u3000"), key=len, reverse=True)
_SIGNS = sorted((name for name in SPOKEN_WEEKDAYS if name[0] >= "\u3000"), key=len, reverse=True)
_NAME = (
    rf"(?:(?<![^\W\d_])(?:{'|'.join(_LETTERS)})(?![^\W\d_])\.?|"
    rf"(?:{'|'.join(map(re.escape, _SIGNS))}))"
)
_ANY = re.compile(_NAME)
_NAMES = frozenset(SPOKEN_WEEKDAYS)
_SIGN = re.compile("[周週曜期拜요]")
_BEFORE = {
    "past": "last|past|letzten|letzter|letzte|letztem|vergangenen|vergangener|vorigen|pasado|"
    "pasada|прошлый|прошлую|прошлое|минувший|минувшую|минувшее|지난",
    "last week": "上个?|上個|先週の?|지난 ?주|last week",
    "this week": "本|这个?|這個?|今週の?|이번 ?주|this|ce|este|diesen|dieser|diesem|эта"
    "|эту|этот|это",
    "next": "next|nachsten|kommenden|proximo|следующий|следующую|다음",
    "next week": "下个?|下個|来週の?|다음 ?주|next week",
}
_AFTER = {"past": "dernier|derniere|pasado|pasada", "next": "prochain|prochaine|proximo|que viene"}
_SAID = re.compile(
    "(?:"
    + "|".join(
        rf"(?P<b{index}>{words})" for index, words in enumerate(_BEFORE.values())
    )
    + rf")?\s?(?P<name>{_NAME})(?:\s(?:"
    + "|".join(rf"(?P<a{index}>{words})" for index, words in enumerate(_AFTER.values()))
    + r")(?![^\W\d_]))?"
)  # fmt: skip
_MAX_ABBREVIATION = 3


class SaidDay(NamedTuple):
    """A day said by its weekday, the line without it, and how it was said."""

    day: date
    rest: str
    ahead: bool
    """Whether it lies in the future by its words."""
    plain: bool
    """Whether nothing but the weekday says it: `Tuesday`."""
    short: bool
    """Whether the weekday is an abbreviation, which alone is too little: `Sun`."""


def weekday_in(text: str) -> int | None:
    """Return the first weekday (Monday is 0) that `text` names."""
    found = _ANY.search(text) if _may_name(text) else None
    return SPOKEN_WEEKDAYS[found[0].rstrip(".")] if found else None


def take_weekday(text: str, today: date) -> SaidDay | None:
    """Return the day that a weekday means, seen from `today`; None: no weekday is named.

    A weekday alone is the last such day, today included; pages print what has happened.
    """
    found = _SAID.search(text) if _may_name(text) else None
    if found is None:
        return None
    name = found["name"].rstrip(".")
    weekday = SPOKEN_WEEKDAYS[name]
    how = _manner(found)
    back = (today.weekday() - weekday) % 7
    monday = today - timedelta(days=today.weekday())
    match how:
        case "past":
            day = today - timedelta(days=back or 7)
        case "next":
            day = today + timedelta(days=7 - back)
        case "this week" | "last week" | "next week":
            weeks = {"this week": 0, "last week": -1, "next week": 1}[how]
            day = monday + timedelta(days=weekday, weeks=weeks)
        case _:
            day = today - timedelta(days=back)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    short = len(name) <= _MAX_ABBREVIATION and name[0] < "\u3000"
    return SaidDay(day, rest, ahead=day > today, plain=not how, short=short)


def _may_name(text: str) -> bool:
    return _SIGN.search(text) is not None or holds_any(text, _NAMES)


def _manner(found: re.Match[str]) -> str:
    for prefix, ways in (("b", _BEFORE), ("a", _AFTER)):
        for index, way in enumerate(ways):
            if found[f"{prefix}{index}"]:
                return way
    return ""
