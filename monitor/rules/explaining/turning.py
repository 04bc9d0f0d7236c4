"""The least that would turn the answer of a query round: for a miss, what it lacks.

Clauses are taken as independent of one another: that `export` would stand is not said to make
`exp*` true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import islice

from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.reading import Reading, Step, Stretch
from monitor.rules.language.printing import clause
from monitor.rules.language.query import (
    And,
    InField,
    Leaf,
    Listed,
    Node,
    Not,
    Or,
    Within,
    leaves_of,
)

_MAX_WAYS = 24
"""Ways kept of changing one part, the shortest; one of many alike is as good as all."""
_MAX_PRODUCTS = 400
"""Combinations of ways tried where several parts have to change."""
_PUT_IN = 100
"""What words put in count, where a query is to be made false: what keeps it is asked for, so
words taken out are told as long as there are such."""
_MANY_PLACES = 4
"""Places out of which the same words would go from which on they are told to go everywhere."""
_MAX_TRIED = 60
"""Steps of which each is tried whether it can be left out: trying them all would take a time that
grows with the square of a long text that repeats itself."""
_NO_WAY = 1_000_000
Way = frozenset[Step]
"""Steps that together make a part true, or false."""


class Turning:
    """Turns one query round, as it is answered of one article."""

    def __init__(self, query: Node, reading: Reading) -> None:
        """`query` may be long: see `pruned`."""
        self._query = query
        self._reading = reading
        self._was = reading.is_true(query)
        self._truth: dict[tuple[int, Stretch], bool] = {}
        self._ways_of: dict[tuple[int, frozenset[int]], Sequence[Way]] = {}
        self._places_of: dict[int, dict[int, frozenset[int]]] = {}

    def steps(self) -> tuple[Step, ...] | None:
        """Return the least steps that turn the answer round, nothing of which can be left out.

        None: nothing was found that would, as of `a AND NOT a`. They are tried, as parts of a
        query may share leaves.
        """
        for way in self._ways(self._query, None, not self._was, ""):
            for short in (_joined(way), way):
                if self._turns(short):
                    return self._least(sorted(short, key=_order))
        return None

    def _least(self, left: list[Step]) -> tuple[Step, ...]:
        for step in left[:_MAX_TRIED]:
            others = [one for one in left if one != step]
            if self._turns(others):
                left = others
        return tuple(left)

    def _turns(self, steps: Iterable[Step]) -> bool:
        return self._reading.changed(steps).is_true(self._query) is not self._was

    def nearest(self, node: Within, of: Stretch) -> frozenset[int] | None:
        """Return the first part of a stretch of which a query is true, or nearest to being so.

        None: the stretch has no such parts.
        """
        parts = self._reading.parts(node.unit, of)
        for part in parts:
            if self.is_true(node.item, part):
                return part
        every = tuple(self._different(node, parts))
        return min(every, key=lambda part: self._distance(node, part), default=None)

    def _distance(self, node: Within, of: frozenset[int]) -> int:
        ways = self._of_part(node, of)
        return len(ways[0]) if ways else _NO_WAY

    def _of_part(self, node: Within, of: frozenset[int]) -> Sequence[Way]:
        """Return ways to make what is asked within a sentence or paragraph true of one."""
        key = id(node), of
        if key not in self._ways_of:
            self._ways_of[key] = self._ways(node.item, of, True, "")
        return self._ways_of[key]

    def is_true(self, node: Node, of: Stretch) -> bool:
        """Say whether a part of the query is true of a stretch."""
        key = id(node), of
        if key not in self._truth:
            self._truth[key] = self._reading.is_true(node, of)
        return self._truth[key]

    def _ways(self, node: Node, of: Stretch, wanted: bool, listed: str) -> Sequence[Way]:
        """Return ways to make a part true or false of a stretch, the shortest first.

        `listed` is the list of which the part is one alternative.
        """
        if self.is_true(node, of) is wanted:
            return (frozenset(),)
        if isinstance(node, And | Or):
            is_choice = isinstance(node, And) is not wanted
            named = listed if is_choice or not wanted else ""
            every = (self._ways(item, of, wanted, named) for item in node.items)
            return self._either(every) if is_choice else self._together(every)
        if isinstance(node, Not):
            return self._ways(node.item, of, not wanted, "")
        if isinstance(node, Listed):
            # The widest list of which any word would do; the narrowest that has the one to go.
            named = (listed or node.name) if wanted else node.name
            return self._ways(node.item, of, wanted, named)
        if isinstance(node, InField):
            return self._ways(node.item, self._reading.in_field(node.field, of), wanted, "")
        if isinstance(node, Within):
            return self._within(node, of, wanted)
        return tuple(self._of_leaf(node, of, wanted, listed))

    def _within(self, node: Within, of: Stretch, wanted: bool) -> Sequence[Way]:
        parts = self._reading.parts(node.unit, of)
        if not wanted:
            every = [self._ways(node.item, part, False, "") for part in parts]
            left = [ways for ways in every if not ways or ways[0]]
            return self._together(left) if len(left) <= _MANY_PLACES else self._alike(left)
        return self._either(self._of_part(node, part) for part in self._different(node, parts))

    def _different(self, node: Within, parts: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
        """Yield one of the stretches of which the same clauses are true: the first.

        The title is like none else, as a field may be asked for.
        """
        places = self._places(node)
        seen: set[tuple[bool, tuple[frozenset[int], ...]]] = set()
        for part in parts:
            units = tuple(places.get(unit, frozenset()) for unit in sorted(part))
            if (key := (0 in part, units)) not in seen:
                seen.add(key)
                yield part

    def _places(self, node: Within) -> dict[int, frozenset[int]]:
        """Return for each unit which leaves of a part stand there, by numbers."""
        places = self._places_of.get(id(node))
        if places is not None:
            return places
        found: dict[int, set[int]] = {}
        for number, leaf in enumerate(leaves_of((node,))):
            if has_places(leaf):
                for hit in self._reading.hits(leaf):
                    found.setdefault(hit.unit, set()).add(number)
        places = {unit: frozenset(numbers) for unit, numbers in found.items()}
        self._places_of[id(node)] = places
        return places

    def _of_leaf(self, leaf: Leaf, of: Stretch, wanted: bool, listed: str) -> Iterator[Way]:
        if not has_places(leaf):
            yield frozenset((Step(leaf, wanted, None, listed=listed),))
        elif not wanted:
            yield frozenset((Step(leaf, False, of, listed=listed),))
        else:
            # The last or the first: where one of them will not do, a NOT may be about it.
            units = sorted(self._reading.every if of is None else of)
            for unit in dict.fromkeys((units[-1], units[0])) if units else ():
                yield frozenset((Step(leaf, True, of, unit, listed),))

    def _either(self, every: Iterable[Sequence[Way]]) -> Sequence[Way]:
        """Return the shortest of all ways."""
        found = dict.fromkeys(way for ways in every for way in ways)
        return sorted(found, key=self._cost)[:_MAX_WAYS]

    def _together(self, every: Iterable[Sequence[Way]]) -> Sequence[Way]:
        """Return the shortest ways that go one way of each; none where one has none."""
        found: Sequence[Way] = (frozenset(),)
        for ways in every:
            if len(ways) == 1 and not ways[0]:
                continue
            both = (one | other for other in ways for one in found)
            found = sorted(dict.fromkeys(islice(both, _MAX_PRODUCTS)), key=self._cost)[:_MAX_WAYS]
        return found

    def _alike(self, every: Iterable[Sequence[Way]]) -> Sequence[Way]:
        """Return one way that goes one way of each, by the same clauses as far as they go."""
        steps: set[Step] = set()
        leaves_gone: set[Leaf] = set()
        for ways in every:
            if not ways:
                return ()
            way = min(ways, key=lambda way: self._cost(way, leaves_gone))
            steps |= way
            leaves_gone.update(step.leaf for step in way)
        return (frozenset(steps),)

    def _cost(self, way: Way, for_nothing: Set[Leaf] = frozenset()) -> int:
        """Return what the steps of a way count; those about some leaves count nothing."""
        if not self._was:
            return len(way)
        return sum(_PUT_IN if step.becomes else 1 for step in way if step.leaf not in for_nothing)


def _order(step: Step) -> tuple[bool, str, int, str, int, int]:
    """Return what tells each step from all others, so that what is told is always the same."""
    first, count = (min(step.of, default=0), len(step.of)) if step.of is not None else (-1, 0)
    return not step.becomes, clause(step.leaf), step.unit, step.listed, first, count


def _joined(way: Way) -> Way:
    """Return a way on which words that would go out of many places go out of the whole article."""
    places = Counter(step.leaf for step in way if not step.becomes)
    return frozenset(
        step._replace(of=None) if not step.becomes and places[step.leaf] > _MANY_PLACES else step
        for step in way
    )
