"""Content codings undone in bounds, whatever the pieces they come in."""

from __future__ import annotations

import gzip
import resource
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.content_coding import ACCEPTED, CodingError, TooLarge, decoder

PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}
CODINGS = sorted(PACK)


def unpacked(coding: str, *chunks: bytes, max_bytes: int = 1 << 20) -> bytes:
    collected = decoder(coding, max_bytes=max_bytes)
    for chunk in chunks:
        collected.add(chunk)
    return collected.body()


def test_what_is_asked_for_is_what_can_be_undone() -> None:
    assert sorted(ACCEPTED.split(", ")) == CODINGS


@given(st.sampled_from(CODINGS), st.binary(max_size=4000), st.integers(1, 50))
def test_a_body_comes_out_as_it_went_in(coding: str, body: bytes, size: int) -> None:
    packed = PACK[coding](body)
    chunks = [packed[start : start + size] for start in range(0, len(packed), size)]

    assert unpacked(coding, *chunks) == body


@given(st.sampled_from(CODINGS), st.binary(max_size=200))
def test_garbage_is_an_error_or_a_body_and_nothing_else(coding: str, garbage: bytes) -> None:
    try:
        unpacked(coding, garbage)
    except (CodingError, TooLarge):
        return


@pytest.mark.parametrize("coding", CODINGS)
def test_a_body_cut_short_is_broken(coding: str) -> None:
    packed = PACK[coding](bytes(range(256)) * 9)

    with pytest.raises(CodingError, match="ends early"):
        unpacked(coding, packed[:-5])


@pytest.mark.parametrize("coding", CODINGS)
def test_no_content_is_empty_and_not_broken(coding: str) -> None:
    assert unpacked(coding) == b""


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_not_unpacked_beyond_the_cap(coding: str) -> None:
    """256 MiB of nothing: the memory that it takes stays small."""
    packed = _bomb(coding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(TooLarge):
        unpacked(coding, packed)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 << 10  # kB


def _bomb(coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(bytes(64 << 20), quality=5))
    piece = bytes(1 << 20)
    if coding == "zstd":
        frame = zstandard.ZstdCompressor(level=3).compressobj()
        return b"".join(frame.compress(piece) for _ in range(256)) + frame.flush()
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    return b"".join(packer.compress(piece) for _ in range(256)) + packer.flush()


def test_a_window_larger_than_a_content_coding_may_ask_for_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    body = packed.compress(bytes(1 << 20)) + packed.flush()

    with pytest.raises(CodingError, match="zstd"):
        unpacked("zstd", body, max_bytes=8 << 20)


def test_frames_in_a_row_are_one_body() -> None:
    assert unpacked("zstd", PACK["zstd"](b"one ") + PACK["zstd"](b"two")) == b"one two"
    assert unpacked("gzip", gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"


@pytest.mark.parametrize("coding", ["gzip, br", "br,br", "gzip, gzip, gzip"])
def test_codings_on_top_of_each_other_are_refused(coding: str) -> None:
    with pytest.raises(CodingError, match="times over"):
        decoder(coding, max_bytes=9)


@pytest.mark.parametrize("coding", ["", *CODINGS])
def test_what_fits_is_kept_when_there_is_more(coding: str) -> None:
    body = bytes(range(256)) * 400
    collected = decoder(coding, max_bytes=10_000)

    with pytest.raises(TooLarge):
        collected.add(PACK[coding](body) if coding else body)

    assert collected.so_far() == body[:10_000]
