"""Which blocks of a page ask for consent to read and store, whatever their elements are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.aside_words import ADDRESS, CONSENT
from monitor.article.blocks import Block, Node

_CONSENT = re.compile("|".join(CONSENT.values()), re.IGNORECASE)
_ADDRESS = re.compile("|".join(ADDRESS.values()), re.IGNORECASE)
_QUOTE = re.compile(r"[“„«»\"「][^“”„«»\"「」]{40}")
"""What somebody said; the name of a button is shorter."""
_COOKIES = ("cookie", "куки", "クッキー", "쿠키", "ciastecz", "traceurs")
"""In lower case; looked for one by one at a tenth of what a pattern of them costs."""
_MOSTLY, _NEARLY_ALL = 0.6, 0.9
"""Shares of an element's paragraphs that ask, for the element to be a request."""
_MIN_ASKED = 120
_ADDRESSED = 0.5
"""Share of what asks that speaks to the reader; reports on the law of data quote at most."""


def is_about_cookies(text: str) -> bool:
    """Say whether a title or text names what is stored, which requests for consent are about."""
    return any(map(text.lower().__contains__, _COOKIES))


def in_consent(blocks: Sequence[Block], nodes: Sequence[Node]) -> list[bool]:
    """Return which blocks stand in an element that asks for consent to read and store."""
    found = [False] * len(blocks)
    if not any(block.prose and is_about_cookies(block.text) for block in blocks):
        return found
    asks = [0]
    cookies = [0]
    addressed = [0]
    for block in blocks:
        says = block.prose > 0 and _CONSENT.search(block.text) is not None
        asks.append(asks[-1] + (block.prose if says else 0))
        cookies.append(cookies[-1] + (says and is_about_cookies(block.text)))
        addressed.append(
            addressed[-1] + (block.prose if says and speaks_to_reader(block.text) else 0)
        )
    end = -1
    for node in nodes:
        if node.last <= max(end, node.first) or node.tag in ("html", "body", "main", "article"):
            continue
        asked = asks[node.last] - asks[node.first]
        told = cookies[node.last] > cookies[node.first]
        if addressed[node.last] - addressed[node.first] < _ADDRESSED * asked:
            continue
        if told and asked >= max(_MIN_ASKED, _MOSTLY * node.prose) and _holds_several(node):
            asking = _innermost(node, asks)
            found[asking.first : asking.last] = [True] * (asking.last - asking.first)
            end = asking.last
    return found


def speaks_to_reader(text: str) -> bool:
    """Say whether `text` speaks of the page itself or to its reader, and quotes nobody."""
    return _ADDRESS.search(text) is not None and _QUOTE.search(text) is None


def _innermost(node: Node, sums: Sequence[int]) -> Node:
    """Return the innermost element under `node` that holds nearly all that `sums` count."""
    while True:
        whole = sums[node.last] - sums[node.first]
        inner = [
            child
            for child in node.children
            if _holds_several(child) and sums[child.last] - sums[child.first] >= _NEARLY_ALL * whole
        ]
        if not inner:
            return node
        node = inner[0]


def _holds_several(node: Node) -> bool:
    return node.tag not in ("p", "li") and node.last - node.first > 1
