"""One answer as it comes in from curl: its head, then its body piece by piece."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

import httpx
import pycurl

from monitor.faults import Fault
from monitor.fetch.curl_faults import HEAD_TOO_LARGE

_WAITING_BYTES = 256 << 10
"""How much of a body waits for its reader before curl is told to stop reading."""
_ABORT = 0


class Answer(httpx.AsyncByteStream):
    """What has come of one answer; curl calls `on_…` and `ended`, its reader the rest."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        *,
        max_header_bytes: int,
        resume: Callable[[], None],
        stop: Callable[[], None],
    ) -> None:
        """Await an answer; `resume` lets curl go on after a pause, `stop` breaks it off."""
        self.head: asyncio.Future[None] = loop.create_future()
        """Done when the head is there, or will not come; never with an exception."""
        self.is_headed = False
        """Whether status and headers are all there."""
        self.status = 0
        self.reason = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.fault: Fault | None = None
        """What we ourselves broke it off for."""
        self._ended = False
        self._loop = loop
        self._header_bytes_left = max_header_bytes
        self._resume = resume
        self._stop = stop
        self._pieces: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._is_paused = False
        self._more: asyncio.Future[None] | None = None

    def on_header(self, line: bytes) -> int | None:
        """Take a line of the head or of the trailer."""
        self._header_bytes_left -= len(line)
        if self._header_bytes_left < 0:
            self.fault = Fault("too-large", HEAD_TOO_LARGE)
            return _ABORT
        if self.head.done():
            return None  # a trailer
        if line[:5] == b"HTTP/":
            _, _, rest = line.partition(b" ")
            status, _, reason = rest.strip().partition(b" ")
            self.status = int(status) if status.isdigit() else 0
            self.reason = reason.strip()
            self.headers = []
        elif line in (b"\r\n", b"\n"):
            if self.status >= 200 or self.status == 101:
                self.is_headed = True
                self.head.set_result(None)
        elif line[:1] in b" \t" and self.headers:
            name, value = self.headers[-1]
            self.headers[-1] = (name, value + b" " + line.strip())
        else:
            name, _, value = line.partition(b":")
            self.headers.append((name.strip(), value.strip()))
        return None

    def on_body(self, piece: bytes) -> int | None:
        """Take a piece of the body, or have it given again later."""
        if self._waiting_bytes >= _WAITING_BYTES:
            self._is_paused = True
            return int(pycurl.WRITEFUNC_PAUSE)
        self._pieces.append(piece)
        self._waiting_bytes += len(piece)
        self._wake()
        return None

    def ended(self, fault: Fault | None) -> None:
        """Take note that nothing more will come, for `fault` if we know of no better reason."""
        self._ended = True
        self.fault = self.fault or fault
        if not self.head.done():
            self.head.set_result(None)
        self._wake()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes, content coding untouched.

        Raises:
            httpx.ReadError: it broke off; the cause is a `Fault`.
        """
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._waiting_bytes -= len(piece)
                yield piece
            if self._is_paused:
                self._is_paused = False
                self._resume()
            elif self._ended:
                break
            else:
                self._more = self._loop.create_future()
                await self._more
        if self.fault is not None:
            raise httpx.ReadError(self.fault.fact) from self.fault

    async def aclose(self) -> None:
        """Let go of it; what has not come is not waited for."""
        self._pieces.clear()
        if not self._ended:
            self._ended = True
            self._stop()

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
