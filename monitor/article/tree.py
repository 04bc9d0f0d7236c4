"""HTML → the one tree that all readers of a page share.

libxml2 reads a page ten times as fast as Beautiful Soup builds one; Beautiful Soup reads again
what libxml2 finds nothing in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.article.bounds import refuse_unparsable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EMPTY = b"<html><body></body></html>"
_END = re.compile(r"</(?:html|body)\b[^<>]{0,100}>", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:\s|</(?:html|body)\b[^<>]{0,100}>|<!--(?:[^-]|-(?!->)){0,2000}-->)*+", re.IGNORECASE
)
_HALF = re.compile(
    r"&#(?:x0{0,9}d[89a-f][\da-f]{2}|0{0,9}5(?:529[6-9]|5[3-9]\d{2}|6\d{3}|7[0-2]\d{2}|73[0-3]\d|"
    r"734[0-3]))(?![\da-f]);?",
    re.IGNORECASE,
)
"""A reference to half a character, which no text can hold."""
_MAX_REREAD = 400_000
"""Characters that Beautiful Soup's own parser reads in a second or so."""


def parse(html: str) -> HtmlElement:
    """Return the root element of a page or fragment, without comments.

    Raises:
        ParseError: elements nest too deeply, or have too many attributes, to be a page.
    """
    from lxml import etree
    from lxml import html as lxml_html

    refuse_unparsable(html)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        written = _HALF.sub("\ufffd", whole(html).replace("\0", "")).encode("utf-8", "replace")
        return lxml_html.document_fromstring(written or _EMPTY, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return lxml_html.document_fromstring(_EMPTY, parser=parser)  # it holds no element, no text


def parse_again(html: str) -> HtmlElement | None:
    """Return the root element as a slow and tolerant parser sees it; None: it sees no text.

    Raises:
        ParseError: as `parse`.
    """
    from bs4 import BeautifulSoup

    if len(html) > _MAX_REREAD:
        return None
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    return parse(str(soup)) if soup.get_text(strip=True) else None


def whole(html: str) -> str:
    """Return `html` without ends of the document that are followed by more of it.

    libxml2 reads what comes after them as another document, browsers as the same.
    """
    end = _END.search(html)
    if end is None or _ENDS.fullmatch(html, end.start()) is not None:
        return html
    return _END.sub(" ", html)
