"""Queries to compiled ones; equal parts of all queries become one object.

NOT is moved inwards to what is not there, so that each part says itself what makes it true. A name
that stands for a list is compiled once, however many queries use it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from monitor.rules.engine.atoms import Atoms, is_fact_looked_up, is_looked_up
from monitor.rules.engine.evaluation import ANYWHERE, PARAGRAPH, SENTENCE
from monitor.rules.engine.facts import has_places
from monitor.rules.engine.nodes import (
    All,
    Compiled,
    Derived,
    Fact,
    Group,
    InUnit,
    Inverse,
    Some,
)
from monitor.rules.engine.units import TITLE
from monitor.rules.language.query import And, InField, Leaf, Listed, Near, Node, Not, Or, Within

_Key = tuple[object, ...]
_MANY = 8
"""Words beyond which a list is looked up from what is present, not asked for each."""
_MOST = 5_000
"""Words of a list that are remembered as its own: a longer one is seldom one of many."""


class Compiler:
    """Compiles queries that are asked together; safe to share between threads."""

    def __init__(self, atoms: Atoms) -> None:
        """`atoms` are all leaves of the queries."""
        self._atoms = atoms
        self._numbers = count()
        self._parts: dict[_Key, Compiled] = {}
        self._listed: dict[tuple[int, int, bool], Compiled] = {}
        """By the identity of what a name stands for, which the rules keep alive."""

    def compiled(self, node: Node, area: int = ANYWHERE, is_negated: bool = False) -> Compiled:
        """Return a query, or its opposite, asked of an area."""
        if isinstance(node, And | Or):
            return self._several(node, area, is_negated)
        if isinstance(node, Not):
            return self.compiled(node.item, area, not is_negated)
        if isinstance(node, InField):
            within = TITLE if node.field == "title" else ~TITLE
            return self.compiled(node.item, area & within, is_negated)
        if isinstance(node, Listed):
            key = id(node.item), area, is_negated
            part = self._listed.get(key)
            if part is None:
                part = self._listed[key] = self.compiled(node.item, area, is_negated)
            return part
        if isinstance(node, Within):
            inside = SENTENCE if node.unit == "sentence" else PARAGRAPH
            part = self.compiled(node.item)
            unit = self._one(
                ("unit", part.number, inside, area),
                lambda number: InUnit(number, part, inside, area),
            )
            return self._inverse(unit) if is_negated else unit
        leaf = self._leaf(node, area)
        return self._inverse(leaf) if is_negated else leaf

    def _several(self, node: And | Or, area: int, is_negated: bool) -> Compiled:
        """Return what all, or one, of the items make; words of which one is enough are a group."""
        parts: dict[int, Compiled] = {}
        grouped: set[int] = set()
        is_any = isinstance(node, Or)
        for item in node.items:
            if is_any and is_looked_up(item):
                grouped.add(self._atoms.number(item))
            else:
                part = self.compiled(item, area, is_negated)
                same = All if is_any is is_negated else Some
                # What has a name is asked once for all queries, so it stays one part.
                if isinstance(part, same) and not _has_name(item):
                    parts |= {one.number: one for one in part.parts}
                else:
                    parts[part.number] = part
        if grouped:
            group = self._group(frozenset(grouped), area)
            part = self._inverse(group) if is_negated else group
            parts[part.number] = part
        if len(parts) == 1:
            return next(iter(parts.values()))
        every = tuple(parts.values())
        if is_any is is_negated:
            return self._one(("all", *sorted(parts)), lambda number: All(number, every))
        return self._one(("some", *sorted(parts)), lambda number: Some(number, every))

    def _leaf(self, leaf: Leaf, area: int) -> Compiled:
        atom = self._atoms.number(leaf)
        if is_looked_up(leaf):
            return self._group(frozenset((atom,)), area)
        if not has_places(leaf):
            is_present = is_fact_looked_up(leaf)
            return self._one(("fact", atom), lambda number: Fact(number, atom, is_present))
        words = (
            [self._atoms.number(term) for term in leaf.terms()] if isinstance(leaf, Near) else []
        )
        return self._one(("derived", atom, area), lambda number: Derived(number, atom, words, area))

    def _group(self, atoms: frozenset[int], area: int) -> Compiled:
        def made(number: int) -> Group:
            listed = self._atoms.listed(atoms) if _MANY < len(atoms) <= _MOST else None
            return Group(number, atoms, area, listed)

        return self._one(("group", atoms, area), made)

    def _inverse(self, part: Compiled) -> Compiled:
        return self._one(("inverse", part.number), lambda number: Inverse(number, part))

    def _one(self, key: _Key, made: Callable[[int], Compiled]) -> Compiled:
        """Return the part that has a key; threads that make one at once all get the same."""
        part = self._parts.get(key)
        if part is None:
            part = self._parts.setdefault(key, made(next(self._numbers)))
        return part


def _has_name(node: Node) -> bool:
    """Say whether a part of a query is a name that stands for another, or the opposite of one."""
    while isinstance(node, Not):
        node = node.item
    return isinstance(node, Listed)
