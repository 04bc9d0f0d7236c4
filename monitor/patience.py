"""How long to wait after a failure: of a source, and of a message. Deciding only.

Nothing is ever given up silently: a source is looked at again for ever, a message is tried for
five days and then kept as dead, to be revived by hand.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_BACKOFF = timedelta(hours=24)
FIRST_LOOK = timedelta(hours=1)
"""After a first failure, however rarely a source is looked at: most are over within the hour."""
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=5)
"""How long an undeliverable message is tried. Source: RFC 5321, 4.5.4.1."""


def look_again_in(
    interval: timedelta,
    *,
    failures: int,
    retry_after: timedelta | None,
    is_gone: bool = False,
    is_refused: bool = False,
) -> timedelta:
    """Return how long to leave a source alone after its n-th failure in a row, n from 1.

    What is broken may be well again soon: from the interval, an hour at most, doubling to a day. A
    server that refuses (blocked, rate limited, robots) is asked no sooner than usual and never
    within the hour. What the server asked for counts where it is longer, to a day.
    One of which the server says that it is gone for good is looked at daily for a week, then
    weekly: it has happened that they came back.
    """
    if is_gone:
        return LONGEST_BACKOFF if failures <= 7 else 7 * LONGEST_BACKOFF
    first = max(interval, FIRST_LOOK) if is_refused else min(interval, FIRST_LOOK)
    backoff = min(first * (1 << min(failures - 1, 16)), max(interval, LONGEST_BACKOFF))
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

    Source: RFC 9110, 10.2.3: seconds, or a date. Some servers send fractions of seconds.
    """
    written = value.strip()
    whole, _, fraction = written.partition(".")
    if written.isascii() and whole.isdigit() and (not fraction or fraction.isdigit()):
        # Not int() of any length: digits come from outside.
        return min(timedelta(seconds=int(whole[:9]) + (fraction.strip("0") != "")), longest)
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    wished = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(wished, timedelta(0)), longest)
