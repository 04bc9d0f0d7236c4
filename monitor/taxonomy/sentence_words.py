"""What stands in the sentences of a text: words beside which names count, and names of states."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter

from monitor.taxonomy.nearest import Named, Names, States, Use
from monitor.terms import Place
from monitor.text import sentence_starts

_LONG = 60
"""Characters by which a term may reach beyond a place that is asked for."""
_AROUND = 50
"""Words looked at on either side for the nearest: no text but word salad has as many in reach."""
_FEW = 8
"""Measures looked at that end behind a word, of which one may begin with it."""
Word = tuple[int, int, int]
"""End, start and bits of a word beside which names count."""


class Sentences:
    """The words that stand in each sentence of a text; worked out when first asked for."""

    def __init__(
        self,
        text: str,
        places: Sequence[Place],
        bits: Mapping[int, int],
        title: tuple[str, Sequence[Place]],
        states: States,
        language: str | None = None,
        plain: Mapping[int, Use] | None = None,
    ) -> None:
        """`bits` are those of the terms that are asked for; `language` is the text's, if known;
        `plain` what terms mean that can mean one thing alone, wherever they stand.
        """
        self._plain = plain or {}
        self.language = language
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

    def nearest(self, start: int, end: int, uses: Sequence[Use], reach: int) -> Use | None:
        """Return which of some uses has the word nearest to the name from `start` to `end`.

        None: no word of theirs stands in the name's sentence, `reach` characters away at most; one
        inside the name stands beside nothing. One that opens a measure's own name counts for less
        than any other.
        """
        wanted = 0
        for use in uses:
            wanted |= use.near
        begin, stop = self.sentence(start)
        words, ends = self._words, self._ends
        best, found = 2 * reach + 1, 0
        first = at = bisect_right(ends, start)
        while at and at > first - _AROUND:
            at -= 1
            last, place, bits = words[at]
            gap = start - last
            if place < begin or gap > reach or gap >= best:
                break
            if bits & wanted:
                far = gap + reach if self._opens_measure(place, last) else gap
                if far < best:
                    best, found = far, bits
        at = bisect_right(ends, end, first)
        for last, place, bits in words[at : at + _AROUND]:
            if place >= stop or place - end > reach or place - end >= best:
                break
            if bits & wanted and place >= end:
                gap = place - end
                far = gap + reach if self._opens_measure(place, last) else gap
                if far < best:
                    best, found = far, bits
        return next((use for use in uses if use.near & found), None)

    @cached_property
    def _words(self) -> Sequence[Word]:
        """The words beside which names count, in the order of their ends."""
        bits = self._bits
        return [(last, at, bits[term]) for term, at, last in self._places if term in bits]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [last for last, _, _ in self._words]

    @cached_property
    def _measures(self) -> Sequence[tuple[int, int]]:
        """Start and end of the names of measures that count wherever they stand."""
        plain = self._plain
        return [
            (at, last)
            for term, at, last in self._places
            if term in plain and plain[term].category == "instrument"
        ]

    def _opens_measure(self, first: int, last: int) -> bool:
        """Say whether a word is the beginning of a measure's name: `export` in `export control`.

        What is paused there is the control, not the export.
        """
        measures = self._measures
        at = bisect_right(measures, last, key=itemgetter(1))
        for start, end in measures[at : at + _FEW]:
            if start <= first:
                return True
            if end > last + _LONG:
                break
        return False

    def _look(self) -> None:
        starts = self._starts = sentence_starts(self._text)
        held = self._held = [0] * (len(starts) + 1)
        number, begin, stop = 0, 0, -1
        for _, at, bits in self._words:
            if not begin <= at < stop:
                number = bisect_right(starts, at)
                begin = starts[number - 1] if number else 0
                stop = starts[number] if number < len(starts) else len(self._text)
            held[number] |= bits
