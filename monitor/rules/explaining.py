"""Why a rule applies to an article or does not: each clause, and the least that would change it.

For a rule that does not apply that is the nearest miss. Clauses are taken as independent of one
another: that `export` would stand is not said to make `exp*` true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from monitor.model import Article, Field
from monitor.rules.facts import has_places
from monitor.rules.naive import Hit, Reading, Step, Stretch
from monitor.rules.printing import clause, printed
from monitor.rules.query import And, InField, Leaf, Listed, Node, Not, Or, Within
from monitor.rules.vocabulary import Vocabulary

_MAX_WAYS = 24
"""Ways kept of changing one part, the shortest; one of many alike is as good as all."""
_MAX_PRODUCTS = 400
"""Combinations of ways tried where several parts have to change."""
_NO_TIERS: Mapping[str, str] = {}
_Way = frozenset[Step]
"""Steps that together make a part true, or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A sentence or paragraph of an article, or its title."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a query, and whether it is true of the stretch that is told of."""

    text: str
    """As a query has it; of what only joins its parts, the word that joins them."""
    is_true: bool
    hits: tuple[Hit, ...] = ()
    """Where it stands there; only of what is looked for itself."""
    where: Where | None = None
    """The sentence or paragraph of which the parts are told; None: the same stretch."""
    parts: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that would have to be otherwise."""

    text: str
    """The clause."""
    becomes: bool
    """Whether it would have to be true."""
    where: Where | None
    """Where; None: anywhere in the article, or it is of the article as a whole."""
    instead_of: tuple[Hit, ...] = ()
    """What would have to go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a query is true of an article or not."""

    is_true: bool
    clause: Clause
    steps: tuple[Step, ...] | None
    """The least that would turn the answer round, nothing of which can be left out; None: nothing
    was found that would, as of `a AND NOT a`."""
    changes: tuple[Change, ...]
    """The same, to be told."""


def explain(
    query: Node, article: Article, vocabulary: Vocabulary, tiers: Mapping[str, str] = _NO_TIERS
) -> Explanation:
    """Return why a query is true of an article or not; `tiers` are those of the sources."""
    reading = Reading(article, vocabulary, tiers)
    return _Explaining(reading).explained(query)


class _Explaining:
    """Explains queries of one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def explained(self, query: Node) -> Explanation:
        steps = self._steps(query)
        return Explanation(
            is_true=self._reading.is_true(query),
            clause=self._clause(query, None),
            steps=steps,
            changes=tuple(map(self._change, steps or ())),
        )

    def _steps(self, query: Node) -> tuple[Step, ...] | None:
        """Return the least steps that turn the answer round; tried, as parts may share leaves."""
        was = self._reading.is_true(query)

        def turns(steps: Iterable[Step]) -> bool:
            return self._reading.changed(steps).is_true(query) is not was

        for way in self._ways(query, None, not was):
            if turns(way):
                left = sorted(way, key=_order)
                for step in tuple(left):
                    others = [one for one in left if one != step]
                    if turns(others):
                        left = others
                return tuple(left)
        return None

    def _ways(self, node: Node, of: Stretch, wanted: bool) -> Sequence[_Way]:
        """Return ways to make a part true or false of a stretch, the shortest first."""
        if self._reading.is_true(node, of) is wanted:
            return (frozenset(),)
        if isinstance(node, And | Or):
            every = (self._ways(item, of, wanted) for item in node.items)
            return _together(every) if isinstance(node, And) is wanted else _either(every)
        if isinstance(node, Not):
            return self._ways(node.item, of, not wanted)
        if isinstance(node, Listed):
            return self._ways(node.item, of, wanted)
        if isinstance(node, InField):
            return self._ways(node.item, self._reading.in_field(node.field, of), wanted)
        if isinstance(node, Within):
            parts = self._reading.parts(node.unit, of)
            every = (self._ways(node.item, part, wanted) for part in parts)
            return _either(every) if wanted else _together(every)
        return tuple(self._of_leaf(node, of, wanted))

    def _of_leaf(self, leaf: Leaf, of: Stretch, wanted: bool) -> Iterator[_Way]:
        if not has_places(leaf):
            yield frozenset((Step(leaf, wanted, None),))
        elif not wanted:
            yield frozenset((Step(leaf, False, of),))
        else:
            # The last or the first: where one of them will not do, a NOT may be about it.
            units = sorted(self._reading.every if of is None else of)
            for unit in dict.fromkeys((units[-1], units[0])) if units else ():
                yield frozenset((Step(leaf, True, of, unit),))

    def _clause(self, node: Node, of: Stretch) -> Clause:
        is_true = self._reading.is_true(node, of)
        if isinstance(node, And | Or):
            parts = tuple(self._clause(item, of) for item in node.items)
            return Clause(
                text="AND" if isinstance(node, And) else "OR", is_true=is_true, parts=parts
            )
        if isinstance(node, Not):
            return Clause(text="NOT", is_true=is_true, parts=(self._clause(node.item, of),))
        if isinstance(node, Listed):
            return self._listed(node, of)
        if isinstance(node, InField):
            inside = self._reading.in_field(node.field, of)
            part = self._clause(node.item, inside)
            return Clause(text=f"{node.field}:", is_true=is_true, parts=(part,))
        if isinstance(node, Within):
            return self._within(node, of)
        hits = self._reading.hits(node) if has_places(node) else ()
        there = tuple(hit for hit in hits if of is None or hit.unit in of)
        return Clause(text=clause(node), is_true=is_true, hits=there)

    def _listed(self, node: Listed, of: Stretch) -> Clause:
        """Return a name; of a list of words only what stands there, as the rest is long."""
        is_true = self._reading.is_true(node, of)
        inside = self._clause(node.item, of)
        if isinstance(node.item, Or):
            parts = tuple(part for part in inside.parts if part.is_true)
        else:
            parts = (inside,)
        return Clause(text=printed(node), is_true=is_true, parts=parts)

    def _within(self, node: Within, of: Stretch) -> Clause:
        """Return the first sentence or paragraph of which it is true, or the nearest to that."""
        is_true = self._reading.is_true(node, of)
        parts = list(self._reading.parts(node.unit, of))
        if not parts:
            return Clause(text=node.unit, is_true=is_true)
        told = min(parts, key=lambda part: _length(self._ways(node.item, part, True)))
        return Clause(
            text=node.unit,
            is_true=is_true,
            where=self._where(told),
            parts=(self._clause(node.item, told),),
        )

    def _change(self, step: Step) -> Change:
        hits = self._reading.hits(step.leaf) if has_places(step.leaf) else ()
        return Change(
            text=clause(step.leaf),
            becomes=step.becomes,
            where=self._where(step.of) if step.of else None,
            instead_of=()
            if step.becomes
            else tuple(hit for hit in hits if step.of is None or hit.unit in step.of),
        )

    def _where(self, of: frozenset[int]) -> Where:
        """Return the stretch from the first of some units to the last."""
        units = self._reading.units
        _, start = units.text(min(of))
        last, last_start = units.text(max(of))
        # No stretch but the whole article, which has no place, is of both fields.
        field: Field = "body" if min(of) else "title"
        return Where(field=field, start=start, end=last_start + len(last.rstrip()))


def _length(ways: Sequence[_Way]) -> int:
    """Return how many steps the shortest way has; many more than any where there is none."""
    return len(ways[0]) if ways else 1_000_000


def _either(every: Iterable[Sequence[_Way]]) -> Sequence[_Way]:
    """Return the shortest of all ways."""
    found = dict.fromkeys(way for ways in every for way in ways)
    return sorted(found, key=len)[:_MAX_WAYS]


def _together(every: Iterable[Sequence[_Way]]) -> Sequence[_Way]:
    """Return the shortest ways that go one way of each; none where one has none."""
    found: Sequence[_Way] = (frozenset(),)
    for ways in every:
        both = (one | other for other in ways for one in found)
        found = sorted(dict.fromkeys(islice(both, _MAX_PRODUCTS)), key=len)[:_MAX_WAYS]
    return found


def _order(step: Step) -> tuple[bool, str, int]:
    return not step.becomes, clause(step.leaf), step.unit
