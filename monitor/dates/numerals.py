"""Dates written in Chinese numerals or in Japanese and Taiwanese eras → Arabic years."""

from __future__ import annotations

import re

_DIGITS = {"〇": 0, "○": 0, "零": 0, "o": 0, "0": 0} | {
    character: number for number, character in enumerate("一二三四五六七八九", start=1)
}
_YEAR = re.compile(r"[〇○零o0一二三四五六七八九]{4}(?=\s?年)")
_SMALL = re.compile(
    r"(?<![〇零一二三四五六七八九十])[一二三四五六七八九十廿卅]{1,3}(?=\s?[月日号號])"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_ERA = re.compile(
    r"(?:中[華华])?(令和|平成|昭和|大正|民國|民国)\s?(元|[一二三四五六七八九十]{1,3}|\d{1,3})\s?年"
)
_SHORT_ERAS = {"r": 2018, "h": 1988, "s": 1925}
_SHORT_ERA = re.compile(r"(?<![a-z])([rhs])\s?(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?!\d)")


def arabic(text: str) -> str:
    """Return a lower-case date line with its Chinese numerals and eras as Arabic numbers."""
    text = _ERA.sub(lambda era: f"{_ERAS[era[1]] + _year_of_era(era[2])}年", text)
    text = _SHORT_ERA.sub(
        lambda era: f"{_SHORT_ERAS[era[1]] + int(era[2])}-{era[3]}-{era[4]}", text
    )
    text = _YEAR.sub(lambda year: "".join(str(_DIGITS[digit]) for digit in year[0]), text)
    return _SMALL.sub(lambda number: str(_small(number[0])), text)


def _year_of_era(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdecimal() else _small(text)


def _small(text: str) -> int:
    """Return the number that up to three Chinese numerals say: 十一, 二十三, 廿三."""
    total = 0
    for character in text:
        if character == "十":
            total = (total or 1) * 10
        elif character in "廿卅":
            total += 20 if character == "廿" else 30
        else:
            total += _DIGITS[character]
    return total
