"""How numbers of documents are written: the mark before them, lists and ranges of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMBER_MARK = r"(?:(?:nos?|nrn?|num|numbers?|numeros?|numero|n)(?:\.? ?o?s?|°s?)?[.:°]? ?|# ?)"
"""`No.`, `Nos.`, `Nr.`, `n°`, `n.º`, `№`, `#`, as folding leaves them."""
_NUMBER = re.compile(r"[0-9]{1,4}")
_NEAR_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_NEAR = 60
"""Characters on either side in which the year of a number may stand."""
_MAX_RANGE = 30
_RANGE_MARKS = {"", "~", "至", "to", "bis"}


class Found(NamedTuple):
    """An id and where it is written."""

    id: str
    start: int
    end: int


def listed(
    stem: str, text: str, places: tuple[int, int], whole: tuple[int, int]
) -> Iterator[Found]:
    """Yield each number of a list; one alone takes the place of the whole phrase."""
    numbers = list(_NUMBER.finditer(text, *places))
    if len(numbers) == 1:
        yield Found(stem + str(int(numbers[0][0])), *whole)
        return
    before: re.Match[str] | None = None
    for number in numbers:
        first = last = int(number[0])
        start = number.start()
        if (
            before is not None
            and text[before.end() : start].strip(" 第제no.") in _RANGE_MARKS
            and int(before[0]) < last
        ):
            first, start = int(before[0]) + 1, before.start()
        for value in range(first, min(last, first + _MAX_RANGE) + 1):
            yield Found(f"{stem}{value}", start, number.end())
        before = number


def year_near(text: str, start: int, end: int) -> str | None:
    """Return the year that stands close, as in `Nos. 55 and 56 (Oct 9, 2025)`; behind first."""
    behind = _NEAR_YEAR.search(text, end, end + _NEAR)
    if behind is not None:
        return behind[0]
    ahead = list(_NEAR_YEAR.finditer(text, max(0, start - _NEAR), start))
    return ahead[-1][0] if ahead else None
