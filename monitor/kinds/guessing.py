"""In which character set bytes were written that do not say so, or say so wrongly.

Letter statistics come from a library; they are asked about the words of the page alone, since
mark-up is ASCII in every encoding, and about the encodings of the web alone.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.kinds.charsets import SINGLE_BYTE, Attempt, attempt, encoding_of
from monitor.kinds.plausibility import is_short_writing, plausible

_MAX_READ = 400_000
_MAX_SAMPLE = 12_000
"""Bytes that statistics are made of: more change no answer."""
_MIN_PIECE = 5
_PIECES = re.compile(rb"[<>\r\n]+")
_CANDIDATES = (
    "big5hkscs", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp866", "cp874", "cp932", "cp949", "euc_jis_2004", "gb18030", "iso8859-15",
    "iso8859-2", "iso8859-5", "iso8859-7", "koi8-r", "koi8-u",
)  # fmt: skip
"""What pages are written in. Every further one is a chance to be wrong."""
_LATIN = ("cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859-15", "iso8859-2")
_LONG_RUN = re.compile(rb"[\x80-\xff]{3}")
"""Words of other scripts have three letters and more; accents stand alone in Latin ones."""
_SAME = 0.9
"""Share of the best score from which statistics do not contradict a declaration."""
_MULTIBYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_MAX_DAMAGE = 30
"""Bytes above ASCII for each bad one, below which a text is not damaged but another one."""


class Scores(NamedTuple):
    """How well readings of the same bytes look like a language; the best first."""

    readings: tuple[tuple[str, float], ...]
    """Encoding and score; empty where the bytes are of none of them."""
    sample: bytes

    def supports(self, encoding: str) -> bool:
        """Say whether `encoding` explains the bytes about as well as the best one."""
        if not self.readings:
            return False
        best, highest = self.readings[0]
        if encoding == best:
            return True
        text = attempt(self.sample, encoding)
        if text.replaced:
            return False
        if text.text == attempt(self.sample, best).text:
            return True
        if encoding in _MULTIBYTE and is_short_writing(text.text):
            return True  # statistics of a few characters do not outweigh what is declared
        score = dict(self.readings).get(encoding, 0.0)
        return score >= _SAME * highest


def scores(body: bytes) -> Scores:
    """Return what letter statistics say about `body`."""
    import chardet  # only pages that are not UTF-8 pay for it

    sample = _sample(body)
    if not sample:
        return Scores((), sample)
    sparse = _LONG_RUN.search(sample) is None
    found = chardet.detect_all(
        sample,
        include_encodings=_LATIN if sparse else _CANDIDATES,
        ignore_threshold=True,
        no_match_encoding="cp1252",
    )
    # The library gives up early on short texts in these.
    best = {name: score for name in _MULTIBYTE if (score := _multibyte_score(sample, name))}
    for each in found:
        name = encoding_of(str(each["encoding"]))
        if name is not None:
            score = plausible(attempt(sample, name).text, float(each["confidence"] or 0))
            best[name] = max(score, best.get(name, 0.0))
    return Scores(tuple(sorted(best.items(), key=lambda pair: -pair[1])), sample)


def _multibyte_score(sample: bytes, encoding: str) -> float:
    read = attempt(sample, encoding)
    return 0.0 if read.replaced or read.is_cut else plausible(read.text, 0.0)


def _sample(body: bytes) -> bytes:
    """Return the pieces of `body` between tags and line ends that are not all ASCII.

    Comments, and what is too short to be a word, count only where there is nothing else.
    """
    pieces: list[bytes] = []
    length = 0
    for piece in _PIECES.split(body[:_MAX_READ]):
        if not piece.isascii():
            pieces.append(piece)
            length += len(piece)
            if length > _MAX_SAMPLE:
                break
    words = [each for each in pieces if len(each) >= _MIN_PIECE and not each.startswith(b"!--")]
    return b"\n".join(words or pieces)


def mended(body: bytes, high: int, first: tuple[str, ...]) -> Attempt | None:
    """Return `body` in an encoding that a few bad bytes hide; None: there is none.

    One byte to a character is believed only where it is declared.

    `high`: how many bytes are above ASCII. `first`: encodings to try before the others.
    """
    for encoding in dict.fromkeys([*first, *_MULTIBYTE]):
        if encoding not in _MULTIBYTE and encoding not in SINGLE_BYTE:
            continue
        head = attempt(body[:_MAX_READ], encoding)
        if head.replaced * _MAX_DAMAGE * len(body) > 2 * high * _MAX_READ:
            continue  # the whole of 15 MB is not read in every encoding
        read = attempt(body, encoding)
        if 0 < read.replaced * _MAX_DAMAGE <= high:
            clean = read.text.replace("\ufffd", "").encode(encoding, "ignore")
            if scores(clean).supports(encoding):
                return read
    return None
