"""Which elements no reader sees, or sees as a service of the page and not as its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from monitor.article.elements import HIDDEN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CLASS = 200
_SERVICES = frozenset(("a", "sup", "span"))
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_MAX_BUTTON = 40
_EDIT = "mw-editsection"
_UNTIL_LOADED = frozenset(("hidden", "placeholder", "fallback"))
"""Attributes of what is not shown; the last two: what AMP shows until it has loaded something, or
if it cannot."""
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
    if not _UNTIL_LOADED.isdisjoint(element.attrib):
        return True
    return element.tag in _SERVICES and _is_service(element)


def may_be_service(tag: str, attributes: Mapping[str, str], above: str) -> bool:
    """Say whether what an element holds decides if it is shown, or an attribute besides its style.

    `above` is the tag of the element round it. Where this is false, `is_hidden` goes by the style
    and nothing that is not shown is `swallowed`, but for what only whole pages have.
    """
    if attributes:
        if not _UNTIL_LOADED.isdisjoint(attributes):
            return True
        if tag == "a" or tag == "span":
            names = attributes.get("class")
            if names and (_EDIT in names if tag == "span" else _BUTTON.search(names[:_MAX_CLASS])):
                return True
    return tag == "button" or (tag == "a" and above == "sup")


def unhide(element: HtmlElement) -> None:
    """Take away what hides an element by itself: its attribute, or its style."""
    element.attrib.pop("hidden", None)
    if "style" in element.attrib:
        element.set("style", HIDDEN.sub("", element.get("style")))


def text_within(element: HtmlElement) -> str:
    """Return all text of an element without blanks at its ends.

    To stop where it gets long costs a hundred times more in an element of many empty ones.
    """
    return str(element.text_content()).strip()


def _is_service(element: HtmlElement) -> bool:
    """Say whether an inline element is a button, or a mark that leads to a reference."""
    if element.tag == "sup":
        return element.find("a") is not None and _MARK.fullmatch(text_within(element)) is not None
    names = element.get("class", "")
    if element.tag == "span":
        return _EDIT in names
    if not names or _BUTTON.search(names[:_MAX_CLASS]) is None:
        return False
    text = text_within(element)
    return len(text) <= _MAX_BUTTON and _DOCUMENT.search(f"{text} {element.get('href')}") is None


def swallowed(element: HtmlElement) -> bool:
    """Say whether an unshown element holds paragraphs since it was never closed, or for all."""
    if element.tag not in ("noscript", "button", "select", "object", "head"):
        return False
    if element.find(".//p") is None:
        return False
    return sum(len(part.text_content()) for part in element.iter("p")) >= _MIN_SWALLOWED
