"""A connection to an IMAP server: the standard library's client, guarded, bounded and cuttable.

The library bounds neither what a server sends nor, but for silence, how long it takes: literals
and lines are counted here, and another thread can cut the line in every phase.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from contextlib import suppress
from typing import Any, Literal

from monitor.errors import FetchCause
from monitor.faults import Fault, failure
from monitor.fetch.guard import Guard

Encryption = Literal["tls", "starttls", "none"]

_GOODBYE = re.compile(r"\* BYE\b([^'\"\\]*)")
"""A server that is overloaded or going down says so. Source: RFC 3501, section 7.1.5."""
_COMMAND_BYTES = 4 << 20
"""Of the answers to one command, besides a message."""


class Wire:
    """The socket of a connection under way, so that another thread can cut it."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self.is_cut = False

    def hold(self, opened: socket.socket) -> None:
        """Keep the socket that is in use now.

        Raises:
            ConnectionAbortedError: it was cut meanwhile.
        """
        self._socket = opened
        if self.is_cut:
            opened.close()
            raise ConnectionAbortedError("cut")

    def cut(self) -> None:
        """Cut the connection for good: what waits for it fails at once."""
        self.is_cut = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                self._socket.shutdown(socket.SHUT_RDWR)


class Connection(imaplib.IMAP4):
    """The library's client, connected through the guard and with bounds on what it reads."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        guard: Guard,
        wire: Wire,
        encryption: Encryption,
        ca_file: str = "",
        timeout: float,
    ) -> None:
        """Connect, greet, and encrypt as asked.

        Raises:
            Fault: refused by the guard, or encryption is not to be had.
            OSError: no connection.
            imaplib.IMAP4.error: it is no IMAP server.
        """
        self._guard = guard
        self._wire = wire
        self._encryption = encryption
        self._left = _COMMAND_BYTES
        self._handshake: Any = None if encryption == "none" else _Handshake(wire, ca_file)
        super().__init__(host, port, timeout)
        if encryption == "starttls":
            try:
                self._encrypt()
            except BaseException:
                self.shutdown()
                raise

    def _encrypt(self) -> None:
        if "STARTTLS" not in self.capabilities:
            raise Fault("tls", "the server offers no STARTTLS")
        self.starttls(self._handshake)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        opened = guarded_socket(self.host, self.port, self._guard, self._wire, timeout)
        if self._encryption != "tls":
            return opened
        encrypted: socket.socket = self._handshake.wrap_socket(opened, server_hostname=self.host)
        return encrypted

    def allow(self, more_bytes: int = 0) -> None:
        """Let the next command be answered with so many bytes more than usual."""
        self._left = _COMMAND_BYTES + more_bytes

    def read(self, size: int) -> bytes:
        """Read a literal of `size` bytes, if it is not beyond what the command may bring."""
        self._spend(size)
        return super().read(size)

    def readline(self) -> bytes:
        """Read a line, if it is not beyond what the command may bring."""
        line = super().readline()
        self._spend(len(line))
        return line

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Fault("too-large", "the server sends more than it was asked for")

    def close_now(self) -> None:
        """Close without a word; for the thread that uses it."""
        with suppress(OSError):
            self.shutdown()


class _Handshake:
    """Stands in for an SSLContext where the library wraps a socket: the handshake can be cut."""

    def __init__(self, wire: Wire, ca_file: str) -> None:
        self._wire = wire
        self._context = ssl.create_default_context(cafile=ca_file or None)

    def wrap_socket(self, opened: socket.socket, *, server_hostname: str) -> ssl.SSLSocket:
        """Return the socket encrypted, the server's certificate verified."""
        encrypted = self._context.wrap_socket(
            opened, server_hostname=server_hostname, do_handshake_on_connect=False
        )
        try:
            self._wire.hold(encrypted)
            encrypted.do_handshake()
        except BaseException:
            encrypted.close()
            raise
        return encrypted


def guarded_socket(
    host: str, port: int, guard: Guard, wire: Wire, timeout: float | None
) -> socket.socket:
    """Return a connection to the first address of `host` that may be reached and answers.

    Raises:
        Fault: every address that the name leads to is refused by the guard.
        OSError: none answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    refusal = "the name leads to no address"
    last: OSError | None = None
    for family, kind, protocol, _, address in found:
        if why := guard.forbids(str(address[0]), host=host, port=port):
            refusal = why
            continue
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(timeout)
        try:
            wire.hold(opened)
            opened.connect(address)
        except OSError as error:
            opened.close()
            last = error
        else:
            return opened
    if last is not None:
        raise last
    raise Fault("forbidden", refusal)


def fault_of(error: Exception) -> tuple[FetchCause, str]:
    """Return the cause and the plain words for what happened in a conversation."""
    chain: list[BaseException] = []
    reason: BaseException | None = error
    while reason is not None and reason not in chain:
        chain.append(reason)
        reason = reason.__cause__ or reason.__context__
    if any(isinstance(one, (Fault, OSError, UnicodeError)) for one in chain):
        return failure(error)
    if isinstance(error, imaplib.IMAP4.abort) and re.search("EOF|BYE", str(error)):
        return "unreachable", "the server closed the connection"
    if (goodbye := _GOODBYE.search(str(error))) is not None:
        return "unreachable", f"the server ends the conversation: {goodbye[1].strip()[:120]}"
    return "protocol", f"not IMAP as specified: {str(error)[:120]}"
