"""Transport: what an unchanged feed costs to ask for, over httpx's own pool and over ours.

One server in a child process answers 304 on 200 addresses of this machine; each figure is
processor time of the asking process alone, in the same run.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

import httpx

from benchmarks._measure import cpu_seconds, heading, row
from monitor.fetch.curl import CurlTransport
from monitor.fetch.guard import Guard
from monitor.fetch.http import HttpFetcher
from monitor.model import Request, Source, Validators

HOSTS = 200
AT_ONCE = 64
WARM_UP = 400
GUARD = Guard(("127.0.0.0/8",))
ETAG = '"5f3c-61a"'
MODIFIED = "Mon, 05 May 2025 10:00:00 GMT"
HEADERS = {
    "User-Agent": "Monitor/1",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "If-None-Match": ETAG,
    "If-Modified-Since": MODIFIED,
}

Asking = Callable[[str], Awaitable[None]]


class Unchanged(asyncio.Protocol):
    """A server that has nothing new for anybody."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._head = b""

    def data_received(self, data: bytes) -> None:
        self._head += data
        while b"\r\n\r\n" in self._head:
            _, _, self._head = self._head.partition(b"\r\n\r\n")
            self._transport.write(
                b"HTTP/1.1 304 Not Modified\r\n"
                b"Date: " + formatdate(usegmt=True).encode() + b"\r\n"
                b"Server: nginx\r\nCache-Control: max-age=300\r\n"
                b"ETag: " + ETAG.encode() + b"\r\nLast-Modified: " + MODIFIED.encode() + b"\r\n\r\n"
            )


async def serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Unchanged, "0.0.0.0", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def server() -> Iterator[int]:
    """Serve in a process of its own; gives the port."""
    command = [sys.executable, "-m", "benchmarks.transport", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def urls(port: int, count: int) -> list[str]:
    return [f"http://127.0.0.{2 + n % HOSTS}:{port}/{n % 1000}.xml" for n in range(count)]


async def milliseconds(ask: Asking, port: int, requests: int) -> float:
    """Return processor milliseconds a request, all hosts in turn, so many at once."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(url: str) -> None:
        async with slots:
            await ask(url)

    await asyncio.gather(*map(one, urls(port, WARM_UP)))
    before = cpu_seconds()
    await asyncio.gather(*map(one, urls(port, requests)))
    return (cpu_seconds() - before) * 1000 / requests


async def with_httpx(port: int) -> float:
    async with httpx.AsyncClient(headers=HEADERS, trust_env=False) as client:

        async def ask(url: str) -> None:
            assert (await client.get(url)).status_code == 304

        return await milliseconds(ask, port, 1500)


async def with_curl(port: int) -> float:
    carrying = CurlTransport(guard=GUARD)

    async def ask(url: str) -> None:
        response = await carrying.handle_async_request(httpx.Request("GET", url, headers=HEADERS))
        assert response.status_code == 304
        await response.aclose()

    try:
        return await milliseconds(ask, port, 6000)
    finally:
        await carrying.aclose()


async def with_fetcher(port: int) -> float:
    fetcher = HttpFetcher(
        user_agent="Monitor/1",
        clock=lambda: datetime.now(UTC),
        deadline=timedelta(seconds=30),
        guard=GUARD,
    )
    validators = Validators(etag=ETAG, last_modified=MODIFIED)

    async def ask(url: str) -> None:
        await fetcher.get(Source(name="a", kind="feed", url=url), Request(url=url), validators)

    try:
        return await milliseconds(ask, port, 6000)
    finally:
        await fetcher.aclose()


def main() -> None:
    heading(f"an unchanged feed (CPU ms a request, {HOSTS} hosts, {AT_ONCE} at once)")
    with server() as port:
        own = asyncio.run(with_httpx(port))
        row("httpx.AsyncClient, its own pool", f"{own:.3f} ms", 1.0, "httpx's pool")
        curl = asyncio.run(with_curl(port))
        row("CurlTransport (target: at most 0.2)", f"{curl:.3f} ms", curl / own, "httpx's pool")
        fetcher = asyncio.run(with_fetcher(port))
        row(
            "HttpFetcher.get (target: at most 0.35)",
            f"{fetcher:.3f} ms",
            fetcher / own,
            "httpx's pool",
        )


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(serve())
    else:
        main()
