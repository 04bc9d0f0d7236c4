"""What the transport over curl promises: framing, bounds, faults, guard at connect time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from monitor.errors import FetchCause
from monitor.faults import failure
from monitor.fetch.curl import CurlTransport
from monitor.fetch.guard import Guard
from monitor.fetch.guarded import guarded_transport
from monitor.fetch.names import Names
from tests.hostile.server import answering, serving, silence
from tests.receivers import CERTIFICATE

LOCAL = Guard(("127.0.0.0/8",))
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
Work = Callable[[str], Awaitable[None]]


@asynccontextmanager
async def saying(answer: bytes, *, tls: bool = False) -> AsyncIterator[int]:
    """Serve the same bytes to everybody, whatever they are; gives the port."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # it did not like the answer
        finally:
            writer.close()

    server = await asyncio.start_server(say, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def body_of(response: httpx.Response) -> bytes:
    try:
        return b"".join([chunk async for chunk in response.aiter_raw()])
    finally:
        await response.aclose()


def got(
    answer: bytes,
    url: str = "http://127.0.0.1:{}/",
    *,
    tls: bool = False,
    guard: Guard = LOCAL,
    **extensions: str,
) -> tuple[httpx.Response, bytes]:
    async def look() -> tuple[httpx.Response, bytes]:
        carrying = CurlTransport(guard=guard)
        async with saying(answer, tls=tls) as port:
            try:
                request = httpx.Request("GET", url.format(port), extensions=extensions)
                response = await carrying.handle_async_request(request)
                return response, await body_of(response)
            finally:
                await carrying.aclose()

    return asyncio.run(look())


def refused(answer: bytes, **given: str | bool) -> tuple[FetchCause, str]:
    with pytest.raises(httpx.HTTPError) as caught:
        got(answer, **given)  # type: ignore[arg-type]
    return failure(caught.value)


def head(*lines: str, body: bytes = b"hi") -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + body


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (OK, b"hi"),
        (b"HTTP/1.0 200 OK\r\n\r\nto the end", b"to the end"),
        (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", b"hi"),
        (head("Content-Length: 2", "Content-Length: 2"), b"hi"),
        (head("Transfer-Encoding: chunked", body=b"2\r\nhi\r\n0\r\nX: y\r\n\r\n"), b"hi"),
        # Both lengths: chunks count. Source: RFC 9112, 6.3.
        (
            head("Transfer-Encoding: chunked", "Content-Length: 99", body=b"2\r\nhi\r\n0\r\n\r\n"),
            b"hi",
        ),
        (b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK, b"hi"),
        (head("Content-Length: 2", "Content-Encoding: gzip"), b"hi"),
    ],
)
def test_an_answer_is_read_however_it_is_framed(answer: bytes, body: bytes) -> None:
    response, found = got(answer)

    assert (response.status_code, found) == (200, body)
    assert response.extensions["reason_phrase"] == b"OK"


@pytest.mark.parametrize(
    "answer",
    [
        head("Content-Length: 20"),
        head("Content-Length: 2", "Content-Length: 3", body=b"hiy"),
        head("Content-Length: -2"),
        head("Transfer-Encoding: chunked", body=b"zz\r\nhi\r\n0\r\n\r\n"),
        head("Transfer-Encoding: chunked", body=b"5\r\nhi"),
        head("Transfer-Encoding: chunked", body=b"2\r\nhi\r\n"),
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 xyz\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"220 mail.example ready\r\n",
        b"<html>no head at all</html>",
        b"",
    ],
)
def test_what_is_not_http_as_specified_says_so(answer: bytes) -> None:
    cause, fact = refused(answer)

    assert cause == "protocol"
    assert fact.startswith("not HTTP as specified: ")


@pytest.mark.parametrize(
    "answer",
    [
        head("X: " + "y" * 70_000),
        head(*["X: " + "y" * 500] * 140),
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 4000,
    ],
    ids=["one line", "many lines", "hints without end"],
)
def test_a_head_is_read_up_to_its_cap(answer: bytes) -> None:
    assert refused(answer)[0] == "too-large"


