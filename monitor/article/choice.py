"""An extractor's lines and the page's own structure → the blocks that are the page's text.

Extractors are right about most pages, and lose or invent half of a few. Here each block has two
opinions: the extractor's, and the structure's. Where they agree by and large, gaps are filled
from the structure; where they do not, what kind of page it is decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from monitor.article.asides import Kind
from monitor.article.blocks import Block, Node
from monitor.article.cards import in_cards, kind
from monitor.article.deck import add_deck
from monitor.article.elements import HEADINGS
from monitor.article.opinion import AGREED, Opinion, misses_beginning, prose_of
from monitor.article.region import Region

_NEARLY_ALL = 0.8
_TRUSTED = 0.5
"""Share of the extractor's paragraphs that surround nothing by the structure, for it to be believed
about the rest."""
_ARTICLE_SHARE = 0.5
"""Share of a page's paragraphs that make its text an article, which the rest stands round."""
_MIN_PLACES = 4
_LIST_SHARE = 0.5
"""Share of a page without paragraphs that an extractor must have found to be believed."""
_MUCH = 2
"""How many times the structure's paragraphs an extractor's lines, short ones and rows, may be."""
_MENU = 5
"""Short links in a row that are a menu."""
_MAX_ENTRY = 28
"""Characters of a menu's entry."""
_MIN_PROSE = 250
"""Characters of paragraphs that make an article; half as many are enough for a short notice."""
_MAX_GROWTH = 12
"""How many elements up a text's likes are looked for."""
_MIN_TEASER = 20
"""Characters of a link that is a headline."""
_DOCUMENT = re.compile(
    r"附件|附表|第\d+号|別紙|붙임|\b(?:annex|appendix|attachment|schedule|anlage|anexo|приложение)\b|"
    r"\bno\. ?\d|\.(?:pdf|docx?|xlsx?|zip)\b",
    re.IGNORECASE,
)
"""What a link to a part of the text itself says, which notices have between paragraphs."""
_BAR = re.compile(r"\s[|｜·•/]\s")
_ITEMS = frozenset(("li", "td", "th", "tr", "dd", "dt", "blockquote"))
_TEXT_TAGS = HEADINGS | frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "blockquote", "pre", "summary")
)
_WRAPPED = frozenset(
    ("p", "li", "tr", "td", "th", "ul", "ol", "tbody", "dl", "dd", "dt", "blockquote")
)


def chosen(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    region: Region,
    found: Opinion | None,
    *,
    kind_of_page: Kind,
) -> list[bool] | None:
    """Return for each block whether it is text; None where the extractor knows better.

    What the structure of an article holds beside the paragraphs found is of other pages.
    """
    whole = _of_whole(blocks, region)
    if found is None:
        return whole if any(whole) else None
    if not found.size:
        return whole
    least = max(_MIN_PROSE, 2 * found.prose if found.shared else found.prose)
    missed = found.prose < _MIN_PROSE or not found.shared
    missed = (region.prose > least and missed) or (
        kind_of_page == "article" and misses_beginning(blocks, region, found)
    )
    if missed and found.size < _MUCH * region.prose:
        return [
            region.holds(index) and not (kind_of_page == "article" and _is_link(block))
            for index, block in enumerate(blocks)
        ]
    taken = found.taken
    declared = region.node.tag == "article" and found.shared >= AGREED * region.prose
    unsaid = kind_of_page == "" and not declared
    if kind_of_page in ("parts", "product") or (unsaid and _is_scattered(blocks, taken)):
        return [
            t or (w and (block.prose > 0 or block.node.tag in _TEXT_TAGS))
            for block, t, w in zip(blocks, taken, whole, strict=True)
        ]
    if kind_of_page != "article" and not declared and _is_part(blocks, found, whole):
        return [t or w for t, w in zip(taken, whole, strict=True)]
    alone = [t and not c for t, c in zip(taken, in_cards(blocks, nodes), strict=True)]
    if prose_of(blocks, alone) >= _TRUSTED * found.prose:
        taken = alone
    grown = _grown(blocks, region, taken)
    if kind_of_page == "article":
        _drop_teasers(blocks, grown)
    return grown


def of_region(blocks: Sequence[Block], region: Region, *, kind_of_page: Kind) -> list[bool]:
    """Return for each block whether it is text where the structure leaves no doubt."""
    taken = [
        region.holds(index)
        and not _is_link(block)
        and (block.prose > 0 or block.node.tag in _TEXT_TAGS)
        for index, block in enumerate(blocks)
    ]
    grown = _grown(blocks, region, taken)
    if kind_of_page == "article":
        _drop_teasers(blocks, grown)
    return grown


def _is_part(blocks: Sequence[Block], found: Opinion, whole: Sequence[bool]) -> bool:
    """Say whether an extractor found some of a page whose text is not in one place."""
    both = [t and w for t, w in zip(found.taken, whole, strict=True)]
    if prose_of(blocks, both) < _ARTICLE_SHARE * prose_of(blocks, whole):
        return True
    return found.prose < _MIN_PROSE and _size(blocks, both) < _LIST_SHARE * _size(blocks, whole)


def _is_scattered(blocks: Sequence[Block], taken: Sequence[bool]) -> bool:
    """Say whether paragraphs stand in many places, and most of them in none."""
    homes: Counter[Node] = Counter()
    for block, take in zip(blocks, taken, strict=True):
        if take and block.prose:
            homes[_home(block.node)] += block.prose
    return len(homes) >= _MIN_PLACES and max(homes.values()) < _ARTICLE_SHARE * homes.total()


