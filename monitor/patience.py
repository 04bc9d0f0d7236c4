"""How long to wait after a failure: of a source, and of a message. Deciding only.

Nothing is ever given up silently: a source is looked at again for ever, a message is tried for
five days and then kept as dead, to be revived by hand.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_BACKOFF = timedelta(hours=24)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)
"""How long an undeliverable message is tried. Source: RFC 5321, 4.5.4.1."""


def look_again_in(
    interval: timedelta, *, failures: int, retry_after: timedelta | None
) -> timedelta:
    """Return how long to leave a source alone after its n-th failure in a row, n from 1.

    The interval doubles to a day; what the server asked for counts where it is longer, to a day.
    """
    doubled = interval * (1 << min(failures - 1, 16))
    backoff = max(interval, min(doubled, LONGEST_BACKOFF))
    return max(backoff, min(retry_after or timedelta(0), LONGEST_BACKOFF))


def send_again_in(
    key: str, *, attempts: int, age: timedelta, retry_after: timedelta | None
) -> timedelta | None:
    """Return how long to wait before the next attempt at a message, None to give it up.

    From a minute, doubling to six hours, each a tenth sooner or later by the message's `key`,
    so that messages which failed together do not come back together.
    """
    if age >= GIVE_UP_AFTER:
        return None
    wait = min(FIRST_RETRY * (1 << min(attempts - 1, 12)), LONGEST_RETRY)
    spread = int(hashlib.sha256(f"{key}{attempts}".encode()).hexdigest()[:4], 16) / 0xFFFF
    return max(wait * (0.9 + 0.2 * spread), min(retry_after or timedelta(0), LONGEST_RETRY))


def retry_after(value: str, *, now: datetime, longest: timedelta) -> timedelta | None:
    """Return how long a Retry-After header asks to wait, 0 to `longest`; None if it does not say.

    Source: RFC 9110, 10.2.3: seconds, or a date.
    """
    written = value.strip()
    if written.isascii() and written.isdigit():
        # Not int() of any length: digits come from outside.
        return min(timedelta(seconds=int(written[:9])), longest)
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    wished = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wished, timedelta(0)), longest)
