"""Which elements no reader sees, or sees as a service of the page and not as its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.article.elements import HIDDEN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CLASS = 200
_MIN_READ = 200
_SERVICES = frozenset(("a", "sup", "span"))
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_MAX_BUTTON = 40
_DOCUMENT = re.compile(r"\d|\.(?:pdf|docx?|xlsx?|zip)\b|annex|attachment", re.IGNORECASE)
"""What a button says that leads to a part of the text itself."""
_MARK = re.compile(r"\s*\[[^\]]{1,12}\]\s*")
_MIN_SWALLOWED = 200
"""Characters in paragraphs, which no button and no word about scripts has."""


def is_hidden(element: HtmlElement) -> bool:
    """Say whether an element is hidden, a placeholder, a button or a mark of a note."""
    style = element.get("style")
    if style is not None and HIDDEN.search(style) is not None:
        return True
    attributes = element.attrib
    if "hidden" in attributes or "placeholder" in attributes or "fallback" in attributes:
        return True  # the last two: what AMP shows until it has loaded something, or if it cannot
    return element.tag in _SERVICES and _is_service(element)


def beginning(element: HtmlElement, most: int) -> str:
    """Return the text of an element without blanks at its ends; of a long one the beginning.

    `most` characters or a little more: enough to see that it is longer than that.
    """
    pieces: list[str] = []
    size = 0
    for piece in element.itertext():
        pieces.append(piece)
        size += len(piece.strip()) + 1
        if size > 2 * most + _MIN_READ:
            break
    return "".join(pieces).strip()


def _is_service(element: HtmlElement) -> bool:
    """Say whether an inline element is a button, or a mark that leads to a reference."""
    if element.tag == "sup":
        return (
            element.find("a") is not None
            and _MARK.fullmatch(beginning(element, _MAX_BUTTON)) is not None
        )
    names = element.get("class", "")
    if element.tag == "span":
        return "mw-editsection" in names
    if not names or _BUTTON.search(names[:_MAX_CLASS]) is None:
        return False
    text = beginning(element, _MAX_BUTTON)
    return len(text) <= _MAX_BUTTON and _DOCUMENT.search(f"{text} {element.get('href')}") is None


def swallowed(element: HtmlElement) -> bool:
    """Say whether an unshown element holds paragraphs since it was never closed, or for all."""
    if element.tag not in ("noscript", "button", "select", "object", "head"):
        return False
    if element.find(".//p") is None:
        return False
    return sum(len(part.text_content()) for part in element.iter("p")) >= _MIN_SWALLOWED
