"""A document out of a file: a page, text, mail, PDF or feed that was saved, told by its content.

File endings are a hint and no more: pages are saved as .txt and feeds as .html.
"""

from __future__ import annotations

import re

from monitor.errors import ParseError
from monitor.kinds.decoding import decoded
from monitor.kinds.feed import FEED_ROOTS, parse_feed
from monitor.kinds.json_feed import is_json_feed
from monitor.kinds.mail import is_mail, mail_item
from monitor.kinds.parsed import Parsed
from monitor.kinds.pdf import is_pdf, pdf_text
from monitor.kinds.prolog import Opening, is_html, opening
from monitor.model import Payload, RawItem, Source

_BLANK_BYTES = b"\xef\xbb\xbf \t\r\n\0"
_TAG = re.compile(r"<[a-z][^<>]{0,500}>", re.IGNORECASE)
_RSS_NAMESPACES = ("purl.org/rss/1.0", "my.netscape.com/rdf")
_ATOM_NAMESPACES = ("www.w3.org/2005/atom", "purl.org/atom/ns")
_NAMESPACES_WITHIN = 4000


def parse_document(source: Source, payload: Payload) -> Parsed:
    """Return the items of a feed, or else one item that holds the whole document.

    Raises:
        ParseError: the file is empty, is no text, is a broken feed or PDF, or declares entities.
    """
    subject = payload.url or source.name
    if not payload.body.strip(_BLANK_BYTES):
        raise ParseError(subject, "is empty")
    if is_pdf(payload.body):
        return Parsed(items=(_pdf_item(source, payload, subject),))
    if is_mail(payload.body, payload.content_type):
        return Parsed(items=(mail_item(source, payload),))
    text, warnings = decoded(payload.body, payload.content_type, subject=subject)
    if not text.strip():
        raise ParseError(subject, "is empty")
    begins = opening(text, subject=subject)
    if _is_feed(text, begins):
        return parse_feed(source, payload)
    markup = _is_markup(text, begins, payload.content_type)
    page = RawItem(
        source=source.name,
        url=payload.url,
        content=text,
        content_type="text/html" if markup else "text/plain",
        is_page=True,
        warnings=warnings,
    )
    return Parsed(items=(page,))


def _pdf_item(source: Source, payload: Payload, subject: str) -> RawItem:
    text, warnings = pdf_text(payload.body, subject=subject)
    if not text:
        raise ParseError(subject, warnings[-1])
    return RawItem(
        source=source.name,
        url=payload.url,
        content=text,
        content_type="text/plain",
        is_page=True,
        warnings=warnings,
    )


def _is_feed(text: str, begins: Opening) -> bool:
    """Say whether the document is a feed, and not some other XML with a root of that name."""
    if is_json_feed(text[begins.start :]):
        return True
    if begins.root == "rss":
        return True
    namespaces = text[begins.start : begins.start + _NAMESPACES_WITHIN].lower()
    wanted = _RSS_NAMESPACES if begins.root == "rdf" else _ATOM_NAMESPACES
    return begins.root in FEED_ROOTS and any(name in namespaces for name in wanted)


def _is_markup(text: str, begins: Opening, content_type: str | None) -> bool:
    """Say whether the document is HTML: it begins so, or it says so and has a tag."""
    if is_html(text, begins):
        return True
    declared = (content_type or "").partition(";")[0].strip().lower()
    return declared in ("text/html", "application/xhtml+xml") and bool(_TAG.search(text))
