"""What fetching over HTTP promises, over real sockets where they matter."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from monitor.errors import FetchError
from monitor.fetch import Fetched, Fetcher
from monitor.fetch.guard import Guard
from monitor.fetch.http import HttpFetcher
from monitor.model import NotModified, Payload, Request, Source, Validators
from tests.hostile.server import Answer, answering, serving
from tests.hostile.server import Request as Received

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
NEVER = Validators()


def feed(url: str) -> Source:
    return Source(name="gazette", kind="feed", url=url)


def asked(url: str) -> Request:
    return Request(url=url)


def fetcher(
    handler: Callable[[httpx.Request], httpx.Response] | None = None,
) -> HttpFetcher:
    return HttpFetcher(
        user_agent="monitor-test/1",
        clock=lambda: NOON,
        deadline=timedelta(seconds=10),
        max_bytes=1 << 20,
        guard=Guard(("127.0.0.0/8",)),
        transport=httpx.MockTransport(handler) if handler else None,
    )


def looked(with_: Fetcher, source: Source, validators: Validators = NEVER) -> list[Fetched]:
    """Return all that one look yields."""

    async def look() -> list[Fetched]:
        found = [one async for one in with_.fetch(source, None, validators)]
        await with_.aclose()
        return found

    return asyncio.run(look())


def served(
    answer: Answer, *, path: str = "/feed?key=secret", validators: Validators = NEVER
) -> Fetched:
    """Return what one look at a real server yields."""

    async def look() -> Fetched:
        http = fetcher()
        async with serving(answer) as address:
            found = [one async for one in http.fetch(feed(address + path), None, validators)]
            await http.aclose()
        (only,) = found
        return only

    return asyncio.run(look())


def payload(found: Fetched) -> Payload:
    assert isinstance(found, Payload)
    return found


def refused(answer: Answer) -> FetchError:
    with pytest.raises(FetchError) as caught:
        served(answer)
    return caught.value


def test_an_answer_is_a_payload_with_where_and_when() -> None:
    found = payload(
        served(
            answering(
                "200 OK",
                "Content-Type: application/rss+xml; charset=gb2312",
                'ETag: W/"a b"',
                "Last-Modified: Mon, 05 May 2025 10:00:00 GMT",
                body=b"<rss/>",
            )
        )
    )

    assert found.body == b"<rss/>"
    assert found.content_type == "application/rss+xml; charset=gb2312"
    assert found.fetched_at == NOON
    assert found.url.endswith("/feed?key=secret")
    assert found.validators == Validators(
        etag='W/"a b"', last_modified="Mon, 05 May 2025 10:00:00 GMT"
    )


def test_validators_go_back_byte_for_byte() -> None:
    """Also where they are neither quoted, nor a date, nor ASCII."""
    asked: list[Received] = []

    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        asked.append(request)
        await answering("304 Not Modified", "ETag: new")(request, writer)

    given = Validators(etag="unquoted-é", last_modified="yesterday")
    found = served(answer, validators=given)

    assert asked[0].headers["if-none-match"] == "unquoted-é"
    assert asked[0].headers["if-modified-since"] == "yesterday"
    assert asked[0].headers["user-agent"] == "monitor-test/1"
    assert found == NotModified(validators=Validators(etag="new", last_modified="yesterday"))


def test_not_modified_that_nobody_asked_for_is_an_error() -> None:
    assert refused(answering("304 Not Modified")).cause == "protocol"


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        ("401 Unauthorized", "blocked"),
        ("403 Forbidden", "blocked"),
        ("404 Not Found", "gone"),
        ("410 Gone", "gone"),
        ("412 Precondition Failed", "blocked"),
        ("429 Too Many Requests", "rate-limited"),
        ("407 Proxy Authentication Required", "blocked"),
        ("521 Web Server Is Down", "blocked"),
        ("205 Reset Content", "empty"),
        ("451 Unavailable For Legal Reasons", "blocked"),
        ("400 Bad Request", "http"),
        ("500 Internal Server Error", "http"),
        ("503 Service Unavailable", "http"),
        ("599 Odd", "http"),
        ("204 No Content", "empty"),
        ("200 OK", "empty"),
        ("206 Partial Content", "http"),
    ],
)
def test_a_status_says_what_to_do(status: str, cause: str) -> None:
    error = refused(answering(status))

    assert (error.cause, error.status) == (cause, int(status[:3]))


def test_a_message_names_source_and_address_but_no_query() -> None:
    error = refused(answering("404 Not Found"))

    assert str(error).startswith("gazette: http://127.0.0.1:")
    assert str(error).endswith("/feed answered 404 Not Found")
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("written", "wished"),
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta()),
        ("99999999999999999999", timedelta(hours=24)),
        (format_datetime(NOON + timedelta(hours=1), usegmt=True), timedelta(hours=1)),
        (format_datetime(NOON - timedelta(hours=1), usegmt=True), timedelta()),
        ("Mon, 05 May 2025 13:00:00 -0000", timedelta(hours=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_bounded_to_a_day(written: str, wished: timedelta | None) -> None:
    error = refused(answering("503 Service Unavailable", f"Retry-After: {written}"))

    assert error.retry_after == wished


@pytest.mark.parametrize("window_bits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
def test_deflate_is_read_with_and_without_its_header(window_bits: int) -> None:
    packer = zlib.compressobj(wbits=window_bits)
    body = packer.compress(b"<rss/>" * 99) + packer.flush()

    found = served(answering("200 OK", "Content-Encoding: deflate", body=body))

    assert payload(found).body == b"<rss/>" * 99


def test_redirects_lead_to_the_final_address() -> None:
    async def answer(request: Received, writer: asyncio.StreamWriter) -> None:
        hops = {"/feed?key=secret": "/next", "/next": "last?x=1"}
        if target := hops.get(request.path):
            await answering("302 Found", f"Location: {target}")(request, writer)
        else:
            await answering("200 OK", body=b"here")(request, writer)

    assert payload(served(answer)).url.endswith("/last?x=1")


def test_redirects_that_want_a_cookie_get_it_for_this_look_only() -> None:
    sent: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("cookie"))
        if "cookie" in request.headers:
            return httpx.Response(200, content=b"in")
        return httpx.Response(302, headers={"Location": "https://a.example/", "Set-Cookie": "s=1"})

    async def twice() -> None:
        http = fetcher(answer)
        for _ in range(2):
            await http.get(feed("https://a.example/"), asked("https://a.example/"))
        await http.aclose()

    asyncio.run(twice())

    assert sent == [None, "s=1", None, "s=1"]


def test_a_password_stays_with_its_origin() -> None:
    sent: list[tuple[str, bool]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append((request.url.host, "authorization" in request.headers))
        if request.url.host == "b.example":
            return httpx.Response(200, content=b"in")
        target = "/inside" if request.url.path == "/" else "https://b.example/"
        return httpx.Response(302, headers={"Location": target})

    (found,) = looked(fetcher(answer), feed("https://me:word@a.example/"))

    assert sent == [("a.example", True), ("a.example", True), ("b.example", False)]
    assert payload(found).url == "https://b.example/"


def test_a_password_is_in_no_payload_and_no_message() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200 if request.url.path == "/" else 404, content=b"in")

    (found,) = looked(fetcher(answer), feed("https://me:word@a.example/#part"))
    with pytest.raises(FetchError) as caught:
        looked(fetcher(answer), feed("https://me:word@a.example/gone"))

    assert payload(found).url == "https://a.example/"
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    ("raised", "cause", "fact"),
    [
        (httpx.ConnectError("x"), "unreachable", "connection failed"),
        (httpx.ReadError("x"), "unreachable", "connection failed"),
        (httpx.RemoteProtocolError("bad line"), "protocol", "bad line"),
        (httpx.UnsupportedProtocol("x"), "protocol", "no http or https address"),
        (ssl.SSLCertVerificationError("x"), "tls", "certificate refused"),
        (ConnectionResetError(), "unreachable", "connection reset"),
        (OSError(113, "No route to host"), "unreachable", "no route to host"),
    ],
)
def test_what_fails_below_http_is_typed(raised: Exception, cause: str, fact: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise raised

    with pytest.raises(FetchError, match=fact) as caught:
        looked(fetcher(answer), feed("https://a.example/feed"))

    assert caught.value.cause == cause


def test_a_closed_port_is_a_connection_refused() -> None:
    async def port() -> str:
        async with serving(answering("200 OK")) as address:
            return address

    with pytest.raises(FetchError, match="connection refused") as caught:
        looked(fetcher(), feed(asyncio.run(port())))

    assert caught.value.cause == "unreachable"


def test_a_name_that_is_none_is_not_found() -> None:
    with pytest.raises(FetchError, match="name not found"):
        looked(fetcher(), feed("http://nowhere.invalid/feed"))


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("", "protocol"),
        ("http://", "protocol"),
        ("file:///etc/passwd", "forbidden"),
        ("ftp://a.example/", "forbidden"),
    ],
)
def test_only_addresses_of_the_web_are_fetched(url: str, cause: str) -> None:
    with pytest.raises(FetchError, match="only http and https addresses") as caught:
        looked(fetcher(), feed(url))

    assert caught.value.cause == cause


def test_the_client_can_be_used_again_after_closing() -> None:
    http = fetcher(lambda request: httpx.Response(200, content=b"in"))

    for _ in range(2):
        assert looked(http, feed("https://a.example/"))
