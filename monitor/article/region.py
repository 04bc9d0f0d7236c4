"""Which element of a page holds its text, and which of its blocks belong to it.

The element is the one that declares itself, or else the smallest that still holds nearly all
paragraphs. The judgement needs no extractor; `monitor.article.choice` compares it with one's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.article.asides import Kind, outermost, without_asides
from monitor.article.blocks import Block, Node
from monitor.article.continued import continuations
from monitor.article.headline_place import headline_place
from monitor.article.running import RunningText
from monitor.article.surroundings import names_of, names_text, names_text_of, surrounding

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEARLY_ALL = 0.8
"""Share of an element's paragraphs that one inside it must hold to be looked at instead."""
_DECLARED_SHARE = 0.5
"""Share of the densest element's paragraphs that a declared text must hold to be believed."""
_LEAST_LEFT, _MIN_LEFT = 0.2, 300
"""Share of a page's paragraphs, and characters of them, below which names have misled."""
_MIN_PARAGRAPHS = 4
_MIN_NAMED, _MIN_UNNAMED = 400, 800
"""Characters of paragraphs that leave no doubt where a page's text stands, in an element that says
that it holds the text and in one that says nothing."""
_MAINLY, _NEARLY_ONLY = 0.8, 0.9
"""Share of all characters there that these paragraphs are, of both; the rest are headings, items,
rows and short lines of the article itself."""
_MAX_LINKED, _MAX_ELSEWHERE = 0.1, 0.2
"""Share of them that may be links, and that paragraphs elsewhere may come to."""
_MANY = 3
"""Articles of like size from which a page is a list or a discussion."""
_MAIN = re.compile(
    r"(?:main|page|site)?[-_]?(?:main|content|inhalt|contenu|contenido)", re.IGNORECASE
)
_DISCUSSION = re.compile(
    r"phpbb|vbulletin|xenforo|discourse|mybb|simple machines|flarum|discuz|phpwind|invision|"
    r"DiscussionForumPosting|QAPage|nodebb|vanilla|fudforum|punbb|smf",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a page that holds its text."""

    node: Node
    surrounds: Sequence[bool]
    """For each block of the page: it stands in something round the text."""
    prose: int
    """Characters of paragraphs in `node` that surround nothing."""
    whole: Node
    """The part that holds everything of the page but its surroundings."""
    parts: Collection[HtmlElement]
    """The outermost elements that surround it."""
    headline: int = -1
    """The block that is the page's headline, -1 where none is known."""
    more: Sequence[Node] = ()
    """Elements beside `node` in which its text goes on."""

    def holds(self, index: int) -> bool:
        """Say whether block `index` belongs to the page's text."""
        if self.surrounds[index]:
            return False
        return self.node.first <= index < self.node.last or any(
            node.first <= index < node.last for node in self.more
        )


def find(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    *,
    title: str,
    kind_of_page: Kind,
    scholarly: bool = False,
) -> Region:
    """Return the part of the page that holds its text; `title` is the page's."""
    discussion = kind_of_page == "discussion"
    running = RunningText(blocks)
    alike: Counter[str] = Counter()
    for node in nodes:
        if node.prose and node.element.attrib:
            alike[names_of(node)] += node.prose

    def around(*, by_name: bool) -> list[bool]:
        surrounds = [False] * len(blocks)
        end = -1
        for node in nodes:
            if node.last <= max(node.first, end):
                continue  # empty, or inside what surrounds
            like = alike[names_of(node)]
            if surrounding(
                node, blocks, running, like, nodes[0].prose, discussion=discussion, by_name=by_name
            ):
                surrounds[node.first : node.last] = [True] * (node.last - node.first)
                end = max(end, node.last)
        return surrounds

    surrounds = around(by_name=True)
    prose = _sums(blocks, surrounds)
    if prose[-1] < min(_LEAST_LEFT * nodes[0].prose, _MIN_LEFT):
        surrounds = around(by_name=False)
    place = headline_place(blocks, title)
    surrounds = without_asides(
        blocks,
        nodes,
        surrounds,
        running=running,
        title=title,
        place=place,
        kind_of_page=kind_of_page,
        scholarly=scholarly,
    )
    prose = _sums(blocks, surrounds)
    dense = _densest(nodes, prose)
    node = _declared(nodes, prose, _held(dense, prose)) or dense
    parts = outermost(nodes, surrounds)
    whole = _whole(nodes, surrounds)
    more = () if discussion else continuations(node, prose, place)
    size = sum(_held(each, prose) for each in (node, *more))
    return Region(node, surrounds, size, whole, parts, place, more)


def is_certain(region: Region, blocks: Sequence[Block]) -> bool:
    """Say whether the region holds paragraphs and little else, and hardly any stand elsewhere.

    An extractor says the same of such pages, or less. A page's main part is never such a region:
    it holds what stands round a text as well.
    """
    node = region.node
    element = node.element
    if node.tag in ("main", "body", "html") or element.get("role") == "main":
        return False
    named = names_text_of(element)
    if region.prose < (_MIN_NAMED if named else _MIN_UNNAMED):
        return False
    inside = [block for index, block in enumerate(blocks) if region.holds(index)]
    outside = sum(
        block.prose
        for index, block in enumerate(blocks)
        if not region.surrounds[index] and not region.holds(index)
    )
    size = sum(len(block.text) for block in inside)
    full = [len(block.text) for block in inside if block.prose]
    return (
        len(full) >= _MIN_PARAGRAPHS
        and sum(full) >= (_MAINLY if named else _NEARLY_ONLY) * size
        and sum(block.linked for block in inside) <= _MAX_LINKED * size
        and outside <= _MAX_ELSEWHERE * region.prose
    )


def is_discussion(generator: str, schema: str) -> bool:
    """Say whether a page's generator or JSON-LD says that its visitors write its text."""
    return _DISCUSSION.search(generator) is not None or _DISCUSSION.search(schema) is not None


def _sums(blocks: Sequence[Block], surrounds: Sequence[bool]) -> list[int]:
    """Return for each block how much prose stands before it."""
    sums = [0]
    for block, outside in zip(blocks, surrounds, strict=True):
        sums.append(sums[-1] + (0 if outside else block.prose))
    return sums


def _held(node: Node, prose: Sequence[int]) -> int:
    return prose[node.last] - prose[node.first] if node.last > node.first else 0


def _densest(nodes: Sequence[Node], prose: Sequence[int]) -> Node:
    """Return the innermost element that holds nearly all that the one above it does."""
    best = nodes[0]
    for node in nodes[1:]:
        if node.parent is best and _held(node, prose) >= _NEARLY_ALL * max(1, _held(best, prose)):
            best = node
    while best.parent is not None and best.tag in ("p", "li", "tr", "td", "ul", "ol", "tbody"):
        best = best.parent
    return best


def _whole(nodes: Sequence[Node], surrounds: Sequence[bool]) -> Node:
    """Return the element that says of itself that it is the page's main part, or its body."""
    best, most = nodes[0], 0
    for node in nodes:
        if node.tag == "main" or node.element.get("role") == "main" or _MAIN.fullmatch(
            node.element.get("id", "")
        ):  # fmt: skip
            held = surrounds[node.first : node.last].count(False)
            if held > most:
                best, most = node, held
    return best if most * 2 >= surrounds.count(False) else nodes[0]


def _declared(nodes: Sequence[Node], prose: Sequence[int], wanted: int) -> Node | None:
    """Return the element that says of itself that it holds the text, or None.

    Of several, the one with the most paragraphs; among equals the innermost.
    """
    least = max(1, _DECLARED_SHARE * wanted)
    articles = [node for node in nodes if node.tag == "article" and _held(node, prose)]
    sizes = sorted((_held(node, prose) for node in articles), reverse=True)
    several = len(sizes) >= _MANY and sizes[_MANY - 1] * 3 >= sizes[0]
    best: Node | None = None
    for node in nodes:
        held = _held(node, prose)
        if held < least or (best is not None and held < _NEARLY_ALL * _held(best, prose)):
            continue
        stated = "articlebody" in node.element.get("itemprop", "").lower()
        whole = node.tag == "main" or node.element.get("role") == "main"
        if (
            stated
            or whole
            or (not several and (node.tag == "article" or names_text(names_of(node))))
        ):
            best = node
    return best
