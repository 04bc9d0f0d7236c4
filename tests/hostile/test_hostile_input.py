"""Servers and documents that mean harm: each is an error, none costs more than it may."""

from __future__ import annotations

import asyncio
import gzip
import resource
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import FetchError, ParseError
from monitor.fetch.guard import Guard
from monitor.fetch.http import HttpFetcher
from monitor.model import NotModified, Payload, Source
from monitor.model import Request as Asked
from tests.hostile.server import Answer, Request, answering, serving, silence
from tests.unit.feed_samples import only, read, rss

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
CAP_BYTES = 1 << 20
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>'
THIEF = '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE rss [<!ENTITY % l9 SYSTEM "http://127.0.0.1:1/x.dtd"> %l9;]>'
HIDDEN = '<!DOCTYPE rss [<!-- ]> --> <!ENTITY l9 "x">]>'
VICTIM = '<rss version="2.0"><channel><item><title>&l9;</title></item></channel></rss>'


def got(answer: Answer, *, deadline: timedelta = timedelta(seconds=10)) -> Payload | NotModified:
    """Return what one look at a real server gives."""

    async def look() -> Payload | NotModified:
        http = HttpFetcher(
            user_agent="test",
            clock=lambda: NOON,
            deadline=deadline,
            max_bytes=CAP_BYTES,
            guard=Guard(("127.0.0.0/8",)),
        )
        async with serving(answer) as address:
            try:
                source = Source(name="gazette", kind="feed", url=f"{address}/feed")
                return await http.get(source, Asked(url=source.url))
            finally:
                await http.aclose()

    return asyncio.run(look())


def refused(answer: Answer, *, deadline: timedelta = timedelta(seconds=10)) -> FetchError:
    with pytest.raises(FetchError) as caught:
        got(answer, deadline=deadline)
    return caught.value


def redirecting(location: str) -> Answer:
    return answering("302 Found", f"Location: {location}")


