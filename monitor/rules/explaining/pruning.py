"""A query cut down to what matters for one article, so that long lists cost no time.

Of alternatives that stand nowhere in it, one or two are as good as all: for each they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.reading import Reading
from monitor.rules.language.query import And, InField, Leaf, Listed, Node, Not, Or, Within

_KEPT = 2
"""Absent alternatives kept of each list: where the first will not do, a NOT may be about it."""


class Pruned(NamedTuple):
    """A query cut down."""

    query: Node
    """True of the article whenever the whole one is, also with steps taken by its own leaves."""
    whole: Mapping[int, Or]
    """Each list of alternatives as it was, by the identity of what is left of it."""


def pruned(query: Node, reading: Reading) -> Pruned:
    """Return a query cut down to what matters for one article."""
    pruning = _Pruning(reading)
    pruning.choose(query)
    return Pruned(pruning.cut(query), pruning.whole)


def is_absent(leaf: Leaf, reading: Reading) -> bool:
    """Say whether a leaf with places stands nowhere in an article and is not true of it either."""
    return has_places(leaf) and not reading.leaf_is_true(leaf, None)


class _Pruning:
    """Cuts one query."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._kept: set[Leaf] = set()
        """Absent leaves that stay wherever the query has them."""
        self._chosen: set[int] = set()
        """What names stand for, by identity, of which leaves have been chosen."""
        self._cut: dict[int, Node] = {}
        self.whole: dict[int, Or] = {}

    def choose(self, node: Node) -> None:
        """Note which absent leaves stay."""
        if isinstance(node, Or):
            self._kept.update(list(self._absent(node))[:_KEPT])
            for item in node.items:
                if not isinstance(item, Leaf):
                    self.choose(item)
        elif isinstance(node, And):
            for item in node.items:
                self.choose(item)
        elif isinstance(node, Listed):
            if id(node.item) not in self._chosen:
                self._chosen.add(id(node.item))
                self.choose(node.item)
        elif isinstance(node, InField | Within | Not):
            self.choose(node.item)
        else:
            self._kept.add(node)

    def _absent(self, node: Or) -> Iterator[Leaf]:
        for item in node.items:
            if isinstance(item, Leaf) and is_absent(item, self._reading):
                yield item

    def cut(self, node: Node) -> Node:
        """Return a part with the absent leaves that do not stay left out."""
        if isinstance(node, Or):
            left = Or(tuple(self.cut(item) for item in node.items if not self._is_left_out(item)))
            self.whole[id(left)] = node
            return left
        if isinstance(node, And):
            return And(tuple(map(self.cut, node.items)))
        if isinstance(node, Listed):
            cut = self._cut.get(id(node.item))
            if cut is None:
                cut = self._cut[id(node.item)] = self.cut(node.item)
            return Listed(node.name, cut)
        if isinstance(node, InField):
            return InField(node.field, self.cut(node.item))
        if isinstance(node, Within):
            return Within(node.unit, self.cut(node.item))
        return Not(self.cut(node.item)) if isinstance(node, Not) else node

    def _is_left_out(self, node: Node) -> bool:
        return isinstance(node, Leaf) and node not in self._kept and is_absent(node, self._reading)
