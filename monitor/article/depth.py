"""How deeply mark-up nests, before a parser is let near it."""

from __future__ import annotations

import re

from monitor.errors import ParseError

_MAX_DEPTH = 400
"""More open elements than any page of the web shows (Lighthouse warns at 32, Blink stops at
512); parsers and extractors walk a tree by recursion."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNCLOSED = _words(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th"
    " thead tbody tfoot option"
)
"""Elements that are void, or whose end tag authors leave out."""


def refuse_too_deep(html: str) -> None:
    """Do nothing for a document whose nesting is bounded.

    Raises:
        ParseError: more than 400 elements are open at once.
    """
    if html.count("<") <= _MAX_DEPTH:
        return
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[3] or tag[2].lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > _MAX_DEPTH:
            raise ParseError("page", f"more than {_MAX_DEPTH} elements are nested; not read")
