"""What stands in the sentences of a text: words beside which names count, and names of states."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from monitor.taxonomy.nearest import Named, Names, States
from monitor.terms import Place
from monitor.text import sentence_starts

_LONG = 60
"""Characters by which a term may reach beyond a place that is asked for."""


class Sentences:
    """The words that stand in each sentence of a text; worked out when first asked for."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        bits: Mapping[int, int],
        title: tuple[str, Sequence[Place]],
        states: States,
    ) -> None:
        """`bits` are those of the terms that are asked for."""
        self._text = text
        self._places = places
        self._title = title
        self._states = states
        self._bits = bits
        self._starts: Sequence[int] = ()
        self._held: list[int] = []
        """The bits of what stands in a sentence, by the sentence's number."""

    def beside(self, place: int) -> int:
        """Return the bits of the terms that begin in the sentence that holds `place`."""
        if not self._held:
            self._look()
        return self._held[bisect_right(self._starts, place)]

    @cached_property
    def named(self) -> Names:
        """The names of states in the text."""
        return self._states.named(self._text, self._places)

    @cached_property
    def title_state(self) -> str | None:
        """The one state that the headline above the text names, or None."""
        return self._states.named(*self._title).only()

    def state_beside(self, start: int, end: int, *, is_followed: bool) -> Named | None:
        """Return the state's name that stands directly beside an office, or None.

        `is_followed` says that it may stand behind with a blank alone.
        """
        return self._states.sign(self._text, start) or self.named.beside(
            start, end, is_followed=is_followed
        )

    def terms(self, start: int, end: int) -> Iterator[int]:
        """Yield the terms of which a part stands between two places, but for very long ones."""
        places = self._places
        for at in range(bisect_right(places, start, key=itemgetter(2)), len(places)):
            term, first, last = places[at]
            if last > end + _LONG:
                break
            if first < end:
                yield term

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence that holds `place` begins and ends."""
        if not self._held:
            self._look()
        starts = self._starts
        number = bisect_right(starts, place)
        begin = starts[number - 1] if number else 0
        return begin, starts[number] if number < len(starts) else len(self._text)

    def _look(self) -> None:
        starts = self._starts = sentence_starts(self._text)
        held = self._held = [0] * (len(starts) + 1)
        bits = self._bits
        number, begin, stop = 0, 0, -1
        for term, at, _ in self._places:
            if term not in bits:
                continue
            if not begin <= at < stop:
                number = bisect_right(starts, at)
                begin = starts[number - 1] if number else 0
                stop = starts[number] if number < len(starts) else len(self._text)
            held[number] |= bits[term]
