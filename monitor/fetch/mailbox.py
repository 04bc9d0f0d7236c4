"""Mailboxes over IMAP: what came since the last look, one payload a message, nothing changed.

How far it was read is kept as a validator, `imap:<UIDVALIDITY>:<highest UID>`, which goes up with
every message that is handed on: a connection lost on the way loses and repeats nothing.
"""

from __future__ import annotations

import asyncio
import imaplib
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from monitor.clock import Clock
from monitor.errors import ConfigError, FetchCause, FetchError, without_query
from monitor.faults import Fault
from monitor.fetch import Fetched
from monitor.fetch.guard import Guard
from monitor.fetch.mailbox_connection import Connection, Encryption, Wire, fault_of
from monitor.fetch.mailbox_session import Folder, Login, examined, log_in, message
from monitor.fetch.mailbox_wanted import Wanted, wanted_messages
from monitor.kinds.mailbox import folder_of, mailbox_options
from monitor.model import NotModified, Payload, Request, Source, Validators

_MIB = 1 << 20
_PORTS = {"imaps": 993, "imap": 143}
_GOODBYE = 5.0
"""Seconds for a server to take leave."""

_Result = TypeVar("_Result")


class MailboxFetcher:
    """Looks at folders, each over a connection of its own that ends with the look.

    `step` bounds each exchange with a server (a source's own timeout stands in for it), and
    `deadline` the whole look, whatever the server sends meanwhile.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        guard: Guard,
        step: timedelta = timedelta(seconds=30),
        deadline: timedelta = timedelta(minutes=5),
        max_bytes: int = 15 * _MIB,
    ) -> None:
        self._clock = clock
        self._guard = guard
        self._step = step
        self._deadline = deadline
        self._max_bytes = max_bytes

    async def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        """Yield messages, the oldest first, each with the validators that hold once it is kept.

        The first look, or one after the server numbered its messages anew, takes the newest; a
        request with days takes what arrived on them. Messages over the cap come as errors,
        before the others. A look that breaks off after a message ends as if it were complete:
        the next goes on from there, and meets what broke it if that lasts. A backfill that
        breaks off raises.

        Raises:
            FetchError: nothing could be had; its cause says what failed.
            ConfigError: a secret is not where it was said to be.
        """
        look = _Look(
            source,
            _login(source),
            guard=self._guard,
            step=source.access.timeout or self._step,
            deadline=self._deadline,
        )
        try:
            wanted = await look.opened(request, validators, self._max_bytes)
            for uid, size in wanted.too_large:
                yield _over_cap(source, wanted.folder, uid, size, self._max_bytes)
            has_some = False
            for uid in wanted.uids:
                try:
                    body = await look.message(uid, self._max_bytes)
                except FetchError:
                    if wanted.is_history or not has_some:
                        raise
                    return
                if body is not None:
                    yield self._payload(source, request, wanted, uid, body)
                    has_some = True
            if not has_some:
                yield NotModified(validators=wanted.read_to(wanted.highest))
        finally:
            await look.close()

    def _payload(
        self, source: Source, request: Request | None, wanted: Wanted, uid: int, body: bytes
    ) -> Payload:
        return Payload(
            body=body,
            url=_address(source, wanted.folder, uid),
            content_type="message/rfc822",
            fetched_at=self._clock(),
            validators=wanted.read_to(wanted.highest if uid == wanted.uids[-1] else uid),
            request=request,
        )

    async def aclose(self) -> None:
        """Do nothing: connections end with their looks."""


class _Look:
    """One look: its steps in a thread, each bounded in time, their errors typed."""

    def __init__(
        self, source: Source, login: Login, *, guard: Guard, step: timedelta, deadline: timedelta
    ) -> None:
        self._source = source
        self._login = login
        self._guard = guard
        self._step = step.total_seconds()
        self._deadline = deadline.total_seconds()
        self._ends_at = asyncio.get_running_loop().time() + self._deadline
        self._wire = Wire()
        self._connection: Connection | None = None

    async def opened(
        self, request: Request | None, validators: Validators, max_bytes: int
    ) -> Wanted:
        """Connect, log in, open the folder and return what is to be fetched from it."""
        self._connection = connection = await self._do(self._connect)
        await self._do(lambda: log_in(connection, self._login))
        folder = await self._do(lambda: examined(connection, folder_of(self._source)))
        return await self._do(
            lambda: wanted_messages(
                connection, self._source, folder, request, validators, max_bytes
            )
        )

    async def message(self, uid: int, max_bytes: int) -> bytes | None:
        """Return a message, or None if it is there no more."""
        connection = self._connection
        assert connection is not None  # noqa: S101 - opened() comes first
        return await self._do(lambda: message(connection, uid, max_bytes))

    async def close(self) -> None:
        """Take leave, if the connection still stands."""
        connection = self._connection
        if connection is None or self._wire.is_cut:
            return  # the thread that failed or was cut off closes it

        def leave() -> None:
            try:
                with suppress(imaplib.IMAP4.error, OSError, Fault):
                    connection.allow()
                    connection.logout()
            finally:
                connection.close_now()

        leaving = asyncio.create_task(asyncio.to_thread(leave))
        _, late = await asyncio.wait((leaving,), timeout=_GOODBYE)
        if late:
            self._wire.cut()
            await leaving

    def _connect(self) -> Connection:
        parts = urlsplit(self._source.url)
        encryption: Encryption = "tls"
        if parts.scheme != "imaps":
            encryption = "starttls" if mailbox_options(self._source).starttls else "none"
        connection = Connection(
            parts.hostname or "",
            parts.port or _PORTS.get(parts.scheme, 993),
            guard=self._guard,
            wire=self._wire,
            encryption=encryption,
            ca_file=self._source.access.ca_file,
            timeout=self._step,
        )
        if self._wire.is_cut:  # nobody waits for it any more
            connection.close_now()
            raise ConnectionAbortedError("cut")
        return connection

    async def _do(self, step: Callable[[], _Result]) -> _Result:
        """Return what a blocking step returns, or raise a FetchError of what went wrong."""
        left = self._ends_at - asyncio.get_running_loop().time()
        working = asyncio.create_task(asyncio.to_thread(self._closing, step))
        working.add_done_callback(_looked_at)
        try:
            done, _ = await asyncio.wait((working,), timeout=max(0.0, min(self._step, left)))
        except asyncio.CancelledError:
            self._wire.cut()  # the thread ends by itself
            raise
        if not done:
            self._wire.cut()
            raise self._error("timeout", f"timed out after {min(self._step, self._deadline):g} s")
        try:
            return working.result()
        except (imaplib.IMAP4.error, OSError, Fault, ValueError) as error:
            cause, fact = fault_of(error)
            raise self._error(cause, self._login.hidden(fact)) from None

    def _closing(self, step: Callable[[], _Result]) -> _Result:
        """Return what a step returns; if it fails, close the connection in the same thread."""
        try:
            return step()
        except BaseException:
            self._wire.cut()
            if self._connection is not None:
                self._connection.close_now()
            raise

    def _error(self, cause: FetchCause, fact: str) -> FetchError:
        shown = without_query(self._source.url)
        return FetchError(self._source.name, f"{shown}: {fact}", cause=cause)


def _looked_at(working: asyncio.Task[Any]) -> None:
    """Take note of how a step ended that nobody waits for, so that asyncio does not complain."""
    if not working.cancelled():
        working.exception()


def _login(source: Source) -> Login:
    access = source.access
    try:
        return Login(
            username=access.username,
            password=access.password.read() if access.password else "",
            token=access.bearer.read() if access.bearer else "",
        )
    except ConfigError as error:
        fact = f"its secret cannot be read: {error.problems[0]}"
        raise FetchError(source.name, fact, cause="unreadable") from error


def _over_cap(source: Source, folder: Folder, uid: int, size: int, max_bytes: int) -> FetchError:
    address = _address(source, folder, uid)
    fact = f"a message of {size / _MIB:.1f} MiB, over the cap of {max_bytes / _MIB:g} MiB"
    return FetchError(address, fact, cause="too-large")


def _address(source: Source, folder: Folder, uid: int) -> str:
    """Return the address of a message, without the user. Source: RFC 5092."""
    parts = urlsplit(source.url)
    place = quote(folder_of(source), safe="/")
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}/{place};UIDVALIDITY={folder.validity}/;UID={uid}"
