"""Answers that are not HTTP as specified, or that stretch it."""

from __future__ import annotations

from itertools import repeat

from tests.hostile.behaviour import ONE, Behaviour, Failed, Stored, Wire, head, raw, says
from tests.hostile.by_connection import IMPATIENT, TIMED_OUT

_BROKEN = Failed(cause="protocol", words="not HTTP as specified")
_CHUNKED = "Transfer-Encoding: chunked"


def chunk(body: str) -> str:
    return f"{len(body.encode()):x}\r\n{body}\r\n"


async def never_last_chunk(wire: Wire) -> None:
    await wire.send(head("200 OK", _CHUNKED), chunk(ONE))
    await wire.never()


async def endless_chunks(wire: Wire) -> None:
    await wire.send(head("200 OK", _CHUNKED))
    await wire.pour(repeat(b"10000\r\n" + b" " * 0x10000 + b"\r\n"))


async def endless_hints(wire: Wire) -> None:
    await wire.pour(repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100))


async def endless_header(wire: Wire) -> None:
    await wire.send("HTTP/1.1 200 OK\r\nX: ")
    await wire.pour(repeat(b"x" * 10_000))


async def endless_body(wire: Wire) -> None:
    await wire.send(head("200 OK"))
    await wire.pour(repeat(b" " * 65_536))


async def gigabyte_declared(wire: Wire) -> None:
    await wire.send(head("200 OK", "Content-Length: 1073741824"))
    await wire.never()


async def twenty_megabytes(wire: Wire) -> None:
    await wire.send(head("200 OK", f"Content-Length: {20 << 20}"), ONE)
    await wire.pour(repeat(b" " * 65_536, 320))


_TOO_LARGE = Failed(cause="too-large", words="larger than 15 MiB")
_HEAD_TOO_LARGE = Failed(cause="too-large", words="the head of the answer is larger than allowed")

BEHAVIOURS = (
    Behaviour(name="speaks HTTP 0.9", answer=raw(ONE), expects=_BROKEN),
    Behaviour(
        name="answers in HTTP/2 unasked",
        answer=raw(b"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x80\0\4\0\1\0\0\0\5\0\xff\xff\xff"),
        expects=_BROKEN,
    ),
    Behaviour(name="greets like a mail server", answer=raw("220 mail ready\r\n"), expects=_BROKEN),
    Behaviour(
        name="gives a status that is a word",
        answer=raw("HTTP/1.1 fine\r\n\r\n" + ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="gives the status 000",
        answer=raw("HTTP/1.1 000 Nothing\r\n\r\n" + ONE),
        expects=Failed(cause="protocol"),
    ),
    Behaviour(
        name="gives the status 999",
        answer=says("999 Request denied"),
        expects=Failed(cause="http", words="answered 999"),
    ),
    Behaviour(
        name="switches protocols unasked",
        answer=raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + ONE),
        expects=Failed(cause="http", words="answered 101"),
    ),
    Behaviour(name="pours hints without end", answer=endless_hints, expects=_HEAD_TOO_LARGE),
    Behaviour(
        name="has a header without end",
        answer=endless_header,
        expects=_HEAD_TOO_LARGE,
    ),
    Behaviour(
        name="has one header of 1 MB",
        answer=says("200 OK", "X: " + "x" * 1_000_000, body=ONE),
        expects=_HEAD_TOO_LARGE,
    ),
    Behaviour(
        name="has 10,000 headers",
        answer=says("200 OK", *(f"X-{number}: y" for number in range(10_000)), body=ONE),
        expects=_HEAD_TOO_LARGE,
    ),
    Behaviour(
        name="has a header without a colon",
        answer=says("200 OK", "no colon here", body=ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="has a NUL in a header", answer=says("200 OK", "X: a\0b", body=ONE), expects=_BROKEN
    ),
    Behaviour(
        name="folds a header over two lines",
        answer=says("200 OK", "Content-Type: application/rss+xml;\r\n charset=utf-8", body=ONE),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="ends its lines with LF alone",
        answer=raw("HTTP/1.1 200 OK\nConnection: close\n\n" + ONE),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="gives two lengths that differ",
        answer=says("200 OK", "Content-Length: 10", "Content-Length: 20", body=ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="gives a length below nothing",
        answer=says("200 OK", "Content-Length: -1", body=ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="promises more than it gives",
        answer=says("200 OK", "Content-Length: 99999", body=ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="gives more than it promises",
        answer=says("200 OK", f"Content-Length: {len(ONE)}", body=ONE + "<smuggled/>"),
        expects=Stored(items=1, lacks=("smuggled",)),
    ),
    Behaviour(
        name="gives a chunk a size that is none",
        answer=says("200 OK", _CHUNKED, body="zz\r\n" + ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="gives a chunk a size of 20 digits",
        answer=says("200 OK", _CHUNKED, body="ffffffffffffffffffff\r\n" + ONE),
        expects=_BROKEN,
    ),
    Behaviour(
        name="leaves out the last chunk and closes",
        answer=says("200 OK", _CHUNKED, body=chunk(ONE)),
        expects=_BROKEN,
    ),
    Behaviour(
        name="leaves out the last chunk and stays",
        answer=never_last_chunk,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(name="gives chunks without end", answer=endless_chunks, expects=_TOO_LARGE),
    Behaviour(
        name="gives both a length and chunks",
        answer=says("200 OK", _CHUNKED, "Content-Length: 5", body=f"{chunk(ONE)}0\r\n\r\nsmuggled"),
        expects=Stored(items=1, lacks=("smuggled",)),
    ),
    Behaviour(name="promises a gigabyte", answer=gigabyte_declared, expects=_TOO_LARGE),
    Behaviour(name="gives 20 MB", answer=twenty_megabytes, expects=_TOO_LARGE),
    Behaviour(name="gives a body without end", answer=endless_body, expects=_TOO_LARGE),
)
