"""Content codings undone under a limit, so that a small answer cannot become a huge one.

httpx and curl would expand each chunk as a whole, a thousandfold, before anybody can count.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

ACCEPTED = "gzip, deflate, br, zstd"
"""What to send as Accept-Encoding."""

_UNDONE = {"gzip", "x-gzip", "deflate", "br", "zstd"}
_NOT_UNDONE = {"compress", "x-compress", "dcb", "dcz"}
_GZIP = zlib.MAX_WBITS | 16
_PIECE_BYTES = 1 << 16
_ZSTD_WINDOW_BYTES = 8 << 20
"""Source: RFC 9659: what a content coding may ask for, and a decoder must be able to hold."""
_ZSTD_SLICE_BYTES = 128
"""A block of 4 bytes expands to 128 KiB at the most: a slice to 4 MiB. Source: RFC 8878, 3.1.1."""


class CodingError(Exception):
    """The coding is unknown or broken; the message is one phrase."""


class TooLarge(Exception):
    """There is more decoded content than allowed."""


def decoder(content_encoding: str, *, max_bytes: int) -> Decoder:
    """Return the decoder for a Content-Encoding header.

    Words that are no codings (`utf-8`, `none`: servers send them) mean none.

    Raises:
        CodingError: a coding that was not asked for, or several on top of each other.
    """
    if not content_encoding:
        return Decoder("", max_bytes=max_bytes)
    names = [name.strip().lower() for name in content_encoding.split(",")]
    unwanted = [name for name in names if name in _NOT_UNDONE]
    codings = [name for name in names if name in _UNDONE]
    if unwanted:
        raise CodingError(f"coded as {unwanted[0]}, which was not asked for")
    if len(codings) > 1:
        raise CodingError(f"coded {len(codings)} times over")
    return Decoder(codings[0].removeprefix("x-") if codings else "", max_bytes=max_bytes)


class Decoder:
    """Collects the chunks of one body; never holds more than `max_bytes` and a small piece."""

    def __init__(self, coding: str, *, max_bytes: int) -> None:
        self._coding = coding
        self._max_bytes = max_bytes
        self._body = bytearray()
        self._arrived_bytes = 0
        self._unpacking = _unpacking(coding) if coding else None

    def add(self, chunk: bytes) -> None:
        """Take the next chunk as it came.

        Raises:
            TooLarge: the body is larger than allowed, as it came or decoded; what fits is kept.
            CodingError: it is not of this coding.
        """
        self._arrived_bytes += len(chunk)
        if self._arrived_bytes > self._max_bytes and self._unpacking is not None:
            raise TooLarge  # also where it decodes to nothing, over and over
        if self._unpacking is None:
            self._keep(chunk)
            return
        for piece in self._unpacking.pieces(chunk):
            self._keep(piece)

    def body(self) -> bytes:
        """Return the whole decoded body.

        Raises:
            CodingError: the coded content ended early.
        """
        if self._unpacking is not None and self._arrived_bytes and not self._unpacking.ended:
            raise CodingError(f"{self._coding} content that ends early")
        return bytes(self._body)

    def so_far(self) -> bytes:
        """Return what was decoded up to now."""
        return bytes(self._body)

    def _keep(self, piece: bytes) -> None:
        room = self._max_bytes - len(self._body)
        self._body += piece[:room]
        if len(piece) > room:
            raise TooLarge


class _Unpacking(Protocol):
    """One coding being undone."""

    @property
    def ended(self) -> bool:
        """Whether the coded content is whole."""
        ...

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what `chunk` adds, in pieces of a bounded size."""
        ...


def _unpacking(coding: str) -> _Unpacking:
    match coding:
        case "br":
            return _Brotli()
        case "zstd":
            return _Zstandard()
    return _Zlib(coding)


class _Zlib:
    """gzip, of one or more members, and deflate with or without its header."""

    def __init__(self, coding: str) -> None:
        self._coding = coding
        self._head = b""
        self._inflater: zlib._Decompress | None = None

    @property
    def ended(self) -> bool:
        return self._inflater is not None and self._inflater.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what `chunk` adds; its end may begin a further gzip member."""
        if self._inflater is None:
            self._head += chunk
            if len(self._head) < 2:
                return
            chunk, self._head = self._head, b""
            self._inflater = zlib.decompressobj(self._window_bits(chunk))
        while True:
            if self._inflater.eof:
                if self._coding != "gzip" or not chunk.startswith(b"\x1f"):
                    return  # padding behind the end
                self._inflater = zlib.decompressobj(_GZIP)
            try:
                piece = self._inflater.decompress(chunk, _PIECE_BYTES)
            except zlib.error as error:
                raise CodingError(f"is not {self._coding} as it says") from error
            yield piece
            chunk = self._inflater.unconsumed_tail or self._inflater.unused_data
            # A full piece may leave content inside zlib when all input is consumed.
            if not chunk and len(piece) < _PIECE_BYTES:
                return

    def _window_bits(self, head: bytes) -> int:
        """Return zlib's name for the format: `deflate` is sent with and without its header.

        Source: RFC 9110, 8.4.1.2; RFC 1950, 2.2.
        """
        if self._coding == "gzip":
            return _GZIP
        wrapped = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._inflater = brotli.Decompressor()
        self._broken: type[Exception] = brotli.error

    @property
    def ended(self) -> bool:
        return bool(self._inflater.is_finished())

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what `chunk` adds; what stands behind the end is left."""
        while not self._inflater.is_finished():
            try:
                piece: bytes = self._inflater.process(chunk, output_buffer_limit=_PIECE_BYTES)
            except self._broken as error:
                raise CodingError("is not br as it says") from error
            chunk = b""
            if piece:
                yield piece
            elif self._inflater.can_accept_more_data():
                return


class _Zstandard:
    """Frames of zstd, one behind the other."""

    def __init__(self) -> None:
        import zstandard

        self._frames = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW_BYTES)
        self._broken = zstandard.ZstdError
        self._inflater = self._frames.decompressobj()

    @property
    def ended(self) -> bool:
        return self._inflater.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what `chunk` adds: it is given in slices, as the output cannot be limited."""
        for start in range(0, len(chunk), _ZSTD_SLICE_BYTES):
            rest = chunk[start : start + _ZSTD_SLICE_BYTES]
            while rest:
                if self._inflater.eof:
                    self._inflater = self._frames.decompressobj()
                try:
                    piece = self._inflater.decompress(rest)
                except self._broken as error:
                    raise CodingError("is not zstd as it says") from error
                yield piece
                rest = self._inflater.unused_data if self._inflater.eof else b""
