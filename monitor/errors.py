"""Every error that crosses a module border, typed by what the caller should do.

    MonitorError
    ├── ConfigError          edit the file and key that it names
    ├── SourceError          one source; the others go on
    │   ├── FetchError       look again later; `cause` says what failed
    │   └── ParseError       the answer is not what the kind expects: tell the operator
    │       └── LayoutError  the page is there, but the configured selectors find nothing on it
    ├── StoreError           the database; nothing was written
    │   ├── StoreUnavailable try again: locked or busy
    │   └── StoreUnusable    needs a person: read-only, full, damaged, from a newer version
    ├── DeliveryError        one message on one channel; `permanent` says whether to give up
    ├── NotFound             the thing that was asked for by name or id does not exist
    └── StateInUse           another process holds the state directory

A message says subject, fact and remedy. No secret and no query of an address is in one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

FetchCause = Literal[
    "unreachable",  # no connection: name, route, refused, reset
    "timeout",  # the total deadline passed
    "tls",  # the certificate or the handshake was refused
    "protocol",  # not HTTP as specified
    "http",  # any other error status
    "blocked",  # 401, 403, 407, 412, 451 or a challenge page: the server does not want us
    "rate-limited",  # 429, or 503 with Retry-After: later, please
    "robots",  # robots.txt asks not to fetch it
    "forbidden",  # an address that Monitor itself refuses: private, or of another scheme
    "gone",  # 404, 410
    "too-large",  # over the cap on decoded bytes
    "redirects",  # more hops than allowed, in a circle, or to what is no address
    "decode",  # the content coding is broken
    "unreadable",  # a file that cannot be opened or read
    "empty",  # no bytes where some are expected
]


class MonitorError(Exception):
    """The root of all errors that Monitor raises on purpose."""


class ConfigError(MonitorError):
    """The configuration is wrong; `problems` lists every mistake found, one line each."""

    def __init__(self, problems: Sequence[str] | str) -> None:
        self.problems: tuple[str, ...] = (
            (problems,) if isinstance(problems, str) else tuple(problems)
        )
        super().__init__("\n".join(self.problems))


class SourceError(MonitorError):
    """One source could not be looked at; `subject` is its name or the file concerned."""

    def __init__(self, subject: str, fact: str) -> None:
        self.subject = subject
        self.fact = fact
        super().__init__(f"{subject}: {fact}")


class FetchError(SourceError):
    """Nothing usable was fetched; `retry_after` is the server's own wish, or None."""

    def __init__(
        self,
        subject: str,
        fact: str,
        *,
        cause: FetchCause,
        retry_after: timedelta | None = None,
        status: int | None = None,
    ) -> None:
        self.cause: FetchCause = cause
        self.retry_after = retry_after
        self.status = status
        super().__init__(subject, fact)


class ParseError(SourceError):
    """The bytes arrived but are not what the kind of source expects."""


class LayoutError(ParseError):
    """A page came on which the configured selectors find nothing: it was rebuilt, not empty."""


class StoreError(MonitorError):
    """The database refused; what was being written was rolled back."""


class StoreUnavailable(StoreError):
    """Locked or busy; the same call may succeed later."""


class StoreUnusable(StoreError):
    """Read-only, full, damaged or written by a newer version; a person has to act."""


class DeliveryError(MonitorError):
    """A message was not accepted; `permanent` means that repeating it cannot help."""

    def __init__(
        self, fact: str, *, permanent: bool = False, retry_after: timedelta | None = None
    ) -> None:
        self.permanent = permanent
        self.retry_after = retry_after
        super().__init__(fact)


class NotFound(MonitorError):
    """No such source, item, digest or delivery; the message names what exists."""


class StateInUse(MonitorError):
    """Another process runs on this state directory; the message names it."""


def without_query(url: str) -> str:
    """Return `url` without user, password, query and fragment, fit for messages and logs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "(unreadable address)"
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


_ADDRESSES = ("https://", "http://", "file://", "imaps://", "imap://")


def without_address(fact: str) -> str:
    """Return a fact without the address that it begins with, for where the source is named."""
    address, _, rest = fact.partition(" ")
    return rest if rest and address.startswith(_ADDRESSES) else fact
