"""Content codings undone under a limit, so that a small answer cannot become a huge one.

httpx would expand each chunk as a whole, a thousandfold, before anybody can count.
"""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
"""What to send as Accept-Encoding."""

_UNDONE = {"gzip", "x-gzip", "deflate"}
_NOT_UNDONE = {"br", "zstd", "compress", "x-compress", "dcb", "dcz"}
_GZIP = zlib.MAX_WBITS | 16
_PIECE_BYTES = 1 << 16


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
        self._head = b""
        self._inflater: zlib._Decompress | None = None

    def add(self, chunk: bytes) -> None:
        """Take the next chunk as it came.

        Raises:
            TooLarge: the body is larger than allowed, as it came or decoded.
            CodingError: it is not of this coding.
        """
        self._arrived_bytes += len(chunk)
        if self._arrived_bytes > self._max_bytes:
            raise TooLarge  # also where it decodes to nothing, over and over
        if not self._coding:
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as error:
            raise CodingError(f"is not {self._coding} as it says") from error

    def body(self) -> bytes:
        """Return the whole decoded body.

        Raises:
            CodingError: the coded content ended early.
        """
        ended = self._inflater.eof if self._inflater else not self._head
        if self._coding and not ended:
            raise CodingError(f"{self._coding} content that ends early")
        return bytes(self._body)

    def _keep(self, piece: bytes) -> None:
        if len(self._body) + len(piece) > self._max_bytes:
            raise TooLarge
        self._body += piece

    def _inflate(self, chunk: bytes) -> None:
        """Decode `chunk`, whose end may begin a further gzip member."""
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
            piece = self._inflater.decompress(chunk, _PIECE_BYTES)
            self._keep(piece)
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
