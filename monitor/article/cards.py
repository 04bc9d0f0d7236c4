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
_ROWS = _TAGS | {"p", "tr"}
_DOCUMENTS = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".odt", ".csv")
_MIN_CALLED = 4
_MAX_CALL = 20
_DIGITS = re.compile(r"\d+")


def kind(node: Node) -> tuple[str, str]:
    """Return what elements of one purpose share: tag and names without their numbers."""
    return node.tag, _DIGITS.sub("", names_of(node))


def in_cards(
    blocks: Sequence[Block], nodes: Sequence[Node], headline: int | None = None
) -> list[bool]:
    """Return for each block whether it stands in one of three cards or more, side by side.

    `headline` is the index of the page's headline: then a longer like of theirs beside them, as
    some entries of a list are, makes them no cards, but for one that has the headline in it.
    """
    found = [False] * len(blocks)
    for node in nodes:
        if len(node.children) < _MIN_CARDS:
            continue
        likes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
        called: dict[tuple[str, str], list[Node]] = defaultdict(list)
        for child in node.children:
            if child.tag in _TAGS and child.children and _is_card(child):
                likes[kind(child)].append(child)
            elif child.tag in _ROWS and 0 < child.linked * 4 < child.size <= _MAX_CARD:
                called[kind(child)].append(child)
        likes.update({(*names, ""): rows for names, rows in called.items() if _call_alike(rows)})
        for names, cards in likes.items():
            if len(cards) >= _MIN_CARDS and (
                headline is None or _are_all(node, names[:2], cards, headline)
            ):
                for card in cards:
                    found[card.first : card.last] = [True] * (card.last - card.first)
    return found


def _leads_on(address: str) -> bool:
    """Say whether a link leads to another page, not to a part of this one or to a document."""
    return address[:1] not in ("", "#") and not address.lower().endswith(_DOCUMENTS)


def _are_all(node: Node, names: Sequence[str], cards: Sequence[Node], headline: int) -> bool:
    """Say whether all texts under `node` of these names are cards, or have the headline."""
    return not any(
        child.prose and kind(child) == tuple(names) and not child.first <= headline < child.last
        for child in node.children
        if child not in cards
    )


def _call_alike(rows: Sequence[Node]) -> bool:
    """Say whether most rows end with links of the same words to different pages: "more", "»"."""
    if len(rows) < _MIN_CALLED:
        return False
    calls: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        last = next(row.element.iterdescendants("a"), None)
        if last is None:
            continue
        call = last.text_content().strip()
        if 0 < len(call) <= _MAX_CALL and row.element.text_content().rstrip().endswith(call):
            calls[call].add(last.get("href", ""))
    return any(len(pages) * 4 >= len(rows) * 3 for pages in calls.values())


def _is_card(node: Node) -> bool:
    """Say whether an element is short and has a headline that leads to another page."""
    if node.linked < _MIN_LINK or node.size > _MAX_CARD or node.linked * 12 < node.size:
        return False
    return any(
        _leads_on(link.get("href", "")) and len(link.text_content().strip()) >= _MIN_LINK
        for link in node.element.iter("a")
    )
