"""When a digest is due: at once, or by a cron expression in the subscription's zone.

Cron is read as Vixie cron reads it, day of week 0 and 7 = Sunday, and daylight saving shifts
as Debian's cron treats them (cronsim): a skipped hour runs once, a doubled hour runs once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

IMMEDIATE = "immediate"
_NAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
"""Source: crontab(5)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as configured: `immediate`, five cron fields, or a name such as `@daily`."""

    words: str
    timezone: ZoneInfo

    @staticmethod
    def mistake(words: str) -> str | None:
        """Return what is wrong with a schedule, or None."""
        if words == IMMEDIATE:
            return None
        expression = _NAMES.get(words, words)
        if len(expression.split()) != 5:
            return 'expected "immediate" or five cron fields such as "0 8 * * *"'
        try:
            next(CronSim(expression, datetime(2026, 1, 1, tzinfo=UTC)))
        except CronSimError as error:
            return f"not a cron expression: {error}"
        except StopIteration:
            return "never comes: no such day within 50 years"
        return None

    @property
    def is_immediate(self) -> bool:
        """Whether a digest is due as soon as something matched."""
        return self.words == IMMEDIATE

    def next_after(self, instant: datetime) -> datetime:
        """Return the first due instant after `instant`, in UTC; the same instant if immediate."""
        if self.is_immediate:
            return instant
        local = instant.astimezone(self.timezone)
        times = CronSim(_NAMES.get(self.words, self.words), local)
        # In an hour that comes twice the next time by the clock may lie before the instant.
        return next(due for time in times if (due := time.astimezone(UTC)) > instant)

    def told(self) -> str:
        """Return it in words for a digest's head, such as `daily 08:00 Europe/Berlin`."""
        minute, hour, *days = (
            _NAMES.get(self.words, self.words).split() if not self.is_immediate else ("", "", "")
        )
        zone = self.timezone.key
        if self.is_immediate:
            return "as it happens"
        at = f"{int(hour):02}:{int(minute):02}" if hour.isdigit() and minute.isdigit() else ""
        if at and days == ["*", "*", "*"]:
            return f"daily {at} {zone}"
        if at and days in (["*", "*", "1-5"], ["*", "*", "mon-fri"], ["*", "*", "MON-FRI"]):
            return f"weekdays {at} {zone}"
        return f"{self.words} {zone}"