def test_a_trailer_without_end_is_read_up_to_the_same_cap() -> None:
    trailer = b"X: " + b"y" * 1000 + b"\r\n"

    answer = head("Transfer-Encoding: chunked", body=b"2\r\nhi\r\n0\r\n" + trailer * 100 + b"\r\n")

    assert refused(answer)[0] == "too-large"


def test_certificates_are_checked_with_a_verdict() -> None:
    ca_file = str(CERTIFICATE)
    by_name = "https://localhost:{}/"

    assert refused(OK, url=by_name, tls=True) == (
        "tls",
        "certificate refused: self-signed certificate",
    )
    assert got(OK, by_name, tls=True, ca_file=ca_file)[1] == b"hi"
    missing = refused(OK, url=by_name, tls=True, ca_file="/nowhere/ca.pem")
    assert missing == ("tls", "the file of certificates to trust cannot be read")


def test_a_header_that_would_end_its_line_is_not_sent() -> None:
    async def look() -> None:
        carrying = CurlTransport(guard=LOCAL)
        request = httpx.Request("GET", "http://127.0.0.1:1/", headers={"X": "a\r\nHost: b"})
        with pytest.raises(httpx.LocalProtocolError):
            await carrying.handle_async_request(request)

    asyncio.run(look())


def led_to(*addresses: str, guard: Guard, url: str = "http://a.example:{}/") -> bytes:
    """Return what comes of an address whose name leads to `addresses`."""

    async def look() -> bytes:
        carrying = CurlTransport(guard=guard, names=Names(lambda host: addresses))
        async with saying(OK) as port:
            try:
                request = httpx.Request("GET", url.format(port))
                return await body_of(await carrying.handle_async_request(request))
            finally:
                await carrying.aclose()

    return asyncio.run(look())


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fe80::1%1"]
)
def test_a_public_name_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(httpx.ConnectError) as caught:
        led_to(address, guard=Guard())

    cause, fact = failure(caught.value)
    assert cause == "forbidden"
    assert fact.startswith("a.example leads inside: ")
    assert "fetch.allow" in fact


def test_of_several_addresses_only_the_allowed_are_tried() -> None:
    assert led_to("10.0.0.1", "127.0.0.1", "::1", guard=LOCAL) == b"hi"


def test_a_name_that_changes_its_address_after_the_check_is_refused_at_the_socket() -> None:
    """The rebinding attack: a guard that is told another address than curl connects to."""

    class Fooled(Guard):
        """Thinks a moment ago that the name led to a public address."""

        asked = 0

        def forbids(self, address: str, *, host: str, port: int) -> str | None:
            self.asked += 1
            return super().forbids("1.1.1.1" if self.asked == 1 else address, host=host, port=port)

    guard = Fooled()
    with pytest.raises(httpx.ConnectError) as caught:
        led_to("127.0.0.1", guard=guard)

    assert guard.asked == 2
    assert failure(caught.value)[0] == "forbidden"


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "127.0.0.1."]
)
def test_a_number_is_refused_in_any_form(host: str) -> None:
    with pytest.raises(httpx.ConnectError) as caught:
        led_to(guard=Guard(), url=f"http://{host}:{{}}/")

    assert failure(caught.value)[0] == "forbidden"


def test_a_proxy_is_reached_where_it_stands_and_is_asked_for_nothing_inside() -> None:
    async def look() -> None:
        carrying = CurlTransport(guard=Guard())
        async with saying(OK) as port:
            through = {"proxy": f"http://127.0.0.1:{port}"}
            for url in ("http://10.0.0.1/", "http://intranet/", "https://[::1]/"):
                with pytest.raises(httpx.ConnectError) as caught:
                    request = httpx.Request("GET", url, extensions=through)
                    await carrying.handle_async_request(request)
                assert failure(caught.value)[0] == "forbidden"
            request = httpx.Request("GET", "http://a.example/", extensions=through)
            assert await body_of(await carrying.handle_async_request(request)) == b"hi"
            # The exemption is of this request, not of the next one.
            with pytest.raises(httpx.ConnectError):
                request = httpx.Request("GET", f"http://127.0.0.1:{port}/")
                await carrying.handle_async_request(request)
        await carrying.aclose()

    asyncio.run(look())


