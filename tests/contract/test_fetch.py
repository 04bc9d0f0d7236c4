"""What every fetcher promises, and what HTTP and files promise on top; over real sockets."""

from __future__ import annotations

import asyncio
import os
import ssl
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from monitor.errors import ConfigError, FetchError
from monitor.fetch import Fetched, Fetcher, Fetchers
from monitor.fetch.files import FileFetcher
from monitor.fetch.http import HttpFetcher
from monitor.model import NotModified, Payload, Source, Validators
from tests.hostile.server import Answer, Request, answering, serving

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
NEVER = Validators()


def feed(url: str) -> Source:
    return Source(name="gazette", kind="feed", url=url)


def documents(*paths: Path) -> Source:
    return Source(name="papers", kind="document", paths=tuple(map(str, paths)))


def fetcher(
    handler: Callable[[httpx.Request], httpx.Response] | None = None,
    *,
    max_bytes: int = 1 << 20,
    max_redirects: int = 5,
) -> HttpFetcher:
    return HttpFetcher(
        user_agent="monitor-test/1",
        clock=lambda: NOON,
        deadline=timedelta(seconds=10),
        max_bytes=max_bytes,
        max_redirects=max_redirects,
        transport=httpx.MockTransport(handler) if handler else None,
    )


def looked(with_: Fetcher, source: Source, validators: Validators = NEVER) -> list[Fetched]:
    """Return all that one look yields."""

    async def look() -> list[Fetched]:
        found = [one async for one in with_.fetch(source, validators)]
        if isinstance(with_, HttpFetcher):
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
            found = [one async for one in http.fetch(feed(address + path), validators)]
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


