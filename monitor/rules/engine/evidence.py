"""Which words of an article are kept as the evidence of a match: what shows why, no concordance.

All of them where they are few. Of many one place of each clause of the query that has any, then the
title and the sentences that meet most clauses, up to `MAX_SPANS`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter

from monitor.model import Article, Field, Span
from monitor.rules.engine.units import TITLE, ones

MAX_SPANS = 40
"""Spans kept of one match. A digest shows three sentences, each with what made it match."""
_MANY = 1000
"""Places in one sentence beyond which it is no prose, and only the first of each word are read."""
_TRIED = 8
"""Sentences looked through for a place of a clause that is told under its own term."""

Place = tuple[int, int, int, int]
"""Unit, start, end, and the atom that stands there."""


Clause = tuple[Collection[int], int, int]
"""What a part of a query says of its evidence: atoms, any of which is; the units where; and those
of them in which any does stand, one at least."""


class Evidence:
    """Tells what of the places of one article is evidence."""

    def __init__(
        self,
        article: Article,
        in_unit: Mapping[int, list[Place]],
        text: Callable[[int], str],
    ) -> None:
        """`in_unit` are the places in each unit, in any order; `text` says what an atom is called.

        Places that are put into a unit later have to be `added`.
        """
        self._texts = article.title, article.body
        self._text = text
        self._in_unit = in_unit
        self._in_order: dict[int, list[Place]] = {}
        """The places in a unit in reading order, of a long one those that may be told."""
        self._spans: dict[Place, Span] = {}

    def added(self, units: Iterable[int]) -> None:
        """Note that there are more places in some units."""
        for unit in units:
            self._in_order.pop(unit, None)

    def spans(self, clauses: Sequence[Clause]) -> tuple[Span, ...]:
        """Return the evidence of a match in reading order, at most `MAX_SPANS`.

        Of several atoms in one stretch the first by their texts is told.
        """
        wanted: dict[int, set[int]] = {}
        stands_in = 0
        for atoms, units, some in clauses:
            stands_in |= some
            if units in wanted:
                wanted[units].update(atoms)
            else:
                wanted[units] = set(atoms)
        told = _Told(self._ordered, self._text, wanted)
        found: list[Place] = []
        if stands_in.bit_count() <= MAX_SPANS:
            for unit in ones(stands_in):
                found += told.of(unit)
                if len(found) > MAX_SPANS:
                    break
        if stands_in.bit_count() > MAX_SPANS or len(found) > MAX_SPANS:
            found = _chosen(clauses, told)
        spans = self._spans
        return tuple([spans.get(place) or self._span(place) for place in found])

    def _ordered(self, unit: int) -> list[Place]:
        """Return the places in a unit in reading order; of many the first of each atom."""
        places = self._in_order.get(unit)
        if places is None:
            places = sorted(self._in_unit[unit])
            if len(places) > _MANY:
                places = list(_first_of_each(places))
            self._in_order[unit] = places
        return places

    def _span(self, place: Place) -> Span:
        unit, start, end, atom = place
        field: Field = "body" if unit else "title"
        text = self._texts[unit > 0][start:end]
        span = Span(field=field, start=start, end=end, text=text, term=self._text(atom))
        self._spans[place] = span
        return span


def _first_of_each(places: Iterable[Place]) -> Iterator[Place]:
    """Yield of each atom as many places as can be told."""
    counts: dict[int, int] = {}
    for place in places:
        count = counts[place[3]] = counts.get(place[3], 0) + 1
        if count <= MAX_SPANS:
            yield place


class _Told:
    """The places that are evidence of one match, unit by unit."""

    def __init__(
        self,
        ordered: Callable[[int], list[Place]],
        text: Callable[[int], str],
        wanted: Mapping[int, set[int]],
    ) -> None:
        """`wanted` are the atoms that are evidence by the units in which they are."""
        self._ordered = ordered
        self._text = text
        self._wanted = wanted
        self._in_unit: dict[int, list[Place]] = {}

    def of(self, unit: int) -> list[Place]:
        """Return those of a unit in reading order, each stretch once."""
        told = self._in_unit.get(unit)
        if told is not None:
            return told
        if len(self._wanted) == 1:
            (atoms,) = self._wanted.values()
        else:
            sets = [some for units, some in self._wanted.items() if units >> unit & 1]
            atoms = sets[0].union(*sets[1:])
        told = self._in_unit[unit] = []
        start = end = -1
        for place in self._ordered(unit):
            if place[3] in atoms:
                if place[1] != start or place[2] != end:
                    told.append(place)
                    _, start, end, _ = place
                elif self._text(place[3]) < self._text(told[-1][3]):
                    told[-1] = place
        return told

    def instead(self, clause: Clause) -> Place:
        """Return what is told, under another term, where a clause stands first."""
        unit = next(ones(clause[2]))
        own = {place[:3] for place in self._ordered(unit) if place[3] in clause[0]}
        return next(place for place in self.of(unit) if place[:3] in own)


def _chosen(clauses: Sequence[Clause], told: _Told) -> list[Place]:
    """Return the most telling places in reading order."""
    found: list[Place] = []
    for unit in _most_telling(clauses):
        found += told.of(unit)
        if len(found) >= MAX_SPANS:
            break
    firsts = [_first(clause, found, told) for clause in clauses]
    # A place in the title is always kept, as points are given for it.
    in_title = [place for place in found[:1] if place[0] == 0]
    best = islice(dict.fromkeys(chain(in_title, firsts, found)), MAX_SPANS)
    return sorted(best, key=itemgetter(0, 1, 2))


def _first(clause: Clause, found: Sequence[Place], told: _Told) -> Place:
    """Return the first place that is told under a term of a clause.

    Where its places are told under another's, that is the first of them.
    """
    atoms, units, stands_in = clause
    for place in found:
        if place[3] in atoms and units >> place[0] & 1:
            return place
    for unit in islice(ones(stands_in), _TRIED):
        for place in told.of(unit):
            if place[3] in atoms:
                return place
    return told.instead(clause)


def _most_telling(clauses: Sequence[Clause]) -> Iterator[int]:
    """Yield the units in which clauses stand: the title, then those that meet most clauses."""
    counts: list[int] = []
    """How many clauses each unit meets, as a binary number: all units' last digits first."""
    every = 0
    for _, _, stands_in in clauses:
        every |= stands_in
        for at, digits in enumerate(counts):
            counts[at] = digits ^ stands_in
            stands_in &= digits
            if not stands_in:
                break
        else:
            counts.append(stands_in)
    yield from ones(every & TITLE)
    yield from _descending(every & ~TITLE, counts, len(counts))


def _descending(units: int, counts: Sequence[int], digit: int) -> Iterator[int]:
    """Yield some units by their counts, of which all digits from that one on are equal."""
    if not units:
        return
    if digit == 0:
        yield from ones(units)
        return
    more = counts[digit - 1]
    yield from _descending(units & more, counts, digit - 1)
    yield from _descending(units & ~more, counts, digit - 1)
