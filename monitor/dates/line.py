"""A date line as the forms expect it: lower case, no accents, Arabic digits, nothing unseen.

Machine dates without separators are spread here into the printed form, so that each is read
by one rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from monitor.dates.names import MONTHS
from monitor.dates.numerals import arabic

_UNSEEN = (
    0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A),
    *range(0xFE00, 0xFE10), 0xFEFF,
)  # fmt: skip
"""Format characters: they are printed as nothing and would part a number. Unicode 15, Cf."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_MARKS: dict[int, str | None] = {
    **{
        code: unicodedata.normalize("NFD", chr(code))[0]
        for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    },
    **dict.fromkeys(_UNSEEN),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "’‘ʼ´′"), "'"),
    ord("〜"): "~",
}
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_COMPACT = re.compile(
    r"(?<![\d.,-])((?:19|20|21)\d\d)([01]\d)([0-3]\d)[t ]?"
    r"(?:([0-2]\d)(?::?([0-5]\d)(?::?([0-5]\d))?)?)?(?![\d:])"
)
_ISO_T = re.compile(r"(?<=\d)t(?=\d\d)")
_ISO_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)t([01]\d|2[0-3])(?=z?$|[+-])")
_ASCTIME = re.compile(
    rf"({'|'.join(map(re.escape, MONTHS))})\s+(\d{{1,2}}),?\s+(\d\d?:\d\d(?::\d\d)?)"
    r"\s+(?:([a-z]{1,5}|[+-]\d{4})\s+)?((?:19|20)\d\d)(?!\d)"
)
_LOG_TIME = re.compile(r"(\d{4}):(?=\d\d:\d\d)")
_TIME_THEN_YEAR = re.compile(r":\d\d\s+(?:[a-z]{1,5}\s+|[+-]\d{4}\s+)?(?:19|20)\d\d(?!\d)")
_GLUED_HOURS = re.compile(r"(?<!-\d\d )(?<![\d:])(\d?\d:\d\d)-(\d?\d:\d\d)(?![\d:])")
"""From when to when; behind an ISO day, as in 2025-04-04 05:00-07:00, it is an offset."""
_LETTERS = re.compile(r"[^\W\d_]+")
_PDF_START = re.compile(r"^d:(?=\d{8})")
_PDF_ZONE = re.compile(r"([+-]\d\d)'(\d\d)'?$")
_QUOTED_DAY = re.compile(r"[«\"„“”]\s?(\d{1,2})\s?[»\"“”]\s?(?=[^\W\d_])")
"""`«14» февраля 2025 г.`, as Russian offices leave room for the day in their forms."""
_LUNAR = re.compile(
    r"(?:农历|農曆|农曆|夏历|阴历|陰曆|旧暦|음력)\s?[^\s,;|]{1,12}(?:(?<=월)\s?\d{1,2}일)?|"
    r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年(?:[正冬腊臘一二三四五六七八九十]{1,2}月)?"
    r"(?:初[一二三四五六七八九十])?"
)
"""Days of the moon's calendar, which say no other day than the one printed beside them."""


def plain(text: str, *, compact: bool = True) -> str:
    """Return `text` as the forms of dates are written; offsets are not kept.

    `compact`: 20250404 is a date, not a number.
    """
    if not text.isascii():
        text = _western(text)
    text = text.lower()
    if not text.isascii():
        text = arabic(_LUNAR.sub(" ", text))
        if '"' in text or "«" in text or "“" in text:
            text = _QUOTED_DAY.sub(r"\1 ", text)
    elif "." in text or "/" in text:
        text = arabic(text)
    if text.startswith("d:"):
        text = _PDF_ZONE.sub(r"\1:\2", _PDF_START.sub("", text))
    text = _ISO_HOUR.sub(r"\1 \2h ", text)
    if compact:
        text = _COMPACT.sub(_spread, text)
    text = _ISO_T.sub(" ", text)
    if ":" in text:
        text = _LOG_TIME.sub(r"\1 ", text)
        if "-" in text:
            text = _GLUED_HOURS.sub(_apart_if_later, text)
        if _TIME_THEN_YEAR.search(text):
            text = _ASCTIME.sub(r"\1 \2, \5 \3 \4", text)
    return text


def holds_any(text: str, words: AbstractSet[str]) -> bool:
    """Say whether a plain line holds one of `words` between other signs than letters.

    Ten times as fast as looking for the words one after the other at each place.
    """
    return not words.isdisjoint(_LETTERS.findall(text))


def _western(text: str) -> str:
    """Return `text` with Latin letters bare of accents and all scripts' digits as 0-9."""
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _apart_if_later(hours: re.Match[str]) -> str:
    """Return a span of hours without its dash; 16:30-07:00 is a time and an offset."""
    start, end = (f"{hour:0>5}" for hour in hours.groups())
    return f"{start}~{end}" if start < end else hours[0]


def _spread(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second = found.groups()
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return found[0]
    time = ""
    if hour:
        time = f" {hour}h" if not minute else f" {hour}:{minute}" + (f":{second}" if second else "")
    return f"{year}-{month}-{day}{time}"
