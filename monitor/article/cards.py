"""Which blocks of a page stand in cards: likes in a row that each link to another page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from monitor.article.blocks import Block, Node
from monitor.article.surroundings import names_of

_MIN_CARDS = 3
_MAX_CARD = 800
"""Characters of a card; what holds more is no teaser."""
_MIN_LINK = 15
"""Characters of the headline that a card links."""
_TAGS = frozenset(("div", "article", "section", "li", "td", "dl"))
_DIGITS = re.compile(r"\d+")


def kind(node: Node) -> tuple[str, str]:
    """Return what elements of one purpose share: tag and names without their numbers."""
    return node.tag, _DIGITS.sub("", names_of(node))


def in_cards(blocks: Sequence[Block], nodes: Sequence[Node]) -> list[bool]:
    """Return for each block whether it stands in one of three cards or more, side by side."""
    found = [False] * len(blocks)
    for node in nodes:
        if len(node.children) < _MIN_CARDS:
            continue
        likes: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for child in node.children:
            if child.tag in _TAGS and child.children and _is_card(child):
                likes[kind(child)].append(child)
        for cards in likes.values():
            if len(cards) >= _MIN_CARDS:
                for card in cards:
                    found[card.first : card.last] = [True] * (card.last - card.first)
    return found


def _is_card(node: Node) -> bool:
    return node.linked >= _MIN_LINK and node.size <= _MAX_CARD and node.linked * 12 >= node.size
