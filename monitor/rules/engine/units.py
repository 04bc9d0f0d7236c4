"""An article cut into units: the title, then the sentences of the body, which make paragraphs.

Units have numbers: 0 is the title, 1 the first sentence. Sets of them are bits of one integer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from monitor.model import Field
from monitor.text import sentence_starts

TITLE = 1
"""The set of the title alone."""
_FEW = 16
"""Members up to which a set is put together bit by bit."""


class Units:
    """The units of a title and a body."""

    def __init__(self, title: str, body: str) -> None:
        self._title, self._body = title, body
        self._paragraphs = _paragraph_starts(body)
        starts = sentence_starts(body)
        if len(self._paragraphs) > 1:
            # An abbreviation at the end of a paragraph does not make a sentence go on behind it.
            starts = sorted({*starts, *self._paragraphs})
        self.starts: Sequence[int] = starts
        """Where each sentence begins in the body, ascending."""
        self.count = 1 + len(starts)
        """Of the title, if there is one or not, and the sentences."""
        self.title = TITLE if title and not title.isspace() else 0
        """The title as a set; 0: there is none."""
        self.body = (1 << self.count) - 2
        self.all = self.title | self.body
        self._firsts: list[int] | None = None
        self._spread = 0, 0
        """Paragraphs that were asked for last, and their units."""

    def unit(self, field: Field, start: int) -> int:
        """Return the unit in which the character at `start` of a text stands."""
        return 0 if field == "title" else bisect_right(self.starts, start) or 1

    def text(self, unit: int) -> tuple[str, int]:
        """Return the words of a unit, blanks behind them included, and where they start."""
        if unit == 0:
            return self._title, 0
        start = self.starts[unit - 1]
        end = self.starts[unit] if unit < len(self.starts) else len(self._body)
        return self._body[start:end], start

    def paragraphs(self) -> list[int]:
        """Return the first unit of each paragraph, ascending; the title is not among them."""
        if self._firsts is None:
            self._firsts = [bisect_left(self.starts, at) + 1 for at in self._paragraphs]
        return self._firsts

    def paragraph(self, unit: int) -> int:
        """Return the number of the paragraph that holds a unit; that of the title is 0."""
        return bisect_right(self.paragraphs(), unit) if unit else 0

    def lifted(self, units: int) -> int:
        """Return the set of paragraphs that hold one of a set of units."""
        firsts = self.paragraphs()
        return members({bisect_right(firsts, unit) for unit in ones(units & ~TITLE)}) | (
            units & TITLE
        )

    def spread(self, paragraphs: int) -> int:
        """Return the set of units that a set of paragraphs holds; rules ask for the same ones."""
        if self._spread[0] != paragraphs:
            self._spread = paragraphs, self._spread_out(paragraphs)
        return self._spread[1]

    def _spread_out(self, paragraphs: int) -> int:
        edges = [*self.paragraphs(), self.count]
        units = [
            unit
            for number in ones(paragraphs & ~TITLE)
            for unit in range(edges[number - 1], edges[number])
        ]
        return members(units) | (paragraphs & TITLE)

    def alone(self, paragraphs: int) -> int:
        """Return the units that are the only one of their paragraph, of a set of paragraphs."""
        edges = [*self.paragraphs(), self.count]
        units = [
            edges[number - 1]
            for number in ones(paragraphs & ~TITLE)
            if edges[number] - edges[number - 1] == 1
        ]
        return members(units) | (paragraphs & TITLE)


def _paragraph_starts(body: str) -> list[int]:
    """Return where the words of each paragraph begin."""
    starts: list[int] = []
    at = 0
    while at <= len(body):
        end = body.find("\n\n", at)
        stop = len(body) if end < 0 else end
        if stripped := body[at:stop].lstrip():
            starts.append(stop - len(stripped))
        at = len(body) + 1 if end < 0 else end + 2
    return starts


def ones(bits: int) -> Iterator[int]:
    """Yield the members of a set of bits, ascending, in time linear in the greatest of them."""
    digits = bin(bits)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def members(numbers: Collection[int]) -> int:
    """Return the set of some numbers, in time linear in their count and the greatest of them."""
    if len(numbers) <= _FEW:
        bits = 0
        for number in numbers:
            bits |= 1 << number
        return bits
    digits = bytearray(b"0") * (max(numbers) + 1)
    for number in numbers:
        digits[~number] = 49
    return int(digits, 2)
