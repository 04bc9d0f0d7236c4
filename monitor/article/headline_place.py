"""Which block of a page is its headline."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.article.blocks import Block
from monitor.article.elements import HEADINGS
from monitor.article.lines import size
from monitor.text import fold

MAX_HEADLINE = 400
"""Characters of a title that are compared."""
FULL_HEADLINE = 4
"""Words of a headline; what is shorter may be the name of a list."""


def headline_place(blocks: Sequence[Block], title: str) -> int:
    """Return the index of the block that is the page's headline, -1 where none is."""
    key = fold(title)
    first = [index for index, block in enumerate(blocks) if block.node.tag == "h1"]
    longest = min(MAX_HEADLINE, 2 * len(title) + 20)
    same = [
        index
        for index, block in enumerate(blocks)
        if block.node.tag in HEADINGS
        and key
        and len(block.text) <= longest
        and fold(block.text) == key
    ]
    if same:
        return next((index for index in same if blocks[index].node.tag == "h1"), same[0])
    if len(first) == 1:
        return first[0]
    return _plain_headline(blocks, key, longest)


def _plain_headline(blocks: Sequence[Block], key: str, longest: int) -> int:
    """Return the last block that is the title, no link, and has most of the text after it."""
    place = -1
    if size(key) < FULL_HEADLINE:
        return place
    whole = sum(block.prose for block in blocks)
    before = 0
    for index, block in enumerate(blocks):
        if before * 2 > whole:
            break
        if len(block.text) <= longest and not block.linked and fold(block.text) == key:
            place = index
        before += block.prose
    return place
