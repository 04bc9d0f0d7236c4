"""Which blocks stand under a heading that names what stands beside a text: "Contact", "Files"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from monitor.article.blocks import Block, Node
from monitor.article.consent import speaks_to_reader
from monitor.article.elements import HEADINGS
from monitor.article.related import is_paragraph

_MAX_HEADING = 60
_MIN_TEXT = 0.8
"""Share of paragraphs in what stands under such a heading, where it is text."""
_OF_PEOPLE = re.compile(
    r"comment|kommentar|coment|коммент|σχολι|评论|評論|コメント|댓글|reply|respon|repl[iy]|"
    r"auth?or|auteur|автор|著者|作者|metr|cit|ethic|interest|referen|bibliogr|litera|note|licen[cs]e|"
    r"rights|permission|copyright|keyword|altmetric|publisher",
    re.IGNORECASE,
)
"""Headings under which running text is not the article's."""
_REACHED = re.compile(r"@|https?:|www\.|\d[\d\s()/-]{6,}\d")
"""An address of mail or of a page, or a telephone."""


class Headed:
    """The parts of a page that its headings head."""

    def __init__(self, blocks: Sequence[Block], nodes: Sequence[Node], place: int) -> None:
        """`place` is the index of the block after which parts are looked for."""
        self._blocks = blocks
        self._place = place
        self._starts: dict[int, list[Node]] = {}
        for node in nodes[1:]:
            if node.last - node.first > 1:
                self._starts.setdefault(node.first, []).append(node)

    def under(
        self, heads: Callable[[str], bool], surrounds: Sequence[bool], *, most: float, prose: int
    ) -> list[bool]:
        """Return which blocks stand under a heading that `heads`, with it.

        A part holds at most `most` times the rest of `prose`, which is how much the page has that
        nothing `surrounds`, and is no text.
        """
        blocks = self._blocks
        found = [False] * len(blocks)
        index = self._place + 1
        while index < len(blocks):
            block = blocks[index]
            if surrounds[index] or not may_head(block) or not heads(block.text):
                index += 1
                continue
            end = _end_of_part(blocks, index, self._starts.get(index, ()))
            part = blocks[index + 1 : end]
            held = sum(each.prose or _unlinked(each) // 2 for each in part)
            is_text = _is_text(block.text, part) or _is_section(blocks, index, end)
            if part and held <= most * max(prose - held, 0) and not is_text:
                found[index:end] = [True] * (end - index)
                index = end
            else:
                index += 1
        return found


def may_head(block: Block) -> bool:
    """Say whether a block is short enough for a heading."""
    return len(block.text) < _MAX_HEADING and not block.prose


def _is_text(heading: str, part: Sequence[Block]) -> bool:
    """Say whether what stands under a heading such as "Topics" is text, not what it promises."""
    return _OF_PEOPLE.search(heading) is None and are_text(part)


def _is_section(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Say whether a heading and its text are one of several such sections of a text.

    A notice of rules has one on the comments that came in, between others. What readers write
    stands behind all of them, or in an element of its own.
    """
    heading = blocks[index].node
    parent = heading.parent
    if parent is None or heading.tag not in HEADINGS:
        return False
    like = [
        at
        for at in range(parent.first, min(parent.last, len(blocks)))
        if blocks[at].node.tag == heading.tag and blocks[at].node.parent is parent
    ]
    if like[0] >= index or end not in like:
        return False
    parts = (blocks[like[0] + 1 : index], blocks[index + 1 : end], blocks[end + 1 : parent.last])
    return all(map(are_text, parts))


def are_text(part: Sequence[Block]) -> bool:
    """Say whether `part` is running text that an article may hold, and no service of its page.

    It speaks neither of the page nor to its reader, and names no address or telephone.
    """
    text = sum(
        len(block.text)
        for block in part
        if block.prose
        and not block.linked
        and is_paragraph(block.text)
        and not speaks_to_reader(block.text)
        and _REACHED.search(block.text) is None
    )
    return text >= _MIN_TEXT * sum(len(block.text) for block in part)


def _unlinked(block: Block) -> int:
    return len(block.text) - block.linked


def _end_of_part(blocks: Sequence[Block], index: int, starting: Sequence[Node]) -> int:
    """Return where the part ends that begins with the heading at `index`.

    That is the outermost element that begins with it and has no second heading of its rank; else
    the next heading of its rank in the element in which it stands.
    """
    tag = blocks[index].node.tag
    ranks = [each for each in sorted(HEADINGS) if each <= tag] if tag in HEADINGS else HEADINGS
    for node in starting:
        inside = blocks[index + 1 : node.last]
        if node.tag not in HEADINGS and not any(each.node.tag in ranks for each in inside):
            return node.last
    parent = blocks[index].node.parent
    if tag not in HEADINGS or parent is None:
        return index
    end = index + 1
    while end < parent.last and blocks[end].node.tag not in ranks:
        end += 1
    return end
