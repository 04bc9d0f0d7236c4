"""How large, how deep and how rich in attributes mark-up and text may be before it is read.

What is too large is cut, and the cut is said in a warning; what would make a parser run out of
stack or time is refused. Extraction takes some 40 µs an element and 1 µs a character.
"""

from __future__ import annotations

import re

from monitor.errors import ParseError

_MAX_DEPTH = 400
"""More open elements than any page of the web shows (Lighthouse warns at 32, Blink stops at
512); parsers and extractors walk a tree by recursion."""
_MAX_TAGS = 40_000
"""Tags of a page or fragment, end tags included; long consolidated regulations have fewer."""
_MAX_MARKUP = 6_000_000
"""Characters of a page without scripts and embedded images."""
MAX_TEXT = 1_000_000
"""Characters of an article: five hundred pages in print."""
_MAX_ATTRIBUTES = 2000
"""Attributes of one element; libxml2 compares each with all before it."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_LONG_TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+")
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b(?![^>]{0,300}ld\+json).*?(?:</script\b[^<>]*>|\Z)"
    r"|<style\b.*?(?:</style\b[^<>]*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LONG_VALUE = re.compile(r"=\"[^\"<>]{5000,}\"")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNCLOSED = _words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th"
    " thead tbody tfoot option"
)
"""Elements that are void, or whose end tag authors leave out."""


def readable_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the first 1,000,000 characters of plain text, and a warning where that is a part."""
    return _cut(text, MAX_TEXT)


def readable_markup(html: str) -> tuple[str, tuple[str, ...]]:
    """Return the first 40,000 tags of `html`, and a warning where that is a part of it.

    What a page shows to nobody goes first, without a warning.
    """
    if len(html) > _MAX_MARKUP or html.count("<") > _MAX_TAGS:
        html = _LONG_VALUE.sub('=""', _UNSHOWN.sub(" ", html))
    html, warnings = _cut(html, _MAX_MARKUP)
    tags = html.count("<")
    if tags <= _MAX_TAGS:
        return html, warnings
    place = -1
    for _ in range(_MAX_TAGS + 1):
        place = html.find("<", place + 1)
    return html[:place], (*warnings, f"only the first {_MAX_TAGS:,} of {tags:,} tags were read")


def _cut(text: str, limit: int) -> tuple[str, tuple[str, ...]]:
    if len(text) <= limit:
        return text, ()
    return text[:limit], (f"only the first {limit:,} of {len(text):,} characters were read",)


def refuse_unparsable(html: str) -> None:
    """Do nothing for a document that parsers can take.

    Raises:
        ParseError: more than 400 elements are open at once, or an element has more than 2,000
            attributes.
    """
    for tag in _LONG_TAG.finditer(html):
        if tag.end() - tag.start() > 2 * _MAX_ATTRIBUTES:
            attributes = len(_QUOTED.sub(" ", tag[0]).split()) - 1
            if attributes > _MAX_ATTRIBUTES:
                raise ParseError("page", f"one element has {attributes:,} attributes; not read")
    if html.count("<") <= _MAX_DEPTH:
        return
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[3] or tag[2].lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _MAX_DEPTH:
            raise ParseError("page", f"more than {_MAX_DEPTH} elements are nested; not read")
