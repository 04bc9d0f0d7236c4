"""Days on the command line: one, since when, and up to when."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import click

_AGO = re.compile(r"(\d{1,5})([dw])")
_DAYS = {"d": 1, "w": 7}


class Day(click.ParamType[date]):
    """A day as `YYYY-MM-DD`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        day = _day(value)
        return self.fail(f"{value} is not {_SUCH}", param, ctx) if day is None else day


class Since(click.ParamType[datetime]):
    """A day as `YYYY-MM-DD`, or how long ago: `30d`, `12w`."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the instant at which it begins, UTC."""
        from monitor.clock import system_clock

        if isinstance(value, datetime):
            return value
        if found := _AGO.fullmatch(str(value)):
            today = _midnight(system_clock().date())
            try:
                return today - timedelta(days=int(found[1]) * _DAYS[found[2]])
            except OverflowError:
                self.fail(f"{value} is before all time", param, ctx)
        if (day := _day(value)) is None:
            self.fail(f"{value} is neither {_SUCH} nor 30d or 12w", param, ctx)
        return _midnight(day)


class Until(click.ParamType[datetime]):
    """A day as `YYYY-MM-DD`, that day included."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the instant at which it is over, UTC."""
        if isinstance(value, datetime):
            return value
        day = _day(value)
        if day is None or day == date.max:
            self.fail(f"{value} is not {_SUCH}", param, ctx)
        return _midnight(day) + timedelta(days=1)


_SUCH = "a day such as 2024-03-01"


def _day(value: object) -> date | None:
    """Return the day of `YYYY-MM-DD`; None: it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
