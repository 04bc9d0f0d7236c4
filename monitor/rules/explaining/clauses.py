"""Each clause of a query as it is of an article: whether it is true, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.model import Field
from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.reading import Hit, Reading, Stretch
from monitor.rules.explaining.turning import Turning
from monitor.rules.language.printing import clause, printed
from monitor.rules.language.query import And, InField, Leaf, Listed, Node, Not, Or, Within

SHOWN = 3
"""Alternatives that are named, of a long list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A sentence or paragraph of an article, or its title."""

    field: Field
    start: int
    end: int
    paragraph: int
    """Of the body, from 1; 0: the title."""


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
    absent: tuple[str, ...] = ()
    """Alternatives that are not there, the first few."""
    absent_count: int = 0
    """How many there are of those."""


class Telling:
    """Tells of each clause of a query whether it is true, and where."""

    def __init__(self, reading: Reading, turning: Turning, whole: Mapping[int, Or]) -> None:
        """`whole` are lists of alternatives before the query was cut down: see `pruned`."""
        self._reading = reading
        self._turning = turning
        self._whole = whole

    def clause(self, node: Node, of: Stretch) -> Clause:
        """Return a part as it is of a stretch."""
        is_true = self._turning.is_true(node, of)
        if isinstance(node, And):
            parts = tuple(self.clause(item, of) for item in node.items)
            return Clause(text="AND", is_true=is_true, parts=parts)
        if isinstance(node, Or):
            return self._any("OR", node, of)
        if isinstance(node, Not):
            return Clause(text="NOT", is_true=is_true, parts=(self.clause(node.item, of),))
        if isinstance(node, Listed):
            if isinstance(node.item, Or):
                return self._any(printed(node), node.item, of)
            return Clause(text=printed(node), is_true=is_true, parts=(self.clause(node.item, of),))
        if isinstance(node, InField):
            inside = self._reading.in_field(node.field, of)
            part = self.clause(node.item, inside)
            return Clause(text=f"{node.field}:", is_true=is_true, parts=(part,))
        if isinstance(node, Within):
            return self._within(node, of)
        hits = self._reading.hits_in(node, of) if has_places(node) else ()
        return Clause(text=clause(node), is_true=is_true, hits=hits)

    def _any(self, text: str, node: Or, of: Stretch) -> Clause:
        """Return alternatives: of single clauses those that are true, as the rest may be long."""
        is_true = self._turning.is_true
        told = [item for item in node.items if not isinstance(item, Leaf) or is_true(item, of)]
        there = {item for item in told if isinstance(item, Leaf)}
        every = [item for item in self._whole[id(node)].items if isinstance(item, Leaf)]
        absent = [item for item in every if item not in there]
        return Clause(
            text=text,
            is_true=is_true(node, of),
            parts=tuple(self.clause(item, of) for item in told),
            absent=tuple(map(clause, absent[:SHOWN])),
            absent_count=len(absent),
        )

    def _within(self, node: Within, of: Stretch) -> Clause:
        """Return the first sentence or paragraph of which it is true, or the nearest to that."""
        is_true = self._turning.is_true(node, of)
        nearest = self._turning.nearest(node, of)
        if nearest is None:
            return Clause(text=node.unit, is_true=is_true)
        return Clause(
            text=node.unit,
            is_true=is_true,
            where=where(self._reading, nearest),
            parts=(self.clause(node.item, nearest),),
        )


def where(reading: Reading, of: frozenset[int]) -> Where:
    """Return the stretch from the first of some units to the last."""
    units = reading.units
    _, start = units.text(min(of))
    last, last_start = units.text(max(of))
    # No stretch but the whole article, which has no place, is of both fields.
    return Where(
        field="body" if min(of) else "title",
        start=start,
        end=last_start + len(last.rstrip()),
        paragraph=units.paragraph(min(of)),
    )
