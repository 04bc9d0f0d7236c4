"""PDF documents → paragraphs of text, through PDFium.

Lines are joined into paragraphs by where they stand on the page; what is repeated at the head or
foot of all pages, and page numbers, go. It reads no tables, forms or pictures: a scanned
document has no text in it, and that is said.

PDFium is not to be used by two threads at once.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from monitor.article.bounds import MAX_TEXT
from monitor.errors import ParseError
from monitor.text import one_line, printable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""Bytes in which readers look for it. Source: ISO 32000-1, annex H, note 13."""
_MAX_PAGES = 200
_MAX_UNPACKED = 200_000_000
"""Bytes of all compressed parts together; PDFium holds a part in memory as a whole."""
_MAX_DRAWN = 300_000
"""Things that one part of a document draws: PDFium takes some 500 bytes for each."""
_DRAWING = (b"Tj", b"TJ", b")'", b">'", b"Do", b" S", b"\nS", b" f", b"\nf", b" B", b"\nB", b" b")
"""Operators that make an object on the page. Source: ISO 32000-1, annex A."""
_CHUNK = 65_536
_MAX_PAGE_LINES = 1000
_PASSWORD_ERROR = 4
"""Source: FPDF_ERR_PASSWORD in PDFium's fpdfview.h."""
_EDGE_LINES = 3
"""Lines at the head and at the foot of a page that may be its furniture."""

_STREAM = re.compile(rb"stream\r?\n(?=\x78)")
_HYPHEN = re.compile("(?<!\\w)(\\w{1,40})[\x02\ufffe]\\s*(\\w{1,40})")
"""As PDFium marks the hyphen at the end of a line."""
_COMPOUND = re.compile(r"\w{1,40}-\w{1,40}")
_WORD = re.compile(r"\w+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|seite|p\.|第)?\s*\d{1,4}\s*(?:页|頁|ページ)?(?:\s*(?:of|/|von|sur|共)\s*\d{1,4}\s*"
    r"(?:页|頁)?)?[-–—\s]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_MARKER = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}[条章节]|[一二三四五六七八九十]{1,3}、"
    r"|[(（][\w]{1,4}[)）]|\d{1,2}[.)、]\s|[•●▪◦–—-]\s|(?:Article|Section|Annex|Art\.|§)\s?\d",
)
_ENDS = (".", "。", "!", "！", "?", "？", ";", "；", ":", "：", "”", '"', "」", "』")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    top: float
    bottom: float


def is_pdf(body: bytes, content_type: str | None = None) -> bool:
    """Say whether `body` is a PDF document, by its first bytes or else as it was declared."""
    if _MAGIC in body[:_MAGIC_WITHIN]:
        return True
    declared = (content_type or "").partition(";")[0].strip().lower()
    return declared in ("application/pdf", "application/x-pdf") and body.lstrip()[:1] != b"<"


