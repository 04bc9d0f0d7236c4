"""The only place that reads the wall clock; everything else is handed a `Clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


def system_clock() -> datetime:
    """Return the present instant in UTC, to the microsecond."""
    return datetime.now(UTC)  # noqa: TID251 - the one place
