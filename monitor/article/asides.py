"""Which blocks stand beside a text by what they say and where, whatever their elements are called.

What comes before the headline, requests for consent, what visitors say, cards of other pages, and
blocks under a heading such as "Contact". None is left out where hardly any text would be left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from monitor.article.barrier import in_barrier
from monitor.article.blocks import Block, Node
from monitor.article.boilerplate import heads_aside, heads_end_matter, heads_related
from monitor.article.captions import in_captions
from monitor.article.cards import in_cards, is_listing
from monitor.article.consent import in_consent, is_about_cookies
from monitor.article.elements import HEADINGS
from monitor.article.headed import Headed, may_head
from monitor.article.headline_place import FULL_HEADLINE, MAX_HEADLINE
from monitor.article.lines import size
from monitor.article.running import RunningText
from monitor.article.surroundings import judged_offer
from monitor.article.talk import in_talk
from monitor.text import fold, is_cjk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Kind = Literal["article", "discussion", "product", "parts", ""]
"""What a page declares to be; "parts" is a list, of products too, "" says nothing."""
_MIN_LEFT = 150
"""Characters of paragraphs that have to be left of an article; fewer where it is sure."""
_MIN_SHORT = 120
_SHARE_AFTER, _LEAST_AFTER = 0.2, 0.05
"""Share of the page's paragraphs that follow a headline that stands above its text; the second
where it is word for word the page's title."""
_MAX_HEADED = 0.34
"""Share of the rest that a block under a heading such as "Contact" may hold."""
_MAX_RELATED = 4.0
"""How many times the rest a block about other pages, or of references, may hold."""
_PLACES = frozenset(("div", "section", "td"))
_MAX_LABEL = 28
"""Characters below which no block is a paragraph, on a page that has any."""
_MIN_WORD = 4
_MAX_COMPARED = 8000
"""Characters of the text on either side of a headline in which its words are looked for."""


def without_asides(
    blocks: Sequence[Block],
    nodes: Sequence[Node],
    surrounds: Sequence[bool],
    *,
    running: RunningText,
    title: str,
    place: int,
    kind_of_page: Kind,
    scholarly: bool = False,
) -> list[bool]:
    """Return `surrounds` with the blocks added that stand beside the text of an article.

    `title` is the page's, `place` the index of its headline, -1 where none is; `scholarly`:
    references and licence end its text.
    """
    found = list(surrounds)
    if kind_of_page in ("parts", "discussion"):
        return found
    judged = _Judged(blocks, found, max(place, 0))
    if kind_of_page == "product":
        return _of_product(judged, nodes, running, place)
    is_article = kind_of_page == "article"
    sure = place >= 0 and fold(blocks[place].text) == fold(title)
    labels_alone = _has_labels_alone(blocks)
    full = sure and size(title) >= FULL_HEADLINE
    if not is_about_cookies(title):
        judged.leave_out(in_consent(blocks, nodes), _MIN_SHORT)
    if place > 0 and (is_article or not labels_alone):
        _leave_out_before(judged, title, _LEAST_AFTER if full else _SHARE_AFTER)
    if place >= 0:
        judged.leave_out(in_talk(blocks, nodes, judged.surrounds, place), _MIN_SHORT)
    if is_article or place >= 0:
        judged.leave_out(in_barrier(blocks, place), _MIN_SHORT)
    cards = in_cards(blocks, nodes, place)
    few = (4 if place >= 0 else 3) * judged.among(cards) <= judged.prose()
    listing = not is_article and is_listing(blocks, cards, judged.surrounds, place)
    if (is_article or full or few) and not labels_alone and not listing:
        judged.leave_out(_with_headings(blocks, cards, place), _MIN_LEFT)
    judged.leave_out(in_captions(nodes[0].element, blocks, nodes), _MIN_SHORT)
    headed = Headed(blocks, nodes, running, judged.place)
    judged.leave_out_under(headed, heads_aside, _MAX_HEADED, _MIN_LEFT)
    if is_article or place >= 0:
        share = _MAX_RELATED if sure or is_article else 1.0
        judged.leave_out_under(headed, heads_related, share, _MIN_LEFT)
    if scholarly:
        judged.leave_out_under(headed, heads_end_matter, _MAX_RELATED, _MIN_LEFT)
    return judged.surrounds


def _of_product(
    judged: _Judged, nodes: Sequence[Node], running: RunningText, place: int
) -> list[bool]:
    """Return what surrounds a product's description: prices, buyers' words, other products."""
    blocks = judged.blocks
    offers = [False] * len(blocks)
    for node in nodes:
        if node.last > node.first and judged_offer(node):
            offers[node.first : node.last] = [True] * (node.last - node.first)
    judged.leave_out(offers, _MIN_SHORT)
    if place >= 0:
        cards = _with_headings(blocks, in_cards(blocks, nodes, place), place)
        judged.leave_out(cards, _MIN_SHORT)
        headed = Headed(blocks, nodes, running, judged.place)
        judged.leave_out_under(headed, heads_related, _MAX_RELATED, _MIN_SHORT)
    return judged.surrounds


