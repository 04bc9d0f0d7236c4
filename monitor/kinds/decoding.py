"""Bytes to text, as browsers do it, with what was doubtful said.

A page is never lost for a wrong or missing declaration or for a bad byte; only what is no text
at all is refused. Nothing is mended here but the decoding: mark-up, entities and line ends stay.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from monitor.errors import ParseError

_DECLARED_WITHIN_BYTES = 4096
_GUESSED_FROM_BYTES = 200_000

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Labels that the web uses for less than what is written under them, by Python's name of the
# label. Source: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-8-sig": "utf-8",
}
_ALIASES = {  # labels of the same list that Python does not know
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-x-big5": "big5hkscs",
    "iso-8859-8-i": "iso8859-8",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
}
_MULTIBYTE = frozenset(
    {"gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "hz"}
    | {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
)
_SINGLE_BYTE = frozenset(
    {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {f"cp{page}" for page in (866, 874, *range(1250, 1259))}
    | {"koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"}
)
_SEVEN_BIT = frozenset({"iso2022_jp", "hz"})
"""Written in ASCII bytes, so that valid UTF-8 proves nothing."""

_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_PRINTABLE = frozenset(b"\t\n\r").union(range(32, 127))
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


class _Attempt(NamedTuple):
    encoding: str
    text: str
    replaced: int
    """Sequences of bytes that are not of this encoding."""


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
            return _reported(_attempt(body[len(mark) :], encoding), ())
    if name := foreign_format(body):
        raise ParseError(subject, f"is {name}, not text")
    if wide := _wide(body):
        return _reported(_attempt(body, wide), ())
    body, warnings = _without_nulls(body, content_type, subject)
    declared = _declared(body, content_type)
    if body.isascii() and not _SEVEN_BIT.intersection(declared):
        return body.decode("ascii"), warnings
    return _reported(*_best(body, declared), warnings)


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
    head = body[:_DECLARED_WITHIN_BYTES]
    text = head[: len(head) & ~3].decode(encoding, "replace")
    strange = sum(character < " " and character not in "\t\n\r\f" for character in text)
    # One U+FFFD may be a character that the cut went through.
    return encoding if (strange + text.count("\ufffd")) * 50 <= len(text) + 50 else None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Return the encodings that are declared and known, the strongest first, each once."""
    labels: list[str] = []
    if http := _HTTP_CHARSET.search(content_type or ""):
        labels.append(http[1])
    head = body[:_DECLARED_WITHIN_BYTES]
    if inside := _XML_ENCODING.search(head) or _META_CHARSET.search(head):
        labels.append(inside[1].decode("ascii", "replace"))
    known = [encoding for label in labels if (encoding := _encoding(label))]
    # Bytes in which these could be read were told apart by their NUL bytes already.
    narrow = [encoding for encoding in known if not encoding.startswith(("utf-16", "utf-32"))]
    return list(dict.fromkeys(narrow))


def _encoding(label: str) -> str | None:
    """Return Python's name for the encoding that the web means by `label`, or None.

    Only encodings of the web are known: Python has others that are no character sets at all
    (`zip`, `punycode`) and would let a server choose what work is done.
    """
    try:
        name = codecs.lookup(_ALIASES.get(label.lower(), label)).name
    except (LookupError, UnicodeError):
        return None
    name = _WIDER.get(name, name)
    return name if name in _MULTIBYTE or name in _SINGLE_BYTE else None


def _attempt(body: bytes, encoding: str) -> _Attempt:
    try:
        return _Attempt(encoding, body.decode(encoding), 0)
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    written = body.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    return _Attempt(encoding, text, max(1, text.count("\ufffd") - written))


def _best(body: bytes, declared: list[str]) -> tuple[_Attempt, tuple[str, ...]]:
    """Return the most credible reading of `body`, and a warning where it is not as declared."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    attempts = [_attempt(body, encoding) for encoding in dict.fromkeys([*declared, "utf-8"])]
    utf_8 = next(attempt for attempt in attempts if attempt.encoding == "utf-8")
    first = attempts[0]
    if not declared:
        # A few bad bytes in much good UTF-8 are damage, not another encoding.
        if utf_8.replaced * 50 <= high:
            return utf_8, ()
    elif not utf_8.replaced and _outweighs(first, high):
        return utf_8, _contradiction(first.encoding, "utf-8")
    else:
        for attempt in attempts:
            if attempt.replaced * 10 <= high and attempt.encoding in declared:
                return attempt, _contradiction(first.encoding, attempt.encoding)
    guess = _guessed(body)
    best = min([guess, *attempts], key=lambda attempt: attempt.replaced)
    if declared:
        return best, _contradiction(first.encoding, best.encoding)
    return best, (f"no character set is declared; read as {best.encoding}",)


def _outweighs(declared: _Attempt, high: int) -> bool:
    """Say whether valid UTF-8 is likelier than `declared`, given `high` bytes above ASCII.

    Text of a single-byte encoding is never UTF-8 by chance, that of a multi-byte one with about
    one chance in six for each character.
    """
    if declared.encoding in _SINGLE_BYTE:
        return high > 0
    return high > 0 and (declared.replaced > 0 or high >= 8)


def _guessed(body: bytes) -> _Attempt:
    """Return the reading that letter statistics suggest; Western European where they do not."""
    import cchardet  # only pages without a usable declaration pay for it

    label = cchardet.detect(body[:_GUESSED_FROM_BYTES])["encoding"]
    return _attempt(body, _encoding(label or "") or "cp1252")


def _contradiction(declared: str, read: str) -> tuple[str, ...]:
    return () if declared == read else (f"declared as {declared}, read as {read}",)


def _reported(
    attempt: _Attempt, doubts: tuple[str, ...], earlier: tuple[str, ...] = ()
) -> tuple[str, tuple[str, ...]]:
    """Return the text of `attempt` and all warnings, that of replaced bytes last."""
    if not attempt.replaced:
        return attempt.text, (*earlier, *doubts)
    lost = f"unreadable bytes replaced: {attempt.replaced}, read as {attempt.encoding}"
    return attempt.text, (*earlier, *doubts, lost)
