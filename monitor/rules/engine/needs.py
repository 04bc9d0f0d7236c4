"""What must be present for a query to be true: how rules are found without being evaluated."""

from __future__ import annotations

from monitor.rules.engine.atoms import Atoms, is_fact_looked_up, is_looked_up
from monitor.rules.language.query import (
    And,
    InField,
    Leaf,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Within,
    Words,
)

Need = int | frozenset[int]
"""An atom that must be present, or some of which one must."""
Needs = tuple[Need, ...]
"""What must all be met, or the query is false."""


class Needing:
    """Works out the needs of queries, and so numbers every leaf of them."""

    def __init__(self, atoms: Atoms) -> None:
        self._atoms = atoms
        self._of_leaf: dict[Leaf, Needs] = {}
        self._of_list: dict[tuple[int, bool], Needs] = {}
        """By the identity of what a name stands for, which the rules keep alive."""

    def of(self, node: Node, is_negated: bool = False) -> Needs:
        """Return the needs of a query, or of its opposite."""
        if isinstance(node, Words):  # most of all nodes
            atom = self._atoms.number(node)
            return () if is_negated else (atom,)
        if isinstance(node, And | Or):
            if isinstance(node, Or) is is_negated:
                return tuple([need for item in node.items for need in self.of(item, is_negated)])
            return self._of_any(node, is_negated)
        if isinstance(node, Listed):
            return self._of_listed(node, is_negated)
        if isinstance(node, Not):
            return self.of(node.item, not is_negated)
        if isinstance(node, InField):
            return self.of(node.item, is_negated)
        return self._of_other(node, is_negated)

    def _of_other(self, node: Within | Leaf, is_negated: bool) -> Needs:
        if isinstance(node, Within):
            needs = self.of(node.item)
        else:
            needs = self._of_leaf.get(node) or self._new(node)
        return () if is_negated else needs

    def _of_any(self, node: And | Or, is_negated: bool) -> Needs:
        """Return one need: what one item, whichever, cannot do without."""
        atoms: set[int] = set()
        is_free = False
        for item in node.items:
            if isinstance(item, Words) and not is_negated:
                atoms.add(self._atoms.number(item))
                continue
            needs = self.of(item, is_negated)
            if not needs:
                is_free = True
                continue
            least = min(needs, key=_breadth)
            if isinstance(least, int):
                atoms.add(least)
            else:
                atoms |= least
        return () if is_free else (frozenset(atoms),)

    def _of_listed(self, node: Listed, is_negated: bool) -> Needs:
        key = id(node.item), is_negated
        needs = self._of_list.get(key)
        if needs is None:
            needs = self._of_list[key] = self.of(node.item, is_negated)
        return needs

    def _new(self, leaf: Leaf) -> Needs:
        atom = self._atoms.number(leaf)
        needs: Needs = ()
        if is_looked_up(leaf) or is_fact_looked_up(leaf):
            needs = (atom,)
        elif isinstance(leaf, Near):
            needs = tuple([need for term in leaf.terms() for need in self.of(term)])
        self._of_leaf[leaf] = needs
        return needs


def _breadth(need: Need) -> int:
    return 1 if isinstance(need, int) else len(need)