def _with_headings(blocks: Sequence[Block], cards: Sequence[bool], place: int) -> list[bool]:
    """Return `cards` with the heading above each row of them."""
    found = list(cards)
    for index in range(1, len(blocks)):
        above = blocks[index - 1]
        if not cards[index] or cards[index - 1] or index - 1 == place or not may_head(above):
            continue
        if above.node.tag in HEADINGS or above.node is blocks[index].node:
            found[index - 1] = True
    return found


def _leave_out_before(judged: _Judged, title: str, least: float) -> None:
    """Leave out what stands before the headline, if so large a share of the rest follows it."""
    blocks, place = judged.blocks, judged.place
    if judged.prose_after() < least * judged.prose() or _stands_with_text(blocks, place):
        return
    if not _speaks_before(blocks, judged.surrounds, title, place):
        judged.leave_out([index < place for index in range(len(blocks))], _MIN_SHORT)


def outermost(nodes: Sequence[Node], surrounds: Sequence[bool]) -> set[HtmlElement]:
    """Return the outermost elements all of whose blocks surround a text."""
    sums = [0]
    for outside in surrounds:
        sums.append(sums[-1] + outside)
    parts: set[HtmlElement] = set()
    end = -1
    for node in nodes[1:]:
        size = node.last - node.first
        if size <= 0 or node.last <= end or sums[node.last] - sums[node.first] < size:
            continue
        if node.tag not in ("html", "body"):
            parts.add(node.element)
            end = max(end, node.last)
    return parts


class _Judged:
    """The blocks of a page, those that surround its text, and how much would be left."""

    def __init__(self, blocks: Sequence[Block], surrounds: list[bool], place: int) -> None:
        self.blocks = blocks
        self.surrounds = surrounds
        self.place = place

    def among(self, wanted: Sequence[bool]) -> int:
        """Return how much prose that is left stands in the wanted blocks."""
        return sum(
            block.prose
            for block, want, gone in zip(self.blocks, wanted, self.surrounds, strict=True)
            if want and not gone
        )

    def prose(self) -> int:
        """Return how much prose is left."""
        return self.among([True] * len(self.blocks))

    def prose_after(self) -> int:
        """Return how much of it follows the headline."""
        return self.among([index > self.place for index in range(len(self.blocks))])

    def leave_out(self, wanted: Sequence[bool], least: int) -> None:
        """Add the wanted blocks to those that surround, if that leaves so much after the headline.

        Where the page has less all the same, it has to leave nearly all.
        """
        if True not in wanted:
            return
        left = [want or gone for want, gone in zip(wanted, self.surrounds, strict=True)]
        remaining = sum(
            block.prose
            for index, block in enumerate(self.blocks)
            if not left[index] and index > self.place
        )
        if remaining >= min(least, 0.8 * self.prose_after()) and remaining:
            self.surrounds = left

    def leave_out_under(
        self, headed: Headed, heads: Callable[[str], bool], most: float, least: int
    ) -> None:
        """Leave out what stands under headings that `heads`; see `Headed.under`."""
        found = headed.under(heads, self.surrounds, most=most, prose=self.prose())
        self.leave_out(found, least)


def _has_labels_alone(blocks: Sequence[Block]) -> bool:
    """Say whether a page has no paragraphs to speak of, so that its labels count as such."""
    return any(
        block.prose and len(block.text) * (1 + is_cjk(block.text[0])) < _MAX_LABEL
        for block in blocks
    )


def _stands_with_text(blocks: Sequence[Block], place: int) -> bool:
    """Say whether paragraphs before the headline stand in the element in which it does."""
    above = set()
    node: Node | None = blocks[place].node
    while node is not None:
        above.add(node)
        node = node.parent
    beside = total = 0
    for block in blocks[:place]:
        total += block.prose
        home = block.node if block.node.tag in _PLACES else block.node.parent
        if home in above:
            beside += block.prose
    return beside * 4 > total


def _speaks_before(
    blocks: Sequence[Block], surrounds: Sequence[bool], title: str, place: int
) -> bool:
    """Say whether more of the title's words stand in the text before the headline than after."""
    words = [word for word in fold(title[:MAX_HEADLINE]).split() if len(word) >= _MIN_WORD]
    texts = ["", ""]
    for index, block in enumerate(blocks):
        side = index > place
        if block.prose and not surrounds[index] and len(texts[side]) < _MAX_COMPARED:
            texts[side] += block.text + " "
    if not texts[0]:
        return False
    before, after = (fold(text) for text in texts)
    return sum(word in before for word in words) > sum(word in after for word in words)