def pdf_text(body: bytes, *, subject: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a document, paragraphs separated by blank lines, and warnings.

    The text is "" where the document is encrypted or has only pictures; a warning says which.

    Raises:
        ParseError: it is damaged beyond reading, unpacks to more than 200 MB, or draws without end.
    """
    import pypdfium2  # 0.07 s

    if bomb := _bomb(body):
        raise ParseError(subject, f"a PDF that {bomb}; not read")
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            return "", ("the PDF is encrypted; not read",)
        raise ParseError(subject, "is a damaged PDF document") from error
    try:
        return _read(document)
    finally:
        document.close()


def file_name(url: str) -> str:
    """Return the name of the file that an address leads to, for a heading; "" if it has none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return printable(unquote(path.rpartition("/")[2]))[:120]


def _read(document: PdfDocument) -> tuple[str, tuple[str, ...]]:
    warnings: list[str] = []
    pages: list[list[_Line]] = []
    size = unread = 0
    count = len(document)
    for number in range(min(count, _MAX_PAGES)):
        lines = _lines(document, number)
        unread += lines is None
        pages.append(lines or [])
        size += sum(len(line.text) for line in pages[-1])
        if size > MAX_TEXT:
            break
    if len(pages) < count:
        warnings.append(f"only the first {len(pages)} of {count} pages of the PDF were read")
    if unread:
        warnings.append(f"unreadable pages of the PDF: {unread}")
    body = [line for lines in _without_furniture(pages) for line in _paragraphs(lines)]
    text = _with_words_joined("\n\n".join(_across_pages(body)))
    if not any(character.isalnum() for character in text):
        return "", (*warnings, "the PDF has no text in it: a scanned document")
    return text[:MAX_TEXT], tuple(warnings)


def _bomb(body: bytes) -> str | None:
    """Return what the compressed parts of a document do beyond bounds; unpacks without keeping."""
    left = _MAX_UNPACKED
    for found in _STREAM.finditer(body):
        drawn = 0
        for piece in _unpacked(body, found.end()):
            left -= len(piece)
            if b" " in piece:  # instructions have; white pictures have none
                drawn += sum(piece.count(operator) for operator in _DRAWING)
            if left <= 0:
                return f"unpacks to more than {_MAX_UNPACKED // 1_000_000} MB"
            if drawn > _MAX_DRAWN:
                return f"draws more than {_MAX_DRAWN:,} things on a page"
    return None


def _unpacked(body: bytes, start: int) -> Iterator[bytes]:
    """Yield what the zlib data at `start` unpacks to, in pieces."""
    unpacker = zlib.decompressobj()
    for place in range(start, len(body), _CHUNK):
        pending = body[place : place + _CHUNK]
        while pending and not unpacker.eof:
            try:
                yield unpacker.decompress(pending, 16 * _CHUNK)
            except zlib.error:
                return  # no zlib data after all, or damaged: PDFium decides
            pending = unpacker.unconsumed_tail
        if unpacker.eof:
            return


def _lines(document: PdfDocument, number: int) -> list[_Line] | None:
    """Return the lines of a page in reading order; None for a page that cannot be read."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return None
    try:
        text_page = page.get_textpage()
        try:
            return list(_placed(text_page))[:_MAX_PAGE_LINES]
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _placed(text_page: PdfTextPage) -> Iterator[_Line]:
    at = 0
    for written in text_page.get_text_range().split("\r\n"):
        length = len(written.encode("utf-16-le", "surrogatepass")) // 2  # as PDFium counts
        stripped = len(written.rstrip()) - len(written)
        text = one_line(written)
        if text and length:
            left, _, _, top = text_page.get_charbox(at, loose=True)
            _, bottom, right, _ = text_page.get_charbox(at + length - 1 + stripped, loose=True)
            yield _Line(text, left, right, top, bottom)
        at += length + 2


def _without_furniture(pages: Sequence[list[_Line]]) -> Iterator[list[_Line]]:
    """Yield pages without page numbers and without what stands at the edge of nearly all."""
    seen: Counter[str] = Counter()
    for lines in pages:
        seen.update({_shape(line.text) for line in _edges(lines)})
    filled = sum(1 for lines in pages if lines)
    usual = max(2, round(filled * 0.6))
    for lines in pages:
        edges = {
            id(line)
            for line in _edges(lines)
            if _PAGE_NUMBER.fullmatch(line.text)
            or (filled > 1 and seen[_shape(line.text)] >= usual and len(lines) > 1)
        }
        yield [line for line in lines if id(line) not in edges]


def _edges(lines: list[_Line]) -> list[_Line]:
    if len(lines) <= 2 * _EDGE_LINES:
        return lines
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text)


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """Yield the paragraphs of a page."""
    if not lines:
        return
    margin = min(line.left for line in lines)
    edge = max(line.right for line in lines)
    gaps = [above.bottom - below.top for above, below in pairwise(lines)]
    regular = sorted(gap for gap in gaps if gap > -1) or [0.0]
    usual = max(0.0, regular[len(regular) // 4])
    text = lines[0].text
    for above, below, gap in zip(lines, lines[1:], gaps, strict=False):
        height = max(1.0, above.top - above.bottom if above.bottom < above.top else 1.0)
        height = min(height, 2 * abs(below.top - below.bottom) or height)
        width = max(1.0, edge - margin)
        begins = (
            gap > 1.5 * min(usual, 0.7 * height) + 0.3 * height
            or gap < -3 * height  # the next column
            or below.left - margin > 1.2 * height
            or _MARKER.match(below.text) is not None
            or above.right - margin < 0.6 * width
            or (above.right - margin < 0.88 * width and above.text.endswith(_ENDS))
        )
        if begins:
            yield text
            text = below.text
        else:
            text = _joined(text, below.text)
    yield text


def _across_pages(parts: list[str]) -> list[str]:
    """Return paragraphs with those joined that a page break divided."""
    joined: list[str] = []
    for part in parts:
        divided = joined and joined[-1][-1:].islower() and part[:1].islower()
        divided = divided or (joined and joined[-1][-1:] in ",，、" and not _MARKER.match(part))
        if divided:
            joined[-1] = _joined(joined[-1], part)
        else:
            joined.append(part)
    return joined


def _joined(above: str, below: str) -> str:
    """Return two lines as one: no blank between characters of Chinese or Japanese."""
    is_wide = _WIDE.match(above[-1:]) and _WIDE.match(below[:1])
    return f"{above}{'' if is_wide else ' '}{below}"


def _with_words_joined(text: str) -> str:
    """Return text with words put together that a line end divided.

    The hyphen stays where the document writes the word with one elsewhere, and before a capital
    or a digit: `rare-earth`, `EU-China`.
    """
    compounds = {one.lower() for one in _COMPOUND.findall(text)}
    words = {one.lower() for one in _WORD.findall(text)}

    def word(found: re.Match[str]) -> str:
        joined, compound = f"{found[1]}{found[2]}", f"{found[1]}-{found[2]}"
        is_compound = compound.lower() in compounds and joined.lower() not in words
        return compound if is_compound or not found[2][:1].islower() else joined

    return printable(_HYPHEN.sub(word, text).replace("\ufffe", "-"))