def _of_whole(blocks: Sequence[Block], region: Region) -> list[bool]:
    """Return which blocks are of the page's main part, without the menus in it."""
    whole = [
        region.whole.first <= index < region.whole.last
        and not region.surrounds[index]
        and not _is_bar(blocks[index])
        for index in range(len(blocks))
    ]
    start = 0
    for index in range(len(blocks) + 1):
        if index < len(blocks) and (not whole[index] or _is_entry(blocks[index])):
            continue
        if index - start >= _MENU:
            whole[start:index] = [False] * (index - start)
        start = index + 1
    return whole


def _is_entry(block: Block) -> bool:
    """Say whether a block may be of a menu."""
    return block.linked == len(block.text) < _MAX_ENTRY


def _is_bar(block: Block) -> bool:
    """Say whether a block is a row of links with bars between them."""
    bars = len(_BAR.findall(block.text)) if block.linked * 2 > len(block.text) else 0
    return bars > 0 and block.linked + 3 * bars >= len(block.text)


def _size(blocks: Sequence[Block], wanted: Sequence[bool]) -> int:
    return sum(len(block.text) for block, want in zip(blocks, wanted, strict=True) if want)


def _is_link(block: Block) -> bool:
    return block.linked * 2 > len(block.text)


def _grown(blocks: Sequence[Block], region: Region, taken: Sequence[bool]) -> list[bool]:
    """Return what was taken, with what stands between it and what is built like it."""
    node = _container(blocks, taken)
    if node is None or prose_of(blocks, taken) * 2 < _size(blocks, taken):
        return list(taken)  # a table or list, which has no place beside which it stands
    places = [index for index in range(node.first, node.last) if taken[index]]
    kinds = {kind(blocks[index].node) for index in places}
    full = (index for index, take in enumerate(taken) if take and blocks[index].prose)
    homes = {_home(blocks[index].node) for index in (*places, *full)}
    grown = list(taken)
    for index, block in enumerate(blocks):
        if not node.first <= index < node.last:
            grown[index] = taken[index] and _stands_alone(block, homes)
        elif taken[index] or region.surrounds[index] or _is_link(block):
            continue
        elif _home(block.node) in homes:
            inside = places[0] < index < places[-1]
            grown[index] = block.prose > 0 or (inside and _may_be_short(block, kinds))
    for twin in (*_twins(node, region), *region.more):
        for index in range(twin.first, twin.last):
            block = blocks[index]
            if not region.surrounds[index] and not _is_link(block):
                grown[index] = block.prose > 0 or _may_be_short(block, kinds)
    add_deck(blocks, region, grown)
    return grown


def _drop_teasers(blocks: Sequence[Block], grown: list[bool]) -> None:
    """Leave out the links to other pages that stand alone between two paragraphs."""
    full = [index for index, take in enumerate(grown) if take and blocks[index].prose]
    for index in range(full[0] + 1 if full else 0, full[-1] if full else 0):
        block = blocks[index]
        alone = block.node.tag not in _ITEMS and block.linked >= _MIN_TEASER
        if alone and block.linked * 10 >= len(block.text) * 9 and not _DOCUMENT.search(block.text):
            grown[index] = False


def _stands_alone(block: Block, homes: Collection[Node]) -> bool:
    """Say whether a block apart from the others may be text all the same: a deck, an annex."""
    if _is_link(block):
        return False
    return block.prose > 0 or block.node.tag in HEADINGS or (
        block.node.tag == "p" and _home(block.node) in homes
    )  # fmt: skip


def _home(node: Node) -> Node:
    """Return the element that holds a paragraph, list or table."""
    while node.parent is not None and (node.tag in _WRAPPED or not node.children):
        node = node.parent
    return node


def _may_be_short(block: Block, kinds: Collection[tuple[str, str]]) -> bool:
    """Say whether a short block is a heading, an item, a row, or a line like those taken."""
    return block.node.tag in _TEXT_TAGS or kind(block.node) in kinds


def _container(blocks: Sequence[Block], taken: Sequence[bool]) -> Node | None:
    """Return the innermost element that holds nearly all paragraphs taken."""
    sums = [0]
    for block, take in zip(blocks, taken, strict=True):
        sums.append(sums[-1] + (block.prose if take else 0))
    if not sums[-1]:
        return None
    heaviest = max(
        (index for index, take in enumerate(taken) if take), key=lambda at: blocks[at].prose
    )
    node = blocks[heaviest].node
    while node.parent is not None and (
        node.tag in _WRAPPED or sums[node.last] - sums[node.first] < _NEARLY_ALL * sums[-1]
    ):
        node = node.parent
    return node


def _twins(node: Node, region: Region) -> list[Node]:
    """Return the elements built and named like `node`, or like one above it, beside it."""
    found: list[Node] = []
    for _ in range(_MAX_GROWTH):
        parent = node.parent
        if parent is None or node is region.node or node.tag in ("body", "html", "main"):
            break
        names = kind(node)
        found += [
            other
            for other in parent.children
            if other is not node
            and kind(other) == names
            and other.prose * 2 > other.size
            and other.linked * 4 < other.size
        ]
        node = parent
    return found