def serving_with(transport: CurlTransport, work: Work) -> None:
    """Work against a server that never answers, and close."""

    async def run() -> None:
        async with serving(silence) as address:
            await work(address)
        await transport.aclose()
        await transport.aclose()

    asyncio.run(run())


def test_who_gives_up_leaves_nothing_behind() -> None:
    carrying = CurlTransport(guard=LOCAL)

    async def work(address: str) -> None:
        task = asyncio.create_task(carrying.handle_async_request(httpx.Request("GET", address)))
        while not carrying.under_way:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert carrying.under_way == 0

    serving_with(carrying, work)


def test_who_gives_up_a_look_up_leaves_no_thread_to_wait_for() -> None:
    """The look-up hangs until the test ends; nothing waits for it."""
    import threading

    hanging = threading.Event()

    def lookup(host: str) -> tuple[str, ...]:
        hanging.wait(60)
        return ()

    carrying = CurlTransport(guard=LOCAL, names=Names(lookup))

    async def work() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await carrying.handle_async_request(httpx.Request("GET", "http://a.example/"))
        await carrying.aclose()

    asyncio.run(work())
    hanging.set()


def test_who_waits_when_it_is_closed_is_told() -> None:
    carrying = CurlTransport(guard=LOCAL)

    async def work(address: str) -> None:
        task = asyncio.create_task(carrying.handle_async_request(httpx.Request("GET", address)))
        while not carrying.under_way:
            await asyncio.sleep(0)
        await carrying.aclose()
        with pytest.raises(httpx.ConnectError) as caught:
            await task
        assert "fetching ends" in failure(caught.value)[1]

    serving_with(carrying, work)


def test_a_body_that_nobody_reads_is_not_taken_into_memory() -> None:
    sent = 0

    async def endless(request: object, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()
            sent += 65536

    async def look() -> None:
        carrying = CurlTransport(guard=LOCAL)
        async with serving(endless) as address:
            response = await carrying.handle_async_request(httpx.Request("GET", address))
            pieces = response.aiter_raw()
            taken = len(await anext(pieces))
            before = -1
            while before != sent:  # until the server stands still
                before = sent
                for _ in range(200):
                    await asyncio.sleep(0)
            while taken < 8 << 20:  # and goes on when it is read on
                taken += len(await anext(pieces))
            await response.aclose()
            assert carrying.under_way == 0
        await carrying.aclose()

    asyncio.run(look())

    assert sent >= 7 << 20


def test_a_connection_is_used_again_and_it_can_be_used_in_another_loop() -> None:
    carrying = CurlTransport(guard=LOCAL)
    connections = 0

    async def two() -> None:
        nonlocal connections
        ended = asyncio.Event()

        async def both(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal connections
            connections += 1
            try:
                while await reader.readuntil(b"\r\n\r\n"):
                    writer.write(OK)
            except asyncio.IncompleteReadError:
                writer.close()
                ended.set()

        server = await asyncio.start_server(both, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        for _ in range(3):
            assert (
                await body_of(await carrying.handle_async_request(httpx.Request("GET", url)))
                == b"hi"
            )
        await carrying.aclose()
        await ended.wait()
        server.close()

    asyncio.run(two())
    asyncio.run(two())

    assert connections == 2


def test_a_shared_transport_carries_posts_and_refuses_what_lies_inside() -> None:
    async def post(guard: Guard) -> list[int]:
        shared = guarded_transport(guard)
        statuses = []
        async with serving(answering("200 OK")) as address:
            for _ in range(2):  # each client closes it
                async with httpx.AsyncClient(transport=shared) as client:
                    statuses.append((await client.post(address, content=b"x" * 99)).status_code)
        return statuses

    assert asyncio.run(post(LOCAL)) == [200, 200]
    with pytest.raises(httpx.ConnectError) as caught:
        asyncio.run(post(Guard()))
    assert failure(caught.value)[0] == "forbidden"
