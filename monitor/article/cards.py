"""Which blocks of a page stand in cards: likes in a row that each link to another page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.article.blocks import Block, Node
from monitor.article.elements import HEADINGS
from monitor.article.surroundings import names_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

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
_LINES = HEADINGS | {"p", "dt", "dd", "small"}
_MAX_SUMMARY = 260
_MAX_HEADING = 60
_MAX_LEAD, _FAR_MORE = 200, 3
"""Characters of the paragraphs above a list, and how many times these its entries have."""
_MAX_LABEL = 60
_DATED = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d")
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
    for first, last in _in_flat_cards(blocks, -1 if headline is None else headline):
        found[first:last] = [True] * (last - first)
    return found


def is_listing(
    blocks: Sequence[Block], cards: Sequence[bool], surrounds: Sequence[bool], place: int
) -> bool:
    """Say whether the cards after the headline at `place` are the page's text: a list's entries.

    They say far more than the line or two above them, and no date stands there, as an article's.
    """
    first = next((at for at in range(place + 1, len(blocks)) if cards[at]), None)
    if first is None:
        return False
    if any(_DATED.search(block.text) for block in blocks[place + 1 : first] if _is_label(block)):
        return False
    listed = rest = 0
    for index in range(max(place, 0), len(blocks)):
        if surrounds[index]:
            continue
        if cards[index]:
            listed += len(blocks[index].text)
        else:
            rest += blocks[index].prose
    return 0 < rest < _MAX_LEAD and listed > _FAR_MORE * rest


def _is_label(block: Block) -> bool:
    return len(block.text) <= _MAX_LABEL


def _leads_on(link: HtmlElement) -> bool:
    """Say whether a link leads to another page, not to a part of this one or to a document."""
    address = link.get("href")
    if address is None:  # a script follows it, or it is a place that is linked to
        return link.get("name") is None and link.get("id") is None
    return address[:1] not in ("", "#") and not address.lower().endswith(_DOCUMENTS)


def _in_flat_cards(blocks: Sequence[Block], headline: int) -> list[tuple[int, int]]:
    """Return where headlines that are links, and a line or two to each, follow on each other.

    Old pages divide them by line breaks alone, and some by headings and paragraphs.
    """
    found: list[tuple[int, int]] = []
    homes: dict[Node, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        home = block.node
        if home.tag in _LINES and home.parent is not None:
            home = home.parent
        homes[home].append(index)
    for home, places in homes.items():
        links = [index for index in places if _is_headline(blocks[index])]
        if len(links) < _MIN_CARDS or home.first <= headline < home.last:
            continue
        ends = [*links[1:], places[-1] + 1]
        texts = [_text(blocks[link + 1 : end]) for link, end in zip(links, ends, strict=True)]
        if max(texts) <= _MAX_SUMMARY and _text(blocks[places[0] : links[0]]) <= _MAX_HEADING:
            found.append((links[0], places[-1] + 1))
    return found


def _text(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_headline(block: Block) -> bool:
    return len(block.text) >= _MIN_LINK and block.linked * 10 >= len(block.text) * 9


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
        _leads_on(link) and len(link.text_content().strip()) >= _MIN_LINK
        for link in node.element.iter("a")
    )
