"""Content codings that lie, break or explode."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import brotli
import zstandard

from tests.hostile.behaviour import ONE, Answer, Behaviour, Failed, Stored, Wire, head, says
from tests.hostile.behaviour import Body as Packed

_TOO_LARGE = Failed(cause="too-large", words="larger than 15 MiB")
_PIECE = bytes(1 << 20)
_BOMB_MIB = 64


def gzip_bomb() -> Iterator[bytes]:
    """64 MiB in 64 kB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ in range(_BOMB_MIB):
        yield packer.compress(_PIECE)
    yield packer.flush()


def brotli_bomb() -> Iterator[bytes]:
    packer = brotli.Compressor(quality=3)
    for _ in range(_BOMB_MIB):
        yield packer.process(_PIECE) + packer.flush()
    yield packer.finish()


def zstd_bomb() -> Iterator[bytes]:
    packer = zstandard.ZstdCompressor().compressobj()
    for _ in range(_BOMB_MIB):
        yield packer.compress(_PIECE)
    yield packer.flush()


def bomb(status: str, coding: str, *headers: str) -> Answer:
    packed = {"gzip": gzip_bomb, "br": brotli_bomb, "zstd": zstd_bomb}[coding]

    async def answer(wire: Wire) -> None:
        await wire.send(head(status, f"Content-Encoding: {coding}", *headers))
        await wire.pour(packed())

    return answer


async def bomb_of_a_redirect(wire: Wire) -> None:
    if wire.asked.path == "/feed":
        await bomb("302 Found", "gzip", "Location: /there")(wire)
    else:
        await wire.send(head("200 OK"), ONE)


async def members_of_nothing(wire: Wire) -> None:
    await wire.send(head("200 OK", "Content-Encoding: gzip"))
    await wire.pour(gzip.compress(b"") * 1000 for _ in range(1000))


def coded(coding: str, body: Packed) -> Answer:
    return says("200 OK", f"Content-Encoding: {coding}", body=body)


_FEED = ONE.encode()

BEHAVIOURS = (
    Behaviour(name="sends a gzip bomb", answer=bomb("200 OK", "gzip"), expects=_TOO_LARGE),
    Behaviour(name="sends a Brotli bomb", answer=bomb("200 OK", "br"), expects=_TOO_LARGE),
    Behaviour(name="sends a Zstandard bomb", answer=bomb("200 OK", "zstd"), expects=_TOO_LARGE),
    Behaviour(
        name="sends a bomb with an error",
        answer=bomb("500 Internal Server Error", "gzip"),
        expects=Failed(cause="http", words="answered 500"),
    ),
    Behaviour(
        name="sends a bomb with a refusal",
        answer=bomb("403 Forbidden", "zstd"),
        expects=Failed(cause="blocked", words="answered 403"),
    ),
    Behaviour(
        name="sends a bomb with a redirect",
        answer=bomb_of_a_redirect,
        expects=Stored(items=1),
        requests=2,
    ),
    Behaviour(
        name="sends countless archives of nothing",
        answer=members_of_nothing,
        expects=_TOO_LARGE,
    ),
    Behaviour(
        name="packs twice",
        answer=coded("gzip, gzip", gzip.compress(gzip.compress(_FEED))),
        expects=Failed(cause="decode", words="coded 2 times over"),
    ),
    Behaviour(
        name="packs twice and says it once",
        answer=coded("gzip", gzip.compress(gzip.compress(_FEED))),
        expects=Failed(cause="parse", words="is a gzip archive, not text"),
    ),
    Behaviour(
        name="says gzip and sends it plain",
        answer=coded("gzip", _FEED),
        expects=Failed(cause="decode", words="is not gzip as it says"),
    ),
    Behaviour(
        name="cuts gzip short",
        answer=coded("gzip", gzip.compress(_FEED)[:-20]),
        expects=Failed(cause="decode", words="gzip content that ends early"),
    ),
    Behaviour(
        name="spoils the middle of gzip",
        answer=coded("gzip", gzip.compress(_FEED)[:40] + b"\xff" * 40),
        expects=Failed(cause="decode", words="is not gzip as it says"),
    ),
    Behaviour(
        name="gives a checksum of something else",
        answer=coded("gzip", gzip.compress(_FEED)[:-8] + bytes(8)),
        expects=Failed(cause="decode", words="is not gzip as it says"),
    ),
    Behaviour(
        name="sends deflate as the standard says",
        answer=coded("deflate", zlib.compress(_FEED)),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="sends deflate as some servers do",
        answer=coded("deflate", zlib.compress(_FEED, wbits=-15)),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="says Brotli and sends gzip",
        answer=coded("br", gzip.compress(_FEED)),
        expects=Failed(cause="decode", words="is not br as it says"),
    ),
    Behaviour(
        name="uses a coding that nobody asked for",
        answer=coded("compress", b"\x1f\x9d\x90"),
        expects=Failed(cause="decode", words="coded as compress, which was not asked for"),
    ),
    Behaviour(
        name="makes up a coding",
        answer=coded("utf-8", _FEED),
        expects=Stored(items=1),
    ),
    Behaviour(
        name="packs and does not say so",
        answer=says("200 OK", body=gzip.compress(_FEED)),
        expects=Failed(cause="parse", words="is a gzip archive, not text"),
    ),
)
