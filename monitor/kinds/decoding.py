"""Bytes to text, as browsers do it, with what was doubtful said.

A page is never lost for a wrong or missing declaration or for a bad byte; only what is no text
at all is refused. Nothing is mended here but the decoding: mark-up, entities and line ends stay.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from monitor.errors import ParseError
from monitor.kinds.charsets import SINGLE_BYTE, Attempt, attempt, encoding_of
from monitor.kinds.twice_encoded import once_encoded

_LOOKED_AT_BYTES = 4096
_DECLARED_WITHIN_BYTES = 32_768
_MAX_DECLARATIONS = 3
_MIN_SCORE = 0.15
"""Of letter statistics, below which a damaged text of another encoding is looked for."""
_WELL_FORMED = 4
"""Good characters of UTF-8 for each bad one, from which it is damaged UTF-8 and nothing else. Of
another encoding, one in fifteen is good by chance."""

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_PRINTABLE = frozenset(b"\t\n\r").union(range(32, 127))
_HIGH = bytes(range(128, 256))
_JIS_ESCAPE = re.compile(rb"\x1b\$[@B][!-~]{2}")
_STRAYS = re.compile(rb"(?<![\x80-\xff])[\x85\x91-\x97](?![\x80-\xff])")
"""Quotes, dashes and dots of windows-1252; in UTF-8 no such byte stands alone."""
_FEW = 6
"""Bytes above ASCII that are too few for letter statistics."""
_WORD_RUN = re.compile("[^\x00-\x7f]{5}")
_SPARSE = 100
"""Bytes of ASCII for each other one in a page that is ASCII but for slips."""
_LONG_RUN = re.compile(rb"[\x80-\xff]{3}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]")
_LETTERS = rb"[\xc0\xc1\xc4-\xd6\xd8-\xf6\xf8-\xff]"
"""Of windows-1252, but C2 and C3, which are more often half a character of UTF-8."""
_LETTERS_IN_WORDS = re.compile(
    rb"[\x85\x91-\x97]|(?<=[A-Za-z])" + _LETTERS + rb"{1,2}|" + _LETTERS + rb"{1,2}(?=[A-Za-z])"
)
_LONE_LETTERS = re.compile(
    rb"(?<![\x80-\xff])(?:[\x91-\x94]{2}|"
    + _LETTERS_IN_WORDS.pattern.replace(b"{1,2}", b"")
    + rb")(?![\x80-\xff])"
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})  # ESC is used by ISO-2022-JP

_MAGIC = (  # Source: https://mimesniff.spec.whatwg.org/ and the formats' own specifications
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)


def decoded(
    body: bytes, content_type: str | None, *, subject: str = "document"
) -> tuple[str, tuple[str, ...]]:
    """Return the text of `body`, without byte order mark, and what was doubtful about it.

    A byte order mark is believed first, then the charset of `content_type`, then an XML or meta
    declaration in the first 4 kB, then valid UTF-8, then statistics. Valid UTF-8 wins over a
    declaration that it contradicts. Bytes that no reading explains become U+FFFD and a warning.

    Raises:
        ParseError: it is no text: the magic number of another format, or control characters.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _reported(attempt(body[len(mark) :], encoding), ())
    if name := foreign_format(body):
        raise ParseError(subject, f"is {name}, not text")
    if wide := _wide(body):
        return _reported(attempt(body, wide), ())
    body, warnings = _without_nulls(body, content_type, subject)
    if body.isascii() and b"\x1b$" not in body and b"~{" not in body:
        return body.decode("ascii"), warnings
    return _reported(*_best(body, _declared(body, content_type)), warnings)


