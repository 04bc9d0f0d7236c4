"""The standfirst between a headline and its text, which belongs to the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.blocks import Block
from monitor.article.lines import is_prose
from monitor.article.region import Region
from monitor.article.surroundings import names_of

_MAX_BEFORE = 8
"""Blocks between a headline and its text."""
_DECKS = frozenset(("h2", "h3", "h4"))
_DECK = re.compile(
    r"deck|dek\b|lead|lede|stand-?first|sub-?(?:head|title)|summary|excerpt|intro|abstract|chapo|"
    r"vorspann|teaser-?text|anons|daodu|zhaiyao",
    re.IGNORECASE,
)


def add_deck(blocks: Sequence[Block], region: Region, grown: list[bool]) -> None:
    """Take the paragraph between the headline and the text."""
    first = next((index for index, take in enumerate(grown) if take), 0)
    for index in range(first - 1, max(-1, first - _MAX_BEFORE), -1):
        if index != region.headline and blocks[index].node.tag != "h1":
            continue
        for after in range(index + 1, first):
            if not region.surrounds[after] and _is_deck(blocks[after], blocks[index]):
                grown[after] = True
                return
        return


def _is_deck(block: Block, headline: Block) -> bool:
    """Say whether a paragraph calls itself the headline's second part, or stands right by it."""
    if not block.prose or block.linked:
        return False
    above, home = headline.node.parent, block.node.parent
    if block.node.tag in _DECKS or _DECK.search(names_of(block.node)) is not None:
        return True
    if home is not None and home.size == block.node.size and _DECK.search(names_of(home)):
        return True
    return is_prose(block.text) and home is not None and (
        home is above or (above is not None and home is above.parent)
    )  # fmt: skip
