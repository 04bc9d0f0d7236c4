"""Which names stand in a text, of all that its words may stand for.

A name may need a word beside it, or its own spelling; of names of one category that overlap, the
longest is told. It does not know what an entry is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.model import Category
from monitor.terms import Place
from monitor.text import sentence_starts

_FEW = 8
"""Names that are compared each with each."""
MAX_MENTIONS = 2000
"""Names kept of one text, the longest first: more is a list or an attack, not prose."""


class Use(NamedTuple):
    """What a term of the automaton stands for."""

    category: Category
    id: str
    """Empty where the words are something else, of which nothing is told."""
    near: int = 0
    """A bit for the words of which one must stand in the same sentence; 0: none need."""
    exact: str = ""
    """The only spelling that counts; "": any."""


_Seen = tuple[int, int, int]
"""A term that stands for something: its start, end, the term."""
_Candidate = tuple[int, int, bool, str, str, int, Use]
"""Longest first: minus its length, start, is a near-name, id, category; its end and use."""
Name = tuple[int, int, Use]
"""Start, end, and what stands there."""


class Weighing:
    """Tells the names of a text from the places of its terms."""

    def __init__(self, uses: Mapping[int, Sequence[Use]], near: Mapping[int, int]) -> None:
        """`uses` are what a term may stand for.

        `near` are, of the terms beside which others count, the bits of those lists that hold them.
        """
        self._uses = uses
        self._near = near
        self._only = {term: of[0] for term, of in uses.items() if len(of) == 1}
        """Terms that can mean one thing alone."""

    def names(self, text: str, every: Sequence[Place]) -> Iterable[Name]:
        """Return those names that are no part of a longer one of their category, in reading order.

        `every` are the places of all terms. A name that touches no other and can mean one thing
        alone is told at once; the others are weighed among themselves.
        """
        uses, only = self._uses, self._only
        places = [(start, end, term) for term, start, end in every if term in uses]
        if not places:
            return ()
        context = _Sentences(text, every, self._near)
        if len(places) > MAX_MENTIONS:
            return _weighed(self._candidates(text, places, context))
        places.sort()
        places.append((len(text), 0, -1))
        found: list[Name] = []
        begin, reach = 0, places[0][1]
        for at in range(1, len(places)):
            start, end, _ = places[at]
            if start >= reach:
                first, last, term = places[begin]
                use = only.get(term) if at == begin + 1 else None
                if use is None:
                    found += _weighed(self._candidates(text, places[begin:at], context))
                elif (
                    use.id
                    and (not use.exact or text[first:last] == use.exact)
                    and (not use.near or use.near & context.beside(first))
                ):
                    found.append((first, last, use))
                begin = at
            if end > reach:
                reach = end
        return found

    def _candidates(
        self, text: str, places: Iterable[_Seen], context: _Sentences
    ) -> list[_Candidate]:
        """Return each name that stands where it counts, in the form in which they are sorted."""
        found: list[_Candidate] = []
        uses, at, beside = self._uses, -1, 0
        for start, end, term in places:
            for use in uses[term]:
                category, identifier, near, exact = use
                if near:
                    if at != start:
                        at, beside = start, context.beside(start)
                    if not near & beside:
                        continue
                if exact and text[start:end] != exact:
                    continue
                found.append((start - end, start, near != 0, identifier, category, end, use))
        return found


def _weighed(candidates: list[_Candidate]) -> list[Name]:
    """Return those of some names that are no part of a longer one of their category."""
    if len(candidates) < 2:
        return [(start, end, use) for _, start, *_, end, use in candidates if use.id]
    candidates.sort()
    if len(candidates) <= _FEW:
        return _weighed_few(candidates)
    offset = min(candidate[1] for candidate in candidates)
    length = max(candidate[5] for candidate in candidates) - offset
    taken: dict[Category, bytearray] = {}
    found: list[Name] = []
    for _, start, _, _, _, end, use in candidates:
        line = taken.get(use.category)
        if line is None:
            line = taken[use.category] = bytearray(length)
        if line.find(1, start - offset, end - offset) != -1:
            continue  # part of a longer name
        line[start - offset : end - offset] = b"\x01" * (end - start)
        if use.id:
            found.append((start, end, use))
        if len(found) >= MAX_MENTIONS:
            break
    return sorted(found, key=_reading_order)


def _weighed_few(candidates: Iterable[_Candidate]) -> list[Name]:
    """Do the same to a few, the longest first."""
    taken: list[Name] = []
    for _, start, _, _, _, end, use in candidates:
        category = use.category
        for begin, stop, other in taken:
            if begin < end and start < stop and other.category == category:
                break  # part of a longer name
        else:
            taken.append((start, end, use))
    return sorted((one for one in taken if one[2].id), key=_reading_order)


def _reading_order(name: Name) -> tuple[int, int, str, str]:
    return name[0], -name[1], name[2].category, name[2].id


class _Sentences:
    """The words that stand in each sentence of a text; worked out when first asked for."""

    def __init__(self, text: str, places: Sequence[Place], bits: Mapping[int, int]) -> None:
        """`bits` are those of the terms that are asked for."""
        self._text = text
        self._places = places
        self._bits = bits
        self._starts: Sequence[int] = ()
        self._held: list[int] = []
        """The bits of what stands in a sentence, by the sentence's number."""

    def beside(self, place: int) -> int:
        """Return the bits of the terms that begin in the sentence that holds `place`."""
        if not self._held:
            self._look()
        return self._held[bisect_right(self._starts, place)]

    def _look(self) -> None:
        starts = self._starts = sentence_starts(self._text)
        held = self._held = [0] * (len(starts) + 1)
        bits_of = self._bits.get
        number, begin, stop = 0, 0, -1
        for term, at, _ in self._places:
            if bits := bits_of(term):
                if not begin <= at < stop:
                    number = bisect_right(starts, at)
                    begin = starts[number - 1] if number else 0
                    stop = starts[number] if number < len(starts) else len(self._text)
                held[number] |= bits
