"""Which parts of a page are running text that an article may hold, and no service of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from monitor.article.blocks import Block
from monitor.article.consent import speaks_to_reader
from monitor.article.related import is_paragraph

_MIN_TEXT = 0.8
"""Share of its characters that running text holds of what is text."""
_REACHED = re.compile(r"@|https?:|www\.|\d[\d\s()/-]{6,}\d")
"""An address of mail or of a page, or a telephone."""


class RunningText:
    """How much running text stands in which blocks of a page.

    Each block is looked at once, and none before a part is asked for that may be text: elements
    that stand in each other, and headings of the same name, ask for the same blocks over and over.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        """`blocks` are all of the page, in order."""
        self._blocks = blocks

    def fills(self, first: int, last: int) -> bool:
        """Say whether the blocks from `first` to before `last` are running text.

        That speaks neither of the page nor to its reader, and names no address or telephone. No
        blocks at all are nothing else.
        """
        least = _MIN_TEXT * (self._sizes[last] - self._sizes[first])
        if self._unlinked[last] - self._unlinked[first] < least:
            return False
        return self._running[last] - self._running[first] >= least

    @cached_property
    def _sizes(self) -> list[int]:
        return _sums(len(block.text) for block in self._blocks)

    @cached_property
    def _unlinked(self) -> list[int]:
        return _sums(len(block.text) * _is_unlinked(block) for block in self._blocks)

    @cached_property
    def _running(self) -> list[int]:
        return _sums(
            len(block.text) if _is_unlinked(block) and _is_running(block.text) else 0
            for block in self._blocks
        )


def _sums(sizes: Iterable[int]) -> list[int]:
    """Return for each block, and the end, how much stands before it."""
    return list(accumulate(sizes, initial=0))


def _is_unlinked(block: Block) -> bool:
    return block.prose > 0 and not block.linked


def _is_running(text: str) -> bool:
    return is_paragraph(text) and not speaks_to_reader(text) and _REACHED.search(text) is None
