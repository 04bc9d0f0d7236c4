"""Dates written in Chinese numerals or in Japanese and Taiwanese eras → Arabic years."""

from __future__ import annotations

import re

_DIGITS = {"〇": 0, "○": 0, "◯": 0, "零": 0, "o": 0, "0": 0} | {
    character: number for number, character in enumerate("一二三四五六七八九", start=1)
}
_FORMAL = str.maketrans("壹贰貳叁肆伍陆陸柒捌玖拾", "一二二三四五六六七八九十")
"""Numerals of cheques and deeds."""

_SIGNS = "一二三四五六七八九十"
_YEAR = re.compile(r"[〇○◯零o0一二三四五六七八九]{4}(?=\s?年)")
_SPOKEN_YEAR = re.compile(rf"二千[零〇]?([{_SIGNS}]{{1,3}})(?=年)")
_SMALL = re.compile(rf"(?<![〇零{_SIGNS}])[{_SIGNS}廿卅]{{1,3}}(?=\s?[月日号號])")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_ERA = re.compile(
    rf"(?:中[華华])?(令和|平成|昭和|大正|民國|民国)\s?(元|[{_SIGNS}百零〇]{{1,6}}|\d{{1,3}})\s?年"
)
_GLOSS = re.compile(
    r"\((?:(?:令和|平成|昭和|大正|民國|民国)\s?[元\d一二三四五六七八九十百]{1,5}|(?:19|20)\d\d)"
    r"\s?年?\)(?=\s?年?\s?\d{1,2}\s?月)"
)
"""The same year in the other reckoning: 平成30年(2018年)3月7日."""
_ERA_NUMBERS = re.compile(
    r"(令和?|平成?|昭和?|民國)\s?(\d{1,3})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)"
)
_FIRST_SIGNS = {"令": 2018, "平": 1988, "昭": 1925, "民": 1911}
_SHORT_ERAS = {"r": 2018, "h": 1988, "s": 1925}
_SHORT_ERA = re.compile(
    r"(?<![^\W_])([rhs])\s?(\d{1,2})(?:([./-])(\d{1,2})\3(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)"
)
_REPUBLIC = re.compile(r"(?<![\d年])(1[01]\d)\s?年(?=\s?\d{1,2}\s?月\s?\d{1,2}\s?日)")
"""A year of three digits before month and day counts from 1912, as Taiwan's offices write it."""


def arabic(text: str) -> str:
    """Return a lower-case date line with its Chinese numerals and eras as Arabic numbers."""
    text = _SHORT_ERA.sub(_short_era, text)
    if text.isascii():
        return text
    if "年" in text:
        text = _GLOSS.sub("", text.replace("年元月", "年1月"))
        text = _ERA.sub(lambda era: f"{_ERAS[era[1]] + _year_of_era(era[2])}年", text)
        text = _YEAR.sub(_digits, text.translate(_FORMAL))
        text = _SPOKEN_YEAR.sub(lambda year: str(2000 + small(year[1])), text)
    text = _ERA_NUMBERS.sub(
        lambda era: f"{_FIRST_SIGNS[era[1][0]] + int(era[2])}-{era[3]}-{era[4]}", text
    )
    text = _SMALL.sub(lambda number: str(small(number[0])), text)
    return _REPUBLIC.sub(lambda year: f"{1911 + int(year[1])}年", text)


def small(text: str) -> int:
    """Return the number below 200 that Chinese numerals say: 十一, 廿三, 一百一十四."""
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in "廿卅":
            total += 20 if character == "廿" else 30
        else:
            digit = _DIGITS[character]
    return total + digit


def _short_era(era: re.Match[str]) -> str:
    month, day = era[4] or era[6], era[5] or era[7]
    return f"{_SHORT_ERAS[era[1]] + int(era[2])}-{month}-{day}"


def _digits(text: re.Match[str] | str) -> str:
    return "".join(str(_DIGITS[sign]) for sign in (text if isinstance(text, str) else text[0]))


def _year_of_era(text: str) -> int:
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    return small(text) if "十" in text or "百" in text or len(text) == 1 else int(_digits(text))
