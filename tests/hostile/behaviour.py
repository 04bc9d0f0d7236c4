"""One way of a server to behave badly, what is expected of it, and the words to say both."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Listens = Literal["plain", "tls", "tls-expired", "nobody"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as a hostile server saw it."""

    path: str
    headers: Mapping[str, str]
    """By name in small letters."""
    number: int
    """The how many-th request for this path, from 1: servers change their minds."""
    here: str
    """`http://127.1.0.7:12345`, where the server stands."""
    inside: int
    """The port of the place on this machine that nobody may be led to."""
    neighbour: str
    """The address of a feed on another server that may be reached."""


@dataclass(frozen=True, slots=True)
class Wire:
    """The connection to whoever asks."""

    asked: Asked
    writer: asyncio.StreamWriter

    async def send(self, *pieces: bytes | str) -> None:
        for piece in pieces:
            self.writer.write(piece.encode("latin-1") if isinstance(piece, str) else piece)
            await self.writer.drain()

    async def pour(self, pieces: Iterable[bytes]) -> None:
        """Send all of what may have no end; ends when nobody reads any more."""
        for piece in pieces:
            await self.send(piece)

    async def drip(self, pieces: Iterable[bytes]) -> None:
        """Send a little, ever so often."""
        for piece in pieces:
            await self.send(piece)
            await asyncio.sleep(0.05)

    async def reset(self) -> None:
        """Break off as a firewall does, with RST."""
        await asyncio.sleep(0.05)  # so that what was sent before it arrives
        handle: socket.socket = self.writer.get_extra_info("socket")
        handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def never(self) -> None:
        """Say nothing more and stay."""
        await asyncio.Event().wait()


Answer = Callable[[Wire], Awaitable[None]]
Body = bytes | str | Callable[[Asked], bytes | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The look fails for `cause`, with `words` in what is said; nothing is stored."""

    cause: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The look succeeds."""

    items: int
    """How many are stored."""
    titles: tuple[str, ...] | None = None
    """Of those stored, in the order of the answer; None: any."""
    urls: tuple[str | None, ...] | None = None
    dates: tuple[str | None, ...] | None = None
    says: str = ""
    """Words in the title or body of one."""
    lacks: tuple[str, ...] = ()
    """What is nowhere in what is stored."""
    warns: str = ""
    """Words of a warning that one of them carries."""
    part: str = ""
    """The cause for which a part of the look, such as an item's page, could not be had."""


Expected = Failed | Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """A server of its own on an address of its own, and the source that looks at it."""

    name: str
    answer: Answer
    expects: Expected
    group: str = ""
    kind: str = "feed"
    path: str = "/feed"
    listens: Listens = "plain"
    asks_by: Literal["http", "https", "imap"] = "http"
    host: str = ""
    """The name that the source has for it; empty: its number."""
    number: str = ""
    """Its address, where a certificate wants it; empty: one of its own."""
    robots: Body | None = None
    """Its robots.txt; None: there is none."""
    reads: bool = True
    """Whether it listens to what it is asked before it acts."""
    source: Mapping[str, Any] = field(default_factory=dict)
    """What else the source is configured with."""
    requests: int = 1
    """The most that it may be asked at a look."""
    later: Expected | None = None
    """What comes of a second look, if not the same; stored are those of both looks."""


def head(status: str, *headers: str) -> str:
    """The head of an answer that ends with its connection, but for what `headers` say."""
    return "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *headers, "", ""])


def says(status: str, *headers: str, body: Body = b"") -> Answer:
    """Give an answer that is well-formed in all but what `headers` and `body` make of it."""

    async def answer(wire: Wire) -> None:
        lines = [one.format(**_places(wire.asked)) if "{" in one else one for one in headers]
        await wire.send(head(status, *lines), made(body, wire.asked))

    return answer


def raw(*pieces: bytes | str) -> Answer:
    """Send these bytes and close."""

    async def answer(wire: Wire) -> None:
        await wire.send(*pieces)

    return answer


def by_path(paths: Mapping[str, Answer]) -> Answer:
    """Answer by path; what is not among them is not found."""

    async def answer(wire: Wire) -> None:
        await paths.get(wire.asked.path.partition("?")[0], says("404 Not Found"))(wire)

    return answer


def made(body: Body, asked: Asked) -> bytes:
    given = body(asked) if callable(body) else body
    return given.encode() if isinstance(given, str) else given


def _places(asked: Asked) -> dict[str, str | int]:
    return {"here": asked.here, "inside": asked.inside, "neighbour": asked.neighbour}


def entry(title: str, link: str = "", guid: str = "", more: str = "") -> str:
    """An RSS item about a subject that the rules look for."""
    shown = link or "https://example.org/" + "-".join(title.lower().split())[:60]
    key = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{shown}</link>{key}{more}</item>"


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    channel = f"<title>Gazette</title><link>https://example.org/</link>{''.join(items)}"
    return f'{prolog}<rss version="2.0"><channel>{channel}</channel></rss>'


ONE = rss(entry("Notice one"))
TWO = rss(entry("Notice one"), entry("Notice two"))