def foreign_format(body: bytes) -> str | None:
    """Return what `body` is by its first bytes if that is no text (`a PDF document`), or None."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "a WebP image"
    if body[4:8] == b"ftyp":
        return "a video"
    return next((name for magic, name in _MAGIC if body.startswith(magic)), None)


def _without_nulls(
    body: bytes, content_type: str | None, subject: str
) -> tuple[bytes, tuple[str, ...]]:
    """Return `body` fit for decoding, and a warning where stray NUL bytes were taken out.

    One NUL in a thousand bytes is a slip of the server's, more are another format.
    """
    nulls = body.count(0)
    controls = len(body) - len(body.translate(None, _CONTROLS))
    if nulls * 1000 > len(body) or controls * 10 > len(body):
        said = f", though declared as {content_type}" if content_type else ""
        raise ParseError(subject, f"is binary, not text{said}")
    if nulls:
        return body.replace(b"\0", b""), (f"NUL bytes taken out: {nulls}",)
    return body, ()


def _wide(body: bytes) -> str | None:
    """Return UTF-16 or UTF-32 where the first two characters, being ASCII, show it, else None.

    Source: https://www.w3.org/TR/xml/#sec-guessing-no-ext-info
    """
    match [0 if byte == 0 else 1 if byte in _PRINTABLE else 2 for byte in body[:4]]:
        case [0, 0, 0, 1]:
            encoding = "utf-32-be"
        case [1, 0, 0, 0]:
            encoding = "utf-32-le"
        case [0, 1, 0, 1]:
            encoding = "utf-16-be"
        case [1, 0, 1, 0]:
            encoding = "utf-16-le"
        case _:
            return None
    head = body[:_LOOKED_AT_BYTES]
    text = head[: len(head) & ~3].decode(encoding, "replace")
    strange = sum(character < " " and character not in "\t\n\r\f" for character in text)
    # One U+FFFD may be a character that the cut went through.
    return encoding if (strange + text.count("\ufffd")) * 50 <= len(text) + 50 else None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Return the encodings that are declared and known, the strongest first, each once.

    Browsers look for a declaration in the first 1,024 bytes; authors write it later.
    """
    labels: list[str] = []
    if http := _HTTP_CHARSET.search(content_type or ""):
        labels.append(http[1])
    head = body[:_DECLARED_WITHIN_BYTES]
    if inside := _XML_ENCODING.search(head):
        labels.append(inside[1].decode("ascii", "replace"))
    metas = islice(_META_CHARSET.finditer(head), _MAX_DECLARATIONS)
    labels.extend(found[1].decode("ascii", "replace") for found in metas)
    known = [encoding for label in labels if (encoding := encoding_of(label))]
    # Bytes in which these could be read were told apart by their NUL bytes already.
    narrow = [encoding for encoding in known if not encoding.startswith(("utf-16", "utf-32"))]
    return list(dict.fromkeys(narrow))


def _best(body: bytes, declared: list[str]) -> tuple[Attempt, tuple[str, ...]]:
    """Return the most credible reading of `body`, and a warning where it is not as declared."""
    if seven_bit := _seven_bit(body, declared):
        return attempt(body, seven_bit), _doubt(declared, seven_bit)
    utf_8 = attempt(body, "utf-8")
    high = len(body) - len(body.translate(None, _HIGH))
    if not utf_8.replaced and not _is_surely_utf_8(declared, high):
        return _short(body, utf_8, declared)
    if not utf_8.replaced or _is_damaged_utf_8(utf_8, declared):
        return _utf_8(body, utf_8, declared)
    if _is_sparse(body, high, declared):
        return _few(body, declared)
    from monitor.kinds.guessing import mended, scores  # which UTF-8 never needs

    found = scores(body)
    for encoding in declared:
        if encoding != "utf-8" and found.supports(encoding):
            return attempt(body, encoding), _doubt(declared, encoding)
    best, score = found.readings[0] if found.readings else ("cp1252", 0.0)
    read = attempt(body, best)
    if (read.replaced or score < _MIN_SCORE) and (whole := mended(body, high, tuple(declared))):
        read = whole
    return read, _doubt(declared, read.encoding)


def _is_sparse(body: bytes, high: int, declared: list[str]) -> bool:
    """Say whether too few bytes are above ASCII to tell another encoding than UTF-8 by them."""
    if high > _FEW or (not declared and high * _SPARSE > len(body)):
        return False
    return declared[:1] in ([], ["utf-8"]) and _LONG_RUN.search(body) is None


