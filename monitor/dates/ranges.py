"""Spans of days by their first day: `4–6 April 2025` → `4 April 2025`.

The first day of a span is the one a reader would sort it by. Spans whose both ends are whole
dates need no rule: the first is read first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from monitor.dates.forms import TH
from monitor.dates.names import MONTHS

_JOINS = "to|bis|au|al|a|y|et|und|and|по|и|through|until"
_TO = rf"\s?(?:[-~&+至到]|(?<![^\W\d_])(?:{_JOINS})(?![^\W\d_]))\s?"
_NAME = rf"(?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})(?![^\W\d_])\.?"
_START = r"(?<![\d.:/-])"
_MAY_BE_RANGE = re.compile(
    r"\d(?:st|nd|rd|th|er|\.)?(?:\s?(?:de )?[^\W\d_]{1,12}\.?)?"
    rf"(?:\s?[-~&+至到]|\s(?:{_JOINS})\s)|[^\W\d_]\s?\d{{1,2}}\s?-"
)
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)/(?=\d{4}-\d\d-\d\d)")
_FIRST = r"(?:st|nd|rd|th)?"
_SIGNED = r"(월|月)(\s?\d{1,2})([日일]?)\s?[-~至到]\s?\d{1,2}([日일])"
_DAYS_THEN_MONTH = (
    rf"{_START}(\d{{1,2}}){TH}{_TO}(?:den |el |le )?\d{{1,2}}{TH}(?=\s?(?:de |of )?{_NAME})"
)
_MONTH_THEN_DAYS = (
    rf"(?<![^\W\d_])({_NAME}\s?\d{{1,2}}){_FIRST}{_TO}\d{{1,2}}{_FIRST}(?=,?\s\d{{4}})"
)
_TWO_MONTHS = (
    rf"{_START}(?P<first>\d{{1,2}}{TH}\s?(?:de )?(?P<name>{_NAME})){_TO}(?:den |el |le )?"
    rf"\d{{1,2}}{TH}\s?(?:de )?(?P<last>{_NAME}),?\s(?:de )?(?P<y>\d{{4}})"
)
_MONTHS_FIRST = (
    rf"(?<![^\W\d_])(?P<first>(?P<name>{_NAME})\s\d{{1,2}}){_FIRST}{_TO}"
    rf"(?P<last>{_NAME})\s\d{{1,2}}{_FIRST},?\s(?P<y>\d{{4}})"
)
_POINTED = rf"{_START}(\d{{1,2}}\.)(\d{{1,2}}\.)?{_TO}\d{{1,2}}\.(\d{{1,2}}\.)(?=\d{{2,4}}(?!\d))"
_SLASHED = rf"{_START}(\d{{1,2}})(/\d{{1,2}})?{_TO}\d{{1,2}}(/\d{{1,2}})(?=/\d{{4}}(?!\d))"


def first_days(line: str) -> str:
    """Return a plain date line with each span of days as its first day."""
    line = _INTERVAL.sub(r"\1 - ", line)
    if not _MAY_BE_RANGE.search(line):
        return line
    for form, first in _rules():
        line = form.sub(first, line)
    return line


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Return each form of a span with what stands for it; compiled when first needed."""
    rules: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        (_SIGNED, lambda span: f"{span[1]}{span[2]}{span[4]}"),
        (_TWO_MONTHS, _with_year),
        (_MONTHS_FIRST, _with_year),
        (_DAYS_THEN_MONTH, lambda span: span[1]),
        (_MONTH_THEN_DAYS, lambda span: span[1]),
        (_POINTED, lambda span: f"{span[1]}{span[2] or span[3]}"),
        (_SLASHED, lambda span: f"{span[1]}{span[2] or span[3]}"),
    )
    return tuple((re.compile(form), first) for form, first in rules)


def _with_year(span: re.Match[str]) -> str:
    """Return the first day with the last one's year, or the year before: 28 Dec - 2 Jan 2025."""
    names = (span["name"].rstrip("."), span["last"].rstrip("."))
    first, last = (MONTHS[name] for name in names)
    return f"{span['first']} {int(span['y']) - (first > last)}"
