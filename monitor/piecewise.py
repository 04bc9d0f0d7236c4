"""A long text searched piece by piece, so that what is found in it takes little memory.

All that is found is told, up to a number that only nested words reach; beyond it what stands in a
sentence again is left out. So neither a word nor a sentence that has it is ever lost.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import overload

Place = tuple[int, int, int]
"""Number of what stands there, and where it does: start, end."""
PIECE = 20_000
"""Characters of a piece, and of a text that is none of several."""
MAX_KEPT = 1_000_000
"""Places of one text that are all told. The most that words of the taxonomy and of rules have had
in the longest text is 830,000; they take 12 bytes each."""
_STOPS = re.compile(r"[.!?;…。！？；\n]")
"""What a sentence may end with: between two sentences stands one, and within one perhaps some."""


class Packed(Sequence[Place]):
    """Many places in a tenth of the memory of a list of them."""

    def __init__(self) -> None:
        self._columns = array("i"), array("i"), array("i")

    def extend(self, places: Iterable[Place]) -> None:
        """Put more places behind the others."""
        for column, values in zip(self._columns, zip(*places, strict=True), strict=False):
            column.extend(values)

    def moved(self, origins: Sequence[int]) -> Packed:
        """Return the places in the text that folded to the one they are of."""
        numbers, starts, ends = self._columns
        packed = Packed()
        packed._columns = (
            numbers,
            array("i", [origins[start] for start in starts]),
            array("i", [origins[end - 1] + 1 for end in ends]),
        )
        return packed

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[Place]:
        return zip(*self._columns, strict=True)

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | Sequence[Place]:
        numbers, starts, ends = self._columns
        if isinstance(at, slice):
            return list(zip(numbers[at], starts[at], ends[at], strict=True))
        return numbers[at], starts[at], ends[at]


def in_pieces(
    text: str,
    reach: int,
    find: Callable[[str], Iterable[Place]],
    *,
    size: int = PIECE,
    max_kept: int = MAX_KEPT,
) -> Sequence[Place]:
    """Return what `find` finds in a text, by end; it is asked for pieces of a long one.

    `reach` is how many characters from its start on decide whether something stands at a place;
    of those before it one does. Of more than `max_kept` places those in pieces of `size` are left
    out that repeat a word of the same sentence.
    """
    found = Packed()
    waiting: list[Place] = []
    """What reaches into the next piece."""
    for begin in range(0, len(text), size):
        stop = begin + size
        shift = max(begin - 1, 0)
        places = [
            (number, start + shift, end + shift)
            for number, start, end in find(text[shift : stop + reach])
            if begin <= start + shift < stop
        ]
        places += waiting
        if len(found) + len(places) > max_kept:
            places = _once_a_sentence(places, text, shift, stop)
        places.sort(key=itemgetter(2))
        waiting = [place for place in places if place[2] > stop]
        found.extend([place for place in places if place[2] <= stop] if waiting else places)
    found.extend(waiting)
    return found


def _once_a_sentence(places: Iterable[Place], text: str, begin: int, end: int) -> list[Place]:
    """Return the first place of each word in each sentence of a stretch; no sentence is lost."""
    stops = [found.start() for found in _STOPS.finditer(text, begin, end)]
    first: dict[tuple[int, int], Place] = {}
    for place in places:
        first.setdefault((place[0], bisect_left(stops, place[1])), place)
    return list(first.values())