@pytest.mark.parametrize("kind", ["feed", "document"])
@pytest.mark.parametrize("doctype", [BOMB, THIEF, PARAMETER, HIDDEN, BOMB.lower()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_are_refused_before_a_parser_sees_them(
    kind: str, doctype: str, encoding: str
) -> None:
    if kind == "document" and doctype == HIDDEN:
        pytest.skip("as a document it is a text like any other: no parser sees it")
    with pytest.raises(ParseError, match="declares entities; refused"):
        read((doctype + VICTIM).encode(encoding), kind=kind)


@pytest.mark.parametrize("encoding", ["utf-7", "utf_7", "UTF-7"])
def test_entities_do_not_hide_in_an_encoding_that_only_some_know(encoding: str) -> None:
    body = (BOMB + VICTIM).encode("utf-7")

    with pytest.raises(ParseError):
        read(body, f"text/xml; charset={encoding}")


def test_a_document_type_elsewhere_is_never_read() -> None:
    body = '<!DOCTYPE rss SYSTEM "file:///etc/passwd">' + rss("<item><title>t</title></item>")

    assert only(read(body)).title == "t"


def test_an_article_about_entities_is_no_attack() -> None:
    body = rss(f"<item><title>t</title><description><![CDATA[{BOMB}]]></description></item>")

    assert only(read(body)).summary == BOMB


@pytest.mark.parametrize(
    "piece",
    ["<a>", "<", "&", "<a b='", "<![CDATA[", "<!--", "<category>c</category>", "a@", "a.", "&#1"],
)
@pytest.mark.parametrize("element", ["title", "author", "pubDate"])
def test_work_grows_with_the_length_of_a_feed_and_not_with_its_square(
    element: str, piece: str
) -> None:
    """One of these took feedparser's own entrance 30 s for 100 kB."""
    body = rss(f"<item><title>t</title><{element}>{piece * 30_000}</{element}></item>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime

    with suppress(ParseError):
        read(body)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 5


@pytest.mark.parametrize("body", ["<!--" * 99_999, "<!DOCTYPE " * 99_999, "<?" * 99_999])
def test_a_prolog_that_never_ends_is_no_feed(body: str) -> None:
    with pytest.raises(ParseError, match="not a feed"):
        read(body)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_not_unpacked_beyond_the_cap(coding: str) -> None:
    """64 MiB out of 64 kB, in one chunk."""
    plain = bytes(64 << 20)
    packed = gzip.compress(plain) if coding == "gzip" else zlib.compress(plain)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    error = refused(answering("200 OK", f"Content-Encoding: {coding}", body=packed))

    assert error.cause == "too-large"
    assert str(error).endswith("/feed: larger than 1 MiB")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 << 10  # kB


def test_many_empty_archives_in_a_row_count_as_they_came() -> None:
    packed = gzip.compress(b"") * (CAP_BYTES // 20 + 1)

    async def chunked(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n")
        writer.write(b"Transfer-Encoding: chunked\r\n\r\n")
        writer.write(f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n")
        await writer.drain()

    assert refused(chunked).cause == "too-large"


def test_archives_in_a_row_are_one_body() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(512)

    found = got(answering("200 OK", "Content-Encoding: gzip", body=packed))

    assert isinstance(found, Payload)
    assert found.body == b"one two"


@pytest.mark.parametrize(
    ("coding", "body", "fact"),
    [
        ("gzip", b"plain text", "is not gzip as it says"),
        ("gzip", gzip.compress(b"cut" * 99)[:-9], "gzip content that ends early"),
        ("gzip", b"\x1f", "gzip content that ends early"),
        ("deflate", b"\xff\xff\xff", "is not deflate as it says"),
        ("compress", b"x", "coded as compress, which was not asked for"),
        ("br", b"plain text, no brotli", "is not br as it says"),
        ("zstd", b"plain text", "is not zstd as it says"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"x")), "coded 2 times over"),
    ],
)
def test_a_broken_coding_is_an_error(coding: str, body: bytes, fact: str) -> None:
    error = refused(answering("200 OK", f"Content-Encoding: {coding}", body=body))

    assert error.cause == "decode"
    assert str(error).endswith(fact)


@pytest.mark.parametrize("coding", ["utf-8", "none", "identity", ""])
def test_words_that_are_no_codings_mean_none(coding: str) -> None:
    found = got(answering("200 OK", f"Content-Encoding: {coding}", body=b"plain"))

    assert isinstance(found, Payload)
    assert found.body == b"plain"


def test_a_body_that_is_declared_too_large_is_not_waited_for() -> None:
    answer = answering("200 OK", "Content-Length: 99999999999", then=silence)

    assert refused(answer).cause == "too-large"


def test_a_body_without_end_is_cut_at_the_cap() -> None:
    async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            await writer.drain()

    assert refused(endless).cause == "too-large"


@pytest.mark.parametrize(
    "answer",
    [
        silence,
        answering("200 OK", "Content-Length: 99", body=b"drip", then=silence),
        answering("200 OK", "Content-Length: 99", then=silence),
    ],
    ids=["no answer", "a drip", "no body"],
)
def test_the_deadline_holds_over_all_of_it(answer: Answer) -> None:
    error = refused(answer, deadline=timedelta(seconds=0.2))

    assert error.cause == "timeout"
    assert str(error).endswith("/feed: timed out after 0.2 s")


def test_a_body_that_breaks_off_is_no_body() -> None:
    error = refused(answering("200 OK", "Content-Length: 99", body=b"half"))

    assert error.cause == "protocol"


def test_what_does_not_speak_http_is_an_error() -> None:
    async def greeting(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n")

    assert refused(greeting).cause == "protocol"


def test_redirects_in_a_circle_end() -> None:
    error = refused(redirecting("/feed"))

    assert error.cause == "redirects"
    assert str(error).endswith("/feed redirects in a circle")


@pytest.mark.parametrize(
    "location",
    "file:///etc/passwd ftp://a.example/ gopher://a.example/ data:,x javascript:x gopher:1".split(),
)
def test_redirects_stay_on_the_web(location: str) -> None:
    error = refused(redirecting(location))

    assert error.cause == "forbidden"
    assert "only http and https addresses are fetched" in str(error)


@pytest.mark.parametrize(
    "location",
    ["", "http://a.example:port/", "http://[::1/", "http://"],
)
def test_redirects_to_what_is_no_address_are_errors(location: str) -> None:
    assert refused(redirecting(location)).cause == "redirects"


def test_a_page_in_place_of_a_feed_is_told_by_its_title() -> None:
    found = got(answering("200 OK", body=b"<html><title>Are you a robot?</title></html>"))

    assert isinstance(found, Payload)
    with pytest.raises(ParseError, match='an HTML page titled "Are you a robot'):
        read(found.body)
