"""Where a text goes on beside the element that holds most of it.

Editors put a picture or a form between two parts of one text, and page builders and content
systems then make two elements of one purpose of them: `itemIntroText` and `itemFullText`, two
widgets of text round one of a picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.blocks import Node
from monitor.article.cards import kind
from monitor.article.surroundings import names_of

_MAX_GROWTH = 4
"""How many elements up a continuation is looked for."""
_MIN_PROSE = 60
"""Characters of paragraphs of a continuation."""
_MOSTLY = 0.6
"""Share of its characters that these are."""
_MAX_LINKED = 0.12
_WHOLES = frozenset(("html", "body", "main"))
_TAGS = frozenset(("div", "section"))
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LAYOUT = frozenset(
    "col cols column columns row grid span container wrap wrapper inner outer left right center"
    " box block flex xs sm md lg xl px py mx my mt mb pt pb w h css sc style c e con full".split()
)
"""Words of class and id that say where an element stands and not what it is."""
_ALIKE = 0.5


def continuations(node: Node, prose: Sequence[int], headline: int) -> tuple[Node, ...]:
    """Return the elements beside `node`, or beside what holds it alone, with more of its text.

    `prose[i]` is how much prose that surrounds nothing stands before block i; `headline` is the
    block of the page's headline or -1.
    """
    found: list[Node] = []
    whole = _held(node, prose)
    for _ in range(_MAX_GROWTH):
        parent = node.parent
        if found or parent is None or node.tag not in _TAGS:
            break
        found = [
            other
            for other in parent.children
            if other is not node and other.first > headline and _goes_on(other, node, prose)
        ]
        if parent.tag in _WHOLES or _held(parent, prose) > whole + _MIN_PROSE:
            break
        node = parent
    held = sum(_held(other, prose) for other in found)
    return tuple(found) if held <= whole else ()


def _goes_on(other: Node, node: Node, prose: Sequence[int]) -> bool:
    """Say whether `other` is named as `node` is, and holds hardly anything but paragraphs."""
    held = _held(other, prose)
    if other.tag != node.tag or held < max(_MIN_PROSE, _MOSTLY * other.size):
        return False
    if other.linked > _MAX_LINKED * other.size or other.element.find(".//h1") is not None:
        return False
    return kind(other) == kind(node) or _are_alike(names_of(other), names_of(node))


def _are_alike(names: str, others: str) -> bool:
    words, more = (
        {word.lower() for word in _NAME.findall(each)} - _LAYOUT for each in (names, others)
    )
    shared = len(words & more)
    return shared > 1 and shared >= _ALIKE * min(len(words), len(more))


def _held(node: Node, prose: Sequence[int]) -> int:
    return prose[node.last] - prose[node.first] if node.last > node.first else 0
