"""What the head of an answer says: status, validators, freshness, when to come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from monitor.errors import FetchCause
from monitor.model import Validators

if TYPE_CHECKING:
    import httpx

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
CONTENT = frozenset({200, 203, 226})
NO_CONTENT = frozenset({204, 205})
BLOCKED = frozenset({401, 403, 407, 412, 451, 521})
"""521: Cloudflare's "server is down", but in China the first answer of firewalls that want a
cookie set by a script; the same goes for 412."""
GONE = frozenset({404, 410})
MAX_FRESHNESS = timedelta(days=7)
_ONCE = frozenset({"etag", "last-modified"})


def cause_of(status: int, *, retry_after: timedelta | None) -> FetchCause:
    """Return what a status that is no content means."""
    if status in BLOCKED:
        return "blocked"
    if status in GONE:
        return "gone"
    if status == 429 or (status == 503 and retry_after is not None):
        return "rate-limited"
    return "protocol" if status == 304 else "http"


def phrase(status: int) -> str:
    """Return `404 Not Found`, or the bare number where it has no name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def head_of(response: httpx.Response) -> dict[str, str]:
    """Return the headers by name in small letters, with one character a byte.

    Of those that come several times the values are joined, but for validators: the first counts.
    Read once into a dict, since httpx decodes all of them anew for each that is asked for.
    """
    head: dict[str, str] = {}
    for raw_name, value in response.headers.raw:
        name = raw_name.decode("latin-1").lower()
        if name not in head:
            head[name] = value.decode("latin-1")
        elif name not in _ONCE:
            head[name] += ", " + value.decode("latin-1")
    return head


def validators_of(head: Mapping[str, str]) -> Validators:
    """Return what the answer gives for asking whether it changed."""
    return Validators(
        etag=head.get("etag") or None, last_modified=head.get("last-modified") or None
    )


def conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """Return the headers that ask whether anything changed, byte for byte as they were given.

    A validator that would end its line cannot be sent and is left out.
    """
    asked = (
        (b"If-None-Match", validators.etag),
        (b"If-Modified-Since", validators.last_modified),
    )
    return [
        (name, value.encode("latin-1", "replace"))
        for name, value in asked
        if value and not ("\r" in value or "\n" in value or "\0" in value)
    ]


def fresh_for(head: Mapping[str, str]) -> timedelta | None:
    """Return for how long the answer says that it stays as it is; None: it does not, or not at all.

    Source: RFC 9111, 4.2.
    """
    directives = {}
    if written := head.get("cache-control"):
        parts = (one.partition("=") for one in written.split(","))
        directives = {name.strip().lower(): value.strip().strip('"') for name, _, value in parts}
    if "no-cache" in directives or "no-store" in directives:
        return None
    if "max-age" in directives:
        seconds = _seconds(directives["max-age"])
        lifetime = timedelta(seconds=seconds - min(_seconds(head.get("age", "")), seconds))
    else:
        expires = _instant(head.get("expires"))
        date = _instant(head.get("date")) if expires else None
        if expires is None or date is None:
            return None
        lifetime = expires - date
    return min(lifetime, MAX_FRESHNESS) if lifetime > timedelta(0) else None


def _seconds(written: str) -> int:
    written = written.strip()
    return int(written[:9]) if written.isascii() and written.isdigit() else 0


def _instant(written: str | None) -> datetime | None:
    if not written:
        return None
    try:
        at = parsedate_to_datetime(written)
        return at.astimezone()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
