"""Of rules that do not apply to an article those that would with the fewest changes."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from monitor.rules.explaining.clauses import Clause
from monitor.rules.explaining.explainer import Explainer, Explanation
from monitor.rules.explaining.reading import Reading
from monitor.rules.language.query import And, Leaf, Listed, Node, Not, Or, Scoped
from monitor.rules.language.rule import Rule

_MAX_EXPLAINED = 60
"""Rules explained in search of the nearest: of thousands the others are told to be further off by
what they ask for alone, wherever it stands."""


_FIELDS = frozenset({"title:", "body:"})


class Miss(NamedTuple):
    """A rule that does not apply, and what it lacks."""

    rule: Rule
    explanation: Explanation


def nearest_misses(rules: Iterable[Rule], explainer: Explainer, count: int) -> tuple[Miss, ...]:
    """Return those of `rules`, of which none applies, that the fewest changes would make apply.

    Of equally near ones those of which most is there already. What no change makes apply is none
    of them.
    """
    at_least = _AtLeast(explainer.reading)
    ordered = sorted(
        ((at_least.steps(rule.query), number, rule) for number, rule in enumerate(rules)),
        key=lambda one: one[:2],
    )
    found: list[tuple[int, int, int, Miss]] = []
    for least, number, rule in ordered[:_MAX_EXPLAINED]:
        if len(found) >= count and least > found[count - 1][0]:
            break
        explanation = explainer.explained(rule.query)
        if explanation.steps is not None and not explanation.is_true:
            met = _met(explanation.clause)
            found.append((len(explanation.steps), -met, number, Miss(rule, explanation)))
            found.sort(key=lambda one: one[:3])
    return tuple(miss for *_, miss in found[:count])


def _met(clause: Clause) -> int:
    """Return how many of the parts that a query asks for are there, where it is told of."""
    if clause.text == "NOT":
        return 0
    if clause.text == "AND" or clause.where is not None or clause.text in _FIELDS:
        return sum(map(_met, clause.parts))
    return int(clause.is_true)


class _Lacking(NamedTuple):
    """What a part of a query lacks."""

    steps: int
    """No fewer make it true."""
    leaves: Set[Leaf]
    """Those which such steps may be about."""


_NOTHING = _Lacking(0, frozenset())


class _AtLeast:
    """Says how many clauses of a query are true nowhere in an article, so have to change."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of_leaf: dict[Leaf, _Lacking] = {}
        self._of_list: dict[int, _Lacking] = {}

    def steps(self, node: Node) -> int:
        """Return a number of steps of which no fewer make a query true."""
        return self._lacking(node).steps

    def _lacking(self, node: Node) -> _Lacking:
        if isinstance(node, And):
            return self._of_all(map(self._lacking, node.items))
        if isinstance(node, Or):
            return self._of_any(map(self._lacking, node.items))
        if isinstance(node, Not):
            return _NOTHING
        if isinstance(node, Listed):
            lacking = self._of_list.get(id(node.item))
            if lacking is None:
                lacking = self._of_list[id(node.item)] = self._lacking(node.item)
            return lacking
        if isinstance(node, Scoped):
            return self._lacking(node.item)
        return self._leaf(node)

    def _of_all(self, every: Iterable[_Lacking]) -> _Lacking:
        """Return what parts lack together: a step may serve several that share a leaf."""
        steps = 0
        leaves: set[Leaf] = set()
        for one in every:
            if leaves.isdisjoint(one.leaves):
                steps += one.steps
            leaves |= one.leaves
        return _Lacking(steps, leaves)

    def _of_any(self, every: Iterable[_Lacking]) -> _Lacking:
        lacking = tuple(every)
        if not all(one.steps for one in lacking):
            return _NOTHING
        leaves = frozenset[Leaf]().union(*(one.leaves for one in lacking))
        return _Lacking(min(one.steps for one in lacking), leaves)

    def _leaf(self, leaf: Leaf) -> _Lacking:
        lacking = self._of_leaf.get(leaf)
        if lacking is None:
            is_there = self._reading.leaf_is_true(leaf, None)
            lacking = _NOTHING if is_there else _Lacking(1, frozenset((leaf,)))
            self._of_leaf[leaf] = lacking
        return lacking
