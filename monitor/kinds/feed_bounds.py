"""How many items and pieces of one feed are read; what is beyond them is cut and said.

feedparser takes some 15 µs for each tag and each entity, whoever wrote them, and some 900 bytes
for each attribute of an element.
"""

from __future__ import annotations

import re

from monitor.errors import ParseError

MAX_ITEMS = 5000
"""Items of one answer; feeds have 10 to 100, full archives some thousands. Newest come first."""
_MAX_PIECES = 150_000
"""Tags, end tags and entities of one feed."""
_MAX_ATTRIBUTES = 50_000
"""Names and values in the long tags of one feed, each counted as one."""

_ROOT = re.compile(r"<([^\s<>/]+)")
_ITEM = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)(?=[\s>/])")
_PIECE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|[<&]", re.DOTALL)

_LONG_TAG = re.compile(r"<(?!!)[^<>]{2000,}")
_ATTRIBUTE = re.compile(r"\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'=<>]++")


def readable_feed(text: str, *, subject: str) -> tuple[str, tuple[str, ...]]:
    """Return the XML of a feed that is not too large to be read, and a warning where it is a part.

    `text` begins with the root element. Whole items are left out, from the end.

    Raises:
        ParseError: the first item alone is too large, or elements have too many attributes.
    """
    if text.count("=") + text.count(" ") > _MAX_ATTRIBUTES:
        _refuse_countless_attributes(text, subject)
    tags = text.count("<")
    if tags <= MAX_ITEMS and (len(text) <= _MAX_PIECES or tags + text.count("&") <= MAX_ITEMS):
        return text, ()  # the usual feed
    starts = [item.start() for item in _ITEM.finditer(text)]
    stop = _end_of_pieces(text)
    kept = sum(start < stop for start in starts)
    if stop < len(text):
        kept -= 1  # the item that the last piece stands in
    kept = min(kept, MAX_ITEMS)
    if kept < 1 and stop < len(text):
        raise ParseError(subject, f"more than {_MAX_PIECES:,} tags and entities in one item")
    if kept >= len(starts):
        return text, ()
    warning = f"only the first {kept:,} of {len(starts):,} items were read"
    return text[: starts[kept]] + _closing(text), (warning,)


def _refuse_countless_attributes(text: str, subject: str) -> None:
    left = 2 * _MAX_ATTRIBUTES  # names and values
    for tag in _LONG_TAG.finditer(text):
        for _ in _ATTRIBUTE.finditer(text, tag.start(), tag.end()):
            left -= 1
            if not left:
                raise ParseError(subject, f"more than {_MAX_ATTRIBUTES:,} attributes; not read")


def _end_of_pieces(text: str) -> int:
    """Return where the last tag or entity that may be read begins; the length where all may."""
    if text.count("<") + text.count("&") <= _MAX_PIECES:
        return len(text)
    for number, piece in enumerate(_PIECE.finditer(text)):
        if number >= _MAX_PIECES:
            return piece.start()
    return len(text)


def _closing(text: str) -> str:
    """Return the end tags of what encloses the items."""
    root = _ROOT.match(text)
    name = root[1] if root else "rss"
    return f"</channel></{name}>" if name.lower() == "rss" else f"</{name}>"
