"""What stands before the root element of a document, looked at before any parser sees it.

Entities that a document declares for itself are refused: they are how a few bytes become
gigabytes and how a parser is made to read files. No feed needs them.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from monitor.errors import ParseError

_SKIPPED = re.compile(r"[\s\ufeff]*(?:<\?.*?\?>|<!--.*?-->)?", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s*>")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_TITLE = re.compile(r"<title[^>]*>([^<]{1,500})", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:html|head|body|title|meta|div|p|br|span|table|article|section|main|h[1-6]|ul|ol|a"
    r"|script|style|img)\b",
    re.IGNORECASE,
)
_SHOWN_CHARACTERS = 80


class Opening(NamedTuple):
    """How a text begins, behind declarations and comments."""

    root: str
    """Name of the first element in small letters, without prefix; "" if no element follows."""
    start: int
    """Where that element, or else other text, begins."""
    doctype: str
    """The first word of the document type declaration in small letters, or ""."""


def opening(text: str, *, subject: str) -> Opening:
    """Return how `text` begins; what is behind `start` declares no entities any more.

    Raises:
        ParseError: the document type declaration declares entities.
    """
    place, doctype = 0, ""
    while True:
        skipped = _SKIPPED.match(text, place)
        after = skipped.end() if skipped else place
        if declared := _DOCTYPE.match(text, after):
            doctype = doctype or declared[0][len("<!doctype") :].strip().lower()
            after = _after_doctype(text, declared.end(), subject)
        if after == place:
            break
        place = after
    root = _ROOT.match(text, place)
    return Opening(root[2].lower() if root else "", place, doctype.partition(" ")[0])


def _after_doctype(text: str, place: int, subject: str) -> int:
    """Return where the declaration ends whose `[` or `>` stands at `place`."""
    if text[place : place + 1] != "[":
        return min(place + 1, len(text))
    end = _SUBSET_END.search(text, place)
    stop = end.end() if end else len(text)
    if "<!entity" in text[place:stop].lower():
        raise ParseError(subject, "declares entities; refused")
    return stop


def is_html(text: str, begins: Opening) -> bool:
    """Say whether `text` is an HTML page or a piece of one, to judge by how it begins."""
    if begins.root in ("html", "head", "body") or begins.doctype == "html":
        return True
    found = _HTML_TAG.search(text, begins.start, begins.start + 4096)
    return begins.root != "" and found is not None


def appearance(text: str, begins: Opening) -> str:
    """Return what `text` looks like, for a message: `an HTML page titled "Sign in"`."""
    if is_html(text, begins):
        title = _TITLE.search(text, 0, 100_000)
        named = " ".join(html.unescape(title[1]).split()) if title else ""
        return f'an HTML page titled "{named[:_SHOWN_CHARACTERS]}"' if named else "an HTML page"
    if begins.root:
        return f"an XML document whose root is <{begins.root[:_SHOWN_CHARACTERS]}>"
    if text[begins.start : begins.start + 1] in ("{", "["):
        return "JSON that is no JSON Feed"
    start = " ".join(text[begins.start : begins.start + 4 * _SHOWN_CHARACTERS].split())
    return f'text that begins "{start[: _SHOWN_CHARACTERS // 2]}"'
