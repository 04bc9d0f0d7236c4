"""Dates that only feeds write, to forms that everybody reads; all others stay as written.

Weblog software of some countries puts its own month names into RFC 822 or ISO 8601, and Korean
services leave out the zone.
"""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_GREEK = "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ".split()
_HUNGARIAN = (
    "januar februar marcius aprilis majus junius julius augusztus szeptember oktober november"
    " december"
).split()

_GREEK_DATE = re.compile(
    r"(?:[^\W\d_]{2,12},?\s+)?(\d{1,2})\s+([^\W\d_]{3,12})\s+(\d{4})(\s+\d\d?:\d\d(?::\d\d)?.{0,20})?"
)
_HUNGARIAN_DATE = re.compile(r"(\d{4})-([^\W\d_]{5,12})-(\d{1,2})(?:T(\d{1,2}):(\d\d)(.{0,12}))?")
_KOREAN_DATE = re.compile(
    r"(\d{4})(?:년\s*|-)(\d{1,2})(?:월\s*|-)(\d{1,2})일?\s+(오전|오후)?\s*(\d{1,2}):(\d\d)(?::(\d\d))?"
)
_SHORT_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2}):(\d\d)(\D.{0,20})?")
_MAX_CHARACTERS = 60


def plain_date(written: str | None) -> str | None:
    """Return a date of a feed as written, or as RFC 822 or ISO 8601 where it is hard to read.

    Korean dates without a zone are in that of Korea, as feedparser has them.
    """
    if not written or len(written) > _MAX_CHARACTERS:
        return written
    if not written[0].isdigit() and written.isascii():
        return written  # the usual date of RSS
    if short := _SHORT_ISO.fullmatch(written):
        year, month, day, hour, minute, rest = short.groups("")
        return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}{rest}"
    return written if written.isascii() else _translated(written)


def _translated(written: str) -> str:
    if greek := _GREEK_DATE.fullmatch(written):
        day, name, year, time = greek.groups("")
        # `Ιούλ` is July and `Ιούν` June, written in full or not, with or without accents.
        if number := _month(name, _GREEK):
            return f"{day} {_ENGLISH[number - 1]} {year}{time}"
    if hungarian := _HUNGARIAN_DATE.fullmatch(written):
        year, name, day, hour, minute, rest = hungarian.groups("")
        if number := _month(name, _HUNGARIAN):
            time = f"T{hour:0>2}:{minute}{rest}" if hour else ""
            return f"{year}-{number:02}-{day:0>2}{time}"
    if (korean := _KOREAN_DATE.fullmatch(written)) and ("년" in written or korean[4]):
        year, month, day, half, hour, minute, second = korean.groups("")
        at = int(hour) % 12 + (12 if half == "오후" else 0) if half else int(hour)
        return f"{year}-{month:0>2}-{day:0>2}T{at:02}:{minute}:{second or '00'}+09:00"
    return written


def _month(name: str, names: list[str]) -> int:
    """Return the number of a month by the start of its name, 0 where it is none."""
    spread = unicodedata.normalize("NFD", name.lower())
    plain = "".join(one for one in spread if not unicodedata.combining(one))
    return next((number for number, one in enumerate(names, 1) if plain.startswith(one)), 0)