class TestHttp:
    def test_an_answer_is_a_payload_with_where_and_when(self) -> None:
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

    def test_validators_go_back_byte_for_byte(self) -> None:
        """Also where they are neither quoted, nor a date, nor ASCII."""
        asked: list[Request] = []

        async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
            asked.append(request)
            await answering("304 Not Modified", "ETag: new")(request, writer)

        given = Validators(etag="unquoted-é", last_modified="yesterday")
        found = served(answer, validators=given)

        assert asked[0].headers["if-none-match"] == "unquoted-é"
        assert asked[0].headers["if-modified-since"] == "yesterday"
        assert asked[0].headers["user-agent"] == "monitor-test/1"
        assert found == NotModified(validators=Validators(etag="new", last_modified="yesterday"))

    def test_not_modified_that_nobody_asked_for_is_an_error(self) -> None:
        assert refused(answering("304 Not Modified")).cause == "http"

    @pytest.mark.parametrize(
        ("status", "cause"),
        [
            ("401 Unauthorized", "blocked"),
            ("403 Forbidden", "blocked"),
            ("404 Not Found", "gone"),
            ("410 Gone", "gone"),
            ("412 Precondition Failed", "blocked"),
            ("429 Too Many Requests", "blocked"),
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
    def test_a_status_says_what_to_do(self, status: str, cause: str) -> None:
        error = refused(answering(status))

        assert (error.cause, error.status) == (cause, int(status[:3]))

    def test_a_message_names_source_and_address_but_no_query(self) -> None:
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
    def test_retry_after_is_bounded_to_a_day(self, written: str, wished: timedelta | None) -> None:
        error = refused(answering("503 Service Unavailable", f"Retry-After: {written}"))

        assert error.retry_after == wished

    @pytest.mark.parametrize("window_bits", [zlib.MAX_WBITS, -zlib.MAX_WBITS])
    def test_deflate_is_read_with_and_without_its_header(self, window_bits: int) -> None:
        packer = zlib.compressobj(wbits=window_bits)
        body = packer.compress(b"<rss/>" * 99) + packer.flush()

        found = served(answering("200 OK", "Content-Encoding: deflate", body=body))

        assert payload(found).body == b"<rss/>" * 99

    def test_redirects_lead_to_the_final_address(self) -> None:
        async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
            hops = {"/feed?key=secret": "/next", "/next": "last?x=1"}
            if target := hops.get(request.path):
                await answering("302 Found", f"Location: {target}")(request, writer)
            else:
                await answering("200 OK", body=b"here")(request, writer)

        assert payload(served(answer)).url.endswith("/last?x=1")

    def test_redirects_that_want_a_cookie_get_it_for_this_look_only(self) -> None:
        sent: list[str | None] = []

        def answer(request: httpx.Request) -> httpx.Response:
            sent.append(request.headers.get("cookie"))
            if "cookie" in request.headers:
                return httpx.Response(200, content=b"in")
            return httpx.Response(
                302, headers={"Location": "https://a.example/", "Set-Cookie": "s=1"}
            )

        async def twice() -> None:
            http = fetcher(answer)
            for _ in range(2):
                await http.get("gazette", "https://a.example/")
            await http.aclose()

        asyncio.run(twice())

        assert sent == [None, "s=1", None, "s=1"]

    def test_a_password_stays_with_its_origin(self) -> None:
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

    def test_a_password_is_in_no_payload_and_no_message(self) -> None:
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
    def test_what_fails_below_http_is_typed(self, raised: Exception, cause: str, fact: str) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            raise raised

        with pytest.raises(FetchError, match=fact) as caught:
            looked(fetcher(answer), feed("https://a.example/feed"))

        assert caught.value.cause == cause

    def test_a_closed_port_is_a_connection_refused(self) -> None:
        async def port() -> str:
            async with serving(answering("200 OK")) as address:
                return address

        with pytest.raises(FetchError, match="connection refused") as caught:
            looked(fetcher(), feed(asyncio.run(port())))

        assert caught.value.cause == "unreachable"

    def test_a_name_that_is_none_is_not_found(self) -> None:
        with pytest.raises(FetchError, match="name not found"):
            looked(fetcher(), feed("http://nowhere.invalid/feed"))

    @pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://a.example/", "http://"])
    def test_only_addresses_of_the_web_are_fetched(self, url: str) -> None:
        with pytest.raises(FetchError) as caught:
            looked(fetcher(), feed(url))

        assert caught.value.cause == "protocol"

    def test_the_client_can_be_used_again_after_closing(self) -> None:
        http = fetcher(lambda request: httpx.Response(200, content=b"in"))

        for _ in range(2):
            assert looked(http, feed("https://a.example/"))


class TestFiles:
    def test_each_file_is_a_payload_in_order_of_names(self, tmp_path: Path) -> None:
        (tmp_path / "b.html").write_bytes(b"b")
        (tmp_path / "a.txt").write_bytes(b"a")
        (tmp_path / "c").mkdir()
        (tmp_path / "c" / "plain").write_bytes(b"c")

        found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert [payload(one).body for one in found] == [b"a", b"b", b"c"]
        assert [payload(one).content_type for one in found] == ["text/plain", "text/html", None]
        assert payload(found[0]).url == (tmp_path / "a.txt").as_uri()
        assert payload(found[0]).fetched_at == NOON

    def test_hidden_and_foreign_files_are_left(self, tmp_path: Path) -> None:
        for name in (".hidden.txt", "a.pdf", "a.txt~", "b.docx"):
            (tmp_path / name).write_bytes(b"x")
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git" / "config").write_bytes(b"x")
        (tmp_path / "kept.EML").write_bytes(b"kept")

        found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert [payload(one).body for one in found] == [b"kept"]

    def test_a_file_that_is_named_is_read_whatever_its_ending(self, tmp_path: Path) -> None:
        (tmp_path / ".page.php").write_bytes(b"x")

        (found,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path / ".page.php"))

        assert payload(found).content_type is None

    def test_an_unchanged_folder_is_not_read_again(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a")
        files = FileFetcher(clock=lambda: NOON)

        (first,) = looked(files, documents(tmp_path))
        again = looked(files, documents(tmp_path), payload(first).validators)
        (tmp_path / "b.txt").write_bytes(b"b")
        changed = looked(files, documents(tmp_path), payload(first).validators)

        assert again == [NotModified(validators=payload(first).validators)]
        assert len(changed) == 2
        assert payload(changed[0]).validators == payload(changed[1]).validators

    def test_an_empty_folder_is_not_modified_at_the_second_look(self, tmp_path: Path) -> None:
        assert looked(FileFetcher(clock=lambda: NOON), documents(tmp_path)) == []

    def test_a_loop_of_links_ends_and_each_file_comes_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a")
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "up").symlink_to(tmp_path)
        (tmp_path / "same.txt").symlink_to(tmp_path / "a.txt")
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")

        source = documents(tmp_path, tmp_path / "a.txt")
        error, found = looked(FileFetcher(clock=lambda: NOON), source)

        assert payload(found).body == b"a"
        assert isinstance(error, FetchError)
        assert error.cause == "unreadable"

    def test_a_missing_path_is_told_and_the_others_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a")
        source = documents(tmp_path / "missing.txt", tmp_path / "a.txt")
        files = FileFetcher(clock=lambda: NOON)

        error, found = looked(files, source)
        error_again, unchanged = looked(files, source, payload(found).validators)

        assert isinstance(error, FetchError)
        assert "missing.txt: cannot be read: no such file or directory" in str(error)
        assert str(error_again) == str(error)
        assert isinstance(unchanged, NotModified)

    def test_no_path_at_all_is_an_error_of_the_source(self, tmp_path: Path) -> None:
        with pytest.raises(FetchError, match="papers: no such file or folder") as caught:
            looked(FileFetcher(clock=lambda: NOON), documents(tmp_path / "missing"))

        assert caught.value.cause == "unreadable"

    def test_a_file_over_the_cap_is_told_without_reading_it(self, tmp_path: Path) -> None:
        with (tmp_path / "big.txt").open("wb") as big:
            big.truncate(100 << 20)
        (tmp_path / "small.txt").write_bytes(b"small")

        error, found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert isinstance(error, FetchError)
        assert error.cause == "too-large"
        assert str(error).endswith("big.txt: is larger than 15 MiB")
        assert payload(found).body == b"small"

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")

        (error,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert isinstance(error, FetchError)
        assert "is no regular file" in str(error)

    def test_what_fails_in_reading_is_a_value(self) -> None:
        """A process's memory can be opened, but its first byte cannot be read."""
        source = documents(Path("/proc/self/mem"))

        (error,) = looked(FileFetcher(clock=lambda: NOON), source)

        assert isinstance(error, FetchError)
        assert "cannot be read: input/output error" in str(error)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_without_permission_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a")
        (tmp_path / "a.txt").chmod(0)

        (error,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert isinstance(error, FetchError)
        assert "permission denied" in str(error)

    def test_names_that_are_no_text_are_read_and_shown(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"\xff.txt")
        with (tmp_path / name).open("wb") as big:
            big.truncate(2000)

        (error,) = looked(FileFetcher(clock=lambda: NOON, max_bytes=9), documents(tmp_path))
        (found,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

        assert str(error).encode()
        assert payload(found).url.endswith("/%FF.txt")

    def test_files_are_read_one_at_a_time(self, tmp_path: Path) -> None:
        """What is not asked for is not read: the second file may vanish in between."""
        (tmp_path / "a.txt").write_bytes(b"a")
        (tmp_path / "b.txt").write_bytes(b"b")

        async def look() -> list[Fetched]:
            found: list[Fetched] = []
            async for one in FileFetcher(clock=lambda: NOON).fetch(documents(tmp_path), NEVER):
                found.append(one)
                (tmp_path / "b.txt").unlink(missing_ok=True)
            return found

        first, second = asyncio.run(look())

        assert payload(first).body == b"a"
        assert isinstance(second, FetchError)


class _Named:
    """A fetcher that says its name."""

    def __init__(self, name: bytes) -> None:
        self.name = name

    async def fetch(self, source: Source, validators: Validators) -> AsyncIterator[Fetched]:
        yield Payload(body=self.name, url="x:", content_type=None, fetched_at=NOON)


class TestFetchers:
    def test_a_source_goes_to_the_fetcher_for_its_kind(self, tmp_path: Path) -> None:
        both = Fetchers(url=_Named(b"http"), paths=_Named(b"files"))

        (from_web,) = looked(both, feed("https://a.example/"))
        (from_disk,) = looked(both, documents(tmp_path))

        assert payload(from_web).body == b"http"
        assert payload(from_disk).body == b"files"

    def test_an_unknown_kind_is_a_mistake_of_the_configuration(self) -> None:
        both = Fetchers(url=_Named(b"http"), paths=_Named(b"files"))

        with pytest.raises(ConfigError, match="'fead' is not one of document, feed"):
            looked(both, Source(name="x", kind="fead"))
