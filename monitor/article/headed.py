"""Which blocks stand under a heading that names what stands beside a text: "Contact", "Files"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from monitor.article.blocks import Block, Node
from monitor.article.elements import HEADINGS
from monitor.article.running import RunningText

_MAX_HEADING = 60
_OF_OTHERS = re.compile(
    r"comment|kommentar|coment|коммент|σχολι|评论|評論|コメント|댓글|respon|repl[iy]|"
    r"auth?or|auteur|автор|著者|作者|metr|cit|ethic|interest|referen|bibliogr|litera|note|licen[cs]e|"
    r"rights|permission|copyright|keyword|altmetric|publisher",
    re.IGNORECASE,
)
"""Headings under which running text is not the article's."""


class Headed:
    """The parts of a page that its headings head."""

    def __init__(
        self, blocks: Sequence[Block], nodes: Sequence[Node], running: RunningText, place: int
    ) -> None:
        """`place` is the index of the block after which parts are looked for."""
        self._blocks = blocks
        self._running = running
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
            is_small = bool(part) and held <= most * max(prose - held, 0)
            if is_small and not self._is_text(index, end):
                found[index:end] = [True] * (end - index)
                index = end
            else:
                index += 1
        return found

    def _is_text(self, index: int, end: int) -> bool:
        """Say whether what stands under a heading such as "Topics" is text, not what it promises.

        Under some headings it never is, but where they head one of several sections of a text: a
        notice of rules has one on the comments that came in, between others. What readers write
        stands behind all of them, or in an element of its own.
        """
        blocks, heading = self._blocks, self._blocks[index].node
        fills = self._running.fills
        if _OF_OTHERS.search(blocks[index].text) is None and fills(index + 1, end):
            return True
        parent = heading.parent
        if parent is None or heading.tag not in HEADINGS or end >= parent.last:
            return False
        first, after = self._first[parent, heading.tag], blocks[end].node
        if first >= index or after.tag != heading.tag or after.parent is not parent:
            return False
        parts = ((first + 1, index), (index + 1, end), (end + 1, parent.last))
        return all(fills(start, stop) for start, stop in parts)

    @cached_property
    def _first(self) -> dict[tuple[Node | None, str], int]:
        """Return the first block of each element that has a tag; the last one written is first."""
        return {
            (self._blocks[at].node.parent, self._blocks[at].node.tag): at
            for at in reversed(range(len(self._blocks)))
        }


def may_head(block: Block) -> bool:
    """Say whether a block is short enough for a heading."""
    return len(block.text) < _MAX_HEADING and not block.prose


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
