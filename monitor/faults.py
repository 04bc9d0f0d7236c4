"""What went wrong on a connection, in the words and types of Monitor."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from socket import gaierror

from monitor.errors import FetchCause


class Fault(Exception):
    """What a transport of ours knows of a failure; the cause of the httpx error that it raises."""

    def __init__(self, cause: FetchCause, fact: str) -> None:
        self.cause: FetchCause = cause
        self.fact = fact
        super().__init__(fact)


def failure(error: Exception) -> tuple[FetchCause, str]:
    """Return the cause and the plain words for what happened to a connection."""
    import httpx

    chain = list(_reasons(error))
    for reason in chain:
        if (known := _known(reason)) is not None:
            return known
    match error:
        case httpx.RemoteProtocolError() if "location header" in str(error):
            return "redirects", "redirects to what is no address"  # httpx looks at it first
        case httpx.UnsupportedProtocol() | httpx.InvalidURL():
            return "protocol", "is no http or https address"
        case httpx.ProtocolError():
            return "protocol", f"not HTTP as specified: {str(error)[:120]}"
    lowest = next((reason for reason in chain if isinstance(reason, OSError)), None)
    words = lowest.strerror if lowest and lowest.strerror else "connection failed"
    return "unreachable", words.lower()


def _known(reason: BaseException) -> tuple[FetchCause, str] | None:
    match reason:
        case Fault():
            return reason.cause, reason.fact
        case ssl.SSLCertVerificationError():
            verdict = getattr(reason, "verify_message", "")  # absent if not from OpenSSL
            return "tls", f"certificate refused: {verdict}".rstrip(": ")
        case ssl.SSLError():
            return "tls", f"TLS failed: {reason.reason or 'handshake'}".lower()
        case gaierror() | UnicodeError():
            return "unreachable", "name not found"
        case ConnectionRefusedError():
            return "unreachable", "connection refused"
        case ConnectionResetError() | BrokenPipeError():
            return "unreachable", "connection reset"
        case TimeoutError():
            return "timeout", "timed out"
    return None


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and all that led to it, groups taken apart."""
    waiting, seen = [error], set[int]()
    while waiting:
        reason = waiting.pop()
        if id(reason) in seen:
            continue
        seen.add(id(reason))
        yield reason
        waiting += [one for one in (reason.__cause__, reason.__context__) if one]
        if isinstance(reason, BaseExceptionGroup):
            waiting += reason.exceptions
