"""A time of reception on the command line: since when, and up to when."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import click

_AGO = re.compile(r"(\d{1,5})([dw])")
_DAYS = {"d": 1, "w": 7}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


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
        try:
            return _midnight(date.fromisoformat(str(value)))
        except ValueError:
            self.fail(f"{value} is neither a day such as 2024-03-01 nor 30d or 12w", param, ctx)


class Until(click.ParamType[datetime]):
    """A day as `YYYY-MM-DD`, that day included."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the instant at which it is over, UTC."""
        if isinstance(value, datetime):
            return value
        try:
            return _midnight(date.fromisoformat(str(value))) + timedelta(days=1)
        except (ValueError, OverflowError):
            self.fail(f"{value} is not a day such as 2024-03-01", param, ctx)