def _few(body: bytes, declared: list[str]) -> tuple[Attempt, tuple[str, ...]]:
    """Return a page of ASCII with a few bytes above it, which no statistics can tell.

    Alone beside a letter it is one of windows-1252; half a character of UTF-8 stays unreadable.
    """
    if not declared and not _HIGH_RUN.search(_LETTERS_IN_WORDS.sub(b"", body)):
        return attempt(body, "cp1252"), _doubt(declared, "cp1252")
    body, letters = _LONE_LETTERS.subn(lambda lone: lone[0].decode("cp1252").encode(), body)
    doubts = (f"bytes of windows-1252 in UTF-8: {letters}",) if letters else ()
    return attempt(body, "utf-8"), (*_doubt(declared, "utf-8"), *doubts)


def _is_damaged_utf_8(read: Attempt, declared: list[str]) -> bool:
    strange = len(read.text) - len(read.text.encode("ascii", "ignore"))
    good = strange - read.text.count("\ufffd")
    if good >= read.replaced * (1 if declared[:1] == ["utf-8"] else _WELL_FORMED):
        return True
    # Latin letters of other encodings stand alone, and never make up a character of UTF-8.
    known = "utf-8" in declared and 0 < read.replaced <= good * _WELL_FORMED
    return known and _WORD_RUN.search(read.text) is None


def _seven_bit(body: bytes, declared: list[str]) -> str | None:
    """Return the encoding that writes other scripts in ASCII bytes, if `body` is in one."""
    if _JIS_ESCAPE.search(body):
        return "iso2022_jp"
    return "hz" if "hz" in declared and b"~{" in body else None


def _utf_8(body: bytes, read: Attempt, declared: list[str]) -> tuple[Attempt, tuple[str, ...]]:
    """Return `body` read as UTF-8, with what other programs broke in it mended where certain."""
    doubts = _doubt(declared, "utf-8") if declared else ()
    if read.replaced:
        body, strays = _STRAYS.subn(lambda stray: stray[0].decode("cp1252").encode(), body)
        if strays:
            read = attempt(body, "utf-8")
            doubts = (*doubts, f"bytes of windows-1252 in UTF-8: {strays}")
    once = once_encoded(read.text)
    if once is not None:
        return read._replace(text=once), (*doubts, "text encoded twice, read as meant")
    return read, doubts


def _short(body: bytes, utf_8: Attempt, declared: list[str]) -> tuple[Attempt, tuple[str, ...]]:
    """Return few bytes as declared where that is a text as well as UTF-8 is."""
    from monitor.kinds.guessing import scores

    for encoding in declared:
        if encoding == "utf-8":
            break
        read = attempt(body, encoding)
        if not read.replaced and scores(body).supports(encoding):
            return read, ()
    return _utf_8(body, utf_8, declared)


def _is_surely_utf_8(declared: list[str], high: int) -> bool:
    """Say whether valid UTF-8 with `high` bytes above ASCII is nothing else.

    Text of a single-byte encoding is never UTF-8 by chance, that of a multi-byte one with about
    one chance in six for each character.
    """
    first = declared[0] if declared else "utf-8"
    return first == "utf-8" or first in SINGLE_BYTE or high >= 8


def _doubt(declared: list[str], read: str) -> tuple[str, ...]:
    """Return a warning where `read` is not what is declared first, or nothing is declared."""
    if not declared:
        return (f"no character set is declared; read as {read}",)
    return () if declared[0] == read else (f"declared as {declared[0]}, read as {read}",)


def _reported(
    read: Attempt, doubts: tuple[str, ...], earlier: tuple[str, ...] = ()
) -> tuple[str, tuple[str, ...]]:
    """Return the text of `read` and all warnings, that of replaced bytes last."""
    warnings = [*earlier, *doubts]
    if read.is_cut:
        warnings.append("cut off inside a character")
    if read.replaced:
        warnings.append(f"unreadable bytes replaced: {read.replaced}, read as {read.encoding}")
    return read.text, tuple(warnings)
