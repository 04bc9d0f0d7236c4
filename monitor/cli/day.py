"""Days on the command line: one, since when, and up to when."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import click

_Value = TypeVar("_Value", bound=date)
_AGO = re.compile(r"(\d{1,5})([dw])")
_DAYS = {"d": 1, "w": 7}
_SUCH = "a day such as 2024-03-01"


class _Dated(click.ParamType[_Value]):
    """What a function reads from a word; its ValueError says what is wrong with that."""

    name = "date"

    def __init__(self, kind: type[_Value], read: Callable[[str], _Value]) -> None:
        self._kind = kind
        self._read = read

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> _Value:
        """Return what was read; what is no word was read before."""
        if isinstance(value, self._kind):
            return value
        try:
            return self._read(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"{word} is not {_SUCH}") from error


def _since(word: str) -> datetime:
    from monitor.clock import system_clock

    if found := _AGO.fullmatch(word):
        try:
            return _midnight(system_clock().date()) - timedelta(int(found[1]) * _DAYS[found[2]])
        except OverflowError as error:
            raise ValueError(f"{word} is before all time") from error
    try:
        return _midnight(date.fromisoformat(word))
    except ValueError as error:
        raise ValueError(f"{word} is neither {_SUCH} nor 30d or 12w") from error


def _until(word: str) -> datetime:
    day = _day(word)
    if day == date.max:
        raise ValueError(f"{word} is the last day of all; leave it out")
    return _midnight(day) + timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


DAY = _Dated(date, _day)
"""A day as `YYYY-MM-DD`."""
SINCE = _Dated(datetime, _since)
"""A day as `YYYY-MM-DD`, or how long ago, `30d` or `12w`: the instant at which it begins, UTC."""
UNTIL = _Dated(datetime, _until)
"""A day as `YYYY-MM-DD`, that day included: the instant at which it is over, UTC."""
