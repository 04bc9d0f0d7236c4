"""A guarded transport for whoever else sends requests, such as channels."""

from __future__ import annotations

from monitor.fetch.guard import Guard
from monitor.imports import left_out

with left_out("httpx._main"):  # its command line: 4 MB and 30 ms
    import httpx

from monitor.fetch.curl import CurlTransport


def guarded_transport(
    guard: Guard, *, max_header_bytes: int = 64 << 10
) -> httpx.AsyncBaseTransport:
    """Return a transport that reaches only what `guard` allows.

    It may be shared by clients that each close it: it closes when nothing is under way, and
    opens again when used.
    """
    return _Shared(CurlTransport(guard=guard, max_header_bytes=max_header_bytes))


class _Shared(httpx.AsyncBaseTransport):
    def __init__(self, carrying: CurlTransport) -> None:
        self._carrying = carrying

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._carrying.handle_async_request(request)

    async def aclose(self) -> None:
        """Close it, unless others still use it."""
        if not self._carrying.under_way:
            await self._carrying.aclose()
